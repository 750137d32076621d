//! The customers of each partner, and the prospects that it claimed.

use super::people::Cast;
use super::story::Story;
use super::words::{CHINESE_PLACES, CHINESE_TRADES, CONTACTS, PLACES, TRADES};
use crate::claims::queries::{Record, record_claim};
use crate::claims::rules::lapses_at;
use crate::customers::model::{AssociationType, CustomerId, CustomerRef, Industry, NewCustomer, NewRelation};
use crate::operations::queries::record_association;
use crate::organisation::model::RealNameState;

/// One customer or prospect of the story.
pub struct DemoCustomer {
    pub partner: &'static str,
    pub owner: Option<&'static str>,
    pub industry: Industry,
    pub reference: CustomerRef,
    /// The legal customer, unless it is a claim's.
    pub customer: Option<CustomerId>,
    /// Days since it was associated or claimed.
    pub since: i64,
}

/// Partner, account manager, associated customers, claimed prospects.
const SHARES: &[(&str, Option<&str>, usize, usize)] = &[
    ("harbor", Some("mei"), 46, 6),
    ("harbor", Some("jun"), 38, 4),
    ("harbor", Some("ana"), 34, 5),
    ("harbor", Some("lin"), 22, 2),
    ("harbor", None, 6, 0),
    ("summit", Some("kofi"), 30, 3),
    ("summit", None, 6, 0),
    ("delta", None, 24, 0),
    ("lakeside", None, 28, 4),
];

/// Records all of them.
pub async fn create(story: &mut Story<'_>, cast: &Cast) -> anyhow::Result<Vec<DemoCustomer>> {
    let mut names = names();
    let mut all = Vec::new();
    for (partner, owner, associated, claimed) in SHARES {
        for n in 0..associated + claimed {
            let at = story.below(names.len());
            let (name, industry) = names.swap_remove(at);
            let is_claim = n >= *associated;
            // The last claims of each share are past their fifteen days.
            let since = if is_claim { [2, 5, 9, 12, 14, 21][n - associated] } else { 20 + i64::try_from(story.below(360))? };
            all.push(record(story, cast, (partner, *owner), (name, industry), is_claim, since).await?);
        }
    }
    Ok(all)
}

/// All names there are, each once.
fn names() -> Vec<(String, Industry)> {
    let industry = |code: &str| code.parse().unwrap_or(Industry::Other);
    let latin = PLACES.iter().flat_map(|place| TRADES.iter().map(move |(trade, code)| (format!("{place} {trade}"), industry(code))));
    let chinese =
        CHINESE_PLACES.iter().flat_map(|place| CHINESE_TRADES.iter().map(move |(trade, code)| (format!("{place}{trade}"), industry(code))));
    latin.chain(chinese).collect()
}

async fn record(
    story: &mut Story<'_>,
    cast: &Cast,
    (partner, owner): (&'static str, Option<&'static str>),
    (name, industry): (String, Industry),
    is_claim: bool,
    since: i64,
) -> anyhow::Result<DemoCustomer> {
    let number = 10_000_000 + story.below(89_999_999);
    let account: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let account_name = if account.is_empty() { format!("tenant{number}") } else { format!("{account}_it") };
    let new = NewCustomer {
        partner_id: cast.partners[partner],
        company_name: name,
        industry,
        contact_name: story.one(CONTACTS).to_owned(),
        mobile: Some(format!("138{number}")),
        email: Some(format!("{}@example.com", account_name.trim_end_matches("_it"))),
        account_manager: owner.map(str::to_owned),
        relation: NewRelation::Claim,
    };
    let at = story.days_ago(since);
    let noted = Record { owner: owner.map(|account| cast.people[account]), by: Some(cast.people["viktor"]), at };
    let (reference, customer) = if is_claim {
        (CustomerRef::Claim(record_claim(story.db, &new, lapses_at(at, 15), &noted).await?), None)
    } else {
        let kind = story.one(&[AssociationType::Referral, AssociationType::Referral, AssociationType::Resale]);
        // Delta holds no right of referral.
        let kind = if partner == "delta" { AssociationType::Resale } else { kind };
        let state = story.one(&[RealNameState::Verified, RealNameState::Verified, RealNameState::InReview, RealNameState::Unverified]);
        let (customer, association) = record_association(story.db, &new, &account_name, kind, state, &noted).await?;
        (CustomerRef::Association(association), Some(customer))
    };
    Ok(DemoCustomer { partner, owner, industry, reference, customer, since })
}
