-- The documents of records, their words and values, and the look-up of both.

-- Views

-- Searches read these views. Under row-level security PostgreSQL evaluates an operator that is not leakproof, such as
-- those of words, parts of texts, arrays and numerics, only after the policy. An index that begins with the company would
-- then go no further. The views name the company themselves, and PostgreSQL treats conditions on them as ordinary ones.
-- Their company must differ from the policy's expression: of two equal conditions PostgreSQL would make one, with the
-- policy's guard. Hence this other way to say it.
create or replace function searched_company() returns bigint language sql stable parallel safe as $$
    select coalesce(current_company(), 0)
$$;

-- "create or replace" keeps the grants. A view that loses a column is dropped in the versioned migration of that column.
create or replace view searched_words as
    select company_id, record_type, record_id, document from record_words where company_id = searched_company();

create or replace view searched_contact as
    select company_id, id, name, email_keys, phone_keys from contact where company_id = searched_company() and removed_at is null;

create or replace view searched_opportunity as
    select company_id, id, title, address, city, state, zipcode, value, primary_email, primary_phone, phone_key
      from opportunity where company_id = searched_company();

create or replace view searched_account as
    select company_id, id, title, address, city, state, zipcode, primary_email, primary_phone, phone_key
      from account where company_id = searched_company();

-- Derivation of words and values

-- The words of some texts, in lower case and compatibility form. Any other character than a letter or digit ends a word.
create or replace function search_words(variadic texts text[]) returns text[] language plpgsql immutable as $$
begin
    return array(select distinct left(word, 50)
                   from regexp_split_to_table(lower(normalize(array_to_string(texts, ' '), NFKC)), '[^[:alnum:]]+') as word
                  where word <> '');
end $$;

-- The ways to begin a phone number, given as E.164 or as digits: with its country, its area, or without.
create or replace function phone_words(key text) returns text[] language plpgsql immutable as $$
declare
    digits text;
begin
    if key is null then
        return '{}';
    end if;
    digits := regexp_replace(split_part(key, ';', 1), '[^0-9]', '', 'g');
    return case when digits = '' then '{}' else array[digits, right(digits, 10), right(digits, 7)] end;
end $$;

create or replace function keep_words(company bigint, type text, record bigint, words tsvector) returns void language plpgsql as $$
begin
    insert into record_words (company_id, record_type, record_id, document) values (company, type, record, words)
        on conflict on constraint record_words_pk do update set document = excluded.document;
end $$;

-- A number as 16 digits in the order of numbers: sign, exponent, the first 13 digits; those of negative numbers are complements.
create or replace function number_digits(number numeric) returns text language plpgsql immutable as $$
declare
    whole constant text := split_part(abs(number)::text, '.', 1);
    part constant text := split_part(abs(number)::text, '.', 2);
    exponent constant integer := case when whole <> '0' then length(whole) - 1 else length(ltrim(part, '0')) - length(part) - 1 end;
    size constant text := case when exponent > 49 then repeat('9', 15) when exponent < -50 then repeat('0', 15)
                               else lpad((exponent + 50)::text, 2, '0') || rpad(left(ltrim(whole || part, '0'), 13), 13, '0') end;
begin
    return case sign(number) when 0 then '5' || repeat('0', 15) when 1 then '6' || size
                             else '4' || translate(size, '0123456789', '9876543210') end;
end $$;

-- The word of a value, such as "=7:permit_number:t-12" or "=7:floors#6503500000000000" of company 7. No word of a text has such a first
-- character. Beginnings of words are looked up in those of all companies, so they begin with the company. A long text is cut; its
-- digest separates those that begin alike.
create or replace function value_word(company bigint, member text, folded text) returns text language plpgsql immutable as $$
begin
    return '=' || company || ':' || member || ':' || case when length(folded) <= 40 then folded else left(folded, 40) || '#' || md5(folded) end;
end $$;

create or replace function number_word(company bigint, member text, number numeric) returns text language plpgsql immutable as $$
begin
    return '=' || company || ':' || member || '#' || number_digits(number);
end $$;

