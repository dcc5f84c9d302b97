-- The database separates companies too. Row-level security binds the role of the service, and each transaction sets its
-- company first. Only the functions of this file that run as the owner of the tables look across companies.

-- null: no company is set, and no row is visible
create or replace function current_company() returns bigint language sql stable parallel safe as $$
    select nullif(current_setting('opportunities.company_id', true), '')::bigint
$$;

-- Whether the tables are distributed over the nodes of Citus.
create or replace function is_sharded() returns boolean language plpgsql stable parallel safe as $$
begin
    return to_regclass('pg_catalog.pg_dist_partition') is not null;
end $$;

-- Secures each table with a company, and admits the service's role. It runs at each start, so it also covers tables of
-- later migrations and a role that a DBA creates. It does only what is missing.
create or replace function secure_rows() returns void language plpgsql as $$
declare
    schema constant regnamespace := current_schema()::regnamespace;
    found record;
begin
    perform pg_advisory_xact_lock(hashtextextended('secure_rows', 0));
    for found in select c.oid::regclass as name, c.relrowsecurity as enabled,
                        exists (select 1 from pg_policy p where p.polrelid = c.oid) as has_policy
                   from pg_class c
                  where c.relnamespace = schema and c.relkind in ('r', 'p')
                    and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped) loop
        if not found.enabled then
            execute format('alter table %s enable row level security', found.name);
        end if;
        if not found.has_policy then
            execute format('create policy company_only on %s using (company_id = current_company())'
                           ' with check (company_id = current_company())', found.name);
        end if;
    end loop;
    perform have_service_role();
    if exists (select 1 from pg_roles where rolname = 'opportunities_service') then
        perform admit_service_role(schema);
    end if;
end $$;

-- Where the role may not be created or granted, the service says so at its start, with the statement to run.
create or replace function have_service_role() returns void language plpgsql as $$
begin
    if not exists (select 1 from pg_roles where rolname = 'opportunities_service') then
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
                  where c.relnamespace = schema and c.relname not in ('flyway_schema_history', 'credential_company') and pg_has_role(c.relowner, 'usage')
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

-- Begins each transaction: sets the company and the version of its match keys, and returns the company's catalog version, null
-- while the company is created. Returns the rights of the API key, null where it is revoked or expired, or its user is
-- inactive. It reads under row-level security, so one role does all of a transaction's work, and on Citus one connection.
create or replace function enter_company(entered bigint, with_key bigint, at_time timestamptz, with_keys text default null,
                              out catalog_version bigint, out role text, out scope text, out largest_record integer)
language plpgsql as $$
begin
    if current_setting('citus.propagate_set_commands', true) is null or not is_sharded() then
        perform set_config('opportunities.company_id', entered::text, true), set_config('opportunities.key_version', with_keys, true);
    else
        -- the nodes get both with their part of the transaction
        perform set_config('citus.propagate_set_commands', 'local', true);
        execute format('set local opportunities.company_id = %L', entered);
        execute format('set local opportunities.key_version = %L', coalesce(with_keys, ''));
        -- the locks of time_of_change() on other nodes are not seen here
        perform time_of_change();
    end if;
    select c.catalog_version, u.role, k.scope, c.largest_record into catalog_version, role, scope, largest_record
      from company c
      left join api_key k on k.company_id = c.company_id and k.id = with_key and k.revoked_at is null
                         and (k.expires_at is null or k.expires_at > at_time)
      left join app_user u on u.company_id = k.company_id and u.id = k.user_id and u.is_active
     where c.company_id = entered;
end $$;

-- The company of the SHA-256 of a token or of an e-mail on Citus, so that one node is asked and not all: 0 if there is none. Null
-- where the tables are not distributed.
create or replace function company_of_credential(hash bytea) returns bigint language plpgsql stable as $$
begin
    return case when is_sharded() then coalesce((select c.company from credential_company c where c.digest = hash), 0) end;
end $$;

-- On Citus: notes that a credential is of the current company. Another one keeps what it has.
create or replace procedure add_credential(hash bytea) language plpgsql security definer as $$
begin
    insert into credential_company (digest, company) values (hash, current_company()) on conflict do nothing;
    if company_of_credential(hash) <> current_company() then
        raise exception 'the credential is of another company' using errcode = 'insufficient_privilege';
    end if;
end $$;

