//! The WASM module of the browser side: `partner_center` compiled with `hydrate`, linked as a `cdylib`.
//!
//! A crate of its own, because a crate type cannot depend on the target: as long as `partner-center` itself was a `cdylib`,
//! every build of the server linked a shared library that nobody loaded, and could not begin before all of its dependencies
//! were compiled to the end. `hydrate` and the constructors of the islands are `#[wasm_bindgen]` exports and survive linking.
#![cfg(target_arch = "wasm32")]

pub use partner_center::hydrate;
