//! People and roles of a partner, for its administrator.

mod company;
mod duties;
mod hand_over;
mod new_person;
mod person;
mod preview;
mod role;
mod roles;

pub use company::CompanyPage;
pub use hand_over::HandOverPage;
pub use new_person::NewPersonPage;
pub use person::{PersonPage, state_tone};
pub use role::{NewRolePage, RolePage};
pub use roles::RolesPage;

use leptos::prelude::*;

use super::model::Issued;
use super::rules;
use super::text::{OrganisationText, PeopleText};
use crate::auth::{Reach, Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ui::form::Submission;
use crate::ui::notice::{Notice, NoticeTone, Secret};

/// The scope of the administrator, or the page that says whom to ask.
pub(super) fn scope_of(viewer: Result<Viewer, AppError>, locale: Locale) -> Result<(Viewer, Scope), AppError> {
    let viewer = viewer?;
    let words = OrganisationText(locale);
    rules::may_manage_people(&viewer).map_err(|denial| AppError::NotAllowed { rule: words.denial(denial, viewer.whom_to_ask()) })?;
    let scope = Scope::of(&viewer, Reach::Partner)?;
    Ok((viewer, scope))
}

/// The password that a posted form of this action has just set.
fn issued(action: &str) -> Option<Issued> {
    let submission = use_context::<Submission>().filter(|submission| submission.action == action)?;
    serde_json::from_value(submission.answer?).ok()
}

/// The password that was set, shown this once.
#[component]
fn IssuedPassword(issued: Issued, said: String, t: PeopleText) -> impl IntoView {
    view! {
        <Notice tone=NoticeTone::Good>{said}</Notice>
        <section class="card"><div class="body">
            <Secret label=t.temporary_password_of(&issued.account_name) value=issued.password/>
        </div></section>
    }
}

/// The crumbs of a page below the list of people.
fn under_people(t: PeopleText) -> Vec<(String, String)> {
    vec![(t.people().into(), "/organisation/people".into())]
}
