//! On the server no page is left.

/// See `unload`.
pub fn keep_at_once(_form: &str) -> bool {
    false
}
