//! The periods and limits of the installation.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::operator;
use crate::auth::viewer;
use crate::operations::model::Term;
use crate::operations::queries::read_terms;
use crate::operations::text::OperationsText;
use crate::server::request::{locale, state};
use crate::ui::fields::TextField;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// `/operations/terms`.
#[component]
pub fn TermsPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let done = use_query_map().get_untracked().get("done");
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        let (values, version) = read_terms(&state.db, operator).await?;
        let field = move |term: &Term, value: i16| {
            let (least, most) = term.bounds();
            view! {
                <TextField
                    name=format!("form[{term}]") label=t.term(*term) hint=t.between(least, most) value=value.to_string() required=true
                    class="wide short" inputmode="numeric" autocomplete="off" maxlength=6
                />
            }
        };
        let fields = values.iter().map(|(term, value)| field(term, *value)).collect_view();
        Ok(view! {
            <Page title=t.terms() section=t.operations() lead=move || view! { <p>{t.terms_lead()}</p> }>
                {(done.as_deref() == Some("changed")).then(|| view! { <Notice tone=NoticeTone::Good>{t.terms_changed()}</Notice> })}
                <Form action="operations.change_terms" class="card" version=Some(version) guard=true>
                    <div class="body fields">
                        {fields}
                        <div class="wide"><button class="button main">{t.save_terms()}</button></div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}
