-- When the next try of a mail is due. It is set before a try begins: a server that dies while it sends leaves the mail to
-- the next one, and two that have the same job send once.
alter table mail add column next_attempt_at timestamptz;
