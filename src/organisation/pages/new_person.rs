//! Creating a person; afterwards the temporary password, once.

use leptos::prelude::*;

use super::duties::{DutyFields, Offer};
use super::{IssuedPassword, issued, scope_of, under_people};
use crate::auth::viewer;
use crate::i18n::Words;
use crate::organisation::model::Issued;
use crate::organisation::queries::{list_roles, supervisors};
use crate::organisation::text::PeopleText;
use crate::server::request::{locale, state};
use crate::ui::fields::TextField;
use crate::ui::form::Form;
use crate::ui::shell::{Page, page};

/// `/organisation/people/new`.
#[component]
pub fn NewPersonPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let issued = issued("organisation.create_person");
    page(async move {
        let (_, scope) = scope_of(viewer, locale)?;
        let t = PeopleText(locale);
        if let Some(issued) = issued {
            return Ok(view! { <Created issued=issued t=t/> }.into_any());
        }
        let offer = Offer { roles: list_roles(&state.db, &scope).await?, supervisors: supervisors(&state.db, &scope).await? };
        Ok(view! {
            <Page title=t.new_person() section=t.people() crumbs=under_people(t)>
                <Form action="organisation.create_person" class="card" guard=true>
                    <div class="body fields">
                        <TextField
                            name="form[account_name]" label=t.account_name() hint=t.account_name_hint() required=true class="wide short"
                            autocomplete="off" maxlength=64
                        />
                        <TextField
                            name="form[display_name]" label=t.display_name() hint=t.display_name_hint() required=true class="wide short"
                            autocomplete="off" maxlength=64
                        />
                        <TextField
                            name="form[email]" label=t.email() hint=t.email_hint() kind="email" class="wide short" autocomplete="off" maxlength=254
                        />
                        <DutyFields offer=offer t=t/>
                        <div class="wide row">
                            <button class="button main">{t.new_person()}</button>
                            <a class="button plain" href="/organisation/people">{Words(locale).cancel()}</a>
                        </div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Created(issued: Issued, t: PeopleText) -> impl IntoView {
    let href = format!("/organisation/people/{}", issued.person_id);
    let said = t.created(&issued.display_name);
    view! {
        <Page title=t.created_title() section=t.people() crumbs=under_people(t)>
            <div class="stack">
                <IssuedPassword issued=issued said=said t=t/>
                <div class="row">
                    <a class="button main" href=href>{t.to_person()}</a>
                    <a class="button" href="/organisation/people/new">{t.another()}</a>
                    <a class="button plain" href="/organisation/people">{t.to_people()}</a>
                </div>
            </div>
        </Page>
    }
    .into_any()
}
