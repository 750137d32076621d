//! Everything that a server function may answer instead of a result.
//!
//! `Invalid` and `Conflict` carry words that are already in the person's language; `Broken` carries nothing but a
//! reference, whose details stand in the log.

use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

use crate::values::problems::{Problem, Problems};

/// Why something was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Nobody is signed in, or the session is over.
    SignInFirst,
    /// The record is visible, or the page is known, but this is not theirs to do. `rule` says which rule and whom to ask.
    NotAllowed {
        /// The sentence shown.
        rule: String,
    },
    /// Missing, or outside of what the person may know of. Both answer alike.
    NotFound,
    /// The form was not accepted.
    Invalid(FieldErrors),
    /// Someone was faster, or the state of the record refuses it now.
    Conflict(Conflict),
    /// This person, or this source, asked too often; try again later.
    Busy {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// No room for anybody right now: no connection, or somebody holds what is needed. Nothing was done; try again.
    Overloaded {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Our fault.
    Broken {
        /// Stands in the log beside the details.
        reference: String,
    },
}

impl AppError {
    /// The HTTP status that this answer carries.
    pub const fn status(&self) -> u16 {
        match self {
            Self::SignInFirst => 401,
            Self::NotAllowed { .. } => 403,
            Self::NotFound => 404,
            Self::Invalid(_) => 422,
            Self::Conflict(_) => 409,
            Self::Busy { .. } => 429,
            Self::Overloaded { .. } => 503,
            Self::Broken { .. } => 500,
        }
    }

    /// After how many seconds trying again makes sense, for the answer's header.
    pub const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Busy { retry_after } | Self::Overloaded { retry_after } => Some(*retry_after),
            _ => None,
        }
    }

    /// A refusal of one field.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        let mut errors = FieldErrors::new();
        errors.add(field, message);
        Self::Invalid(errors)
    }

    /// A refusal because of the state of the record, without two versions to choose from.
    pub fn refused_now(message: impl Into<String>) -> Self {
        Self::Conflict(Conflict { version: None, message: message.into(), theirs: Vec::new() })
    }
}

impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::SignInFirst => f.write_str("sign in first"),
            Self::NotAllowed { rule } => f.write_str(rule),
            Self::NotFound => f.write_str("not found"),
            Self::Invalid(errors) => write!(f, "{} problems", errors.0.len()),
            Self::Conflict(conflict) => f.write_str(&conflict.message),
            Self::Busy { retry_after } | Self::Overloaded { retry_after } => write!(f, "busy, try again in {retry_after} s"),
            Self::Broken { reference } => write!(f, "broken, reference {reference}"),
        }
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(value: ServerFnErrorErr) -> Self {
        match value {
            // What the browser sent cannot be read as this form: nothing that a person typed leads here.
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::Deserialization(_) | ServerFnErrorErr::MissingArg(_) => {
                Self::Invalid(FieldErrors(vec![FieldError { field: String::new(), message: "400".into() }]))
            }
            _ => Self::Broken { reference: "-".into() },
        }
    }
}

/// All problems of one form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldErrors(pub Vec<FieldError>);

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The full name of the input, `form[name]`; empty when it concerns the whole form.
    pub field: String,
    /// What is wrong and how to mend it, in the person's language.
    pub message: String,
}

impl FieldErrors {
    /// No problems yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The problems of a form in words.
    pub fn of<R, M: Into<String>>(problems: &Problems<R>, words: impl Fn(&Problem<R>) -> M) -> Self {
        Self(problems.0.iter().map(|problem| FieldError { field: problem.field.clone(), message: words(problem).into() }).collect())
    }

    /// Adds a problem.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), message: message.into() });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` when nothing is wrong.
    pub fn check(self) -> Result<(), AppError> {
        if self.is_empty() { Ok(()) } else { Err(AppError::Invalid(self)) }
    }
}

/// Someone saved in between, or the record's state refuses the change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The version that stands now; saving with it overwrites knowingly. `None` when saving again cannot help.
    pub version: Option<i32>,
    /// What happened, in the person's language.
    pub message: String,
    /// What stands in the database, field by field, where it differs from what was typed.
    pub theirs: Vec<Theirs>,
}

/// The value that somebody else saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Theirs {
    /// The full name of the input.
    pub field: String,
    /// The value as the input would carry it.
    pub value: String,
    /// The value as people read it.
    pub shown: String,
}
