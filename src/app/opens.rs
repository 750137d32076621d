//! What a role comes to, composed for its editor: menus, and how far the capabilities let somebody see.

use crate::auth::Viewer;
use crate::customers::rules as customers;
use crate::i18n::Locale;
use crate::menu::{Section, menu_for};
use crate::opportunities::rules as opportunities;
use crate::organisation::opens::Opened;

/// What this viewer sees.
pub fn opens(viewer: &Viewer, locale: Locale) -> Opened {
    let sections = [Section::Sales, Section::Organisation];
    let groups = sections.into_iter().flat_map(|section| menu_for(viewer, section, locale));
    Opened {
        menus: groups.flat_map(|group| group.items).map(|item| item.label).collect(),
        opportunities: opportunities::scope_of(viewer).ok(),
        customers: customers::scope_of(viewer).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Permission;
    use crate::organisation::rules::cast::{HARBOR, of};
    use crate::organisation::rules::has_page;

    #[test]
    fn an_item_opens_a_line_of_the_menus_unless_its_page_does_not_exist_yet() {
        let nothing = opens(&of(HARBOR, "olga", &[], &[]), Locale::En);
        for item in Permission::ALL {
            let opened = opens(&of(HARBOR, "olga", &[], &[item]), Locale::En);
            assert_eq!(opened != nothing, has_page(item), "{item:?}");
        }
    }
}
