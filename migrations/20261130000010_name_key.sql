-- The form in which names are compared: what is stored and what is typed go through the same function. Width, case,
-- composition (NFKC), characters without a glyph, spaces at the ends, runs of spaces, and spaces beside Chinese characters or
-- punctuation do not count; typographic quotes, dashes and middle dots equal their plain forms. `values::name_key` in Rust
-- gives the same result; a test compares the two over all of Unicode.
--
-- The body is parsed here, not at each call, so that a restore with an empty search path can compute it. `lower` takes an ICU
-- collation because that of the database may be C, which knows ASCII only. All of it is immutable: Unicode never changes the
-- normal form or the lower case of an assigned character, so stored keys survive upgrades of PostgreSQL.
create function name_key(name text) returns text
    language sql immutable strict parallel safe
return (
    select replace(case when position(' ' in folded) = 0 then folded else
        -- Spaces at the ends, and those beside punctuation or a script that is written without spaces, go; other runs become one.
        regexp_replace(regexp_replace(folded,
            '^ +| +$| +(?=[!-/:-@\[-`{-~\u00a1-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2e00-\u312f\u3190-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])|(?<=[!-/:-@\[-`{-~\u00a1-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2e00-\u312f\u3190-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]) +',
            '', 'g'), ' {2,}', ' ', 'g')
        end, 'ß', 'ss') collate "default"
    from (
        select translate(
            lower(normalize(regexp_replace(name collate "C",
                '[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]',
                '', 'g'), NFKC) collate "names"),
            U&'\0009\000a\000b\000c\000d\0085\1680\2028\2029\03c2\2010\2012\2013\2014\2015\2212\2018\2019\201b\2032\02bc\201c\201d\201f\2022\2027\2219\22c5\30fb',
            U&'         \03c3------''''''''''"""\00b7\00b7\00b7\00b7\00b7'
        ) collate "C" as folded
    ) prepared
);
