//! The masked table with its eyes, and what can be done with each row. The batch's boxes belong to the form below by `form=`.

use leptos::prelude::*;

use super::loading::Shown;
use crate::customers::api::Revealed;
use crate::customers::reveal::{answered_by, eye_form, masked_as};
use crate::invitations::islands::RevealInvited;
use crate::invitations::model::{HistoryRow, InvitationState, Secret};
use crate::invitations::rules;
use crate::invitations::text::InvitationText;
use crate::lists::ListName;
use crate::lists::pager::ListPager;
use crate::lists::paging::CAP;
use crate::lists::text::ListText;
use crate::ui::badge::{Badge, Tone};
use crate::ui::dialog::{ConfirmButton, ConfirmDialog};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::values::date::{format_moment, format_stamp};

/// The server function behind the eyes.
const REVEAL: &str = "invitations.reveal";
/// The form of the batch.
const BATCH: &str = "resend-chosen";

/// The table and its foot.
pub fn table(shown: &Shown) -> AnyView {
    let t = InvitationText(shown.locale);
    let revealed = answered_by(REVEAL);
    let rows: Vec<AnyView> = shown.page.rows.iter().map(|row| line(shown, row, revealed.as_ref())).collect();
    let batch = shown.may_resend.then(|| {
        view! {
            <Form action="invitations.resend" id=BATCH only=Some(("form[id]".to_owned(), String::new())) class="body row">
                <button class="button slim"><Icon name=IconName::Refresh/>{t.resend_chosen()}</button>
            </Form>
        }
    });
    view! {
        {batch}
        <div class="scroll">
            <table class="records" aria-label=t.history()>
                <thead><tr>{heads(shown, revealed.as_ref())}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {foot(shown)}
    }
    .into_any()
}

fn foot(shown: &Shown) -> AnyView {
    let l = ListText(shown.locale);
    let (count, size) = (shown.count.min(CAP), shown.page.rows.len());
    let range = match (&shown.page.before, &shown.page.after) {
        (None, _) => l.showing(0, size, count, shown.count > CAP),
        (Some(_), None) => l.showing(count - i64::try_from(size).unwrap_or(0), size, count, shown.count > CAP),
        (Some(_), Some(_)) => l.rows_of(size, l.count(count, shown.count > CAP)),
    };
    let next = shown.page.after.as_ref().map(|cursor| shown.turned(Some(cursor.encode()), None));
    let previous = shown.page.before.as_ref().map(|cursor| shown.turned(None, Some(cursor.encode())));
    view! { <ListPager list=ListName::Invitations range=range size=shown.size query=shown.query() previous=previous next=next/> }.into_any()
}

fn heads(shown: &Shown, revealed: Option<&Revealed>) -> Vec<AnyView> {
    let t = InvitationText(shown.locale);
    let secret = |column: Secret| {
        let open = revealed.is_some_and(|revealed| revealed.field == column.as_str());
        let keys: Vec<String> = shown.page.rows.iter().filter_map(|row| row.key_of(column)).collect();
        let eye = (!keys.is_empty()).then(|| eye(column, keys.join(","), open, t));
        view! { <th scope="col">{t.secret(column)}" "{eye}</th> }.into_any()
    };
    let plain = |label: &'static str| view! { <th scope="col">{label}</th> }.into_any();
    let mut heads = vec![secret(Secret::Name), secret(Secret::Mobile), secret(Secret::Email)];
    heads.extend([t.kind(), t.association_type(), t.tag(), t.state(), t.account_manager(), t.created()].map(plain));
    if shown.seeing.may_invite.is_ok() {
        heads.push(plain(t.actions()));
    }
    heads
}

/// The eye of a column: a plain form, or in place with script.
fn eye(column: Secret, keys: String, open: bool, t: InvitationText) -> AnyView {
    let name = t.show_column(t.secret(column));
    let form = eye_form(REVEAL, column.as_str(), keys, open, (name, t.reveal_recorded()));
    view! { <RevealInvited>{form}</RevealInvited> }.into_any()
}