create or replace procedure remove_credential(hash bytea) language sql security definer as $$
    delete from credential_company c where c.digest = hash and c.company = current_company()
$$;

create or replace function digest_of_email(key text) returns bytea language plpgsql immutable as $$
begin
    return sha256(convert_to(key, 'UTF8'));
end $$;

-- each request, at most once a second per key: the key of a token
create or replace function caller_of_token(hash bytea, at_time timestamptz)
    returns table (company_id bigint, user_id bigint, id bigint, scope text, role text)
language plpgsql stable security definer as $$
declare
    company constant bigint := company_of_credential(hash);
begin
    if company is null then
        return query
            select k.company_id, k.user_id, k.id, k.scope, u.role
              from api_key k
              join app_user u on u.company_id = k.company_id and u.id = k.user_id
             where k.token_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at_time) and u.is_active;
    elsif company > 0 then
        return query
            select k.company_id, k.user_id, k.id, k.scope, u.role
              from api_key k
              join app_user u on u.company_id = k.company_id and u.id = k.user_id
             where k.company_id = company and u.company_id = company and k.token_hash = hash
               and k.revoked_at is null and (k.expires_at is null or k.expires_at > at_time) and u.is_active;
    end if;
end $$;

-- POST /api-keys: the user of an e-mail
create or replace function login_of_email(key text) returns table (company_id bigint, id bigint, password_hash text, role text)
language plpgsql stable security definer as $$
declare
    company constant bigint := company_of_credential(digest_of_email(key));
begin
    if company is null then
        return query select u.company_id, u.id, u.password_hash, u.role
                       from app_user u where u.email_key = key and u.is_active and u.password_hash is not null;
    elsif company > 0 then
        return query select u.company_id, u.id, u.password_hash, u.role
                       from app_user u where u.company_id = company and u.email_key = key and u.is_active and u.password_hash is not null;
    end if;
end $$;

-- the log of authentication: the owner of a refused key
create or replace function refused_key_of_token(hash bytea, at_time timestamptz)
    returns table (company_id bigint, user_id bigint, id bigint, reason text)
language plpgsql stable security definer as $$
declare
    company constant bigint := company_of_credential(hash);
begin
    if company is null then
        return query
            select k.company_id, k.user_id, k.id,
                   case when not u.is_active then 'USER_INACTIVE' when k.revoked_at is not null then 'REVOKED' else 'EXPIRED' end
              from api_key k
              join app_user u on u.company_id = k.company_id and u.id = k.user_id
             where k.token_hash = hash and (k.revoked_at is not null or k.expires_at <= at_time or not u.is_active);
    elsif company > 0 then
        return query
            select k.company_id, k.user_id, k.id,
                   case when not u.is_active then 'USER_INACTIVE' when k.revoked_at is not null then 'REVOKED' else 'EXPIRED' end
              from api_key k
              join app_user u on u.company_id = k.company_id and u.id = k.user_id
             where k.company_id = company and u.company_id = company
               and k.token_hash = hash and (k.revoked_at is not null or k.expires_at <= at_time or not u.is_active);
    end if;
end $$;

-- the log of authentication: the user of a refused password
create or replace function user_of_email(key text) returns table (company_id bigint, user_id bigint) language plpgsql stable security definer as $$
declare
    company constant bigint := company_of_credential(digest_of_email(key));
begin
    if company is null then
        return query select u.company_id, u.id from app_user u where u.email_key = key and u.is_active;
    elsif company > 0 then
        return query select u.company_id, u.id from app_user u where u.company_id = company and u.email_key = key and u.is_active;
    end if;
end $$;

-- POST /users and companies: an e-mail logs in to one company only. Returns no more than whether one exists
create or replace function is_email_taken(key text) returns boolean language plpgsql stable security definer as $$
declare
    company constant bigint := company_of_credential(digest_of_email(key));
begin
    return case when company is null then exists (select 1 from app_user u where u.email_key = key) else company > 0 end;
end $$;

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
create or replace function has_company() returns boolean language plpgsql stable security definer as $$
begin
    return case when is_sharded() then exists (select 1 from credential_company) else exists (select 1 from company) end;
end $$;

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

-- On Citus: the companies of the nodes that answer.
create or replace function reachable_companies() returns bigint[] language plpgsql as $$
begin
    return array(
        select known.company
          from (select distinct c.company from credential_company c) known
          join pg_dist_placement p on p.shardid = get_shard_id_for_distribution_column('company', known.company)
          join (select n.groupid from pg_dist_node n where citus_check_connection_to_node(n.nodename, n.nodeport)) living
            on living.groupid = p.groupid);
