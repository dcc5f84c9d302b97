-- Webhooks push events to addresses. A webhook has a position in the log of events. Rows exist only for records whose
-- delivery failed, and for outcomes of deliveries.

create table webhook (
    company_id            bigint      not null,
    id                    bigserial,
    version               integer     not null,
    url                   text        not null,
    -- empty: all
    triggers              text[]      not null,
    description           text,
    is_active             boolean     not null,
    secret                text        not null,
    -- signs too until its end
    previous_secret       text,
    previous_secret_until timestamptz,
    created_by_id         bigint      not null,
    created_at            timestamptz not null,
    updated_at            timestamptz not null,
    constraint webhook_pk primary key (company_id, id),
    constraint webhook_created_by_fk foreign key (company_id, created_by_id) references app_user
);

-- how far each webhook is, and which instance delivers to it
create table webhook_progress (
    company_id    bigint  not null,
    webhook_id    bigint  not null,
    -- every event up to this sequence is delivered, or its record has a row in webhook_backlog
    position      bigint  not null,
    failing_since timestamptz,
    leased_by     uuid,
    leased_until  timestamptz,
    constraint webhook_progress_pk primary key (company_id, webhook_id),
    constraint webhook_progress_webhook_fk foreign key (company_id, webhook_id) references webhook on delete cascade
);

-- the records whose next delivery is tried again; their later events wait for it
create table webhook_backlog (
    company_id  bigint      not null,
    webhook_id  bigint      not null,
    record_type text        not null,
    record_id   bigint      not null,
    -- of the event that is tried again
    sequence    bigint      not null,
    attempts    integer     not null,
    first_at    timestamptz not null,
    next_at     timestamptz not null,
    constraint webhook_backlog_pk primary key (company_id, webhook_id, record_type, record_id),
    constraint webhook_backlog_webhook_fk foreign key (company_id, webhook_id) references webhook on delete cascade
);

-- the outcome of each delivery, for the admins of the company
create table webhook_delivery (
    company_id      bigint      not null,
    id              bigserial,
    webhook_id      bigint      not null,
    sequence        bigint      not null,
    trigger_key     text        not null,
    record_type     text        not null,
    record_id       bigint      not null,
    status          text        not null,
    attempts        integer     not null,
    first_at        timestamptz not null,
    last_at         timestamptz not null,
    -- of the last answer; null if there was none
    response_status integer,
    latency         integer     not null,
    -- the beginning of the answer, or the reason why there was none
    response        text,
    constraint webhook_delivery_pk primary key (company_id, id),
    -- a later attempt of the same event
    constraint webhook_delivery_sequence_uk unique (company_id, webhook_id, sequence),
    constraint webhook_delivery_status_known check (status in ('DELIVERED', 'WAITING', 'FAILED'))
);

-- GET /webhooks/{id}/deliveries, newest first. The rows of a removed webhook go by their retention: it may have millions
create index webhook_delivery_webhook_ix on webhook_delivery (company_id, webhook_id, id);
-- the rows past their retention
create index webhook_delivery_last_at_ix on webhook_delivery (last_at);

-- deliveries that an admin asked for again
create table webhook_replay (
    company_id bigint not null,
    id         bigserial,
    webhook_id bigint not null,
    -- the next sequences are delivered again, up to the last
    position   bigint not null,
    last       bigint not null,
    constraint webhook_replay_pk primary key (company_id, id),
    constraint webhook_replay_webhook_fk foreign key (company_id, webhook_id) references webhook on delete cascade
);
create index webhook_replay_webhook_ix on webhook_replay (company_id, webhook_id);
