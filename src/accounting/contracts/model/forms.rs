//! What is typed about contracts: text only, until a rule has parsed it.

use serde::{Deserialize, Serialize};

/// Another contracting entity, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntityForm {
    /// Idempotency key.
    pub key: String,
    /// Letters, digits and hyphens.
    pub code: String,
    /// The legal name.
    pub name: String,
    /// The first day.
    pub from: String,
}

/// Request a payment agreement, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestForm {
    /// Idempotency key.
    pub key: String,
    /// 承诺付款时间.
    pub promised_on: String,
    /// 承诺付款金额.
    pub amount: String,
    /// 开户银行.
    pub bank: String,
    /// 银行账号.
    pub account: String,
    /// 纳税人识别号.
    pub tax_number: String,
    /// 备注.
    pub remark: String,
    /// The language of the document, as a tag.
    pub language: String,
    /// What the preview showed, see `rules::fingerprint`.
    pub previewed: String,
}

/// Void a payment agreement, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct VoidForm {
    /// Idempotency key.
    pub key: String,
    /// The agreement.
    pub id: String,
    /// Mandatory.
    pub reason: String,
}

/// Record a contract on paper, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperContractForm {
    /// Idempotency key.
    pub key: String,
    /// The partner's name, as typed.
    pub partner: String,
    /// 合同编码.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// The day on which it was signed.
    pub signed_on: String,
    /// Its first day.
    pub valid_from: String,
    /// Its last day; empty for no end.
    pub valid_until: String,
    /// Empty where it names none.
    pub amount: String,
    /// The uploaded file; empty for none.
    pub file: String,
}
