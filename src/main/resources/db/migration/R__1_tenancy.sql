-- The database separates companies too. Row-level security binds the role of the service, and each transaction sets its
-- company first. Only the functions of this file that run as the owner of the tables look across companies.

-- null: no company is set, and no row is visible
create or replace function current_company() returns bigint language sql stable parallel safe as $$
    select nullif(current_setting('opportunities.company_id', true), '')::bigint
$$;

-- Secures each table with a company, and admits the service's role. It runs at each start, so it also covers tables of
-- later migrations and a role that a DBA creates. It does only what is missing.
create or replace function secure_rows() returns void language plpgsql as $$
declare
    schema constant regnamespace := current_schema()::regnamespace;
    found record;
begin
    perform pg_advisory_xact_lock(hashtextextended('secure_rows', 0));
    for found in select c.oid::regclass as name, c.relrowsecurity as enabled,
                        exists (select from pg_policy p where p.polrelid = c.oid) as has_policy
                   from pg_class c
                  where c.relnamespace = schema and c.relkind in ('r', 'p')
                    and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped) loop
        if not found.enabled then
            execute format('alter table %s enable row level security', found.name);
        end if;
        if not found.has_policy then
            execute format('create policy company_only on %s using (company_id = current_company())'
                           ' with check (company_id = current_company())', found.name);
        end if;
    end loop;
    perform have_service_role();
    if exists (select from pg_roles where rolname = 'opportunities_service') then
        perform admit_service_role(schema);
    end if;
end $$;

-- Where the role may not be created or granted, the service says so at its start, with the statement to run.
create or replace function have_service_role() returns void language plpgsql as $$
begin
    if not exists (select from pg_roles where rolname = 'opportunities_service') then
        begin
            create role opportunities_service nologin;
        exception when duplicate_object or unique_violation then
            null; -- roles belong to the whole cluster, and another of its databases was faster
        end;
    end if;
    if not pg_has_role('opportunities_service', case when current_setting('server_version_num')::integer >= 160000 then 'SET' else 'MEMBER' end) then
        execute format('grant opportunities_service to %I', current_user);
    end if;
exception when insufficient_privilege then
    raise notice 'row-level security will not be in force: %', sqlerrm;
end $$;

create or replace function admit_service_role(schema regnamespace) returns void language plpgsql as $$
declare
    role constant name := 'opportunities_service';
    found record;
begin
    if not has_schema_privilege(role, schema::oid, 'usage') then
        execute format('grant usage on schema %s to %I', schema, role);
    end if;
    for found in select c.oid::regclass as name, c.relkind as kind from pg_class c
                  where c.relnamespace = schema and c.relname <> 'flyway_schema_history' and pg_has_role(c.relowner, 'usage')
                    and case c.relkind when 'v' then not has_table_privilege(role, c.oid, 'select')
                                       when 'S' then not has_sequence_privilege(role, c.oid, 'usage')
                                       when 'r' then not has_table_privilege(role, c.oid, 'delete')
                                       when 'p' then not has_table_privilege(role, c.oid, 'delete')
                                       else false end loop
        execute format('grant %s %s to %I', case found.kind when 'v' then 'select on' when 'S' then 'usage on sequence'
                                                            else 'select, insert, update, delete on' end, found.name, role);
    end loop;
    for found in select p.oid::regprocedure as name from pg_proc p
                  where p.pronamespace = schema and p.prosecdef and pg_has_role(p.proowner, 'usage')
                    and not has_function_privilege(role, p.oid, 'execute') loop
        execute format('grant execute on routine %s to %I', found.name, role);
    end loop;
end $$;

-- Identity

-- Begins each transaction: sets the company, and returns its catalog version, null while the company is created. Returns
-- the rights of the API key, null where it is revoked or expired, or its user is inactive.
create or replace function enter_company(entered bigint, with_key bigint, at_time timestamptz,
                              out catalog_version bigint, out role text, out scope text, out largest_record integer)
