//! One customer becomes a partner's, in one transaction.
//!
//! Locks are taken in the order that `claims::queries::excluding` gives, so that answers, claims, resends and hand-overs never
//! wait for each other in a circle: the prospect, the account manager, the link or invitation, the customer, what else was
//! mailed for the claims, the claims. Should it happen all the same, PostgreSQL ends one of them and it is tried again.

use sqlx::PgConnection;

use super::answer::{Answer, record, tell};
use crate::customers::queries::associating::{Joining as Joins, Joins as Who, NewAccount, associate as join_partner, hold_account_manager};
use crate::error::AppError;
use crate::invitations::model::{FailReason, InvitationId, InvitationState, Joining, Newcomer, Refusal};
use crate::invitations::rules::judge_association;
use crate::invitations::unscoped::{self, LinkSource};
use crate::notifications::model::Kind;
use crate::server::db::{begin, violated};

/// How often a transaction that PostgreSQL ended for another's sake is tried.
const TRIES: u32 = 5;

/// What an answer came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Associated.
    Joined,
    /// Something typed does not fit; nothing happened.
    Problem(&'static str, Refusal),
    /// Not possible; the invitation says why and is closed.
    Failed(FailReason),
}

/// Associates whoever proved the e-mail address of `newcomer`. `verification` is the invitation of somebody at an offline link.
///
/// # Errors
/// Those of the database.
pub async fn associate(answer: &Answer, verification: Option<InvitationId>, newcomer: &Newcomer) -> Result<Outcome, AppError> {
    let mut tried = 0;
    loop {
        tried += 1;
        match once(answer, verification, newcomer).await {
            Err(error) if tried < TRIES && should_try_again(&error) => tokio::task::yield_now().await,
            outcome => return Ok(outcome?),
        }
    }
}

/// Ended for another's sake, or somebody registered the same account or joined meanwhile: the next look sees them.
fn should_try_again(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(|error| error.code());
    matches!(code.as_deref(), Some("40P01" | "40001"))
        || matches!(violated(error), Some("customer_account_name_key" | "association_one_active"))
}

async fn once(answer: &Answer, verification: Option<InvitationId>, newcomer: &Newcomer) -> sqlx::Result<Outcome> {
    let mut tx = begin(&answer.state.db).await?;
    unscoped::hold_answering(&mut tx, newcomer).await?;
    hold_account_manager(&mut tx, answer.link.owner.as_ref().map(|(person, _)| *person)).await?;
    let Some(lookup) = unscoped::hold_link(&mut tx, &answer.token, answer.link.source).await? else {
        return Ok(Outcome::Failed(FailReason::Withdrawn));
    };
    let id = match (lookup.source, verification) {
        (LinkSource::Mail(id), _) | (LinkSource::Link(_), Some(id)) => id,
        (LinkSource::Link(_), None) => return Ok(Outcome::Failed(FailReason::NotProven)),
    };
    if let (LinkSource::Link(link), Some(id)) = (lookup.source, verification) {
        // Somebody else with the same code was faster.
        match unscoped::hold_verification(&mut tx, link, id).await? {
            Some(held) if held.state == InvitationState::Confirming => {}
            Some(held) if held.state == InvitationState::Accepted => return Ok(Outcome::Joined),
            _ => return Ok(Outcome::Failed(FailReason::NotProven)),
        }
    }
    let known = unscoped::found_by_account(&mut tx, &newcomer.account_name, &newcomer.email).await?;
    match (&known, newcomer.joining) {
        (Some(customer), _) if customer.is_theirs => {}
        (Some(_), Joining::Register) => return Ok(Outcome::Problem("account_name", Refusal::AccountNameTaken)),
        (_, Joining::Identify) => return Ok(Outcome::Problem("account_name", Refusal::NotTheirs)),
        (None, Joining::Register) if unscoped::has_account(&mut tx, &newcomer.email).await? => {
            return Ok(Outcome::Problem("account_name", Refusal::EmailHasAccount));
        }
        // Who was claimed under the number and mailed was judged with the claim. At a link for anybody it is a number that
        // nobody proved: it would take the customer who has it, and go round refusals and the vendor's review.
        (None, Joining::Register)
            if matches!(lookup.source, LinkSource::Link(_)) && unscoped::mobile_has_account(&mut tx, &newcomer.mobile).await? =>
        {
            return Ok(Outcome::Problem("account_name", Refusal::MobileHasAccount));
        }
        (None, Joining::Register) => {}
    }
    let mut newcomer = newcomer.clone();
    if let Some(customer) = &known {
        newcomer.company_name.clone_from(&customer.name);
    }
    let invitee = unscoped::load_invitee(&mut tx, &lookup, known.as_ref(), &newcomer, answer.now).await?;
    if let Err(reason) = judge_association(&invitee.facts) {
        fail(&mut tx, answer, id, reason, &newcomer).await?;
        tx.commit().await?;
        return Ok(Outcome::Failed(reason));
    }
    let account = NewAccount {
        account_name: &newcomer.account_name,
        name: &newcomer.company_name,
        industry: invitee.industry,
        contact_name: &newcomer.contact_name,
        mobile: &newcomer.mobile,
        email: &newcomer.email,
    };
    let joining = Joins {
        customer: known.as_ref().map_or(Who::New(account), |customer| Who::Known(customer.id)),
        partner: lookup.partner,
        owner: lookup.owner.as_ref().map(|(person, _)| *person),
        kind: lookup.association_type,
        source: lookup.kind.as_str(),
        tag: &lookup.tag,
        invitation: id.0,
        claims: &invitee.claims,
        at: answer.now,
    };
    let joined = join_partner(&mut tx, &joining).await?;
    unscoped::note_newcomer(&mut tx, id, &newcomer).await?;
    unscoped::close(&mut tx, id, InvitationState::Accepted, None, Some(joined.customer), answer.now).await?;
    record(&mut tx, answer, "invitation.accepted", id, None).await?;
    let link = format!("/sales/customers/{}", joined.customer);
    tell(&mut tx, answer, Kind::InvitationAccepted, id, &newcomer.company_name, Some(&link)).await?;
    tx.commit().await?;
    Ok(Outcome::Joined)
}

/// Keeps why. A link that was closed before keeps its own end; a later try stands beside it.
async fn fail(db: &mut PgConnection, answer: &Answer, id: InvitationId, reason: FailReason, newcomer: &Newcomer) -> sqlx::Result<()> {
    if unscoped::close(db, id, closed_as(reason), failed_for(reason), None, answer.now).await? {
        unscoped::note_newcomer(db, id, newcomer).await?;
        record(db, answer, "invitation.failed", id, Some(reason)).await?;
        tell(db, answer, Kind::InvitationFailed, id, &newcomer.company_name, None).await
    } else {
        unscoped::note_late(db, id, reason, answer.now).await
    }
}

const fn closed_as(reason: FailReason) -> InvitationState {
    match reason {
        FailReason::Expired => InvitationState::Expired,
        _ => InvitationState::Failed,
    }
}

const fn failed_for(reason: FailReason) -> Option<FailReason> {
    match reason {
        FailReason::Expired => None,
        reason => Some(reason),
    }
}
