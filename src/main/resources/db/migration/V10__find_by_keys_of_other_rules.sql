-- The look-ups of records and contacts also return whether keys by other rules are left. A function with other results is made anew.
do $$
declare
    look_up text;
begin
    foreach look_up in array array['find_contacts',
            'find_opportunity_by_title_key', 'find_opportunity_by_email_key', 'find_opportunity_by_phone_key', 'find_opportunity_by_address_key',
            'find_account_by_title_key', 'find_account_by_email_key', 'find_account_by_phone_key', 'find_account_by_address_key'] loop
        execute format('drop function if exists %I.%I', current_schema(), look_up);
    end loop;
end $$;