language plpgsql security definer as $$
begin
    perform set_config('opportunities.company_id', entered::text, true);
    select c.catalog_version, u.role, k.scope, c.largest_record into catalog_version, role, scope, largest_record
      from company c
      left join api_key k on k.company_id = c.company_id and k.id = with_key and k.revoked_at is null
                         and (k.expires_at is null or k.expires_at > at_time)
      left join app_user u on u.company_id = k.company_id and u.id = k.user_id and u.is_active
     where c.company_id = entered;
end $$;

-- each request, at most once a second per key: the key of a token
create or replace function caller_of_token(hash bytea, at_time timestamptz)
    returns table (company_id bigint, user_id bigint, id bigint, scope text, role text)
language sql stable security definer as $$
    select k.company_id, k.user_id, k.id, k.scope, u.role
      from api_key k
      join app_user u on u.company_id = k.company_id and u.id = k.user_id
     where k.token_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at_time) and u.is_active
$$;

-- POST /api-keys: the user of an e-mail
create or replace function login_of_email(key text) returns table (company_id bigint, id bigint, password_hash text, role text)
language sql stable security definer as $$
    select u.company_id, u.id, u.password_hash, u.role
      from app_user u where u.email_key = key and u.is_active and u.password_hash is not null
$$;

-- the log of authentication: the owner of a refused key
create or replace function refused_key_of_token(hash bytea, at_time timestamptz)
    returns table (company_id bigint, user_id bigint, id bigint, reason text)
language sql stable security definer as $$
    select k.company_id, k.user_id, k.id,
           case when not u.is_active then 'USER_INACTIVE' when k.revoked_at is not null then 'REVOKED' else 'EXPIRED' end
      from api_key k
      join app_user u on u.company_id = k.company_id and u.id = k.user_id
     where k.token_hash = hash and (k.revoked_at is not null or k.expires_at <= at_time or not u.is_active)
$$;

-- the log of authentication: the user of a refused password
create or replace function user_of_email(key text) returns table (company_id bigint, user_id bigint) language sql stable security definer as $$
    select u.company_id, u.id from app_user u where u.email_key = key and u.is_active
$$;

-- POST /users and companies: an e-mail logs in to one company only. Returns no more than whether one exists
create or replace function is_email_taken(key text) returns boolean language sql stable security definer as $$
    select exists (select from app_user u where u.email_key = key)
$$;

-- every second: the last use of keys of all companies
create or replace procedure note_key_use(company bigint, key bigint, used timestamptz, deprecated_calls bigint, deprecated_used timestamptz)
language sql security definer as $$
    update api_key k
       set last_used_at = greatest(k.last_used_at, used),
           deprecated_path_calls = k.deprecated_path_calls + deprecated_calls,
           deprecated_path_last_used_at = greatest(k.deprecated_path_last_used_at, deprecated_used)
     where k.company_id = company and k.id = key
$$;

-- Operation

-- the first start: whether there is any company
create or replace function has_company() returns boolean language sql stable security definer as $$
    select exists (select from company)
$$;

-- GET /actuator/companies
create or replace function company_counts()
    returns table (id bigint, name text, created_at timestamptz, users bigint, opportunities bigint, contacts bigint, accounts bigint)
language sql stable security definer as $$
    select c.company_id, c.name, c.created_at,
           (select count(*) from app_user u where u.company_id = c.company_id),
           (select count(*) from opportunity o where o.company_id = c.company_id),
           (select count(*) from contact p where p.company_id = c.company_id and p.removed_at is null),
           (select count(*) from account a where a.company_id = c.company_id)
      from company c
     order by c.company_id
$$;

