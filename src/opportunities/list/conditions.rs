//! The conditions of the list in SQL.

use sqlx::{Postgres, QueryBuilder};

use crate::auth::scope::Alias;
use crate::lists::description::{Access, ListContext};
use crate::lists::paging::{contains, push_contains};
use crate::lists::queries::conditions::push_any;
use crate::opportunities::model::{Confidence, Tab};
use crate::values::name_key::name_key;

/// The order of the stages is the way of an opportunity, not the alphabet; a test compares it with `Stage::ALL`.
pub(super) const STAGE_RANK: &str =
    "array_position(array['lead_confirmed', 'needs_confirmed', 'solution', 'negotiation', 'won', 'lost'], o.stage)";

/// The rows of the viewer, in a distributor's tab.
pub(super) fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    let Access::Within { scope, .. } = context.access else {
        query.push("false");
        return;
    };
    scope.push(query, Alias::Opportunity);
    match context.tab.parse() {
        Ok(Tab::Own) => {
            query.push(" and o.reseller_id is null");
        }
        Ok(Tab::Resellers) => {
            query.push(" and o.reseller_id is not null");
        }
        Err(_) => {}
    }
}

/// Open until won or lost. By the stage, which the indexes for totals hold.
pub(super) fn push_state(query: &mut QueryBuilder<Postgres>, states: &[String], _: &ListContext) {
    query.push(match states.first().map(String::as_str) {
        Some("open") => " and o.stage in ('lead_confirmed', 'needs_confirmed', 'solution', 'negotiation')",
        Some("closed") => " and o.stage in ('won', 'lost')",
        _ => " and false",
    });
}

pub(super) fn push_stages(query: &mut QueryBuilder<Postgres>, stages: &[String], _: &ListContext) {
    push_any(query, "o.stage", stages);
}

pub(super) fn push_kinds(query: &mut QueryBuilder<Postgres>, kinds: &[String], _: &ListContext) {
    push_any(query, "o.kind", kinds);
}

pub(super) fn push_industries(query: &mut QueryBuilder<Postgres>, industries: &[String], _: &ListContext) {
    push_any(query, "o.industry", industries);
}

pub(super) fn push_confidence(query: &mut QueryBuilder<Postgres>, steps: &[String], _: &ListContext) {
    match steps.first().and_then(|step| step.parse::<Confidence>().ok()) {
        Some(least) => {
            query.push(" and o.confidence >= ").push_bind(least.percent());
        }
        None => {
            query.push(" and false");
        }
    }
}

/// Open, and the expected date has passed.
pub(super) fn push_overdue(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    query.push(" and o.closed_at is null and o.expected_date < ").push_bind(context.today);
}

/// By the customer's name. A large scope looks for the customers first and then for their opportunities; a small one the
/// other way round.
pub(super) fn push_customer(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    if context.access.is_wide() && name_key(typed).chars().count() >= 2 {
        query.push(" and (o.customer_id in (select cu.id from customer cu where true");
        push_contains(query, "cu.name_key", typed, true);
        query.push(") or o.claim_id in (select cl.id from claim cl where true");
        push_contains(query, "cl.company_name_key", typed, true);
        query.push("))");
    } else {
        query.push(
            " and coalesce((select cu.name_key from customer cu where cu.id = o.customer_id),
                           (select cl.company_name_key from claim cl where cl.id = o.claim_id)) like ",
        );
        query.push_bind(contains(&name_key(typed)));
    }
}

/// By the customer's account name.
pub(super) fn push_account(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    query.push(" and (select cu.account_name_key from customer cu where cu.id = o.customer_id) like ");
    query.push_bind(contains(&name_key(typed)));
}

/// What stands in the cell of the name: what has become of the customer and, in the owner's own list, the latest review of the
/// opportunity as it stands. Others read the reviews on the timeline.
pub(super) fn push_name_cell(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    query.push("case when cl.state = 'open' and cl.valid_until > ").push_bind(context.now);
    query.push(
        " then 'claimed' when o.customer_id is null then 'claim_lapsed'
               when x.partner_id in (o.partner_id, o.reseller_id) then 'associated' else 'elsewhere' end as standing",
    );
    if context.is_own() {
        query.push(
            ", (select array[s.display_name, v.note] from opportunity_review v join person s on s.id = v.reviewer_id
                where v.opportunity_id = o.id and v.version = o.version order by v.at desc, v.id desc limit 1) as review",
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opportunities::model::Stage;

    #[test]
    fn the_stages_are_sorted_in_their_own_order() {
        let words = Stage::ALL.iter().map(|stage| format!("'{stage}'")).collect::<Vec<_>>().join(", ");
        assert!(STAGE_RANK.contains(&words));
    }
}
