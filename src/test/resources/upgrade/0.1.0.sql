-- The data of a database of release 0.1.0, all made up. Load it in one transaction, after V1 to V8 and before the
-- repeatable migrations: words, values, numbers and times are here, not derived. Each user's password is "password of a
-- made-up admin" or "password of a made-up user".

create sequence opportunity_number_1;
create sequence account_number_1;

insert into company (company_id, name, catalog_version, largest_record, key_version, created_at)
values
    (1, 'Acme', 7, 0, 1778567775, '2026-01-05T08:00:00Z');

insert into app_user (company_id, id, version, email, email_key, password_hash, first_name, last_name, phone,
        avatar_url, role, is_active, created_at, updated_at)
values
    (1, 1, 0, 'admin@acme.example', 'admin@acme.example',
        '{bcrypt}$2a$10$jA6s.smOzl2XC78pCaH/j.ASqKcrg4R9xggVcaCzCzaTKnmwRms9y', null, null, null, null, 'ADMIN', true,
        '2026-01-05T08:00:00Z', '2026-01-05T08:00:00Z'),
    (1, 2, 0, 'sales@acme.example', 'sales@acme.example',
        '{bcrypt}$2a$10$A6Pv43pBMaAInWJVxzPsFuiNBVcGqjhJXeHV76YX411O3XzaIiIPu', 'Kim', 'Barrow', null, null, 'MEMBER',
        true, '2026-01-05T08:00:00Z', '2026-01-05T08:00:00Z');

insert into api_key (company_id, id, user_id, name, description, scope, token_prefix, token_hash, created_at,
        expires_at, revoked_at, last_used_at, deprecated_path_calls, deprecated_path_last_used_at)
values
    (1, 1, 1, 'First key', null, 'full', 'key-from-the',
        '\xe6ecb37a4bb563734ed43fc1612a636608fc4fb16edae85c4d1b2e1dee23ff44', '2026-01-05T08:00:00Z', null, null,
        '2026-01-07T08:00:00Z', 0, null);

insert into contact (company_id, id, version, name, title, emails, email_keys, phones, phone_keys, key_version,
        created_by_id, created_at, updated_at, removed_at, removed_by_id, removed_by_key_id)
values
    (1, 2, 0, 'Sam Ortega', null, '{sam@example.com}', '{sam@example.com}', '{}', '{}', 1778567775, 1,
        '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z', null, null, null),
    (1, 1, 1, 'Dana Whitfield', null, '{Dana@Example.com}', '{dana@example.com}', '{"(615) 555-0134"}',
        '{+16155550134}', 1778567775, 1, '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z', null, null, null);

insert into account (company_id, id, number, version, title, address, street, city, state, zipcode, description,
        account_type, primary_email, primary_phone, primary_contact_id, custom, is_active, title_key, email_key,
        phone_key, address_key, key_version, created_by_id, created_at, updated_at)
values
    (1, 1, 1, 0, 'Whitfield Homes', '12 Main St, Nashville, TN 37204', '12 Main St', 'Nashville', 'TN', '37204', null,
        null, null, null, 1, '{}', true, 'whitfield homes', null, null, '12 MAIN ST||NASHVILLE|TN', 1778567775, 1,
        '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z'),
    (1, 2, 2, 0, 'Ortega Homes', '14 Main St, Nashville, TN 37204', '14 Main St', 'Nashville', 'TN', '37204', null,
        null, null, null, null, '{}', true, 'ortega homes', null, null, '14 MAIN ST||NASHVILLE|TN', 1778567775, 1,
        '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z');

insert into account_contact (company_id, account_id, contact_id)
values
    (1, 1, 1);

insert into authentication_event (company_id, id, at, kind, reason, api_key_id, user_id, address, request_id,
        refused_minute)
values
    (1, 1, '2026-01-05T08:00:00Z', 'KEY_CREATED', null, 1, 1, null, null, null),
    (1, 2, '2026-01-06T08:00:00Z', 'KEY_FIRST_USED', null, 1, 1, '127.0.0.1', 'db65785d-3e4a-4f2e-b9c4-448b34b1554f',
        null),
    (1, 3, '2026-01-06T08:00:00Z', 'LOGIN_REFUSED', null, null, 2, '127.0.0.1', 'c8b296b6-b62d-4473-af37-98110a9cbe26',
        '2026-01-06T08:00:00Z');

