-- The same words and values as before, with fewer statements inside the triggers.

create or replace function search_words(variadic texts text[]) returns text[] language plpgsql immutable as $$
begin
    return array(select distinct left(word, 50)
                   from regexp_split_to_table(lower(normalize(array_to_string(texts, ' '), NFKC)), '[^[:alnum:]]+') as word
                  where word <> '');
end $$;

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

-- Its own words first: a document holds a mebibyte, which 4500 words of 50 characters fit.
create or replace function opportunity_document(o opportunity) returns tsvector language plpgsql stable as $$
declare
    words text[] := phone_words(o.phone_key)
        || search_words(o.title, o.description, o.address, o.number::text, o.primary_email, o.primary_phone);
begin
    if o.primary_contact_id is not null then
        words := words || array(
            select word
              from record_words w, unnest(tsvector_to_array(w.document)) as word
             where w.company_id = o.company_id and w.record_type = 'contact'
               and w.record_id = any (o.primary_contact_id || array(
                   select l.contact_id from opportunity_contact l where l.company_id = o.company_id and l.opportunity_id = o.id)));
    end if;
    return array_to_tsvector(words[:4500]);
end $$;

-- A new one has no words to be replaced and no contact but the primary one; its links are told of when they come.
create or replace function index_opportunity() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.primary_contact_id is not null then
            perform from contact c where c.company_id = new.company_id and c.id = new.primary_contact_id for share;
        end if;
        insert into record_words (company_id, record_type, record_id, document)
        values (new.company_id, 'opportunity', new.id, opportunity_document(new));
    elsif (new.title, new.description, new.address, new.primary_email, new.primary_phone, new.phone_key, new.primary_contact_id)
          is distinct from
          (old.title, old.description, old.address, old.primary_email, old.primary_phone, old.phone_key, old.primary_contact_id) then
        perform keep_opportunity_words(new.company_id, new.id);
    end if;
    if tg_op = 'INSERT' or new.custom <> old.custom or new.trades <> old.trades then
        perform keep_values(new.company_id, 'opportunity', new.id,
            new.custom || jsonb_build_object('$trades', to_jsonb(new.trades)), tg_op = 'INSERT');
    end if;
    return null;
end $$;
