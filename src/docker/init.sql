-- Run once by the postgres image, on an empty volume: a login that owns the database, and nothing else, for the service.
\set ON_ERROR_STOP on
\getenv password SERVICE_PASSWORD
create role opportunities_service nologin;
create role opportunities login password :'password';
grant opportunities_service to opportunities;
create database opportunities owner opportunities;