fn line(shown: &Shown, row: &HistoryRow, revealed: Option<&Revealed>) -> AnyView {
    let t = InvitationText(shown.locale);
    let state = rules::state_now(row.state, row.expires_at, shown.now);
    let cell = |column: Secret, mask: &str| masked_as(revealed, row.key_of(column).as_deref(), column.as_str(), mask.to_owned());
    let may_resend = may_resend(shown, row, state);
    let tick = may_resend.then(|| {
        view! { <input type="checkbox" form=BATCH name="form[ids][]" value=row.id.to_string() aria-label=t.choose_row(&row.name)/>" " }
    });
    let account = (!row.account_name.is_empty()).then(|| view! { <span class="sub">{cell(Secret::AccountName, &row.account_name)}</span> });
    let acts = shown.seeing.may_invite.is_ok().then(|| view! { <td class="acts">{actions(row, state, may_resend, t)}</td> });
    view! {
        <tr data-row=row.id.to_string()>
            <th scope="row">{tick}{cell(Secret::Name, &row.name)}{account}</th>
            <td data-label=t.mobile()>{cell(Secret::Mobile, &row.mobile)}</td>
            <td data-label=t.email()>{cell(Secret::Email, &row.email)}</td>
            <td data-label=t.kind()>{t.invitation_kind(row.kind)}</td>
            <td data-label=t.association_type()>{t.type_name(row.association_type)}</td>
            <td data-label=t.tag()>{row.tag.clone()}</td>
            <td data-label=t.state()>{standing(shown, row, state)}</td>
            <td data-label=t.account_manager()>{row.account_manager.clone().unwrap_or_else(|| t.nobody().to_owned())}</td>
            <td data-label=t.created()>{format_moment(row.created_at, shown.now, shown.locale)}</td>
            {acts}
        </tr>
    }
    .into_any()
}

/// Only what can really be sent again is offered.
fn may_resend(shown: &Shown, row: &HistoryRow, state: InvitationState) -> bool {
    shown.may_resend
        && rules::may_resend(row.kind, state)
        && row.claim.is_some()
        && row.obstacle.is_none()
        && rules::offered(&shown.standing).contains(&row.association_type)
}

/// State, reason and advice, and until when a link works.
fn standing(shown: &Shown, row: &HistoryRow, state: InvitationState) -> AnyView {
    let t = InvitationText(shown.locale);
    let tone = match state {
        InvitationState::Accepted => Tone::Good,
        InvitationState::Sent | InvitationState::Confirming => Tone::Note,
        InvitationState::Expired | InvitationState::Declined => Tone::Warn,
        InvitationState::Failed => Tone::Bad,
        InvitationState::Withdrawn | InvitationState::Replaced => Tone::Neutral,
    };
    let why = rules::reason_of(state, row.reason).map(|reason| {
        let text = format!("{} {}", t.fail_reason(reason), t.advice(reason));
        view! { <span class="sub">{text}</span> }
    });
    let until = row.expires_at.filter(|_| state == InvitationState::Sent).map(|at| {
        view! { <span class="sub">{t.works_until(format_stamp(at, shown.locale))}</span> }
    });
    let late = row.late.map(|(reason, at)| {
        view! { <span class="sub">{t.late(t.fail_reason(reason), format_moment(at, shown.now, shown.locale))}</span> }
    });
    view! { <Badge tone=tone>{t.invitation_state(state)}</Badge>{why}{until}{late} }.into_any()
}

fn actions(row: &HistoryRow, state: InvitationState, may_resend: bool, t: InvitationText) -> AnyView {
    let only = || Some(("form[id]".to_owned(), row.id.to_string()));
    let resend = may_resend.then(|| {
        let label = t.resend_of(&row.name);
        view! {
            <Form action="invitations.resend" only=only() class="inline">
                <button class="button slim plain" aria-label=label>{t.resend()}</button>
            </Form>
        }
    });
    let withdraw = (state == InvitationState::Sent).then(|| {
        let dialog = format!("withdraw-{}", row.id);
        let (title, name) = (t.withdraw_title(&row.name), row.name.clone());
        view! {
            <ConfirmButton opens=dialog.clone() class="slim plain">{t.withdraw()}<span class="hidden-text">" "{name}</span></ConfirmButton>
            <ConfirmDialog
                id=dialog title=title text=t.withdraw_mail_text() confirm=t.withdraw() action="invitations.withdraw" only=only() danger=true
            />
        }
    });
    view! { {resend}{withdraw} }.into_any()
}
