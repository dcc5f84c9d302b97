-- Merges of records, and their undoing. The caller holds the match locks of all keys, and the rows.

-- Members

-- The members that a merge may take from another record, each with its columns. The first column is the value.
create or replace function merged_members(type text) returns table (member text, columns text[]) language sql immutable as $$
    select m.member, m.columns
      from (values
          ('opportunity', 'title', array['title', 'title_key']),
          ('opportunity', 'description', array['description']),
          ('opportunity', 'address', array['address', 'street', 'city', 'state', 'zipcode', 'latitude', 'longitude', 'jurisdiction_id',
                                           'jurisdiction_name', 'jurisdiction_uuid', 'address_key']),
          ('opportunity', 'trades', array['trades']),
          ('opportunity', 'status', array['status']),
          ('opportunity', 'value', array['value']),
          ('opportunity', 'size', array['size']),
          ('opportunity', 'confidence', array['confidence']),
          ('opportunity', 'accountId', array['account_id']),
          ('opportunity', 'workflowId', array['workflow_id', 'phase_id', 'phase_since', 'phase_violated_at', 'phase_instances',
                                              'phases_started', 'phase_instance_base']),
          ('opportunity', 'primaryEmail', array['primary_email', 'email_key']),
          ('opportunity', 'primaryPhone', array['primary_phone', 'phone_key']),
          ('opportunity', 'externalId', array['external_id', 'source', 'external_key']),
          ('opportunity', 'ownerId', array['owner_id']),
          ('opportunity', 'salesRepId', array['sales_rep_id']),
          ('opportunity', 'projectManagerId', array['project_manager_id']),
          ('account', 'title', array['title', 'title_key']),
          ('account', 'description', array['description']),
          ('account', 'address', array['address', 'street', 'city', 'state', 'zipcode', 'address_key']),
          ('account', 'accountType', array['account_type']),
          ('account', 'primaryEmail', array['primary_email', 'email_key']),
          ('account', 'primaryPhone', array['primary_phone', 'phone_key']),
          ('account', 'externalId', array['external_id', 'source', 'external_key']),
          ('contact', 'name', array['name']),
          ('contact', 'title', array['title'])) as m(type, member, columns)
     where m.type = merged_members.type
$$;

create or replace function pick(record_ jsonb, columns text[]) returns jsonb language sql immutable as $$
    select jsonb_object_agg(name, record_ -> name) from unnest(columns) as name
$$;

-- What clients send of a member: its value, without what the service derives from it, such as keys and places.
create or replace function sent_value(type text, member text, columns jsonb) returns jsonb language plpgsql immutable as $$
begin
    return coalesce(case when member like 'custom.%' then columns
                         when member = 'externalId' then pick(columns, array['external_id', 'source'])
                         else (select pick(sent_value.columns, case m.member when 'workflowId'
                                                                  then array_remove(array_remove(m.columns, 'phase_since'), 'phase_violated_at')
                                                                  else m.columns[1:1] end)
                                 from merged_members(type) m where m.member = sent_value.member) end, 'null');
end $$;

