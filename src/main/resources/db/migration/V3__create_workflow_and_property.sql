-- What a company sets up for itself: workflows with their phases, and custom properties with their options.

create sequence workflow_seq increment by 50;
create sequence phase_seq increment by 50;
create sequence property_seq increment by 50;
create sequence property_option_seq increment by 50;

create table workflow (
    company_id    bigint      not null,
    id            bigint      not null,
    version       integer     not null,
    name          text        not null,
    description   text,
    type          text,
    created_by_id bigint      not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    constraint workflow_pk primary key (company_id, id),
    constraint workflow_created_by_fk foreign key (company_id, created_by_id) references app_user,
    constraint workflow_name_uk unique (company_id, name)
);

create table phase (
    company_id  bigint  not null,
    workflow_id bigint  not null,
    id          bigint  not null,
    position    integer not null,
    name        text    not null,
    type        text,
    description text,
    red_sla     integer,
    yellow_sla  integer,
    constraint phase_pk primary key (company_id, id),
    constraint phase_workflow_fk foreign key (company_id, workflow_id) references workflow,
    constraint phase_of_workflow_uk unique (company_id, workflow_id, id),
    constraint phase_position_uk unique (company_id, workflow_id, position) deferrable initially deferred,
    constraint phase_sla_not_negative check (red_sla >= 0 and yellow_sla >= 0)
);

create table property (
    company_id    bigint  not null,
    id            bigint  not null,
    version       integer not null,
    record_type   text    not null,
    key_name      text    not null,
    name          text    not null,
    type          text    not null,
    is_multiple   boolean not null,
    default_value jsonb,
    constraint property_pk primary key (company_id, id),
    constraint property_company_fk foreign key (company_id) references company,
    constraint property_key_name_uk unique (company_id, record_type, key_name),
    constraint property_record_type_known check (record_type in ('account', 'opportunity')),
    constraint property_type_known check (type in ('TEXT', 'NUMERIC', 'CHECKBOX', 'DATE', 'DATETIME', 'DROPDOWN', 'EMAIL', 'PHONE', 'URL'))
);

create table property_option (
    company_id  bigint  not null,
    property_id bigint  not null,
    id          bigint  not null,
    label       text    not null,
    label_key   text    not null,
    constraint property_option_pk primary key (company_id, id),
    constraint property_option_property_fk foreign key (company_id, property_id) references property on delete cascade,
    constraint property_option_label_uk unique (company_id, property_id, label_key)
);

create trigger workflow_raises_catalog_version after insert or update or delete on workflow
    for each row execute function raise_catalog_version();
create trigger phase_raises_catalog_version after insert or update or delete on phase
    for each row execute function raise_catalog_version();
create trigger property_raises_catalog_version after insert or update or delete on property
    for each row execute function raise_catalog_version();
-- not on insert: requests that add different options would wait for each other at the company's row. A node that lacks an option looks again
create trigger property_option_raises_catalog_version after update or delete on property_option
    for each row execute function raise_catalog_version();
