//! The masked table. Its eyes show a column at a time; ticks belong to the form above it.

use leptos::prelude::*;

use super::loading::Shown;
use crate::auth::Reach;
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{answered_by, masked};
use crate::customers::text::CustomerText;
use crate::leads::model::{Lead, Sort, SortColumn};
use crate::leads::pages::{REVEAL, eye, key, tone};
use crate::leads::rules;
use crate::leads::text::LeadText;
use crate::lists::ListName;
use crate::lists::pager::ListPager;
use crate::lists::paging::CAP;
use crate::lists::text::ListText;
use crate::ui::badge::Badge;
use crate::ui::form::Form;
use crate::ui::table::{SortHeader, Sorting};
use crate::values::date::format_moment;

/// The form that the ticks belong to: a table holds forms of its own, and forms cannot be nested.
const TICKS: &str = "ticked-leads";

/// What can be done with the ticked ones, the table, and its foot.
pub fn table(shown: &Shown) -> AnyView {
    let (t, l) = (LeadText(shown.locale), ListText(shown.locale));
    let revealed = answered_by(REVEAL);
    let rows: Vec<AnyView> = shown.page.rows.iter().map(|lead| row(shown, lead, revealed.as_ref())).collect();
    let (count, capped, size) = (shown.count.min(CAP), shown.count > CAP, shown.page.rows.len());
    // Where the page stands is known only at both ends; between them its number of rows is said.
    let range = match (&shown.page.before, &shown.page.after) {
        (None, _) => l.showing(0, size, count, capped),
        (Some(_), None) => l.showing(count - i64::try_from(size).unwrap_or(0), size, count, capped),
        (Some(_), Some(_)) => l.rows_of(size, l.count(count, capped)),
    };
    let next = shown.page.after.as_ref().map(|cursor| shown.turned(Some(cursor.encode()), None));
    let previous = shown.page.before.as_ref().map(|cursor| shown.turned(None, Some(cursor.encode())));
    let ticked = shown.dispatches.then(|| {
        view! {
            <Form action="leads.pick" key=false id=TICKS class="body">
                <div class="row">
                    <span class="small quiet">{t.with_ticked()}</span>
                    <button type="submit" class="button slim" name="form[act]" value="dispatch">{t.dispatch_many()}</button>
                </div>
            </Form>
        }
    });
    view! {
        {ticked}
        <div class="scroll">
            <table class="records" aria-label=t.leads()>
                <thead><tr>{heads(shown, revealed.as_ref())}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <ListPager list=ListName::Leads range=range size=shown.size query=shown.query() previous=previous next=next/>
    }
    .into_any()
}

fn heads(shown: &Shown, revealed: Option<&Revealed>) -> Vec<AnyView> {
    let t = LeadText(shown.locale);
    let keys = shown.page.rows.iter().map(key).collect::<Vec<_>>().join(",");
    let secret = |label: &'static str, column: MaskedColumn| {
        let open = revealed.is_some_and(|revealed| revealed.field == column.as_str());
        let stays = shown.facts.contacts_stay_masked && matches!(column, MaskedColumn::Mobile | MaskedColumn::Email);
        let eye = (!stays).then(|| eye(column, keys.clone(), open, t));
        view! { <th scope="col">{label}" "{eye}</th> }.into_any()
    };
    let plain = |label: &'static str| view! { <th scope="col">{label}</th> }.into_any();
    let mut heads = Vec::new();
    if shown.dispatches {
        heads.push(view! { <th scope="col" class="pick"><span class="hidden-text">{t.select()}</span></th> }.into_any());
    }
    heads.extend([secret(t.company(), MaskedColumn::Name), secret(t.contact(), MaskedColumn::Contact)]);
    heads.extend([secret(t.mobile(), MaskedColumn::Mobile), secret(t.email(), MaskedColumn::Email)]);
    if shown.reach != Reach::Own {
        heads.push(plain(t.follower()));
    }
    heads.push(plain(t.state()));
    heads.extend([sorted(shown, SortColumn::CreatedAt), sorted(shown, SortColumn::UpdatedAt), plain(t.actions())]);
    heads
}

