//! How large a form may be.

/// The largest form without its files, in bytes.
pub const MAX_FORM: usize = 256 * 1024;