-- Removes the first changes of each company past their retention. Those of release 0.1.0 have no place. One replica at a time.
create or replace function expire_changes(kept_since timestamptz, most integer) returns bigint language plpgsql as $$
declare
    company bigint;
    removed bigint;
    total bigint := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('expire_changes', 0)) then
        return 0;
    end if;
    for company in select c.company_id from company c order by c.company_id loop
        -- places and times rise together, but for the length of a transaction
        continue when (select c.at from change c where c.company_id = company and c.seq is not null order by c.seq limit 1)
                      > kept_since + interval '1 minute'
                  and not exists (select from change c where c.company_id = company and c.seq is null and c.at < kept_since);
        delete from change d using (
            select old.record_type, old.record_id, old.id
              from ((select c.record_type, c.record_id, c.id, c.at from change c
                      where c.company_id = company and c.seq is not null order by c.seq limit most + 1000)
                    union all
                    (select c.record_type, c.record_id, c.id, c.at from change c
                      where c.company_id = company and c.seq is null and c.at < kept_since limit most)) as old
             where old.at < kept_since limit most - total) as gone
         where d.company_id = company and d.record_type = gone.record_type and d.record_id = gone.record_id and d.id = gone.id;
        get diagnostics removed = row_count;
        total := total + removed;
        exit when total >= most;
    end loop;
    return total;
end $$;

-- Removes files from before a time with their pieces, a few at a time because they are large.
create or replace function remove_import_file(company bigint, file bigint, most bigint) returns bigint language plpgsql as $$
declare
    removed bigint;
begin
    delete from import_piece d using (
        select p.position from import_piece p where p.company_id = company and p.file_id = file limit greatest(1, most / 10)) as p
     where d.company_id = company and d.file_id = file and d.position = p.position;
    get diagnostics removed = row_count;
    if removed < greatest(1, most / 10) then
        delete from import_file f where f.company_id = company and f.id = file;
    end if;
    return removed * 10 + 1;
end $$;

-- Removes some of the keys and groups of rows that a plan of an import stored; returns how many.
create or replace function clear_import_keys(company bigint, import bigint, most integer) returns integer language plpgsql as $$
declare
    keys integer;
    rows integer;
begin
    delete from import_key d using (
        select k.key from import_key k where k.company_id = company and k.import_id = import limit most) as k
     where d.company_id = company and d.import_id = import and d.key = k.key;
    get diagnostics keys = row_count;
    delete from import_group_row d using (
        select r.group_id, r.line from import_group_row r where r.company_id = company and r.import_id = import limit most - keys) as r
     where d.company_id = company and d.import_id = import and d.group_id = r.group_id and d.line = r.line;
    get diagnostics rows = row_count;
    return keys + rows;
end $$;

-- Removes old imports that nothing works on, with their rows and files. One replica at a time.
create or replace function expire_imports(kept_since timestamptz, most integer) returns bigint language plpgsql as $$
declare
    old record;
    removed bigint;
    total bigint := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('expire_imports', 0)) then
        return 0;
    end if;
    for old in select i.company_id, i.id, i.file_id from import i
                where i.created_at < kept_since and i.state not in ('PLANNING', 'RUNNING', 'UNDOING')
                order by i.created_at limit 100 for update skip locked loop
        update import i set expired = true where i.company_id = old.company_id and i.id = old.id and not i.expired;
        total := total + clear_import_keys(old.company_id, old.id, (most - total)::integer);
        exit when total >= most;
        delete from import_row d using (
            select r.line from import_row r where r.company_id = old.company_id and r.import_id = old.id limit most - total) as r
         where d.company_id = old.company_id and d.import_id = old.id and d.line = r.line;
        get diagnostics removed = row_count;
        total := total + removed;
        exit when total >= most;
        delete from import i where i.company_id = old.company_id and i.id = old.id;
        total := total + remove_import_file(old.company_id, old.file_id, most - total);
        exit when total >= most;
    end loop;
    return least(total, most);
end $$;

