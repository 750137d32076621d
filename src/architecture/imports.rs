//! The import graph of the crate: which source file uses items of which other source file.
//!
//! Files are parsed with `syn`; tests (`#[cfg(test)]`) are left out. A path (`use crate::a::B`, `super::c::d()`, `Type::f`)
//! is followed through module aliases, `use` renames, globs and re-exports to the file that *defines* the item. So:
//!
//! - importing a module (`use crate::a::queries;`) is no edge by itself, each path that goes through it is one;
//! - `mod` lines are no edges;
//! - a re-export (`pub use child::Item`) is an edge only where the re-exporting file names `Item` in its own code. Therefore a
//!   `mod.rs` that holds shared items and re-exports its children is no circle, and one whose code calls a child that in turn
//!   uses its items is one.
//!
//! Not seen: methods (`value.method()` names no file) and paths made by macros of other crates.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{Attribute, Item, UseTree, Visibility};

/// A file as it was parsed: one module.
#[derive(Default)]
struct Module {
    /// Names of child modules that are files of their own.
    children: HashMap<String, usize>,
    /// Functions, types, constants and macros that this file defines; also every name inside an item macro, which may define it.
    items: HashSet<String>,
    imports: Vec<Import>,
    /// Every path in the code outside `use`, as its segments.
    paths: BTreeSet<Vec<String>>,
    parent: Option<usize>,
}

struct Import {
    path: Vec<String>,
    /// The local name; `*` for a glob.
    name: String,
    exported: bool,
}

/// Which file uses which, and through which path.
pub(super) struct Graph {
    /// File names, as they were given.
    pub files: Vec<String>,
    /// For each file those it uses, with the paths that say so.
    pub uses: Vec<BTreeMap<usize, BTreeSet<String>>>,
}

/// Names that were looked up in a module's imports on the way.
type Seen = HashSet<(usize, String)>;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Module(usize),
    /// An item, by the file that defines it.
    Item(usize),
}

/// Reads the graph of these files: `(path below src, source)`. Files of tests are left out by the caller.
///
/// # Panics
/// When a file is no Rust.
pub(super) fn graph(files: &[(String, String)]) -> Graph {
    let places: HashMap<Vec<String>, usize> = files.iter().enumerate().map(|(at, (path, _))| (module_path(path), at)).collect();
    let mut modules: Vec<Module> = files.iter().map(|(path, text)| read(path, text)).collect();
    for (place, at) in &places {
        let Some((name, above)) = place.split_last() else { continue };
        if let Some(parent) = places.get(above) {
            modules[*parent].children.insert(name.clone(), *at);
            modules[*at].parent = Some(*parent);
        }
    }
    let root = places.get(&Vec::new()).copied();
    let resolver = Resolver { modules: &modules, root };
    let uses = (0..files.len()).map(|at| resolver.uses_of(at)).collect();
    Graph { files: files.iter().map(|(path, _)| path.clone()).collect(), uses }
}

/// `["a", "b"]` of `a/b.rs` and of `a/b/mod.rs`; nothing for `lib.rs`.
fn module_path(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| last == "mod") || parts == ["lib"] {
        parts.pop();
    }
    parts
}

struct Resolver<'a> {
    modules: &'a [Module],
    root: Option<usize>,
}

impl Resolver<'_> {
    fn uses_of(&self, at: usize) -> BTreeMap<usize, BTreeSet<String>> {
        let module = &self.modules[at];
        let mut uses: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        let mut note = |path: &[String]| {
            for target in self.resolve(at, path, &mut HashSet::new()) {
                if let Target::Item(file) = target
                    && file != at
                {
                    uses.entry(file).or_default().insert(path.join("::"));
                }
            }
        };
        module.imports.iter().filter(|import| !import.exported && import.name != "*").for_each(|import| note(&import.path));
        module.paths.iter().for_each(|path| note(path));
        uses
    }

    /// Where a path written in this module leads; nowhere for other crates.
    fn resolve(&self, from: usize, path: &[String], seen: &mut Seen) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else { return vec![Target::Module(from)] };
        match first.as_str() {
            "crate" => self.root.map_or_else(Vec::new, |root| self.walk(root, rest, seen)),
            "self" => self.walk(from, rest, seen),
            "super" => self.modules[from].parent.map_or_else(Vec::new, |parent| self.resolve_super(parent, rest, seen)),
            _ => self.walk(from, path, seen),
        }
    }

    fn resolve_super(&self, at: usize, rest: &[String], seen: &mut Seen) -> Vec<Target> {
        match rest.split_first() {
            Some((first, rest)) if first == "super" => {
                self.modules[at].parent.map_or_else(Vec::new, |parent| self.resolve_super(parent, rest, seen))
            }
            _ => self.walk(at, rest, seen),
        }
    }

    /// A path inside a module. The last segment means an item before a module of the same name.
    fn walk(&self, at: usize, path: &[String], seen: &mut Seen) -> Vec<Target> {
        let module = &self.modules[at];
        let Some((first, rest)) = path.split_first() else { return vec![Target::Module(at)] };
        let child = module.children.get(first).map(|child| self.walk(*child, rest, seen));
        if let (Some(found), false) = (&child, rest.is_empty()) {
            return found.clone();
        }
        if module.items.contains(first) {
            return vec![Target::Item(at)];
        }
        // Imports may name each other in a circle (`use super::*` in both directions): then they end in nothing.
        if !seen.insert((at, first.clone())) {
            return Vec::new();
        }
        let mut found: Vec<Target> = Vec::new();
        for import in module.imports.iter().filter(|import| import.name == *first) {
            // `pub use self::name` of a macro, `use name;`: the same name again.
            if import.path.len() == 1 && import.path[0] == *first {
                continue;
            }
            let whole: Vec<String> = import.path.iter().chain(rest).cloned().collect();
            found.extend(self.resolve(at, &whole, seen));
        }
        if found.is_empty() {
            for import in module.imports.iter().filter(|import| import.name == "*") {
                for target in self.resolve(at, &import.path, seen) {
                    if let Target::Module(other) = target
                        && other != at
                    {
                        found.extend(self.walk(other, path, seen));
                    }
                }
            }
        }
        found.extend(child.into_iter().flatten());
        found
    }
}

