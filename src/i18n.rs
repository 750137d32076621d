//! Languages: the locale of a request, and the macro that keeps both languages of a message side by side.
//!
//! A forgotten language does not compile, and a message that no island uses never reaches the browser.

use serde::{Deserialize, Serialize};

/// A language of the interface. English is what a person gets who never said otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, Serialize, Deserialize)]
pub enum Locale {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Locale {
    /// The BCP 47 tag, as `<html lang>` and the profile carry it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::ZhCn => "zh-CN",
        }
    }

    /// The locale of a tag such as `zh`, `zh-Hans-CN` or `en-GB`; `None` for a language that we do not speak.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "zh" => Some(Self::ZhCn),
            _ => None,
        }
    }

    /// The other language, for the switch in the shell.
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::ZhCn,
            Self::ZhCn => Self::En,
        }
    }

    /// How this language names itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::ZhCn => "中文",
        }
    }
}

/// Which language answers a request: the person's profile, then the cookie, then the browser's wishes, then English.
pub fn choose(profile: Option<Locale>, cookie: Option<&str>, accept_language: Option<&str>) -> Locale {
    profile.or_else(|| cookie.and_then(Locale::from_tag)).or_else(|| accept_language.and_then(preferred)).unwrap_or_default()
}

/// The first language of an `Accept-Language` header, by weight, that we speak.
fn preferred(header: &str) -> Option<Locale> {
    let mut wishes: Vec<(u32, Locale)> = header
        .split(',')
        .filter_map(|wish| {
            let (tag, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
            // Weights have at most three decimals: thousandths compare without floats.
            let weight = weight.trim().strip_prefix("q=").map_or(1000, thousandths);
            Locale::from_tag(tag).filter(|_| weight > 0).map(|locale| (weight, locale))
        })
        .collect();
    wishes.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    wishes.first().map(|(_, locale)| *locale)
}

fn thousandths(weight: &str) -> u32 {
    let (whole, part) = weight.trim().split_once('.').unwrap_or((weight.trim(), ""));
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    whole.parse::<u32>().unwrap_or(0).min(1) * 1000 + part.parse::<u32>().unwrap_or(0)
}

/// Defines a struct over [`Locale`] with one typed method a message: `name => "English", "中文";` or
/// `name(a, b) => "{a} of {b}", "{a}，共 {b}";`.
#[macro_export]
macro_rules! messages {
    ($(#[$doc:meta])* $vis:vis $name:ident: $($key:ident $(($($arg:ident),+))? => $en:literal, $zh:literal;)*) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        $vis struct $name(pub $crate::i18n::Locale);
        #[allow(missing_docs)]
        impl $name {
            /// The language of these messages.
            #[allow(dead_code)]
            pub const fn locale(self) -> $crate::i18n::Locale { self.0 }
            $($crate::messages!(@one $key $(($($arg),+))? $en $zh);)*
        }
    };
    (@one $key:ident $en:literal $zh:literal) => {
        pub const fn $key(self) -> &'static str {
            match self.0 { $crate::i18n::Locale::En => $en, $crate::i18n::Locale::ZhCn => $zh }
        }
    };
    (@one $key:ident ($($arg:ident),+) $en:literal $zh:literal) => {
        pub fn $key(self, $($arg: impl ::std::fmt::Display),+) -> String {
            match self.0 { $crate::i18n::Locale::En => format!($en), $crate::i18n::Locale::ZhCn => format!($zh) }
        }
    };
}

messages! {
    /// Words that every page shares.
    pub Words:
    product => "Partner Center", "伙伴中心";
    sales => "Sales", "销售";
    delivery => "Delivery", "交付";
    incentives => "Incentives", "激励";
    operations => "Operations", "运营";
    organisation => "Organisation", "组织";
    account => "Account", "我的账号";
    home => "Home", "首页";
    sign_out => "Sign out", "退出登录";
    demo_banner => "Demo data. Nothing here is real.", "演示数据，均为虚构。";
    yes => "Yes", "是";
    no => "No", "否";
    save => "Save", "保存";
    cancel => "Cancel", "取消";
    search => "Search", "查询";
    colon => ": ", "：";
    resubmitted => "This form was already sent with other content. Look at what came of it, then send this one again.", "此表单此前已用不同内容提交过，请先查看结果，再重新提交。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_beats_the_cookie_and_the_cookie_beats_the_browser() {
        assert_eq!(choose(Some(Locale::ZhCn), Some("en"), Some("en")), Locale::ZhCn);
        assert_eq!(choose(None, Some("zh-CN"), Some("en")), Locale::ZhCn);
        assert_eq!(choose(None, None, Some("fr, zh-CN;q=0.8, en;q=0.4")), Locale::ZhCn);
        assert_eq!(choose(None, None, Some("zh;q=0.3,en;q=0.9")), Locale::En);
        assert_eq!(choose(None, Some("fr"), Some("de")), Locale::En);
        assert_eq!(choose(None, None, None), Locale::En);
    }

    #[test]
    fn a_language_with_weight_nought_is_not_wanted() {
        assert_eq!(choose(None, None, Some("zh;q=0, en;q=0.1")), Locale::En);
    }
}