end $$;

-- What jobs of all companies look at. The query names the company in "c", and has a %s for a further condition, $1 and $2. Further
-- tables are "o", with a %2$s of their own. Where a node of Citus does not answer, those of the other nodes remain.
create or replace function across_companies(query text, at_time timestamptz, most bigint default null)
    returns table (company_id bigint, id bigint, at timestamptz) language plpgsql as $$
declare
    reachable bigint[];
begin
    return query execute format(query, 'true', 'true') using at_time, most;
exception when connection_exception or admin_shutdown or crash_shutdown or cannot_connect_now then
    if not is_sharded() then
        raise;
    end if;
    reachable := reachable_companies();
    return query execute format(query, format('c.company_id = any (%L::bigint[])', reachable), format('o.company_id = any (%L::bigint[])', reachable))
        using at_time, most;
end $$;

-- Removes the first changes of a company past their retention. Those of release 0.1.0 have no place. Like all removals in
-- batches, it deletes by ctid: a join might compare each row with each, while the table has no statistics.
create or replace function expire_changes_of(company bigint, kept_since timestamptz, most bigint) returns bigint language plpgsql as $$
declare
    removed bigint;
begin
    -- places and times rise together, but for the length of a transaction
    if (select c.at from change c where c.company_id = company and c.seq is not null order by c.seq limit 1) > kept_since + interval '1 minute'
       and not exists (select 1 from change c where c.company_id = company and c.seq is null and c.at < kept_since) then
        return 0;
    end if;
    delete from change d where d.company_id = company and d.ctid = any (array(
        select old.row
          from ((select c.ctid as row, c.at from change c
                  where c.company_id = company and c.seq is not null order by c.seq limit most + 1000)
                union all
                (select c.ctid, c.at from change c
                  where c.company_id = company and c.seq is null and c.at < kept_since limit most)) as old
         where old.at < kept_since limit most));
    get diagnostics removed = row_count;
    return removed;
end $$;

-- Removes the first changes of each company past their retention. One replica at a time.
create or replace function expire_changes(kept_since timestamptz, most integer) returns bigint language plpgsql as $$
declare
    company bigint;
    total bigint := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('expire_changes', 0)) then
        return 0;
    end if;
    for company in select c.company_id from across_companies(
            'select c.company_id, null::bigint, null::timestamptz from company c where %s order by c.company_id', kept_since) c loop
        total := total + expire_changes_of(company, kept_since, most - total);
        exit when total >= most;
    end loop;
    return total;
end $$;

-- Removes files from before a time with their pieces, a few at a time because they are large.
create or replace function remove_import_file(company bigint, file bigint, most bigint) returns bigint language plpgsql as $$
declare
    removed bigint;
begin
    delete from import_piece d where d.company_id = company and d.ctid = any (array(
        select p.ctid from import_piece p where p.company_id = company and p.file_id = file limit greatest(1, most / 10)));
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
    delete from import_key d where d.company_id = company and d.ctid = any (array(
        select k.ctid from import_key k where k.company_id = company and k.import_id = import limit most));
    get diagnostics keys = row_count;
    delete from import_group_row d where d.company_id = company and d.ctid = any (array(
        select r.ctid from import_group_row r where r.company_id = company and r.import_id = import limit most - keys));
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
    for old in select c.company_id, c.id, null::bigint as file_id from across_companies($query$
            select c.company_id, c.id, c.created_at from import c
             where c.created_at < $1 and c.state not in ('PLANNING', 'RUNNING', 'UNDOING') and %s order by c.created_at limit 100
            $query$, kept_since) c loop
        select i.file_id into old.file_id from import i
         where i.company_id = old.company_id and i.id = old.id and i.state not in ('PLANNING', 'RUNNING', 'UNDOING')
           for update skip locked;
        continue when not found;
        update import i set expired = true where i.company_id = old.company_id and i.id = old.id and not i.expired;
        total := total + clear_import_keys(old.company_id, old.id, (most - total)::integer);
        exit when total >= most;
        delete from import_row d where d.company_id = old.company_id and d.ctid = any (array(
            select r.ctid from import_row r where r.company_id = old.company_id and r.import_id = old.id limit most - total));
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
    for old in select c.company_id, c.id from across_companies($query$
            select c.company_id, c.id, c.created_at from import_file c
             where c.created_at < $1 and %1$s and not exists (select 1 from import o where o.company_id = c.company_id and %2$s and o.file_id = c.id)
             limit 100
            $query$, kept_since) c loop
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
    if is_sharded() then
        return expire_rows_by_company(expiring, stored_at, kept_since, most);
    end if;
    execute format('delete from %1$I where ctid = any (array('
                   'select ctid from %1$I where %2$I < $1 order by %2$I limit $2 for update skip locked))', expiring, stored_at)
        using kept_since, most;
    get diagnostics removed = row_count;
    return removed;
