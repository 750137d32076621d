//! The house keeps its own rules (README, "Who may import what"): every source file is read and judged by its name.
//!
//! Two readings differ from the first sketch: `text` may name the refusals of its own `rules` (one place per language turns them
//! into words), and `ui` may ask `server::form` and `server::request` about the request, for a field shows what was typed.
//!
//! `house` builds whole installations for tests alone: it uses every capability and the router; no line of the product can use it.

mod circles;
mod imports;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

/// From the ground up: each may use those before it, none those behind it, without exception. `app` composes what two of them
/// show together (`lists::related_panels` is filled by opportunities) and registers what one of them does for another.
const ORDER: &[&str] = &[
    "auth",
    "handover",
    "lists",
    "notifications",
    "organisation",
    "imports",
    "exports",
    "customers",
    "claims",
    "invitations",
    "opportunities",
    "alerts",
    "leads",
    "orders",
    "consumption",
    "accounting",
    "coupons",
    "marketing_tasks",
    "reviews",
    "operations",
    "menu",
    "development",
    "home",
    "demo",
    "app",
    "main",
];
/// What of it is no capability.
const NO_CAPABILITIES: &[&str] = &["menu", "demo", "app", "main"];

fn capabilities() -> impl Iterator<Item = &'static str> {
    ORDER.iter().copied().filter(|top| !NO_CAPABILITIES.contains(top))
}
/// Known to all: no capability, and none of them knows one.
const FOUNDATION: &[&str] = &["values", "error", "i18n", "ui", "server"];

struct Source {
    path: PathBuf,
    /// `opportunities` of `src/opportunities/pages/list.rs`.
    top: String,
    /// `pages` of `src/opportunities/pages/list.rs`.
    part: String,
    text: String,
}

fn sources() -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&root, &mut found);
    found
        .into_iter()
        .map(|path| {
            let inside = path.strip_prefix(&root).expect("below src").to_path_buf();
            let names: Vec<String> = inside.iter().map(|part| part.to_string_lossy().trim_end_matches(".rs").to_owned()).collect();
            Source {
                top: names[0].clone(),
                part: names.get(1).cloned().unwrap_or_default(),
                text: std::fs::read_to_string(&path).expect("a source file can be read"),
                path: inside,
            }
        })
        .collect()
}

impl Source {
    /// The code without tests and comments.
    fn code(&self) -> String {
        let code = self.text.split("#[cfg(test)]").next().unwrap_or("");
        code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
    }

    fn is_test(&self) -> bool {
        let names = ["tests", "testing", "fixtures", "described_lists", "access_matrix", "sign_in_tests", "architecture", "house"];
        self.path.iter().any(|part| names.contains(&part.to_string_lossy().trim_end_matches(".rs")))
    }

    fn is_capability(&self) -> bool {
        capabilities().any(|top| top == self.top)
    }
}

/// What a part must not name.
fn forbidden(part: &str) -> &'static [&'static str] {
    match part {
        "model" => &["leptos::", "axum::", "sqlx::query", "::queries", "::api", "::pages", "::rules", "crate::server", "Utc::now"],
        "rules" => &["leptos::", "sqlx::", "axum::", "::queries", "::api", "::pages", "crate::server", "Utc::now"],
        "queries" => &["leptos::", "::api::", "::pages", "crate::ui"],
        "api" => &["::pages", "crate::ui"],
        "islands" => &["::queries", "crate::server", "::pages"],
        "text" => &["leptos::", "axum::", "sqlx::", "::queries", "::api", "::pages", "crate::server", "crate::ui"],
        _ => &[],
    }
}

