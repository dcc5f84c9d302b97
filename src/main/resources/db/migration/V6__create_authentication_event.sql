-- The log of authentication.

create sequence authentication_event_seq;

-- It never holds a token, a password or a hash of either.
create table authentication_event (
    company_id     bigint      not null,
    id             bigint      not null default nextval('authentication_event_seq'),
    at             timestamptz not null,
    kind           text        not null,
    -- why a key was refused
    reason         text,
    -- null: the event is about a password
    api_key_id     bigint,
    -- the caller, or the owner of the key or e-mail
    user_id        bigint      not null,
    -- null: the service itself acted, as on the first start
    address        text,
    request_id     text,
    -- the minute of a refusal; null for other kinds
    refused_minute timestamptz,
    -- GET /authentication-events: those of a company, newest first
    constraint authentication_event_pk primary key (company_id, id),
    constraint authentication_event_api_key_fk foreign key (company_id, api_key_id) references api_key,
    constraint authentication_event_user_fk foreign key (company_id, user_id) references app_user,
    constraint authentication_event_kind_known check (kind in
        ('KEY_CREATED', 'KEY_FIRST_USED', 'KEY_REVOKED', 'KEY_REFUSED', 'LOGIN_REFUSED', 'LOGIN_LIMITED')),
    constraint authentication_event_reason_known check (reason in ('REVOKED', 'EXPIRED', 'USER_INACTIVE')),
    constraint authentication_event_reason_of_refusal check ((kind = 'KEY_REFUSED') = (reason is not null)),
    constraint authentication_event_key_of_kind check ((kind like 'KEY_%') = (api_key_id is not null)),
    constraint authentication_event_minute_of_refusal
        check (refused_minute is null or kind in ('KEY_REFUSED', 'LOGIN_REFUSED', 'LOGIN_LIMITED'))
);

-- GET /authentication-events?api_key_id=: those of one key, newest first
create index authentication_event_api_key_ix on authentication_event (company_id, api_key_id, id);
-- GET /authentication-events?user_id=: those of one user, newest first
create index authentication_event_user_ix on authentication_event (company_id, user_id, id);
-- one first use per key, whichever replica records it
create unique index authentication_event_first_use_uk on authentication_event (company_id, api_key_id) where kind = 'KEY_FIRST_USED';
-- one row a minute per kind, address and key or user, whichever replica records it; also counts the rows of a user in a minute
create unique index authentication_event_refusal_uk
    on authentication_event (company_id, user_id, refused_minute, kind, address, coalesce(api_key_id, 0)) where refused_minute is not null;
-- the rows past their retention
create index authentication_event_at_ix on authentication_event (at);
