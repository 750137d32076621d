//! What needs the browser while reporting: steps, the search for a customer, the hint of a duplicate, the draft. Without
//! script the same page is one long form.

#[cfg(feature = "hydrate")]
mod answers;
#[cfg(not(feature = "hydrate"))]
#[path = "answers_on_server.rs"]
mod answers;
mod customer_choice;
mod draft;
mod duplicates;
mod products;
mod progress;
#[cfg(feature = "hydrate")]
mod unload;
#[cfg(not(feature = "hydrate"))]
#[path = "unload_on_server.rs"]
mod unload;
mod wizard;

pub use customer_choice::CustomerChoice;
pub use draft::DraftKeeper;
pub use duplicates::Duplicates;
pub use products::MoreProducts;
pub use progress::LostReason;
pub use wizard::{DISCARD, Wizard};