insert into change (company_id, record_type, record_id, id, at, user_id, api_key_id, action, changes)
values
    (1, 'contact', 1, 1, '2026-01-06T08:00:00Z', 1, 1, 'CREATED',
        '[{"to": "Dana Whitfield", "from": null, "field": "name"},
          {"to": ["Dana@Example.com"], "from": null, "field": "emails"},
          {"to": ["(615) 555-0134"], "from": null, "field": "phones"}]'),
    (1, 'contact', 2, 1, '2026-01-06T08:00:00Z', 1, 1, 'CREATED',
        '[{"to": "Sam Ortega", "from": null, "field": "name"},
          {"to": ["sam@example.com"], "from": null, "field": "emails"}]'),
    (1, 'contact', 1, 2, '2026-01-06T08:00:00Z', 1, 1, 'UPDATED', '[{"to": [1], "from": null, "field": "accountIds"}]'),
    (1, 'account', 1, 1, '2026-01-06T08:00:00Z', 1, 1, 'CREATED',
        '[{"to": "Whitfield Homes", "from": null, "field": "title"},
          {"to": ["12 Main St, Nashville, TN 37204"], "from": null, "field": "address"},
          {"to": true, "from": null, "field": "isActive"},
          {"to": [1], "from": null, "field": "contacts"}]'),
    (1, 'account', 2, 1, '2026-01-06T08:00:00Z', 1, 1, 'CREATED',
        '[{"to": "Ortega Homes", "from": null, "field": "title"},
          {"to": ["14 Main St, Nashville, TN 37204"], "from": null, "field": "address"},
          {"to": true, "from": null, "field": "isActive"}]'),
    (1, 'opportunity', 1, 1, '2026-01-07T08:00:00Z', 1, 1, 'CREATED',
        '[{"to": "Replace roof", "from": null, "field": "title"},
          {"to": "After the hail", "from": null, "field": "description"},
          {"to": ["12 Main St, Nashville, TN 37204"], "from": null, "field": "address"},
          {"to": ["Roofing", "Gutters"], "from": null, "field": "trades"},
          {"to": "ACTIVE", "from": null, "field": "status"},
          {"to": true, "from": null, "field": "isActive"},
          {"to": 18500, "from": null, "field": "value"},
          {"to": 1, "from": null, "field": "accountId"},
          {"to": 1, "from": null, "field": "workflowId"},
          {"to": 1, "from": null, "field": "phaseId"},
          {"to": "Dana@Example.com", "from": null, "field": "primaryEmail"},
          {"to": "(615) 555-0134", "from": null, "field": "primaryPhone"},
          {"to": [1, 2], "from": null, "field": "contacts"},
          {"to": 2, "from": null, "field": "ownerId"},
          {"to": 210, "from": null, "field": "custom.roof_area"},
          {"to": "Metal", "from": null, "field": "custom.roof_type"}]'),
    (1, 'opportunity', 2, 1, '2026-01-07T08:00:00Z', 1, 1, 'CREATED',
        '[{"to": "Old shed", "from": null, "field": "title"},
          {"to": ["14 Main St, Nashville, TN 37204"], "from": null, "field": "address"},
          {"to": ["Demolition"], "from": null, "field": "trades"},
          {"to": "ACTIVE", "from": null, "field": "status"},
          {"to": true, "from": null, "field": "isActive"}]'),
    (1, 'opportunity', 2, 2, '2026-01-07T08:00:00Z', 1, 1, 'ARCHIVED',
        '[{"to": false, "from": true, "field": "isActive"}]');

