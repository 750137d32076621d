//! What happens to every request before and after the product answers it.

pub mod accept;
pub mod limits;
pub mod multipart;
pub mod refused;
pub mod same_origin;
pub mod secret;
pub mod security;
pub mod source;
