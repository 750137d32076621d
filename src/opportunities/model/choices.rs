//! What is chosen from a list.

use serde::{Deserialize, Serialize};

use crate::values::choice::{UnknownChoice, choices};
use crate::values::typed::half_width;

choices! {
    /// 商机阶段 (U2). Moves freely between the open stages; won and lost close.
    Stage {
        /// 线索确认.
        LeadConfirmed => "lead_confirmed",
        /// 需求确认.
        NeedsConfirmed => "needs_confirmed",
        /// 方案设计, with proof of concept.
        Solution => "solution",
        /// 商务谈判.
        Negotiation => "negotiation",
        /// 赢单: closed.
        Won => "won",
        /// 输单: closed, with a reason.
        Lost => "lost",
    }
}

impl Stage {
    /// The stages in which an opportunity is worked on.
    pub const OPEN: &'static [Self] = &[Self::LeadConfirmed, Self::NeedsConfirmed, Self::Solution, Self::Negotiation];

    /// Won or lost.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Won | Self::Lost)
    }

    /// How far it is, of five: lost and won are both the end.
    pub const fn step(self) -> u8 {
        match self {
            Self::LeadConfirmed => 1,
            Self::NeedsConfirmed => 2,
            Self::Solution => 3,
            Self::Negotiation => 4,
            Self::Won | Self::Lost => 5,
        }
    }
}

choices! {
    /// 商机类型 (U1).
    Kind {
        /// 新客户.
        NewCustomer => "new_customer",
        /// 扩容.
        Expansion => "expansion",
        /// 续订.
        Renewal => "renewal",
        /// 迁移上云.
        Migration => "migration",
        /// 其他.
        Other => "other",
    }
}

choices! {
    /// 测试情况.
    TestState {
        /// 未开始.
        NotStarted => "not_started",
        /// 测试中.
        Running => "running",
        /// 测试通过.
        Passed => "passed",
        /// 测试未通过.
        Failed => "failed",
        /// 无需测试.
        NotNeeded => "not_needed",
    }
}

/// 把握度: how likely it is to be won, in per cent; one of six steps (U3). Stored as a smallint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type))]
#[repr(i16)]
pub enum Confidence {
    /// 10 %.
    Ten = 10,
    /// 30 %.
    Thirty = 30,
    /// 50 %.
    Fifty = 50,
    /// 70 %.
    Seventy = 70,
    /// 90 %.
    Ninety = 90,
    /// 100 %.
    Hundred = 100,
}

impl Confidence {
    /// All steps, lowest first.
    pub const ALL: &'static [Self] = &[Self::Ten, Self::Thirty, Self::Fifty, Self::Seventy, Self::Ninety, Self::Hundred];

    /// Per cent.
    pub const fn percent(self) -> i16 {
        self as i16
    }
}

impl TryFrom<i16> for Confidence {
    type Error = UnknownChoice;
    fn try_from(percent: i16) -> Result<Self, UnknownChoice> {
        Self::ALL.iter().copied().find(|step| step.percent() == percent).ok_or(UnknownChoice)
    }
}

impl From<Confidence> for i16 {
    fn from(step: Confidence) -> Self {
        step.percent()
    }
}

impl std::str::FromStr for Confidence {
    type Err = UnknownChoice;
    fn from_str(text: &str) -> Result<Self, UnknownChoice> {
        let text = half_width(text);
        text.strip_suffix('%').unwrap_or(&text).trim().parse::<i16>().map_err(|_| UnknownChoice)?.try_into()
    }
}

/// The bare number, as forms carry it.
impl std::fmt::Display for Confidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.percent().fmt(f)
    }
}

/// 服务周期: how long the customer will be served, in months, 1 to 120. Stored as a smallint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type))]
#[cfg_attr(feature = "ssr", sqlx(transparent))]
pub struct ServicePeriod(i16);

impl ServicePeriod {
    /// Longest, in months.
    pub const LONGEST: i16 = 120;

    /// Months.
    pub const fn months(self) -> i16 {
        self.0
    }
}

impl TryFrom<i16> for ServicePeriod {
    type Error = UnknownChoice;
    fn try_from(months: i16) -> Result<Self, UnknownChoice> {
        if (1..=Self::LONGEST).contains(&months) { Ok(Self(months)) } else { Err(UnknownChoice) }
    }
}

impl From<ServicePeriod> for i16 {
    fn from(period: ServicePeriod) -> Self {
        period.0
    }
}

impl std::str::FromStr for ServicePeriod {
    type Err = UnknownChoice;
    fn from_str(text: &str) -> Result<Self, UnknownChoice> {
        let text = half_width(text);
        let number = ["个月", "months", "month", "月"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text).trim();
        let is_plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_plain { number.parse::<i16>().map_err(|_| UnknownChoice)?.try_into() } else { Err(UnknownChoice) }
    }
}

/// The bare number, as forms carry it.
impl std::fmt::Display for ServicePeriod {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn won_and_lost_close_and_nothing_else_does() {
        for stage in Stage::ALL {
            assert_eq!(stage.is_closed(), !Stage::OPEN.contains(stage), "{stage}");
        }
    }

    #[test]
    fn the_word_is_the_same_in_forms_and_in_json() {
        for stage in Stage::ALL {
            assert_eq!(serde_json::to_value(stage).ok(), Some(stage.as_str().into()));
        }
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.as_str().into()));
        }
        for state in TestState::ALL {
            assert_eq!(serde_json::to_value(state).ok(), Some(state.as_str().into()));
        }
    }

    #[test]
    fn confidence_is_one_of_six_steps() {
        for step in Confidence::ALL {
            assert_eq!(step.to_string().parse(), Ok(*step));
            assert_eq!(serde_json::to_value(step).ok(), Some(step.percent().into()));
        }
        assert_eq!("７０％".parse(), Ok(Confidence::Seventy));
        for text in ["", "20", "0", "110", "ten", "-10"] {
            assert!(text.parse::<Confidence>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_service_period_is_1_to_120_months() {
        for text in ["1", "12", "120", "12个月", "12 months", "１２"] {
            assert!(text.parse::<ServicePeriod>().is_ok(), "{text}");
        }
        for text in ["", "0", "121", "-1", "1.5", "a year", "+3", "99999"] {
            assert!(text.parse::<ServicePeriod>().is_err(), "{text}");
        }
    }
}
