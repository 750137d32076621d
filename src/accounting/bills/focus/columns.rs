//! What each column of the dataset says of a record. Columns that begin with `x_` are ours, as the specification asks.
//!
//! Amounts: `BilledCost` and `EffectiveCost` are charged (2 decimals: nothing is paid in advance for several records), `ListCost` and
//! `ContractedCost` rated (8). Unit prices are left out: the specification wants them to give the cost by one multiplication, and ours
//! is truncated. Nothing says of a product what it is, so its service category is "Other".

use std::borrow::Cow;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;

use crate::consumption::model::{BillType, PaymentMethod};
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::i18n::Locale;
use crate::values::date::beijing_midnight;
use crate::values::masking::mask_name;
use crate::values::money::{Charged, Rated};

/// The columns, in their order.
pub const COLUMNS: [&str; 46] = [
    "BilledCost",
    "BillingAccountId",
    "BillingAccountName",
    "BillingCurrency",
    "BillingPeriodEnd",
    "BillingPeriodStart",
    "ChargeCategory",
    "ChargeClass",
    "ChargeDescription",
    "ChargeFrequency",
    "ChargePeriodEnd",
    "ChargePeriodStart",
    "CommitmentDiscountStatus",
    "ConsumedQuantity",
    "ConsumedUnit",
    "ContractedCost",
    "EffectiveCost",
    "InvoiceId",
    "InvoiceIssuerName",
    "ListCost",
    "PricingCategory",
    "PricingQuantity",
    "PricingUnit",
    "ProviderName",
    "PublisherName",
    "RegionId",
    "RegionName",
    "ResourceId",
    "ResourceName",
    "ResourceType",
    "ServiceCategory",
    "ServiceName",
    "ServiceSubcategory",
    "SubAccountId",
    "SubAccountName",
    "x_AssociationType",
    "x_BillSection",
    "x_BillType",
    "x_ChargeCorrected",
    "x_OrderNumber",
    "x_PaymentMethod",
    "x_RatedCost",
    "x_RecordId",
    "x_Remainder",
    "x_Source",
    "x_UsageCycle",
];

/// The bill that the rows are of.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Head {
    /// Whose it is.
    pub partner_id: uuid::Uuid,
    /// Its name.
    pub partner: String,
    /// What people quote.
    pub number: String,
    /// 账期.
    pub cycle: String,
    /// Its records.
    pub records: i64,
    /// The contracting entity in force on the last day of its month; the latest one before where none was.
    pub issuer: String,
}

/// One record of it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    /// The record.
    pub id: uuid::Uuid,
    /// Where it comes from.
    pub source: String,
    /// That source's own ID.
    pub external_id: String,
    /// Beijing day.
    pub day: NaiveDate,
    /// The month of use.
    pub cycle: String,
    /// From when, where it was metered.
    pub began_at: Option<DateTime<Utc>>,
    /// Until when, where it was metered.
    pub ended_at: Option<DateTime<Utc>>,
    /// What kind of charge.
    pub bill_type: BillType,
    /// The part of the bill: `consumption`, `refund`, `adjustment`.
    pub bill_section: String,
    /// 支付方式.
    pub payment_method: PaymentMethod,
    /// 关联类型.
    pub association_kind: AssociationType,
    /// 产品类型.
    pub product_type: String,
    /// 产品.
    pub product: String,
    /// 区域.
    pub region: String,
    /// 资源ID; empty where it is of none.
    pub resource_id: String,
    /// 资源名称.
    pub resource_name: String,
    /// 订单号.
    pub order_number: String,
    /// As metered.
    pub usage_quantity: Option<Decimal>,
    /// The unit of it.
    pub usage_unit: String,
    /// 官网价.
    pub list_rated: Rated,
    /// 应付.
    pub payable_rated: Rated,
    /// Truncated to cents.
    pub charged: Charged,
    /// 抹零.
    pub remainder: Rated,
    /// What people quote of the customer.
    pub number: String,
    /// In clear; masked before it is written.
    pub name: String,
    /// The external ID of the charge that a refund gives back.
    pub charge: Option<String>,
    /// Whether that one stands in an earlier bill.
    pub is_of_earlier_bill: bool,
}

/// `Usage`, `Purchase`, `Credit` or `Adjustment`.
const fn category(bill_type: BillType) -> &'static str {
    match bill_type {
        BillType::Usage => "Usage",
        BillType::Compensation => "Credit",
        BillType::Deduction => "Adjustment",
        _ => "Purchase",
    }
}

