-- Many opportunities in one company, as the service would have written them one by one: ${count} after those that are there, each made of
-- one of the permits in the table bench_permit. What a record is found by is numbered: title, e-mail, phone and address of the k-th one
-- hold 2000000 + k. Every fourth has a contact. As a superuser, and with the indexes of the big tables away (see Dataset).
set session_replication_role = replica;

insert into opportunity (company_id, id, number, version, title, address, street, city, state, zipcode, trades, description, phase_instances,
        phases_started, value, status, is_active, primary_email, primary_phone, primary_contact_id, custom, title_key, email_key, phone_key,
        address_key, created_by_id, created_at, updated_at, last_activity, latitude, longitude, jurisdiction_id, jurisdiction_name,
        jurisdiction_uuid, key_version)
select ${company}, ${first} + k, k, 0, 'Job ' || n, n || ' ' || street || ', Nashville, TN ' || zip, n || ' ' || street, 'Nashville', 'TN', zip,
       p.trades, p.title || '. ' || coalesce(p.description, ''), '[]', 0, p.value, (array['ACTIVE', 'ACTIVE', 'ON_HOLD', 'COMPLETED'])[1 + k % 4],
       true, 'p' || n || '@example.com', '615' || n, case when k % 4 = 0 then ${first} + k end,
       jsonb_build_object('permit_number', 'T' || n, 'permit_type', p.type), 'job ' || n, 'p' || n || '@example.com', '+1615' || n,
       n || ' ' || upper(street) || '||NASHVILLE|TN', ${user}, at, at, at, 36.1 + (k % 1000) / 5000.0, -86.8 + (k % 777) / 4000.0, 346715347938992,
       'Nashville', 'cf4ebb84-b119-318d-8f71-3b55f526eeb0', (select max(key_version) from company)
  from (select k, 2000000 + k as n, now() - make_interval(secs => ${count} - k) as at,
               (array['Elm St', 'Oak Ave', 'Pine Dr', 'Main St', 'Cedar Ln', 'Maple Rd', 'Church St', 'Hill Ct'])[1 + k % 8] as street,
               (array['37201', '37203', '37205', '37206', '37209', '37211', '37214', '37221'])[1 + k % 8] as zip
          from generate_series(1, ${count}) as k) as numbered
  join bench_permit p on p.id = k % (select count(*) from bench_permit);

insert into contact (company_id, id, version, name, emails, email_keys, phones, phone_keys, created_by_id, created_at, updated_at,
        key_version)
select company_id, id, 0, primary_email, array[primary_email], array[email_key], array[primary_phone], array[phone_key], created_by_id,
       created_at, updated_at, key_version
  from opportunity where company_id = ${company} and id > ${first} and primary_contact_id is not null;

insert into record_words (company_id, record_type, record_id, document)
select company_id, 'opportunity', id, array_to_tsvector(
           string_to_array(btrim(regexp_replace(lower(concat_ws(' ', title, description, address, number, primary_email, primary_phone)),
                                                '[^[:alnum:]]+', ' ', 'g')), ' ')
           || array['1' || primary_phone, right(phone_key, 7)] || value_words(company_id, custom, trades))
  from opportunity where company_id = ${company} and id > ${first}
union all
select company_id, 'contact', id, array_to_tsvector(array[split_part(name, '@', 1), 'example', 'com', '1' || phones[1], phones[1], right(phones[1], 7)])
  from contact where company_id = ${company} and id > ${first};

insert into change (company_id, record_type, record_id, id, at, user_id, action, changes)
select company_id, 'opportunity', id, 1, created_at, created_by_id, 'CREATED',
       jsonb_build_array(jsonb_build_object('field', 'title', 'from', null, 'to', title))
  from opportunity where company_id = ${company} and id > ${first};

select setval('opportunity_number_${company}', ${count});

set session_replication_role = origin;
