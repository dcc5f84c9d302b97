-- Values become words of the document of their record: R__2_search.sql writes those of existing records, and drops what stored values
-- before. Until then the triggers of the release before store them.

-- Most records lack an e-mail or a phone number, and such a key is never looked for.
create index opportunity_title_key_new_ix on opportunity (company_id, title_key, id) where is_active and title_key is not null;
create index opportunity_email_key_new_ix on opportunity (company_id, email_key, id) where is_active and email_key is not null;
create index opportunity_phone_key_new_ix on opportunity (company_id, phone_key, id) where is_active and phone_key is not null;
create index opportunity_address_key_new_ix on opportunity (company_id, address_key, id) where is_active and address_key is not null;
create index account_title_key_new_ix on account (company_id, title_key, id) where is_active and title_key is not null;
create index account_email_key_new_ix on account (company_id, email_key, id) where is_active and email_key is not null;
create index account_phone_key_new_ix on account (company_id, phone_key, id) where is_active and phone_key is not null;
create index account_address_key_new_ix on account (company_id, address_key, id) where is_active and address_key is not null;

drop index opportunity_title_key_ix, opportunity_email_key_ix, opportunity_phone_key_ix, opportunity_address_key_ix, account_title_key_ix, account_email_key_ix, account_phone_key_ix, account_address_key_ix;
alter index opportunity_title_key_new_ix rename to opportunity_title_key_ix;
alter index opportunity_email_key_new_ix rename to opportunity_email_key_ix;
alter index opportunity_phone_key_new_ix rename to opportunity_phone_key_ix;
alter index opportunity_address_key_new_ix rename to opportunity_address_key_ix;
alter index account_title_key_new_ix rename to account_title_key_ix;
alter index account_email_key_new_ix rename to account_email_key_ix;
alter index account_phone_key_new_ix rename to account_phone_key_ix;
alter index account_address_key_new_ix rename to account_address_key_ix;
