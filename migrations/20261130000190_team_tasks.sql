-- The overdue tasks of a supervisor's team, counted by person for the start page and the review. Open tasks alone, so that the
-- index stays as small as what is to be done, and with the owner in it, so that the count reads no row of the tables.
create index expansion_task_team on expansion_task (supervisor_id, open_until, owner_id) where open_until is not null;
create index renewal_task_team on renewal_task (supervisor_id, deadline, owner_id) where open_until is not null;
