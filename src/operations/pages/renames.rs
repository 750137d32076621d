//! Companies that ask for another name: decided here, one after the other.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::operator;
use crate::auth::viewer;
use crate::operations::queries::list_all_renames;
use crate::operations::text::OperationsText;
use crate::organisation::model::{Rename, RenameState};
use crate::organisation::text::CompanyText;
use crate::server::request::{locale, state};
use crate::ui::badge::Tone;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::{HiddenField, TextArea};
use crate::ui::form::Form;
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

/// `/operations/renames`.
#[component]
pub fn RenamesPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let query = use_query_map().get_untracked();
    let (done, wished) = (query.get("done"), query.get("decide"));
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = CompanyText(locale);
        let (waiting, decided): (Vec<_>, Vec<_>) =
            list_all_renames(&state.db, operator).await?.into_iter().partition(|rename| rename.state == RenameState::Pending);
        let notice = match done.as_deref() {
            Some("accepted") => Some(t.done_accepted()),
            Some("refused") => Some(t.done_refused()),
            _ => None,
        };
        let waiting = if waiting.is_empty() {
            view! {
                <section class="card">
                    <EmptyState kind=EmptyKind::Nothing title=t.nothing_waits() text=t.nothing_waits_text()/>
                </section>
            }
            .into_any()
        } else {
            // The one that was asked for, else the oldest.
            let open = wished.and_then(|id| waiting.iter().position(|rename| rename.id.to_string() == id)).unwrap_or(0);
            let cards = waiting.into_iter().enumerate().map(|(at, rename)| view! { <Waiting rename=rename open=at == open t=t/> });
            cards.collect_view().into_any()
        };
        Ok(view! {
            <Page
                title=t.operations_title() section=OperationsText(locale).operations() lead=view! { <p>{t.operations_lead()}</p> }
            >
                <div class="stack">
                    {notice.map(|text| view! { <Notice tone=Tone::Good>{text}</Notice> })}
                    {waiting}
                    {(!decided.is_empty()).then(|| view! { <Decided renames=decided t=t/> })}
                </div>
            </Page>
        }
        .into_any())
    })
}

/// One request; the open one has the form.
#[component]
fn Waiting(rename: Rename, open: bool, t: CompanyText) -> impl IntoView {
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
            {if open {
                view! { <Decision id=id t=t/> }.into_any()
            } else {
                view! { <div class="body"><a class="button" href=format!("?decide={id}")>{t.decide()}</a></div> }.into_any()
            }}
        </section>
    }
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

#[component]
fn Decided(renames: Vec<Rename>, t: CompanyText) -> impl IntoView {
    let rows = renames.into_iter().map(|rename| {
        view! {
            <tr>
                <th scope="row">{rename.new_name}</th>
                <td data-label=t.from()>{rename.old_name}</td>
                <td data-label=t.partner()>{rename.partner_name}</td>
                <td data-label=t.state()>{t.rename_state(rename.state)}</td>
                <td data-label=t.note()>{rename.note}</td>
            </tr>
        }
    });
    view! {
        <section class="card">
            <header><h2>{t.decided()}</h2></header>
            <div class="scroll">
                <table class="records" aria-label=t.decided()>
                    <thead><tr>
                        <th scope="col">{t.to()}</th><th scope="col">{t.from()}</th><th scope="col">{t.partner()}</th>
                        <th scope="col">{t.state()}</th><th scope="col">{t.note()}</th>
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
