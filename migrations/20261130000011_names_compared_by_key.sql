-- Names are looked up by their key (`name_key`). A column `<column>_key` holds the key where a part of a name is searched,
-- so that no query computes it for a row; what is rarely asked, and whole, has a functional index.

-- Two names that were different until now may have one key. Which of the two is meant cannot be decided here, so the person
-- who installs this is told what to rename first.
do $$
declare taken text;
begin
    select string_agg(format('%s: %s', kind, names), E'\n' order by kind, names) into taken from (
        select 'company' as kind, string_agg(name, ' = ' order by name) as names from company group by name_key(name) having count(*) > 1
        union all
        select 'partner', string_agg(name, ' = ' order by name) from partner group by name_key(name) having count(*) > 1
        union all
        select 'campaign', string_agg(name, ' = ' order by name) from campaign group by name_key(name) having count(*) > 1
        union all
        select 'role', string_agg(name, ' = ' order by name) from role where partner_id is not null
            group by partner_id, name_key(name) having count(*) > 1
        union all
        select 'saved view', string_agg(name, ' = ' order by name) from saved_view group by person_id, list, name_key(name) having count(*) > 1
    ) equal;
    if taken is not null then
        raise exception 'these names differ in width, case or spaces only; rename all but one of each before migrating'
            using detail = taken, errcode = 'unique_violation';
    end if;
end $$;

drop index company_name, partner_name, campaign_name, role_name, saved_view_name;
create unique index company_name on company (name_key(name));
create unique index partner_name on partner (name_key(name));
create unique index campaign_name on campaign (name_key(name));
create unique index role_name on role (partner_id, name_key(name)) where partner_id is not null;
create unique index saved_view_name on saved_view (person_id, list, name_key(name));

drop index customer_name_pairs, claim_name_pairs, opportunity_name_pairs;
alter table customer
    add column name_key text not null generated always as (name_key(name)) stored,
    add column account_name_key text not null generated always as (name_key(account_name)) stored;
alter table claim add column company_name_key text not null generated always as (name_key(company_name)) stored;
alter table opportunity add column name_key text not null generated always as (name_key(name)) stored;
alter table lead
    add column company_name_key text not null generated always as (name_key(company_name)) stored,
    add column contact_name_key text not null generated always as (name_key(contact_name)) stored;
alter table invitation
    add column company_name_key text not null generated always as (name_key(company_name)) stored,
    add column account_name_key text not null generated always as (name_key(account_name)) stored,
    add column tag_key text not null generated always as (name_key(tag)) stored;
alter table person add column display_name_key text not null generated always as (name_key(display_name)) stored;

create index customer_name_pairs on customer using gin (bigrams(name_key));
create index claim_name_pairs on claim using gin (bigrams(company_name_key));
create index opportunity_name_pairs on opportunity using gin (bigrams(name_key));