end $$;

-- On Citus a statement that locks rows has the company. One replica at a time.
create or replace function expire_rows_by_company(expiring name, stored_at name, kept_since timestamptz, most bigint) returns bigint
language plpgsql as $$
declare
    company bigint;
    removed bigint;
    total bigint := 0;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('expire_rows:' || expiring, 0)) then
        return 0;
    end if;
    for company in select c.company_id from across_companies(format('select distinct c.company_id, null::bigint, null::timestamptz from %I c'
                                                                    ' where c.%I < $1 and %%s', expiring, stored_at), kept_since) c loop
        execute format('delete from %1$I where company_id = %3$L and ctid = any (array('
                       'select ctid from %1$I where company_id = %3$L and %2$I < $1 order by %2$I limit $2))', expiring, stored_at, company)
            using kept_since, most - total;
        get diagnostics removed = row_count;
        total := total + removed;
        exit when total >= most;
    end loop;
    return total;
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
                   and l.database = (select d.oid from pg_database d where d.datname = current_database())) as locks
         where behind < 1073741824), 0);
end $$;

-- several times a second, while clients or webhooks wait for events: the companies among these with events after their places
create or replace function news_of_events(companies bigint[], pasts bigint[], out until bigint, out news bigint[])
language plpgsql volatile security definer as $$
declare
    waiting record;
begin
    until := events_until();
    if not is_sharded() then
        news := array(select distinct c.id from unnest(companies, pasts) as c(id, past)
                       where exists (select 1 from change h where h.company_id = c.id and h.seq > c.past and h.seq <= until));
        return;
    end if;
    news := '{}';
    for waiting in select c.id, min(c.past) as past from unnest(companies, pasts) as c(id, past) where c.past < until group by c.id loop
        begin
            if exists (select 1 from change h where h.company_id = waiting.id and h.seq > waiting.past and h.seq <= until) then
                news := news || waiting.id;
            end if;
        exception when connection_exception or admin_shutdown or crash_shutdown or cannot_connect_now then
            continue; -- its node does not answer
        end;
    end loop;
end $$;

-- Leases some of the records that the function "free" finds, and gives each lease an id of its own. Looks at more than it leases, as
-- other replicas lease the first ones at the same time. The first text locks a record that is still free, the second one leases it:
-- $1 is its company, $2 its id, $3 the time, $4 the lease, and $5 the end of the lease.
create or replace function claim_free(free regproc, lock_free text, claim text, seconds bigint, most integer)
    returns table (company_id bigint, id bigint, lease uuid) language plpgsql as $$
declare
    claimed integer := 0;
    locked integer;
    looked timestamptz;
begin
    for company_id, id in execute format('select f.company_id, f.id from %s($1) f', free) using 4::bigint * most loop
        exit when claimed = most;
        looked := clock_timestamp();
        begin
            execute lock_free using company_id, id, looked;
            get diagnostics locked = row_count;
            continue when locked = 0;
            lease := gen_random_uuid();
            execute claim using company_id, id, looked, lease, looked + make_interval(secs => seconds);
            return next;
            claimed := claimed + 1;
        exception when connection_exception or admin_shutdown or crash_shutdown or cannot_connect_now then
            continue when is_sharded();
            raise;
        end;
    end loop;
end $$;

-- Extends leases by a statement for each company, and returns those that are in force: $1 is the company, $2 its leases, $3 the time,
-- and $4 the new end.
create or replace function renew_leases(renewal text, companies bigint[], leases uuid[], seconds bigint) returns setof uuid
language plpgsql as $$
declare
    working record;
    looked timestamptz;
