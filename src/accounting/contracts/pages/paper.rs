//! `/sales/accounting/contracts/offline/{id}`: one contract that was signed on paper.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::accounting::contracts::access::visible_scope;
use crate::accounting::contracts::model::{PaperContract, PaperContractId};
use crate::accounting::contracts::queries;
use crate::accounting::contracts::text::ContractText;
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::Words;
use crate::server::request::{locale, state};
use crate::ui::shell::{Page, page};
use crate::values::date::{format_date, format_stamp};
use crate::values::money::format_cny;

/// One contract on paper.
#[component]
pub fn PaperContractPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move {
        let scope = visible_scope(&viewer?, locale)?;
        let id: PaperContractId = id.parse().map_err(|_| AppError::NotFound)?;
        let contract = queries::lookup_paper_contract(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
        Ok(whole(contract, ContractText(locale)))
    })
}

fn whole(contract: PaperContract, t: ContractText) -> AnyView {
    let (content, locale) = (contract.content, t.locale());
    let day = move |day| format_date(day, locale);
    let until = content.valid_until.map_or_else(|| t.no_end().to_owned(), day);
    let amount = content.amount.map(|amount| view! { <dt>{t.total()}</dt><dd>{format_cny(amount)}</dd> });
    let file = match contract.file {
        Some((id, name)) => view! { <a href=format!("/files/{id}")>{name}</a> }.into_any(),
        None => t.no_attachment().into_any(),
    };
    view! {
        <Page
            title=content.code section=Words(locale).sales()
            crumbs=vec![(t.offline().to_owned(), "/sales/accounting/contracts/offline".to_owned())]
        >
            <section class="card">
                <header><h2>{content.title}</h2></header>
                <div class="body">
                    <dl class="facts">
                        <dt>{t.partner()}</dt><dd>{contract.partner.1}</dd>
                        <dt>{t.signed_on()}</dt><dd>{day(content.signed_on)}</dd>
                        <dt>{t.valid_from()}</dt><dd>{day(content.valid_from)}</dd>
                        <dt>{t.valid_until()}</dt><dd>{until}</dd>
                        {amount}
                        <dt>{t.attachment()}</dt><dd>{file}</dd>
                        <dt>{t.recorded_at()}</dt><dd>{format_stamp(contract.recorded_at, locale)}</dd>
                    </dl>
                </div>
            </section>
        </Page>
    }
    .into_any()
}
