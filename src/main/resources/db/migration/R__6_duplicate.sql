-- Groups of active records that share a key. A row counts the records of a key that several have; other keys have no row,
-- so a record with keys of its own costs a look-up per key. A group loses its row with its second last record. Where a key
-- has no row, it has one other record at most. The range of one key keeps PostgreSQL to that key's index: for "=", it might go
-- through all records in the order of their ids.

-- Adds a record to the group of a key, if there is one.
create or replace function join_group(company bigint, type text, kind_ integer, key_ text) returns boolean language plpgsql as $$
begin
    update duplicate_group g set records = g.records + 1, is_dismissed = false
     where g.company_id = company and g.record_type = type and g.kind = kind_ and g.key = key_;
    return found;
end $$;

create or replace function begin_group(company bigint, type text, kind_ integer, key_ text) returns void language plpgsql as $$
begin
    insert into duplicate_group as g (company_id, record_type, kind, key, records) values (company, type, kind_, key_, 2)
        on conflict on constraint duplicate_group_pk do update set records = g.records + 1, is_dismissed = false;
end $$;

create or replace function leave_group(company bigint, type text, kind_ integer, key_ text) returns void language plpgsql as $$
declare
    left_ integer;
begin
    update duplicate_group g set records = g.records - 1
     where g.company_id = company and g.record_type = type and g.kind = kind_ and g.key = key_ returning g.records into left_;
    if left_ < 2 then
        delete from duplicate_group g where g.company_id = company and g.record_type = type and g.kind = kind_ and g.key = key_;
    end if;
end $$;

do $$
declare
    kind text;
    joins text;
    leaves text;
begin
    foreach kind in array array['opportunity', 'account'] loop
        select string_agg(format($join$
                    if new.is_active and new.%1$s is not null and (tg_op = 'INSERT' or not old.is_active or old.%1$s is distinct from new.%1$s)
                       then
                        select r.id into other from %2$s r
                         where r.company_id = new.company_id and r.is_active and r.%1$s between new.%1$s and new.%1$s and r.id <> new.id
                         order by r.%1$s, r.id limit 1;
                        if found then
                            perform begin_group(new.company_id, '%2$s', %3$s, new.%1$s);
                        end if;
                    end if;$join$, name, kind, place), '' order by place),
               string_agg(format($leave$
                        if old.is_active and old.%1$s is not null and (not new.is_active or old.%1$s is distinct from new.%1$s) then
                            perform leave_group(old.company_id, '%2$s', %3$s, old.%1$s);
                        end if;$leave$, name, kind, place), '' order by place)
          into joins, leaves
          from unnest(array['title_key', 'email_key', 'phone_key', 'address_key']) with ordinality as c(name, place);
        execute format($function$
            create or replace function group_%1$s() returns trigger language plpgsql as $body$
            declare
                other bigint;
            begin
                if tg_op = 'UPDATE' then%3$s
                end if;%2$s
                return null;
            end $body$
            $function$, kind, joins, leaves);
        execute format('create or replace trigger %1$s_joins_groups after insert on %1$s for each row when (new.is_active) execute function group_%1$s()', kind);
        execute format('create or replace trigger %1$s_changes_groups after update of title_key, email_key, phone_key, address_key, is_active on %1$s'
                       ' for each row when ((old.title_key, old.email_key, old.phone_key, old.address_key, old.is_active) is distinct from'
                       ' (new.title_key, new.email_key, new.phone_key, new.address_key, new.is_active)) execute function group_%1$s()', kind);
    end loop;
end $$;

-- The keys of a contact, while it is not removed.
create or replace function keys_of_contact(email_keys varchar[], phone_keys varchar[], removed_at timestamptz)
    returns table (kind integer, key text) language sql immutable as $$
    select 2, e::text from unnest(email_keys) as e where e <> '' and removed_at is null
    union
    select 3, p::text from unnest(phone_keys) as p where p <> '' and removed_at is null
$$;

-- One plan for all keys, as in find_contacts.
create or replace function group_contact() returns trigger language plpgsql as $$
declare
    k record;
    others bigint;
