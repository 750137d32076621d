//! What every request can reach.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use leptos::config::LeptosOptions;
use sqlx::PgPool;

use super::documents::Documents;
use super::files::Files;
use super::http::limits::Room;
use super::password::Passwords;
use super::worker::WorkerStatus;
use super::{Clock, Config};

/// Handed to every handler and provided as context to every page and server function. Clones share it: each layer and each handler
/// takes one at every request.
#[derive(Clone)]
pub struct AppState(Arc<Parts>);

/// What an [`AppState`] leads to.
#[derive(Clone)]
pub struct Parts {
    /// What leptos needs to find its files.
    pub options: LeptosOptions,
    /// The web pool.
    pub db: PgPool,
    /// Settings.
    pub config: Arc<Config>,
    /// The time.
    pub clock: Clock,
    /// Hashing of passwords, a few at a time.
    pub passwords: Passwords,
    /// Uploaded files.
    pub files: Files,
    /// Documents as PDF.
    pub documents: Documents,
    /// The names of the built files.
    pub assets: Arc<Assets>,
    /// Room for requests under way.
    pub room: Room,
    /// How the background worker of this process is.
    pub worker: WorkerStatus,
}

impl Deref for AppState {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}

impl AppState {
    /// The state of a server.
    pub fn new(db: PgPool, config: Config, clock: Clock) -> Self {
        let assets = Assets::find(&config.site_root);
        let options = LeptosOptions::builder()
            .output_name("partner-center")
            .site_root(config.site_root.to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .site_addr(config.address)
            .build();
        let room = Room::new(config.max_in_flight);
        let (passwords, worker) = (Passwords::default(), WorkerStatus::default());
        let files = Files::new(config.files.clone());
        let documents = Documents::new(config.documents_program.clone());
        Self(Arc::new(Parts {
            options,
            db,
            config: Arc::new(config),
            clock,
            passwords,
            files,
            documents,
            assets: Arc::new(assets),
            room,
            worker,
        }))
    }

    /// The same with something else in it; everything that is not changed is shared.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = Parts::clone(&self.0);
        change(&mut parts);
        Self(Arc::new(parts))
    }
}

/// The addresses of style sheet, scripts and WASM, with the hash of their content in the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The generated script that loads the WASM.
    pub js: String,
    /// The WASM of the islands.
    pub wasm: String,
    /// The shell's own script.
    pub app_js: String,
    /// Whether all of them lie in the site folder; `/readyz` says so.
    pub complete: bool,
}

impl Assets {
    /// Reads `hash.txt`, which the build leaves beside the program. Names without a hash would be served with names that
    /// do not exist, and every island would be silently dead; so each name is checked against the folder.
    fn find(site_root: &std::path::Path) -> Self {
        let hashes =
            std::env::current_exe().ok().and_then(|exe| std::fs::read_to_string(exe.with_file_name("hash.txt")).ok()).unwrap_or_default();
        let hash_of =
            |kind: &str| hashes.lines().find_map(|line| line.split_once(':').filter(|(k, _)| k.trim() == kind).map(|(_, h)| h.trim()));
        let mut complete = true;
        let mut name = |kind: &str, ending: &str| {
            let hashed = hash_of(kind).map(|hash| format!("/pkg/partner-center.{hash}.{ending}"));
            let plain = format!("/pkg/partner-center.{ending}");
            let exists = |address: &str| site_root.join(address.trim_start_matches('/')).is_file();
            let address = hashed.filter(|address| exists(address)).unwrap_or(plain);
            complete &= exists(&address);
            address
        };
        let (css, js, wasm) = (name("css", "css"), name("js", "js"), name("wasm", "wasm"));
        let app_js = match std::fs::read(site_root.join("app.js")) {
            Ok(bytes) => format!("/app.js?v={}", super::password::short_hash(&bytes)),
            Err(_) => {
                complete = false;
                "/app.js".into()
            }
        };
        Self { css, js, wasm, app_js, complete }
    }
}