create or replace function is_blank(value jsonb) returns boolean language sql immutable as $$
    select value is null or value in ('null', '[]') or jsonb_typeof(value) = 'string' and btrim(value #>> '{}') = ''
$$;

create or replace function record_of(company bigint, type text, id bigint) returns jsonb language plpgsql as $$
declare
    found_ jsonb;
begin
    execute format('select to_jsonb(r) from %I r where r.company_id = $1 and r.id = $2', type) into found_ using company, id;
    return found_;
end $$;

-- Writes columns of a record. Keys that other rules may have computed leave the record without a version of its keys.
create or replace function patch_record(company bigint, type text, id bigint, patch jsonb, has_same_rules boolean) returns void language plpgsql as $$
declare
    columns constant jsonb := case
        when not has_same_rules and patch ?| array['title_key', 'email_key', 'phone_key', 'address_key', 'email_keys', 'phone_keys']
        then patch || '{"key_version": 0}' else patch end;
    names constant text := (select string_agg(quote_ident(name), ', ') from jsonb_object_keys(columns) as name);
begin
    if names is not null then
        execute format('update %1$I r set (%2$s) = (select %2$s from jsonb_populate_record(null::%1$I, $3)) where r.company_id = $1 and r.id = $2',
                       type, names) using company, id, columns;
    end if;
end $$;

-- The text lists of a contact: e-mails or phones with their keys, as [{"value": ..., "key": ...}].
create or replace function points_of(record_ jsonb, member text) returns jsonb language sql immutable as $$
    select coalesce(jsonb_agg(jsonb_build_object('value', v.value, 'key', k.value) order by v.place), '[]')
      from jsonb_array_elements(record_ -> (member || 's')) with ordinality as v(value, place)
      join jsonb_array_elements(record_ -> (member || '_keys')) with ordinality as k(value, place) using (place)
$$;

create or replace function point_columns(points jsonb, member text) returns jsonb language sql immutable as $$
    select jsonb_build_object(member || 's', coalesce(jsonb_agg(p.point -> 'value' order by p.place), '[]'),
                              member || '_keys', coalesce(jsonb_agg(p.point -> 'key' order by p.place), '[]'))
      from jsonb_array_elements(points) with ordinality as p(point, place)
$$;

-- Contacts of records

create or replace function contacts_of(company bigint, type text, record_id bigint) returns bigint[] language plpgsql as $$
declare
    contacts bigint[];
begin
    if type = 'opportunity' then
        select o.primary_contact_id || array(select l.contact_id from opportunity_contact l
                                              where l.company_id = company and l.opportunity_id = o.id order by l.ordinal)
          into contacts from opportunity o where o.company_id = company and o.id = record_id;
    else
        select a.primary_contact_id || array(select l.contact_id from account_contact l
                                              where l.company_id = company and l.account_id = a.id order by l.contact_id)
          into contacts from account a where a.company_id = company and a.id = record_id;
    end if;
    return case when contacts is not null then contacts_with(company, contacts, 0) end;
end $$;

-- The functions below assign variables: Citus 13.2 does not take every expression.
create or replace function assign_contacts(company bigint, opportunity bigint, contacts bigint[]) returns void language plpgsql as $$
declare
    first constant bigint := contacts[1];
    other bigint;
    place integer := 0;
begin
    update opportunity o set primary_contact_id = first where o.company_id = company and o.id = opportunity;
    delete from opportunity_contact l where l.company_id = company and l.opportunity_id = opportunity;
    foreach other in array coalesce(contacts[2:], '{}') loop
        place := place + 1;
        insert into opportunity_contact (company_id, opportunity_id, contact_id, ordinal) values (company, opportunity, other, place);
    end loop;
end $$;

-- Adds contacts that a record does not have. An account may have many others: their links stay as they are.
create or replace function add_contacts(company bigint, type text, record_id bigint, held bigint[], added bigint[]) returns void language plpgsql as $$
declare
    first constant bigint := (held || added)[1];
begin
    if type = 'opportunity' then
        perform assign_contacts(company, record_id, held || added);
    else
        insert into account_contact (company_id, account_id, contact_id)
        select company, record_id, id from unnest(added) as id on conflict on constraint account_contact_pk do nothing;
        update account a set primary_contact_id = first
         where a.company_id = company and a.id = record_id and a.primary_contact_id is null;
    end if;
end $$;

create or replace function take_contacts(company bigint, type text, record_id bigint, held bigint[], gone bigint[]) returns void language plpgsql as $$
declare
    stay constant bigint[] := array(select listed.id from unnest(held) with ordinality as listed(id, place)
                                     where listed.id <> all (gone) order by listed.place);
    first constant bigint := stay[1];
begin
    if type = 'opportunity' then
        perform assign_contacts(company, record_id, stay);
    else
        update account a set primary_contact_id = first
         where a.company_id = company and a.id = record_id and a.primary_contact_id = any (gone);
        delete from account_contact l where l.company_id = company and l.account_id = record_id and l.contact_id = any (gone);
    end if;
end $$;

-- Counts a change of records, and logs it: the same member of each, from one value to another.
create or replace function log_moves(company bigint, type text, moves jsonb, member text, by_user bigint, by_key bigint) returns void language plpgsql as $$
declare
    move jsonb;
    moved_version integer;
    moved_at timestamptz;
begin
    for move in select value from jsonb_array_elements(moves) loop
        execute format('update %I r set version = r.version + 1 %s where r.company_id = $1 and r.id = $2 returning r.version, r.updated_at',
                       type, case when type = 'opportunity' then ', updated_by_id = $3' else '' end)
            into moved_version, moved_at using company, (move ->> 'id')::bigint, by_user;
        if moved_version is not null then
            insert into change (company_id, record_type, record_id, id, at, user_id, api_key_id, action, changes)
            values (company, type, (move ->> 'id')::bigint, moved_version + 1, moved_at, by_user, nullif(by_key, 0), 'UPDATED',
                    jsonb_build_array(jsonb_build_object('field', member, 'from', move -> 'from', 'to', move -> 'to')));
        end if;
    end loop;
end $$;

create or replace function check_moves(moves bigint) returns void language plpgsql as $$
begin
    if moves > 1000 then
        raise exception 'new row for relation "record_merge" violates check constraint "record_merge_moves"'
            using errcode = 'check_violation', table = 'record_merge', constraint = 'record_merge_moves';
    end if;
end $$;

-- Moves the opportunities of an account, at most a thousand. Returns their ids.
create or replace function move_opportunities(company bigint, from_account bigint, to_account bigint, only_these bigint[], by_user bigint, by_key bigint)
    returns bigint[] language plpgsql as $$
declare
    moved bigint[];
begin
    moved := array(select o.id from opportunity o
                    where o.company_id = company and o.account_id = from_account and (only_these is null or o.id = any (only_these))
                    order by o.id limit 1001 for no key update);
    perform check_moves(cardinality(moved));
    update opportunity o set account_id = to_account where o.company_id = company and o.id = any (moved);
    perform log_moves(company, 'opportunity', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'from', from_account, 'to', to_account)), '[]')
                                                 from unnest(moved) as id), 'accountId', by_user, by_key);
    return moved;
end $$;

