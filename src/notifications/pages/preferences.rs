//! Which notifications also come by e-mail.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::auth::viewer;
use crate::i18n::Words;
use crate::notifications::model::Kind;
use crate::notifications::queries::own_preferences;
use crate::notifications::rules::by_mail_unless_asked;
use crate::notifications::text::NotificationText;
use crate::server::request::{locale, state};
use crate::ui::fields::{CheckGroup, Choice};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// `/account/notifications`.
#[component]
pub fn PreferencesPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let done = use_query_map().get_untracked().get("done");
    page(async move {
        let viewer = viewer?;
        let (t, words) = (NotificationText(locale), Words(locale));
        let (email, said) = own_preferences(&state.db, &viewer).await?;
        let wanted =
            |kind: &Kind| said.iter().find(|(known, _)| known == kind).map_or(by_mail_unless_asked(*kind), |(_, by_mail)| *by_mail);
        let values = Kind::ALL.iter().filter(|kind| wanted(kind)).map(|kind| kind.as_str().to_owned()).collect();
        let options: Vec<Choice> = Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), t.kind(*kind))).collect();
        let address = match email {
            Some(address) => view! { <p>{t.by_mail_to(address)}</p> }.into_any(),
            None => {
                view! { <Notice tone=NoticeTone::Warn>{t.no_address()}" "<a href="/account">{t.enter_address()}</a></Notice> }.into_any()
            }
        };
        Ok(view! {
            <Page
                title=t.by_mail_title() section=words.account() crumbs=vec![(words.account().into(), "/account".into())]
                lead=view! { <p>{t.by_mail_lead()}</p> }
            >
                {(done.as_deref() == Some("saved")).then(|| view! { <Notice tone=NoticeTone::Good>{t.preferences_saved()}</Notice> })}
                <Form action="notifications.set_preferences" key=false class="card">
                    <div class="body stack">
                        {address}
                        <CheckGroup name="form[kinds][]" label=t.by_mail() options=options values=values/>
                        <div><button class="button main">{words.save()}</button></div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}
