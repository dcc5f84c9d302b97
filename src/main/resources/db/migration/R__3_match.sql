-- The look-ups under locks that make a create idempotent, and the version of match keys.

-- look_for_opportunity(company, keys, kinds, since, present) and look_for_account return the lowest active record that has one of
-- some keys, how many have that key, and the first 20 of them. A record also has the keys of those that were merged into it.
-- "keys" has a key of each kind, in the order below; "kinds" names those to compare, in order, and the first that a record
-- has decides. A null key has no record. "since" leaves out records without a later change. Each kind of key has statements
-- of its own, so each has its index. has_other_keys says whether the first kind has no record, and the company has records
-- whose keys another version of the rules than the present one computed, as of the same snapshot. It is not asked where
-- "present" is null.
do $$
declare
    kind text;
    branches text;
begin
    foreach kind in array array['opportunity', 'account'] loop
        branches := (
            select string_agg(format($branch$
                        when %1$s then
                            if since is null then
                                if present is null then
                                    select min(f.id), count(*) into record_id, matches from (%2$s) f;
                                else
                                    select min(f.id), count(*), %4$s into record_id, matches, others from (%2$s) f;
                                end if;
                                if matches > 1 then
                                    candidates := array(select f.id from (%2$s) f order by f.id limit 20);
                                end if;
                            else
                                select min(f.id), count(*), %4$s into record_id, matches, others from (%3$s) f;
                                if matches > 1 then
                                    candidates := array(select f.id from (%3$s) f order by f.id limit 20);
                                end if;
                            end if;$branch$, place, records, records_since,
                            format('case when count(*) = 0 and by_kind = kinds[1] then %s end', has_others)), '' order by place)
              from (select place, format(records, kind, name, place, '', '') as records,
                           format(records, kind, name, place, ' and r.updated_at >= since', ' and t.updated_at >= since') as records_since,
                           format(has_others, kind) as has_others
                      from unnest(array['title_key', 'email_key', 'phone_key', 'address_key', 'external_key']) with ordinality as c(name, place),
                           (values ($records$
                                select r.id from %1$s r where r.company_id = company and r.is_active and r.%2$s = keys[%3$s]%4$s
                                union all
                                select distinct t.id from %1$s m join %1$s t on t.company_id = company and t.id = m.merged_into_id and t.is_active
                                 where m.company_id = company and m.merged_into_id is not null and m.%2$s = keys[%3$s]
                                   and t.%2$s is distinct from keys[%3$s]%5$s$records$)) as q(records),
                           -- The two ends of the index: PostgreSQL expects a condition on the version to hold for every third record, and
                           -- would look for one in the table. A look without this question is faster by a third.
                           (values ($others$
                                (select o.key_version from %1$s o where o.company_id = company order by o.company_id, o.key_version limit 1) <> present
                                or (select o.key_version from %1$s o where o.company_id = company
                                     order by o.company_id desc, o.key_version desc limit 1) <> present$others$)) as o(has_others)) as branch);
        execute format($function$
            create or replace function look_for_%1$s(company bigint, keys text[], kinds integer[], since timestamptz, present integer,
                                                     out record_id bigint, out matches bigint, out by_kind integer, out candidates bigint[],
                                                     out has_other_keys boolean)
            language plpgsql as $body$
            declare
                others boolean;
            begin
                has_other_keys := false;
                foreach by_kind in array kinds loop
                    case by_kind%2$s
                    end case;
                    has_other_keys := has_other_keys or coalesce(others, false);
                    if record_id is not null then
                        candidates := coalesce(candidates, array[record_id]);
                        return;
                    end if;
                end loop;
                matches := 0;
                by_kind := null;
            end $body$
            $function$, kind, branches);
    end loop;
end $$;

