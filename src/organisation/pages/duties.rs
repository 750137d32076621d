//! The inputs for roles and supervisor, the same for a new person and for one who is changed.

use leptos::prelude::*;

use crate::auth::PersonId;
use crate::auth::text::AuthText;
use crate::i18n::Locale;
use crate::organisation::model::RoleRow;
use crate::organisation::text::PeopleText;
use crate::ui::fields::{CheckBox, CheckGroup, Choice, Select};

/// What can be given.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The partner's roles.
    pub roles: Vec<RoleRow>,
    /// Its active supervisors: id, display name, account name.
    pub supervisors: Vec<(PersonId, String, String)>,
}

/// Roles as ticks, each with what it means; the supervisor as a choice.
#[component]
pub fn DutyFields(
    offer: Offer,
    /// Ids of the roles that are held.
    #[prop(optional)]
    held: Vec<String>,
    /// The supervisor of today, who may be disabled.
    #[prop(optional_no_strip)]
    supervisor: Option<(PersonId, String)>,
    /// Makes calls only (R20).
    #[prop(optional)]
    telesales: bool,
    t: PeopleText,
) -> impl IntoView {
    let roles = offer.roles.iter().map(|row| role_choice(row, t)).collect::<Vec<_>>();
    let mut supervisors: Vec<(String, String)> =
        offer.supervisors.iter().map(|(id, name, account)| (id.to_string(), format!("{name} ({account})"))).collect();
    if let Some((id, name)) = &supervisor
        && !offer.supervisors.iter().any(|(known, ..)| known == id)
    {
        supervisors.push((id.to_string(), t.supervisor_disabled(name)));
    }
    let now = supervisor.map(|(id, _)| id.to_string()).unwrap_or_default();
    view! {
        <CheckGroup name="form[roles][]" label=t.roles() hint=t.roles_hint() options=roles values=held class="wide"/>
        <Select
            name="form[supervisor]" label=t.supervisor() hint=t.supervisor_hint() options=supervisors value=now
            blank=t.no_supervisor() class="wide short"
        />
        <CheckBox name="form[telesales]" label=t.telesales() hint=t.telesales_hint() checked=telesales class="wide"/>
    }
}

fn role_choice(row: &RoleRow, t: PeopleText) -> Choice {
    let id = row.role.id.to_string();
    match row.role.preset {
        Some(preset) => Choice::new(id, AuthText(t.locale()).preset(preset)).note(t.preset_means(preset)),
        None if row.description.is_empty() => Choice::new(id, row.role.name.clone()).note(items_in_words(row, t)),
        None => Choice::new(id, row.role.name.clone()).note(row.description.clone()),
    }
}

/// The permission items of a role, in words.
pub fn items_in_words(row: &RoleRow, t: PeopleText) -> String {
    let items: Vec<String> = row.role.permissions.iter().map(|item| t.permission(*item)).collect();
    items.join(match t.locale() {
        Locale::En => "; ",
        Locale::ZhCn => "；",
    })
}
