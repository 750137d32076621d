//! The preview of a role, composed for its editor: menus, and how far the capabilities let somebody see.

use crate::auth::Viewer;
use crate::customers::rules as customers;
use crate::i18n::Locale;
use crate::menu::{Section, menu_for};
use crate::opportunities::rules as opportunities;
use crate::organisation::role_preview::RolePreview;

/// What this viewer sees.
pub fn role_preview(viewer: &Viewer, locale: Locale) -> RolePreview {
    let sections = [Section::Sales, Section::Organisation];
    let groups = sections.into_iter().flat_map(|section| menu_for(viewer, section, locale));
    RolePreview {
        menus: groups.flat_map(|group| group.items).map(|item| item.label).collect(),
        opportunities: opportunities::scope_of(viewer).ok(),
        customers: customers::scope_of(viewer).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Permission;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{HARBOR, of};

    #[test]
    fn every_item_opens_a_line_of_the_menus() {
        let nothing = role_preview(&of(HARBOR, "olga", &[], &[]), Locale::En);
        for item in Permission::ALL {
            let preview = role_preview(&of(HARBOR, "olga", &[], &[item]), Locale::En);
            assert_ne!(preview, nothing, "{item:?}");
        }
    }

    #[test]
    fn the_items_stand_in_the_order_of_the_menus() {
        let menus = |presets: &[Preset], items: &[Permission]| role_preview(&of(HARBOR, "olga", presets, items), Locale::En).menus;
        let (all, nothing) = (menus(&[Preset::SystemAdministrator], &[]), menus(&[], &[]));
        let first = |item: Permission| {
            let opened = menus(&[], &[item]);
            all.iter().position(|line| opened.contains(line) && !nothing.contains(line))
        };
        let places: Vec<Option<usize>> = Permission::ALL.into_iter().map(first).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
    }
}