-- Counts a change of the contacts of an account that goes or comes back.
create or replace function log_account_of_contacts(company bigint, contacts bigint[], from_account bigint, to_account bigint, by_user bigint, by_key bigint)
    returns void language plpgsql as $$
begin
    perform check_moves(cardinality(contacts));
    perform 1 from contact c where c.company_id = company and c.id = any (contacts) order by c.id for no key update;
    perform log_moves(company, 'contact', (
        select coalesce(jsonb_agg(jsonb_build_object('id', id, 'from', array[from_account], 'to', array[to_account])), '[]') from unnest(contacts) as id),
        'accountIds', by_user, by_key);
end $$;

-- Puts one contact in the place of another, in all opportunities. Returns [{"id", "from", "to"}].
create or replace function move_contact_of_opportunities(company bigint, from_contact bigint, to_contact bigint, by_user bigint, by_key bigint)
    returns jsonb language plpgsql as $$
declare
    moves jsonb := '[]';
    ids bigint[];
    before bigint[];
    opportunity bigint;
begin
    ids := array(select o.id from opportunity o
                  where o.company_id = company and o.id in (
                        select p.id from opportunity p where p.company_id = company and p.primary_contact_id = from_contact
                        union all
                        select l.opportunity_id from opportunity_contact l where l.company_id = company and l.contact_id = from_contact)
                  order by o.id limit 1001 for no key update);
    perform check_moves(cardinality(ids));
    foreach opportunity in array ids loop
        before := contacts_of(company, 'opportunity', opportunity);
        perform assign_contacts(company, opportunity, array(
            select listed.id from unnest(array_replace(before, from_contact, to_contact)) with ordinality as listed(id, place)
             group by listed.id order by min(listed.place)));
        moves := moves || jsonb_build_object('id', opportunity, 'from', before, 'to', contacts_of(company, 'opportunity', opportunity));
    end loop;
    perform log_moves(company, 'opportunity', moves, 'contacts', by_user, by_key);
    return moves;
end $$;

-- Puts one contact in the place of another, in all accounts. An account may have many others: their links stay as they are.
-- Returns [{"id", "hadTarget", "wasPrimary"}].
create or replace function move_contact_of_accounts(company bigint, from_contact bigint, to_contact bigint, by_user bigint, by_key bigint)
    returns jsonb language plpgsql as $$
declare
    moves jsonb;
    ids bigint[];
begin
    ids := array(select a.id from account a
                  where a.company_id = company and a.id in (
                        select l.account_id from account_contact l where l.company_id = company and l.contact_id = from_contact)
                  order by a.id limit 1001 for no key update);
    perform check_moves(cardinality(ids));
    moves := (select coalesce(jsonb_agg(jsonb_build_object(
                         'id', a.id, 'wasPrimary', a.primary_contact_id is not distinct from from_contact,
                         'hadTarget', exists (select 1 from account_contact l where l.company_id = company and l.account_id = a.id and l.contact_id = to_contact))
                         order by a.id), '[]')
                from account a where a.company_id = company and a.id = any (ids));
    insert into account_contact (company_id, account_id, contact_id)
    select company, id, to_contact from unnest(ids) as id on conflict on constraint account_contact_pk do nothing;
    update account a set primary_contact_id = to_contact
     where a.company_id = company and a.id = any (ids) and a.primary_contact_id = from_contact;
    delete from account_contact l where l.company_id = company and l.account_id = any (ids) and l.contact_id = from_contact;
    perform log_moves(company, 'account', (
        select coalesce(jsonb_agg(jsonb_build_object('id', m -> 'id', 'from', array[from_contact],
                                                     'to', case when not (m ->> 'hadTarget')::boolean then array[to_contact] end)), '[]')
          from jsonb_array_elements(moves) as m), 'contacts', by_user, by_key);
    return moves;
end $$;

-- Locks

-- What a merge of some sources, or its undoing, may move: records of one kind, in the order of their ids.
create or replace function records_to_move(company bigint, type text, sources bigint[], kind text) returns bigint[] language plpgsql as $$
declare
    moved bigint[];
begin
    if kind = 'opportunity' and type = 'account' then
        moved := array(select m.id from unnest(sources) as s(id), lateral (
                              select o.id from opportunity o where o.company_id = company and o.account_id = s.id order by o.id limit 1001) as m);
    elsif kind = 'opportunity' then
        moved := array(select m.id from unnest(sources) as s(id), lateral (
                              select p.id from opportunity p where p.company_id = company and p.primary_contact_id = s.id
                              union all
                              select l.opportunity_id from opportunity_contact l where l.company_id = company and l.contact_id = s.id
                              limit 1001) as m);
    elsif type = 'contact' then
        moved := array(select m.account_id from unnest(sources) as s(id), lateral (
                              select l.account_id from account_contact l where l.company_id = company and l.contact_id = s.id limit 1001) as m);
    else
        moved := array(select m.contact_id from unnest(sources) as s(id), lateral (
                              select l.contact_id from account_contact l where l.company_id = company and l.account_id = s.id limit 1001) as m);
    end if;
    -- what a merge moved
    moved := moved || array(
        select case when jsonb_typeof(m.value) = 'object' then (m.value ->> 'id')::bigint else m.value::text::bigint end
          from record_merge g, jsonb_array_elements(case when type = 'contact' then g.undo #> array['moved', kind]
                                                         when kind = 'opportunity' then g.undo -> 'opportunities' end) as m
         where g.company_id = company and g.record_type = type and g.source_id = any (sources));
    return array(select distinct r.id from unnest(moved) as r(id) order by r.id);
