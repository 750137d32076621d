//! Claims in every state, and customers whom the vendor knows and nobody is associated with: one number for each answer
//! that a partner may get.

use chrono::{DateTime, Duration, Utc};
use rust_decimal::Decimal;

use super::customers::DemoCustomer;
use super::people::Cast;
use super::story::Story;
use crate::claims::model::{ClaimId, ReviewReason, Supplement, Term, Trait};
use crate::claims::queries::{NewRow, insert, withdraw};
use crate::claims::rules::{term_of, term_of_review};
use crate::customers::model::Industry;
use crate::server::new_id;
use crate::values::date::{Calendar, beijing_date};
use crate::values::money::Charged;

/// Partner, whether it holds the right of referral.
const CONTACTS: &[(&str, &str, bool)] =
    &[("harbor", "13900000101", true), ("summit", "13900000102", true), ("delta", "13900000103", false), ("lakeside", "13900000104", true)];

/// The last digits of a number, name, traits, days since it registered.
const VENDOR_KNOWS: &[(u32, &str, &[Trait], Option<i64>)] = &[
    (2, "Harrow Optics", &[], Some(40)),
    (6, "澄湖医药有限公司", &[Trait::CashSpend, Trait::DirectSales], Some(400)),
    (8, "Wren Pharma", &[Trait::OnlineSales], Some(90)),
    (11, "Abbotsford Mills", &[Trait::OtherSite], None),
    (12, "Bram Okker", &[Trait::Consumer], None),
    (13, "Calder Insurance", &[Trait::VendorContract], None),
    (14, "Dovetail Joinery", &[Trait::CashSpend], None),
    (15, "Eastlight Group", &[Trait::UnifiedAccounting], None),
    (16, "Fable Games", &[Trait::ReferralReward], None),
    (21, "Gannet Airways", &[], Some(30)),
    (22, "Heron Chemicals", &[Trait::CashSpend, Trait::DirectSales], None),
    (23, "Inkwell Press", &[Trait::OnlineSales], None),
    (24, "Jasper Mining", &[Trait::AnotherCountry], None),
    (25, "Kittiwake Tours", &[], Some(3)),
    (26, "Lantern Brewing", &[], Some(60)),
];

/// A number that the README names.
fn mobile(last: u32) -> String {
    format!("139{last:08}")
}

/// What happened to it.
enum ClaimOutcome {
    Open,
    InReview,
    Accepted,
    Rejected,
    Withdrawn,
    Lapsed,
}

/// Owner, last digits, name, industry, hours since it was claimed, fate.
const CLAIMS: &[(&str, &str, u32, &str, Industry, i64, ClaimOutcome)] = &[
    ("harbor", "mei", 1, "Bluefin Aquatics", Industry::Travel, 13 * 24, ClaimOutcome::Open),
    ("harbor", "mei", 2, "Harrow Optics", Industry::Manufacturing, 30, ClaimOutcome::InReview),
    ("harbor", "mei", 3, "Sable Couriers", Industry::Logistics, 9 * 24, ClaimOutcome::Rejected),
    ("harbor", "mei", 4, "Tamarind Hotels", Industry::Travel, 4 * 24, ClaimOutcome::Withdrawn),
    ("harbor", "mei", 5, "Umber Press", Industry::Media, 40 * 24, ClaimOutcome::Lapsed),
    ("harbor", "jun", 6, "澄湖医药有限公司", Industry::Health, 6, ClaimOutcome::InReview),
    ("harbor", "ana", 9, "Yarrow Dairy", Industry::Retail, 6 * 24, ClaimOutcome::Accepted),
    ("lakeside", "petra", 7, "Vesper Railways", Industry::Logistics, 3 * 24, ClaimOutcome::Open),
    ("lakeside", "petra", 8, "Wren Pharma", Industry::Health, 20, ClaimOutcome::InReview),
];

/// Lets all of it happen.
pub async fn create(story: &mut Story<'_>, cast: &Cast, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    for (partner, number, referral) in CONTACTS {
        sqlx::query!(
            "update partner set contact_mobile = $2, contact_email = $3, referral_right = $4, ecosystem_manager_name = 'Elena Voss',
                                ecosystem_manager_mobile = '13900000100', ecosystem_manager_email = 'elena@example.com' where id = $1",
            cast.partners[partner].0,
            number,
            format!("desk@{partner}.example.com"),
            referral
        )
        .execute(&mut *story.db)
        .await?;
    }
    for one in VENDOR_KNOWS {
        known(story, one).await?;
    }
    for (partner, owner, last, name, industry, hours, outcome) in CLAIMS {
        let at = story.now - Duration::hours(*hours);
        let is_reviewed = matches!(outcome, ClaimOutcome::InReview | ClaimOutcome::Accepted | ClaimOutcome::Rejected);
        let term = if is_reviewed { term_of_review(at, 5, &Calendar::default()) } else { term_of(at, 15) };
        let id = claim(story, cast, (partner, owner), (*last, name, *industry), at, term, is_reviewed).await?;
        end(story, cast, id, outcome, at).await?;
    }
    two_associated(story, customers).await
}

