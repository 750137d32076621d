//! By what the list can be narrowed.

use super::conditions::{push_account, push_confidence, push_customer, push_industries, push_kinds, push_overdue, push_stages, push_state};
use super::owner;
use crate::customers::mask::names_customers;
use crate::lists::description::{Filter, FilterKind};
use crate::opportunities::model::{Industry, Kind, Stage};
use crate::opportunities::text::{ListWords, OpportunityText};

/// In the order in which the form offers them.
pub(super) const FILTERS: &[Filter] = &[
    Filter { key: "name", label: |l| ListWords(l).name_contains(), kind: FilterKind::Contains { sql: "o.name_key" }, ..Filter::PLAIN },
    Filter {
        key: "customer",
        label: |l| ListWords(l).customer_contains(),
        kind: FilterKind::Private { push: push_customer, longest: 128 },
        offered: names_customers,
        ..Filter::PLAIN
    },
    Filter {
        key: "account",
        label: |l| ListWords(l).account_contains(),
        kind: FilterKind::Private { push: push_account, longest: 64 },
        offered: names_customers,
        ..Filter::PLAIN
    },
    Filter {
        key: "owner",
        label: |l| OpportunityText(l).owner(),
        kind: FilterKind::Record {
            sql: "o.owner_id",
            options: owner::options,
            find: Some(owner::find),
            blank: |l| OpportunityText(l).all_people(),
            none: None,
        },
        is_in_sums: true,
        ..Filter::PLAIN
    },
    Filter {
        key: "state",
        label: |l| ListWords(l).state(),
        kind: FilterKind::Choice {
            options: |l| vec![("open", ListWords(l).open()), ("closed", ListWords(l).closed())],
            blank: |l| ListWords(l).any_state(),
            push: push_state,
        },
        is_further: true,
        usual: "open",
        is_in_totals_index: true,
        is_in_sums: true,
        ..Filter::PLAIN
    },
    Filter {
        key: "stage",
        label: |l| OpportunityText(l).stage_label(),
        kind: FilterKind::Choices {
            options: |l| Stage::ALL.iter().map(|stage| (stage.as_str(), OpportunityText(l).stage(*stage))).collect(),
            push: push_stages,
        },
        is_further: true,
        is_in_totals_index: true,
        is_in_sums: true,
        ..Filter::PLAIN
    },
    Filter {
        key: "kind",
        label: |l| OpportunityText(l).kind_label(),
        kind: FilterKind::Choices {
            options: |l| Kind::ALL.iter().map(|kind| (kind.as_str(), OpportunityText(l).kind(*kind))).collect(),
            push: push_kinds,
        },
        is_further: true,
        ..Filter::PLAIN
    },
    Filter {
        key: "industry",
        label: |l| OpportunityText(l).industry_label(),
        kind: FilterKind::Choices {
            options: |l| Industry::ALL.iter().map(|industry| (industry.as_str(), OpportunityText(l).industry(*industry))).collect(),
            push: push_industries,
        },
        is_further: true,
        ..Filter::PLAIN
    },
    Filter {
        key: "confidence_from",
        label: |l| ListWords(l).confidence_from(),
        kind: FilterKind::Choice {
            options: |_| vec![("10", "10%"), ("30", "30%"), ("50", "50%"), ("70", "70%"), ("90", "90%"), ("100", "100%")],
            blank: |l| OpportunityText(l).any_confidence(),
            push: push_confidence,
        },
        is_further: true,
        is_in_totals_index: true,
        ..Filter::PLAIN
    },
    Filter {
        key: "expected_from",
        label: |l| ListWords(l).expected_from(),
        kind: FilterKind::Days {
            until: "expected_until",
            until_label: |l| ListWords(l).expected_until(),
            sql: "o.expected_date",
            is_moment: false,
        },
        is_further: true,
        ..Filter::PLAIN
    },
    Filter {
        key: "overdue",
        label: |l| ListWords(l).overdue(),
        kind: FilterKind::Flag { push: push_overdue },
        is_further: true,
        ..Filter::PLAIN
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use crate::opportunities::model::Confidence;

    #[test]
    fn every_step_of_confidence_can_be_chosen() {
        let filter = FILTERS.iter().find(|filter| filter.key == "confidence_from").unwrap();
        let FilterKind::Choice { options, .. } = filter.kind else { panic!("a choice") };
        let steps: Vec<(String, String)> = Confidence::ALL.iter().map(|step| (step.to_string(), format!("{step}%"))).collect();
        let offered: Vec<(String, String)> = options(Locale::En).into_iter().map(|(key, label)| (key.into(), label.into())).collect();
        assert_eq!(offered, steps);
    }
}
