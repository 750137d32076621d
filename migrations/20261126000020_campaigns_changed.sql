-- Campaigns are changed by hand as well as by files: whoever saves over somebody else's change is told.
alter table campaign add column version integer not null default 1;

-- Links that hang on a campaign are counted on its page (its leads have their index since they are followed).
create index invitation_link_campaign_of on invitation_link (campaign_id) where campaign_id is not null;
