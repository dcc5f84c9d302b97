-- when a worker last ended for a company: the company that waits for the longest time is next
create table import_turn (
    company_id bigint      not null,
    ended_at   timestamptz not null,
    constraint import_turn_pk primary key (company_id)
);
