//! What both lists of consumption share: who enters, whose rows stand there, what is said when there are none.

use sqlx::{Postgres, QueryBuilder};

use crate::auth::scope::Alias;
use crate::auth::{Reach, Viewer};
use crate::consumption::rules;
use crate::consumption::text::ConsumptionText;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, Join, Lead, ListContext};

/// Who enters, and how far she sees.
pub(crate) fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    let reach = rules::scope_of(viewer);
    let reach = reach.map_err(|denial| AppError::NotAllowed { rule: ConsumptionText(locale).denial(denial, viewer) })?;
    Access::within(viewer, reach)
}

/// The tables beside `n`.
pub(crate) const JOINS: &[Join] = &[
    Join { name: "customer", sql: " join customer cu on cu.id = n.customer_id" },
    Join { name: "association", sql: " left join association a on a.customer_id = n.customer_id and a.ended_at is null" },
    Join { name: "partner", sql: " join partner r on r.id = n.partner_id" },
    Join { name: "owner", sql: " left join person w on w.id = n.owner_id" },
];

/// Pushes the scope; `false` for an operator, who has none.
pub(crate) fn push_scope(query: &mut QueryBuilder<Postgres>, context: &ListContext) -> bool {
    match context.access {
        Access::Within { scope, .. } => scope.push(query, Alias::Consumption),
        Access::Installation => {
            query.push("false");
        }
    }
    matches!(context.access, Access::Within { .. })
}

/// Whether the rows of several partners stand there.
pub(crate) fn has_resellers(context: &ListContext) -> bool {
    context.reach() == Reach::PartnerAndResellers
}

/// The sentence under the heading, which also says what the figures are not.
pub(crate) fn lead(context: &ListContext, count: String) -> Lead {
    let t = ConsumptionText(context.locale);
    Lead { sentence: format!("{} {}", t.lead(context.reach(), count), t.not_a_bill()), rule: t.rule() }
}

/// What is said where there is no row at all.
pub(crate) fn nothing(context: &ListContext) -> (&'static str, &'static str) {
    let t = ConsumptionText(context.locale);
    (t.empty_title(), t.empty_text())
}
