-- Each secret signs for a day after its rotation, also if another rotation follows.
alter table webhook add column previous_secrets text[] not null default '{}';
alter table webhook add column previous_secrets_until timestamptz[] not null default '{}';
update webhook set previous_secrets = array[previous_secret], previous_secrets_until = array[previous_secret_until]
 where previous_secret is not null;
alter table webhook drop column previous_secret;
alter table webhook drop column previous_secret_until;
alter table webhook add constraint webhook_previous_secrets_end
    check (cardinality(previous_secrets) = cardinality(previous_secrets_until) and cardinality(previous_secrets) <= 5);