begin
    for working in select c.company, array_agg(c.lease) as leases from unnest(companies, leases) as c(company, lease) group by 1 order by 1 loop
        looked := clock_timestamp();
        begin
            return query execute renewal using working.company, working.leases, looked, looked + make_interval(secs => seconds);
        exception when connection_exception or admin_shutdown or crash_shutdown or cannot_connect_now then
            continue when is_sharded();
            raise;
        end;
    end loop;
end $$;

-- The webhooks that a worker may lease; those whose last worker ended first are first.
create or replace function free_webhooks(most bigint) returns table (company_id bigint, id bigint, at timestamptz) language plpgsql as $$
begin
    return query select * from across_companies($query$
        select c.company_id, c.webhook_id, c.leased_until
          from webhook_progress c join webhook w on w.company_id = c.company_id and w.id = c.webhook_id and w.is_active
         where (c.leased_until is null or c.leased_until < $1) and %s
         order by c.leased_until nulls first limit $2
        $query$, clock_timestamp(), most);
end $$;

-- every second: leases some active webhooks that nothing delivers to
create or replace function claim_webhooks(seconds bigint, most integer)
    returns table (company_id bigint, webhook_id bigint, lease uuid) language plpgsql volatile security definer as $$
begin
    return query select * from claim_free('free_webhooks', $lock$
        select 1 from webhook_progress p
         where p.company_id = $1 and p.webhook_id = $2 and (p.leased_until is null or p.leased_until < $3) for update skip locked
        $lock$, $claim$
        update webhook_progress p set leased_by = $4, leased_until = $5 where p.company_id = $1 and p.webhook_id = $2
        $claim$, seconds, most);
end $$;

-- every second, while an instance has all workers that it may have: how many webhooks wait for one, up to a number
create or replace function waiting_webhooks(most integer) returns bigint language plpgsql volatile security definer as $$
begin
    return (select count(*) from free_webhooks(most));
end $$;

-- every few seconds: extends leases, and returns those that are in force
create or replace function renew_webhooks(companies bigint[], leases uuid[], seconds bigint) returns setof uuid
language plpgsql volatile security definer as $$
begin
    return query select * from renew_leases($renewal$
        update webhook_progress p set leased_until = $4
          from webhook w
         where p.company_id = $1 and p.leased_by = any ($2) and p.leased_until >= $3
           and w.company_id = $1 and w.id = p.webhook_id and w.is_active
        returning p.leased_by
        $renewal$, companies, leases, seconds);
end $$;

-- the end of a worker; the webhook whose last worker ended first is next
create or replace procedure release_webhooks(company bigint, lease uuid) language plpgsql security definer as $$
declare
    ended constant timestamptz := clock_timestamp();
begin
    update webhook_progress p set leased_by = null, leased_until = ended
     where p.company_id = company and p.leased_by = lease;
end $$;

-- The imports that have work and could have a worker: one of a company at a time, the first one first. The company first whose
-- last worker ended first; "at" is since when they wait.
create or replace function free_imports(most bigint) returns table (company_id bigint, id bigint, at timestamptz) language plpgsql as $$
begin
    return query select * from across_companies($query$
        select c.company_id, c.id, greatest(c.updated_at, t.ended_at)
          from import c left join import_turn t on t.company_id = c.company_id
         where c.state in ('PLANNING', 'RUNNING', 'UNDOING') and (c.leased_until is null or c.leased_until < $1) and %1$s
           and not exists (select 1 from import o
                            where o.company_id = c.company_id and %2$s and o.id <> c.id and o.state in ('PLANNING', 'RUNNING', 'UNDOING')
                              and (o.leased_until >= $1 or o.id < c.id))
         order by t.ended_at nulls first, c.leased_until nulls first, c.id limit $2
        $query$, clock_timestamp(), most);
end $$;

-- every second: leases some imports that wait for a worker
create or replace function claim_imports(seconds bigint, most integer)
    returns table (company_id bigint, import_id bigint, lease uuid) language plpgsql volatile security definer as $$
begin
    return query select * from claim_free('free_imports', $lock$
        select 1 from import i
         where i.company_id = $1 and i.id = $2 and i.state in ('PLANNING', 'RUNNING', 'UNDOING')
           and (i.leased_until is null or i.leased_until < $3) for update skip locked
        $lock$, $claim$
        update import i set leased_by = $4, leased_until = $5,
                            lost_workers = i.lost_workers + case when i.leased_by is null then 0 else 1 end
         where i.company_id = $1 and i.id = $2
        $claim$, seconds, most);
