//! `/sales/leads/new`: enter a lead.

use leptos::prelude::*;

use super::fields::LeadFields;
use super::{crumbs, denied, entered};
use crate::i18n::Words;
use crate::leads::queries::{self, followers};
use crate::leads::rules;
use crate::leads::text::LeadText;
use crate::server::request;
use crate::ui::fields::{CheckBox, Select};
use crate::ui::form::{Form, typed, wrong};
use crate::ui::shell::{Page, page};
use crate::values::date::beijing_date;

/// The form.
#[component]
pub fn NewLeadPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    page(async move {
        let viewer = viewer?;
        rules::may_enter(&viewer).map_err(|denial| denied(denial, &viewer, locale))?;
        let (_, visibility) = entered(&viewer, locale)?;
        let facts = queries::facts(&state.db, visibility.partner).await?;
        let people = match rules::dispatch_reach(&viewer) {
            Ok(reach) => {
                let all = followers::candidates(&state.db, visibility.partner, beijing_date(state.clock.now())).await?;
                let suitable = all.into_iter().filter(|one| rules::may_be_followed_by(&viewer, reach, one).is_ok());
                Some(suitable.map(|one| (one.id.to_string(), one.name)).collect::<Vec<_>>())
            }
            Err(_) => None,
        };
        let t = LeadText(locale);
        Ok(view! {
            <Page title=t.new_lead() section=Words(locale).sales() crumbs=crumbs(t) lead=view! { <p>{t.new_lead_text()}</p> }>
                <Form action="leads.enter" class="card" guard=true>
                    <div class="body fields">
                        <LeadFields lead=None campaigns=facts.campaigns t=t/>
                        <AcknowledgeDuplicate t=t/>
                        {people.map(|people| view! {
                            <Select
                                name="form[follower]" label=t.follower() hint=t.follower_hint() options=people blank=t.nobody()
                                class="wide short"
                            />
                        })}
                        <div class="wide row">
                            <button class="button main">{t.enter()}</button>
                            <a class="button plain" href="/sales/leads">{t.cancel()}</a>
                        </div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}

/// One with the same number or address is open: the tick says that somebody looked.
#[component]
fn AcknowledgeDuplicate(t: LeadText) -> impl IntoView {
    let asked = wrong("form[acknowledged]").is_some() || typed("form[acknowledged]").is_some();
    asked.then(|| view! { <CheckBox name="form[acknowledged]" label=t.acknowledge() class="wide"/> })
}