end $$;

-- Locks the records of a merge and all that it may move, in the order of all writes: opportunities, accounts, contacts, each by id.
create or replace function hold_records_of_merge(company bigint, type text, target bigint, sources bigint[]) returns void language plpgsql as $$
declare
    opportunities bigint[] := '{}';
    others bigint[] := '{}';
begin
    if type = 'opportunity' then
        perform 1 from opportunity o where o.company_id = company and o.id = any (target || sources) order by o.id for update;
        return;
    end if;
    opportunities := records_to_move(company, type, sources, 'opportunity');
    perform 1 from opportunity o where o.company_id = company and o.id = any (opportunities) order by o.id for no key update;
    if type = 'account' then
        perform 1 from account a where a.company_id = company and a.id = any (target || sources) order by a.id for update;
        others := records_to_move(company, type, sources, 'contact');
        perform 1 from contact c where c.company_id = company and c.id = any (others) order by c.id for no key update;
    else
        others := records_to_move(company, type, sources, 'account');
        perform 1 from account a where a.company_id = company and a.id = any (others) order by a.id for no key update;
        perform 1 from contact c where c.company_id = company and c.id = any (target || sources) order by c.id for update;
    end if;
    -- statements of their own: they see what was committed during the waits
    if not records_to_move(company, type, sources, 'opportunity') <@ opportunities
       or type = 'contact' and not records_to_move(company, type, sources, 'account') <@ others then
        raise exception 'a record was linked meanwhile' using errcode = 'serialization_failure';
    end if;
end $$;

-- Merge

-- The members of one record that another takes, as {"member": {"from": columns, "to": columns}}. The chosen record has a
-- say, else what the target has, else what the source has.
create or replace function taken_members(type text, mine jsonb, theirs jsonb, source bigint, chosen jsonb) returns jsonb language plpgsql as $$
declare
    taken jsonb := '{}';
    m record;
    offered jsonb;
begin
    for m in select * from merged_members(type) loop
        if (case when chosen ? m.member then (chosen ->> m.member)::bigint = source
                 else is_blank(mine -> m.columns[1]) and not is_blank(theirs -> m.columns[1]) end) then
            offered := pick(theirs, m.columns);
            -- phase instances keep their ids
            if m.member = 'workflowId' and offered -> 'workflow_id' <> 'null' and offered -> 'phase_instance_base' = 'null' then
                offered := offered || jsonb_build_object('phase_instance_base', source);
            end if;
            if offered <> pick(mine, m.columns) then
                taken := taken || jsonb_build_object(m.member, jsonb_build_object('from', pick(mine, m.columns), 'to', offered));
            end if;
        end if;
    end loop;
    for m in select coalesce(c.key, t.key) as key, c.key is not null as is_chosen, t.value
               from jsonb_each(coalesce(theirs -> 'custom', '{}')) t
               full join (select substr(k, 8) as key from jsonb_object_keys(chosen) k
                           where k like 'custom.%' and (chosen ->> k)::bigint = source) c on c.key = t.key loop
        if m.is_chosen or is_blank(mine -> 'custom' -> m.key) and not chosen ? ('custom.' || m.key) then
            if m.value is distinct from mine -> 'custom' -> m.key then
                taken := taken || jsonb_build_object('custom.' || m.key, jsonb_build_object('from', mine -> 'custom' -> m.key, 'to', m.value));
            end if;
        end if;
    end loop;
    return taken;
end $$;

-- The columns after some members took the values of one side of their change.
create or replace function columns_of(taken jsonb, side text, mine jsonb) returns jsonb language plpgsql as $$
declare
    patch jsonb := '{}';
    custom jsonb := mine -> 'custom';
    m record;
begin
    for m in select key, value -> side as value from jsonb_each(taken) loop
        if m.key not like 'custom.%' then
            patch := patch || m.value;
        elsif m.value is null or m.value = 'null' then
            custom := custom - substr(m.key, 8);
        else
            custom := custom || jsonb_build_object(substr(m.key, 8), m.value);
        end if;
    end loop;
    return case when custom is distinct from mine -> 'custom' then patch || jsonb_build_object('custom', custom) else patch end;
end $$;

-- Merges sources into a target, one after the other, and returns the new versions of all. "chosen" names the record that
-- gives a member its value.
create or replace function merge_records(company bigint, type text, target bigint, sources bigint[], chosen jsonb, by_user bigint, by_key bigint)
    returns table (id bigint, version integer, updated_at timestamptz) language plpgsql as $$
declare
    source bigint;
    mine jsonb;
    theirs jsonb;
    undo jsonb;
    patch jsonb;
    member text;
    added jsonb;
    offered bigint[];
    linked bigint[];
    contacts bigint[];
