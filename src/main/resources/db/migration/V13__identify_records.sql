-- The id of a record in another system, and the system. A replica of the previous release writes neither.

alter table opportunity
    add column source       text,
    add column external_id  text,
    -- both together; unique among the active records of a company
    add column external_key text,
    add constraint opportunity_source_length check (char_length(source) <= 100),
    add constraint opportunity_external_id_length check (char_length(external_id) <= 255),
    add constraint opportunity_external_key_of_id check ((external_id is null) = (external_key is null));

alter table account
    add column source       text,
    add column external_id  text,
    add column external_key text,
    add constraint account_source_length check (char_length(source) <= 100),
    add constraint account_external_id_length check (char_length(external_id) <= 255),
    add constraint account_external_key_of_id check ((external_id is null) = (external_key is null));

-- match_by=externalId
create unique index opportunity_external_key_uk on opportunity (company_id, external_key) include (id)
    where is_active and external_key is not null;
create unique index account_external_key_uk on account (company_id, external_key) include (id)
    where is_active and external_key is not null;

-- the receipt of a call that matched or created the record
alter table change add column match jsonb;

-- Merged records: archived, with their keys, numbers and links as they were. A removed contact that was merged stays.

alter table opportunity
    -- the active record that it was merged into, at last
    add column merged_into_id bigint,
    add constraint opportunity_merged_into_fk foreign key (company_id, merged_into_id) references opportunity,
    add constraint opportunity_merged_is_archived check (merged_into_id is null or not is_active);
alter table account
    add column merged_into_id bigint,
    add constraint account_merged_into_fk foreign key (company_id, merged_into_id) references account,
    add constraint account_merged_is_archived check (merged_into_id is null or not is_active);
alter table contact
    add column merged_into_id bigint,
    add constraint contact_merged_into_fk foreign key (company_id, merged_into_id) references contact,
    add constraint contact_merged_is_removed check (merged_into_id is null or removed_at is not null);

-- merges of a record that was merged itself
create index opportunity_merged_into_ix on opportunity (company_id, merged_into_id) where merged_into_id is not null;
create index account_merged_into_ix on account (company_id, merged_into_id) where merged_into_id is not null;
create index contact_merged_into_ix on contact (company_id, merged_into_id) where merged_into_id is not null;

-- match or create: the keys of merged records
create index opportunity_merged_title_ix on opportunity (company_id, title_key, merged_into_id) where merged_into_id is not null;
create index opportunity_merged_email_ix on opportunity (company_id, email_key, merged_into_id) where merged_into_id is not null;
create index opportunity_merged_phone_ix on opportunity (company_id, phone_key, merged_into_id) where merged_into_id is not null;
create index opportunity_merged_address_ix on opportunity (company_id, address_key, merged_into_id) where merged_into_id is not null;
create index opportunity_merged_external_ix on opportunity (company_id, external_key, merged_into_id) where merged_into_id is not null;
create index account_merged_title_ix on account (company_id, title_key, merged_into_id) where merged_into_id is not null;
create index account_merged_email_ix on account (company_id, email_key, merged_into_id) where merged_into_id is not null;
create index account_merged_phone_ix on account (company_id, phone_key, merged_into_id) where merged_into_id is not null;
create index account_merged_address_ix on account (company_id, address_key, merged_into_id) where merged_into_id is not null;
create index account_merged_external_ix on account (company_id, external_key, merged_into_id) where merged_into_id is not null;

create sequence record_merge_seq;

create table record_merge (
    company_id  bigint not null,
    record_type text   not null,
    source_id   bigint not null,
    target_id   bigint not null,
    -- the order of the merges
    ordinal     bigint not null default nextval('record_merge_seq'),
    -- what an unmerge gives back, member by member: {"title": {"from": {"title": ..., "title_key": ...}, "to": {...}}}
    undo        jsonb  not null,
    constraint record_merge_pk primary key (company_id, record_type, source_id),
    constraint record_merge_record_type_known check (record_type in ('opportunity', 'account', 'contact')),
    constraint record_merge_of_two check (source_id <> target_id)
);

-- unmerge: the merges into a record
create index record_merge_target_ix on record_merge (company_id, record_type, target_id);

-- Pairs that are not suggested as duplicates again.
create table dismissed_pair (
    company_id  bigint not null,
    record_type text   not null,
    lower_id    bigint not null,
    higher_id   bigint not null,
    constraint dismissed_pair_pk primary key (company_id, record_type, lower_id, higher_id),
    constraint dismissed_pair_record_type_known check (record_type in ('opportunity', 'account', 'contact')),
    constraint dismissed_pair_in_order check (lower_id < higher_id)
);

-- Groups of active records that share a key; see R__6_duplicate.sql.
create table duplicate_group (
    company_id   bigint  not null,
    record_type  text    not null,
    -- the place of the key: title, e-mail, phone, address
    kind         integer not null,
    key          text    not null,
    records      integer not null,
    -- whether all pairs are dismissed
    is_dismissed boolean not null default false,
    constraint duplicate_group_pk primary key (company_id, record_type, kind, key),
    constraint duplicate_group_record_type_known check (record_type in ('opportunity', 'account', 'contact')),
    constraint duplicate_group_of_several check (records > 0)
);

-- GET /duplicates: the largest first
create index duplicate_group_size_ix on duplicate_group (company_id, record_type, kind, records desc, key) where not is_dismissed;

insert into duplicate_group (company_id, record_type, kind, key, records)
select o.company_id, 'opportunity', k.kind, k.key, count(*)
  from opportunity o, unnest(array[o.title_key, o.email_key, o.phone_key, o.address_key]) with ordinality as k(key, kind)
 where o.is_active and k.key is not null group by 1, 3, 4 having count(*) > 1;
insert into duplicate_group (company_id, record_type, kind, key, records)
select a.company_id, 'account', k.kind, k.key, count(*)
  from account a, unnest(array[a.title_key, a.email_key, a.phone_key, a.address_key]) with ordinality as k(key, kind)
 where a.is_active and k.key is not null group by 1, 3, 4 having count(*) > 1;
insert into duplicate_group (company_id, record_type, kind, key, records)
select c.company_id, 'contact', k.kind, k.key, count(distinct c.id)
  from contact c, lateral (select 2, unnest(c.email_keys) union all select 3, unnest(c.phone_keys)) as k(kind, key)
 where c.removed_at is null and k.key <> '' group by 1, 3, 4 having count(distinct c.id) > 1;