#[test]
fn every_part_imports_only_what_it_may() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.is_capability() && !source.is_test()) {
        let code = source.code();
        for name in forbidden(&source.part).iter().filter(|name| code.contains(**name)) {
            wrong.push(format!("{} names {name}", source.path.display()));
        }
        for other in capabilities().filter(|other| *other != source.top) {
            if code.contains(&format!("crate::{other}::pages")) {
                wrong.push(format!("{} uses the pages of {other}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn capabilities_use_those_below_them_only() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let Some(place) = ORDER.iter().position(|name| *name == source.top) else { continue };
        let code = source.code();
        for above in &ORDER[place + 1..] {
            if code.contains(&format!("crate::{above}::")) || code.contains(&format!("crate::{above};")) {
                wrong.push(format!("{} uses {above}, which stands above it", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Circles are those of `circles::circles` in the graph of `imports::graph`, which says what counts as an import.
#[test]
fn no_two_files_import_each_other_in_a_circle() {
    let files: Vec<(String, String)> = sources()
        .into_iter()
        .filter(|source| !source.is_test() && source.top != "main")
        .map(|source| (source.path.display().to_string(), source.text))
        .collect();
    let graph = imports::graph(&files);
    // A graph without edges would have no circles either.
    assert!(graph.uses.iter().map(|uses| uses.len()).sum::<usize>() > 5 * files.len(), "the imports are not understood any more");
    let circles: Vec<String> = circles::circles(&graph).iter().map(|circle| circles::described(&graph, circle)).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn every_folder_has_its_place_in_the_order() {
    let elsewhere = ["lib", "architecture", "house"];
    let mut unknown: Vec<String> = sources().into_iter().map(|source| source.top).collect();
    unknown.retain(|top| ![ORDER, FOUNDATION, &elsewhere[..]].iter().any(|known| known.contains(&top.as_str())));
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn values_errors_ui_and_server_know_no_capability() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| FOUNDATION.contains(&s.top.as_str()) && !s.is_test()) {
        let code = source.code();
        for other in
            capabilities().filter(|other| code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{other};")))
        {
            wrong.push(format!("{} knows {other}", source.path.display()));
        }
        if source.top == "server" && (code.contains("crate::ui") || code.contains("crate::app")) {
            wrong.push(format!("{} knows pages", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn feature_gates_stand_on_module_lines_and_derives_only() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.top != "architecture") {
        let lines: Vec<&str> = source.text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains("cfg(") && line.contains("feature")) {
            let next = lines[at + 1..].iter().map(|line| line.trim()).find(|line| !line.starts_with("#[")).unwrap_or("");
            let named =
                ["mod ", "pub mod ", "pub(crate) mod ", "use ", "pub use ", "pub(crate) use "].iter().any(|word| next.starts_with(word));
            // The one entry point of the browser build.
            if !named && !line.contains("cfg_attr") && source.path != Path::new("lib.rs") {
                wrong.push(format!("{}:{}", source.path.display(), at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sql_is_assembled_from_literals_enums_and_binds() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        let code = source.code();
        let code = code.replace(".push(&mut ", ".push(");
        for trap in ["AssertSqlSafe", ".push(format!", ".push(&format!", ".push(&"] {
            let sql = source.part == "queries" || source.part == "unscoped" || trap == "AssertSqlSafe";
            if sql && code.contains(trap) {
                wrong.push(format!("{}: {trap}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_clock_reads_the_clock() {
    let wrong: Vec<_> = sources()
        .into_iter()
        .filter(|source| source.path != Path::new("server/clock.rs") && !source.is_test() && source.code().contains("Utc::now"))
        .map(|source| source.path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_longer_than_three_hundred_lines() {
    let wrong: Vec<_> = sources()
        .into_iter()
        .map(|source| (source.path.display().to_string(), source.text.lines().count()))
        .filter(|(_, lines)| *lines > 300)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn money_is_never_a_float() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for (at, line) in source.code().lines().enumerate().filter(|(_, line)| line.contains("f64") || line.contains("f32")) {
            wrong.push(format!("{}:{}: {}", source.path.display(), at + 1, line.trim()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_styled_inline() {
    let wrong: Vec<_> = sources()
        .into_iter()
        .filter(|source| !source.is_test() && (source.code().contains(" style=") || source.code().contains("style:")))
        .map(|source| source.path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_server_function_has_a_name_of_its_own() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.top != "architecture") {
        for (at, line) in source.text.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("#[server")) {
            if !line.contains("endpoint = \"") {
                wrong.push(format!("{}:{}", source.path.display(), at + 1));
            }
            if line.contains("GetUrl") {
                wrong.push(format!("{}:{} answers to GET", source.path.display(), at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
