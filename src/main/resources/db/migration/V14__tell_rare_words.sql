-- Whether few enough records have all words of a text to fetch and sort them all.
create function are_rare_words(type text, q text) returns boolean language plpgsql stable as $$
begin
    return (select count(*) < 10000 from (
        select from searched_words w where w.record_type = type and w.document @@ search_query(q) limit 10000) as found);
end $$;
