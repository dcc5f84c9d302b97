-- The rules that each record follows: numbers, times, limits, and links with contacts.

-- Numbers

-- The next number of the current company. On Citus its sequence is on the coordinator, where no move of the company's rows can lose
-- it, and is made with the first number.
create or replace function next_number(counted text) returns bigint language plpgsql volatile as $$
declare
    company constant bigint := current_company();
    last_number bigint;
    numbers regclass := to_regclass(format('%s_number_%s', counted, company));
begin
    if numbers is null and company is not null and is_sharded() then
        if counted = 'opportunity' then
            last_number := (select max(o.number) from opportunity o where o.company_id = company);
        else
            last_number := (select max(a.number) from account a where a.company_id = company);
        end if;
        numbers := make_number_sequence(counted, company, coalesce(last_number, 0) + 1);
    end if;
    -- null: no company is set, and the trigger draws the number
    return case when numbers is not null then nextval(numbers) end;
end $$;

create or replace function draw_opportunity_number() returns trigger language plpgsql as $$
begin
    new.number := nextval(format('opportunity_number_%s', new.company_id)::regclass);
    return new;
end $$;

create or replace trigger opportunity_draws_number before insert on opportunity
    for each row when (new.number is null) execute function draw_opportunity_number();

create or replace function draw_account_number() returns trigger language plpgsql as $$
begin
    new.number := nextval(format('account_number_%s', new.company_id)::regclass);
    return new;
end $$;

create or replace trigger account_draws_number before insert on account
    for each row when (new.number is null) execute function draw_account_number();

-- Times: the database's clock stamps each version, so replicas with different clocks agree. It never goes back in a record.

-- The time of a change, in milliseconds as clients see it. The transaction first takes a lock that names the second, which
-- sync_until reads: until it ends, a list must not count on times from that second on. The lock is shared, so it never
-- waits.
create or replace function time_of_change() returns timestamptz language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock_shared(2021, floor(extract(epoch from clock_timestamp() - timestamptz '2026-01-01T00:00:00Z'))::integer);
    return date_trunc('milliseconds', clock_timestamp());
end $$;

-- Every change with an earlier updated_at is committed when this returns, and so visible to the next statement. An open
-- transaction either holds its lock already, or reads the clock after this did. Any role may read pg_locks, and prepared
-- transactions keep their locks. On Citus a transaction takes the lock at its start, and the clocks of the nodes may differ by a second.
create or replace function sync_until() returns timestamptz language plpgsql volatile as $$
declare
    looked constant timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
    return least(looked - case when is_sharded() then interval '1 second' else interval '0' end, (
        select timestamptz '2026-01-01T00:00:00Z' + make_interval(secs => min(l.objid::bigint))
          from pg_locks l
         where l.locktype = 'advisory' and l.classid = 2021 and l.objsubid = 2
           and l.database = (select d.oid from pg_database d where d.datname = current_database())));
end $$;

create or replace function stamp_new() returns trigger language plpgsql as $$
begin
    new.created_at := time_of_change();
    new.updated_at := new.created_at;
    return new;
end $$;

create or replace function stamp_version() returns trigger language plpgsql as $$
begin
    new.updated_at := greatest(old.updated_at, time_of_change());
    return new;
end $$;

create or replace function stamp_new_opportunity() returns trigger language plpgsql as $$
begin
    new.created_at := time_of_change();
    new.updated_at := new.created_at;
    new.last_activity := new.created_at;
    return new;
end $$;

create or replace function stamp_opportunity_version() returns trigger language plpgsql as $$
begin
    new.updated_at := greatest(old.updated_at, time_of_change());
    new.last_activity := new.updated_at;
    return new;
end $$;

do $$
declare
    kind text;
begin
    foreach kind in array array['account', 'contact', 'app_user', 'workflow', 'webhook', 'import'] loop
        execute format('create or replace trigger %1$s_is_stamped before insert on %1$I for each row execute function stamp_new()', kind);
        execute format('create or replace trigger %1$s_version_is_stamped before update of version on %1$I for each row'
                       ' when (new.version <> old.version) execute function stamp_version()', kind);
    end loop;