-- Removes old files without an import: of uploads that failed, and of imports that are removed.
create or replace function expire_import_files(kept_since timestamptz, most integer) returns bigint language plpgsql as $$
declare
    old record;
    total bigint := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('expire_imports', 0)) then
        return 0;
    end if;
    for old in select f.company_id, f.id from import_file f
                where f.created_at < kept_since and not exists (select from import i where i.company_id = f.company_id and i.file_id = f.id)
                limit 100 loop
        total := total + remove_import_file(old.company_id, old.id, most - total);
        exit when total >= most;
    end loop;
    return least(total, most);
end $$;

-- every minute: removes some rows of all companies past their retention; skips those that another replica removes
create or replace function expire_rows(expiring text, kept_since timestamptz, most integer) returns bigint language plpgsql security definer as $$
declare
    stored_at constant name := case expiring when 'idempotency_key' then 'created_at'
                                             when 'authentication_event' then 'at'
                                             when 'webhook_delivery' then 'last_at' end;
    removed bigint;
begin
    if expiring = 'change' then
        return expire_changes(kept_since, most);
    elsif expiring = 'import' then
        return expire_imports(kept_since, most);
    elsif expiring = 'import_file' then
        return expire_import_files(kept_since, most);
    end if;
    if stored_at is null then
        raise exception 'the rows of % do not expire', expiring;
    end if;
    execute format('delete from %1$I where ctid = any (array('
                   'select ctid from %1$I where %2$I < $1 order by %2$I limit $2 for update skip locked))', expiring, stored_at)
        using kept_since, most;
    get diagnostics removed = row_count;
    return removed;
end $$;

-- The last place in the log of events up to which no change is missing: every change with this or an earlier place is
-- committed when this returns, and so visible to the next statement. An open transaction either holds its lock already, or
-- draws a later place. Clocks and transactions that write no change do not matter. Locks name the last 31 bits of a place.
create or replace function events_until() returns bigint language plpgsql volatile security definer as $$
declare
    drawn constant bigint := (select last_value from event_seq);
begin
    return drawn - coalesce((
        select max(behind)
          from (select (drawn - l.objid::bigint) & 2147483647 as behind from pg_locks l
                 where l.locktype = 'advisory' and l.classid = 2025 and l.objsubid = 2
                   and l.database = (select d.oid from pg_database d where d.datname = current_database())) as held
         where behind < 1073741824), 0);
end $$;

-- several times a second, while clients or webhooks wait for events: the companies among these with events after their places
create or replace function news_of_events(companies bigint[], pasts bigint[], out until bigint, out news bigint[])
language plpgsql volatile security definer as $$
begin
    until := events_until();
    news := array(select distinct c.id from unnest(companies, pasts) as c(id, past)
                   where exists (select from change h where h.company_id = c.id and h.seq > c.past and h.seq <= until));
end $$;

-- every second: leases some active webhooks that nothing delivers to; skips those that another replica is leasing. Each lease
-- has an id of its own
create or replace function claim_webhooks(seconds bigint, most integer)
    returns table (company_id bigint, webhook_id bigint, lease uuid) language sql volatile security definer as $$
    with free as (
        select p.company_id, p.webhook_id
          from webhook_progress p
          join webhook w on w.company_id = p.company_id and w.id = p.webhook_id and w.is_active
         where p.leased_until is null or p.leased_until < clock_timestamp()
         order by p.leased_until nulls first limit most for update of p skip locked
    )
    update webhook_progress p set leased_by = gen_random_uuid(), leased_until = clock_timestamp() + make_interval(secs => seconds)
      from free
     where p.company_id = free.company_id and p.webhook_id = free.webhook_id
    returning p.company_id, p.webhook_id, p.leased_by
$$;

-- every second, while an instance has all workers that it may have: how many webhooks wait for one, up to a number
create or replace function waiting_webhooks(most integer) returns bigint language sql volatile security definer as $$
    select count(*) from (
        select from webhook_progress p join webhook w on w.company_id = p.company_id and w.id = p.webhook_id and w.is_active
         where p.leased_until is null or p.leased_until < clock_timestamp() limit most) as free
