//! Who is responsible for a record, and the moves from one person to another. Responsibility is kept as dated rows (Beijing
//! days); lists and permissions follow today's row through the scope columns `owner_id` and `supervisor_id`, which only this
//! folder rewrites. [`tables`] lists every table that has them; the moves are one set of statements over that list, each in
//! the caller's transaction. Above some thousand rows a move is left to the background and kept as a record (`hand_over`).
//!
//! It knows names of tables and no capability, and stands directly above `auth`.

pub mod model;

#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod tables;
