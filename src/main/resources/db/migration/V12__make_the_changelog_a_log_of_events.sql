-- The changelog is the log of events too: each change has a place in the order of all changes.

create sequence event_seq;

alter table change
    -- an object of all members for a CREATED record, else an array of {"field": ..., "from": ..., "to": ...}
    drop constraint change_changes_is_array,
    drop constraint change_action_known,
    -- draws_place sets it; null for changes of release 0.1.0, which are no events
    add column seq bigint,
    -- all members after the change: of every 16th version, so that an earlier version is found in a few steps
    add column record jsonb,
    -- what the change replaced beyond its members: the phases of a former run
    add column replaced jsonb,
    add constraint change_changes_known check (jsonb_typeof(changes) in ('array', 'object')) not valid,
    add constraint change_action_known check (action in ('CREATED', 'UPDATED', 'ARCHIVED', 'RESTORED', 'DELETED', 'OVERDUE')) not valid;

-- GET /events, and deliveries to webhooks
create index change_seq_ix on change (company_id, seq);

-- the rows past their retention are the first ones of that order, and those of release 0.1.0
drop index change_at_ix;
create index change_of_old_release_ix on change (company_id, at) where seq is null;

-- The time since when an opportunity is in its phase; infinity once the phase has outlived its red SLA, so that it does so
-- once. Null for records of release 0.1.0, whose last change counts.
alter table opportunity add column phase_since timestamptz;

-- every minute: phases past their red SLA
create index opportunity_phase_since_ix on opportunity (company_id, phase_id, (coalesce(phase_since, updated_at))) where phase_id is not null and is_active;
