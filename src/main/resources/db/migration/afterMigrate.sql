-- At each start, also without a new migration: admits a role that a DBA has created meanwhile.
select secure_rows();
