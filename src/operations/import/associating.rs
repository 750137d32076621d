//! What SQL of the description cannot decide about files of customers: whether a partner may have them, and the association.

use std::collections::BTreeSet;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::auth::PersonId;
use crate::claims::eligibility::judge_association;
use crate::claims::model::{Bar, Refusal};
use crate::claims::queries::{hold_all_prospects, hold_own_claims};
use crate::customers::model::CustomerId;
use crate::customers::queries::associating::turn_claims;
use crate::customers::rules::may_have_type;
use crate::imports::kind::{Batch, Step};
use crate::operations::queries::imports::{self, Beginning};
use crate::operations::queries::lock_account_manager;
use crate::operations::rules::may_have_customers;
use crate::organisation::model::PartnerId;

/// See [`may_have_customers`].
pub(super) const CHANNEL_ONLY: &str = "channel_only";
/// See [`may_have_type`].
pub(super) const NO_REFERRAL_RIGHT: &str = "no_referral_right";
/// Another partner has a customer with the number or the address.
pub(super) const PROSPECT_ASSOCIATED: &str = "prospect_associated";
/// Another partner has claimed the number or the address.
pub(super) const PROSPECT_CLAIMED: &str = "prospect_claimed";

/// Claims wait while a batch is written; account managers stay what they are.
pub(super) fn hold<'a>(db: &'a mut PgConnection, batch: Batch<'a>) -> Step<'a> {
    Box::pin(async move {
        hold_all_prospects(db).await?;
        let owners: BTreeSet<Uuid> = imports::beginning(db, &batch).await?.into_iter().filter_map(|row| row.owner).collect();
        for owner in owners {
            lock_account_manager(db, PersonId(owner)).await?;
        }
        Ok(())
    })
}

/// Referral takes the partner's right (R37), and whoever claims or associates first has the prospect, at every column it is
/// on: no file takes it from another partner.
pub(super) fn judge<'a>(db: &'a mut PgConnection, batch: Batch<'a>) -> Step<'a> {
    Box::pin(async move {
        for row in imports::beginning(db, &batch).await? {
            let problems = problems(db, &row, &batch).await?;
            if !problems.is_empty() {
                imports::refuse(db, &batch, row.line, &problems).await?;
            }
        }
        Ok(())
    })
}

async fn problems(db: &mut PgConnection, row: &Beginning, batch: &Batch<'_>) -> sqlx::Result<Vec<String>> {
    if !may_have_customers(row.partner_kind, row.channel_only) {
        return Ok(vec![format!("partner:{CHANNEL_ONLY}:")]);
    }
    if !may_have_type(row.kind, row.referral_right) {
        return Ok(vec![format!("association_type:{NO_REFERRAL_RIGHT}:")]);
    }
    let problems = judge_association(db, PartnerId(row.partner), (&row.mobile, row.email()), batch.at).await?;
    let at_columns = ["mobile", "email"].map(|column| (column, format!("form[{column}]")));
    let found = at_columns.iter().filter_map(|(column, field)| Some((column, problems.at(field).next()?)));
    Ok(found
        .map(|(column, refusal)| match refusal {
            Refusal::Barred(Bar::Associated) => format!("{column}:{PROSPECT_ASSOCIATED}:"),
            _ => format!("{column}:{PROSPECT_CLAIMED}:"),
        })
        .collect())
}

/// Associates the customers of a batch; what the partner had claimed of a prospect is the association then.
pub(super) fn associate<'a>(db: &'a mut PgConnection, batch: Batch<'a>) -> Step<'a> {
    Box::pin(async move {
        for row in imports::beginning(db, &batch).await?.into_iter().filter(|row| row.is_written) {
            imports::associate(db, &row, batch.at).await?;
            let claims = hold_own_claims(db, PartnerId(row.partner), (&row.mobile, row.email())).await?;
            turn_claims(db, &claims, CustomerId(row.customer), None, batch.at).await?;
        }
        Ok(())
    })
}

impl Beginning {
    fn email(&self) -> Option<&str> {
        Some(self.email.as_str()).filter(|email| !email.is_empty())
    }
}
