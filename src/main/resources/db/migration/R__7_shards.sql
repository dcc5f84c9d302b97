-- Citus: each company on one of several nodes. Every table with a company is distributed by it, and all are colocated, so that
-- what a transaction of a company does stays on one node. On plain PostgreSQL nothing of this is called.

-- The tables with a company, each after those it refers to. A later table with a company is added here, and distributed at the
-- next start.
create or replace function sharded_tables() returns text[] language sql immutable as $$
    select array['company', 'app_user', 'api_key', 'contact', 'account', 'account_contact', 'workflow', 'phase', 'property',
                 'property_option', 'team', 'team_member', 'opportunity', 'opportunity_contact', 'change', 'record_words',
                 'idempotency_key', 'authentication_event', 'record_merge', 'dismissed_pair', 'duplicate_group', 'webhook',
                 'webhook_progress', 'webhook_backlog', 'webhook_delivery', 'webhook_replay', 'import_file', 'import_piece', 'import',
                 'import_row', 'import_key', 'import_group_row', 'import_mapping', 'import_turn']
$$;

-- At each start, in a transaction before the tables: sends functions to the nodes that were made before Citus was.
create or replace function distribute_functions() returns void language plpgsql as $$
declare
    found record;
begin
    if not is_sharded() then
        return;
    end if;
    for found in select p.oid::regprocedure as name, pg_get_functiondef(p.oid) as definition, p.prosecdef as acts_as_owner
                   from pg_proc p
                  where p.pronamespace = current_schema()::regnamespace and p.prokind in ('f', 'p') and pg_has_role(p.proowner, 'usage')
                    and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                    and not exists (select 1 from pg_dist_object o where o.classid = 'pg_proc'::regclass and o.objid = p.oid) loop
        execute found.definition;
        if found.acts_as_owner then
            execute format('revoke execute on routine %s from public', found.name);
            if exists (select 1 from pg_roles where rolname = 'opportunities_service') then
                execute format('grant execute on routine %s to opportunities_service', found.name);
            end if;
        end if;
    end loop;
end $$;

-- Distributes a table with its rows. Citus copies them, and triggers would run for each: they are made afterwards.
create or replace function distribute_table(name text) returns void language plpgsql as $$
declare
    triggers constant text[] := array(
        select pg_get_triggerdef(t.oid) from pg_trigger t where t.tgrelid = name::regclass and not t.tgisinternal order by t.tgname);
    trigger_ text;
begin
    for trigger_ in select t.tgname from pg_trigger t where t.tgrelid = name::regclass and not t.tgisinternal loop
        execute format('drop trigger %I on %I', trigger_, name);
    end loop;
    perform create_distributed_table(name, 'company_id', colocate_with := case when name = 'company' then 'none' else 'company' end);
    foreach trigger_ in array triggers loop
        -- next_number() draws the numbers of a company, on the coordinator
        continue when trigger_ like '%create_number_sequences()%';
        execute trigger_;
    end loop;
end $$;

-- At each start: distributes the tables that are not, before the first company or with those that there are.
create or replace function distribute_tables() returns void language plpgsql as $$
declare
    -- an account and its contacts refer to each other
    linked constant text := (select pg_get_constraintdef(c.oid) from pg_constraint c where c.conname = 'account_primary_contact_is_linked_fk'
                                and c.connamespace = current_schema()::regnamespace);
    name text;
    missing text[];
begin
    if not is_sharded() then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('distribute_tables', 0));
    missing := array(select t.name from unnest(sharded_tables()) with ordinality as t(name, place)
                      where not exists (select 1 from pg_dist_partition p where p.logicalrelid = t.name::regclass) order by t.place);
    if missing = '{}' then
        return;
    end if;
    perform set_config('citus.enable_unsafe_triggers', 'on', true), set_config('citus.multi_shard_modify_mode', 'sequential', true);
    -- for the triggers of later migrations; and look-ups in all parts of a table take one connection to a node
    execute format('alter role %I set citus.enable_unsafe_triggers = on', current_user);
    execute format('alter role %I set citus.max_adaptive_executor_pool_size = 1', current_user);
    if exists (select 1 from pg_roles r where r.rolname = 'opportunities_service') then
        -- the coordinator connects to the nodes as the role that acts
        alter role opportunities_service login;
        alter role opportunities_service set citus.max_adaptive_executor_pool_size = 1;
    end if;
    if 'account' = any (missing) then
        alter table account drop constraint account_primary_contact_is_linked_fk;
    end if;
    foreach name in array missing loop
        perform distribute_table(name);
    end loop;
    if 'account' = any (missing) then
        execute 'alter table account add constraint account_primary_contact_is_linked_fk ' || linked;
    end if;
    -- what is left of their rows on the coordinator
    foreach name in array missing loop
        perform truncate_local_data_after_distributing_table(name::regclass);
    end loop;
    -- the nodes have the views now, without their grants
    for name in select c.relname from pg_class c cross join pg_roles r
                 where c.relnamespace = current_schema()::regnamespace and c.relkind = 'v'
                   and r.rolname = 'opportunities_service' and has_table_privilege(r.oid, c.oid, 'select') loop
        execute format('grant select on %I to opportunities_service', name);
    end loop;
    if 'company' = any (missing) then
        insert into credential_company (digest, company)
        select digest_of_email(u.email_key), u.company_id from app_user u union all select k.token_hash, k.company_id from api_key k;
        -- so that it excludes the triggers, which run on the node
        perform create_distributed_function('hold_property_room(bigint)', '$1', colocate_with := 'company', force_delegation := true);
    end if;
end $$;
