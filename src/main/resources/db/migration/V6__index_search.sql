-- What lists and searches look up. The words and values of a record are derived from it by triggers, so that they are always those of its
-- transaction and cost no round trip.

create extension if not exists pg_trgm;

-- An opportunity's id is drawn by the insert that needs it, as its number is.
alter sequence opportunity_seq increment by 1;
alter table opportunity alter column id set default nextval('opportunity_seq');

create table record_words (
    company_id  bigint   not null,
    record_type text     not null,
    record_id   bigint   not null,
    document    tsvector not null,
    constraint record_words_pk primary key (company_id, record_type, record_id),
    constraint record_words_record_type_known check (record_type in ('opportunity', 'account', 'contact'))
);

-- q of GET /opportunities, /accounts and /contacts
create index record_words_document_ix on record_words using gin (company_id, record_type, document);

create table record_value (
    company_id  bigint  not null,
    record_type text    not null,
    record_id   bigint  not null,
    -- keyName of a property, or $trades, which none can have
    key_name    text    not null,
    ordinal     integer not null,
    -- lower case; of code point order everywhere
    text        text    collate "C",
    number      numeric,
    constraint record_value_pk primary key (company_id, record_type, record_id, key_name, ordinal),
    constraint record_value_record_type_known check (record_type in ('opportunity', 'account')),
    constraint record_value_is_one_of_both check (num_nonnulls(text, number) = 1)
);

-- GET /opportunities/search and /accounts/search by a custom text, date or flag, or by trade; an index entry holds 2704 bytes
create index record_value_text_ix on record_value (company_id, record_type, key_name, (left(text, 200)), record_id) where text is not null;
-- GET /opportunities/search and /accounts/search by a custom number
create index record_value_number_ix on record_value (company_id, record_type, key_name, number, record_id) where number is not null;

-- The words of some texts, in lower case and compatibility form: whatever is neither letter nor digit ends a word.
create function search_words(variadic texts text[]) returns text[] language plpgsql immutable as $$
begin
    return array(select distinct left(word, 50)
                   from unnest(texts) as given, regexp_split_to_table(lower(normalize(given, NFKC)), '[^[:alnum:]]+') as word
                  where word <> '');
end $$;

-- The ways to begin a phone number that is given as E.164 or as digits: with its country, its area, or without.
create function phone_words(key text) returns text[] language plpgsql immutable as $$
declare
    digits text := regexp_replace(split_part(coalesce(key, ''), ';', 1), '[^0-9]', '', 'g');
begin
    return case when digits = '' then '{}' else array[digits, right(digits, 10), right(digits, 7)] end;
end $$;

-- Every word must begin a word of the record; what looks like a phone number may also begin one of its numbers.
create function search_query(q text) returns tsquery language plpgsql immutable as $$
declare
    words text[] := search_words(q);
    digits text := regexp_replace(q, '[^0-9]', '', 'g');
    query tsquery;
begin
    query := (select string_agg(quote_literal(word) || ':*', ' & ') from unnest(words) as word)::tsquery;
    if query is null then
        return ''::tsquery;
    end if;
    return case when q !~ '[^-+().0-9 ]' and length(digits) >= 7 then query || (quote_literal(digits) || ':*')::tsquery else query end;
end $$;

-- Its own words first: a document holds a mebibyte, which 4500 words of 50 characters fit.
create function opportunity_document(o opportunity) returns tsvector language plpgsql stable as $$
begin
    return array_to_tsvector(array(
        select found.word
          from (select unnest(search_words(o.title, o.description, o.address, o.number::text, o.primary_email, o.primary_phone)
                              || phone_words(o.phone_key)) as word, 1 as place
                union all
                select unnest(tsvector_to_array(w.document)), 2 from record_words w
                 where w.company_id = o.company_id and w.record_type = 'contact'
                   and w.record_id = any (o.primary_contact_id || array(
                       select l.contact_id from opportunity_contact l where l.company_id = o.company_id and l.opportunity_id = o.id)))
               as found
         group by found.word
         order by min(found.place), found.word
         limit 4500));
end $$;

create function keep_words(company bigint, type text, record bigint, words tsvector) returns void language plpgsql as $$
begin
    insert into record_words (company_id, record_type, record_id, document) values (company, type, record, words)
        on conflict on constraint record_words_pk do update set document = excluded.document;
end $$;

