//! Enums that are stored as a word: one word for the database, for forms and for JSON.

/// A word that stands for none of the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownChoice;

impl std::fmt::Display for UnknownChoice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not one of the choices")
    }
}

impl std::error::Error for UnknownChoice {}

/// An enum of ours whose variants are words.
pub trait Choice: Copy + std::fmt::Display + std::str::FromStr<Err = UnknownChoice> + 'static {
    /// All choices, in the order in which they are offered.
    fn all() -> &'static [Self];

    /// Their words, to say what may stand where.
    fn words() -> Vec<String> {
        Self::all().iter().map(ToString::to_string).collect()
    }
}

/// Defines an enum whose variants are written in snake case, with `ALL` (in the order in which they are offered),
/// `as_str`, `FromStr`, `Display` and [`Choice`]. A test of the capability compares `as_str` with what serde writes.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident => $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "ssr", derive(sqlx::Type))]
        #[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All choices, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the database and in forms.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::values::choice::UnknownChoice;
            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word { $($word => Ok(Self::$variant),)+ _ => Err($crate::values::choice::UnknownChoice) }
            }
        }

        impl $crate::values::choice::Choice for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

pub(crate) use choices;

#[cfg(test)]
mod tests {
    choices! {
        /// Colours.
        Colour {
            /// Red.
            DarkRed => "dark_red",
            /// Blue.
            Blue => "blue",
        }
    }

    #[test]
    fn the_word_is_the_same_in_forms_and_in_json() {
        for colour in Colour::ALL {
            assert_eq!(serde_json::to_value(colour).ok(), Some(colour.as_str().into()));
            assert_eq!(colour.to_string().parse(), Ok(*colour));
        }
        assert!("green".parse::<Colour>().is_err());
        assert_eq!(<Colour as super::Choice>::words(), ["dark_red", "blue"]);
    }
}
