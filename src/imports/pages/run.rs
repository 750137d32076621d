//! A run: how its file was read, what becomes of its rows, who is told, and the decision.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::outcomes::{Outcomes, load};
use super::runs::{by, tone};
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::imports::files::left_out_address;
use crate::imports::importing::allowed;
use crate::imports::kind::{self, Kinds};
use crate::imports::model::{KEPT_DAYS, Recipient, Run, RunId, RunState};
use crate::imports::queries::{history, messages, report};
use crate::imports::text::ImportText;
use crate::imports::wording::Wording;
use crate::notifications::rules::by_mail_unless_asked;
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::form::Form;
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

/// People of whom the page names so many.
const NAMED: i64 = 20;

/// `/operations/imports/:id`.
#[component]
pub fn RunPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let kinds = expect_context::<Kinds>();
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<RunId>();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move {
        let staff = allowed(&viewer?, locale)?;
        let run = history::lookup(&state.db, staff, id.map_err(|_| AppError::NotFound)?).await?.ok_or(AppError::NotFound)?;
        let kind = kind::find(kinds, &run.kind).ok_or(AppError::NotFound)?;
        let wording = Wording { kind, locale };
        let outcomes = load(&state.db, staff, &run).await?;
        let (told, people) = match kind.tell {
            Some(tell) => {
                messages::recipients(&state.db, staff, run.id, tell.kind.as_str(), by_mail_unless_asked(tell.kind), NAMED).await?
            }
            None => (Vec::new(), 0),
        };
        let elsewhere = wording.elsewhere(&report::elsewhere(&state.db, staff, run.id).await?);
        let t = ImportText(locale);
        let is_done = run.state == RunState::Applied;
        let is_cleared = run.cleared_at.is_some();
        let name = kind.name.in_language(locale);
        Ok(view! {
            <Page
                title=t.run_of(name) section=Words(locale).operations() crumbs=crumbs(t, locale)
                lead=view! { <Facts run=run.clone() wording=wording t=t/> }
            >
                {(done == "imported" && is_done).then(|| view! { <Notice tone=Tone::Good>{t.done()}</Notice> })}
                {(done == "begun" && !is_done).then(|| view! { <Notice tone=Tone::Note>{t.begun()}</Notice> })}
                <Standing run=run.clone() wording=wording t=t/>
                {is_cleared.then(|| view! { <Notice tone=Tone::Note>{t.cleared(KEPT_DAYS)}</Notice> })}
                {(matches!(run.state, RunState::Checked | RunState::Applied) && !is_cleared).then(|| view! {
                    <Summary run=run.clone() elsewhere=elsewhere told=told people=people t=t/>
                    <Outcomes outcomes=outcomes wording=wording is_done=is_done/>
                })}
            </Page>
        }
        .into_any())
    })
}

fn crumbs(t: ImportText, locale: Locale) -> Vec<(String, String)> {
    vec![(Words(locale).operations().into(), "/operations".into()), (t.imports().into(), "/operations/imports".into())]
}

#[component]
fn Facts(run: Run, wording: Wording, t: ImportText) -> impl IntoView {
    let file = match (&run.file_id, run.file_name.as_str()) {
        (_, "") => view! { {t.pasted()} }.into_any(),
        (Some(file), name) => view! { <a href=format!("/files/{file}") translate="no">{name.to_owned()}</a> }.into_any(),
        (None, name) => view! { <span translate="no">{name.to_owned()}</span> }.into_any(),
    };
    let of_moment = wording.kind.dated.map(|_| t.of_moment(format_stamp(run.as_of, t.locale())));
    view! {
        <p><Badge tone=tone(run.state)>{t.state_word(run.state)}</Badge>" "{file}" · "<span translate="no">{run.source.clone()}</span>
            " · "{by(&run, t)}" · "{format_stamp(run.at, t.locale())}
            {of_moment.map(|words| view! { " · "{words} })}</p>
        <p class="muted">{wording.understood(&run)}</p>
    }
}

