//! The panels related to a customer on its page: alerts, and the company's profile.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::customers::model::{AssociationId, CustomerId};

/// An alert, in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertLine {
    /// Where it is.
    pub id: Uuid,
    /// 标题.
    pub title: String,
    /// The word of its category.
    pub category: String,
    /// When it came.
    pub sent_at: DateTime<Utc>,
    /// Whether it waits.
    pub is_pending: bool,
}

/// The alerts of a customer that [`super::detail::lookup`] found: those that wait first, ten at the most.
///
/// # Errors
/// Those of the database.
pub async fn alerts(db: &PgPool, of: AssociationId) -> sqlx::Result<Vec<AlertLine>> {
    sqlx::query_as!(
        AlertLine,
        r#"select id, title, category, sent_at, state = 'pending' as "is_pending!" from customer_alert where association_id = $1
           order by state = 'pending' desc, sent_at desc, id desc limit 10"#,
        of.0
    )
    .fetch_all(db)
    .await
}

/// 企业百科, as far as it was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// 上云钱包厚度.
    pub cloud_wallet: String,
    /// 注册资本.
    pub registered_capital: String,
    /// 国标行业.
    pub national_industry: String,
    /// 云行业.
    pub vendor_industry: String,
    /// 企业网址.
    pub website: String,
    /// 成立日期.
    pub founded_on: Option<NaiveDate>,
    /// 人员规模.
    pub employees: String,
    /// 上云活跃度.
    pub cloud_activity: String,
    /// 服务商.
    pub cloud_providers: String,
    /// 企业架构.
    pub structure: String,
    /// 投融资.
    pub funding: String,
    /// 产品.
    pub products: String,
    /// 知识产权.
    pub intellectual_property: String,
    /// When it was imported.
    pub updated_at: DateTime<Utc>,
}

/// The profile of a customer that [`super::detail::lookup`] found, if one was imported.
///
/// # Errors
/// Those of the database.
pub async fn profile(db: &PgPool, of: CustomerId) -> sqlx::Result<Option<Profile>> {
    sqlx::query_as!(
        Profile,
        "select cloud_wallet, registered_capital, national_industry, vendor_industry, website, founded_on, employees, cloud_activity,
                cloud_providers, structure, funding, products, intellectual_property, updated_at from customer_profile where customer_id = $1",
        of.0
    )
    .fetch_optional(db)
    .await
}
