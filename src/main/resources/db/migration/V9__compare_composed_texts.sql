-- Filters and searches compare texts in NFC, so that the same letters are equal, composed or not. Their indexes follow.

-- GET /opportunities with title, address, primaryEmail, primaryPhone, and contains in a search
drop index opportunity_contains_ix;
create index opportunity_contains_ix on opportunity using gin (company_id, normalize(title) gin_trgm_ops, normalize(address) gin_trgm_ops,
    normalize(primary_email) gin_trgm_ops, normalize(primary_phone) gin_trgm_ops, phone_key gin_trgm_ops)
    with (gin_pending_list_limit = 256);
-- search by city
drop index opportunity_city_ix;
create index opportunity_city_ix on opportunity (company_id, (lower(normalize(city)) collate "C"), id) where city is not null;
-- search by state
drop index opportunity_state_ix;
create index opportunity_state_ix on opportunity (company_id, (lower(normalize(state)) collate "C"), id) where state is not null;
-- search by zipcode
drop index opportunity_zipcode_ix;
create index opportunity_zipcode_ix on opportunity (company_id, (lower(normalize(zipcode)) collate "C"), id) where zipcode is not null;

-- GET /accounts with title, address, primaryEmail, primaryPhone, and contains in a search
drop index account_contains_ix;
create index account_contains_ix on account using gin (company_id, normalize(title) gin_trgm_ops, normalize(address) gin_trgm_ops,
    normalize(primary_email) gin_trgm_ops, normalize(primary_phone) gin_trgm_ops, phone_key gin_trgm_ops)
    with (gin_pending_list_limit = 256);

-- GET /opportunities with primaryName
drop index contact_name_ix;
create index contact_name_ix on contact using gin (company_id, normalize(name) gin_trgm_ops) with (gin_pending_list_limit = 256);

-- custom texts that were stored before
update record_value set text = normalize(text) where text is not null and text is not normalized;
