//! Claims in a fresh database, for tests: the people of `opportunities::queries::fixtures`, whose partners may claim.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::claims::command::CommandContext;
use crate::claims::model::{ClaimForm, ClaimId};
use crate::claims::text::ClaimText;
use crate::i18n::Locale;
use crate::opportunities::queries::fixtures::{claim, now, people, viewer};
use crate::server::{AppState, Clock, Config};

/// People and partners; each partner has a contact, Harbor the right of referral.
pub(crate) async fn house(db: &PgPool) {
    people(db).await;
    sqlx::query("update partner set contact_mobile = '13800000000', referral_right = name like 'Harbor%'").execute(db).await.unwrap();
    sqlx::query("insert into person (id, account_name, display_name, password_hash, must_change_password, created_at, updated_at) values ($1, 'viktor', 'Viktor', 'none', false, $2, $2)")
        .bind(viewer("viktor").person_id.0)
        .bind(now())
        .execute(db)
        .await
        .unwrap();
}

/// Somebody who asks at this moment.
pub(crate) fn context(db: &PgPool, account: &str, at: DateTime<Utc>) -> CommandContext {
    let state = AppState::new(db.clone(), Config::for_tests(), Clock::at(at));
    CommandContext { viewer: viewer(account), state, now: at, t: ClaimText(Locale::En) }
}

/// A claim of `owner` on a number until then.
pub(crate) async fn put_claim(db: &PgPool, owner: &str, mobile: &str, until: DateTime<Utc>) -> ClaimId {
    let id = claim(db, owner, "Snowpeak Resorts", until).await;
    sqlx::query("update claim set mobile = $2, mobile_key = $2 where id = $1").bind(id.0).bind(mobile).execute(db).await.unwrap();
    id
}

/// A legal customer that nobody is associated with, with what the vendor knows of it.
pub(crate) async fn put_customer(db: &PgPool, mobile: &str, traits: &[&str], registered_at: Option<DateTime<Utc>>) -> Uuid {
    let id = Uuid::now_v7();
    let sql = "insert into customer (id, number, account_name, name, industry, mobile, traits, registered_at, created_at, updated_at)
               values ($1, $1::text, $1::text, 'Northern Bank', 'finance', $2, $3, $4, $5, $5)";
    let traits: Vec<String> = traits.iter().map(|one| (*one).to_owned()).collect();
    sqlx::query(sql).bind(id).bind(mobile).bind(traits).bind(registered_at).bind(now()).execute(db).await.unwrap();
    id
}

/// A form that claims a prospect of this name and number.
pub(crate) fn form(name: &str, mobile: &str) -> ClaimForm {
    ClaimForm { company_name: name.into(), industry: "travel".into(), mobile: mobile.into(), invite: "no".into(), ..ClaimForm::default() }
}

/// The same with what manual review needs.
pub(crate) fn reviewed_form(name: &str, mobile: &str) -> ClaimForm {
    ClaimForm {
        expected_spend: "12,000".into(),
        communication_history: "Met their operations lead on Monday.".into(),
        ..form(name, mobile)
    }
}
