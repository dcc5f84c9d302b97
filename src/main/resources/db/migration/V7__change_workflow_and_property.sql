-- What a company set up changes later, and what refers to it stays: phases are retired, properties are taken out of use, options reordered.

-- null: retired. Records run on it still, new ones do not
alter table phase alter column position drop not null;

-- set: out of use. The values that records have under its key are kept, and shown again once it is back
alter table property add column deleted_at timestamptz;

-- null: a request brought it after the options were last listed; such ones come last. Two that do so never wait for each other to count
alter table property_option add column position integer;

-- A workflow takes its phases with it, itself first: a record that begins to run on it holds the workflow and then the phase, and two that
-- lock in different order would wait for each other in a circle.
alter table phase drop constraint phase_workflow_fk;
alter table phase add constraint phase_workflow_fk foreign key (company_id, workflow_id) references workflow on delete cascade;
