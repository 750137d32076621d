//! Eligibility of a prospect for a claim: what stands against it, over all partners; the same for a partner's own claim
//! and for one that the vendor records.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::model::{Bar, ClaimForm, ProspectFacts, Refusal, ReviewReason, Supplement, Term};
use super::queries::{self, NewRow, ProspectQuery};
use super::rules;
use crate::organisation::model::PartnerId;
use crate::server::terms::Terms;
use crate::server::working_days;
use crate::values::problems::Problems;

/// Whether a prospect can be claimed: the problems, and the reasons for a review.
pub struct Eligibility {
    /// What stands against it: at the number, at the address, or in the partner's number of claims.
    pub problems: Problems<Refusal>,
    /// Why the vendor's operator is to look at it; none, when nobody is.
    pub reasons: Vec<ReviewReason>,
}

/// Looks over all partners, after closing what is overdue on the same number or address.
///
/// # Errors
/// Those of the database.
pub async fn judge(
    tx: &mut PgConnection,
    partner: PartnerId,
    (mobile, email): (&str, Option<&str>),
    terms: &Terms,
    now: DateTime<Utc>,
) -> sqlx::Result<Eligibility> {
    queries::lapse_on(tx, mobile, email, now).await?;
    let known = load_prospect_facts(tx, partner, (mobile, email), terms, now).await?;
    let mut problems = bars(&known, terms, now);
    let room = queries::room(&mut *tx, partner, terms.most_open_claims, now).await?;
    if let Err(refusal) = rules::may_claim_more(room) {
        problems.add_whole(refusal);
    }
    Ok(Eligibility { problems, reasons: rules::reasons_for_review(&known, now) })
}

/// What stands against associating a prospect with a partner without its invitation, as the vendor records or imports it:
/// another partner's customer on the number or the address, or its claim that holds or is in review. The prospect is held.
///
/// # Errors
/// Those of the database.
pub async fn judge_association(
    tx: &mut PgConnection,
    partner: PartnerId,
    (mobile, email): (&str, Option<&str>),
    now: DateTime<Utc>,
) -> sqlx::Result<Problems<Refusal>> {
    let mobile = Some(mobile).filter(|mobile| !mobile.is_empty());
    let known = queries::prospect_facts(tx, &ProspectQuery { partner, mobile, email, except: None, ended_after: now }).await?;
    let mut problems = Problems::new();
    for (name, on_mobile) in [("mobile", true), ("email", false)] {
        if let Some(bar) = rules::held_by_another(&known, on_mobile, now) {
            problems.add(name, Refusal::Barred(bar));
        }
    }
    Ok(problems)
}

/// What is known of a prospect that the partner asks about.
pub(super) async fn load_prospect_facts(
    tx: &mut PgConnection,
    partner: PartnerId,
    (mobile, email): (&str, Option<&str>),
    terms: &Terms,
    now: DateTime<Utc>,
) -> sqlx::Result<ProspectFacts> {
    let ended_after = now - chrono::TimeDelta::hours(terms.reclaim_hours.into());
    queries::prospect_facts(tx, &ProspectQuery { partner, mobile: Some(mobile), email, except: None, ended_after }).await
}

fn bars(known: &ProspectFacts, terms: &Terms, now: DateTime<Utc>) -> Problems<Refusal> {
    let mut problems = Problems::new();
    for (name, on_mobile) in [("mobile", true), ("email", false)] {
        if let Some(bar) = rules::bar_at(known, on_mobile, terms.reclaim_hours, now) {
            problems.add(name, Refusal::Barred(bar));
        }
    }
    problems
}

/// Another claim was written between the look and the write: the unique index decided, and now it can be seen.
pub(super) async fn somebody_was_faster(
    tx: &mut PgConnection,
    partner: PartnerId,
    row: &NewRow<'_>,
    terms: &Terms,
) -> sqlx::Result<Problems<Refusal>> {
    let known = load_prospect_facts(tx, partner, (row.mobile, row.email), terms, row.at).await?;
    let mut problems = bars(&known, terms, row.at);
    if problems.is_empty() {
        problems.add("mobile", Refusal::Barred(Bar::Protected(row.term.valid_until)));
    }
    Ok(problems)
}

pub(super) async fn is_alike(tx: &mut PgConnection, name: &str, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let names = queries::alike_names(&mut *tx, &rules::probes(name), now).await?;
    Ok(names.iter().any(|other| rules::is_likely_same(name, other)))
}

/// What the operator needs, when there are reasons; its problems, and the reasons above them, when it is missing.
pub(super) fn supplement(form: &ClaimForm, reasons: &[ReviewReason], problems: &mut Problems<Refusal>) -> Option<Supplement> {
    if reasons.is_empty() {
        return None;
    }
    match rules::parse_supplement(form) {
        Ok(supplement) => Some(supplement),
        Err(more) => {
            if !rules::wants_supplement(form) {
                problems.add_whole(Refusal::NeedsSupplement(reasons.to_vec()));
            }
            problems.0.extend(more.0);
            None
        }
    }
}

pub(super) async fn term(tx: &mut PgConnection, terms: &Terms, is_reviewed: bool, now: DateTime<Utc>) -> sqlx::Result<Term> {
    if is_reviewed {
        let calendar = working_days::load(&mut *tx).await?;
        Ok(rules::term_of_review(now, terms.review_working_days, &calendar))
    } else {
        Ok(rules::term_of(now, terms.claim_days))
    }
}
