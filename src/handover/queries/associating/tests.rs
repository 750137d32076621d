//! Joining a partner, in a fresh database.
