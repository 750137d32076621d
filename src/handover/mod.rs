//! Who is responsible, and when: moves people under another supervisor, and customers to another account manager.
//! Responsibility is kept as dated rows (Beijing days); lists and permissions follow today's row through the scope columns,
//! which only this folder rewrites. It stands above every capability that has scope columns, and moves all of them in one
//! transaction.

pub mod queries;