fn read(path: &str, text: &str) -> Module {
    let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut module = Module::default();
    items(file.items, &mut module);
    module
}

/// Whether an item is compiled for tests alone.
fn for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|one| {
        one.path().is_ident("cfg") && {
            let condition = one.meta.require_list().map(|list| list.tokens.to_string()).unwrap_or_default();
            condition == "test" || (condition.starts_with("all") && condition.contains("test"))
        }
    })
}

fn items(all: Vec<Item>, module: &mut Module) {
    for item in all {
        match item {
            Item::Use(item) => {
                if !for_tests(&item.attrs) {
                    let exported = !matches!(item.vis, Visibility::Inherited);
                    flatten(&item.tree, &mut Vec::new(), exported, &mut module.imports);
                }
            }
            Item::Mod(item) if for_tests(&item.attrs) => {}
            // A module within a file is that file; its names are read as if they stood there.
            Item::Mod(item) => items(item.content.map(|(_, items)| items).unwrap_or_default(), module),
            Item::Fn(item) if for_tests(&item.attrs) => {}
            Item::Impl(item) if for_tests(&item.attrs) => {}
            item => {
                define(&item, &mut module.items);
                scan(quote::ToTokens::into_token_stream(item), &mut module.paths);
            }
        }
    }
}

fn flatten(tree: &UseTree, before: &mut Vec<String>, exported: bool, found: &mut Vec<Import>) {
    let mut add = |path: Vec<String>, name: String| found.push(Import { path, name, exported });
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, exported, found);
            before.pop();
        }
        UseTree::Name(name) if name.ident == "self" => add(before.clone(), before.last().cloned().unwrap_or_default()),
        UseTree::Name(name) => add([&before[..], &[name.ident.to_string()]].concat(), name.ident.to_string()),
        UseTree::Rename(name) if name.ident == "self" => add(before.clone(), name.rename.to_string()),
        UseTree::Rename(name) => add([&before[..], &[name.ident.to_string()]].concat(), name.rename.to_string()),
        UseTree::Glob(_) => add(before.clone(), "*".to_owned()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, exported, found)),
    }
}

fn define(item: &Item, names: &mut HashSet<String>) {
    let name: Option<&Ident> = match item {
        Item::Const(item) => Some(&item.ident),
        Item::Enum(item) => Some(&item.ident),
        Item::Fn(item) => {
            // `#[server]` makes a struct of the function's name, `#[component]` one of its properties.
            let name = item.sig.ident.to_string();
            names.insert(name.split('_').map(capitalised).collect());
            names.insert(format!("{name}Props"));
            Some(&item.sig.ident)
        }
        Item::Macro(item) => {
            let mut inside = BTreeSet::new();
            scan(item.mac.tokens.clone(), &mut inside);
            names.extend(inside.into_iter().filter(|path| path.len() == 1).flatten());
            item.ident.as_ref()
        }
        Item::Static(item) => Some(&item.ident),
        Item::Struct(item) => Some(&item.ident),
        Item::Trait(item) => Some(&item.ident),
        Item::Type(item) => Some(&item.ident),
        _ => None,
    };
    names.extend(name.map(ToString::to_string));
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Every `a::b::c` and every single name that follows no dot, at any depth: inside `view!` and other macros as well.
fn scan(tokens: TokenStream, found: &mut BTreeSet<Vec<String>>) {
    let mut path: Vec<String> = Vec::new();
    // What stood before: the number of colons, or a dot.
    let (mut colons, mut dot) = (0, false);
    let mut end = |path: &mut Vec<String>| {
        if !path.is_empty() {
            found.insert(std::mem::take(path));
        }
    };
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                if colons != 2 {
                    end(&mut path);
                }
                if !(path.is_empty() && (dot || colons == 2)) {
                    path.push(name.to_string());
                }
                (colons, dot) = (0, false);
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Punct(punct) => {
                end(&mut path);
                (colons, dot) = (0, punct.as_char() == '.');
            }
            TokenTree::Group(group) => {
                end(&mut path);
                (colons, dot) = (0, false);
                let mut inside = BTreeSet::new();
                scan(group.stream(), &mut inside);
                inside.into_iter().for_each(|path| end(&mut path.clone()));
            }
            TokenTree::Literal(_) => {
                end(&mut path);
                (colons, dot) = (0, false);
            }
        }
    }
    end(&mut path);
}
