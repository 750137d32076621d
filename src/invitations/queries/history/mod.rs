//! The history (拓展记录): one page of invitations within a scope, masked, the latest first.

mod address;

pub use address::Address;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, Postgres, QueryBuilder};

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::customers::queries::reveal::push_of_a_masked_lead;
use crate::invitations::model::{
    AssociationType, ClaimId, ClaimState, FailReason, HistoryRow, InvitationId, InvitationKind, InvitationState,
};
use crate::invitations::rules::obstacle;
use crate::lists::paging::{self, CAP, Page, Place, contains, push_contains, push_name_condition, push_place};
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::masking::{mask_account, mask_email, mask_mobile, mask_name};

/// Conditions on masked columns. They are kept on the server; the address carries their id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Part of the name or of the account name.
    pub name: String,
    /// Part of the mobile number.
    pub mobile: String,
    /// Part of the e-mail address.
    pub email: String,
}

impl Typed {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.mobile.is_empty() && self.email.is_empty()
    }
}

/// Which rows.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// How far the viewer reaches.
    pub scope: Scope,
    /// What the address says.
    pub address: &'a Address,
    /// What was typed on masked columns.
    pub typed: Option<&'a Typed>,
    /// Now: a sent invitation whose time is up counts as expired.
    pub now: DateTime<Utc>,
}

/// One page of at most `size` rows.
///
/// # Errors
/// Those of the database.
pub async fn page(db: &PgPool, asked: &Asked<'_>, size: u16) -> sqlx::Result<Page<HistoryRow>> {
    let place = Place::of_moments(asked.address.after.as_deref(), asked.address.before.as_deref());
    let cursor = |row: &HistoryRow| Cursor::new(CursorValue::Moment(row.created_at), row.id.0);
    paging::page(place, size, |place, most| rows(db, asked, place, most), cursor).await
}

async fn rows(db: &PgPool, asked: &Asked<'_>, place: Place, most: usize) -> sqlx::Result<Vec<HistoryRow>> {
    let mut query = QueryBuilder::new(
        "select i.id, i.claim_id, i.kind, i.association_kind, i.tag, i.company_name, i.account_name, i.mobile, i.email, i.state, i.reason,
                i.late_reason, i.late_at, w.display_name as owner, i.created_at, i.expires_at, i.closed_at,
                c.state as claim_state, c.valid_until, c.email as claim_email, ",
    );
    push_of_a_masked_lead(&mut query, "i.claim_id");
    query.push(" as contacts_stay_masked ");
    push_source(&mut query, asked);
    push_place(&mut query, "i.created_at", "i.id", true, &place, most);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(|row| row.masked(asked.now)).collect())
}

/// `from` and `where`: the same for rows and count.
fn push_source(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    query.push("from invitation i left join person w on w.id = i.owner_id left join claim c on c.id = i.claim_id where ");
    asked.scope.push(query, Alias::Invitation);
    let address = asked.address;
    if !address.states.is_empty() {
        let words: Vec<String> = address.states.iter().map(ToString::to_string).collect();
        query.push(" and case when i.state = 'sent' and i.expires_at <= ").push_bind(asked.now);
        query.push(" then 'expired' when i.state = 'confirming' and i.expires_at <= ").push_bind(asked.now);
        query.push(" then 'failed' else i.state end = any(").push_bind(words).push(")");
    }
    if !address.kinds.is_empty() {
        let words: Vec<String> = address.kinds.iter().map(ToString::to_string).collect();
        query.push(" and i.kind = any(").push_bind(words).push(")");
    }
    if !address.tag.is_empty() {
        push_contains(query, "i.tag_key", &address.tag, false);
    }
    let Some(typed) = asked.typed else { return };
    if !typed.name.is_empty() {
        query.push(" and (");
        push_name_condition(query, "i.company_name_key", &typed.name, false);
        query.push(" or ");
        push_name_condition(query, "i.account_name_key", &typed.name, false);
        query.push(")");
    }
    if !typed.mobile.is_empty() {
        query.push(" and i.mobile ilike ").push_bind(contains(&typed.mobile));
    }
    if !typed.email.is_empty() {
        query.push(" and i.email ilike ").push_bind(contains(&typed.email));
    }
    // What stays masked is not found out digit by digit either.
    if !typed.mobile.is_empty() || !typed.email.is_empty() {
        query.push(" and not ");
        push_of_a_masked_lead(query, "i.claim_id");
    }
}

/// How many there are, up to [`CAP`]; one more than that stands for "more".
///
/// # Errors
/// Those of the database.
pub async fn count(db: &PgPool, asked: &Asked<'_>) -> sqlx::Result<i64> {
    let mut query = QueryBuilder::new("select count(*) from (select 1 ");
    push_source(&mut query, asked);
    query.push(" limit ").push_bind(CAP + 1).push(") t");
    query.build_query_scalar().fetch_one(db).await
}

#[derive(sqlx::FromRow)]
struct Found {
    id: InvitationId,
    claim_id: Option<ClaimId>,
    kind: InvitationKind,
    association_kind: AssociationType,
    tag: String,
    company_name: String,
    account_name: String,
    mobile: String,
    email: String,
    state: InvitationState,
    reason: Option<FailReason>,
    late_reason: Option<FailReason>,
    late_at: Option<DateTime<Utc>>,
    owner: Option<String>,
    created_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    claim_state: Option<ClaimState>,
    valid_until: Option<DateTime<Utc>>,
    claim_email: Option<String>,
    contacts_stay_masked: bool,
}

impl Found {
    fn masked(self, now: DateTime<Utc>) -> HistoryRow {
        let obstacle = match (self.claim_state, self.valid_until, &self.claim_email) {
            (Some(state), Some(until), Some(email)) => obstacle(state, until, email, now),
            _ => None,
        };
        HistoryRow {
            id: self.id,
            claim: self.claim_id,
            kind: self.kind,
            association_type: self.association_kind,
            tag: self.tag,
            name: mask_name(&self.company_name),
            account_name: mask_account(&self.account_name),
            mobile: mask_mobile(&self.mobile),
            email: mask_email(&self.email),
            state: self.state,
            reason: self.reason,
            late: self.late_reason.zip(self.late_at),
            account_manager: self.owner,
            created_at: self.created_at,
            expires_at: self.expires_at,
            closed_at: self.closed_at,
            obstacle,
            contacts_stay_masked: self.contacts_stay_masked,
        }
    }
}