end $$;

-- metrics, and a worker at the end of its turn: how many imports wait for a worker, and since when the first of them
create or replace function waiting_imports(out imports bigint, out oldest timestamptz) language plpgsql volatile security definer as $$
begin
    select count(*), min(f.at) into imports, oldest from free_imports(null) f;
end $$;

-- every few seconds: extends leases, and returns those that are in force
create or replace function renew_imports(companies bigint[], leases uuid[], seconds bigint) returns setof uuid
language plpgsql volatile security definer as $$
begin
    return query select * from renew_leases($renewal$
        update import i set leased_until = $4
         where i.company_id = $1 and i.leased_by = any ($2) and i.leased_until >= $3 and i.state in ('PLANNING', 'RUNNING', 'UNDOING')
        returning i.leased_by
        $renewal$, companies, leases, seconds);
end $$;

-- the end of a worker
create or replace procedure release_imports(company bigint, lease uuid) language plpgsql security definer as $$
declare
    ended constant timestamptz := clock_timestamp();
begin
    update import i set leased_by = null, leased_until = null where i.company_id = company and i.leased_by = lease;
    if found then
        insert into import_turn (company_id, ended_at) values (company, ended)
        on conflict on constraint import_turn_pk do update set ended_at = excluded.ended_at;
    end if;
end $$;

-- metrics: how many records wait for another attempt, and since when the first of them
create or replace function webhook_arrears(out records bigint, out oldest timestamptz) language plpgsql stable security definer as $$
begin
    select a.id, a.at into records, oldest from across_companies($query$
        select null::bigint, count(*), min(c.first_at)
          from webhook_backlog c join webhook w on w.company_id = c.company_id and w.id = c.webhook_id and w.is_active
         where c.attempts > 0 and %s
        $query$, null) a;
end $$;

-- metrics: time of the first change that an active webhook has not passed
create or replace function undelivered_events() returns timestamptz language plpgsql stable security definer as $$
begin
    return (select min(a.at) from across_companies($query$
        select null::bigint, null::bigint, min(h.at)
          from webhook_progress c join webhook w on w.company_id = c.company_id and w.id = c.webhook_id and w.is_active
          cross join lateral (select o.at from change o
                               where o.company_id = c.company_id and %2$s and o.seq > (c.position + 1) / 32 - 1 order by o.seq limit 1) as h
         where %1$s
        $query$, null) a);
end $$;

-- metrics: the webhooks that have failed for the longest time
create or replace function failing_webhooks(most integer) returns table (company_id bigint, webhook_id bigint, failing_since timestamptz)
    language plpgsql stable security definer as $$
begin
    return query select * from across_companies($query$
        select c.company_id, c.webhook_id, c.failing_since
          from webhook_progress c join webhook w on w.company_id = c.company_id and w.id = c.webhook_id and w.is_active
         where c.failing_since is not null and %s
         order by c.failing_since limit $2
        $query$, null, most);
end $$;

-- every minute: the companies with opportunities in a phase past its red SLA
create or replace function companies_with_overdue_phases(at_time timestamptz) returns setof bigint language plpgsql stable security definer as $$
begin
    return query select a.company_id from across_companies($query$
        select distinct c.company_id, null::bigint, null::timestamptz
          from phase c
         where c.red_sla is not null and %1$s and exists (
               select 1 from opportunity o
                where o.company_id = c.company_id and %2$s and o.phase_id = c.id and o.is_active and o.status in ('ACTIVE', 'ON_HOLD')
                  and o.phase_violated_at is null and coalesce(o.phase_since, o.updated_at) < $1 - make_interval(days => c.red_sla))
        $query$, at_time) a;
end $$;

-- every few seconds: continues the removal of contacts of all companies, and returns how much it did. A row without
-- records goes after a minute: by then no transaction is left that saw the contact before its removal
create or replace function go_on_with_removals(at_time timestamptz, most integer) returns integer language plpgsql security definer as $$
declare
    removed record;
    gone contact;
    done integer := 0;
    total integer := 0;
