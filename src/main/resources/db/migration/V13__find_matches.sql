-- find_opportunity_by_title_key(company, key, locks, to_change) and its like: answers the lowest active record of a key with how many there
-- are, nulls where there is none. What is there and stays as it is needs no lock to be answered. Else it waits for the match locks, which
-- come sorted, until the transaction ends, and looks then: each statement of a function sees what was committed before it began, so whoever
-- waited sees the record of the one before. What is to be changed is locked too, and is what it was found by when it is.
do $$
declare
    kind text;
    key_column text;
begin
    foreach kind in array array['opportunity', 'account'] loop
        foreach key_column in array array['title_key', 'email_key', 'phone_key', 'address_key'] loop
            execute format($function$
                create function find_%1$s_by_%2$s(company bigint, key text, locks bigint[], to_change boolean, out record_id bigint,
                                                  out matches bigint) language plpgsql as $body$
                begin
                    if not to_change then
                        select min(r.id), count(*) into record_id, matches from %1$s r
                         where r.company_id = company and r.is_active and r.%2$s = key;
                        if record_id is not null then
                            return;
                        end if;
                    end if;
                    perform pg_advisory_xact_lock(lock) from unnest(locks) as lock;
                    for tries in 1..10 loop
                        select min(r.id), count(*) into record_id, matches from %1$s r
                         where r.company_id = company and r.is_active and r.%2$s = key;
                        if record_id is null or not to_change then
                            return;
                        end if;
                        perform from %1$s r
                          where r.company_id = company and r.id = record_id and r.is_active and r.%2$s = key for no key update;
                        if found then
                            return;
                        end if;
                    end loop;
                    raise exception 'the matching record is being changed by others' using errcode = 'lock_not_available';
                end $body$
                $function$, kind, key_column);
        end loop;
    end loop;
end $$;
