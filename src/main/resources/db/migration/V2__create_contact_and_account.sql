-- Contacts and accounts, and which contact belongs to which account.

create extension if not exists btree_gin;

create table contact (
    company_id        bigint      not null,
    id                bigserial,
    version           integer     not null,
    name              text        not null,
    title             text,
    emails            varchar[]   not null,
    email_keys        varchar[]   not null,
    phones            varchar[]   not null,
    phone_keys        varchar[]   not null,
    -- the KeyVersion that computed the keys; 0: unknown, or several
    key_version       integer     not null default 0,
    created_by_id     bigint      not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    -- set: hidden everywhere; the row goes once no record refers to it
    removed_at        timestamptz,
    removed_by_id     bigint,
    removed_by_key_id bigint,
    constraint contact_pk primary key (company_id, id),
    constraint contact_created_by_fk foreign key (company_id, created_by_id) references app_user,
    constraint contact_removed_by_fk foreign key (company_id, removed_by_id) references app_user,
    constraint contact_removed_by_key_fk foreign key (company_id, removed_by_key_id) references api_key,
    constraint contact_name_length check (char_length(name) between 1 and 255),
    constraint contact_email_keys_match check (cardinality(emails) = cardinality(email_keys)),
    constraint contact_phone_keys_match check (cardinality(phones) = cardinality(phone_keys)),
    constraint contact_removed_by_somebody check ((removed_at is null) = (removed_by_id is null))
);

-- match or create: the contacts with an e-mail. Without a pending list, as a look-up would scan all recent additions
create index contact_email_ix on contact using gin (company_id, email_keys) with (fastupdate = off);
-- match or create: the contacts with a phone number
create index contact_phone_ix on contact using gin (company_id, phone_keys) with (fastupdate = off);
-- the contacts with keys of another version
create index contact_key_version_ix on contact (company_id, key_version);
-- the removals to continue; also whether a record's contact still exists
create index contact_removed_ix on contact (company_id, id) where removed_at is not null;

create table account (
    company_id         bigint      not null,
    id                 bigserial,
    number             bigint      not null,
    version            integer     not null,
    title              text        not null,
    address            text        not null,
    street             text,
    city               text,
    state              text,
    zipcode            text,
    description        text,
    account_type       text,
    primary_email      text,
    primary_phone      text,
    primary_contact_id bigint,
    custom             jsonb       not null,
    is_active          boolean     not null,
    title_key          text,
    email_key          text,
    phone_key          text,
    address_key        text,
    -- the KeyVersion that computed the keys; 0: unknown, or several
    key_version        integer     not null default 0,
    created_by_id      bigint      not null,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    constraint account_pk primary key (company_id, id),
    -- GET /accounts/search by number
    constraint account_number_uk unique (company_id, number),
    constraint account_created_by_fk foreign key (company_id, created_by_id) references app_user,
    constraint account_primary_contact_fk foreign key (company_id, primary_contact_id) references contact,
    constraint account_title_length check (char_length(title) between 1 and 255),
    constraint account_address_length check (char_length(address) between 1 and 500),
    constraint account_type_known check (account_type in ('RESIDENTIAL', 'COMMERCIAL')),
    constraint account_custom_is_object check (jsonb_typeof(custom) = 'object')
);

-- POST /accounts with match_by=title
create index account_title_key_ix on account (company_id, title_key, id) where is_active;
-- POST /accounts with match_by=primaryEmail
create index account_email_key_ix on account (company_id, email_key, id) where is_active;
-- POST /accounts with match_by=primaryPhone
create index account_phone_key_ix on account (company_id, phone_key, id) where is_active;
-- POST /accounts with match_by=address
create index account_address_key_ix on account (company_id, address_key, id) where is_active;
-- the accounts with keys of another version
create index account_key_version_ix on account (company_id, key_version);

create table account_contact (
    company_id bigint not null,
    account_id bigint not null,
    contact_id bigint not null,
    constraint account_contact_pk primary key (company_id, account_id, contact_id),
    constraint account_contact_account_fk foreign key (company_id, account_id) references account,
    constraint account_contact_contact_fk foreign key (company_id, contact_id) references contact
);

-- GET /contacts: the accounts of a contact
create index account_contact_contact_ix on account_contact (company_id, contact_id);

-- The primary contact of an account is one of its contacts.
alter table account add constraint account_primary_contact_is_linked_fk
    foreign key (company_id, id, primary_contact_id) references account_contact (company_id, account_id, contact_id)
    deferrable initially deferred;
