-- Who came with which key or password, and what the rate limits know.

create sequence authentication_event_seq;

-- Never a token, a password or a hash of either.
create table authentication_event (
    company_id bigint      not null,
    id         bigint      not null default nextval('authentication_event_seq'),
    at         timestamptz not null,
    kind       text        not null,
    -- why a key was refused
    reason     text,
    -- the key it is about; null where a password came
    api_key_id bigint,
    -- who acted, or whose key or e-mail came
    user_id    bigint      not null,
    -- null where the service itself acted, as on the first start
    address    text,
    request_id text,
    -- GET /authentication-events: those of a company, newest first
    constraint authentication_event_pk primary key (company_id, id),
    constraint authentication_event_api_key_fk foreign key (company_id, api_key_id) references api_key,
    constraint authentication_event_user_fk foreign key (company_id, user_id) references app_user,
    constraint authentication_event_kind_known check (kind in
        ('KEY_CREATED', 'KEY_FIRST_USED', 'KEY_REVOKED', 'KEY_REFUSED', 'LOGIN_REFUSED', 'LOGIN_LIMITED')),
    constraint authentication_event_reason_known check (reason in ('REVOKED', 'EXPIRED', 'USER_INACTIVE')),
    constraint authentication_event_reason_of_refusal check ((kind = 'KEY_REFUSED') = (reason is not null)),
    constraint authentication_event_key_of_kind check ((kind like 'KEY_%') = (api_key_id is not null))
);

-- GET /authentication-events?api_key_id=: those of one key, newest first
create index authentication_event_api_key_ix on authentication_event (company_id, api_key_id, id);

-- GET /authentication-events?user_id=: those of one user, newest first
create index authentication_event_user_ix on authentication_event (company_id, user_id, id);

-- Whichever replica saw it: a key is used for the first time once.
create unique index authentication_event_first_use_uk on authentication_event (company_id, api_key_id) where kind = 'KEY_FIRST_USED';

-- What is left of the rate limit of each key, as Bucket4j writes it: a counter and no record, so it is not logged, and a crash, which
-- empties it, fills all buckets. It is shared by companies and read before one is known to the session.
create unlogged table rate_limit_bucket (
    -- company/key/limits
    id         text not null,
    state      bytea,
    -- milliseconds since 1970; from then on the bucket is full, so that the row says nothing. Not indexed, so that an update stays in its
    -- page; what is removed every minute leaves few rows to look through
    expires_at bigint
) with (fillfactor = 50);

-- the bucket of a key; no constraint, as the keys of records begin with their company in a column of its own
create unique index rate_limit_bucket_uk on rate_limit_bucket (id);