-- find_opportunity(company, keys, kinds, since, locks, to_change) and find_account look up a record under locks, which come
-- sorted, and are held until the transaction ends; null: without locks. Where no other transaction has the locks, one look
-- under them is enough. Else a record that stays as it is needs none: the function looks without them, and takes them, waits
-- and looks again if there is no such record, or if it is to be changed. The locks that it got without a wait are the first
-- ones, so the wait for the others keeps to the order of all. Each statement of a function sees what was committed before it
-- began, so the look under the locks sees the record of an earlier holder. A record to be changed is locked too, and still
-- has the key by then. has_other_keys is as above: one of those records may have the key by the present rules.
do $$
declare
    kind text;
begin
    foreach kind in array array['opportunity', 'account'] loop
        execute format($function$
            create or replace function find_%1$s(company bigint, keys text[], kinds integer[], since timestamptz, locks bigint[], to_change boolean,
                                                 out record_id bigint, out matches bigint, out by_kind integer, out candidates bigint[],
                                                 out has_other_keys boolean)
            language plpgsql as $body$
            declare
                present constant integer := coalesce(nullif(current_setting('opportunities.key_version', true), '')::integer, 0);
                lock bigint;
                is_held boolean := locks is not null and not to_change;
            begin
                if is_held then
                    foreach lock in array locks loop
                        is_held := pg_try_advisory_xact_lock(lock);
                        exit when not is_held;
                    end loop;
                end if;
                if not to_change and not is_held then
                    -- of one key, this look decides only if it finds a record
                    select f.* into record_id, matches, by_kind, candidates, has_other_keys
                      from look_for_%1$s(company, keys, kinds, since, case when locks is not null and cardinality(kinds) > 1 then present end) f;
                    if locks is null or record_id is not null and not has_other_keys then
                        return;
                    end if;
                end if;
                perform pg_advisory_xact_lock(l) from unnest(locks) as l;
                for tries in 1..10 loop
                    select f.* into record_id, matches, by_kind, candidates, has_other_keys from look_for_%1$s(company, keys, kinds, since, present) f;
                    if record_id is null or not to_change then
                        return;
                    end if;
                    perform 1 from %1$s r
                      where r.company_id = company and r.id = record_id and r.is_active
                        and (keys[by_kind] = case by_kind when 1 then r.title_key when 2 then r.email_key when 3 then r.phone_key
                                                          when 4 then r.address_key when 5 then r.external_key end
                             or exists (select 1 from %1$s m where m.company_id = company and m.merged_into_id = record_id
                                           and keys[by_kind] = case by_kind when 1 then m.title_key when 2 then m.email_key when 3 then m.phone_key
                                                                            when 4 then m.address_key when 5 then m.external_key end))
                        for no key update;
                    if found then
                        return;
                    end if;
                end loop;
                raise exception 'the matching record is being changed by others' using errcode = 'lock_not_available';
            end $body$
            $function$, kind);
    end loop;
end $$;

-- find_contacts(company, email, phone, hold): the lowest contact with an e-mail and the lowest with a phone number, nulls
-- where there is none. A record takes that of the e-mail, or else that of the phone, whose row stays locked until the
-- transaction ends: the match lock of a value that the record had before is not held. Each statement sees what was
-- committed before it began. Where one is missing, has_other_keys is as above, but asked with the first look: keys that are
-- computed again between the two are then seen by the second. Without "select" before an array, PostgreSQL would make a plan
-- for each call, which takes longer than the look-up: it overestimates the records of an unknown key.
create or replace function find_contacts(company bigint, email_key text, phone_key text, hold boolean,
                                         out by_email bigint, out by_phone bigint, out has_other_keys boolean)
language plpgsql as $$
declare
    present constant integer := coalesce(nullif(current_setting('opportunities.key_version', true), '')::integer, 0);
    others boolean;
