//! What a custom role comes to, before it is saved: menus, data, and who gains or loses what.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::auth::Viewer;
use crate::auth::model::{Permission, Preset};
use crate::i18n::Locale;
use crate::organisation::model::Holder;
use crate::organisation::role_preview::{RolePreview, RolePreviewFn};
use crate::organisation::text::{PeopleText, PreviewText};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::text::UiText;

/// What a role of these items means for somebody who has only it, and for those who hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What somebody sees who has only this role.
    alone: RolePreview,
    /// Everybody who holds it, by account name.
    holders: Vec<Effect>,
}

/// What changes for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Effect {
    name: String,
    gains: Vec<Permission>,
    loses: Vec<Permission>,
    appears: Vec<&'static str>,
    disappears: Vec<&'static str>,
}

impl Effect {
    fn is_nothing(&self) -> bool {
        self.gains.is_empty() && self.loses.is_empty() && self.appears.is_empty() && self.disappears.is_empty()
    }
}

/// What follows when the role has the items `after` instead of `before`. The administrator lends
/// her partner.
pub fn outcome(
    (administrator, preview): (&Viewer, RolePreviewFn),
    before: &[Permission],
    after: &[Permission],
    holders: &[Holder],
    locale: Locale,
) -> Outcome {
    let seen = |viewer: &Viewer| preview(viewer, locale);
    let alone = as_holder(administrator, &[], after.iter().copied().collect(), 1);
    Outcome { alone: seen(&alone), holders: holders.iter().map(|holder| effect(administrator, before, after, holder, seen)).collect() }
}

fn effect(
    administrator: &Viewer,
    before: &[Permission],
    after: &[Permission],
    holder: &Holder,
    preview: impl Fn(&Viewer) -> RolePreview,
) -> Effect {
    let with = |items: &[Permission]| -> BTreeSet<Permission> { holder.other_items.iter().chain(items).copied().collect() };
    let (had, has) = (with(before), with(after));
    let seen = |items: &BTreeSet<Permission>| preview(&as_holder(administrator, &holder.presets, items.clone(), holder.custom_roles)).menus;
    let (saw, sees) = (seen(&had), seen(&has));
    Effect {
        name: holder.display_name.clone(),
        gains: has.difference(&had).copied().collect(),
        loses: had.difference(&has).copied().collect(),
        appears: sees.iter().filter(|menu| !saw.contains(menu)).copied().collect(),
        disappears: saw.iter().filter(|menu| !sees.contains(menu)).copied().collect(),
    }
}

fn as_holder(administrator: &Viewer, presets: &[Preset], permissions: BTreeSet<Permission>, custom_roles: usize) -> Viewer {
    Viewer { presets: presets.to_vec(), permissions, custom_roles, ..administrator.clone() }
}

/// Menus, data and people, beside the editor. `is_new` where nobody can hold it yet, `previewed` where it is not saved.
#[component]
pub fn PreviewCard(outcome: Outcome, is_new: bool, previewed: bool, t: PreviewText) -> impl IntoView {
    let ui = UiText(t.locale());
    let menus = if outcome.alone.menus.is_empty() { t.no_menus().to_owned() } else { ui.joined(&outcome.alone.menus) };
    let people = if is_new {
        view! { <p>{t.nobody_yet()}</p> }.into_any()
    } else if outcome.holders.is_empty() {
        view! { <p>{t.nobody_holds()}</p> }.into_any()
    } else {
        let lines = outcome.holders.iter().map(|effect| view! { <li>{said(effect, t)}</li> }).collect_view();
        view! { <ul>{lines}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-label=t.title()>
            <header><h2 data-answer=previewed.then_some("")>{t.title()}</h2></header>
            <div class="body stack">
                {previewed.then(|| view! { <Notice tone=NoticeTone::Note>{t.not_saved()}</Notice> })}
                <dl class="facts">
                    <dt>{t.menus()}</dt><dd>{menus}</dd>
                    <dt>{t.opportunities()}</dt><dd>{t.reach(outcome.alone.opportunities)}</dd>
                    <dt>{t.customers()}</dt><dd>{t.reach(outcome.alone.customers)}</dd>
                </dl>
                <h3>{t.people()}</h3>
                {people}
            </div>
        </section>
    }
}

/// One person and what changes, in one sentence.
fn said(effect: &Effect, t: PreviewText) -> String {
    if effect.is_nothing() {
        return t.unchanged(&effect.name);
    }
    let ui = UiText(t.locale());
    let items = |items: &[Permission]| ui.joined(&items.iter().map(|item| PeopleText(t.locale()).permission(*item)).collect::<Vec<_>>());
    let parts = [
        (!effect.gains.is_empty()).then(|| t.gains(items(&effect.gains))),
        (!effect.loses.is_empty()).then(|| t.loses(items(&effect.loses))),
        (!effect.appears.is_empty()).then(|| t.appears(ui.joined(&effect.appears))),
        (!effect.disappears.is_empty()).then(|| t.disappears(ui.joined(&effect.disappears))),
    ];
    t.changes(&effect.name, parts.into_iter().flatten().collect::<Vec<_>>().join(t.between()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Reach;
    use crate::organisation::rules::fixtures::viewer;
    use Permission::{CustomersView, OpportunitiesReport, OpportunitiesView, OrdersView};

    const T: PreviewText = PreviewText(Locale::En);

    fn holder(name: &str, presets: &[Preset], other_items: &[Permission]) -> Holder {
        Holder { display_name: name.into(), presets: presets.to_vec(), other_items: other_items.to_vec(), custom_roles: 1 }
    }

    fn of(before: &[Permission], after: &[Permission], holders: &[Holder]) -> Outcome {
        outcome((&viewer("grace"), crate::app::role_preview), before, after, holders, Locale::En)
    }

    #[test]
    fn the_menus_and_the_data_are_those_of_somebody_who_has_only_this_role() {
        let none = of(&[], &[OrdersView], &[]).alone;
        assert_eq!((none.opportunities, none.customers), (None, None));
        assert!(!none.menus.contains(&"Opportunities") && !none.menus.contains(&"People"), "{:?}", none.menus);
        let both = of(&[], &[OpportunitiesReport, CustomersView], &[]).alone;
        assert!(both.menus.contains(&"Opportunities") && both.menus.contains(&"Customers"), "{:?}", both.menus);
        assert_eq!((both.opportunities, both.customers), (Some(Reach::Own), Some(Reach::Partner)));
    }

    #[test]
    fn whoever_holds_it_gains_and_loses_what_no_other_role_gives() {
        let tom = holder("Tom", &[], &[]);
        let lin = holder("Lin", &[Preset::AccountManager], &[OpportunitiesView]);
        let effects = of(&[OpportunitiesView], &[CustomersView], &[tom, lin]).holders;
        assert_eq!((&effects[0].gains[..], &effects[0].loses[..]), (&[CustomersView][..], &[OpportunitiesView][..]));
        assert!(effects[0].appears.contains(&"Customers") && effects[0].disappears.contains(&"Opportunities"));
        assert_eq!((&effects[1].gains[..], &effects[1].loses[..]), (&[CustomersView][..], &[][..]), "another role still gives it");
        assert!(!effects[1].disappears.contains(&"Opportunities"));
    }

    #[test]
    fn who_keeps_everything_is_said_to() {
        let same = of(&[OrdersView], &[OrdersView], &[holder("Tom", &[], &[])]);
        assert_eq!(said(&same.holders[0], T), "Tom: nothing changes");
    }
}
