-- Stored responses to requests with an Idempotency-Key, and the state of the rate limits.

-- Each row is written in the transaction of its request, and kept for a day.
create table idempotency_key (
    company_id  bigint      not null,
    user_id     bigint      not null,
    -- 0: the user came with a password
    api_key_id  bigint      not null,
    key_digest  bytea       not null,
    fingerprint bytea       not null,
    status      integer     not null,
    headers     jsonb       not null,
    body        bytea       not null,
    created_at  timestamptz not null,
    constraint idempotency_key_pk primary key (company_id, user_id, api_key_id, key_digest),
    constraint idempotency_key_user_fk foreign key (company_id, user_id) references app_user,
    constraint idempotency_key_digest_is_sha256 check (octet_length(key_digest) = 32),
    constraint idempotency_key_fingerprint_is_sha256 check (octet_length(fingerprint) = 32)
);

-- the rows past their retention
create index idempotency_key_created_at_ix on idempotency_key (created_at);

-- The rate limit of each API key, in Bucket4j's format. Unlogged: a crash empties the table, which fills all buckets.
-- Without a company, as the limit is read before the company is known.
create unlogged table rate_limit_bucket (
    -- company/key/limits
    id         text not null,
    state      bytea,
    -- milliseconds since 1970. From then on the bucket is full and the row is of no use. Not indexed, so an update stays
    -- in its page; the removal each minute leaves few rows
    expires_at bigint
) with (fillfactor = 50);

-- the bucket of a key; an index only, as every primary and unique key of the schema begins with the company
create unique index rate_limit_bucket_uk on rate_limit_bucket (id);
