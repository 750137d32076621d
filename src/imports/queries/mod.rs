//! SQL of imports: runs, staged rows, the statements that a kind's description becomes.

pub(super) mod files;
pub(super) mod history;
pub(super) mod left;
pub(super) mod messages;
pub(super) mod outcomes;
pub(super) mod report;
pub(super) mod runs;
pub(super) mod staged;
mod statement;