-- The words of an object's texts, numbers, flags and arrays of them. A document holds a mebibyte: where a record has more values, the
-- word "=" marks it as one that may have any.
create or replace function value_words(company bigint, members jsonb, trades varchar[]) returns text[] language plpgsql immutable as $$
declare
    most constant integer := 2500;
    words constant text[] := array(
        select value_word(company, '$trades', lower(normalize(trade))) from unnest(trades) as trade
        union all
        select case jsonb_typeof(i.value) when 'number' then number_word(company, m.key, (i.value #>> '{}')::numeric)
                                          else value_word(company, m.key, lower(normalize(i.value #>> '{}'))) end
          from jsonb_each(members) as m,
               jsonb_array_elements(case jsonb_typeof(m.value) when 'array' then m.value else jsonb_build_array(m.value) end) as i(value)
         where jsonb_typeof(i.value) <> 'null'
         limit most + 1);
begin
    return case when cardinality(words) <= most then words else words[:most] || '='::text end;
end $$;

-- A document holds a mebibyte, which 4500 words of 50 characters fit.
-- Its parameters are columns: a node of Citus has another row type for each part of a table.
create or replace function opportunity_document(company bigint, number bigint, title text, description text, address text, email text, phone text,
                                                phone_key text, custom jsonb, trades varchar[]) returns tsvector language plpgsql stable as $$
begin
    return array_to_tsvector((phone_words(phone_key)
        || search_words(title, description, address, number::text, email, phone))[:4500] || value_words(company, custom, trades));
end $$;

create or replace function index_opportunity() returns trigger language plpgsql as $$
declare
    words tsvector;
begin
    if tg_op = 'INSERT' then
        words := opportunity_document(new.company_id, new.number, new.title, new.description, new.address, new.primary_email, new.primary_phone,
                                      new.phone_key, new.custom, new.trades);
        insert into record_words (company_id, record_type, record_id, document)
        values (new.company_id, 'opportunity', new.id, words);
    elsif (new.title, new.description, new.address, new.primary_email, new.primary_phone, new.phone_key, new.custom, new.trades)
          is distinct from
          (old.title, old.description, old.address, old.primary_email, old.primary_phone, old.phone_key, old.custom, old.trades) then
        perform keep_words(new.company_id, 'opportunity', new.id, opportunity_document(
            new.company_id, new.number, new.title, new.description, new.address, new.primary_email, new.primary_phone, new.phone_key,
            new.custom, new.trades));
    end if;
    return null;
end $$;

create or replace trigger opportunity_keeps_index after insert or update on opportunity
    for each row execute function index_opportunity();

-- A removed contact has no words, also after its keys are recomputed.
create or replace function index_contact() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from record_words w where w.company_id = old.company_id and w.record_type = 'contact' and w.record_id = old.id;
        return null;
    end if;
    if new.removed_at is null then
        perform keep_words(new.company_id, 'contact', new.id, array_to_tsvector(
            search_words(variadic new.emails || new.phones || array[new.name, new.title]::varchar[])
            || array(select unnest(phone_words(key)) from unnest(new.phone_keys) as key)));
    end if;
    return null;
end $$;

create or replace trigger contact_keeps_index after insert or delete or update of name, title, emails, phones on contact
    for each row execute function index_contact();

create or replace function account_document(company bigint, title text, description text, address text, email text, phone text, phone_key text,
                                            custom jsonb) returns tsvector language plpgsql stable as $$
begin
    return array_to_tsvector((phone_words(phone_key)
        || search_words(title, description, address, email, phone))[:4500] || value_words(company, custom, '{}'));
end $$;

create or replace function index_account() returns trigger language plpgsql as $$
begin
    perform keep_words(new.company_id, 'account', new.id, account_document(
        new.company_id, new.title, new.description, new.address, new.primary_email, new.primary_phone, new.phone_key, new.custom));
    return null;
end $$;

-- a link changes no word and no value of an account
create or replace trigger account_keeps_index
    after insert or update of title, description, address, primary_email, primary_phone, phone_key, custom on account
    for each row execute function index_account();

-- Until V11 values had rows of their own.
do $$
begin
    if to_regclass(format('%I.record_value', current_schema())) is not null then
        update record_words w set document = opportunity_document(o.company_id, o.number, o.title, o.description, o.address, o.primary_email,
                                                                         o.primary_phone, o.phone_key, o.custom, o.trades)
          from opportunity o
         where w.company_id = o.company_id and w.record_type = 'opportunity' and w.record_id = o.id;
        update record_words w set document = account_document(a.company_id, a.title, a.description, a.address, a.primary_email, a.primary_phone,
                                                                     a.phone_key, a.custom)
          from account a
         where w.company_id = a.company_id and w.record_type = 'account' and w.record_id = a.id;
        drop view if exists searched_value;
        drop function if exists keep_values(bigint, text, bigint, jsonb, boolean);
        drop table record_value;
    end if;
end $$;

-- Queries of one record's words: accounts and contacts

-- Every word must begin a word of the record. A text like a phone number may also begin one of its numbers. No number has
-- more digits than a word has characters.
create or replace function search_query(q text) returns tsquery language plpgsql immutable as $$
declare
    digits text := regexp_replace(q, '[^0-9]', '', 'g');
    query tsquery := (select string_agg(quote_literal(word) || ':*', ' & ') from unnest(search_words(q)) as word)::tsquery;
begin
    if query is null then
        return ''::tsquery;
    end if;
    return case when q !~ '[^-+().0-9 ]' and length(digits) between 7 and 50
                then query || (quote_literal(digits) || ':*')::tsquery else query end;
end $$;

-- Queries of a record's words and its contacts': opportunities

-- One query for each word of a text, the most selective first: a number before a word, a long one before a short one. A
-- text like a phone number may also begin one as a whole, in the place of any of its words.
create or replace function word_queries(q text) returns tsquery[] language plpgsql immutable as $$
declare
    digits constant text := regexp_replace(q, '[^0-9]', '', 'g');
    phone constant tsquery := case when q !~ '[^-+().0-9 ]' and length(digits) between 7 and 50 then (quote_literal(digits) || ':*')::tsquery end;
begin
    return array(select coalesce(query || phone, query)
                   from (select word, (quote_literal(word) || ':*')::tsquery as query from unnest(search_words(q)) as word) as found
                  order by length(word) > 2 and word ~ '[0-9]' desc, length(word) desc, word);
end $$;

create or replace function join_queries(queries tsquery[], operator text) returns tsquery language plpgsql immutable as $$
begin
    return (select string_agg('(' || query::text || ')', operator) from unnest(queries) as query)::tsquery;
end $$;

-- Whether fewer records than a number are found. Planned each time, as a plan for a small company is bad for a large one.
create or replace function finds_fewer(than integer, type text, query tsquery) returns boolean
language plpgsql stable set plan_cache_mode = force_custom_plan as $$
declare
    company constant bigint := current_company();
begin
    return (select count(*) < than from (
        select 1 from searched_words w where w.company_id = company and w.record_type = type and w.document @@ query limit than) as found);
end $$;

-- The records with words of their own, and the opportunities of contacts with words; null where there are "most" or more.
create or replace function records_of_words(type text, own tsquery, of_contact tsquery, most integer) returns bigint[] language plpgsql stable as $$
declare
    company constant bigint := current_company();
    found bigint[];
    entries bigint;
begin
    select array_agg(distinct entry.id), count(*) into found, entries from (
        select w.record_id as id from searched_words w where w.company_id = company and w.record_type = type and w.document @@ own
        union all
        select o.id from searched_words w join opportunity o on o.company_id = company and o.primary_contact_id = w.record_id
         where w.company_id = company and type = 'opportunity' and w.record_type = 'contact' and w.document @@ of_contact
        union all
        select l.opportunity_id from searched_words w join opportunity_contact l on l.company_id = company and l.contact_id = w.record_id
         where w.company_id = company and type = 'opportunity' and w.record_type = 'contact' and w.document @@ of_contact
        limit most) as entry;
    return case when entries < most then coalesce(found, '{}') end;
end $$;

-- Those of some records that have all the words. A text may be spread over an opportunity and several of its contacts.
create or replace function those_with_words(type text, records bigint[], words tsquery[]) returns bigint[] language plpgsql stable as $$
declare
    company constant bigint := current_company();
begin
    if type = 'opportunity' then
        return array(select o.id from opportunity o
                      where o.company_id = company and o.id = any (records) and not exists (
                            select 1 from unnest(words) as word
                             where not exists (select 1 from searched_words w
                                                where w.company_id = company and w.record_type = 'opportunity' and w.record_id = o.id
                                                  and w.document @@ word)
                               and not exists (select 1 from searched_words w
                                                where w.company_id = company and w.record_type = 'contact' and w.record_id = o.primary_contact_id
                                                  and w.document @@ word)
                               and not exists (select 1 from opportunity_contact l
                                                 join searched_words w on w.company_id = company and w.record_id = l.contact_id
                                                where l.company_id = company and l.opportunity_id = o.id and w.record_type = 'contact'
                                                  and w.document @@ word)));
    end if;
    return array(select w.record_id from searched_words w
                  where w.company_id = company and w.record_type = type and w.record_id = any (records) and w.document @@ join_queries(words, ' & '));
end $$;

-- The opportunities past one of a list, in its order and at most so many, with words of their own or by one of some
-- contacts.
create or replace function next_of_contacts(own tsquery, contacts bigint[], past bigint, descending boolean, most integer) returns bigint[]
language plpgsql stable as $$
declare
    found bigint[];
begin
    execute format($query$
        select array(select id from (
            select w.record_id as id from searched_words w where w.company_id = $5 and w.record_type = 'opportunity' and w.document @@ $1
            union
            select p.id from unnest($2) as given(contact), lateral (
                select o.id from opportunity o where o.company_id = $5 and o.primary_contact_id = given.contact and ($3 is null or o.id %2$s $3)
                 order by o.id %1$s limit $4) as p
            union
            select s.id from unnest($2) as given(contact), lateral (
                select l.opportunity_id as id from opportunity_contact l
                 where l.company_id = $5 and l.contact_id = given.contact and ($3 is null or l.opportunity_id %2$s $3)
                 order by l.opportunity_id %1$s limit $4) as s) as entry
         where $3 is null or id %2$s $3 order by id %1$s limit $4)
        $query$, case when descending then 'desc' else 'asc' end, case when descending then '<' else '>' end)
        into found using own, contacts, past, most, current_company();
    return found;
end $$;

-- The records with all words of a text. Such a record has the most selective word, by itself or by a contact. If it lacks
-- a word itself, it has one by a contact. The result of the rarer condition is compared with all words. If that is too
-- much, but few contacts are concerned, it returns only the next ones of the list (is_all is false). Else ids is null,
-- and the caller walks the list and compares each record. Planned each time, as a plan for a small company is bad for a
-- large one.
create or replace function find_by_words(type text, q text, past bigint, descending boolean, out ids bigint[], out is_all boolean, out words tsquery[])
language plpgsql stable set plan_cache_mode = force_custom_plan set jit = off as $$
declare
    company constant bigint := current_company();
    all_words tsquery;
    any_word tsquery;
    contacts bigint[];
    word tsquery;
begin
    words := word_queries(q);
    all_words := join_queries(words, ' & ');
    any_word := join_queries(words, ' | ');
    ids := case when cardinality(words) = 0 then '{}'::bigint[] end;
    if cardinality(words) > 1 then
        foreach word in array words[:3] loop
            exit when ids is not null;
            ids := records_of_words(type, word, word, 1000);
        end loop;
    end if;
    if ids is null then
        ids := records_of_words(type, all_words, any_word, 10000);
    end if;
    is_all := ids is not null;
    if ids is null and type = 'opportunity' and finds_fewer(10000, type, all_words) then
        contacts := array(select w.record_id from searched_words w
                           where w.company_id = company and w.record_type = 'contact' and w.document @@ any_word limit 101);
        if cardinality(contacts) <= 100 then
            ids := next_of_contacts(all_words, contacts, past, descending, 2000);
        end if;
    end if;
    if cardinality(words) > 1 and cardinality(ids) > 0 then
        ids := those_with_words(type, ids, words);
    end if;
end $$;

-- All opportunities with all of some words, for a total: by words of their own, and by contacts with any of the words.
create or replace function opportunities_with_words(words tsquery[]) returns setof bigint
language plpgsql stable set plan_cache_mode = force_custom_plan set jit = off as $$
declare
    company constant bigint := current_company();
    all_words constant tsquery := join_queries(words, ' & ');
    any_word constant tsquery := join_queries(words, ' | ');
    own bigint[];
    of_contacts bigint[];
begin
    own := array(select w.record_id from searched_words w
                  where w.company_id = company and w.record_type = 'opportunity' and w.document @@ all_words);
    of_contacts := array(
        select o.id from searched_words w join opportunity o on o.company_id = company and o.primary_contact_id = w.record_id
         where w.company_id = company and w.record_type = 'contact' and w.document @@ any_word
        union
        select l.opportunity_id from searched_words w join opportunity_contact l on l.company_id = company and l.contact_id = w.record_id
         where w.company_id = company and w.record_type = 'contact' and w.document @@ any_word);
    if cardinality(words) > 1 then
        of_contacts := those_with_words('opportunity', of_contacts, words);
    end if;
    return query select unnest(own) union select unnest(of_contacts);
end $$;

-- Queries of values

-- The values of a member, of which an exact comparison is made. In SQL, so PostgreSQL inlines it.
create or replace function member_values(members jsonb, member text) returns table (text text, number numeric) language sql immutable as $$
    select case when jsonb_typeof(i.value) <> 'number' then lower(normalize(i.value #>> '{}')) end,
           case when jsonb_typeof(i.value) = 'number' then (i.value #>> '{}')::numeric end
      from jsonb_array_elements(case jsonb_typeof(members -> member) when 'array' then members -> member
                                                                     else jsonb_build_array(members -> member) end) as i(value)
     where jsonb_typeof(i.value) <> 'null'
$$;

-- A query of any of some words, or of the words that begin with any of them; also of the records that may have any value.
create or replace function any_value_word(words text[], ending text) returns tsquery language plpgsql immutable as $$
begin
    return (select string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''' || ending, ' | ') from unnest(words) as word)::tsquery
        || '''='''::tsquery;
end $$;

-- any value of a member, in the current company
create or replace function member_query(member text) returns tsquery language plpgsql stable as $$
begin
    return any_value_word(array['=' || current_company() || ':' || member || ':', '=' || current_company() || ':' || member || '#'], ':*');
end $$;

-- a text equal to any of those, but for case and composition
create or replace function texts_query(member text, texts text[]) returns tsquery language plpgsql stable as $$
begin
    return any_value_word(array(select value_word(current_company(), member, lower(normalize(text))) from unnest(texts) as text), '');
end $$;

create or replace function numbers_query(member text, numbers numeric[]) returns tsquery language plpgsql stable as $$
begin
    return any_value_word(array(select number_word(current_company(), member, number) from unnest(numbers) as number), '');
end $$;

-- The beginnings that exactly the digits from one to another have, all of one length: of 0250 to 0399 "025" to "029" and "03".
create or replace function digits_between(lowest text, highest text) returns text[] language plpgsql immutable as $$
declare
    low constant text := rtrim(lowest, '0');
    high constant text := rtrim(highest, '9');
    found text[] := '{}';
    at integer := 1;
begin
    while at <= length(lowest) and substr(lowest, at, 1) = substr(highest, at, 1) loop
        at := at + 1;
    end loop;
    if at > length(lowest) then
        return array[lowest];
    end if;
    for digit in substr(lowest, at, 1)::integer + (length(low) > at)::integer .. substr(highest, at, 1)::integer - (length(high) > at)::integer loop
        found := found || (left(lowest, at - 1) || digit);
    end loop;
    if length(low) > at then
        found := found || low || array(select left(low, place - 1) || digit
                                         from generate_series(at + 1, length(low)) as place, generate_series(substr(low, place, 1)::integer + 1, 9) as digit);
    end if;
    if length(high) > at then
        found := found || high || array(select left(high, place - 1) || digit
                                          from generate_series(at + 1, length(high)) as place, generate_series(0, substr(high, place, 1)::integer - 1) as digit);
    end if;
    return found;
end $$;

-- numbers of a range, and some beside it: a word has 13 digits
create or replace function number_range_query(member text, lowest numeric, highest numeric) returns tsquery language plpgsql stable as $$
begin
    return any_value_word(array(select '=' || current_company() || ':' || member || '#' || digits
                                  from unnest(digits_between(number_digits(lowest), number_digits(highest))) as digits), ':*');
end $$;

-- texts that begin with a day of a range, such as 2026-11-23
create or replace function day_range_query(member text, first text, last text) returns tsquery language plpgsql stable as $$
begin
    return any_value_word(array(select '=' || current_company() || ':' || member || ':' || rtrim(left(digits, 4) || '-' || substr(digits, 5, 2) || '-' || substr(digits, 7), '-')
                                  from unnest(digits_between(replace(left(first, 10), '-', ''), replace(left(last, 10), '-', ''))) as digits), ':*');
end $$;

-- The records whose values a query finds; null where they are many, or one in ten of the next records of the list is among them: a walk
-- through the list is faster. Planned each time, as the estimate for a value is unusable.
create or replace function find_by_values(type text, query tsquery, past bigint, descending boolean) returns bigint[]
language plpgsql stable set plan_cache_mode = force_custom_plan set jit = off as $$
declare
    many constant integer := 10000;
    company constant bigint := current_company();
    ids bigint[];
begin
    if next_with_values(type, query, past, descending, 200) >= 20 then
        return null;
    end if;
    ids := array(select w.record_id from searched_words w
                  where w.company_id = company and w.record_type = type and w.document @@ query limit many);
    return case when cardinality(ids) < many then ids end;
end $$;

-- How many of the next records of a list a query finds.
create or replace function next_with_values(type text, query tsquery, past bigint, descending boolean, most integer) returns bigint
language plpgsql stable as $$
declare
    company constant bigint := current_company();
    found bigint;
begin
    if descending then
        select count(*) into found
          from (select w.document from searched_words w
                 where w.company_id = company and w.record_type = type and w.record_id < coalesce(past, 9223372036854775807)
                 order by w.record_id desc limit most) as w where w.document @@ query;
    else
        select count(*) into found
          from (select w.document from searched_words w
                 where w.company_id = company and w.record_type = type and w.record_id > coalesce(past, 0)
                 order by w.record_id limit most) as w where w.document @@ query;
    end if;
    return found;
end $$;