insert into idempotency_key (company_id, user_id, api_key_id, key_digest, fingerprint, status, headers, body, created_at)
values
    (1, 1, 1, '\x62aec1eb339b715e9f8cc7aea4bb1bceca466c9bf668b9a21e4d5caa08dc4036',
        '\x9cc7bd110a67c0fdd6d3fc1d78be099b9094de72501dcbd9b4ec69e6803e16ea', 201,
        '{"ETag": ["\"0-21b8968596ce2e3f\""], "Location": ["/opportunities/1"],
          "X-Match-Count": ["0"], "X-Match-Outcome": ["created"]}',
        convert_to(
            '{"id":1,"number":1,"title":"Replace roof","description":"After the hail",' ||
            '"address":["12 Main St, Nashville, TN 37204"],"street":"12 Main St","city":"Nashville","state":"TN",' ||
            '"zipcode":"37204","geoLocation":["36.1067,-86.7743"],"jurisdiction":{"id":346715347938992,' ||
            '"name":"Nashville","uuid":"cf4ebb84-b119-318d-8f71-3b55f526eeb0"},"status":"ACTIVE","isActive":true,' ||
            '"trades":["Roofing","Gutters"],"value":18500,"size":null,"confidence":null,"accountId":1,"workflowId":1,' ||
            '"workflowName":"Residential","phaseId":1,"phase":{"id":1,"name":"Inspection","type":null},' ||
            '"phaseInstances":[{"id":100001,"name":"Inspection","status":"IN_PROGRESS","position":1,"type":null,' ||
            '"phaseTemplateId":1,"phaseTemplate":{"id":1,"name":"Inspection","type":null,"redSla":null,' ||
            '"yellowSla":null}},{"id":100002,"name":"Contract","status":"NOT_STARTED","position":2,"type":null,' ||
            '"phaseTemplateId":2,"phaseTemplate":{"id":2,"name":"Contract","type":null,"redSla":null,' ||
            '"yellowSla":null}}],"primaryEmail":"Dana@Example.com","primaryPhone":"(615) 555-0134","contacts":[1,2],' ||
            '"owner":{"id":2,"firstName":"Kim","lastName":"Barrow","email":"sales@acme.example","avatarUrl":null},' ||
            '"salesRep":null,"projectManager":null,"custom":{"roof_area":210,"roof_type":"Metal"},"imageUrl":null,' ||
            '"streetViewUrl":null,"lastActivity":"2026-01-07T08:00:00.000Z","createdById":1,"createdBy":{"id":1,' ||
            '"firstName":"","lastName":"","email":"admin@acme.example","avatarUrl":null},"updatedBy":null,' ||
            '"createdAt":"2026-01-07T08:00:00.000Z","updatedAt":"2026-01-07T08:00:00.000Z"}', 'UTF8'),
        '2026-01-07T08:00:00Z');

insert into workflow (company_id, id, version, name, description, type, created_by_id, created_at, updated_at)
values
    (1, 1, 0, 'Residential', null, null, 1, '2026-01-06T08:00:00Z', '2026-01-06T08:00:00Z');

insert into phase (company_id, workflow_id, id, position, name, type, description, red_sla, yellow_sla)
values
    (1, 1, 1, 1, 'Inspection', null, null, null, null),
    (1, 1, 2, 2, 'Contract', null, null, null, null);

insert into opportunity (company_id, id, number, version, title, address, street, city, state, zipcode, latitude,
        longitude, jurisdiction_id, jurisdiction_name, jurisdiction_uuid, trades, description, account_id, workflow_id,
        phase_id, phase_instances, phases_started, phase_instance_base, value, size, confidence, status, is_active,
        primary_email, primary_phone, primary_contact_id, owner_id, sales_rep_id, project_manager_id, custom, title_key,
        email_key, phone_key, address_key, key_version, created_by_id, updated_by_id, created_at, updated_at,
        last_activity)
