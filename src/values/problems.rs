//! The problems of one form, all of them at once, each at the input that it belongs to.

/// One problem: the input and what is wrong with it. `R` is the capability's own enum of refusals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem<R> {
    /// The full name of the input, `form[name]`; empty when it concerns the whole form.
    pub field: String,
    /// What is wrong; the capability's `text.rs` turns it into words.
    pub kind: R,
}

/// Collects problems while a form is parsed, so that a person hears of all of them together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems<R>(pub Vec<Problem<R>>);

impl<R> Default for Problems<R> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<R> Problems<R> {
    /// No problems yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// A problem of `form[name]`.
    pub fn add(&mut self, name: &str, kind: R) {
        self.0.push(Problem { field: format!("form[{name}]"), kind });
    }

    /// A problem of `form[group][name]`.
    pub fn add_in(&mut self, group: &str, name: &str, kind: R) {
        self.0.push(Problem { field: format!("form[{group}][{name}]"), kind });
    }

    /// A problem of the whole form.
    pub fn add_whole(&mut self, kind: R) {
        self.0.push(Problem { field: String::new(), kind });
    }

    /// A problem of `form[list][index][name]`.
    pub fn add_item(&mut self, list: &str, index: usize, name: &str, kind: R) {
        self.0.push(Problem { field: format!("form[{list}][{index}][{name}]"), kind });
    }

    /// The value, or the problem noted at `form[name]`.
    pub fn keep<T>(&mut self, name: &str, outcome: Result<T, R>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(kind) => {
                self.add(name, kind);
                None
            }
        }
    }

    /// The value, or the problem noted at `form[group][name]`.
    pub fn keep_in<T>(&mut self, group: &str, name: &str, outcome: Result<T, R>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(kind) => {
                self.add_in(group, name, kind);
                None
            }
        }
    }

    /// The value, or the problem noted at `form[list][index][name]`.
    pub fn keep_item<T>(&mut self, list: &str, index: usize, name: &str, outcome: Result<T, R>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(kind) => {
                self.add_item(list, index, name, kind);
                None
            }
        }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The parsed value when nothing is wrong. `None` without a problem cannot happen: whoever drops a value notes why.
    pub fn check<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self),
        }
    }

    /// The problems of one input, for tests and for live checks.
    pub fn at(&self, field: &str) -> impl Iterator<Item = &R> {
        self.0.iter().filter(move |problem| problem.field == field).map(|problem| &problem.kind)
    }
}
