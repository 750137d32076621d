//! Several that are reclaimed together, coupons or quotas of resellers: the form that asks once, and what came of each.

use leptos::context::Provider;
use leptos::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::scope_fields::RemarkField;
use crate::auth::verification::field::{CodeField, as_form_of};
use crate::auth::verification::model::Purpose;
use crate::coupons::model::ReclaimOutcome;
use crate::coupons::text::CouponText;
use crate::i18n::Words;
use crate::ui::badge::{Badge, Tone};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::values::money::{Charged, format_cny};

/// The sum of amounts that columns hold.
fn sum(amounts: impl Iterator<Item = Charged>) -> Charged {
    Charged::new(amounts.map(Charged::amount).sum::<Decimal>()).unwrap_or_default()
}

/// What the form asks about.
pub(super) struct Asked {
    /// The server function.
    pub action: &'static str,
    /// What they are.
    pub title: &'static str,
    /// One line each, with the hidden id of those that can be reclaimed.
    pub lines: Vec<AnyView>,
    /// What each of those would bring.
    pub amounts: Vec<Charged>,
    /// The list that it leads back to.
    pub list: &'static str,
    /// Whether the viewer confirms it with a verification code, and for which operation.
    pub confirms: (bool, Purpose),
    /// Of whom the remark says that they do not see it.
    pub hint: &'static str,
    /// The button, with what they bring together.
    pub submit: fn(CouponText, String) -> String,
}

/// One button for all of them, with what they bring together.
pub(super) fn form(asked: Asked, t: CouponText) -> AnyView {
    let Asked { action, title, lines, amounts, list, hint, submit, confirms: (verifies, purpose) } = asked;
    let total = format_cny(sum(amounts.into_iter()));
    view! {
        <Provider value=as_form_of(action)>
        <Form action=action class="card" guard=true>
            <div class="body fields">
                <div class="wide stack"><h2>{title}</h2><ul class="stack">{lines}</ul></div>
                <RemarkField hint=hint t=t/>
                <CodeField is_on=verifies purpose=purpose action=action/>
                <div class="wide row">
                    <button class="button main">{submit(t, total)}</button>
                    <a class="button plain" href=list>{Words(t.locale()).cancel()}</a>
                </div>
            </div>
        </Form>
        </Provider>
    }
    .into_any()
}

/// What became of each, in the order in which they stood in the form, with the amount that was really reclaimed. `told` says which one
/// it is, where the viewer sees it.
pub(super) fn report(
    outcomes: &[(Uuid, ReclaimOutcome)],
    amounts: &[(Uuid, Charged)],
    list: &'static str,
    told: impl Fn(Uuid) -> Option<AnyView>,
    t: CouponText,
) -> AnyView {
    // The address says what became of each, the ledger whether it did.
    let is_told = |id: Uuid| amounts.iter().any(|(one, _)| *one == id);
    let really = |(id, outcome): &(Uuid, ReclaimOutcome)| match outcome {
        ReclaimOutcome::Reclaimed if !is_told(*id) => (*id, ReclaimOutcome::Gone),
        outcome => (*id, *outcome),
    };
    let outcomes: Vec<(Uuid, ReclaimOutcome)> = outcomes.iter().map(really).collect();
    let all = outcomes.len();
    let done = outcomes.iter().filter(|(_, outcome)| *outcome == ReclaimOutcome::Reclaimed).count();
    let total = format_cny(sum(amounts.iter().map(|(_, amount)| *amount)));
    let lines: Vec<AnyView> = outcomes
        .iter()
        .map(|(id, outcome)| {
            let tone = if *outcome == ReclaimOutcome::Reclaimed { Tone::Good } else { Tone::Warn };
            let became = t.outcome(*outcome);
            let amount = amounts.iter().find(|(one, _)| one == id).map(|(_, amount)| view! { <b>{format_cny(*amount)}</b> });
            let which = told(*id).unwrap_or_else(|| view! { <span class="quiet">"–"</span> }.into_any());
            view! { <li class="row">{which}{amount}<Badge tone=tone>{became}</Badge></li> }.into_any()
        })
        .collect();
    let tone = if done == all { NoticeTone::Good } else { NoticeTone::Warn };
    view! {
        <Notice tone=tone>{t.reclaimed_of(done, all, total)}</Notice>
        <section class="card">
            <header><h2>{t.reclaim_outcome()}</h2></header>
            <div class="body stack">
                <ul class="stack">{lines}</ul>
                <p><a class="button" href=list>{t.back_to_list()}</a></p>
            </div>
        </section>
    }
    .into_any()
}
