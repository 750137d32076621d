//! The history (拓展记录): invitations and what came of them, masked, the latest first.

mod columns;
mod filters;
mod mask;
mod row;

use sqlx::{Postgres, QueryBuilder};

use self::columns::COLUMNS;
use self::filters::FILTERS;
use self::row::Row;
use super::pages::history_tabs;
use super::rules;
use super::text::InvitationText;
use crate::auth::Reach;
use crate::auth::scope::Alias;
use crate::customers::queries::claimed::of_a_masked_lead;
use crate::error::AppError;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{AboveList, Access, Join, Lead, List, ListContext, ListPage, Order, Source, Standing, TickTarget, Ticks};
use crate::lists::record::present;

/// The description.
pub const LIST: List = List {
    name: ListName::Invitations,
    title: |locale| InvitationText(locale).history(),
    section: |locale| Words(locale).sales(),
    access: |viewer, locale| {
        let reach = rules::reach(viewer).map_err(|denial| AppError::NotAllowed { rule: InvitationText(locale).denial(denial, viewer) })?;
        Access::within(viewer, reach)
    },
    counted: None,
    tabs: &[],
    source: Source {
        table: "invitation i",
        alias: "i",
        id: "i.id",
        always: concat!(
            "i.claim_id, i.kind, i.association_kind, i.company_name, i.account_name, i.state, i.reason, i.late_reason, i.late_at, \
             i.expires_at, c.state as claim_state, c.valid_until, c.email as claim_email, pa.referral_right, ",
            of_a_masked_lead!("i.claim_id"),
            " as contacts_stay_masked"
        ),
        joins: &[
            Join { name: "claim", sql: " left join claim c on c.id = i.claim_id" },
            Join { name: "partner", sql: " join partner pa on pa.id = i.partner_id" },
            Join { name: "owner", sql: " left join person w on w.id = i.owner_id" },
        ],
        always_joins: &["claim", "partner"],
        visible_joins: &[],
        visible,
        sums: None,
    },
    columns: COLUMNS,
    filters: FILTERS,
    usual_order: Order { column: "created", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead,
        above: Some(|_, context| Box::pin(async move { Ok(AboveList { figures: None, line: Some(history_tabs(context.locale)) }) })),
        done: |context, done, _| {
            let t = InvitationText(context.locale);
            match done {
                "sent" => Some(t.sent().to_owned()),
                "resent" => Some(t.resent().to_owned()),
                "withdrawn" => Some(t.withdrawn_done().to_owned()),
                _ => None,
            }
        },
        ticks: Some(Ticks {
            name: "form[ids][]",
            target: TickTarget::Change { action: "invitations.resend", single: "form[id]" },
            buttons: |context| vec![("resend", InvitationText(context.locale).resend_chosen())],
            offered: |context| rules::may_invite(&context.viewer).is_ok(),
        }),
        nothing: |context| (InvitationText(context.locale).empty_title(), InvitationText(context.locale).empty()),
        ..ListPage::PLAIN
    },
};

fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    match context.access {
        Access::Within { scope, .. } => scope.push(query, Alias::Invitation),
        Access::Installation => {
            query.push("false");
        }
    }
}

fn lead(context: &ListContext, standing: &Standing) -> Lead {
    let t = InvitationText(context.locale);
    let rule = match context.reach() {
        Reach::Own => t.whose_own(),
        Reach::Team => t.whose_team(),
        Reach::Partner | Reach::PartnerAndResellers => t.whose_partner(),
    };
    let sentence = if standing.is_narrowed { t.history_narrowed(&standing.count) } else { t.history_lead(&standing.count) };
    Lead { sentence, rule }
}
