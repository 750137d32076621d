//! Columns of a kind of file.

use crate::i18n::Locale;

/// Words in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Simplified Chinese.
    pub zh: &'static str,
}

/// Words in both languages.
pub const fn words(en: &'static str, zh: &'static str) -> Words {
    Words { en, zh }
}

impl Words {
    /// In one of them.
    pub const fn in_language(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.en,
            Locale::ZhCn => self.zh,
        }
    }
}

/// A word that may stand in a column: its key, and its name, both of which are read in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As stored.
    pub key: &'static str,
    /// As shown.
    pub name: Words,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// One line of at most so many characters.
    Line(usize),
    /// Several lines of at most so many characters.
    Lines(usize),
    /// What another system calls the record; at most so many characters. Numbers shortened by Excel are refused.
    Identifier(usize),
    /// An account name of at most so many characters, without spaces.
    Account(usize),
    /// A day, as Excel writes it.
    Date,
    /// A moment in Beijing, to the second; a day alone is its beginning.
    Moment,
    /// Yes or no.
    YesNo,
    /// A mobile number.
    Mobile,
    /// A mobile or a landline.
    Phone,
    /// An e-mail address.
    Email,
    /// An amount of money with at most so many decimals and sixteen digits before the point, as columns of money hold.
    Amount(u32),
    /// One of these words.
    Choice(fn() -> Vec<Choice>),
    /// Any of these words, separated by semicolons.
    Choices(fn() -> Vec<Choice>),
}

impl Value {
    /// The SQL type of the value in `m`.
    pub const fn sql_type(self) -> &'static str {
        match self {
            Self::Date => "date",
            // In Beijing, without a zone: the description compares and writes it `at time zone 'Asia/Shanghai'`.
            Self::Moment => "timestamp",
            Self::YesNo => "boolean",
            Self::Amount(_) => "numeric",
            Self::Choices(_) => "text[]",
            _ => "text",
        }
    }
}

/// How a value is shown in reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mask {
    /// In clear.
    Clear,
    /// As names of people and companies.
    Name,
    /// As mobile numbers.
    Phone,
    /// As e-mail addresses.
    Email,
}

/// A column of a kind. Made with [`column`] and the methods that follow it.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in SQL and in files for programs.
    pub key: &'static str,
    /// Its heading.
    pub name: Words,
    /// Other headings under which it is found in files.
    pub aliases: &'static [&'static str],
    /// What stands in it.
    pub value: Value,
    /// Whether every file has it and every row says something in it.
    pub required: bool,
    /// Whether an empty cell empties the field; otherwise it says nothing.
    pub empties: bool,
    /// How it is shown in reports.
    pub mask: Mask,
    /// SQL of the present value, in the type of the column; empty for a column that is not compared.
    pub present: &'static str,
    /// SQL of what the typed value stands for, where that is written differently: a partner's name in its own spelling.
    pub stands_for: &'static str,
    /// What a new record gets where the file says nothing.
    pub default: &'static str,
    /// For the template.
    pub example: Words,
    /// For the template: what to know before filling it in.
    pub hint: Words,
}

/// A column; the present value is compared once [`Column::is`] says where it is.
pub const fn column(key: &'static str, name: Words, value: Value) -> Column {
    Column {
        key,
        name,
        aliases: &[],
        value,
        required: false,
        empties: false,
        mask: Mask::Clear,
        present: "",
        stands_for: "",
        default: "",
        example: words("", ""),
        hint: words("", ""),
    }
}

impl Column {
    /// Every file has it, every row says something in it.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// An empty cell empties the field.
    #[must_use]
    pub const fn empties(mut self) -> Self {
        self.empties = true;
        self
    }

    /// Other headings.
    #[must_use]
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// How it is shown in reports.
    #[must_use]
    pub const fn masked(mut self, mask: Mask) -> Self {
        self.mask = mask;
        self
    }

    /// SQL of the present value, and what a new record gets where the file says nothing.
    #[must_use]
    pub const fn is(mut self, present: &'static str, default: &'static str) -> Self {
        self.present = present;
        self.default = default;
        self
    }

    /// SQL of what the typed value stands for.
    #[must_use]
    pub const fn stands_for(mut self, sql: &'static str) -> Self {
        self.stands_for = sql;
        self
    }

    /// An example for the template, the same in both languages.
    #[must_use]
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = words(example, example);
        self
    }

    /// An example and a hint for the template.
    #[must_use]
    pub const fn hint(mut self, example: Words, hint: Words) -> Self {
        self.example = example;
        self.hint = hint;
        self
    }
}