const fn frequency(bill_type: BillType) -> &'static str {
    match bill_type {
        BillType::Usage => "Usage-Based",
        BillType::MonthlyPayment | BillType::AutoRenewal => "Recurring",
        _ => "One-Time",
    }
}

fn moment(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// With a decimal point, also where it is whole: readers that guess the type of a column take it for a decimal.
fn decimal(quantity: Decimal) -> String {
    let text = quantity.normalize().to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}

fn cents(amount: Charged) -> String {
    format!("{:.2}", amount.amount())
}

fn eight(amount: Rated) -> String {
    format!("{:.8}", amount.amount())
}

/// First moment of a month and of the next one; none for what is no month.
fn period(cycle: &str) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let first = NaiveDate::parse_from_str(&format!("{cycle}-01"), "%Y-%m-%d").ok()?;
    Some((beijing_midnight(first), beijing_midnight(first.checked_add_months(Months::new(1))?)))
}

/// The row in the order of [`COLUMNS`]; empty where the specification says null.
pub fn cells(head: &Head, row: &Row) -> [Cow<'static, str>; COLUMNS.len()] {
    let own = |text: &str| Cow::Owned(text.to_owned());
    let (start, end) = period(&head.cycle).map_or_else(Default::default, |(start, end)| (moment(start), moment(end)));
    let day = beijing_midnight(row.day);
    let began = row.began_at.unwrap_or(day);
    let ended = row.ended_at.or_else(|| row.began_at.is_none().then_some(day).and_then(|day| day.checked_add_signed(TimeDelta::days(1))));
    // A moment without length is not a period: what was metered at once is of its second.
    let ended = ended.or_else(|| began.checked_add_signed(TimeDelta::seconds(1))).unwrap_or(began);
    let category = category(row.bill_type);
    let is_usage = category == "Usage";
    let is_charge = matches!(category, "Usage" | "Purchase");
    let is_correction = row.cycle != head.cycle || row.is_of_earlier_bill;
    let (list, contracted) =
        if is_charge { (eight(row.list_rated), eight(row.payable_rated)) } else { (cents(row.charged), cents(row.charged)) };
    // What was not metered is one charge.
    let quantity = decimal(row.usage_quantity.unwrap_or(Decimal::ONE));
    let unit = if row.usage_unit.is_empty() { "Charges".to_owned() } else { row.usage_unit.clone() };
    let words = ConsumptionText(Locale::En);
    let what = if row.product.is_empty() { row.product_type.clone() } else { format!("{}, {}", row.product_type, row.product) };
    let of_resource = |text: &str| if row.resource_id.is_empty() { Cow::Borrowed("") } else { own(text) };
    [
        cents(row.charged).into(),
        head.partner_id.to_string().into(),
        own(&head.partner),
        "CNY".into(),
        end.into(),
        start.into(),
        category.into(),
        if is_correction { "Correction" } else { "" }.into(),
        format!("{}: {what}", words.bill_type_of(row.bill_type).replace(" – ", ": ")).into(),
        frequency(row.bill_type).into(),
        moment(ended).into(),
        moment(began).into(),
        // Nobody commits to an amount in advance; the column says so of each row, or a consumed quantity may not stand beside it.
        "".into(),
        if is_usage { quantity.clone() } else { String::new() }.into(),
        if is_usage { unit.clone() } else { String::new() }.into(),
        contracted.into(),
        cents(row.charged).into(),
        own(&head.number),
        own(&head.issuer),
        list.into(),
        if is_charge { "Standard" } else { "" }.into(),
        if is_charge { quantity } else { String::new() }.into(),
        if is_charge { unit } else { String::new() }.into(),
        own(&head.issuer),
        own(&head.issuer),
        own(&row.region),
        own(&row.region),
        own(&row.resource_id),
        of_resource(&row.resource_name),
        of_resource(&row.product_type),
        "Other".into(),
        own(&row.product_type),
        "Other (Other)".into(),
        own(&row.number),
        mask_name(&row.name).into(),
        row.association_kind.as_str().into(),
        own(&row.bill_section),
        row.bill_type.as_str().into(),
        own(row.charge.as_deref().unwrap_or_default()),
        own(&row.order_number),
        row.payment_method.as_str().into(),
        eight(row.payable_rated).into(),
        own(&row.external_id),
        eight(row.remainder).into(),
        own(&row.source),
        own(&row.cycle),
    ]
}
