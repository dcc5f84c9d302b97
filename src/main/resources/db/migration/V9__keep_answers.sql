-- The answers to requests with an Idempotency-Key, for a day; each is written in the transaction of what it answers.

create table idempotency_key (
    company_id  bigint      not null,
    user_id     bigint      not null,
    -- 0 where the user came with a password
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

-- what is over a day old, to be removed
create index idempotency_key_created_at_ix on idempotency_key (created_at);

-- Claims a key until the transaction ends, and answers what is known of it. One call, but each of its statements sees what was committed
-- before it began: whoever gets the lock sees the answer of the one who had it.
create function claim_idempotency_key(company bigint, user_ bigint, api_key bigint, digest bytea, kept_since timestamptz)
    returns table (is_claimed boolean, fingerprint bytea, status integer, headers text, body bytea) language plpgsql as $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended(concat_ws(':', 'idempotency', company, user_, api_key, encode(digest, 'hex')), 0)) then
        return query select false, null::bytea, null::integer, null::text, null::bytea;
        return;
    end if;
    return query
        select true, k.fingerprint, k.status, k.headers::text, k.body
          from (select) as always
          left join idempotency_key k on k.company_id = company and k.user_id = user_ and k.api_key_id = api_key
                                     and k.key_digest = digest and k.created_at >= kept_since;
end $$;

-- Removes some of what is too old, of all companies; rows that another replica is removing are left to it.
create function expire_idempotency_keys(kept_since timestamptz, most integer) returns bigint
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    removed bigint;
begin
    delete from idempotency_key where ctid = any (array(
        select ctid from idempotency_key where created_at < kept_since limit most for update skip locked));
    get diagnostics removed = row_count;
    return removed;
end $$;

revoke execute on function expire_idempotency_keys from public;
