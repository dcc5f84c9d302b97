-- What a company set up changes later, and what refers to it stays: phases are retired, properties are taken out of use, options reordered.

-- null: retired. Records run on it still, new ones do not
alter table phase alter column position drop not null;

-- set: out of use. The values that records have under its key are kept, and shown again once it is back
alter table property add column deleted_at timestamptz;

-- null: a request brought it after the options were last listed; such ones come last. Two that do so never wait for each other to count
alter table property_option add column position integer;

-- DELETE /workflows/{id}: the opportunities that run on it, which the schema looks for too
create index opportunity_on_workflow_ix on opportunity (company_id, workflow_id, phase_id) where workflow_id is not null;
