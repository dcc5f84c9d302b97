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
