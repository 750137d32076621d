//! What stands above the list of leads: what counts in the open tab, each figure leading to its rows.

use std::sync::Arc;

use leptos::prelude::*;
use sqlx::PgPool;

use crate::error::AppError;
use crate::leads::model::{LeadState, MINE};
use crate::leads::queries::{self, Visibility, list};
use crate::leads::rules;
use crate::leads::text::LeadText;
use crate::lists::description::{AboveList, ListContext};
use crate::lists::request::TAB;
use crate::lists::{ListName, addresses};
use crate::ui::figures::{Figure, Figures};
use crate::ui::notice::{Notice, NoticeTone};

/// Loads and shows it.
pub async fn above_list(db: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    let visibility = Visibility::of(&context.viewer, context.access.reach().ok_or(AppError::NotFound)?)?;
    let ((to_dispatch, to_follow, followed), contacts_stay_masked) =
        tokio::try_join!(list::figures(&db, &visibility, context.tab == MINE), queries::contacts_stay_masked(&db, visibility.partner))?;
    let t = LeadText(context.locale);
    let dispatches = rules::dispatch_reach(&context.viewer).is_ok();
    let href = move |state: LeadState| {
        let tab = (context.tab == MINE).then_some((TAB, MINE));
        addresses::address_of(ListName::Leads, tab.into_iter().chain([("state", state.as_str())]))
    };
    let first = dispatches.then(|| view! { <Figure label=t.to_dispatch() value=to_dispatch.to_string() href=href(LeadState::New)/> });
    let figures = view! {
        <Figures>
            {first}
            <Figure label=t.to_follow() value=to_follow.to_string() href=href(LeadState::Dispatched)/>
            <Figure label=t.followed() value=followed.to_string() href=href(LeadState::Following)/>
        </Figures>
    };
    let line = contacts_stay_masked.then(|| view! { <Notice tone=NoticeTone::Note>{t.programme()}</Notice> }.into_any());
    Ok(AboveList { figures: Some(figures.into_any()), line })
}
