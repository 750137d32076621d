//! Small types without business words: amounts, dates and working days, the page cursor, the order of a list, masking, keys and similarity of names.
//! Everything here is pure and compiled for server and browser alike.

pub mod choice;
pub mod cursor;
pub mod date;
pub mod email;
pub mod id;
pub mod masking;
pub mod mobile;
pub mod money;
pub mod name_key;
pub mod phone;
pub mod problems;
pub mod similarity;
pub mod typed;