begin
    for tries in 1..10 loop
        -- of ids as they are, PostgreSQL might go through all in their order until one has the key
        select min(c.id + 0),
               (select o.key_version from contact o where o.company_id = company order by o.company_id, o.key_version limit 1) <> present
               or (select o.key_version from contact o where o.company_id = company order by o.company_id desc, o.key_version desc limit 1) <> present
          into by_email, others
          from searched_contact c where c.company_id = company and c.email_keys @> (select array[email_key]::varchar[]);
        by_phone := (select min(c.id + 0) from searched_contact c where c.company_id = company and c.phone_keys @> (select array[phone_key]::varchar[]));
        has_other_keys := coalesce(others, false) and (email_key is not null and by_email is null or phone_key is not null and by_phone is null);
        if not hold or coalesce(by_email, by_phone) is null then
            return;
        end if;
        perform 1 from contact c where c.company_id = company and c.id = coalesce(by_email, by_phone) for key share;
        if found and exists (
            select 1 from searched_contact c
             where c.company_id = company and c.id = coalesce(by_email, by_phone)
               and case when by_email is not null then c.email_keys @> array[email_key]::varchar[]
                        else c.phone_keys @> array[phone_key]::varchar[] end) then
            return;
        end if;
    end loop;
    raise exception 'the matching contact is being changed by others' using errcode = 'lock_not_available';
end $$;

-- The look-ups above called it before; not earlier, as replicas go on calling them during the migration.
drop function if exists has_keys_of_other_version(text, bigint, integer);

-- Claims an Idempotency-Key until the transaction ends, and returns its stored response. It is one call, but each of its
-- statements sees what was committed before it began: the next holder of the lock sees the response of the one before.
create or replace function claim_idempotency_key(company bigint, user_ bigint, api_key bigint, digest bytea, kept_since timestamptz)
    returns table (is_claimed boolean, fingerprint bytea, status integer, headers text, body bytea) language plpgsql as $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended(concat_ws(':', 'idempotency', company, user_, api_key, encode(digest, 'hex')), 0)) then
        return query select false, null::bytea, null::integer, null::text, null::bytea;
        return;
    end if;
    return query
        select true, k.fingerprint, k.status, k.headers::text, k.body
          from (select 1 as one) as always
          left join idempotency_key k on k.company_id = company and k.user_id = user_ and k.api_key_id = api_key
                                     and k.key_digest = digest and k.created_at >= kept_since;
end $$;

-- The transaction names the version of its keys.
create or replace function note_key_version() returns trigger language plpgsql as $$
declare
    writers constant integer := coalesce(nullif(current_setting('opportunities.key_version', true), '')::integer, 0);
begin
    if tg_op = 'INSERT' then
        new.key_version := writers;
    elsif new.key_version <> writers then
        new.key_version := 0;
    end if;
    return new;
end $$;

create or replace trigger opportunity_notes_key_version before insert on opportunity for each row execute function note_key_version();
create or replace trigger account_notes_key_version before insert on account for each row execute function note_key_version();
create or replace trigger contact_notes_key_version before insert on contact for each row execute function note_key_version();
create or replace trigger opportunity_notes_version_of_new_keys before update of title_key, email_key, phone_key, address_key on opportunity
    for each row when (new.key_version = old.key_version and (new.title_key, new.email_key, new.phone_key, new.address_key)
                       is distinct from (old.title_key, old.email_key, old.phone_key, old.address_key))
    execute function note_key_version();
create or replace trigger account_notes_version_of_new_keys before update of title_key, email_key, phone_key, address_key on account
    for each row when (new.key_version = old.key_version and (new.title_key, new.email_key, new.phone_key, new.address_key)
                       is distinct from (old.title_key, old.email_key, old.phone_key, old.address_key))
    execute function note_key_version();
create or replace trigger contact_notes_version_of_new_keys before update of email_keys, phone_keys on contact
    for each row when (new.key_version = old.key_version
                       and (new.email_keys, new.phone_keys) is distinct from (old.email_keys, old.phone_keys))
    execute function note_key_version();
