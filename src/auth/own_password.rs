//! The work behind changing the own password, and what makes a password too easy.

use super::model::{PasswordForm, Viewer};
use super::queries;
use super::rules::{PasswordProblem, check_length};
use super::session::{source, viewer};
use super::sign_in::{count, throttle_key};
use super::text::AuthText;
use super::unscoped;
use crate::error::{AppError, FieldErrors};
use crate::server::db::begin;
use crate::server::http::source::network;
use crate::server::password::Verdict;
use crate::server::request::{locale, state};
use crate::server::{AppState, audit};

/// Whether a password is among the first that anybody would try: common ones, keyboard rows, dates, and the words that
/// belong to this person or product.
pub fn is_common(password: &str, own_words: &[&str]) -> bool {
    zxcvbn::zxcvbn(password, own_words).score() < zxcvbn::Score::Two
}

/// Whether this is the viewer's own password. A stolen session must not become a stolen password: wrong ones count like failed sign-ins.
///
/// # Errors
/// [`AppError::Busy`] after too many failures.
pub(super) async fn is_own(state: &AppState, viewer: &Viewer, typed: &str) -> Result<bool, AppError> {
    let keys = [throttle_key("account", &viewer.account_name), throttle_key("source", &network(&source().address))];
    count(state, &keys).await?;
    let stored = queries::own_password_hash(&state.db, viewer).await?;
    if state.passwords.verify(typed, Some(&stored)).await? == Verdict::Wrong {
        return Ok(false);
    }
    for key in &keys {
        unscoped::forgive_attempt(&state.db, key).await?;
    }
    Ok(true)
}

/// See [`super::api::change_password`].
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field.
pub async fn change(form: PasswordForm) -> Result<(), AppError> {
    let (viewer, state, t) = (viewer()?, state(), AuthText(locale()));
    let mut problems = FieldErrors::new();
    if !is_own(&state, &viewer, &form.current_password).await? {
        problems.add("form[current_password]", t.wrong_current());
    }
    let own_words =
        [viewer.account_name.as_str(), viewer.display_name.as_str(), viewer.partner().map_or("", |p| p.name.as_str()), "partner center"];
    if let Some(problem) = judge(&form, &own_words) {
        problems.add("form[new_password]", t.password_problem(problem));
    }
    if form.new_password != form.again_password {
        problems.add("form[again_password]", t.password_problem(PasswordProblem::NotRepeated));
    }
    problems.check()?;

    let hash = state.passwords.hash(&form.new_password).await?;
    let now = state.clock.now();
    let mut tx = begin(&state.db).await?;
    queries::set_own_password(&mut tx, &viewer, &hash, now).await?;
    queries::end_sessions(&mut tx, viewer.person_id, Some(viewer.session_id.0), now).await?;
    queries::rotate_own_session(&mut tx, &viewer).await?;
    let event = viewer.audit_event(now, "person.password_changed", ("person", viewer.person_id.0), None, None);
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    leptos_axum::redirect("/account?done=password");
    Ok(())
}

fn judge(form: &PasswordForm, own_words: &[&str]) -> Option<PasswordProblem> {
    if let Err(problem) = check_length(&form.new_password) {
        return Some(problem);
    }
    if form.new_password == form.current_password {
        return Some(PasswordProblem::Unchanged);
    }
    is_common(&form.new_password, own_words).then_some(PasswordProblem::Common)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_passwords_and_own_words_are_refused_and_sentences_are_not() {
        for common in ["password1234", "123456789012", "qwertyuiopas", "aaaaaaaaaaaa", "meimeimeimei"] {
            assert!(is_common(common, &["mei"]), "{common}");
        }
        for good in ["harbour lights at noon", "tide-table-osprey-41", "我家门前有两棵枣树和一口井"] {
            assert!(!is_common(good, &["mei"]), "{good}");
        }
    }
}
