-- The service may run on Citus, with each company on one of its nodes. On plain PostgreSQL nothing but defaults changes.

-- On Citus: the company of each API key, by the SHA-256 of its token, and of each user, by that of the e-mail. On the coordinator
-- alone, so a node that is away concerns its own companies only. Else empty. Indexed alone, as its rows are of no company.
create table credential_company (
    digest  bytea  not null,
    company bigint not null
);
-- on Citus: log-ins, and the look-up of an API key
create unique index credential_company_uk on credential_company (digest);

-- A default is drawn before a row goes to its node; a trigger would draw it there. R__4_record.sql has these functions.
create function next_number(counted text) returns bigint language sql volatile as $$ select null::bigint $$;
alter table opportunity alter column number set default next_number('opportunity');
alter table account alter column number set default next_number('account');
create function next_place() returns bigint language sql volatile as $$ select null::bigint $$;
alter table change alter column seq set default next_place();
