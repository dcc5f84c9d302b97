-- Imports of files: the bytes in pieces, the import with its mapping and progress, and the outcome of each row.

create table import_file (
    company_id bigint      not null,
    id         bigserial,
    -- 0 until the upload has ended
    size       bigint      not null,
    -- SHA-256 of all bytes
    digest     bytea,
    created_at timestamptz not null,
    constraint import_file_pk primary key (company_id, id)
);

create table import_piece (
    company_id bigint  not null,
    file_id    bigint  not null,
    -- from 0; all pieces but the last have 256 KiB
    position   integer not null,
    bytes      bytea   not null,
    constraint import_piece_pk primary key (company_id, file_id, position),
    constraint import_piece_file_fk foreign key (company_id, file_id) references import_file on delete cascade,
    constraint import_piece_size check (octet_length(bytes) between 1 and 262144)
);
-- without compression: each piece is written and read a few times only
alter table import_piece alter column bytes set storage external;

create table import (
    company_id           bigint      not null,
    id                   bigserial,
    version              integer     not null,
    file_id              bigint      not null,
    state                text        not null,
    name                 text,
    profile              text        not null,
    -- how the bytes become rows
    format               jsonb       not null,
    -- [{"name": ..., "samples": [...], "filled": ...}]
    columns              jsonb       not null,
    -- json: its order is that in which values are joined
    mapping              text        not null,
    match_by             text[]      not null,
    -- seconds; null: any time
    match_window         bigint,
    match_found_strategy text        not null,
    allow_new_options    boolean     not null,
    -- of file, mapping and options, when the plan began
    fingerprint          text,
    -- {"created": ..., ...} of the plan; null until there is one
    planned              jsonb,
    -- known when a plan has read the file to its end
    rows_total           bigint,
    -- progress of the plan, the run or the undoing
    rows_done            bigint      not null,
    counts               jsonb       not null,
    next_offset          bigint      not null,
    next_line            bigint      not null,
    -- why it failed
    failure              text,
    leased_by            uuid,
    leased_until         timestamptz,
    created_by_id        bigint      not null,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    constraint import_pk primary key (company_id, id),
    constraint import_file_fk foreign key (company_id, file_id) references import_file,
    constraint import_created_by_fk foreign key (company_id, created_by_id) references app_user,
    constraint import_state_known check (state in ('RECEIVED', 'PLANNING', 'PLANNED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED', 'UNDOING',
                                                   'UNDONE')),
    constraint import_plan_has_fingerprint check (state not in ('PLANNED', 'RUNNING') or fingerprint is not null)
);
create index import_file_ix on import (company_id, file_id);
-- every second: imports that wait for a worker
create index import_working_ix on import (leased_until nulls first) where state in ('PLANNING', 'RUNNING', 'UNDOING');
-- the imports past their retention
create index import_created_at_ix on import (created_at);

create table import_row (
    company_id bigint not null,
    import_id  bigint not null,
    -- of the file, from 1
    line       bigint not null,
    -- what the plan found
    planned    text,
    -- what the run did; null until then
    outcome    text,
    -- of its first byte in the file
    start      bigint not null,
    record_id  bigint,
    -- [{"field": ..., "code": ..., "message": ...}]
    errors     jsonb,
    -- of a matched record: [{"field": ..., "from": ..., "to": ...}]
    changes    jsonb,
    -- the members that an undoing left as they are; null until it has come here
    kept       text[],
    constraint import_row_pk primary key (company_id, import_id, line),
    constraint import_row_import_fk foreign key (company_id, import_id) references import on delete cascade,
    constraint import_row_outcome_known check (outcome in ('created', 'skipped', 'replaced', 'enriched', 'unchanged', 'failed')),
    constraint import_row_planned_known check (planned in ('created', 'skipped', 'replaced', 'enriched', 'unchanged', 'failed'))
);
-- GET /imports/{id}/rows?outcome=
create index import_row_outcome_ix on import_row (company_id, import_id, coalesce(outcome, planned), line);

-- While a plan is made: the keys of rows that would write, for later rows that share one. Two keys of one number cost a second
-- look, and change no result.
create table import_key (
    company_id bigint not null,
    import_id  bigint not null,
    key        bigint not null,
    line       bigint not null,
    start      bigint not null,
    constraint import_key_pk primary key (company_id, import_id, key, line),
    constraint import_key_import_fk foreign key (company_id, import_id) references import on delete cascade
);
-- the other keys of a row
create index import_key_line_ix on import_key (company_id, import_id, line);

-- the last mapping of files of one shape
create table import_mapping (
    company_id bigint      not null,
    -- SHA-256 of the names of the columns
    shape      bytea       not null,
    mapping    text        not null,
    updated_at timestamptz not null,
    constraint import_mapping_pk primary key (company_id, shape)
);
