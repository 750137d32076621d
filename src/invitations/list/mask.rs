//! The masked columns of the history, with the eyes of invitations.

use leptos::prelude::*;

use crate::customers::reveal::{answered_by, eye_form};
use crate::i18n::Locale;
use crate::invitations::islands::RevealInvited;
use crate::invitations::model::Secret;
use crate::invitations::text::InvitationText;
use crate::lists::description::Mask;
use crate::lists::description::columns::Revealed;

/// The server function behind the eyes.
const REVEAL: &str = "invitations.reveal";

pub(super) const NAME: Mask =
    Mask { field: Secret::Name.as_str(), eye: |keys, open, locale| eye(Secret::Name, &keys, open, locale), revealed };
pub(super) const ACCOUNT_NAME: Mask =
    Mask { field: Secret::AccountName.as_str(), eye: |keys, open, locale| eye(Secret::AccountName, &keys, open, locale), revealed };
pub(super) const MOBILE: Mask =
    Mask { field: Secret::Mobile.as_str(), eye: |keys, open, locale| eye(Secret::Mobile, &keys, open, locale), revealed };
pub(super) const EMAIL: Mask =
    Mask { field: Secret::Email.as_str(), eye: |keys, open, locale| eye(Secret::Email, &keys, open, locale), revealed };

/// The eye of a column: a plain form, or in place with script. Where every value stays masked there is none.
fn eye(column: Secret, keys: &[String], open: bool, locale: Locale) -> AnyView {
    if keys.is_empty() {
        return ().into_any();
    }
    let t = InvitationText(locale);
    let name = t.show_column(t.secret(column));
    let form = eye_form(REVEAL, column.as_str(), keys.join(","), open, (name, t.reveal_recorded()));
    view! { <RevealInvited>{form}</RevealInvited> }.into_any()
}

fn revealed() -> Option<Revealed> {
    answered_by(REVEAL).map(|revealed| (revealed.field, revealed.values))
}