begin
    foreach source in array sources loop
        mine := record_of(company, type, target);
        theirs := record_of(company, type, source);
        undo := jsonb_build_object('keyVersion', mine -> 'key_version', 'members', taken_members(type, mine, theirs, source, chosen));
        patch := columns_of(undo -> 'members', 'to', mine);
        if type = 'contact' then
            foreach member in array array['email', 'phone'] loop
                added := (select coalesce(jsonb_agg(t.point order by t.place), '[]')
                            from jsonb_array_elements(points_of(theirs, member)) with ordinality as t(point, place)
                           where not exists (select 1 from jsonb_array_elements(points_of(mine, member)) as own
                                              where case when t.point ->> 'key' = '' then own = t.point else own -> 'key' = t.point -> 'key' end));
                if added <> '[]' then
                    undo := undo || jsonb_build_object(member || 's', added);
                    patch := patch || point_columns(points_of(mine, member) || added, member);
                end if;
            end loop;
            undo := undo || jsonb_build_object('moved', jsonb_build_object(
                'opportunity', move_contact_of_opportunities(company, source, target, by_user, by_key),
                'account', move_contact_of_accounts(company, source, target, by_user, by_key)));
            update contact c set removed_at = now(), removed_by_id = by_user, removed_by_key_id = nullif(by_key, 0), merged_into_id = target,
                                 version = c.version + 1
             where c.company_id = company and c.id = source;
            delete from record_words w where w.company_id = company and w.record_type = 'contact' and w.record_id = source;
        else
            offered := contacts_of(company, type, source);
            if type = 'account' then
                perform check_moves(cardinality(offered));
                undo := undo || jsonb_build_object('opportunities', move_opportunities(company, source, target, null, by_user, by_key));
                perform log_account_of_contacts(company, offered, source, target, by_user, by_key);
            end if;
            linked := contacts_of(company, type, target);
            contacts := array(select c from unnest(offered) with ordinality as u(c, place) where c <> all (linked) order by place);
            undo := undo || jsonb_build_object('contacts', to_jsonb(contacts));
            execute format('update %I r set is_active = false, merged_into_id = $3, version = r.version + 1 %s where r.company_id = $1 and r.id = $2',
                           type, case when type = 'opportunity' then ', updated_by_id = $4' else '' end) using company, source, target, by_user;
        end if;
        -- what had been merged into the source leads to the target, which may then take the identity of each
        execute format('update %I r set merged_into_id = $3 where r.company_id = $1 and r.merged_into_id = $2', type) using company, source, target;
        perform patch_record(company, type, target, patch, theirs -> 'key_version' = mine -> 'key_version');
        if type <> 'contact' and cardinality(contacts) > 0 then
            perform add_contacts(company, type, target, linked, contacts);
        end if;
        insert into record_merge (company_id, record_type, source_id, target_id, undo) values (company, type, source, target, undo);
    end loop;
    return query select * from count_merge(company, type, target, sources, by_user);
end $$;

-- Counts a version of the target, and returns the versions of all.
create or replace function count_merge(company bigint, type text, target bigint, sources bigint[], by_user bigint)
    returns table (id bigint, version integer, updated_at timestamptz) language plpgsql as $$
begin
    execute format('update %I r set version = r.version + 1 %s where r.company_id = $1 and r.id = $2',
                   type, case when type = 'opportunity' then ', updated_by_id = $3' else '' end) using company, target, by_user;
    return query execute format('select r.id, r.version, r.updated_at from %I r where r.company_id = $1 and r.id = any ($2)', type)
        using company, target || sources;
end $$;

-- Unmerge

-- Whether an opportunity may have what it had before the merge: the account may be archived by now, the workflow deleted.
create or replace function is_usable(company bigint, type text, member text, columns jsonb) returns boolean language plpgsql as $$
begin
    if type = 'opportunity' and member = 'accountId' and columns ->> 'account_id' is not null then
        return exists (select 1 from account a where a.company_id = company and a.id = (columns ->> 'account_id')::bigint and a.is_active);
    elsif type = 'opportunity' and member = 'workflowId' and columns ->> 'workflow_id' is not null then
        return exists (select 1 from workflow w where w.company_id = company and w.id = (columns ->> 'workflow_id')::bigint)
           and (columns ->> 'phase_id' is null or exists (
                select 1 from phase p where p.company_id = company and p.workflow_id = (columns ->> 'workflow_id')::bigint
                                      and p.id = (columns ->> 'phase_id')::bigint));
    end if;
    return true;
end $$;

-- Takes the account from an opportunity that is about to come back, if the account is archived by now.
create or replace function clear_archived_account(company bigint, opportunity bigint) returns boolean language plpgsql as $$
begin
    update opportunity o set account_id = null
     where o.company_id = company and o.id = clear_archived_account.opportunity and o.account_id is not null
       and not exists (select 1 from account a where a.company_id = company and a.id = o.account_id and a.is_active);
    return found;
end $$;

-- Lets the next of the later merges that stay, which found the value of an undone merge, give back what that one had found.
create or replace function pass_on(company bigint, type text, target bigint, undone record_merge, member text) returns void language plpgsql as $$
declare
    change constant jsonb := undone.undo -> 'members' -> member;
    heir bigint;
    passed jsonb;
