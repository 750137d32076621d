//! Customer alerts (客户预警): a customer may be leaving (流失预警), or one of its resources needs somebody (资源预警). Each alert
//! has exactly one responsible person: the customer's account manager of today, else the partner's primary administrator
//! (R66). Alerts come in by import; handling one is the only thing that is done here.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod handling;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
