//! What the viewer was told, the latest first.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::auth::viewer;
use crate::notifications::model::Notification;
use crate::notifications::opening::Open;
use crate::notifications::queries::list_own;
use crate::notifications::text::NotificationText;
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::date::format_moment;

/// Rows of a page.
const ROWS: usize = 20;

/// `/notifications`.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let query = use_query_map().get_untracked();
    let (after, done) = (query.get("after"), query.get("done"));
    page(async move {
        let viewer = viewer?;
        let t = NotificationText(locale);
        let before = after.and_then(|text| Cursor::decode(&text).ok()).and_then(|cursor| match cursor.value {
            CursorValue::Moment(at) => Some((at, cursor.id)),
            _ => None,
        });
        let mut told = list_own(&state.db, &viewer, None, before, ROWS as i64 + 1).await?;
        let more = told.len() > ROWS;
        told.truncate(ROWS);
        let older = told
            .last()
            .filter(|_| more)
            .map(|last| format!("?after={}", Cursor::new(CursorValue::Moment(last.created_at), last.id.0).encode()));
        let now = state.clock.now();
        let list = if told.is_empty() {
            view! { <EmptyState kind=EmptyKind::Nothing title=t.nothing_title() text=t.nothing_text()/> }.into_any()
        } else {
            table(told, now, t)
        };
        Ok(view! {
            <Page title=t.title() lead=view! { <p>{t.lead()}</p> } actions=view! { <Actions t=t/> }>
                {(done.as_deref() == Some("read")).then(|| view! { <Notice tone=NoticeTone::Good>{t.marked()}</Notice> })}
                <section class="card">
                    {list}
                    <Pager newest=before.is_some() older=older t=t/>
                </section>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Actions(t: NotificationText) -> impl IntoView {
    view! {
        <div class="row">
            <a class="button" href="/account/notifications">{t.to_preferences()}</a>
            <Form action="notifications.mark_read" key=false only=Some(("form[id]".to_owned(), String::new()))>
                <button class="button">{t.mark_all_read()}</button>
            </Form>
        </div>
    }
}

fn table(told: Vec<Notification>, now: DateTime<Utc>, t: NotificationText) -> AnyView {
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.title()>
                <thead><tr><th scope="col">{t.what()}</th><th scope="col">{t.when()}</th><th scope="col">{t.action()}</th></tr></thead>
                <tbody>{told.into_iter().map(|one| row(one, now, t)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(told: Notification, now: DateTime<Utc>, t: NotificationText) -> impl IntoView {
    let sentence = t.sentence(told.kind, &told.facts);
    let id = || Some(("form[id]".to_owned(), told.id.to_string()));
    let label = t.mark_this_read(&sentence);
    let mark = (!told.read).then(|| {
        view! {
            <Form action="notifications.mark_read" key=false only=id()>
                <button class="button slim" aria-label=label>{t.mark_read()}</button>
            </Form>
        }
    });
    let new = (!told.read).then(|| view! { " "<Badge tone=Tone::Note>{t.unread()}</Badge> });
    view! {
        <tr>
            <th scope="row"><Open id=told.id.to_string() sentence=sentence/>{new}</th>
            <td data-label=t.when()>{format_moment(told.created_at, now, t.locale())}</td>
            <td class="acts">{mark}</td>
        </tr>
    }
}

#[component]
fn Pager(newest: bool, older: Option<String>, t: NotificationText) -> impl IntoView {
    (newest || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=t.title()>
                <span class="grow"></span>
                {newest.then(|| view! { <a class="button slim" href="/notifications">{t.newest()}</a> })}
                {older.map(|href| view! { <a class="button slim" href=href rel="next">{t.older()}</a> })}
            </nav>
        }
    })
}
