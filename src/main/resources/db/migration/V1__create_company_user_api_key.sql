-- Companies, their users and API keys. Every key of the schema begins with the company, so the schema can be sharded
-- by it.

create sequence company_seq;

create table company (
    company_id      bigint      not null,
    name            text        not null,
    -- counts changes of users, properties and workflows; a replica's cache of them is valid for one version
    catalog_version bigint      not null default 0,
    -- bytes of the largest row so far, rounded up; it decides how carefully a transaction reads pages
    largest_record  integer     not null default 0,
    -- the KeyVersion of the last replica that started; only that version recomputes match keys
    key_version     integer     not null default 0,
    created_at      timestamptz not null,
    constraint company_pk primary key (company_id),
    constraint company_name_length check (char_length(name) between 1 and 255)
);

create table app_user (
    company_id    bigint      not null,
    id            bigserial,
    version       integer     not null,
    email         text        not null,
    email_key     text        not null,
    password_hash text,
    first_name    text,
    last_name     text,
    phone         text,
    avatar_url    text,
    role          text        not null,
    is_active     boolean     not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    constraint app_user_pk primary key (company_id, id),
    constraint app_user_company_fk foreign key (company_id) references company,
    constraint app_user_email_uk unique (company_id, email_key),
    constraint app_user_role_known check (role in ('ADMIN', 'MEMBER'))
);

-- POST /api-keys: the user of an e-mail, before its company is known
create index app_user_login_ix on app_user (email_key);

create table api_key (
    company_id                   bigint      not null,
    id                           bigserial,
    user_id                      bigint      not null,
    name                         text,
    description                  text,
    scope                        text        not null,
    token_prefix                 text        not null,
    token_hash                   bytea       not null,
    created_at                   timestamptz not null,
    expires_at                   timestamptz,
    revoked_at                   timestamptz,
    last_used_at                 timestamptz,
    deprecated_path_calls        bigint      not null default 0,
    deprecated_path_last_used_at timestamptz,
    constraint api_key_pk primary key (company_id, id),
    constraint api_key_user_fk foreign key (company_id, user_id) references app_user,
    constraint api_key_token_uk unique (company_id, token_hash),
    constraint api_key_scope_known check (scope in ('full', 'read')),
    constraint api_key_token_hash_is_sha256 check (octet_length(token_hash) = 32)
);

-- every request: the key of a token, before its company is known
create index api_key_token_ix on api_key (token_hash);

-- GET /api-keys: the keys of one user
create index api_key_user_ix on api_key (company_id, user_id);
