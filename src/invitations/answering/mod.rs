//! The work behind the customer's answer. Nobody is signed in: the link's token says which invitation, and proof of an e-mail
//! address says who answers.

mod answer;
mod associating;
mod limits;

use self::answer::{Answer, record, tell};
use self::associating::{Outcome, associate};
use super::mail_content;
use super::model::{AnswerForm, CodeForm, FailReason, InvitationId, InvitationState, Newcomer, NewcomerForm, Refusal};
use super::rules::{self, CodeVerdict};
use super::text::RefusalWords;
use super::unscoped::{self, LinkLookup, LinkSource, Verification};
use crate::error::AppError;
use crate::notifications::model::Kind;
use crate::server::db::begin;
use crate::server::mail::{self, Mail};
use crate::server::password;
use crate::server::password::token_hash;
use crate::values::typed::line;

pub(super) use self::limits::count_unknown;

/// See [`super::api::join`].
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field; [`AppError::Busy`] after too many answers.
pub async fn join(form: NewcomerForm) -> Result<(), AppError> {
    let answer = Answer::open(&form.token).await?;
    let lookup = &answer.link;
    let closed = rules::judge_link(&lookup.facts(answer.now)).err();
    if let (Some(reason), LinkSource::Mail(id)) = (closed, lookup.source) {
        // A double click is no second attempt.
        if reason == FailReason::AlreadyUsed && line(&form.account_name) == lookup.account_name {
            leptos_axum::redirect(&(answer.address() + "?done=joined"));
            return Ok(());
        }
        return answer.too_late(id, reason).await;
    }
    let newcomer = rules::parse_newcomer(&form, lookup.email.as_deref()).map_err(|problems| answer.text.problems(problems))?;
    match lookup.source {
        LinkSource::Mail(_) => {
            if rules_out_mobile(lookup, &newcomer) {
                return Err(answer.text.refused("mobile", Refusal::AnotherMobile));
            }
            finish(&answer, None, &newcomer).await
        }
        LinkSource::Link(_) => ask_for_code(&answer, &newcomer, closed).await,
    }
}

/// Who registers at a mailed link uses the number under which the prospect was claimed.
fn rules_out_mobile(lookup: &LinkLookup, newcomer: &Newcomer) -> bool {
    let registers = newcomer.joining == super::model::Joining::Register;
    registers && lookup.mobile.as_ref().is_some_and(|mobile| *mobile != newcomer.mobile)
}

/// Mails a code to the address that was typed, whoever it belongs to: the answer is the same for every address.
async fn ask_for_code(answer: &Answer, newcomer: &Newcomer, failed: Option<FailReason>) -> Result<(), AppError> {
    let id = Verification::new_id();
    let code = password::new_code();
    let hash = token_hash(&code_with(id, &code));
    let expires_at = rules::code_expires_at(answer.now);
    if failed.is_none() {
        limits::count_code(&answer.state.db, &newcomer.email, answer.now).await?;
    }
    let mut tx = begin(&answer.state.db).await?;
    unscoped::open_verification(
        &mut tx,
        &answer.link,
        &Verification { id, newcomer, code_hash: &hash, at: answer.now, expires_at, failed },
    )
    .await?;
    if let Some(reason) = failed {
        tx.commit().await?;
        return Err(answer.refused(reason));
    }
    let message = mail_content::code(answer.text.locale(), &answer.link.partner_name, &code);
    let mail = Mail {
        kind: "invitation_code",
        to: &newcomer.email,
        subject: &message.subject,
        text: &message.text,
        html: &message.html,
        entity: "invitation",
        entity_id: id.0,
        at: answer.now,
    };
    mail::queue(&mut tx, &mail).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("{}?confirm={id}", answer.address()));
    Ok(())
}

/// What is hashed: the code alone has few enough forms to try them all.
fn code_with(id: InvitationId, code: &str) -> String {
    format!("{id}:{code}")
}

