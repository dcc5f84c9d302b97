-- While a plan is made: the groups of rows that would write, so that a later row finds those it depends on at once, however many
-- they are. Rows that share a key are of one group, and so are those that share one with these. Two keys of one number make a
-- group larger, and change no result.
drop table import_key;
-- their keys are gone: they begin again
update import set state = 'RECEIVED', version = version + 1, leased_by = null, leased_until = null where state = 'PLANNING';

create table import_key (
    company_id bigint not null,
    import_id  bigint not null,
    key        bigint not null,
    group_id   bigint not null,
    constraint import_key_pk primary key (company_id, import_id, key),
    constraint import_key_import_fk foreign key (company_id, import_id) references import on delete cascade
);
-- groups that become one
create index import_key_group_ix on import_key (company_id, import_id, group_id);

create table import_group_row (
    company_id bigint not null,
    import_id  bigint not null,
    -- the line of a row of it
    group_id   bigint not null,
    line       bigint not null,
    start      bigint not null,
    constraint import_group_row_pk primary key (company_id, import_id, group_id, line),
    constraint import_group_row_import_fk foreign key (company_id, import_id) references import on delete cascade
);