values
    (1, 1, 1, 0, 'Replace roof', '12 Main St, Nashville, TN 37204', '12 Main St', 'Nashville', 'TN', '37204', 36.1067,
        -86.7743, 346715347938992, 'Nashville', 'cf4ebb84-b119-318d-8f71-3b55f526eeb0', '{Roofing,Gutters}',
        'After the hail', 1, 1, 1,
        '[{"name": "Inspection", "type": null, "status": "IN_PROGRESS", "ordinal": 1, "phaseId": 1, "position": 1},
          {"name": "Contract", "type": null, "status": "NOT_STARTED", "ordinal": 2, "phaseId": 2, "position": 2}]',
        2, null, 18500.0000, null, null, 'ACTIVE', true, 'Dana@Example.com', '(615) 555-0134', 1, 2, null, null,
        '{"roof_area": 210, "roof_type": "Metal"}', 'replace roof', 'dana@example.com', '+16155550134',
        '12 MAIN ST||NASHVILLE|TN', 1778567775, 1, null, '2026-01-07T08:00:00Z', '2026-01-07T08:00:00Z',
        '2026-01-07T08:00:00Z'),
    (1, 2, 2, 1, 'Old shed', '14 Main St, Nashville, TN 37204', '14 Main St', 'Nashville', 'TN', '37204', 36.1067,
        -86.7743, 346715347938992, 'Nashville', 'cf4ebb84-b119-318d-8f71-3b55f526eeb0', '{Demolition}', null, null,
        null, null, '[]', 0, null, null, null, null, 'ACTIVE', false, null, null, null, null, null, null, '{}',
        'old shed', null, null, '14 MAIN ST||NASHVILLE|TN', 1778567775, 1, 1, '2026-01-07T08:00:00Z',
        '2026-01-07T08:00:00Z', '2026-01-07T08:00:00Z');

insert into opportunity_contact (company_id, opportunity_id, contact_id, ordinal)
values
    (1, 1, 2, 1);

insert into property (company_id, id, version, record_type, key_name, name, type, is_multiple, default_value, deleted_at)
values
    (1, 1, 0, 'opportunity', 'roof_type', 'Roof type', 'DROPDOWN', false, null, null),
    (1, 2, 0, 'opportunity', 'roof_area', 'Roof area', 'NUMERIC', false, null, null);

insert into property_option (company_id, property_id, id, label, label_key, position)
values
    (1, 1, 1, 'Metal', 'metal', 1);

insert into record_value (company_id, record_type, record_id, key_name, ordinal, text, number)
values
    (1, 'opportunity', 1, '$trades', 1, 'roofing', null),
    (1, 'opportunity', 1, '$trades', 2, 'gutters', null),
    (1, 'opportunity', 1, 'roof_area', 1, null, 210),
    (1, 'opportunity', 1, 'roof_type', 1, 'metal', null),
    (1, 'opportunity', 2, '$trades', 1, 'demolition', null);

insert into record_words (company_id, record_type, record_id, document)
values
    (1, 'contact', 1,
        '''0134'' ''16155550134'' ''555'' ''5550134'' ''615'' ''6155550134'' ''com'' ''dana'' ''example'' ''whitfield'''),
    (1, 'contact', 2, '''com'' ''example'' ''ortega'' ''sam'''),
    (1, 'account', 1, '''12'' ''37204'' ''homes'' ''main'' ''nashville'' ''st'' ''tn'' ''whitfield'''),
    (1, 'account', 2, '''14'' ''37204'' ''homes'' ''main'' ''nashville'' ''ortega'' ''st'' ''tn'''),
    (1, 'opportunity', 1,
        '''0134'' ''1'' ''12'' ''16155550134'' ''37204'' ''555'' ''5550134'' ''615'' ''6155550134'' ''after'' ''com'' ''dana'' ''example'' ''hail'' ''main'' ''nashville'' ''replace'' ''roof'' ''st'' ''the'' ''tn'''),
    (1, 'opportunity', 2, '''14'' ''2'' ''37204'' ''main'' ''nashville'' ''old'' ''shed'' ''st'' ''tn''');

insert into team (company_id, id, version, name, created_at, updated_at)
values
    (1, 1, 0, 'Roofers', '2026-01-05T08:00:00Z', '2026-01-05T08:00:00Z');

insert into team_member (company_id, team_id, user_id, ordinal, is_team_lead)
values
    (1, 1, 2, 1, false);

select setval('account_id_seq', 2),
       setval('account_number_1', 2),
       setval('api_key_id_seq', 1),
       setval('app_user_id_seq', 2),
       setval('authentication_event_seq', 3),
       setval('company_seq', 1),
       setval('contact_id_seq', 2),
       setval('opportunity_number_1', 2),
       setval('opportunity_seq', 2),
       setval('phase_id_seq', 2),
       setval('property_id_seq', 2),
       setval('property_option_id_seq', 1),
       setval('team_id_seq', 1),
       setval('workflow_id_seq', 1);
