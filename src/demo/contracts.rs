//! Who signs for the vendor, payment agreements in both states, contracts on paper.

use chrono::{Duration, Months};
use rust_decimal::Decimal;

use super::people::Cast;
use super::story::Story;
use crate::accounting::contracts::model::{AgreementId, NewAgreement, NewEntity, NewPaperContract, VendorOperator};
use crate::accounting::contracts::queries::{self, Issued};
use crate::accounting::contracts::requesting::{TEMPLATE, TEMPLATE_VERSION, code_of, data};
use crate::auth::Scope;
use crate::i18n::Locale;
use crate::server::documents::Documents;
use crate::server::new_id;
use crate::values::date::beijing_date;
use crate::values::money::Charged;

/// Partner, who asks, days ago, amount in cents, language, remark, why it was voided.
const AGREEMENTS: [(&str, &str, i64, i64, Locale, &str, &str); 5] = [
    ("harbor", "grace", 120, 12_600_050, Locale::ZhCn, "第三季度云服务费", ""),
    ("harbor", "grace", 64, 4_800_000, Locale::En, "", "The amount was typed wrongly."),
    ("harbor", "grace", 63, 8_400_000, Locale::En, "Cloud services of the fourth quarter", ""),
    ("harbor", "grace", 5, 1_250_075, Locale::ZhCn, "", ""),
    ("summit", "dara", 21, 30_000_000, Locale::En, "Framework prepayment", ""),
];

/// Partner, code, title, days ago, months valid, amount in cents; zero for no end and for no amount.
const ON_PAPER: [(&str, &str, &str, i64, u32, i64); 4] = [
    ("harbor", "HC-2025-0117", "Cloud partner framework agreement", 380, 36, 0),
    ("harbor", "HC-2026-0042", "Annual purchase commitment", 150, 12, 120_000_000),
    ("summit", "SD-2025-0009", "Distribution agreement", 395, 0, 0),
    ("lakeside", "LS-2026-0003", "Cloud partner framework agreement", 200, 24, 0),
];

/// Without a typesetting program there are no payment agreements.
pub async fn create(story: &mut Story<'_>, cast: &Cast, documents: &Documents) -> anyhow::Result<()> {
    let (operator, viktor) = (VendorOperator::of_story(), cast.people["viktor"]);
    let today = beijing_date(story.now);
    for (code, name, months) in [("CV-01", "Cloud Vendor Trading Co., Ltd.", 60), ("CV-02", "云厂商云计算有限公司", 8)] {
        let from = today.checked_sub_months(Months::new(months)).unwrap_or(today);
        let new = NewEntity { code: code.into(), name: name.into(), from };
        queries::insert_entity(story.db, operator, &new, (viktor, story.days_ago(200))).await?;
    }
    for (partner, code, title, days, months, amount) in ON_PAPER {
        let signed_on = beijing_date(story.days_ago(days));
        let new = NewPaperContract {
            code: code.into(),
            title: title.into(),
            signed_on,
            valid_from: signed_on,
            valid_until: signed_on.checked_add_months(Months::new(months)).filter(|_| months > 0),
            amount: if amount > 0 { Some(cents(amount)?) } else { None },
        };
        let by = (viktor, story.days_ago(days) + Duration::hours(30));
        queries::insert_paper_contract(story.db, operator, cast.partners[partner], (&new, None), by).await?;
    }
    if documents.is_complete() {
        for story_of_agreement in AGREEMENTS {
            agreement(story, cast, documents, story_of_agreement).await?;
        }
    }
    Ok(())
}

fn cents(amount: i64) -> anyhow::Result<Charged> {
    Charged::new(Decimal::new(amount, 2)).map_err(anyhow::Error::from)
}

async fn agreement(
    story: &mut Story<'_>,
    cast: &Cast,
    documents: &Documents,
    (partner, by, days, amount, language, remark, void_reason): (&'static str, &'static str, i64, i64, Locale, &str, &str),
) -> anyhow::Result<()> {
    let (scope, by, at) = (Scope::of_partner(cast.partners[partner]), cast.people[by], story.days_ago(days));
    let parties = queries::parties(story.db, &scope, beijing_date(at)).await?;
    let Some((party_a, (entity, party_b))) = parties.and_then(|parties| Some((parties.party_a, parties.party_b?))) else {
        anyhow::bail!("nobody signs for the vendor");
    };
    let new = NewAgreement {
        promised_on: beijing_date(at - Duration::days(12)),
        amount: cents(amount)?,
        bank: "Harbourside Commercial Bank".into(),
        account: "6222 0000 1111 2222".into(),
        tax_number: "91310000DEMO00001X".into(),
        remark: remark.into(),
        language,
    };
    let code = code_of(queries::next_number(&mut *story.db).await?, at);
    let document = documents.typeset(TEMPLATE, &data(&code, &new, (&party_a, &party_b), at)).await?;
    let id = AgreementId(new_id());
    let issued = Issued {
        id,
        code: &code,
        template_version: TEMPLATE_VERSION,
        new: &new,
        party_a: &party_a,
        party_b: (entity, &party_b),
        document: &document,
        by,
        at,
    };
    queries::insert_agreement(story.db, &scope, &issued).await?;
    if !void_reason.is_empty() {
        queries::void_agreement(story.db, &scope, id, (by, void_reason, at + Duration::hours(20))).await?;
    }
    Ok(())
}