begin
    for removed in select * from across_companies($query$
            select c.company_id, c.id, c.removed_at from contact c
             where c.removed_at is not null and c.merged_into_id is null and %1$s
               and (c.removed_at < $1
                    or exists (select 1 from opportunity o where o.company_id = c.company_id and %2$s and o.primary_contact_id = c.id)
                    or exists (select 1 from opportunity_contact o where o.company_id = c.company_id and %2$s and o.contact_id = c.id)
                    or exists (select 1 from account o where o.company_id = c.company_id and %2$s and o.primary_contact_id = c.id)
                    or exists (select 1 from account_contact o where o.company_id = c.company_id and %2$s and o.contact_id = c.id))
             order by c.removed_at, c.company_id, c.id limit $2
            $query$, now() - interval '1 minute', most) loop
        begin
            if has_records(removed.company_id, removed.id) then
                select c.* into gone from contact c
                 where c.company_id = removed.company_id and c.id = removed.id and c.merged_into_id is null for no key update skip locked;
                continue when not found;
                return total + unlink_opportunities(gone, at_time, most) + unlink_accounts(gone, at_time, most);
            elsif removed.at < now() - interval '1 minute' then
                perform 1 from contact c where c.company_id = removed.company_id and c.id = removed.id for update skip locked;
                continue when not found;
                delete from contact c where c.company_id = removed.company_id and c.id = removed.id and c.merged_into_id is null;
                get diagnostics done = row_count;
                total := total + done;
            end if;
        exception when connection_exception or admin_shutdown or crash_shutdown or cannot_connect_now then
            continue when is_sharded();
            raise;
        end;
    end loop;
    return total;
end $$;

-- the start of a replica: the rules of its match keys
create or replace procedure declare_key_version(version integer) language sql security definer as $$
    update company c set key_version = version where c.key_version <> version
$$;

-- every minute: the companies with records of another version, where this one is declared
create or replace function companies_with_other_keys(present integer) returns setof bigint language plpgsql stable security definer as $$
begin
    return query select a.company_id from across_companies($query$
        select c.company_id, null::bigint, null::timestamptz
          from company c
         where c.key_version in ($2, 0) and %1$s
           and ((select min(o.key_version) from opportunity o where o.company_id = c.company_id and %2$s) <> $2
                or (select max(o.key_version) from opportunity o where o.company_id = c.company_id and %2$s) <> $2
                or (select min(o.key_version) from account o where o.company_id = c.company_id and %2$s) <> $2
                or (select max(o.key_version) from account o where o.company_id = c.company_id and %2$s) <> $2
                or (select min(o.key_version) from contact o where o.company_id = c.company_id and %2$s) <> $2
                or (select max(o.key_version) from contact o where o.company_id = c.company_id and %2$s) <> $2)
        $query$, null, present) a;
end $$;

-- Numbers count up from 1 in each company and are never reused. A sequence lets two requests draw without a wait. Only
-- the owner may create it.
create or replace function create_number_sequences() returns trigger language plpgsql security definer as $$
declare
    counted text;
begin
    foreach counted in array array['opportunity', 'account'] loop
        execute format('create sequence %s_number_%s', counted, new.company_id);
        if exists (select 1 from pg_roles where rolname = 'opportunities_service') then
            execute format('grant usage on sequence %s_number_%s to opportunities_service', counted, new.company_id);
        end if;
    end loop;
    return null;
end $$;

-- On Citus the trigger would run on another node: next_number() makes the sequence
do $$
begin
    if not is_sharded() then
        create or replace trigger company_counts_opportunities after insert on company
            for each row execute function create_number_sequences();
    end if;
end $$;

-- On Citus: makes the sequence of a company's numbers with its first number.
create or replace function make_number_sequence(counted text, company bigint, first bigint) returns regclass language plpgsql security definer as $$
begin
    if not is_sharded() or counted not in ('opportunity', 'account') or company is distinct from current_company() then
        raise exception 'the current company has no such numbers' using errcode = 'insufficient_privilege';
    end if;
    perform pg_advisory_xact_lock(hashtextextended(format('%s_number_%s', counted, company), 0));
    execute format('create sequence if not exists %s_number_%s start with %s', counted, company, first);
    if exists (select 1 from pg_roles where rolname = 'opportunities_service') then
        execute format('grant usage on sequence %s_number_%s to opportunities_service', counted, company);
    end if;
    return to_regclass(format('%s_number_%s', counted, company));
end $$;

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
declare
    company constant bigint := case when tg_op = 'DELETE' then old.company_id else new.company_id end;
begin
    update company c set catalog_version = c.catalog_version + 1 where c.company_id = company;
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
