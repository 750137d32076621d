//! By what the history is narrowed.

use sqlx::{Postgres, QueryBuilder};

use crate::customers::queries::claimed::push_shown_contact;
use crate::invitations::model::{InvitationKind, InvitationState};
use crate::invitations::text::InvitationText;
use crate::lists::description::{Filter, FilterKind, ListContext};
use crate::lists::paging::push_name_condition;
use crate::lists::queries::conditions::{push_any, push_part};

pub(super) const FILTERS: &[Filter] = &[
    Filter { key: "name", label: |l| InvitationText(l).name_contains(), kind: FilterKind::private(push_name, 128), ..Filter::PLAIN },
    Filter { key: "mobile", label: |l| InvitationText(l).mobile_contains(), kind: FilterKind::private(push_mobile, 20), ..Filter::PLAIN },
    Filter {
        key: "state",
        label: |l| InvitationText(l).state(),
        kind: FilterKind::Choices {
            options: |l| InvitationState::ALL.iter().map(|state| (state.as_str(), InvitationText(l).invitation_state(*state))).collect(),
            push: push_states,
        },
        ..Filter::PLAIN
    },
    Filter { key: "tag", label: |l| InvitationText(l).tag_contains(), kind: FilterKind::Contains { sql: "i.tag_key" }, ..Filter::PLAIN },
    Filter {
        key: "email",
        label: |l| InvitationText(l).email_contains(),
        kind: FilterKind::private(push_email, 128),
        is_further: true,
        ..Filter::PLAIN
    },
    Filter {
        key: "kind",
        label: |l| InvitationText(l).kind(),
        kind: FilterKind::Choices {
            options: |l| InvitationKind::ALL.iter().map(|kind| (kind.as_str(), InvitationText(l).invitation_kind(*kind))).collect(),
            push: |query, words, _| push_any(query, "i.kind", words),
        },
        is_further: true,
        ..Filter::PLAIN
    },
];

/// A sent one whose time is up counts as expired, a code that nobody entered as failed, before the background work says so.
fn push_states(query: &mut QueryBuilder<Postgres>, states: &[String], context: &ListContext) {
    query.push(" and case when i.state = 'sent' and i.expires_at <= ").push_bind(context.now);
    query.push(" then 'expired' when i.state = 'confirming' and i.expires_at <= ").push_bind(context.now);
    query.push(" then 'failed' else i.state end = any(").push_bind(states.to_vec()).push(")");
}

/// The customer's name or account name.
fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    query.push(" and (");
    push_name_condition(query, "i.company_name_key", typed, false);
    query.push(" or ");
    push_name_condition(query, "i.account_name_key", typed, false);
    query.push(")");
}

fn push_mobile(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_part(query, "i.mobile", typed);
    push_shown_contact(query, "i.claim_id");
}

fn push_email(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_part(query, "i.email", typed);
    push_shown_contact(query, "i.claim_id");
}
