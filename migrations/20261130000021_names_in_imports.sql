-- Names that files refer to are compared as people type them.
create index campaign_name_key on campaign (name_key(name));
create index partner_name_key on partner (name_key(name));
