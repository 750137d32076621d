//! The company, and asking for another name.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::scope_of;
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::Words;
use crate::organisation::model::{Company, Rename, RenameState};
use crate::organisation::queries::{list_renames, lookup_company};
use crate::organisation::text::CompanyText;
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::dialog::{ConfirmButton, ConfirmDialog};
use crate::ui::fields::{HiddenField, TextArea, TextField};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

const WITHDRAW: &str = "organisation.withdraw_rename";

/// `/organisation/company`.
#[component]
pub fn CompanyPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let done = use_query_map().get_untracked().get("done");
    page(async move {
        let (viewer, scope) = scope_of(viewer, locale)?;
        let t = CompanyText(locale);
        let company = lookup_company(&state.db, &scope).await?.ok_or(AppError::NotFound)?;
        let renames = list_renames(&state.db, &scope).await?;
        let waits = renames.iter().any(|rename| rename.state == RenameState::Pending);
        let partner = viewer.partner().map(|partner| (partner.id, partner.name.clone()));
        let notice = match done.as_deref() {
            Some("requested") => Some(t.done_requested()),
            Some("withdrawn") => Some(t.done_withdrawn()),
            _ => None,
        };
        let own = partner.as_ref().map(|(id, _)| *id);
        let name = partner.map(|(_, name)| name).unwrap_or_default();
        Ok(view! {
            <Page title=t.title() section=Words(locale).organisation() lead=view! { <p>{t.lead()}</p> }>
                <div class="stack">
                    {notice.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
                    <div class="cols">
                        <Facts company=company partner=name t=t/>
                        <Request waits=waits t=t/>
                    </div>
                    <section class="card">
                        <header><h2>{t.requests()}</h2></header>
                        {if renames.is_empty() {
                            view! { <div class="body"><p>{t.no_requests()}</p></div> }.into_any()
                        } else {
                            let rows = renames.into_iter().map(|rename| {
                                let withdrawable = rename.state == RenameState::Pending && Some(rename.partner_id) == own;
                                view! { <Line rename=rename withdrawable=withdrawable t=t/> }
                            });
                            table(rows.collect_view().into_any(), t)
                        }}
                    </section>
                </div>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Facts(company: Company, partner: String, t: CompanyText) -> impl IntoView {
    let manager = company.manager().unwrap_or_else(|| t.no_manager().to_owned());
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.company()}</dt><dd>{company.name}</dd>
                    <dt>{t.partner()}</dt><dd>{partner}</dd>
                    <dt>{t.manager()}</dt><dd>{manager}</dd>
                </dl>
            </div>
        </section>
    }
}

/// One request at a time: while one waits there is no form.
#[component]
fn Request(waits: bool, t: CompanyText) -> impl IntoView {
    let body = if waits {
        view! { <div class="body"><p>{t.waits()}</p></div> }.into_any()
    } else {
        view! {
            <Form action="organisation.request_rename" class="body fields" guard=true>
                <p class="wide">{t.rename_lead()}</p>
                <TextField name="form[name]" label=t.new_name() required=true class="wide" maxlength=128 autocomplete="off"/>
                <TextArea name="form[reason]" label=t.reason() hint=t.reason_hint() required=true class="wide" maxlength=1000/>
                <div class="wide"><button class="button main">{t.request()}</button></div>
            </Form>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.rename()}</h2></header>{body}</section> }
}

fn table(rows: AnyView, t: CompanyText) -> AnyView {
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.requests()>
                <thead><tr>
                    <th scope="col">{t.to()}</th><th scope="col">{t.from()}</th><th scope="col">{t.state()}</th>
                    <th scope="col">{t.asked()}</th><th scope="col">{t.asked_by()}</th><th scope="col">{t.note()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Line(rename: Rename, withdrawable: bool, t: CompanyText) -> impl IntoView {
    let tone = match rename.state {
        RenameState::Pending => Tone::Warn,
        RenameState::Accepted => Tone::Good,
        RenameState::Refused => Tone::Bad,
        RenameState::Withdrawn => Tone::Neutral,
    };
    let withdraw = withdrawable.then(|| {
        view! {
            <ConfirmButton opens="withdraw" class="slim">{t.withdraw()}</ConfirmButton>
            <ConfirmDialog id="withdraw" title=t.withdraw_title() text=t.withdraw_text() confirm=t.withdraw() action=WITHDRAW>
                <HiddenField name="form[id]" value=rename.id.to_string()/>
            </ConfirmDialog>
        }
    });
    view! {
        <tr>
            <th scope="row">{rename.new_name}</th>
            <td data-label=t.from()>{rename.old_name}</td>
            <td data-label=t.state()><Badge tone=tone>{t.rename_state(rename.state)}</Badge>" "{withdraw}</td>
            <td data-label=t.asked()>{format_stamp(rename.created_at, t.locale())}</td>
            <td data-label=t.asked_by()>{rename.requester}<span class="sub">{rename.partner_name}</span></td>
            <td data-label=t.note()>{rename.note}</td>
        </tr>
    }
}
