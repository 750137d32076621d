//! One opportunity to look at; the button that has the focus marks it and leads to the next.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::badges;
use crate::auth::{Scope, viewer};
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{Eye, answered, masked};
use crate::customers::rules::scope_of as sees_customers;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::opportunities::model::OpportunityId;
use crate::opportunities::queries::detail;
use crate::opportunities::text::OpportunityText;
use crate::reviews::model::{Reason, Waiting};
use crate::reviews::reviewing::Measure;
use crate::reviews::text::ReviewText;
use crate::reviews::{queries, reviewing, rules};
use crate::server::request::{locale, state};
use crate::ui::badge::Tone;
use crate::ui::fields::{HiddenField, TextArea};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};
use crate::values::date::{format_moment, format_stamp};
use crate::values::money::format_cny;

/// `/sales/opportunities/{id}/review`.
#[component]
pub fn ReviewOnePage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<OpportunityId>();
    let is_next = use_query_map().get_untracked().get("done").as_deref() == Some("reviewed");
    page(async move {
        let t = ReviewText(locale);
        let (viewer, scope) = reviewing::reviewer(viewer?, t)?;
        let id = id.map_err(|_| AppError::NotFound)?;
        let one = queries::lookup(&state.db, &scope, viewer.person_id, id).await?.ok_or(AppError::NotFound)?;
        let measure = Measure::load(&state).await?;
        let queue = reviewing::ids(&state, &scope, &viewer, &measure).await?;
        let customers = match sees_customers(&viewer) {
            Ok(reach) => Some(Scope::of(&viewer, reach)?),
            Err(_) => None,
        };
        let whole = detail::lookup(&state.db, &scope, customers.as_ref(), id, measure.now).await?.ok_or(AppError::NotFound)?;
        let key = whole.key_of(MaskedColumn::Name).map(str::to_owned);
        let progress = queries::latest_progress(&state.db, &one).await?;
        let next = rules::next_of(&queue, id).map(|next| format!("/sales/opportunities/{next}/review"));
        let crumbs = vec![
            (OpportunityText(locale).opportunities().to_owned(), "/sales/opportunities".to_owned()),
            (t.review().to_owned(), "/sales/opportunities/review".to_owned()),
        ];
        let (owner, reasons) = (one.owner.1.clone(), measure.reasons(&one));
        let waiting = if queue.len() > queries::MOST { format!("{}+", queries::MOST) } else { queue.len().to_string() };
        let lead = view! { <p>{owner.clone()}" · "{t.waiting_in_team(waiting)}</p> };
        Ok(view! {
            <Page title=one.name.clone() section=t.review() crumbs=crumbs lead=lead>
                <div class="stack">
                    {is_next.then(|| view! { <Notice tone=Tone::Good>{t.done()}</Notice> })}
                    <div class="cols">
                        <Facts one=one.clone() key=key reasons=reasons progress=progress measure=measure locale=locale/>
                        <Verdict one=one next=next t=t/>
                    </div>
                </div>
            </Page>
        }
        .into_any())
    })
}

/// What changed, how it stands, and what was said last. `key` is what the eye of the customer's name asks for.
#[component]
fn Facts(
    one: Waiting,
    key: Option<String>,
    reasons: Vec<Reason>,
    progress: Option<queries::Progress>,
    measure: Measure,
    locale: Locale,
) -> impl IntoView {
    let (t, words) = (ReviewText(locale), OpportunityText(locale));
    let changes = reasons.iter().filter_map(|reason| change(*reason, locale)).collect_view();
    let revealed = answered();
    let customer = masked(revealed.as_ref(), key.as_deref(), MaskedColumn::Name, one.customer.clone());
    let open = revealed.is_some_and(|revealed| revealed.field == MaskedColumn::Name.as_str());
    let why = if reasons.is_empty() { view! { <p class="quiet">{t.not_waiting()}</p> }.into_any() } else { badges(reasons, t).into_any() };
    let last = one.last.map(|last| view! { <p class="small quiet">{t.last_look(format_stamp(last.at, locale))}</p> });
    let progress = progress.map(|progress| {
        let by = format!("{} · {}", progress.by, format_moment(progress.at, measure.now, locale));
        view! { <h2>{t.latest_progress()}</h2><p class="said">{progress.detail}</p><p class="small quiet">{by}</p> }
    });
    view! {
        <section class="card"><div class="body stack">
            <p>{why}</p>
            {changes}
            {last}
            <dl class="facts">
                <dt>{words.code()}</dt><dd>{one.code}</dd>
                <dt>{words.customer()}</dt><dd>{customer}" "<Eye column=MaskedColumn::Name keys=key.into_iter().collect() open=open/></dd>
                <dt>{t.stage()}</dt><dd>{words.stage(one.standing.stage)}</dd>
                <dt>{words.confidence()}</dt><dd>{format!("{}%", one.confidence)}</dd>
                <dt>{t.revenue()}</dt><dd>{format_cny(one.standing.revenue)}</dd>
                <dt>{t.updated()}</dt><dd>{format_stamp(one.updated_at, locale)}</dd>
            </dl>
            {progress}
            <p><a href=format!("/sales/opportunities/{}", one.id)>{t.open()}</a></p>
        </div></section>
    }
}

/// The old value and the new one of what changed.
fn change(reason: Reason, locale: Locale) -> Option<AnyView> {
    let (t, words) = (ReviewText(locale), OpportunityText(locale));
    let (label, from, to) = match reason {
        Reason::StageMoved { from, to } => (t.stage(), words.stage(from).to_owned(), words.stage(to).to_owned()),
        Reason::RevenueChanged { from, to } => (t.revenue(), format_cny(from), format_cny(to)),
        Reason::New | Reason::DatePassed(_) | Reason::Quiet(_) => return None,
    };
    Some(view! { <p><span class="change">{label}" "<s>{from}</s><Icon name=IconName::Right/><b>{to}</b></span></p> }.into_any())
}

#[component]
fn Verdict(one: Waiting, next: Option<String>, t: ReviewText) -> impl IntoView {
    view! {
        <section class="card">
            <Form action="reviews.review" version=Some(one.standing.version) class="body stack">
                <HiddenField name="form[id]" value=one.id.to_string()/>
                <HiddenField name="form[last]" value=rules::mark_of_look(one.last.as_ref())/>
                <TextArea name="form[note]" label=t.note() hint=t.note_hint(&one.owner.1) rows=4 maxlength=1000/>
                <div class="row">
                    <button class="button main" autofocus=true>{t.reviewed_next()}</button>
                    {next.map(|href| view! { <a class="button" href=href>{t.skip()}</a> })}
                    <a class="button plain" href="/sales/opportunities/review">{t.to_queue()}</a>
                </div>
            </Form>
        </section>
    }
}
