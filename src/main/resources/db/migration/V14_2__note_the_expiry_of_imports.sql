-- its rows are being removed: what it did can be undone no longer
alter table import add column expired boolean not null default false;
