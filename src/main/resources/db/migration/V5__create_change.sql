-- The changelog: one row for each version of a record, written in the transaction of the change.

create table change (
    company_id  bigint      not null,
    record_type text        not null,
    record_id   bigint      not null,
    -- the resulting version of the record, from 1
    id          bigint      not null,
    at          timestamptz not null,
    user_id     bigint      not null,
    api_key_id  bigint,
    action      text        not null,
    -- [{"field": ..., "from": ..., "to": ...}]
    changes     jsonb       not null,
    -- GET /opportunities/{id}/changes
    constraint change_pk primary key (company_id, record_type, record_id, id),
    constraint change_user_fk foreign key (company_id, user_id) references app_user,
    constraint change_api_key_fk foreign key (company_id, api_key_id) references api_key,
    constraint change_record_type_known check (record_type in ('opportunity', 'account', 'contact')),
    constraint change_action_known check (action in ('CREATED', 'UPDATED', 'ARCHIVED', 'RESTORED', 'DELETED')),
    constraint change_changes_is_array check (jsonb_typeof(changes) = 'array')
);

-- the rows past their retention
create index change_at_ix on change (at);
