//! The clear values of leads: one column of some that the viewer sees.

use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::Visibility;
use crate::customers::model::MaskedColumn;

/// Most leads whose values one look shows.
const MOST: usize = 100;

/// A request to reveal one column of some leads in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevealRequest {
    /// Which column.
    pub column: MaskedColumn,
    /// Whose.
    pub ids: Vec<Uuid>,
}

impl RevealRequest {
    /// Reads a column and `lead:<id>` keys separated by commas; `None` for anything else.
    pub fn parse(field: &str, refs: &str) -> Option<Self> {
        let ids: Option<Vec<Uuid>> = refs.split(',').map(|key| key.trim().strip_prefix("lead:")?.parse().ok()).collect();
        let ids = ids.filter(|ids| (1..=MOST).contains(&ids.len()))?;
        let column = field.parse().ok().filter(|column| *column != MaskedColumn::AccountName)?;
        Some(Self { column, ids })
    }
}

const fn of(column: MaskedColumn) -> &'static str {
    match column {
        MaskedColumn::Name => "l.company_name",
        MaskedColumn::Contact => "l.contact_name",
        MaskedColumn::Mobile => "l.mobile",
        MaskedColumn::Email => "l.email",
        MaskedColumn::AccountName => "''",
    }
}

/// The values that the viewer may see; what is not said is empty. Numbers and addresses of a partner in marketing programme
/// 2.0 are none (R24).
///
/// # Errors
/// Those of the database.
pub async fn values(db: &mut PgConnection, visibility: &Visibility, asked: &RevealRequest) -> sqlx::Result<Vec<(Uuid, String)>> {
    let mut query = QueryBuilder::new("select l.id, ");
    query.push(of(asked.column)).push(" from lead l join partner p on p.id = l.partner_id where ");
    visibility.push(&mut query);
    query.push(" and l.id = any(").push_bind(asked.ids.clone()).push(")");
    if matches!(asked.column, MaskedColumn::Mobile | MaskedColumn::Email) {
        query.push(" and not p.marketing_programme");
    }
    query.build_query_as().fetch_all(db).await
}