async fn known(story: &mut Story<'_>, (last, name, traits, registered): &(u32, &str, &[Trait], Option<i64>)) -> anyhow::Result<()> {
    let traits: Vec<String> = traits.iter().map(ToString::to_string).collect();
    let registered_at = registered.map(|days| story.days_ago(days));
    sqlx::query!(
        "insert into customer (id, number, account_name, name, industry, contact_name, mobile, traits, registered_at, created_at, updated_at)
         values ($1, 'C' || lpad(nextval('customer_number')::text, 8, '0'), $2, $3, 'other', '', $4, $5, $6, $7, $7)",
        new_id(),
        format!("known{last:02}"),
        name,
        mobile(*last),
        &traits,
        registered_at,
        story.days_ago(500)
    )
    .execute(&mut *story.db)
    .await?;
    Ok(())
}

async fn claim(
    story: &mut Story<'_>,
    cast: &Cast,
    (partner, owner): (&str, &str),
    (last, name, industry): (u32, &str, Industry),
    at: DateTime<Utc>,
    term: Term,
    is_reviewed: bool,
) -> anyhow::Result<ClaimId> {
    let number = mobile(last);
    let supplement = Supplement {
        expected_spend: Charged::new(Decimal::from(8_000 + 1_500 * last)).map_err(|problem| anyhow::anyhow!("{problem:?}"))?,
        communication_history: if name.is_ascii() {
            "Met their head of IT twice. They plan to move the booking system within the quarter; account known to our engineers.".into()
        } else {
            "已与客户信息部沟通两次，计划本季度完成影像系统上云，账号由我方工程师协助开通。".into()
        },
    };
    let reasons =
        if last == 6 { vec![ReviewReason::RegisteredBefore, ReviewReason::FollowedBySales] } else { vec![ReviewReason::RegisteredBefore] };
    let row = NewRow {
        partner: cast.partners[partner],
        // Petra's partner has no account managers: the claim is the partner's.
        owner: (owner != "petra").then(|| cast.people[owner]),
        by: Some(cast.people[owner]),
        at,
        company_name: name,
        industry,
        contact_name: "",
        mobile: &number,
        email: None,
        term,
        reasons: if is_reviewed { &reasons } else { &[] },
        supplement: is_reviewed.then_some(&supplement),
        reviewed_by: None,
    };
    insert(story.db, &row).await?.ok_or_else(|| anyhow::anyhow!("{number} is claimed already"))
}

/// What became of it since; open and waiting ones stay as they are.
async fn end(story: &mut Story<'_>, cast: &Cast, id: ClaimId, outcome: &ClaimOutcome, at: DateTime<Utc>) -> anyhow::Result<()> {
    let viktor = cast.people["viktor"].0;
    let decided = at + Duration::hours(28);
    match outcome {
        ClaimOutcome::Open | ClaimOutcome::InReview => {}
        ClaimOutcome::Withdrawn => withdraw(story.db, &[id], story.now - Duration::hours(3)).await?,
        ClaimOutcome::Lapsed => {
            sqlx::query!("update claim set state = 'lapsed', closed_at = valid_until where id = $1", id.0).execute(&mut *story.db).await?;
        }
        ClaimOutcome::Accepted => {
            sqlx::query!(
                "update claim set state = 'open', reviewed_by = $2, reviewed_at = $3, valid_until = $4 where id = $1",
                id.0,
                viktor,
                decided,
                term_of(decided, 15).valid_until
            )
            .execute(&mut *story.db)
            .await?;
        }
        ClaimOutcome::Rejected => {
            sqlx::query!(
                "update claim set state = 'rejected', reviewed_by = $2, reviewed_at = $3, closed_at = $3, review_note = $4 where id = $1",
                id.0,
                viktor,
                decided,
                "Our direct sales are about to sign with this customer."
            )
            .execute(&mut *story.db)
            .await?;
        }
    }
    anyhow::ensure!(beijing_date(at) <= beijing_date(story.now), "a claim of tomorrow");
    Ok(())
}

/// An associated customer of Lakeside and one of Harbor get numbers that can be quoted, and Mei the claim that hers began
/// with.
async fn two_associated(story: &mut Story<'_>, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    for (partner, owner, last) in [("lakeside", None, 31), ("harbor", Some("mei"), 32)] {
        let found = customers.iter().find(|one| one.partner == partner && one.owner == owner && one.customer.is_some());
        let Some(customer) = found.and_then(|one| one.customer) else { continue };
        sqlx::query!("update customer set mobile = $2 where id = $1", customer.0, mobile(last)).execute(&mut *story.db).await?;
        if owner.is_some() {
            sqlx::query!(
                "insert into claim (id, distributor_id, partner_id, supervisor_id, owner_id, company_name, industry, contact_name, mobile, email,
                                    mobile_key, state, claimed_at, valid_until, customer_id, closed_at)
                 select $1, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id, cu.name, cu.industry, cu.contact_name, cu.mobile, '',
                        cu.mobile, 'associated', a.started_at - interval '6 days', a.started_at + interval '9 days', cu.id, a.started_at
                 from association a join customer cu on cu.id = a.customer_id where cu.id = $2 and a.ended_at is null",
                new_id(),
                customer.0
            )
            .execute(&mut *story.db)
            .await?;
        }
    }
    Ok(())
}
