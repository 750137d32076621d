-- Leads, completed: whose they are, likely duplicates, and the marketing programme.

-- Whoever entered a lead sees it, whoever follows it (R22).
create index lead_created_by on lead (created_by, updated_at desc, id desc) where created_by is not null;
-- A lead with the same number or address is told before another one is made.
create index lead_mobile on lead (partner_id, mobile) where mobile <> '';
create index lead_email on lead (partner_id, lower(email)) where email <> '';
create index lead_campaign on lead (campaign_id) where campaign_id is not null;

-- Marketing programme 2.0 (营销计划2.0): mobile numbers and e-mail addresses of leads never leave the server in clear (R24).
alter table partner add column marketing_programme boolean not null default false;
