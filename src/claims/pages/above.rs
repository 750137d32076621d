//! What stands above the list of claims: the tabs of customer development, the instant check, and what counts.

use std::sync::Arc;

use chrono::TimeDelta;
use leptos::prelude::*;
use sqlx::PgPool;

use super::check;
use crate::claims::model::Room;
use crate::claims::queries;
use crate::claims::rules::{self, REMIND_DAYS};
use crate::claims::tabs::{DevelopmentTab, DevelopmentTabs};
use crate::claims::text::{ClaimText, ListText};
use crate::error::AppError;
use crate::lists::description::{AboveList, Access, ListContext};
use crate::server::terms;
use crate::ui::figures::{Figure, Figures};

/// Loads and shows it.
pub async fn above_list(db: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    let Access::Within { scope, partner, .. } = context.access else { return Err(AppError::NotFound) };
    let most = terms::load(&db).await?.most_open_claims;
    let now = context.now;
    let (figures, room) = tokio::try_join!(
        queries::list::figures(&db, &scope, partner, now, now + TimeDelta::days(REMIND_DAYS)),
        queries::room(&db, partner, most, now)
    )?;
    let check = rules::may_claim(&context.viewer).is_ok().then(|| check::form(ClaimText(context.locale)));
    let line = view! { <div class="above"><DevelopmentTabs current=DevelopmentTab::Online/>{check}</div> };
    Ok(AboveList { figures: Some(figures_of(ListText(context.locale), figures, &room)), line: Some(line.into_any()) })
}

/// Each leads to its rows.
fn figures_of(t: ListText, (open, soon, in_review): (i64, i64, i64), room: &Room) -> AnyView {
    let href = |query: &str| format!("/sales/customer-development?{query}");
    let room = t.used_of(room.used, room.most);
    view! {
        <Figures>
            <Figure label=t.holding() value=open.to_string() href=href("state=open")/>
            <Figure label=t.lapsing() value=soon.to_string() href=href("state=open&sort=until")/>
            <Figure label=t.reviewed() value=in_review.to_string() href=href("state=in_review")/>
            <Figure label=t.room() value=room/>
        </Figures>
    }
    .into_any()
}
