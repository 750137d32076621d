//! Files of orders, and of what they consist of.

mod lines;
mod orders;

pub use lines::LINES;
pub use orders::ORDERS;

use super::model::ChargingMode;
use super::text::OrderText;
use crate::i18n::Locale;
use crate::imports::kind::{Choice, words};

const EN: OrderText = OrderText(Locale::En);
const ZH: OrderText = OrderText(Locale::ZhCn);

/// 计费模式.
pub fn charging_modes() -> Vec<Choice> {
    ChargingMode::ALL.iter().map(|one| Choice { key: one.as_str(), name: words(EN.mode_of(*one), ZH.mode_of(*one)) }).collect()
}

/// 币种: the installation knows one.
pub fn currencies() -> Vec<Choice> {
    vec![Choice { key: "CNY", name: words("RMB", "人民币") }]
}
