//! SQL over claims that several lists share: those of claims, customers, invitations and of operations.

use chrono::{DateTime, Utc};
use sqlx::{Postgres, QueryBuilder};

use crate::auth::Scope;
use crate::auth::scope::Alias;

/// The condition that a claim was made of a lead of a partner in marketing programme 2.0, as a literal: its number and address
/// stay masked, as the lead's do (R24). Takes the column with the claim's id.
macro_rules! of_a_masked_lead {
    ($claim:literal) => {
        concat!(
            "exists (select from lead l join partner p on p.id = l.partner_id where l.claim_id = ",
            $claim,
            " and p.marketing_programme)"
        )
    };
}

pub(crate) use of_a_masked_lead;

/// Pushes [`of_a_masked_lead`]; `claim` is the column with the claim's id.
pub fn push_of_a_masked_lead(query: &mut QueryBuilder<Postgres>, claim: &'static str) {
    query.push(format_args!(of_a_masked_lead!("{}"), claim));
}

/// Pushes ` and …` of a condition on a number or an address: what stays masked is not found out digit by digit either. `claim`
/// is the column with the claim's id.
pub fn push_shown_contact(query: &mut QueryBuilder<Postgres>, claim: &'static str) {
    query.push(" and not ");
    push_of_a_masked_lead(query, claim);
}

/// Pushes ` and …`: a claim is in one of these states at `now`. One whose time is up counts as lapsed before the background
/// work has written it. `state` and `until` are its columns.
pub fn push_states(
    query: &mut QueryBuilder<Postgres>,
    (state, until): (&'static str, &'static str),
    states: &[String],
    now: DateTime<Utc>,
) {
    query.push(" and case when ").push(state).push(" in ('open', 'in_review') and ").push(until).push(" <= ").push_bind(now);
    query.push(" then 'lapsed' else ").push(state).push(" end = any(").push_bind(states.to_vec()).push(")");
}

/// Pushes the column `opportunities`: how many open ones, named `o`, fit `condition` within `counted`; 0 for who sees none.
pub fn push_opportunities(query: &mut QueryBuilder<Postgres>, counted: Option<&Scope>, condition: &'static str) {
    match counted {
        Some(scope) => {
            query.push("(select count(*) from opportunity o where o.closed_at is null and ").push(condition).push(" and ");
            scope.push(query, Alias::Opportunity);
            query.push(")");
        }
        None => {
            query.push("0::bigint");
        }
    }
    query.push(" as opportunities");
}
