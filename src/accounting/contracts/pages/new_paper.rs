//! `/operations/paper-contracts/new`: a contract that was signed on paper, with its file.

use leptos::prelude::*;

use crate::accounting::contracts::access::operator;
use crate::accounting::contracts::rules::LONGEST_NAME;
use crate::accounting::contracts::text::ContractText;
use crate::auth::viewer;
use crate::i18n::Words;
use crate::server::request::locale;
use crate::ui::fields::{DateField, FileField, MoneyField, TextField};
use crate::ui::form::Form;
use crate::ui::shell::{Page, page};

/// Records a contract.
#[component]
pub fn NewPaperContractPage() -> impl IntoView {
    let (viewer, locale) = (viewer(), locale());
    page(async move {
        operator(&viewer?, locale)?;
        let t = ContractText(locale);
        let most = u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX);
        let crumbs = vec![
            (t.operations().to_owned(), "/operations".to_owned()),
            (t.recorded_contracts().to_owned(), "/operations/paper-contracts".to_owned()),
        ];
        Ok(view! {
            <Page title=t.record() section=t.operations() crumbs=crumbs lead=view! { <p>{t.record_lead()}</p> }>
                <Form action="contracts.record_paper" class="card" guard=true files=true>
                    <div class="body fields">
                        <TextField name="form[partner]" label=t.partner() hint=t.partner_hint() required=true autocomplete="off" maxlength=most/>
                        <TextField name="form[code]" label=t.code() required=true autocomplete="off" maxlength=32/>
                        <TextField name="form[title]" label=t.title() required=true class="wide" autocomplete="off" maxlength=most/>
                        <DateField name="form[signed_on]" label=t.signed_on() required=true/>
                        <DateField name="form[valid_from]" label=t.valid_from() required=true/>
                        <DateField name="form[valid_until]" label=t.valid_until()/>
                        <MoneyField name="form[amount]" label=t.total()/>
                        <FileField name="form[file]" label=t.attachment() hint=t.attachment_hint() accept=".pdf,.docx,.png,.jpg,.jpeg" class="wide"/>
                        <div class="wide row">
                            <button class="button main">{t.record_action()}</button>
                            <a class="button plain" href="/operations/paper-contracts">{Words(locale).cancel()}</a>
                        </div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}