begin
    select l.source_id, l.undo into heir, passed
      from record_merge l
     where l.company_id = company and l.record_type = type and l.target_id = target and l.ordinal > undone.ordinal
       and l.undo -> 'members' ? member
       and sent_value(type, member, l.undo -> 'members' -> member -> 'from') = sent_value(type, member, change -> 'to')
     order by l.ordinal limit 1;
    if heir is not null then
        passed := jsonb_set(passed, array['members', member, 'from'], coalesce(change -> 'from', 'null')) || jsonb_build_object(
                  'keyVersion', case when passed -> 'keyVersion' = undone.undo -> 'keyVersion' then passed -> 'keyVersion' else '0' end);
        update record_merge g set undo = passed where g.company_id = company and g.record_type = type and g.source_id = heir;
    end if;
end $$;

-- The e-mails or phones that an undone merge takes along. Those that the source of a later merge has too stay, and leave with that one.
create or replace function points_to_take(company bigint, target bigint, undone record_merge, member text) returns jsonb language plpgsql as $$
declare
    points constant text := member || 's';
    point_ jsonb;
    passed jsonb;
    heir bigint;
    taken jsonb := '[]';
begin
    for point_ in select value from jsonb_array_elements(undone.undo -> points) loop
        heir := (select l.source_id from record_merge l join contact c on c.company_id = company and c.id = l.source_id
                  where l.company_id = company and l.record_type = 'contact' and l.target_id = target and l.ordinal > undone.ordinal
                    and exists (select 1 from jsonb_array_elements(points_of(to_jsonb(c), member)) as own
                                 where case when point_ ->> 'key' = '' then own = point_ else own -> 'key' = point_ -> 'key' end)
                  order by l.ordinal limit 1);
        if heir is null then
            taken := taken || jsonb_build_array(point_);
        else
            passed := (select g.undo from record_merge g where g.company_id = company and g.record_type = 'contact' and g.source_id = heir);
            passed := passed || jsonb_build_object(points, coalesce(passed -> points, '[]') || jsonb_build_array(point_));
            update record_merge g set undo = passed
             where g.company_id = company and g.record_type = 'contact' and g.source_id = heir;
        end if;
    end loop;
    return taken;
end $$;

-- The contacts that an undone merge takes along. Those that the source of a later merge has too stay, and leave with that one.
create or replace function contacts_to_take(company bigint, type text, target bigint, undone record_merge) returns bigint[] language plpgsql as $$
declare
    contact_ bigint;
    later bigint;
    heir bigint;
    taken bigint[] := '{}';
begin
    for contact_ in select c::bigint from jsonb_array_elements_text(undone.undo -> 'contacts') as c loop
        heir := null;
        for later in select l.source_id from record_merge l
                      where l.company_id = company and l.record_type = type and l.target_id = target and l.ordinal > undone.ordinal
                      order by l.ordinal loop
            if contact_ = any (contacts_of(company, type, later)) then
                heir := later;
                exit;
            end if;
        end loop;
        if heir is null then
            taken := taken || contact_;
        else
            update record_merge g set undo = jsonb_set(g.undo, '{contacts}', (g.undo -> 'contacts') || to_jsonb(contact_))
             where g.company_id = company and g.record_type = type and g.source_id = heir;
        end if;
    end loop;
    return taken;
end $$;

-- Gives the records back what they had, the last merge first, and returns the new versions of all, and per source the
-- members that did not come back: they were changed since, or what they had is gone.
create or replace function unmerge_records(company bigint, type text, target bigint, sources bigint[], by_user bigint, by_key bigint)
    returns table (id bigint, version integer, updated_at timestamptz, kept text[]) language plpgsql as $$
declare
    m record_merge;
    r record;
    mine jsonb;
    current_ jsonb;
    given_back jsonb;
    patch jsonb;
    member text;
    points jsonb;
    taken jsonb;
    left_ text[];
    kept_by jsonb := '{}';
    linked bigint[];
    contacts bigint[];
    moved bigint[];
