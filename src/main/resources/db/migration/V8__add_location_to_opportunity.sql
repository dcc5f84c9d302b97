-- Where the address is: kept in the row, so that a better source than the shipped data can overwrite it. Rows that are there already stay
-- without until their address changes. A point and its permit office are each whole or absent.

alter table opportunity
    add column latitude          double precision,
    add column longitude         double precision,
    add column jurisdiction_id   bigint,
    add column jurisdiction_name text,
    add column jurisdiction_uuid uuid,
    add constraint opportunity_latitude_range check (latitude between -90 and 90),
    add constraint opportunity_longitude_range check (longitude between -180 and 180),
    add constraint opportunity_point_is_whole check (num_nulls(latitude, longitude) in (0, 2)),
    add constraint opportunity_jurisdiction_is_whole check (num_nulls(jurisdiction_id, jurisdiction_name, jurisdiction_uuid) in (0, 3)),
    add constraint opportunity_jurisdiction_needs_point check (jurisdiction_id is null or latitude is not null);
