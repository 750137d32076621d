//! `/sales/alerts`: those that wait for the viewer, all that she may see, and at a distributor those of its resellers.

use leptos::prelude::*;

use crate::alerts::model::{Alert, AlertState, Category, View};
use crate::alerts::queries::list::{self, Address, Asked, Typed};
use crate::alerts::rules;
use crate::alerts::text::AlertText;
use crate::auth::{Reach, Scope, Viewer};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::loading::{self, USUAL_SIZE, Wanted};
use crate::lists::pager::ListPager;
use crate::lists::paging::{self, CAP};
use crate::lists::text::ListText;
use crate::lists::{ListName, place};
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::{CheckGroup, Choice, HiddenField, TextField};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::pager::{Chip, Tab, Tabs};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

struct Shown {
    viewer: Viewer,
    locale: Locale,
    reach: Reach,
    view: View,
    address: Address,
    typed: Option<Typed>,
    size: u16,
    page: paging::Page<Alert>,
    count: i64,
    filter_is_gone: bool,
    place_is_unknown: bool,
}

/// The list.
#[component]
pub fn AlertsPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::parts().and_then(|parts| parts.uri.query().map(str::to_owned)).unwrap_or_default();
    page(async move { Ok(whole(&load(viewer?, locale, &state, &query).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, query: &str) -> Result<Shown, AppError> {
    let reach = rules::scope_of(&viewer).map_err(|denial| AppError::NotAllowed { rule: AlertText(locale).denial(denial, &viewer) })?;
    let (db, scope) = (&state.db, Scope::of(&viewer, reach)?);
    let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let mut address = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    // Whoever looks for one customer's wants to see them, whose they are or not.
    let usual = if address.number.is_empty() { View::Mine } else { View::All };
    let view = address.view.filter(|view| *view != View::Resellers || reach == Reach::PartnerAndResellers).unwrap_or(usual);
    let Wanted { preference, typed, filter_is_gone } = loading::wanted::<Typed>(db, &viewer, ListName::Alerts, &mut address.typed).await?;
    let size = address.size.or(preference.page_size).unwrap_or(USUAL_SIZE);
    let place_is_unknown = loading::is_unreadable([address.after.as_deref(), address.before.as_deref()]);
    let asked = Asked { scope, person: viewer.person_id, partner, view, address: &address, typed: typed.as_ref() };
    let (page, count) = tokio::try_join!(list::page(db, &asked, size), list::count(db, &asked))?;
    Ok(Shown { viewer, locale, reach, view, address, typed, size, page, count, filter_is_gone, place_is_unknown })
}

impl Shown {
    fn written(&self, change: impl FnOnce(&mut Address)) -> String {
        let mut address = self.address.first_page();
        change(&mut address);
        let pairs = address.to_pairs();
        place::address_of(ListName::Alerts, pairs.iter().map(|(name, value)| (*name, value.as_str())))
    }

    fn query(&self) -> String {
        self.written(|_| {}).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    fn of_view(&self, view: View) -> String {
        self.written(|address| *address = Address { view: Some(view), size: address.size, ..Address::default() })
    }
}

fn whole(shown: &Shown) -> AnyView {
    let (t, l) = (AlertText(shown.locale), ListText(shown.locale));
    let words = match (shown.view, shown.reach) {
        (View::Mine, _) => t.lead_mine(),
        (View::Resellers, _) => t.lead_resellers(),
        (View::All, Reach::Own) => t.lead_own(),
        (View::All, _) => t.lead_partner(),
    };
    let lead = view! { <p>{words}</p> }.into_any();
    let notes = [shown.filter_is_gone.then(|| l.filter_gone()), shown.place_is_unknown.then(|| l.place_unknown())];
    let content = if shown.page.rows.is_empty() { empty(shown) } else { table(shown) };
    let above = view! { {tabs(shown)}{filter_form(shown)}{chips(shown)} }.into_any();
    view! {
        <Page title=t.alerts() section=Words(shown.locale).sales() lead=lead>
            {notes.into_iter().flatten().map(|words| view! { <Notice tone=NoticeTone::Warn>{words}</Notice> }).collect_view()}
            {above}
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

fn tabs(shown: &Shown) -> AnyView {
    let t = AlertText(shown.locale);
    let views = [View::Mine, View::All, View::Resellers];
    let offered = views.into_iter().filter(|view| *view != View::Resellers || shown.reach == Reach::PartnerAndResellers);
    let items = offered
        .map(|view| Tab { href: shown.of_view(view), label: t.view(view).into(), count: None, current: shown.view == view })
        .collect::<Vec<_>>();
    view! { <Tabs items=items/> }.into_any()
}

fn filter_form(shown: &Shown) -> AnyView {
    let (t, l) = (AlertText(shown.locale), ListText(shown.locale));
    let states: Vec<Choice> = AlertState::ALL.iter().map(|state| Choice::new(state.as_str(), t.state_of(*state))).collect();
    let categories: Vec<Choice> = Category::ALL.iter().map(|one| Choice::new(one.as_str(), t.category_of(*one))).collect();
    let ticked_states: Vec<String> = shown.address.states.iter().map(ToString::to_string).collect();
    let ticked: Vec<String> = shown.address.categories.iter().map(ToString::to_string).collect();
    let by_state = (shown.view != View::Mine).then(|| {
        view! { <CheckGroup name="form[state][]" label=t.state() options=states values=ticked_states/> }
    });
    let (query, name, number) = (shown.query(), shown.typed.clone().unwrap_or_default().name, shown.address.number.clone());
    view! {
        <Form action="alerts.filter" key=false class="filters">
            <HiddenField name="form[query]" value=query/>
            <TextField name="form[name]" label=t.name_contains() value=name unmarked=true maxlength=128 kind="search" autocomplete="off"/>
            <TextField name="form[number]" label=t.number_is() value=number unmarked=true maxlength=64 autocomplete="off"/>
            <CheckGroup name="form[category][]" label=t.category() options=categories values=ticked/>
            {by_state}
            <div class="row"><button type="submit" class="button">{l.search()}</button></div>
        </Form>
    }
    .into_any()
}

fn chips(shown: &Shown) -> AnyView {
    let (t, l, address) = (AlertText(shown.locale), ListText(shown.locale), &shown.address);
    let mut chips = Vec::new();
    let mut add = |label: &'static str, value: String, drop: fn(&mut Address)| {
        chips.push(view! { <Chip label=label value=value remove_href=shown.written(drop)/> }.into_any());
    };
    if let Some(typed) = &shown.typed {
        add(t.customer_chip(), typed.name.clone(), |address| address.typed = None);
    }
    if !address.number.is_empty() {
        add(t.number_is(), address.number.clone(), |address| address.number.clear());
    }
    if !address.states.is_empty() {
        let words: Vec<&str> = address.states.iter().map(|one| t.state_of(*one)).collect();
        add(t.state(), l.list(&words), |address| address.states.clear());
    }
    if !address.categories.is_empty() {
        let words: Vec<&str> = address.categories.iter().map(|one| t.category_of(*one)).collect();
        add(t.category(), l.list(&words), |address| address.categories.clear());
    }
    if chips.is_empty() {
        return ().into_any();
    }
    let reset = shown.of_view(shown.view);
    view! { <div class="chips">{chips}<a class="small" href=reset>{l.reset()}</a></div> }.into_any()
}

fn empty(shown: &Shown) -> AnyView {
    let t = AlertText(shown.locale);
    if shown.address.is_narrowed() {
        let (reset, word) = (shown.of_view(shown.view), ListText(shown.locale).reset());
        return view! {
            <EmptyState kind=EmptyKind::NoMatch title=t.nothing_matches() text=t.nothing_matches_hint()>
                <a class="button" href=reset>{word}</a>
            </EmptyState>
        }
        .into_any();
    }
    let (title, text) = if shown.view == View::Mine { (t.empty_mine(), t.empty_mine_text()) } else { (t.empty_all(), t.empty_all_text()) };
    view! { <EmptyState kind=EmptyKind::Nothing title=title text=text/> }.into_any()
}

fn table(shown: &Shown) -> AnyView {
    let (t, l) = (AlertText(shown.locale), ListText(shown.locale));
    let rows: Vec<AnyView> = shown.page.rows.iter().map(|alert| row(shown, alert)).collect();
    let heads = [t.title(), t.scenario(), t.category(), t.customer(), t.sent_at(), t.responsible(), t.state(), t.actions()];
    let heads = heads.map(|label| view! { <th scope="col">{label}</th> }).collect_view();
    let (count, capped, size) = (shown.count.min(CAP), shown.count > CAP, shown.page.rows.len());
    let range = match (&shown.page.before, &shown.page.after) {
        (None, _) => l.showing(0, size, count, capped),
        (Some(_), None) => l.showing(count - i64::try_from(size).unwrap_or(0), size, count, capped),
        (Some(_), Some(_)) => l.rows_of(size, l.count(count, capped)),
    };
    let next = shown.page.after.as_ref().map(|cursor| shown.written(|address| address.after = Some(cursor.encode())));
    let previous = shown.page.before.as_ref().map(|cursor| shown.written(|address| address.before = Some(cursor.encode())));
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.alerts()><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
        <ListPager list=ListName::Alerts range=range size=shown.size query=shown.query() previous=previous next=next/>
    }
    .into_any()
}

fn row(shown: &Shown, alert: &Alert) -> AnyView {
    let t = AlertText(shown.locale);
    let href = format!("/sales/alerts/{}", alert.id);
    let handles = rules::may_handle(shown.viewer.person_id, alert).is_ok();
    let action = handles.then(|| view! { <a class="button slim" href=href.clone() aria-label=t.handle_one(&alert.title)>{t.handle()}</a> });
    let tone = if alert.state == AlertState::Pending { Tone::Warn } else { Tone::Good };
    let state = t.state_of(alert.state);
    let responsible = alert.responsible().map_or_else(|| t.nobody().to_owned(), |(_, name)| name.clone());
    let partner = (shown.view == View::Resellers).then(|| t.customer_of(&alert.partner));
    let partner = partner.map(|words| view! { <span class="sub">{words}</span> });
    view! {
        <tr data-row=alert.id.to_string()>
            <td>
                <a class="strong" href=href.clone()>{alert.title.clone()}</a>
            </td>
            <td data-label=t.scenario()>
                {alert.scenario.clone()}<details class="small"><summary>{t.details()}</summary>{details(shown, alert)}</details>
            </td>
            <td data-label=t.category()>{t.category_of(alert.category)}</td>
            <td data-label=t.customer()>{alert.customer.clone()}<span class="sub">{alert.account_name.clone()}" · "{alert.number.clone()}</span>{partner}</td>
            <td data-label=t.sent_at() class="nowrap">{format_stamp(alert.sent_at, shown.locale)}</td>
            <td data-label=t.responsible()>{responsible}</td>
            <td data-label=t.state()><Badge tone=tone>{state}</Badge></td>
            <td>{action}</td>
        </tr>
    }
    .into_any()
}

/// What the alert says, and what came of it.
fn details(shown: &Shown, alert: &Alert) -> AnyView {
    let t = AlertText(shown.locale);
    let detail = if alert.detail.is_empty() { t.no_detail().to_owned() } else { alert.detail.clone() };
    let came = alert.handling.as_ref().zip(alert.handled_by.as_ref()).map_or_else(
        || view! { <p class="quiet">{t.not_handled_yet()}</p> }.into_any(),
        |(handling, (who, at))| {
            let by = t.handled_by(who, format_stamp(*at, shown.locale));
            view! { <p><b>{t.result_of(handling.result)}</b>" · "{by}</p><p>{handling.note.clone()}</p> }.into_any()
        },
    );
    view! { <p>{detail}</p>{came} }.into_any()
}
