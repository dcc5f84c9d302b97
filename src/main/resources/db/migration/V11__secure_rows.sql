-- The database keeps companies apart too: row-level security binds the role that the service acts as, and the company is set inside each
-- transaction. What must look across companies goes through the functions of this file that run as the owner of the tables; there are no
-- other holes.

-- null: no company is set, and no row is anybody's
create function current_company() returns bigint language sql stable parallel safe as $$
    select nullif(current_setting('opportunities.company_id', true), '')::bigint
$$;

-- What is called after every migration: tables that are new by then are bound as well. Does only what is not done yet.
create function secure_rows() returns void language plpgsql as $$
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

-- Where it may not, the service says so when it starts, and what somebody who may has to run.
create function have_service_role() returns void language plpgsql as $$
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

create function admit_service_role(schema regnamespace) returns void language plpgsql as $$
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

-- Sets the company of a transaction, which is the first thing that happens in it. Of the API key it tells whose rights it carries, null
-- where it is revoked or expired or its user is not active; of the company its catalog version, null while it is only being made.
create function enter_company(entered bigint, with_key bigint, at_time timestamptz,
                              out catalog_version bigint, out role text, out scope text)
language plpgsql security definer as $$
begin
    perform set_config('opportunities.company_id', entered::text, true);
    select c.catalog_version, u.role, k.scope into catalog_version, role, scope
      from company c
      left join api_key k on k.company_id = c.company_id and k.id = with_key and k.revoked_at is null
                         and (k.expires_at is null or k.expires_at > at_time)
      left join app_user u on u.company_id = k.company_id and u.id = k.user_id and u.is_active
     where c.company_id = entered;
end $$;

-- every request that was not here within the last second: the key of a token
create function caller_of_token(hash bytea, at_time timestamptz)
    returns table (company_id bigint, user_id bigint, id bigint, scope text, role text)
language sql stable security definer as $$
    select k.company_id, k.user_id, k.id, k.scope, u.role
      from api_key k
      join app_user u on u.company_id = k.company_id and u.id = k.user_id
     where k.token_hash = hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at_time) and u.is_active
$$;

-- POST /api-keys: the user of an e-mail
create function login_of_email(key text) returns table (company_id bigint, id bigint, password_hash text, role text)
language sql stable security definer as $$
    select u.company_id, u.id, u.password_hash, u.role
      from app_user u where u.email_key = key and u.is_active and u.password_hash is not null
$$;

-- after a refusal, for the log of authentication: whose key it was
create function refused_key_of_token(hash bytea, at_time timestamptz)
    returns table (company_id bigint, user_id bigint, id bigint, reason text)
language sql stable security definer as $$
    select k.company_id, k.user_id, k.id,
           case when k.revoked_at is not null then 'REVOKED' when u.is_active then 'EXPIRED' else 'USER_INACTIVE' end
      from api_key k
      join app_user u on u.company_id = k.company_id and u.id = k.user_id
     where k.token_hash = hash and (k.revoked_at is not null or k.expires_at <= at_time or not u.is_active)
$$;

-- after a refused password, for the log of authentication: whose e-mail it was
create function user_of_email(key text) returns table (company_id bigint, user_id bigint) language sql stable security definer as $$
    select u.company_id, u.id from app_user u where u.email_key = key and u.is_active
$$;

-- POST /users and companies: an e-mail logs in to one company only. Tells nothing but whether there is one
create function is_email_taken(key text) returns boolean language sql stable security definer as $$
    select exists (select from app_user u where u.email_key = key)
$$;

-- every second: when the keys of all companies were last used
create procedure note_key_use(company bigint, key bigint, used timestamptz, deprecated_calls bigint, deprecated_used timestamptz)
language sql security definer as $$
    update api_key k
       set last_used_at = greatest(k.last_used_at, used),
           deprecated_path_calls = k.deprecated_path_calls + deprecated_calls,
           deprecated_path_last_used_at = greatest(k.deprecated_path_last_used_at, deprecated_used)
     where k.company_id = company and k.id = key
$$;

-- the first start: whether there is anything
create function has_company() returns boolean language sql stable security definer as $$
    select exists (select from company)
$$;

-- GET /actuator/companies
create function company_counts()
    returns table (id bigint, name text, created_at timestamptz, users bigint, opportunities bigint, contacts bigint, accounts bigint)
language sql stable security definer as $$
    select c.company_id, c.name, c.created_at,
           (select count(*) from app_user u where u.company_id = c.company_id),
           (select count(*) from opportunity o where o.company_id = c.company_id),
           (select count(*) from contact p where p.company_id = c.company_id),
           (select count(*) from account a where a.company_id = c.company_id)
      from company c
     order by c.company_id
$$;

-- A new company's numbers: only the owner may make the sequence.
create or replace function create_opportunity_number_sequence() returns trigger language plpgsql security definer as $$
begin
    execute format('create sequence opportunity_number_%s', new.company_id);
    if exists (select from pg_roles where rolname = 'opportunities_service') then
        execute format('grant usage on sequence opportunity_number_%s to opportunities_service', new.company_id);
    end if;
    return null;
end $$;

-- Nobody can put objects of their own in the way of what runs as the owner, nor call it but the service.
do $$
declare
    found record;
begin
    for found in select p.oid::regprocedure as name from pg_proc p
                  where p.pronamespace = current_schema()::regnamespace and (p.prosecdef or p.proname like '%service\_role' or p.proname = 'secure_rows') loop
        execute format('revoke execute on routine %s from public', found.name);
        execute format('alter routine %s set search_path = %I, pg_temp', found.name, current_schema());
    end loop;
end $$;

-- What searches look up in. Under row-level security PostgreSQL compares a row by an operator that could tell of it, such as those of words,
-- parts of texts, arrays and numerics, only once the row is known to be the company's; no index that begins with the company could then look
-- further. These views name the company themselves, and conditions on them are ordinary ones; so long as PostgreSQL does not find out that
-- their company is that of the policies on a table of the same query, whose guard it would extend to them. Hence this other way to say it.
create function searched_company() returns bigint language sql stable parallel safe as $$
    select coalesce(current_company(), 0)
$$;
create view searched_words as
    select company_id, record_type, record_id, document from record_words where company_id = searched_company();

create view searched_value as
    select company_id, record_type, record_id, key_name, ordinal, text, number from record_value where company_id = searched_company();

create view searched_contact as
    select company_id, id, name, email_keys, phone_keys from contact where company_id = searched_company();

create view searched_opportunity as
    select company_id, id, title, address, city, state, zipcode, value, primary_email, primary_phone, phone_key
      from opportunity where company_id = searched_company();

create view searched_account as
    select company_id, id, title, address, city, state, zipcode, primary_email, primary_phone, phone_key
      from account where company_id = searched_company();