end $$;

create or replace trigger opportunity_is_stamped before insert on opportunity
    for each row execute function stamp_new_opportunity();
create or replace trigger opportunity_version_is_stamped before update of version on opportunity
    for each row when (new.version <> old.version) execute function stamp_opportunity_version();

-- Places: the order of all changes. A change draws its place while its record is locked, so places of one record follow its
-- versions.

-- The transaction first takes a lock that names a place before its own, which events_until reads. It takes the lock once:
-- further ones would fill the table of locks. The lock is shared, so it never waits.
create or replace function next_place() returns bigint language plpgsql volatile as $$
begin
    if coalesce(current_setting('opportunities.place', true), '') = '' then
        perform pg_advisory_xact_lock_shared(2025, (nextval('event_seq') % 2147483648)::integer);
        perform set_config('opportunities.place', 'locked', true);
    end if;
    return nextval('event_seq');
end $$;

create or replace function draw_place() returns trigger language plpgsql as $$
begin
    new.seq := next_place();
    return new;
end $$;

create or replace trigger change_draws_place before insert on change
    for each row when (new.seq is null) execute function draw_place();

-- Phases

create or replace function stamp_phase() returns trigger language plpgsql as $$
begin
    new.phase_since := case when new.phase_id is not null then clock_timestamp() end;
    new.phase_violated_at := null;
    return new;
end $$;

create or replace trigger opportunity_enters_phase before insert on opportunity
    for each row when (new.phase_id is not null and new.phase_since is null) execute function stamp_phase();
-- a merge names the time itself
create or replace trigger opportunity_moves_to_phase before update of phase_id on opportunity
    for each row when (new.phase_id is distinct from old.phase_id and new.phase_since is not distinct from old.phase_since) execute function stamp_phase();

-- Opportunities of the current company in a phase past its red SLA, locked. Those that others change are left for later.
create or replace function overdue_phases(at_time timestamptz, most integer)
    returns table (id bigint, instance_id bigint, user_id bigint) language plpgsql volatile as $$
declare
    company constant bigint := current_company();
begin
    return query select o.id,
           coalesce(o.phase_instance_base, o.id) * 100000 + coalesce((
               select (i.value ->> 'ordinal')::bigint from jsonb_array_elements(o.phase_instances) as i
                where (i.value ->> 'phaseId')::bigint = o.phase_id limit 1), 0),
           o.created_by_id
      from phase p
      join opportunity o on o.company_id = p.company_id and o.phase_id = p.id
     where p.company_id = company and o.company_id = company and p.red_sla is not null and o.is_active and o.status in ('ACTIVE', 'ON_HOLD')
       and o.phase_violated_at is null and coalesce(o.phase_since, o.updated_at) < at_time - make_interval(days => p.red_sla)
     limit most for no key update of o skip locked;
end $$;

-- The first read of a client: the last place of the current company before a time, by halving: places and times rise together.
create or replace function events_since(at_time timestamptz) returns bigint language plpgsql stable as $$
declare
    company constant bigint := current_company();
    low bigint;
    high bigint;
    middle bigint;
    next_seq bigint;
    next_at timestamptz;
begin
    select min(c.seq) - 1, max(c.seq) into low, high from change c where c.company_id = company;
    while low < high loop
        middle := low + (high - low) / 2;
        select c.seq, c.at into next_seq, next_at from change c
         where c.company_id = company and c.seq > middle order by c.seq limit 1;
        if next_at < at_time then
            low := next_seq;
        else
            high := middle;
        end if;
    end loop;
    return coalesce(low, 0);
end $$;

-- Limits

