-- Campaigns are changed by hand as well as by files: whoever saves over somebody else's change is told.
alter table campaign add column version integer not null default 1;

-- What hangs on a campaign is counted on its page.
create index invitation_link_campaign_of on invitation_link (campaign_id) where campaign_id is not null;
create index lead_campaign on lead (campaign_id) where campaign_id is not null;
