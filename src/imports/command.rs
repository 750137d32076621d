//! Importing by the command line: the same path as a file on the page, in this process.

use std::path::Path;

use chrono::{DateTime, Utc};
use tokio::io::AsyncRead;

use super::context::{Import, Imports};
use super::failure::Failure;
use super::kind;
use super::model::{Outcome, Problem};
use super::queries::{history, report};
use super::rules::Staff;
use super::run::{self, Start};
use super::storage;
use super::text::ImportText;
use super::wording::Wording;
use crate::i18n::Locale;
use crate::server::db::begin;
use crate::values::date::parse_moment;

/// What is to be done, as the command line says it.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Key of the kind.
    pub kind: &'a str,
    /// The file; `-` for standard input.
    pub file: &'a Path,
    /// Where the rows come from.
    pub source: &'a str,
    /// The moment that the rows are of, in Beijing; none for now.
    pub as_of: Option<&'a str>,
    /// Only say what would become of the rows.
    pub dry_run: bool,
    /// Import rows that are likely the same as another record.
    pub with_likely: bool,
}

/// Imports a file. Prints the rows that are left out and the first ones of the others, and ends in the counts.
///
/// # Errors
/// A file that cannot be read, the database, and rows that are left out.
pub async fn import(imports: &Imports, order: &Order<'_>, at: DateTime<Utc>) -> anyhow::Result<()> {
    let kinds: Vec<&str> = imports.kinds.iter().map(|kind| kind.key).collect();
    let kind =
        kind::find(imports.kinds, order.kind).ok_or_else(|| anyhow::anyhow!("{} is no kind of file: {}", order.kind, kinds.join(", ")))?;
    let wording = Wording { kind, locale: Locale::En };
    let refused = |problem: &Problem| anyhow::anyhow!("{}: {}", order.file.display(), wording.problem(problem));
    let file_name = order.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let as_of = match order.as_of {
        None => at,
        Some(typed) => parse_moment(typed)
            .ok()
            .filter(|as_of| *as_of <= at)
            .ok_or_else(|| anyhow::anyhow!("{typed} is no moment up to now in Beijing: write it as \"2026-11-30 18:00\""))?,
    };
    let import = Import { kind, source: order.source, file_name: &file_name, by: None, at, as_of };
    let mut content: Box<dyn AsyncRead + Unpin + Send> = if order.file.as_os_str() == "-" {
        Box::new(tokio::io::stdin())
    } else {
        let opened = tokio::fs::File::open(order.file).await;
        Box::new(opened.map_err(|error| anyhow::anyhow!("{} cannot be read: {error}", order.file.display()))?)
    };
    let mut tx = begin(&imports.db).await?;
    let received = storage::receive(&mut tx, &import, &mut *content, usize::MAX).await;
    let id = received.map_err(|failure| anyhow::anyhow!("{} cannot be read: {failure}", order.file.display()))?;
    tx.commit().await?;
    match run::check(imports, id, at).await {
        Err(Failure::File(problem)) => return Err(refused(&problem)),
        other => other?,
    }
    if order.dry_run {
        show(imports, wording, id, false).await?;
        let mut tx = begin(&imports.db).await?;
        storage::discard(&mut tx, id, at).await?;
        tx.commit().await?;
        return Ok(());
    }
    let mut tx = begin(&imports.db).await?;
    match run::start(&mut tx, id, order.with_likely, None).await? {
        Start::Begun => tx.commit().await?,
        Start::AnotherRuns => anyhow::bail!("another file of this kind is being imported"),
        Start::NewerFile => return Err(refused(&Problem::of_all(super::model::Code::NewerFile))),
        Start::NotChecked => anyhow::bail!("the file was not checked"),
    }
    run::apply(imports, id, at).await?;
    show(imports, wording, id, true).await
}

async fn show(imports: &Imports, wording: Wording, id: super::model::RunId, is_done: bool) -> anyhow::Result<()> {
    let (t, staff) = (ImportText(wording.locale), Staff::found());
    let run = history::lookup(&imports.db, staff, id).await?.ok_or_else(|| anyhow::anyhow!("the import is gone"))?;
    for outcome in Outcome::ALL {
        for line in report::first(&imports.db, staff, id, *outcome, 1_000).await? {
            let (subject, details) = (wording.subject(&line), wording.details(&line).join("; "));
            println!("{}\t{subject}\t{}\t{details}", line.number, t.outcome_word(*outcome, is_done));
        }
    }
    let counts = run.counts;
    eprintln!("{}", wording.understood(&run));
    eprintln!("{}", t.summary(counts.created, counts.changed, counts.unchanged, counts.refused));
    if counts.duplicates > 0 {
        eprintln!("{}", t.duplicates(counts.duplicates));
    }
    if counts.likely > 0 {
        eprintln!("{}", t.likely_rows(counts.likely));
    }
    if counts.emptied > 0 {
        eprintln!("{}", t.emptied(counts.emptied));
    }
    for said in wording.elsewhere(&report::elsewhere(&imports.db, staff, id).await?) {
        eprintln!("{said}");
    }
    anyhow::ensure!(counts.left_out() == 0, "{} rows were left out", counts.left_out());
    Ok(())
}