-- An archived account has no active opportunity. A create holds the account against its archiving alone, which takes the
-- stronger lock. So records of one account are created at the same time, also while contacts are linked to it.
create or replace function refuse_archived_account() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old.is_active and old.account_id is not distinct from new.account_id then
        return new;
    end if;
    perform 1 from account a where a.company_id = new.company_id and a.id = new.account_id for key share;
    -- a statement of its own: the one that waited returns the version it saw before
    perform 1 from account a where a.company_id = new.company_id and a.id = new.account_id and a.is_active;
    if not found then
        raise exception 'new row for relation "opportunity" violates check constraint "opportunity_account_is_active"'
            using errcode = 'check_violation', constraint = 'opportunity_account_is_active', table = 'opportunity';
    end if;
    return new;
end $$;

create or replace trigger opportunity_needs_active_account before insert or update of account_id, is_active on opportunity
    for each row when (new.is_active and new.account_id is not null) execute function refuse_archived_account();

create or replace function refuse_to_archive_account() returns trigger language plpgsql as $$
begin
    perform 1 from account a where a.company_id = new.company_id and a.id = new.id for update;
    if exists (select 1 from opportunity o where o.company_id = new.company_id and o.account_id = new.id and o.is_active) then
        raise exception 'new row for relation "account" violates check constraint "account_has_no_active_opportunity"'
            using errcode = 'check_violation', constraint = 'account_has_no_active_opportunity', table = 'account';
    end if;
    return null;
end $$;

create or replace trigger account_is_archived_alone after update of is_active on account
    for each row when (old.is_active and not new.is_active) execute function refuse_to_archive_account();

-- A contact with more than fifty e-mails or phone numbers keeps them, and gets no more.
create or replace function refuse_more_handles() returns trigger language plpgsql as $$
begin
    raise exception 'new row for relation "contact" violates check constraint "contact_handles_count"'
        using errcode = 'check_violation', constraint = 'contact_handles_count', table = 'contact';
end $$;

create or replace trigger contact_is_born_with_few_handles before insert on contact
    for each row when (cardinality(new.emails) > 50 or cardinality(new.phones) > 50) execute function refuse_more_handles();
create or replace trigger contact_keeps_to_few_handles before update on contact
    for each row when (cardinality(new.emails) > greatest(50, cardinality(old.emails))
                       or cardinality(new.phones) > greatest(50, cardinality(old.phones))) execute function refuse_more_handles();

-- A property has at most 1,000 options, those that records bring included. After the lock on the property the count sees
-- the options of every earlier holder.
create or replace function refuse_option_without_room() returns trigger language plpgsql as $$
begin
    perform 1 from property p where p.company_id = new.company_id and p.id = new.property_id for no key update;
    if (select count(*) from property_option o where o.company_id = new.company_id and o.property_id = new.property_id) >= 1000 then
        raise exception 'new row for relation "property_option" violates check constraint "property_option_room"'
            using errcode = 'check_violation', table = 'property_option', constraint = 'property_option_room';
    end if;
    return new;
end $$;

create or replace trigger property_option_room before insert on property_option
    for each row execute function refuse_option_without_room();

-- A company has at most 500 properties in use of each record type. Its properties have at most 10,000 options together,
-- those of properties out of use included. A company with more keeps them, and gets no more.

-- Transactions that add properties or options of one company follow each other, so each counts what the one before added.
-- A lock on the company's row would also delay changes of users and workflows.
create or replace function hold_property_room(company bigint) returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('property_room:' || company, 0));
end $$;

create or replace function refuse_property_without_room() returns trigger language plpgsql as $$
begin
    perform hold_property_room(new.company_id);
    if (select count(*) from property p
         where p.company_id = new.company_id and p.record_type = new.record_type and p.deleted_at is null) > 500 then
        raise exception 'new row for relation "property" violates check constraint "property_room"'
            using errcode = 'check_violation', table = 'property', constraint = 'property_room';
    end if;
    return null;
end $$;

-- before property_raises_catalog_version, by the alphabet: the room is held before the company's row
create or replace trigger property_finds_room after insert on property
    for each row when (new.deleted_at is null) execute function refuse_property_without_room();
