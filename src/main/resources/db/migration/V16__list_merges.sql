-- Merges are listed, so that each can be undone later.

-- merges from before this migration count as made by it
alter table record_merge add column merged_at timestamptz not null default now();

-- GET /merges: the newest first, of all records, or into one
create index record_merge_order_ix on record_merge (company_id, record_type, ordinal);
drop index record_merge_target_ix;
create index record_merge_target_ix on record_merge (company_id, record_type, target_id, ordinal);
