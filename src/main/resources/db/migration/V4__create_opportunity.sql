-- Opportunities and their contacts.

-- also gives the bases of phase instance ids, so no record has one of these as its id
create sequence opportunity_seq;

create table opportunity (
    company_id          bigint      not null,
    id                  bigint      not null default nextval('opportunity_seq'),
    number              bigint      not null,
    version             integer     not null,
    title               text,
    address             text        not null,
    street              text,
    city                text,
    state               text,
    zipcode             text,
    -- the point and its permit office, each whole or absent; they follow the address
    latitude            double precision,
    longitude           double precision,
    jurisdiction_id     bigint,
    jurisdiction_name   text,
    jurisdiction_uuid   uuid,
    trades              varchar[]   not null,
    description         text,
    account_id          bigint,
    workflow_id         bigint,
    phase_id            bigint,
    phase_instances     jsonb       not null,
    phases_started      integer     not null,
    -- the id of a phase instance is this base and five digits; null: the record's id, for the first 99,999 instances
    phase_instance_base bigint,
    value               numeric(19, 4),
    size                numeric(19, 4),
    confidence          numeric,
    status              text        not null,
    is_active           boolean     not null,
    primary_email       text,
    primary_phone       text,
    primary_contact_id  bigint,
    owner_id            bigint,
    sales_rep_id        bigint,
    project_manager_id  bigint,
    custom              jsonb       not null,
    title_key           text,
    email_key           text,
    phone_key           text,
    address_key         text,
    -- the KeyVersion that computed the keys; 0: unknown, or several
    key_version         integer     not null default 0,
    created_by_id       bigint      not null,
    updated_by_id       bigint,
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    last_activity       timestamptz not null,
    constraint opportunity_pk primary key (company_id, id),
    constraint opportunity_number_uk unique (company_id, number),
    constraint opportunity_account_fk foreign key (company_id, account_id) references account,
    constraint opportunity_workflow_fk foreign key (company_id, workflow_id) references workflow,
    constraint opportunity_phase_fk foreign key (company_id, workflow_id, phase_id) references phase (company_id, workflow_id, id),
    constraint opportunity_primary_contact_fk foreign key (company_id, primary_contact_id) references contact,
    constraint opportunity_owner_fk foreign key (company_id, owner_id) references app_user,
    constraint opportunity_sales_rep_fk foreign key (company_id, sales_rep_id) references app_user,
    constraint opportunity_project_manager_fk foreign key (company_id, project_manager_id) references app_user,
    constraint opportunity_created_by_fk foreign key (company_id, created_by_id) references app_user,
    constraint opportunity_updated_by_fk foreign key (company_id, updated_by_id) references app_user,
    constraint opportunity_phase_needs_workflow check (phase_id is null or workflow_id is not null),
    constraint opportunity_title_length check (char_length(title) <= 255),
    constraint opportunity_address_length check (char_length(address) between 1 and 500),
    constraint opportunity_trades_count check (cardinality(trades) between 1 and 50),
    constraint opportunity_description_length check (char_length(description) <= 10000),
    constraint opportunity_confidence_range check (confidence between 0 and 100),
    constraint opportunity_status_known check (status in ('ACTIVE', 'ON_HOLD', 'CANCELLED', 'COMPLETED')),
    constraint opportunity_custom_is_object check (jsonb_typeof(custom) = 'object'),
    constraint opportunity_phase_instances_is_array check (jsonb_typeof(phase_instances) = 'array'),
    constraint opportunity_phase_instance_base_is_id check (phase_instance_base > 0),
    constraint opportunity_latitude_range check (latitude between -90 and 90),
    constraint opportunity_longitude_range check (longitude between -180 and 180),
    constraint opportunity_point_is_whole check (num_nulls(latitude, longitude) in (0, 2)),
    constraint opportunity_jurisdiction_is_whole check (num_nulls(jurisdiction_id, jurisdiction_name, jurisdiction_uuid) in (0, 3)),
    constraint opportunity_jurisdiction_needs_point check (jurisdiction_id is null or latitude is not null)
);

-- match_by=title
create index opportunity_title_key_ix on opportunity (company_id, title_key, id) where is_active;
-- match_by=primaryEmail
create index opportunity_email_key_ix on opportunity (company_id, email_key, id) where is_active;
-- match_by=primaryPhone
create index opportunity_phone_key_ix on opportunity (company_id, phone_key, id) where is_active;
-- match_by=address
create index opportunity_address_key_ix on opportunity (company_id, address_key, id) where is_active;
-- the opportunities with keys of another version
create index opportunity_key_version_ix on opportunity (company_id, key_version);

create table opportunity_contact (
    company_id     bigint  not null,
    opportunity_id bigint  not null,
    contact_id     bigint  not null,
    ordinal        integer not null,
    constraint opportunity_contact_pk primary key (company_id, opportunity_id, contact_id),
    constraint opportunity_contact_ordinal_uk unique (company_id, opportunity_id, ordinal) deferrable initially deferred,
    constraint opportunity_contact_opportunity_fk foreign key (company_id, opportunity_id) references opportunity,
    constraint opportunity_contact_contact_fk foreign key (company_id, contact_id) references contact
);
