-- Each time the service starts, also where no migration was new: a role that a DBA made meanwhile gets what it needs.
select secure_rows();
