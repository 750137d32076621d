//! On the server no page is left.

/// See `leaving`.
pub fn keep_at_once(_form: &str) -> bool {
    false
}