create or replace trigger property_finds_room_again after update of deleted_at on property
    for each row when (old.deleted_at is not null and new.deleted_at is null) execute function refuse_property_without_room();

create or replace function refuse_options_without_room() returns trigger language plpgsql as $$
declare
    company bigint;
begin
    for company in select distinct a.company_id from added a order by a.company_id loop
        perform hold_property_room(company);
        if (select count(*) from property_option o where o.company_id = company) > 10000 then
            raise exception 'new row for relation "property_option" violates check constraint "property_options_room"'
                using errcode = 'check_violation', table = 'property_option', constraint = 'property_options_room';
        end if;
    end loop;
    return null;
end $$;

create or replace trigger property_options_find_room after insert on property_option referencing new table as added
    for each statement execute function refuse_options_without_room();

-- A company has at most 50 webhooks. Transactions that add some follow each other, so each counts those of the one before.
create or replace function refuse_webhook_without_room() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('webhook_room:' || new.company_id, 0));
    if (select count(*) from webhook w where w.company_id = new.company_id) > 50 then
        raise exception 'new row for relation "webhook" violates check constraint "webhook_room"'
            using errcode = 'check_violation', table = 'webhook', constraint = 'webhook_room';
    end if;
    return null;
end $$;

create or replace trigger webhook_finds_room after insert on webhook
    for each row execute function refuse_webhook_without_room();

-- Links of accounts and contacts

-- A new or removed link is a change of both. The caller writes its own record; these functions write the links that
-- differ, and return the new versions of the records on the other side, which they lock. Accounts are locked before
-- contacts, each in the order of their ids, so no deadlock arises.

-- The links that a contact gains and loses.
create or replace function change_accounts_of_contact(company bigint, contact bigint, added bigint[], removed bigint[], at_time timestamptz)
    returns table (id bigint, version integer, updated_at timestamptz, active boolean, linked boolean) language plpgsql as $$
declare
    kept bigint[];
    held bigint[];
begin
    -- A link that exists already stays until the transaction ends. Its account comes first, with the lock that creates share: a
    -- merge of accounts holds those while it removes links.
    kept := array(
        select l.account_id from account_contact l
         where l.company_id = company and l.contact_id = contact and l.account_id = any (added) order by l.account_id);
    if cardinality(kept) > 0 then
        perform 1 from account a where a.company_id = company and a.id = any (kept) order by a.id for key share;
        held := array(
            select l.account_id from account_contact l
             where l.company_id = company and l.contact_id = contact and l.account_id = any (kept) order by l.account_id for key share);
        if held <> kept then
            raise exception 'a contact was unlinked meanwhile' using errcode = 'serialization_failure';
        elsif cardinality(removed) = 0 and added <@ kept then
            return;
        end if;
    end if;
    held := array(
        select a.id from account a
         where a.company_id = company and a.id = any (added || removed)
           and (a.id = any (added)) <> exists (
               select 1 from account_contact l where l.company_id = company and l.account_id = a.id and l.contact_id = contact)
         order by a.id for no key update);
    return query
    with made as (
        insert into account_contact (company_id, account_id, contact_id)
        select company, account_id, contact from unnest(added) as account_id where account_id = any (held)
            on conflict on constraint account_contact_pk do nothing
        returning account_id
    ), gone as (
        delete from account_contact l
         where l.company_id = company and l.contact_id = contact and l.account_id = any (removed) and l.account_id = any (held)
        returning l.account_id
    ), changed as (
        select made.account_id, true as linked from made union all select gone.account_id, false from gone
    )
    update account a
       set version = a.version + 1, updated_at = greatest(a.updated_at, at_time),
           primary_contact_id = case when changed.linked or a.primary_contact_id <> contact then a.primary_contact_id else (
               select min(l.contact_id) from account_contact l
                where l.company_id = company and l.account_id = a.id and l.contact_id <> contact
                  and not exists (select 1 from contact c
                                   where c.company_id = company and c.id = l.contact_id and c.removed_at is not null)) end
      from changed
     where a.company_id = company and a.id = changed.account_id
    returning a.id, a.version, a.updated_at, a.is_active, changed.linked;
