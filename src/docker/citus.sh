#!/bin/bash
# Run once by the Citus image on each node, on an empty volume: the logins of the service, its database, and the passwords by which
# the nodes know each other.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$SERVICE_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<-'SQL'
	set citus.enable_ddl_propagation = off;
	create role opportunities_service login password :'password';
	create role opportunities login createrole password :'password';
	grant opportunities_service to opportunities;
	create database opportunities owner opportunities;
SQL
psql -v ON_ERROR_STOP=1 -v password="$SERVICE_PASSWORD" -v superuser="$POSTGRES_USER" -v own="$POSTGRES_PASSWORD" \
    -U "$POSTGRES_USER" -d opportunities <<-'SQL'
	create extension if not exists citus;
	-- lets row-level security use the index of words; it tells nothing of a row but whether it matches
	alter function ts_match_vq(tsvector, tsquery) leakproof;
	-- 0: for every node
	insert into pg_dist_authinfo (nodeid, rolename, authinfo) values
	    (0, :'superuser', format('password=%s', :'own')),
	    (0, 'opportunities', format('password=%s', :'password')),
	    (0, 'opportunities_service', format('password=%s', :'password'));
SQL
