//! The request to rename a company that is decided next, above the list of all requests.

use std::sync::Arc;

use leptos::prelude::*;
use sqlx::PgPool;

use crate::error::AppError;
use crate::lists::description::{AboveList, ListContext};
use crate::operations::queries::{rename_name, rename_to_decide};
use crate::operations::rules;
use crate::organisation::model::{Rename, RenameId};
use crate::organisation::text::CompanyText;
use crate::server::form::Submission;
use crate::server::request::parts;
use crate::ui::fields::TextArea;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::values::date::format_stamp;

/// The tab of what is decided or withdrawn.
pub const DECIDED: &str = "decided";

/// The server function behind the form.
const DECIDE: &str = "operations.decide_rename";

/// The one that was answered just now or that the address names, else the oldest that waits; nothing above what is decided. An
/// answer that came too late is said beside the next one and not in its form, which is about another company.
pub async fn next_decision(db: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    let operator = rules::operator(&context.viewer).map_err(|_| AppError::NotFound)?;
    let answered = answered();
    let wanted = answered.as_ref().map(|(id, _)| *id).or_else(named);
    let rename = if context.tab == DECIDED { None } else { rename_to_decide(&db, operator, wanted).await? };
    let t = CompanyText(context.locale);
    let late = match answered.filter(|(id, _)| rename.as_ref().is_none_or(|rename| rename.id != *id)) {
        Some((id, note)) => rename_name(&db, operator, id).await?.map(|name| too_late(&name, note, t)),
        None => None,
    };
    let card = rename.map(|rename| card(rename, t));
    Ok(AboveList { line: Some(view! { {late}{card} }.into_any()), ..AboveList::default() })
}

/// The request whose answer was refused, and the note that was typed.
fn answered() -> Option<(RenameId, String)> {
    let posted = use_context::<Submission>().filter(|posted| posted.action == DECIDE && posted.error.is_some())?;
    let value = |wanted: &str| posted.fields.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
    Some((value("form[id]")?.parse().ok()?, value("form[note]").unwrap_or_default()))
}

fn too_late(name: &str, note: String, t: CompanyText) -> AnyView {
    let said = t.answered_too_late(name);
    let typed = (!note.is_empty()).then(|| view! { <p class="lines">{t.you_wrote(note)}</p> });
    view! { <Notice tone=NoticeTone::Bad><p>{said}</p>{typed}</Notice> }.into_any()
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
    let only = Some(("form[id]".to_owned(), id));
    view! {
        <Form action=DECIDE only=only class="body fields">
            <TextArea name="form[note]" label=t.answer() hint=t.answer_hint() unmarked=true class="wide" maxlength=1000/>
            <div class="wide row">
                <button class="button main" name="form[decision]" value="accept">{t.accept()}</button>
                <button class="button" name="form[decision]" value="refuse">{t.refuse()}</button>
            </div>
        </Form>
    }
}