end $$;

-- The links that an account, which is locked, gains and loses.
create or replace function change_contacts_of_account(company bigint, account bigint, added bigint[], removed bigint[], at_time timestamptz)
    returns table (id bigint, version integer, updated_at timestamptz, active boolean, linked boolean) language plpgsql as $$
declare
    held bigint[];
begin
    -- links before contacts, as a record does that keeps a link and changes its contact
    perform 1 from account_contact l
      where l.company_id = company and l.account_id = account and l.contact_id = any (removed) order by l.contact_id for update;
    held := array(
        select c.id from contact c
         where c.company_id = company and c.id = any (added || removed) and c.removed_at is null order by c.id for no key update);
    -- also one that is to be unlinked: its own removal has logged the end of the link
    if not (added || removed) <@ held then
        raise exception 'a contact was removed meanwhile' using errcode = 'serialization_failure';
    end if;
    return query
    with made as (
        insert into account_contact (company_id, account_id, contact_id)
        select company, account, contact_id from unnest(added) as contact_id
            on conflict on constraint account_contact_pk do nothing
        returning contact_id
    ), gone as (
        delete from account_contact l where l.company_id = company and l.account_id = account and l.contact_id = any (removed)
        returning l.contact_id
    ), changed as (
        select made.contact_id, true as linked from made union all select gone.contact_id, false from gone
    )
    update contact c
       set version = c.version + 1, updated_at = greatest(c.updated_at, at_time)
      from changed
     where c.company_id = company and c.id = changed.contact_id and c.id = any (held)
    returning c.id, c.version, c.updated_at, true, changed.linked;
end $$;

-- Removal of contacts: a mark hides the contact at once. Its records lose it some hundred at a time, the first in the same
-- transaction.

-- The contacts of a record as clients see them, and the one that it is about to lose.
create or replace function contacts_with(company bigint, contacts bigint[], removed bigint) returns bigint[] language plpgsql stable as $$
begin
    return array(
        select listed.id from unnest(contacts) with ordinality as listed(id, place)
         where listed.id = removed or listed.id is not null and not exists (
               select 1 from contact c where c.company_id = company and c.id = listed.id and c.removed_at is not null)
         group by listed.id order by min(listed.place));
end $$;

-- The change of contacts for the changelog, where no contacts are null.
create or replace function contacts_change(before bigint[], after bigint[]) returns jsonb language plpgsql immutable as $$
begin
    return jsonb_build_array(jsonb_build_object('field', 'contacts', 'from', to_jsonb(before),
                                                'to', case when cardinality(after) > 0 then to_jsonb(after) end));
end $$;

create or replace function unlink_opportunities(gone contact, at_time timestamptz, most integer) returns integer language plpgsql as $$
declare
    company constant bigint := gone.company_id;
    removed constant bigint := gone.id;
    held bigint[];
    contacts bigint[];
    r record;
    changed record;
begin
    held := array(
        select o.id from opportunity o
         where o.company_id = company and o.id in (
               select p.id from opportunity p where p.company_id = company and p.primary_contact_id = removed
               union all
               select l.opportunity_id from opportunity_contact l where l.company_id = company and l.contact_id = removed
               limit most)
         order by o.id for no key update skip locked);
    for r in select o.id, o.version, o.primary_contact_id || array(
                    select l.contact_id from opportunity_contact l
                     where l.company_id = company and l.opportunity_id = o.id order by l.ordinal) as contacts
               from opportunity o where o.company_id = company and o.id = any (held) order by o.id loop
        contacts := contacts_with(company, r.contacts, removed);
        continue when removed <> all (contacts);
        update opportunity o
           set version = o.version + 1, updated_by_id = gone.removed_by_id, updated_at = greatest(o.updated_at, at_time),
               last_activity = greatest(o.last_activity, at_time),
               primary_contact_id = case when o.primary_contact_id = removed then (array_remove(contacts, removed))[1] else o.primary_contact_id end
         where o.company_id = company and o.id = r.id
        returning o.primary_contact_id, o.updated_at into changed;
        insert into change (company_id, record_type, record_id, id, at, user_id, api_key_id, action, changes)
        values (company, 'opportunity', r.id, r.version + 2, changed.updated_at, gone.removed_by_id, gone.removed_by_key_id, 'UPDATED',
                contacts_change(contacts, array_remove(contacts, removed)));
        delete from opportunity_contact l
         where l.company_id = company and l.opportunity_id = r.id and (l.contact_id = removed or l.contact_id = changed.primary_contact_id);
    end loop;
    return cardinality(held);