begin
    for m in select g.* from record_merge g
              where g.company_id = company and g.record_type = type and g.target_id = target and g.source_id = any (sources)
              order by g.ordinal desc loop
        mine := record_of(company, type, target);
        given_back := '{}';
        left_ := '{}';
        for r in select key, value from jsonb_each(m.undo -> 'members') loop
            perform pass_on(company, type, target, m, r.key);
            current_ := case when r.key like 'custom.%' then mine -> 'custom' -> substr(r.key, 8) else mine end;
            if sent_value(type, r.key, current_) = sent_value(type, r.key, r.value -> 'to')
               and is_usable(company, type, r.key, r.value -> 'from') then
                given_back := given_back || jsonb_build_object(r.key, r.value);
            else
                left_ := left_ || r.key;
            end if;
        end loop;
        patch := columns_of(given_back, 'from', mine);
        foreach member in array array['email', 'phone'] loop
            if m.undo ? (member || 's') then
                taken := points_to_take(company, target, m, member);
                points := (select coalesce(jsonb_agg(p.point order by p.place), '[]')
                             from jsonb_array_elements(points_of(mine, member)) with ordinality as p(point, place)
                            where not taken @> jsonb_build_array(jsonb_build_object('value', p.point -> 'value')));
                if jsonb_array_length(points_of(mine, member)) - jsonb_array_length(points) <> jsonb_array_length(taken) then
                    left_ := left_ || (member || 's');
                end if;
                patch := patch || point_columns(points, member);
            end if;
        end loop;
        perform patch_record(company, type, target, patch, m.undo -> 'keyVersion' = mine -> 'key_version');
        delete from record_merge g where g.company_id = company and g.record_type = type and g.source_id = m.source_id;
        -- what had been merged into the source finds it again, before the source takes back an external id of theirs
        execute format($query$
            with recursive below as (
                select g.source_id from record_merge g where g.company_id = $1 and g.record_type = $2 and g.target_id = $3
                union all
                select g.source_id from record_merge g join below b on g.target_id = b.source_id where g.company_id = $1 and g.record_type = $2)
            update %I r set merged_into_id = $3 from below b where r.company_id = $1 and r.id = b.source_id
            $query$, type) using company, type, m.source_id;
        if type = 'contact' then
            update contact c set removed_at = null, removed_by_id = null, removed_by_key_id = null, merged_into_id = null,
                                 version = c.version + 1, emails = c.emails
             where c.company_id = company and c.id = m.source_id;
            left_ := left_ || return_contact_of_opportunities(company, m.undo #> '{moved,opportunity}', by_user, by_key)
                           || return_contact_of_accounts(company, m.undo #> '{moved,account}', m.source_id, target, by_user, by_key);
        else
            if jsonb_array_length(m.undo -> 'contacts') > 0 then
                contacts := contacts_to_take(company, type, target, m);
                linked := contacts_of(company, type, target);
                if not linked @> contacts then
                    left_ := left_ || 'contacts'::text;
                end if;
                perform take_contacts(company, type, target, linked, contacts);
            end if;
            if type = 'opportunity' and clear_archived_account(company, m.source_id) and 'accountId' <> all (left_) then
                left_ := left_ || 'accountId'::text;
            end if;
            execute format('update %I r set is_active = true, merged_into_id = null, version = r.version + 1 %s where r.company_id = $1 and r.id = $2',
                           type, case when type = 'opportunity' then ', updated_by_id = $3' else '' end) using company, m.source_id, by_user;
            if type = 'account' then
                perform log_account_of_contacts(company, contacts_of(company, type, m.source_id), target, m.source_id, by_user, by_key);
                moved := move_opportunities(company, target, m.source_id,
                    array(select o::bigint from jsonb_array_elements_text(m.undo -> 'opportunities') o), by_user, by_key);
                left_ := left_ || array(select 'opportunities[' || o || ']' from jsonb_array_elements_text(m.undo -> 'opportunities') o
                                         where o::bigint <> all (moved));
            end if;
        end if;
        kept_by := kept_by || jsonb_build_object(m.source_id::text, to_jsonb(left_));
        -- an undone merge was none
        perform dismiss_pairs(company, type, array[target, m.source_id]);
    end loop;
    return query select c.*, array(select jsonb_array_elements_text(kept_by -> c.id::text)) from count_merge(company, type, target, sources, by_user) c;
end $$;

-- Undoes the move of a contact. Returns the names of those records that were changed since and stay as they are.
create or replace function return_contact_of_opportunities(company bigint, moves jsonb, by_user bigint, by_key bigint) returns text[] language plpgsql as $$
declare
    move jsonb;
    back jsonb := '[]';
    left_ text[] := '{}';
begin
    for move in select value from jsonb_array_elements(moves) loop
        if to_jsonb(contacts_of(company, 'opportunity', (move ->> 'id')::bigint)) = move -> 'to' then
            perform assign_contacts(company, (move ->> 'id')::bigint, array(select c::bigint from jsonb_array_elements_text(move -> 'from') c));
            back := back || jsonb_build_object('id', move -> 'id', 'from', move -> 'to', 'to', move -> 'from');
        else
            left_ := left_ || format('opportunities[%s].contacts', move ->> 'id');
        end if;
    end loop;
    perform log_moves(company, 'opportunity', back, 'contacts', by_user, by_key);
    return left_;
end $$;

-- An account was changed since, if it lost the contact that took the place, or has another primary contact by now.
create or replace function return_contact_of_accounts(company bigint, moves jsonb, to_contact bigint, from_contact bigint, by_user bigint, by_key bigint)
    returns text[] language plpgsql as $$
declare
    ids bigint[];
    lose bigint[];
begin
    perform 1 from account a where a.company_id = company and a.id in (select (m ->> 'id')::bigint from jsonb_array_elements(moves) as m)
      order by a.id for no key update;
    select coalesce(array_agg(a.id), '{}'), coalesce(array_agg(a.id) filter (where not m."hadTarget"), '{}') into ids, lose
      from jsonb_to_recordset(moves) as m(id bigint, "hadTarget" boolean, "wasPrimary" boolean)
      join account a on a.company_id = company and a.id = m.id
      join account_contact l on l.company_id = company and l.account_id = a.id and l.contact_id = from_contact
     where case when m."wasPrimary" then a.primary_contact_id = from_contact
                else m."hadTarget" or a.primary_contact_id is distinct from from_contact end;
    insert into account_contact (company_id, account_id, contact_id)
    select company, id, to_contact from unnest(ids) as id on conflict on constraint account_contact_pk do nothing;
    update account a set primary_contact_id = to_contact
      from jsonb_to_recordset(moves) as m(id bigint, "wasPrimary" boolean)
     where a.company_id = company and a.id = m.id and m."wasPrimary" and a.id = any (ids);
    delete from account_contact l where l.company_id = company and l.account_id = any (lose) and l.contact_id = from_contact;
    perform log_moves(company, 'account', (
        select coalesce(jsonb_agg(jsonb_build_object('id', id, 'from', case when id = any (lose) then array[from_contact] end,
                                                     'to', array[to_contact])), '[]')
          from unnest(ids) as id), 'contacts', by_user, by_key);
    return array(select format('accounts[%s].contacts', m ->> 'id') from jsonb_array_elements(moves) as m where (m ->> 'id')::bigint <> all (ids));
end $$;

-- Keys

-- The keys of some records, as names of locks.
create or replace function keys_of_records(company bigint, type text, ids bigint[]) returns table (kind integer, key text) language plpgsql as $$
begin
    if type = 'contact' then
        return query
            select 2, e::text from contact c, unnest(c.email_keys) as e where c.company_id = company and c.id = any (ids) and e <> ''
            union
            select 3, p::text from contact c, unnest(c.phone_keys) as p where c.company_id = company and c.id = any (ids) and p <> '';
    else
        return query execute format($query$
            select distinct k.kind::integer, k.key from %I r,
                   unnest(array[r.title_key, r.email_key, r.phone_key, r.address_key, r.external_key]) with ordinality as k(key, kind)
             where r.company_id = $1 and r.id = any ($2) and k.key is not null
            $query$, type) using company, ids;
    end if;
end $$;

-- An external id of a merged record belongs to the record that it was merged into, while that one is active. A trigger
-- after the write sees a merge that the write waited for. It holds the other record against a restore, and a restore looks
-- for records that took an external id meanwhile.
create or replace function refuse_merged_reference() returns trigger language plpgsql as $$
declare
    -- on Citus the trigger is of one part of the table
    type constant text := regexp_replace(tg_table_name, '_[0-9]+$', '');
    is_taken boolean;
begin
    execute format($query$
        select true from %1$I t
         where t.company_id = $1 and t.id <> $2 and t.id in (
               select s.merged_into_id from %1$I s where s.company_id = $1 and s.merged_into_id is not null and s.external_key = $3)
           for share
        $query$, type) into is_taken using new.company_id, new.id, new.external_key;
    if is_taken then
        -- a statement of its own: the one that waited returns the version it saw before
        execute format($query$
            select exists (select 1 from %1$I s join %1$I t on t.company_id = $1 and t.id = s.merged_into_id and t.is_active
                            where s.company_id = $1 and s.merged_into_id <> $2 and s.external_key = $3)
            $query$, type) into is_taken using new.company_id, new.id, new.external_key;
    end if;
    if is_taken then
        raise exception 'duplicate key value violates unique constraint "%_external_key_uk"', type
            using errcode = 'unique_violation', table = type, constraint = type || '_external_key_uk';
    end if;
    return null;
end $$;

create or replace function refuse_taken_reference() returns trigger language plpgsql as $$
declare
    -- on Citus the trigger is of one part of the table
    type constant text := regexp_replace(tg_table_name, '_[0-9]+$', '');
    is_taken boolean;
begin
    execute format($query$
        select exists (select 1 from %1$I s join %1$I r on r.company_id = $1 and r.external_key = s.external_key and r.external_key is not null
                        where s.company_id = $1 and s.merged_into_id = $2 and r.is_active and r.id <> $2)
            or exists (select 1 from %1$I s join %1$I r on r.company_id = $1 and r.external_key = s.external_key and r.merged_into_id is not null
                         join %1$I t on t.company_id = $1 and t.id = r.merged_into_id and t.is_active
                        where s.company_id = $1 and s.merged_into_id = $2 and r.merged_into_id <> $2)
        $query$, type) into is_taken using new.company_id, new.id;
    if is_taken then
        raise exception 'duplicate key value violates unique constraint "%_external_key_uk"', type
            using errcode = 'unique_violation', table = type, constraint = type || '_external_key_uk';
    end if;
    return null;
end $$;

create or replace trigger opportunity_external_id_is_free after insert or update of external_key, is_active on opportunity
    for each row when (new.is_active and new.external_key is not null) execute function refuse_merged_reference();
create or replace trigger account_external_id_is_free after insert or update of external_key, is_active on account
    for each row when (new.is_active and new.external_key is not null) execute function refuse_merged_reference();
create or replace trigger opportunity_external_ids_are_free_again after update of is_active on opportunity
    for each row when (new.is_active and not old.is_active) execute function refuse_taken_reference();
create or replace trigger account_external_ids_are_free_again after update of is_active on account
    for each row when (new.is_active and not old.is_active) execute function refuse_taken_reference();
