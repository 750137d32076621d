//! What needs the browser while reporting: steps, the search for a customer, the hint of a duplicate, the draft. Without
//! script the same page is one long form.

#[cfg(feature = "hydrate")]
mod answers;
#[cfg(not(feature = "hydrate"))]
#[path = "elsewhere.rs"]
mod answers;
mod customer_choice;
mod draft;
mod duplicates;
#[cfg(feature = "hydrate")]
mod leaving;
#[cfg(not(feature = "hydrate"))]
#[path = "staying.rs"]
mod leaving;
mod products;
mod progress;
mod wizard;

pub use customer_choice::CustomerChoice;
pub use draft::DraftKeeper;
pub use duplicates::Duplicates;
pub use products::MoreProducts;
pub use progress::LostReason;
pub use wizard::{DISCARD, Wizard};