/// See [`super::api::confirm`].
///
/// # Errors
/// [`AppError::Invalid`] for a wrong code.
pub async fn confirm(form: CodeForm) -> Result<(), AppError> {
    let answer = Answer::open(&form.token).await?;
    let id: InvitationId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let LinkSource::Link(link) = answer.link.source else { return Err(AppError::NotFound) };
    let code = rules::normalise_code(&form.code);
    if code.is_empty() {
        return Err(answer.text.refused("code", Refusal::Missing));
    }
    let mut tx = begin(&answer.state.db).await?;
    let verification = unscoped::hold_verification(&mut tx, link, id).await?.ok_or(AppError::NotFound)?;
    match verification.state {
        InvitationState::Confirming => {}
        InvitationState::Accepted => {
            leptos_axum::redirect(&(answer.address() + "?done=joined"));
            return Ok(());
        }
        _ => return Err(answer.refused(verification.reason.unwrap_or(FailReason::NotProven))),
    }
    let is_right = verification.code_hash.as_ref() == Some(&token_hash(&code_with(id, &code)));
    match rules::judge_code(is_right, verification.tries, verification.expires_at, answer.now) {
        CodeVerdict::Right => {}
        CodeVerdict::Wrong(left) => {
            unscoped::count_wrong(&mut tx, id).await?;
            tx.commit().await?;
            return Err(AppError::field("form[code]", RefusalWords(answer.text.locale()).wrong_code_left(left)));
        }
        CodeVerdict::Dead => {
            unscoped::close(&mut tx, id, InvitationState::Failed, Some(FailReason::NotProven), None, answer.now).await?;
            record(&mut tx, &answer, "invitation.failed", id, Some(FailReason::NotProven)).await?;
            tx.commit().await?;
            return Err(answer.refused(FailReason::NotProven));
        }
    }
    // The transaction of the association takes its locks in their order; the code stays valid until it commits.
    drop(tx);
    limits::count_proven(&answer.state.db, answer.link.partner, answer.now).await?;
    let mut newcomer = verification.newcomer;
    if !form.account_name.trim().is_empty() {
        newcomer.account_name =
            rules::parse_account_name(&form.account_name).map_err(|refusal| answer.text.refused("account_name", refusal))?;
    }
    finish(&answer, Some(id), &newcomer).await
}

/// Associates, and leads to what the customer reads.
async fn finish(answer: &Answer, verification: Option<InvitationId>, newcomer: &Newcomer) -> Result<(), AppError> {
    match associate(answer, verification, newcomer).await? {
        Outcome::Joined => leptos_axum::redirect(&(answer.address() + "?done=joined")),
        Outcome::Problem(field, refusal) => {
            // On the page with the code the account name is what can be mended.
            let field = if verification.is_some() { "account_name" } else { field };
            return Err(answer.text.refused(field, refusal));
        }
        Outcome::Failed(reason) if verification.is_some() => return Err(answer.refused(reason)),
        Outcome::Failed(_) => leptos_axum::redirect(&answer.address()),
    }
    Ok(())
}

/// See [`super::api::decline`].
///
/// # Errors
/// [`AppError::NotFound`] at an offline link: there is nobody who could decline.
pub async fn decline(form: AnswerForm) -> Result<(), AppError> {
    let answer = Answer::open(&form.token).await?;
    let LinkSource::Mail(id) = answer.link.source else { return Err(AppError::NotFound) };
    if let Err(reason) = rules::judge_link(&answer.link.facts(answer.now)) {
        if reason == FailReason::Declined {
            leptos_axum::redirect(&(answer.address() + "?done=declined"));
            return Ok(());
        }
        return answer.too_late(id, reason).await;
    }
    let mut tx = begin(&answer.state.db).await?;
    if !unscoped::close(&mut tx, id, InvitationState::Declined, None, None, answer.now).await? {
        leptos_axum::redirect(&answer.address());
        return Ok(());
    }
    record(&mut tx, &answer, "invitation.declined", id, Some(FailReason::Declined)).await?;
    tell(&mut tx, &answer, Kind::InvitationFailed, id, answer.link.company_name.as_deref().unwrap_or_default(), None).await?;
    tx.commit().await?;
    leptos_axum::redirect(&(answer.address() + "?done=declined"));
    Ok(())
}
