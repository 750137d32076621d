//! What stands above everything about contracts: why none can be requested, who signs now, who signs next.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use sqlx::PgPool;

use crate::accounting::contracts::model::Obstacle;
use crate::accounting::contracts::queries;
use crate::accounting::contracts::rules::{check_parties, may_request};
use crate::accounting::contracts::text::ContractText;
use crate::auth::Scope;
use crate::error::AppError;
use crate::lists::description::{AboveList, ListContext};
use crate::ui::notice::{Notice, NoticeTone};
use crate::values::date::{beijing_date, format_date};

/// The notices, and whether nothing stands in the way of a request.
pub struct Notices {
    /// What is said.
    pub view: AnyView,
    /// Whether a request is possible.
    pub is_possible: bool,
}

/// Reads who would sign today.
///
/// # Errors
/// Those of the database.
pub async fn notices(db: &PgPool, scope: &Scope, today: NaiveDate, t: ContractText) -> Result<Notices, AppError> {
    let mut db = db.acquire().await?;
    let parties = queries::parties(&mut db, scope, today).await?.ok_or(AppError::NotFound)?;
    let next = queries::next_entity(&mut *db, today).await?;
    let obstacle = check_parties(&parties).err();
    let said = obstacle.map(|obstacle| {
        let words = t.obstacle(obstacle, &parties.manager);
        let company = matches!(obstacle, Obstacle::NotVerified(_));
        let link = company.then(|| view! { " "<a href="/organisation/company">{t.company()}</a> });
        view! { <Notice tone=NoticeTone::Warn><p>{words}{link}</p></Notice> }
    });
    let next = next.map(|(name, from)| {
        view! { <Notice tone=NoticeTone::Note>{t.signs_next(name, format_date(from, t.locale()))}</Notice> }
    });
    Ok(Notices { view: view! { {said}{next} }.into_any(), is_possible: obstacle.is_none() })
}

/// Above the list of payment agreements.
///
/// # Errors
/// Those of the database.
pub async fn above_agreements(db: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    // Who only reads needs no reasons against requesting.
    if may_request(&context.viewer).is_err() {
        return Ok(AboveList::default());
    }
    let found = notices(&db, &context.scope()?, beijing_date(context.now), ContractText(context.locale)).await?;
    Ok(AboveList { line: Some(found.view), ..AboveList::default() })
}
