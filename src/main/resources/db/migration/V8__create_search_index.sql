-- The words and values of records, and the indexes of lists and searches. Triggers derive words and values in the
-- transaction of the record, without a round trip.

create extension if not exists pg_trgm;

create table record_words (
    company_id  bigint   not null,
    record_type text     not null,
    record_id   bigint   not null,
    document    tsvector not null,
    constraint record_words_pk primary key (company_id, record_type, record_id),
    constraint record_words_record_type_known check (record_type in ('opportunity', 'account', 'contact'))
);

-- q of GET /opportunities, /accounts and /contacts. Each search reads the whole pending list: 25 ms at the default of 4 MB
create index record_words_document_ix on record_words using gin (company_id, record_type, document)
    with (gin_pending_list_limit = 256);

create table record_value (
    company_id  bigint  not null,
    record_type text    not null,
    record_id   bigint  not null,
    -- the keyName of a property, or $trades, which no property can have
    key_name    text    not null,
    ordinal     integer not null,
    -- lower case; in code point order on every server
    text        text    collate "C",
    number      numeric,
    constraint record_value_pk primary key (company_id, record_type, record_id, key_name, ordinal),
    constraint record_value_record_type_known check (record_type in ('opportunity', 'account')),
    constraint record_value_is_one_of_both check (num_nonnulls(text, number) = 1)
);

-- GET /opportunities/search and /accounts/search by a custom text, date or flag, or by trade; an index entry holds 2704 bytes
create index record_value_text_ix on record_value (company_id, record_type, key_name, (left(text, 200)), record_id) where text is not null;
-- GET /opportunities/search and /accounts/search by a custom number
create index record_value_number_ix on record_value (company_id, record_type, key_name, number, record_id) where number is not null;

-- GET /opportunities: active ones, newest first
create index opportunity_active_ix on opportunity (company_id, id) where is_active;
-- GET /opportunities with title, address, primaryEmail, primaryPhone, and contains in a search
create index opportunity_contains_ix on opportunity using gin (company_id, title gin_trgm_ops, address gin_trgm_ops,
    primary_email gin_trgm_ops, primary_phone gin_trgm_ops, phone_key gin_trgm_ops) with (gin_pending_list_limit = 256);
-- GET /opportunities with q: those of a contact with the words, in order; GET /contacts; the removal of a contact
create index opportunity_of_primary_contact_ix on opportunity (company_id, primary_contact_id, id) where primary_contact_id is not null;
create index opportunity_contact_of_contact_ix on opportunity_contact (company_id, contact_id, opportunity_id);
-- GET /opportunities with updated_after and updated_before
create index opportunity_updated_at_ix on opportunity (company_id, updated_at, id);
-- search by createdAt
create index opportunity_created_at_ix on opportunity (company_id, created_at, id);
-- search by accountId; also whether an account may be archived
create index opportunity_account_ix on opportunity (company_id, account_id, id) where account_id is not null;
-- search by workflowId; also whether a workflow may be deleted
create index opportunity_workflow_ix on opportunity (company_id, workflow_id, id) where workflow_id is not null;
-- search by phaseId
create index opportunity_phase_ix on opportunity (company_id, phase_id, id) where phase_id is not null;
-- search by ownerId
create index opportunity_owner_ix on opportunity (company_id, owner_id, id) where owner_id is not null;
-- search by salesRepId
create index opportunity_sales_rep_ix on opportunity (company_id, sales_rep_id, id) where sales_rep_id is not null;
-- search by projectManagerId
create index opportunity_project_manager_ix on opportunity (company_id, project_manager_id, id) where project_manager_id is not null;
-- search by status
create index opportunity_status_ix on opportunity (company_id, status, id);
-- search by value
create index opportunity_value_ix on opportunity (company_id, value, id) where value is not null;
-- search by city
create index opportunity_city_ix on opportunity (company_id, (lower(city) collate "C"), id) where city is not null;
-- search by state
create index opportunity_state_ix on opportunity (company_id, (lower(state) collate "C"), id) where state is not null;
-- search by zipcode
create index opportunity_zipcode_ix on opportunity (company_id, (lower(zipcode) collate "C"), id) where zipcode is not null;

-- GET /accounts with title, address, primaryEmail, primaryPhone, and contains in a search
create index account_contains_ix on account using gin (company_id, title gin_trgm_ops, address gin_trgm_ops,
    primary_email gin_trgm_ops, primary_phone gin_trgm_ops, phone_key gin_trgm_ops) with (gin_pending_list_limit = 256);
-- GET /accounts with updated_after and updated_before
create index account_updated_at_ix on account (company_id, updated_at, id);
-- GET /accounts with primaryName; also the removal of a contact
create index account_primary_contact_ix on account (company_id, primary_contact_id) where primary_contact_id is not null;

-- GET /opportunities with primaryName
create index contact_name_ix on contact using gin (company_id, name gin_trgm_ops) with (gin_pending_list_limit = 256);
-- GET /contacts with updated_after and updated_before
create index contact_updated_at_ix on contact (company_id, updated_at, id);
