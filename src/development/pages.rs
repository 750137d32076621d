//! The mails of the folder.

use std::path::PathBuf;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use super::folder::{self, Found};
use super::text::DevelopmentText;
use crate::error::AppError;
use crate::server::db::broken;
use crate::server::request::{locale, state};
use crate::server::{AppState, Config};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

/// The folder, where these pages exist: with the demo, on the machine itself.
fn folder_of(state: &AppState) -> Result<PathBuf, AppError> {
    let Config { demo, base_url, mail_folder, .. } = &*state.config;
    mail_folder.clone().filter(|_| *demo && !base_url.secure).ok_or(AppError::NotFound)
}

/// `/development/mail`.
#[component]
pub fn MailsPage() -> impl IntoView {
    let (locale, state) = (locale(), state());
    page(async move {
        let folder = folder_of(&state)?;
        let t = DevelopmentText(locale);
        let mails = folder::list(&folder).await.map_err(|error| broken(&error))?;
        let list = if mails.is_empty() {
            view! { <EmptyState kind=EmptyKind::Nothing title=t.nothing_title() text=t.nothing_text()/> }.into_any()
        } else {
            view! {
                <div class="scroll">
                    <table class="records" aria-label=t.mail()>
                        <thead><tr><th scope="col">{t.subject()}</th><th scope="col">{t.to()}</th><th scope="col">{t.at()}</th></tr></thead>
                        <tbody>{mails.into_iter().map(|mail| row(mail, t)).collect_view()}</tbody>
                    </table>
                </div>
            }
            .into_any()
        };
        Ok(view! { <Page title=t.mail() lead=view! { <p>{t.lead()}</p> }><section class="card">{list}</section></Page> }.into_any())
    })
}

fn row(mail: Found, t: DevelopmentText) -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><a href=format!("/development/mail/{}", mail.id)>{mail.subject}</a></th>
            <td data-label=t.to()>{mail.to}</td>
            <td data-label=t.at()>{format_stamp(mail.at, t.locale())}</td>
        </tr>
    }
}

/// `/development/mail/{id}`.
#[component]
pub fn MailPage() -> impl IntoView {
    let (locale, state) = (locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<Uuid>();
    page(async move {
        let folder = folder_of(&state)?;
        let id = id.map_err(|_| AppError::NotFound)?;
        let mail = folder::read(&folder, id).await.map_err(|error| broken(&error))?.ok_or(AppError::NotFound)?;
        let t = DevelopmentText(locale);
        let lines = mail.text.lines().filter(|line| !line.trim().is_empty()).map(line).collect_view();
        Ok(view! {
            <Page title=mail.subject crumbs=vec![(t.mail().into(), "/development/mail".into())]>
                <section class="card"><div class="body stack">
                    <dl class="facts"><dt>{t.to()}</dt><dd>{mail.to}</dd><dt>{t.at()}</dt><dd>{format_stamp(mail.at, locale)}</dd></dl>
                    {lines}
                </div></section>
            </Page>
        }
        .into_any())
    })
}

/// A line, in which addresses can be followed.
fn line(text: &str) -> impl IntoView + use<> {
    let words = text.split_inclusive(' ').map(|word| {
        let word = word.to_owned();
        if word.starts_with("http://") || word.starts_with("https://") {
            let address = word.trim_end().to_owned();
            view! { <a href=address>{word}</a> }.into_any()
        } else {
            word.into_any()
        }
    });
    view! { <p>{words.collect_view()}</p> }
}