$$;

-- every few seconds: extends leases, and returns those that are in force
create or replace function renew_webhooks(leases uuid[], seconds bigint) returns setof uuid language sql volatile security definer as $$
    update webhook_progress p set leased_until = clock_timestamp() + make_interval(secs => seconds)
      from webhook w
     where p.leased_by = any (leases) and p.leased_until >= clock_timestamp()
       and w.company_id = p.company_id and w.id = p.webhook_id and w.is_active
    returning p.leased_by
$$;

-- the end of a worker; the webhook whose last worker ended first is next
create or replace procedure release_webhooks(lease uuid) language sql security definer as $$
    update webhook_progress p set leased_by = null, leased_until = clock_timestamp() where p.leased_by = lease
$$;

-- whether an import has work and could have a worker: one of a company at a time, the first one first
create or replace function is_waiting(i import) returns boolean language sql volatile as $$
    select i.state in ('PLANNING', 'RUNNING', 'UNDOING') and (i.leased_until is null or i.leased_until < clock_timestamp())
           and not exists (select from import o
                            where o.company_id = i.company_id and o.id <> i.id and o.state in ('PLANNING', 'RUNNING', 'UNDOING')
                              and (o.leased_until >= clock_timestamp() or o.id < i.id))
$$;

-- every second: leases some imports that wait for a worker, the company first whose last worker ended first
create or replace function claim_imports(seconds bigint, most integer)
    returns table (company_id bigint, import_id bigint, lease uuid) language sql volatile security definer as $$
    with free as (
        select i.company_id, i.id
          from import i left join import_turn t on t.company_id = i.company_id
         where i.state in ('PLANNING', 'RUNNING', 'UNDOING') and is_waiting(i)
         order by t.ended_at nulls first, i.leased_until nulls first, i.id limit most for update of i skip locked
    )
    update import i set leased_by = gen_random_uuid(), leased_until = clock_timestamp() + make_interval(secs => seconds),
                        lost_workers = i.lost_workers + case when i.leased_by is null then 0 else 1 end
      from free
     where i.company_id = free.company_id and i.id = free.id
    returning i.company_id, i.id, i.leased_by
$$;

-- metrics, and a worker at the end of its turn: how many imports wait for a worker, and since when the first of them
create or replace function waiting_imports(out imports bigint, out oldest timestamptz) language sql volatile security definer as $$
    select count(*), min(greatest(i.updated_at, t.ended_at))
      from import i left join import_turn t on t.company_id = i.company_id
     where i.state in ('PLANNING', 'RUNNING', 'UNDOING') and is_waiting(i)
$$;

-- every few seconds: extends leases, and returns those that are in force
create or replace function renew_imports(leases uuid[], seconds bigint) returns setof uuid language sql volatile security definer as $$
    update import i set leased_until = clock_timestamp() + make_interval(secs => seconds)
     where i.leased_by = any (leases) and i.leased_until >= clock_timestamp() and i.state in ('PLANNING', 'RUNNING', 'UNDOING')
    returning i.leased_by
$$;

-- the end of a worker
create or replace procedure release_imports(lease uuid) language sql security definer as $$
    with ended as (
        update import i set leased_by = null, leased_until = null where i.leased_by = lease returning i.company_id
    )
    insert into import_turn (company_id, ended_at) select e.company_id, clock_timestamp() from ended e
    on conflict on constraint import_turn_pk do update set ended_at = excluded.ended_at
$$;

-- metrics: how many records wait for another attempt, and since when the first of them
create or replace function webhook_arrears(out records bigint, out oldest timestamptz) language sql stable security definer as $$
    select count(*), min(b.first_at)
      from webhook_backlog b join webhook w on w.company_id = b.company_id and w.id = b.webhook_id and w.is_active
     where b.attempts > 0
$$;

