-- Filters and searches compare texts in NFC, so that the same letters are equal, composed or not. Their indexes follow: first the
-- new ones are built, while the tables can be read, then the old ones go.

-- GET /opportunities with title, address, primaryEmail, primaryPhone, and contains in a search
create index opportunity_contains_new_ix on opportunity using gin (company_id, normalize(title) gin_trgm_ops,
    normalize(address) gin_trgm_ops, normalize(primary_email) gin_trgm_ops, normalize(primary_phone) gin_trgm_ops, phone_key gin_trgm_ops)
    with (gin_pending_list_limit = 256);
-- search by city
create index opportunity_city_new_ix on opportunity (company_id, (lower(normalize(city)) collate "C"), id) where city is not null;
-- search by state
create index opportunity_state_new_ix on opportunity (company_id, (lower(normalize(state)) collate "C"), id) where state is not null;
-- search by zipcode
create index opportunity_zipcode_new_ix on opportunity (company_id, (lower(normalize(zipcode)) collate "C"), id) where zipcode is not null;

-- GET /accounts with title, address, primaryEmail, primaryPhone, and contains in a search
create index account_contains_new_ix on account using gin (company_id, normalize(title) gin_trgm_ops, normalize(address) gin_trgm_ops,
    normalize(primary_email) gin_trgm_ops, normalize(primary_phone) gin_trgm_ops, phone_key gin_trgm_ops)
    with (gin_pending_list_limit = 256);

-- GET /opportunities with primaryName
create index contact_name_new_ix on contact using gin (company_id, normalize(name) gin_trgm_ops) with (gin_pending_list_limit = 256);

-- custom texts that were stored before
update record_value set text = normalize(text) where text is not null and text is not normalized;

drop index opportunity_contains_ix, opportunity_city_ix, opportunity_state_ix, opportunity_zipcode_ix, account_contains_ix, contact_name_ix;
alter index opportunity_contains_new_ix rename to opportunity_contains_ix;
alter index opportunity_city_new_ix rename to opportunity_city_ix;
alter index opportunity_state_new_ix rename to opportunity_state_ix;
alter index opportunity_zipcode_new_ix rename to opportunity_zipcode_ix;
alter index account_contains_new_ix rename to account_contains_ix;
alter index contact_name_new_ix rename to contact_name_ix;
