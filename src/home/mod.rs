//! Where a day begins: the start page, the overviews of the three sections, and search over everything one can open.

pub mod pages;
mod queries;
mod text;

#[cfg(all(test, feature = "ssr"))]
mod tests;