fn sorted(shown: &Shown, column: SortColumn) -> AnyView {
    let label = LeadText(shown.locale).sort_column(column);
    let sort = shown.address.sort;
    let now = Sorting { column: sort.column.to_string(), descending: sort.descending };
    let href = shown.changed(|address| address.sort = next(sort, column));
    view! { <SortHeader label=label column=column.as_str() sort=now href=href/> }.into_any()
}

/// The same column turns round; another begins with the latest.
fn next(now: Sort, column: SortColumn) -> Sort {
    Sort { column, descending: now.column != column || !now.descending }
}

fn row(shown: &Shown, lead: &Lead, revealed: Option<&Revealed>) -> AnyView {
    let (t, c) = (LeadText(shown.locale), CustomerText(shown.locale));
    let standing = lead.standing;
    let secret = |column: MaskedColumn, mask: &str| (!mask.is_empty()).then(|| masked(revealed, Some(&key(lead)), column, mask.to_owned()));
    let tick = shown.dispatches.then(|| {
        let may = standing.state.is_open() && rules::may_dispatch(&shown.viewer, &standing).is_ok();
        let (id, label) = (standing.id.to_string(), t.select_one(&lead.company_name));
        let input = may.then(|| view! { <input type="checkbox" form=TICKS name="form[leads][]" value=id aria-label=label/> });
        view! { <td data-label=t.select()>{input}</td> }
    });
    let campaign = lead.campaign.as_ref().map(|(_, name)| format!(" · {name}"));
    let follower = (shown.reach != Reach::Own).then(|| {
        let name = lead.follower.clone().unwrap_or_else(|| t.nobody().to_owned());
        view! { <td data-label=t.follower()>{name}</td> }
    });
    let moment = |at| format_moment(at, shown.now, shown.locale);
    view! {
        <tr data-row=standing.id.to_string()>
            {tick}
            <td>
                <a class="strong" href=format!("/sales/leads/{}", standing.id)>{secret(MaskedColumn::Name, &lead.company_name)}</a>
                <span class="sub">{c.industry(lead.industry)}{campaign}</span>
            </td>
            <td data-label=t.contact()>{secret(MaskedColumn::Contact, &lead.contact_name)}</td>
            <td data-label=t.mobile() class="nowrap">{secret(MaskedColumn::Mobile, &lead.mobile)}</td>
            <td data-label=t.email()>{secret(MaskedColumn::Email, &lead.email)}</td>
            {follower}
            <td data-label=t.state()><Badge tone=tone(standing.state)>{t.state_of(standing.state)}</Badge></td>
            <td data-label=t.created() class="nowrap">{moment(lead.created_at)}</td>
            <td data-label=t.updated() class="nowrap">{moment(lead.updated_at)}</td>
            <td data-label=t.actions() class="nowrap">{actions(shown, lead)}</td>
        </tr>
    }
    .into_any()
}

fn actions(shown: &Shown, lead: &Lead) -> AnyView {
    let (t, standing) = (LeadText(shown.locale), lead.standing);
    if !standing.state.is_open() {
        return ().into_any();
    }
    let link = |href: String, label: &'static str, name: String| view! { <a href=href aria-label=name>{label}</a>" " }.into_any();
    let dispatch = rules::may_dispatch(&shown.viewer, &standing)
        .is_ok()
        .then(|| link(format!("/sales/leads/dispatch?leads={}", standing.id), t.dispatch(), t.dispatch_one(&lead.company_name)));
    let claim = rules::may_claim_of(&shown.viewer, &standing)
        .is_ok()
        .then(|| link(format!("/sales/leads/{}/claim", standing.id), t.claim(), t.claim_one(&lead.company_name)));
    view! { {claim}{dispatch} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_turns_its_own_order_round_and_another_begins_with_the_latest() {
        let usual = Sort::default();
        assert_eq!(next(usual, SortColumn::UpdatedAt), Sort { column: SortColumn::UpdatedAt, descending: false });
        assert_eq!(next(usual, SortColumn::CreatedAt), Sort { column: SortColumn::CreatedAt, descending: true });
    }
}
