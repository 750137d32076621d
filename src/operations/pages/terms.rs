//! The periods and limits of the installation.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::operator;
use crate::auth::viewer;
use crate::operations::model::{Term, TermValues};
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
        Ok(view! {
            <Page title=t.terms() section=t.operations() lead=view! { <p>{t.terms_lead()}</p> }>
                {(done.as_deref() == Some("changed")).then(|| view! { <Notice tone=NoticeTone::Good>{t.terms_changed()}</Notice> })}
                <Form action="operations.change_terms" class="card" version=Some(version) guard=true>
                    <div class="body fields">
                        <Fields values=values t=t/>
                        <div class="wide"><button class="button main">{t.save_terms()}</button></div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}

/// A component, for fields ask the form around them what was typed: built before the form, they would find none.
#[component]
fn Fields(values: TermValues, t: OperationsText) -> impl IntoView {
    let field = |(term, value): (Term, i32)| {
        let (least, most) = term.bounds();
        view! {
            <TextField
                name=format!("form[{term}]") label=t.term(term) hint=t.between(least, most) value=value.to_string() required=true
                class="wide short" inputmode="numeric" autocomplete="off" maxlength=10
            />
        }
    };
    values.into_iter().map(field).collect_view()
}