-- metrics: time of the first change that an active webhook has not passed
create or replace function undelivered_events() returns timestamptz language sql stable security definer as $$
    select min(h.at)
      from webhook_progress p join webhook w on w.company_id = p.company_id and w.id = p.webhook_id and w.is_active
      cross join lateral (select c.at from change c
                           where c.company_id = p.company_id and c.seq > (p.position + 1) / 32 - 1 order by c.seq limit 1) as h
$$;

-- metrics: the webhooks that have failed for the longest time
create or replace function failing_webhooks(most integer) returns table (company_id bigint, webhook_id bigint, failing_since timestamptz)
    language sql stable security definer as $$
    select p.company_id, p.webhook_id, p.failing_since
      from webhook_progress p join webhook w on w.company_id = p.company_id and w.id = p.webhook_id and w.is_active
     where p.failing_since is not null
     order by p.failing_since limit most
$$;

-- every minute: the companies with opportunities in a phase past its red SLA
create or replace function companies_with_overdue_phases(at_time timestamptz) returns setof bigint language sql stable security definer as $$
    select distinct p.company_id
      from phase p
     where p.red_sla is not null and exists (
           select from opportunity o
            where o.company_id = p.company_id and o.phase_id = p.id and o.is_active and o.status in ('ACTIVE', 'ON_HOLD')
              and o.phase_violated_at is null and coalesce(o.phase_since, o.updated_at) < at_time - make_interval(days => p.red_sla))
$$;

-- every few seconds: continues the removal of contacts of all companies, and returns how much it did. A row without
-- records goes after a minute: by then no transaction is left that saw the contact before its removal
create or replace function go_on_with_removals(at_time timestamptz, most integer) returns integer language plpgsql security definer as $$
declare
    gone contact;
    done integer;
begin
    select c.* into gone from contact c where c.removed_at is not null and c.merged_into_id is null and has_records(c) limit 1 for no key update skip locked;
    if found then
        return unlink_opportunities(gone, at_time, most) + unlink_accounts(gone, at_time, most);
    end if;
    delete from contact d using (
        select c.company_id, c.id from contact c
         where c.removed_at < now() - interval '1 minute' and c.merged_into_id is null and not has_records(c) limit most for update skip locked) as c
     where d.company_id = c.company_id and d.id = c.id;
    get diagnostics done = row_count;
    return done;
end $$;

-- the start of a replica: the rules of its match keys
create or replace procedure declare_key_version(version integer) language sql security definer as $$
    update company c set key_version = version where c.key_version <> version
$$;

-- Whether a company has records of a kind whose keys another version of the rules computed. It reads the two ends of the index:
-- PostgreSQL expects a condition on the version to hold for every third record, and would look for one in the table.
create or replace function has_keys_of_other_version(type text, company bigint, present integer) returns boolean language plpgsql stable as $$
declare
    lowest integer;
    highest integer;
begin
    case type
        when 'opportunity' then
            lowest := (select o.key_version from opportunity o where o.company_id = company order by o.company_id, o.key_version limit 1);
            highest := (select o.key_version from opportunity o where o.company_id = company order by o.company_id desc, o.key_version desc limit 1);
        when 'account' then
            lowest := (select a.key_version from account a where a.company_id = company order by a.company_id, a.key_version limit 1);
            highest := (select a.key_version from account a where a.company_id = company order by a.company_id desc, a.key_version desc limit 1);
        when 'contact' then
            lowest := (select c.key_version from contact c where c.company_id = company order by c.company_id, c.key_version limit 1);
            highest := (select c.key_version from contact c where c.company_id = company order by c.company_id desc, c.key_version desc limit 1);
    end case;
    -- null: there is no record
    return coalesce(lowest <> present or highest <> present, false);
end $$;

