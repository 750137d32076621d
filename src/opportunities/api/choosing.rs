//! What can be chosen for a report, on the server.

use super::offer::{CustomerOption, LikelyDuplicate};
use super::refusing::CommandContext;
use crate::auth::{self, Reach, Scope, Viewer};
use crate::error::AppError;
use crate::opportunities::model::{CustomerRef, CustomerStanding};
use crate::opportunities::queries::choice::{self, CustomerChoice, Wanted};
use crate::opportunities::rules;
use crate::opportunities::text::{OpportunityText, WritingText};
use crate::organisation::model::PartnerKind;
use crate::server::request;
use crate::values::date::{beijing_date, format_day};
use sqlx::PgPool;

/// Among whose customers a viewer who may report chooses: an account manager among her own, whatever other roles she has;
/// anybody else among the partner's, a distributor also among its resellers'.
pub fn reach(viewer: &Viewer) -> Reach {
    if viewer.is_account_manager() { Reach::Own } else { reach_of_rule(viewer) }
}

/// Where the rule about choosing looks, so that it can say why not.
pub fn reach_of_rule(viewer: &Viewer) -> Reach {
    let is_distributor = viewer.partner().is_some_and(|partner| partner.kind == PartnerKind::Distributor);
    if is_distributor { Reach::PartnerAndResellers } else { Reach::Partner }
}

pub async fn choices(find: &str) -> Result<Vec<CustomerOption>, AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let context = CommandContext { viewer: &viewer, now: state.clock.now(), t: OpportunityText(request::locale()) };
    rules::may_report(&viewer).map_err(|denial| context.denied(denial))?;
    let rows = offered(&state.db, context.viewer, find, "", context.now).await?.0;
    Ok(rows.iter().map(|row| option(row, context.t)).collect())
}

/// The customers that are shown: those found, and the one that is chosen already. The flag says that there are more.
///
/// # Errors
/// Those of the database.
pub async fn offered(
    db: &PgPool,
    viewer: &Viewer,
    find: &str,
    chosen: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(Vec<CustomerChoice>, bool), AppError> {
    let scope = Scope::of(viewer, reach(viewer))?;
    let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
    let mut rows = choice::customers(db, &scope, partner, &Wanted { search: find, only: None }, now).await?;
    let most = usize::try_from(choice::MOST_CHOICES).unwrap_or(20);
    let more = rows.len() > most;
    rows.truncate(most);
    if let Ok(reference) = chosen.parse::<CustomerRef>()
        && !rows.iter().any(|row| row.reference == reference)
    {
        let only = choice::customers(db, &scope, partner, &Wanted { search: "", only: Some(reference) }, now).await?;
        rows.splice(0..0, only);
    }
    Ok((rows, more))
}

/// A customer in words.
pub fn option(row: &CustomerChoice, t: OpportunityText) -> CustomerOption {
    let words = WritingText(t.locale());
    let kind = match row.valid_until {
        Some(until) => t.claim_until(format_day(beijing_date(until), t.locale())),
        None => t.standing(CustomerStanding::Associated).to_owned(),
    };
    let mut note: Vec<String> = row.account_name.iter().cloned().collect();
    note.push(t.industry(row.industry).to_owned());
    note.push(kind);
    note.extend(row.account_manager.clone());
    note.extend(row.reseller.as_ref().map(|reseller| words.of_reseller(reseller)));
    let name = if row.name.is_empty() { "***".to_owned() } else { row.name.clone() };
    CustomerOption { value: row.reference.to_string(), name, note: note.join(" · "), industry: row.industry.to_string() }
}

pub async fn similar(customer: &str, name: &str) -> Result<Vec<LikelyDuplicate>, AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let context = CommandContext { viewer: &viewer, now: state.clock.now(), t: OpportunityText(request::locale()) };
    rules::may_report(&viewer).map_err(|denial| context.denied(denial))?;
    alike(&state.db, &viewer, customer, name, context.t).await
}

/// What looks like it, in words.
///
/// # Errors
/// Those of the database.
pub async fn alike(db: &PgPool, viewer: &Viewer, customer: &str, name: &str, t: OpportunityText) -> Result<Vec<LikelyDuplicate>, AppError> {
    let (Ok(customer), false, Ok(reach)) = (customer.parse::<CustomerRef>(), name.trim().is_empty(), rules::scope_of(viewer)) else {
        return Ok(Vec::new());
    };
    let mut connection = db.acquire().await?;
    // Only for a customer whom the viewer may choose: an id that was guessed tells nothing.
    let choosing = Scope::of(viewer, self::reach(viewer))?;
    if choice::candidate(&mut connection, &choosing, customer, chrono::DateTime::UNIX_EPOCH).await?.is_none() {
        return Ok(Vec::new());
    }
    let open = choice::open_for(&mut connection, &Scope::of(viewer, reach)?, customer).await?;
    let alike = open.into_iter().filter(|one| rules::is_likely_duplicate(&one.name, name)).take(3);
    Ok(alike
        .map(|one| {
            let day = format_day(beijing_date(one.reported_at), t.locale());
            let is_own = one.owner_id == viewer.person_id;
            let sentence = if is_own { t.duplicate_yours(one.name, day) } else { t.duplicate(one.name, day, one.owner) };
            LikelyDuplicate { address: format!("/sales/opportunities/{}", one.id), sentence }
        })
        .collect())
}
