-- The beginning of a word is looked up by reading all entries of the index that begin so, of a frequent word beside a rare one too. So only
-- the word that tells most is looked up, and what it finds is held against all of them.

-- Every word must begin a word of the record; what looks like a phone number may also begin one of its numbers. No number has more digits
-- than a word has characters.
create function search_query(q text, words text[]) returns tsquery language plpgsql immutable as $$
declare
    digits text := regexp_replace(q, '[^0-9]', '', 'g');
    query tsquery := (select string_agg(quote_literal(word) || ':*', ' & ') from unnest(words) as word)::tsquery;
begin
    if query is null then
        return ''::tsquery;
    end if;
    return case when q !~ '[^-+().0-9 ]' and length(digits) between 7 and 50
                then query || (quote_literal(digits) || ':*')::tsquery else query end;
end $$;

create or replace function search_query(q text) returns tsquery language plpgsql immutable as $$
begin
    return search_query(q, search_words(q));
end $$;

-- Whether fewer records than so many are found. Planned each time: what is best for a small company is not for a large one.
create function finds_fewer(than integer, type text, query tsquery) returns boolean
language plpgsql stable set plan_cache_mode = force_custom_plan as $$
begin
    return (select count(*) < than from (
        select from searched_words w where w.record_type = type and w.document @@ query limit than) as found);
end $$;

-- What to look up in the index for a text, so that few records are found: few enough to fetch and sort them all, or, where they are then to
-- be held against more words, to read these. Null where many have all the words. A number tells more than a word, and a long one more than
-- a short one; where that one is frequent, all of them are looked up.
create function telling_words(type text, q text) returns text language plpgsql stable as $$
declare
    words text[] := search_words(q);
    most text := (select word from unnest(words) as word
                   order by length(word) > 2 and word ~ '[0-9]' desc, length(word) desc, word limit 1);
    found_by tsquery := search_query(q, array[most]);
begin
    if finds_fewer(case when cardinality(words) > 1 then 1000 else 10000 end, type, found_by) then
        return found_by;
    end if;
    found_by := search_query(q, words);
    return case when cardinality(words) > 1 and finds_fewer(10000, type, found_by) then found_by end;
end $$;

-- are_rare_words, which this replaces, stays for instances of the version before that are still running.