-- every minute: the companies with records of another version, where this one is declared
create or replace function companies_with_other_keys(present integer) returns setof bigint language sql stable security definer as $$
    select c.company_id
      from company c
     where c.key_version in (present, 0)
       and (has_keys_of_other_version('opportunity', c.company_id, present)
            or has_keys_of_other_version('account', c.company_id, present)
            or has_keys_of_other_version('contact', c.company_id, present))
$$;

-- Numbers count up from 1 in each company and are never reused. A sequence lets two requests draw without a wait. Only
-- the owner may create it.
create or replace function create_number_sequences() returns trigger language plpgsql security definer as $$
declare
    counted text;
begin
    foreach counted in array array['opportunity', 'account'] loop
        execute format('create sequence %s_number_%s', counted, new.company_id);
        if exists (select from pg_roles where rolname = 'opportunities_service') then
            execute format('grant usage on sequence %s_number_%s to opportunities_service', counted, new.company_id);
        end if;
    end loop;
    return null;
end $$;

create or replace trigger company_counts_opportunities after insert on company
    for each row execute function create_number_sequences();

-- Only the service may call the functions that run as the owner, and no object on a search path can mislead them.
do $$
declare
    found record;
begin
    for found in select p.oid::regprocedure as name from pg_proc p
                  where p.pronamespace = current_schema()::regnamespace
                    and (p.prosecdef or p.proname in ('secure_rows', 'have_service_role', 'admit_service_role')) loop
        execute format('revoke execute on routine %s from public', found.name);
        execute format('alter routine %s set search_path = %I, pg_temp', found.name, current_schema());
    end loop;
end $$;

-- The row of a company

-- Replicas cache the configuration of a company for one catalog version.
create or replace function raise_catalog_version() returns trigger language plpgsql as $$
begin
    update company set catalog_version = catalog_version + 1
     where company_id = case when tg_op = 'DELETE' then old.company_id else new.company_id end;
    return null;
end $$;

create or replace trigger app_user_raises_catalog_version after insert or update or delete on app_user
    for each row execute function raise_catalog_version();
create or replace trigger workflow_raises_catalog_version after insert or update or delete on workflow
    for each row execute function raise_catalog_version();
create or replace trigger phase_raises_catalog_version after insert or update or delete on phase
    for each row execute function raise_catalog_version();
create or replace trigger property_raises_catalog_version after insert or update or delete on property
    for each row execute function raise_catalog_version();
-- Not on insert: requests that add different options would wait for each other. A replica that lacks an option reads again
create or replace trigger property_option_raises_catalog_version after update or delete on property_option
    for each row execute function raise_catalog_version();

-- The size is that before compression. It is rounded up, so the row of the company changes a few times only. The
-- argument: how many such rows make one record.
create or replace function note_large_record() returns trigger language plpgsql as $$
declare
    size constant bigint := pg_column_size(new) * tg_argv[0]::integer;
    step constant integer := case when size <= 65536 then 4096 else 65536 end;
    noted constant integer := least(16777216, (size + step - 1) / step * step);
begin
    update company c set largest_record = noted where c.company_id = new.company_id and c.largest_record < noted;
    return new;
end $$;

create or replace trigger opportunity_notes_size before insert or update on opportunity
    for each row when (pg_column_size(new.*) > 4096) execute function note_large_record(1);
create or replace trigger account_notes_size before insert or update on account
    for each row when (pg_column_size(new.*) > 4096) execute function note_large_record(1);
create or replace trigger contact_notes_size before insert or update on contact
    for each row when (pg_column_size(new.*) > 4096) execute function note_large_record(1);
create or replace trigger change_notes_size before insert or update on change
    for each row when (pg_column_size(new.*) > 4096) execute function note_large_record(1);
create or replace trigger workflow_notes_size before insert or update on workflow
    for each row when (pg_column_size(new.*) > 4096) execute function note_large_record(1);
-- a workflow has up to 100
create or replace trigger phase_notes_size before insert or update on phase
    for each row when (pg_column_size(new.*) > 1024) execute function note_large_record(100);
