-- Saved views, as the lists use them.

-- Conditions on masked columns of a view: a private filter of the same person and list, and of nobody else. The key makes it
-- so, and it keeps the filter from being forgotten while a view uses it.
alter table private_filter add constraint private_filter_of_list unique (id, person_id, list);
alter table saved_view
    add column filter_id uuid,
    add constraint saved_view_filter foreign key (filter_id, person_id, list) references private_filter (id, person_id, list),
    -- Names of customers would go to others.
    add constraint saved_view_shared_without_names check (not shared or filter_id is null),
    add constraint saved_view_of_list unique (id, list);
create index saved_view_filter_id on saved_view (filter_id) where filter_id is not null;
comment on column saved_view.address is
    'The list''s query without page and cursor, and without conditions on masked columns: those are in filter_id.';

-- The default belongs to the person who opens the list and not to the view, since a shared view may be one colleague's default
-- and not another's. It is one by the key of this table, however many are set at once.
drop index saved_view_default;
alter table saved_view drop column is_default;
alter table list_preference
    add column default_view_id uuid,
    add constraint list_preference_default_view foreign key (default_view_id, list) references saved_view (id, list)
        on delete set null (default_view_id);
create index list_preference_default_view_id on list_preference (default_view_id) where default_view_id is not null;
