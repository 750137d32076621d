//! The request to rename a company that is decided next, above the list of all requests.

use std::sync::Arc;

use leptos::prelude::*;
use sqlx::PgPool;

use crate::error::AppError;
use crate::lists::description::{AboveList, ListContext};
use crate::operations::queries::rename_to_decide;
use crate::operations::rules;
use crate::organisation::model::{Rename, RenameId};
use crate::organisation::text::CompanyText;
use crate::server::request::parts;
use crate::ui::fields::{HiddenField, TextArea};
use crate::ui::form::Form;
use crate::values::date::format_stamp;

/// The tab of what is decided or withdrawn.
pub const DECIDED: &str = "decided";

/// The one that the address names, else the oldest that waits; nothing above what is decided.
pub async fn next_decision(db: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    if context.tab == DECIDED {
        return Ok(AboveList::default());
    }
    let operator = rules::operator(&context.viewer).map_err(|_| AppError::NotFound)?;
    let rename = rename_to_decide(&db, operator, named()).await?;
    Ok(AboveList { line: rename.map(|rename| card(rename, CompanyText(context.locale))), ..AboveList::default() })
}

/// `decide=…`.
fn named() -> Option<RenameId> {
    let parts = parts()?;
    let mut pairs = form_urlencoded::parse(parts.uri.query()?.as_bytes());
    pairs.find(|(name, _)| name == "decide").and_then(|(_, id)| id.parse().ok())
}

fn card(rename: Rename, t: CompanyText) -> AnyView {
    let id = rename.id.to_string();
    let asked = format!("{} · {} · {}", rename.requester, rename.partner_name, format_stamp(rename.created_at, t.locale()));
    view! {
        <section class="card">
            <header><h2>{t.decision_on(&rename.new_name)}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.from()}</dt><dd>{rename.old_name}</dd>
                    <dt>{t.to()}</dt><dd>{rename.new_name}</dd>
                    <dt>{t.reason()}</dt><dd>{rename.reason}</dd>
                    <dt>{t.asked_by()}</dt><dd>{asked}</dd>
                </dl>
            </div>
            <Decision id=id t=t/>
        </section>
    }
    .into_any()
}

#[component]
fn Decision(id: String, t: CompanyText) -> impl IntoView {
    view! {
        <Form action="operations.decide_rename" class="body fields">
            <HiddenField name="form[id]" value=id/>
            <TextArea name="form[note]" label=t.answer() hint=t.answer_hint() unmarked=true class="wide" maxlength=1000/>
            <div class="wide row">
                <button class="button main" name="form[decision]" value="accept">{t.accept()}</button>
                <button class="button" name="form[decision]" value="refuse">{t.refuse()}</button>
            </div>
        </Form>
    }
}
