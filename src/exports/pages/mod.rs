//! The pages of exports; their list is a described list.

mod new;
mod one;

pub use new::NewExportPage;
pub use one::ExportPage;
