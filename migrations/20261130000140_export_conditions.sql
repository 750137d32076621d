-- The conditions of an export without words: the records say them in the language of whoever reads, the file in that of its request.
-- Null for what was asked for before this; its words are said as they were.
alter table export_task add column asked jsonb;