/// Where a run stands that shows no rows yet.
#[component]
fn Standing(run: Run, wording: Wording, t: ImportText) -> impl IntoView {
    let done = run.counts.created + run.counts.changed + run.counts.unchanged + run.counts.left_out();
    let said = match run.state {
        RunState::Received => t.progress_checking(run.progress),
        RunState::Applying => t.progress_applying(done, run.counts.total),
        RunState::Failed => {
            let failure = run.failure.as_ref().map(|problem| wording.problem(problem)).unwrap_or_default();
            return view! { <Notice tone=Tone::Bad>{failure}</Notice> }.into_any();
        }
        _ => return ().into_any(),
    };
    let bar = (run.state == RunState::Applying)
        .then(|| view! { <progress max=run.counts.total.to_string() value=done.to_string() aria-label=t.applying()></progress> });
    view! {
        <section class="card" data-reload="3"><div class="body stack">
            <p role="status">{said}</p>
            {bar}
            <p><a href=format!("/operations/imports/{}", run.id)>{t.refresh()}</a></p>
        </div></section>
    }
    .into_any()
}

#[component]
fn Summary(run: Run, elsewhere: Vec<String>, told: Vec<Recipient>, people: i64, t: ImportText) -> impl IntoView {
    let counts = run.counts;
    let is_done = run.state == RunState::Applied;
    let summary = if is_done {
        t.summary(counts.created, counts.changed, counts.unchanged, counts.refused)
    } else {
        t.summary_will(counts.created, counts.changed, counts.unchanged, counts.refused)
    };
    let more = [
        (counts.duplicates > 0).then(|| t.duplicates(counts.duplicates)),
        (counts.likely > 0).then(|| t.likely_rows(counts.likely)),
        (counts.emptied > 0).then(|| t.emptied(counts.emptied)),
    ];
    let id = run.id.to_string();
    let would_change = counts.created + counts.changed > 0;
    let may_apply = would_change || counts.likely > 0;
    view! {
        <section class="card" id="report">
            <div class="body stack">
                <p role="status" class="strong">{summary}</p>
                {more.into_iter().flatten().map(|text| view! { <p>{text}</p> }).collect_view()}
                {elsewhere.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
                <Recipients told=told people=people is_done=is_done t=t/>
                {(counts.left_out() > 0).then(|| view! {
                    <p>{t.left_out_hint()}" "<a href=left_out_address(run.id) download="">{t.download_left_out(counts.left_out())}</a></p>
                })}
                {(!is_done && !would_change).then(|| view! { <p>{t.nothing_to_do()}</p> })}
                {(!is_done && may_apply).then(|| {
                    let id = id.clone();
                    view! {
                        <Form action="imports.apply" class="stack">
                            <input type="hidden" name="form[id]" value=id/>
                            {(counts.likely > 0).then(|| view! {
                                <label class="tick">
                                    <input type="checkbox" name="form[with_likely]" value="yes"/><span>{t.with_likely()}</span>
                                </label>
                            })}
                            <div class="row"><button class="button main">{t.import()}</button></div>
                        </Form>
                    }
                })}
                {(!is_done).then(|| view! {
                    <Form action="imports.discard" class="stack">
                        <input type="hidden" name="form[id]" value=id/>
                        <div class="row"><button class="button">{t.discard()}</button></div>
                    </Form>
                })}
            </div>
        </section>
    }
}

#[component]
fn Recipients(told: Vec<Recipient>, people: i64, is_done: bool, t: ImportText) -> impl IntoView {
    if told.is_empty() {
        return ().into_any();
    }
    let more = people - i64::try_from(told.len()).unwrap_or(0);
    let line = |one: Recipient| {
        let said = if one.by_mail { t.told_person_mail(one.name, one.count) } else { t.told_person(one.name, one.count) };
        view! { <li>{said}</li> }
    };
    view! {
        <div>
            <p>{if is_done { t.told_done(people) } else { t.told(people) }}</p>
            <ul>{told.into_iter().map(line).collect_view()}{(more > 0).then(|| view! { <li>{t.told_more(more)}</li> })}</ul>
        </div>
    }
    .into_any()
}
