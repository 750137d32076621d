//! Contracts and commerce (合同商务). A partner whose real name is verified requests a payment agreement (付款协议) and has it at once, as a
//! PDF that is stored and never typeset again. Contracts that were signed on paper (线下合同) are recorded by Operations and looked up by
//! their code. Who signs for the vendor is the contracting entity (签约主体) in force at that moment.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub(crate) mod access;
#[cfg(feature = "ssr")]
pub mod entities;
#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod recording;
#[cfg(feature = "ssr")]
pub mod requesting;
#[cfg(feature = "ssr")]
pub mod voiding;

#[cfg(all(test, feature = "ssr"))]
mod tests;