-- members: an object of texts, numbers, flags and arrays of them
create function keep_values(company bigint, type text, record bigint, members jsonb, is_new boolean) returns void language plpgsql as $$
begin
    if not is_new then
        delete from record_value v where v.company_id = company and v.record_type = type and v.record_id = record;
    end if;
    insert into record_value (company_id, record_type, record_id, key_name, ordinal, text, number)
    select company, type, record, m.key, i.place,
           case when jsonb_typeof(i.value) <> 'number' then lower(i.value #>> '{}') end,
           case when jsonb_typeof(i.value) = 'number' then (i.value #>> '{}')::numeric end
      from jsonb_each(members) as m,
           jsonb_array_elements(case jsonb_typeof(m.value) when 'array' then m.value else jsonb_build_array(m.value) end)
               with ordinality as i(value, place)
     where jsonb_typeof(i.value) <> 'null';
end $$;

-- Whoever renames one of the contacts waits, or is waited for: else the words could be of neither name. Contacts first, in one order,
-- then the words, here and in index_contact.
create function keep_opportunity_words(company bigint, record bigint) returns void language plpgsql as $$
begin
    perform from contact c
      where c.company_id = company and c.id in (
            select o.primary_contact_id from opportunity o where o.company_id = company and o.id = record
            union all
            select l.contact_id from opportunity_contact l
             where l.company_id = company and l.opportunity_id = record)
      order by c.id for share;
    perform keep_words(company, 'opportunity', record, opportunity_document(o))
       from opportunity o where o.company_id = company and o.id = record;
end $$;

create function index_opportunity() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT'
       or (new.title, new.description, new.address, new.primary_email, new.primary_phone, new.phone_key, new.primary_contact_id)
          is distinct from
          (old.title, old.description, old.address, old.primary_email, old.primary_phone, old.phone_key, old.primary_contact_id) then
        perform keep_opportunity_words(new.company_id, new.id);
    end if;
    if tg_op = 'INSERT' or (new.custom, new.trades) is distinct from (old.custom, old.trades) then
        perform keep_values(new.company_id, 'opportunity', new.id,
            new.custom || jsonb_build_object('$trades', to_jsonb(new.trades)), tg_op = 'INSERT');
    end if;
    return null;
end $$;

create trigger opportunity_keeps_index after insert or update on opportunity
    for each row execute function index_opportunity();

create function index_opportunity_contact() returns trigger language plpgsql as $$
declare
    link opportunity_contact := case tg_op when 'DELETE' then old else new end;
begin
    perform keep_opportunity_words(link.company_id, link.opportunity_id);
    return null;
end $$;

-- at the end of the transaction, when all its links are there to be locked in one order
create constraint trigger opportunity_contact_keeps_index after insert or delete on opportunity_contact
    deferrable initially deferred for each row execute function index_opportunity_contact();

create function index_contact() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        delete from record_words w where w.company_id = old.company_id and w.record_type = 'contact' and w.record_id = old.id;
        return null;
    end if;
    perform keep_words(new.company_id, 'contact', new.id, array_to_tsvector(
        search_words(variadic new.emails || new.phones || array[new.name, new.title]::varchar[])
        || array(select unnest(phone_words(key)) from unnest(new.phone_keys) as key)));
    if tg_op = 'UPDATE' then
        -- in one order, so that two contacts of the same records never wait for each other in a circle
        perform from record_words w
          where w.company_id = new.company_id and w.record_type = 'opportunity' and w.record_id in (
                select o.id from opportunity o where o.company_id = new.company_id and o.primary_contact_id = new.id
                union all
                select l.opportunity_id from opportunity_contact l where l.company_id = new.company_id and l.contact_id = new.id)
          order by w.record_id for update;
        update record_words w set document = opportunity_document(o)
          from opportunity o
         where o.company_id = new.company_id and w.company_id = o.company_id and w.record_type = 'opportunity' and w.record_id = o.id
           and o.id in (
                select p.id from opportunity p where p.company_id = new.company_id and p.primary_contact_id = new.id
                union all
                select l.opportunity_id from opportunity_contact l where l.company_id = new.company_id and l.contact_id = new.id);
    end if;
    return null;
end $$;

create trigger contact_keeps_index after insert or delete or update of name, title, emails, phones on contact
    for each row execute function index_contact();

create function index_account() returns trigger language plpgsql as $$
begin
    perform keep_words(new.company_id, 'account', new.id, array_to_tsvector(
        search_words(new.title, new.description, new.address, new.primary_email, new.primary_phone) || phone_words(new.phone_key)));
    if tg_op = 'INSERT' or new.custom is distinct from old.custom then
        perform keep_values(new.company_id, 'account', new.id, new.custom, tg_op = 'INSERT');
    end if;
    return null;
end $$;

create trigger account_keeps_index after insert or update on account
    for each row execute function index_account();

-- what was there before
insert into record_words (company_id, record_type, record_id, document)
select c.company_id, 'contact', c.id, array_to_tsvector(
           search_words(variadic c.emails || c.phones || array[c.name, c.title]::varchar[])
           || array(select unnest(phone_words(key)) from unnest(c.phone_keys) as key))
  from contact c;
insert into record_words (company_id, record_type, record_id, document)
select a.company_id, 'account', a.id, array_to_tsvector(
           search_words(a.title, a.description, a.address, a.primary_email, a.primary_phone) || phone_words(a.phone_key))
  from account a;
insert into record_words (company_id, record_type, record_id, document)
select o.company_id, 'opportunity', o.id, opportunity_document(o) from opportunity o;
select keep_values(o.company_id, 'opportunity', o.id, o.custom || jsonb_build_object('$trades', to_jsonb(o.trades)), true) from opportunity o;
select keep_values(a.company_id, 'account', a.id, a.custom, true) from account a;

-- GET /opportunities: active ones, newest first
create index opportunity_active_ix on opportunity (company_id, id) where is_active;
-- GET /opportunities with title, address, primaryEmail, primaryPhone, and contains in a search
create index opportunity_contains_ix on opportunity using gin (company_id, title gin_trgm_ops, address gin_trgm_ops,
    primary_email gin_trgm_ops, primary_phone gin_trgm_ops, phone_key gin_trgm_ops);
-- GET /opportunities with primaryName
create index contact_name_ix on contact using gin (company_id, name gin_trgm_ops);
-- GET /opportunities with updated_after and updated_before
create index opportunity_updated_at_ix on opportunity (company_id, updated_at, id);
-- search by createdAt
create index opportunity_created_at_ix on opportunity (company_id, created_at, id);
-- search by accountId; also whether an account may be archived
create index opportunity_account_ix on opportunity (company_id, account_id, id) where account_id is not null;
-- search by workflowId; also whether a workflow may be deleted
create index opportunity_workflow_ix on opportunity (company_id, workflow_id, id) where workflow_id is not null;
-- search by phaseId
create index opportunity_phase_ix on opportunity (company_id, phase_id, id) where phase_id is not null;
-- search by ownerId
create index opportunity_owner_ix on opportunity (company_id, owner_id, id) where owner_id is not null;
-- search by salesRepId
create index opportunity_sales_rep_ix on opportunity (company_id, sales_rep_id, id) where sales_rep_id is not null;
-- search by projectManagerId
create index opportunity_project_manager_ix on opportunity (company_id, project_manager_id, id) where project_manager_id is not null;
-- search by status
create index opportunity_status_ix on opportunity (company_id, status, id);
-- search by value
create index opportunity_value_ix on opportunity (company_id, value, id) where value is not null;
-- search by city
create index opportunity_city_ix on opportunity (company_id, (lower(city) collate "C"), id) where city is not null;
-- search by state
create index opportunity_state_ix on opportunity (company_id, (lower(state) collate "C"), id) where state is not null;
-- search by zipcode
create index opportunity_zipcode_ix on opportunity (company_id, (lower(zipcode) collate "C"), id) where zipcode is not null;

-- GET /accounts with title, address, primaryEmail, primaryPhone, and contains in a search
create index account_contains_ix on account using gin (company_id, title gin_trgm_ops, address gin_trgm_ops,
    primary_email gin_trgm_ops, primary_phone gin_trgm_ops, phone_key gin_trgm_ops);
-- GET /accounts with updated_after and updated_before
create index account_updated_at_ix on account (company_id, updated_at, id);
-- GET /accounts with primaryName; also what a removal of the contact must find
create index account_primary_contact_ix on account (company_id, primary_contact_id) where primary_contact_id is not null;
-- GET /contacts with updated_after and updated_before
create index contact_updated_at_ix on contact (company_id, updated_at, id);

-- An archived account has no active opportunities: whoever adds one and whoever archives the account wait for each other.
create function refuse_archived_account() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.is_active and old.account_id is not distinct from new.account_id then
        return new;
    end if;
    perform from account a where a.company_id = new.company_id and a.id = new.account_id and a.is_active for share;
    if not found then
        raise exception 'new row for relation "opportunity" violates check constraint "opportunity_account_is_active"'
            using errcode = 'check_violation', constraint = 'opportunity_account_is_active', table = 'opportunity';
    end if;
    return new;
end $$;

create trigger opportunity_needs_active_account before insert or update of account_id, is_active on opportunity
    for each row when (new.is_active and new.account_id is not null) execute function refuse_archived_account();

create function refuse_to_archive_account() returns trigger language plpgsql as $$
begin
    if exists (select from opportunity o where o.company_id = new.company_id and o.account_id = new.id and o.is_active) then
        raise exception 'new row for relation "account" violates check constraint "account_has_no_active_opportunity"'
            using errcode = 'check_violation', constraint = 'account_has_no_active_opportunity', table = 'account';
    end if;
    return null;
end $$;

create trigger account_is_archived_alone after update of is_active on account
    for each row when (old.is_active and not new.is_active) execute function refuse_to_archive_account();
