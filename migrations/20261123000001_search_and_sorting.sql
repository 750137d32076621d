-- Functions and collations that tables below depend on.

-- Ranges of days without overlap (who is responsible, and when) need equality inside a GiST index.
create extension if not exists btree_gist;

-- Names in lists are sorted as people expect in both scripts: Latin letters by alphabet, Chinese by pinyin.
create collation names (provider = icu, locale = 'zh');

-- The pairs of neighbouring characters of a text, lower-cased. A GIN index over them answers "contains" for two or
-- more characters in Latin and Chinese alike; the query checks its candidates again with ILIKE.
create function bigrams(t text) returns text[]
    language sql immutable strict parallel safe
    as $$ select coalesce(array_agg(distinct substr(lower(t), i, 2)), '{}') from generate_series(1, length(t) - 1) as i $$;