end $$;

create or replace function unlink_accounts(gone contact, at_time timestamptz, most integer) returns integer language plpgsql as $$
declare
    company constant bigint := gone.company_id;
    removed constant bigint := gone.id;
    held bigint[];
    contacts bigint[];
    r record;
    changed_at timestamptz;
begin
    held := array(
        select a.id from account a
         where a.company_id = company and a.id in (
               select p.id from account p where p.company_id = company and p.primary_contact_id = removed
               union all
               select l.account_id from account_contact l where l.company_id = company and l.contact_id = removed
               limit most)
         order by a.id for no key update skip locked);
    for r in select a.id, a.version, a.primary_contact_id || array(
                    select l.contact_id from account_contact l
                     where l.company_id = company and l.account_id = a.id order by l.contact_id) as contacts
               from account a where a.company_id = company and a.id = any (held) order by a.id loop
        contacts := contacts_with(company, r.contacts, removed);
        continue when removed <> all (contacts);
        update account a
           set version = a.version + 1, updated_at = greatest(a.updated_at, at_time),
               primary_contact_id = case when a.primary_contact_id = removed then (array_remove(contacts, removed))[1] else a.primary_contact_id end
         where a.company_id = company and a.id = r.id
        returning a.updated_at into changed_at;
        insert into change (company_id, record_type, record_id, id, at, user_id, api_key_id, action, changes)
        values (company, 'account', r.id, r.version + 2, changed_at, gone.removed_by_id, gone.removed_by_key_id, 'UPDATED',
                contacts_change(contacts, array_remove(contacts, removed)));
        delete from account_contact l where l.company_id = company and l.account_id = r.id and l.contact_id = removed;
    end loop;
    return cardinality(held);
end $$;

-- DELETE /contacts/{id}, whose row is locked. Records that others change are left for later, as are those beyond the most.
create or replace function remove_contact(company bigint, contact_id bigint, by_user bigint, by_key bigint, at_time timestamptz, most integer)
    returns void language plpgsql as $$
declare
    gone contact;
begin
    -- the version that the changelog's last entry is of; the time is of the clock that ends the wait of a minute
    update contact c set version = c.version + 1, removed_at = now(), removed_by_id = by_user, removed_by_key_id = by_key
     where c.company_id = company and c.id = contact_id returning c.* into gone;
    delete from record_words w where w.company_id = company and w.record_type = 'contact' and w.record_id = contact_id;
    -- what was merged into it goes with it
    delete from record_merge m where m.company_id = company and m.record_type = 'contact' and (m.target_id = contact_id or m.source_id in (
        select s.id from contact s where s.company_id = company and s.merged_into_id = contact_id));
    update contact s set merged_into_id = null where s.company_id = company and s.merged_into_id = contact_id;
    perform unlink_opportunities(gone, at_time, most);
    perform unlink_accounts(gone, at_time, most);
end $$;

create or replace function has_records(company bigint, contact bigint) returns boolean language plpgsql stable as $$
begin
    return exists (select 1 from opportunity o where o.company_id = company and o.primary_contact_id = contact)
        or exists (select 1 from opportunity_contact l where l.company_id = company and l.contact_id = contact)
        or exists (select 1 from account a where a.company_id = company and a.primary_contact_id = contact)
        or exists (select 1 from account_contact l where l.company_id = company and l.contact_id = contact);
end $$;