begin
    if tg_op = 'UPDATE' then
        for k in select * from keys_of_contact(old.email_keys, old.phone_keys, old.removed_at) except select * from keys_of_contact(new.email_keys, new.phone_keys, new.removed_at) loop
            perform leave_group(old.company_id, 'contact', k.kind, k.key);
        end loop;
    end if;
    for k in select * from keys_of_contact(new.email_keys, new.phone_keys, new.removed_at) loop
        continue when tg_op = 'UPDATE' and exists (select 1 from keys_of_contact(old.email_keys, old.phone_keys, old.removed_at) o where o.kind = k.kind and o.key = k.key);
        continue when join_group(new.company_id, 'contact', k.kind, k.key);
        if k.kind = 2 then
            others := (select count(*) from searched_contact c where c.company_id = new.company_id and c.email_keys @> (select array[k.key]::varchar[]) and c.id <> new.id);
        else
            others := (select count(*) from searched_contact c where c.company_id = new.company_id and c.phone_keys @> (select array[k.key]::varchar[]) and c.id <> new.id);
        end if;
        if others > 0 then
            perform begin_group(new.company_id, 'contact', k.kind, k.key);
        end if;
    end loop;
    return null;
end $$;

create or replace trigger contact_joins_groups after insert on contact for each row execute function group_contact();
create or replace trigger contact_changes_groups after update of email_keys, phone_keys, removed_at on contact
    for each row when ((old.email_keys, old.phone_keys, old.removed_at) is distinct from (new.email_keys, new.phone_keys, new.removed_at))
    execute function group_contact();

-- The first records of a group.
create or replace function records_of_group(type text, kind_ integer, key_ text, most integer) returns bigint[] language plpgsql stable as $$
declare
    company constant bigint := current_company();
    ids bigint[];
begin
    if type = 'contact' then
        if kind_ = 2 then
            return array(select c.id + 0 from searched_contact c where c.company_id = company and c.email_keys @> array[key_]::varchar[] order by c.id + 0 limit most);
        end if;
        return array(select c.id + 0 from searched_contact c where c.company_id = company and c.phone_keys @> array[key_]::varchar[] order by c.id + 0 limit most);
    end if;
    execute format('select array(select r.id from %I r where r.company_id = $1 and r.is_active and r.%I = $2 order by r.id limit $3)', type,
                   (array['title_key', 'email_key', 'phone_key', 'address_key'])[kind_]) into ids using company, key_, most;
    return ids;
end $$;

create or replace function is_dismissed(company bigint, type text, ids bigint[]) returns boolean language plpgsql stable as $$
begin
    return (select count(*) from dismissed_pair p
             where p.company_id = company and p.record_type = type and p.lower_id = any (ids) and p.higher_id = any (ids))
           = cardinality(ids)::bigint * (cardinality(ids) - 1) / 2;
end $$;

-- The groups of one kind of key, the largest first, past one of them. A group is left out while all of its pairs are
-- dismissed. Reads at most a thousand groups: the last row then is the place where it stopped, without ids.
create or replace function duplicate_groups(company bigint, type text, kind_ integer, past_records integer, past_key text, most integer)
    returns table (key text, records integer, ids bigint[]) language plpgsql stable as $$
declare
    g record;
    seen integer := 0;
    passed integer := 0;
begin
    for g in select d.key, d.records from duplicate_group d
              where d.company_id = company and d.record_type = type and d.kind = kind_ and not d.is_dismissed
                and (past_records is null or d.records < past_records or d.records = past_records and d.key > past_key)
              order by d.records desc, d.key limit 1000 loop
        passed := passed + 1;
        key := g.key;
        records := g.records;
        ids := records_of_group(type, kind_, g.key, 20);
        if cardinality(ids) > 1 and (g.records > 20 or not is_dismissed(company, type, ids)) then
            return next;
            seen := seen + 1;
            exit when seen = most;
        end if;
    end loop;
    if passed = 1000 and seen < most then
        ids := null;
        return next;
    end if;
end $$;

-- Dismisses all pairs of some records, and marks the groups that have no other pairs. A group that another record joins
-- meanwhile stays.
create or replace function dismiss_pairs(company bigint, type text, dismissed bigint[]) returns void language plpgsql as $$
declare
    k record;
    ids bigint[];
begin
    insert into dismissed_pair (company_id, record_type, lower_id, higher_id)
    select company, type, a, b from unnest(dismissed) as a, unnest(dismissed) as b where a < b on conflict do nothing;
    for k in select * from keys_of_records(company, type, dismissed) o where o.kind < 5 loop
        ids := records_of_group(type, k.kind, k.key, 21);
        if cardinality(ids) between 2 and 20 and is_dismissed(company, type, ids) then
            update duplicate_group g set is_dismissed = true
             where g.company_id = company and g.record_type = type and g.kind = k.kind and g.key = k.key and g.records = cardinality(ids);
        end if;
    end loop;
end $$;
