-- Every minute somebody asks which invitations are behind the mails that failed for good; Operations counts them.
create index mail_failed on mail (created_at) where state = 'failed';
