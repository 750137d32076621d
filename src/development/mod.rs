//! For development: the mails of the folder, so that whoever tries the demo can follow their links. On a server without the
//! demo, or reached by https, these pages do not exist.

mod folder;
pub mod pages;
mod text;
