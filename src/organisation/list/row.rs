//! One person as the list shows her or him.

use uuid::Uuid;

use crate::auth::text::AuthText;
use crate::auth::{PersonId, Preset};
use crate::lists::description::ListContext;
use crate::lists::record::{Action, Cell, Record};
use crate::organisation::model::PersonState;
use crate::organisation::pages::state_tone;
use crate::organisation::text::PeopleText;
use crate::ui::text::UiText;

/// One person.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: PersonId,
    account_name: String,
    display_name: String,
    state: PersonState,
    is_primary: bool,
    #[sqlx(default)]
    presets: Vec<Option<String>>,
    #[sqlx(default)]
    role_names: Vec<String>,
    #[sqlx(default)]
    supervisor: Option<String>,
}

impl Row {
    fn address(&self) -> String {
        format!("/organisation/people/{}", self.id)
    }

    /// One to three (R75).
    fn roles(&self, context: &ListContext) -> String {
        let name = |(preset, name): (&Option<String>, &String)| {
            let preset = preset.as_deref().and_then(|code| Preset::ALL.into_iter().find(|preset| preset.as_str() == code));
            preset.map_or_else(|| name.clone(), |preset| AuthText(context.locale).preset(preset).to_owned())
        };
        let names: Vec<String> = self.presets.iter().zip(&self.role_names).map(name).collect();
        UiText(context.locale).joined(&names)
    }

    /// Oneself, and the partner's primary administrator.
    fn note(&self, context: &ListContext) -> String {
        let t = PeopleText(context.locale);
        let notes = [(self.id == context.viewer.person_id, t.oneself()), (self.is_primary, t.primary())];
        let said: Vec<&str> = notes.into_iter().filter_map(|(is_so, note)| is_so.then_some(note)).collect();
        UiText(context.locale).joined(&said)
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        match column {
            "account" => Cell::leading(self.address(), Cell::text(self.account_name.clone())),
            "name" => Cell::text(self.display_name.clone()).over(self.note(context)),
            "roles" => Cell::text(self.roles(context)),
            "supervisor" => Cell::text(self.supervisor.clone().unwrap_or_default()),
            "state" => Cell::Badge(state_tone(self.state), PeopleText(context.locale).person_state(self.state).into()),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let label = PeopleText(context.locale).edit();
        vec![Action { href: self.address(), label, name: format!("{label} {}", self.account_name) }]
    }
}
