-- The record the service exists for, its contacts, and the numbers it counts in each company.

create sequence opportunity_seq increment by 50;

-- One sequence per company: numbers count up from 1 and are never reused, and two requests never wait for each other to draw one.
create function create_opportunity_number_sequence() returns trigger language plpgsql as $$
begin
    execute format('create sequence opportunity_number_%s', new.company_id);
    return null;
end $$;

create trigger company_counts_opportunities after insert on company
    for each row execute function create_opportunity_number_sequence();

create table opportunity (
    company_id         bigint      not null,
    id                 bigint      not null,
    number             bigint      not null,
    version            integer     not null,
    title              text,
    address            text        not null,
    street             text,
    city               text,
    state              text,
    zipcode            text,
    trades             varchar[]   not null,
    description        text,
    account_id         bigint,
    workflow_id        bigint,
    phase_id           bigint,
    phase_instances    jsonb       not null,
    phases_started     integer     not null,
    value              numeric(19, 4),
    size               numeric(19, 4),
    confidence         numeric,
    status             text        not null,
    is_active          boolean     not null,
    primary_email      text,
    primary_phone      text,
    primary_contact_id bigint,
    owner_id           bigint,
    sales_rep_id       bigint,
    project_manager_id bigint,
    custom             jsonb       not null,
    title_key          text,
    email_key          text,
    phone_key          text,
    address_key        text,
    created_by_id      bigint      not null,
    updated_by_id      bigint,
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    last_activity      timestamptz not null,
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
    constraint opportunity_phase_instances_is_array check (jsonb_typeof(phase_instances) = 'array')
);

-- match_by=title
create index opportunity_title_key_ix on opportunity (company_id, title_key, id) where is_active;
-- match_by=primaryEmail
create index opportunity_email_key_ix on opportunity (company_id, email_key, id) where is_active;
-- match_by=primaryPhone
create index opportunity_phone_key_ix on opportunity (company_id, phone_key, id) where is_active;
-- match_by=address
create index opportunity_address_key_ix on opportunity (company_id, address_key, id) where is_active;


-- GET /contacts: the opportunities whose primary contact it is; also what a removal of the contact must find
create index opportunity_primary_contact_ix on opportunity (company_id, primary_contact_id) where primary_contact_id is not null;

create function draw_opportunity_number() returns trigger language plpgsql as $$
begin
    new.number := nextval(format('opportunity_number_%s', new.company_id)::regclass);
    return new;
end $$;

create trigger opportunity_draws_number before insert on opportunity
    for each row when (new.number is null) execute function draw_opportunity_number();

create table opportunity_contact (
    company_id     bigint  not null,
    opportunity_id bigint  not null,
    contact_id     bigint  not null,
    ordinal        integer not null,
    constraint opportunity_contact_pk primary key (company_id, opportunity_id, contact_id),
    constraint opportunity_contact_opportunity_fk foreign key (company_id, opportunity_id) references opportunity,
    constraint opportunity_contact_contact_fk foreign key (company_id, contact_id) references contact
);

-- GET /contacts: the opportunities of a contact
create index opportunity_contact_contact_ix on opportunity_contact (company_id, contact_id);
