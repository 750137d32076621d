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
