//! Infrastructure, on the server only: configuration, database, clock, the form handler, HTTP layers. Knows no capability.

pub mod audit;
pub mod clock;
pub mod config;
pub mod db;
pub mod documents;
pub mod files;
pub mod form;
pub mod http;
pub mod mail;
pub mod password;
pub mod pending_form;
mod pool_guard;
pub mod priority;
pub mod request;
pub mod state;
pub mod stopping;
pub mod submission;
pub mod terms;
pub mod worker;
pub mod working_days;

pub use clock::Clock;
pub use config::Config;
pub use state::AppState;

/// A new primary key: UUIDv7, so that keys grow with time and indexes stay dense.
pub fn new_id() -> uuid::Uuid {
    uuid::Uuid::now_v7()
}
