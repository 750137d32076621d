//! Exported files as others read them: `tests/readers/check_exports.py` opens them with Python's csv, openpyxl and DuckDB, and compares
//! what it finds with what the database says here, in SQL of its own.

mod wanted;

use std::path::Path;
use std::process::Command;

use axum::http::StatusCode;
use serde_json::{Value, json};
use sqlx::PgPool;
use uuid::Uuid;

use self::wanted::{Heading, ODD, WANTED, Wanted};
use crate::exports::background::attempt;
use crate::exports::model::ExportId;
use crate::exports::work::Exports;
use crate::house::House;
use crate::server::files::lookup;

/// Every name, account, number and address that the database holds, whatever table it is in.
async fn clear_values(house: &House) -> Vec<String> {
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select table_name::text, column_name::text from information_schema.columns
         where table_schema = 'public' and data_type = 'text'
           and (column_name in ('mobile', 'email', 'contact_name', 'account_name', 'display_name', 'company_name')
                or (table_name, column_name) in (('customer', 'name'), ('partner', 'contact_mobile'), ('partner', 'contact_email')))",
    )
    .fetch_all(house.db())
    .await
    .unwrap();
    assert!(columns.len() > 15, "{columns:?}");
    let mut values = Vec::new();
    for (table, column) in columns {
        let sql = sqlx::AssertSqlSafe(format!("select distinct {column} from {table} where length({column}) > 1"));
        values.extend(sqlx::query_scalar::<_, String>(sql).fetch_all(house.db()).await.unwrap());
    }
    values
}

impl House {
    /// Asks for it as Grace, in a language, and has it written in sheets of so many rows.
    async fn export_wanted(&self, wanted: &Wanted, format: &str, locale: &str, sheet_rows: Option<u32>) -> ExportId {
        sqlx::query("update person set locale = $1 where account_name = 'grace'").bind(locale).execute(self.db()).await.unwrap();
        let list = wanted.list;
        let answer = match wanted.days {
            None => self.ask_for_export("grace", list, wanted.query, format, "all").await,
            Some((from, until)) => {
                let fields = [("list", list), ("format", format), ("columns", "all"), ("rows", "window"), ("from", from), ("until", until)];
                self.post("grace", &format!("/sales/exports/new?list={list}"), "exports.create", &fields).await
            }
        };
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{list}: {}", answer.body);
        let id = self.latest_export("grace").await;
        let exports = self.exports();
        let sheet_rows = sheet_rows.unwrap_or(exports.sheet_rows);
        attempt(&Exports { sheet_rows, ..exports }, id, self.now()).await.unwrap();
        assert_eq!(self.export_stands(id).await.0, "done", "{list}");
        id
    }

    /// The file under a name, its proof beside it, and what they should hold.
    async fn specified(&self, wanted: &Wanted, (format, locale): (&str, &str), id: ExportId, folder: &Path) -> Value {
        let stored: Uuid =
            sqlx::query_scalar("select file_id from export_task where id = $1").bind(id.0).fetch_one(self.db()).await.unwrap();
        let stored = lookup(self.db(), stored).await.unwrap().unwrap();
        let path = folder.join(format!("{}-{locale}.{format}", wanted.list));
        std::io::copy(&mut self.state.files.local_copy(&stored).await.unwrap(), &mut std::fs::File::create(&path).unwrap()).unwrap();
        let proof = folder.join(format!("{id}.json"));
        std::fs::write(&proof, self.get("grace", &format!("/sales/exports/{id}/proof")).await.body).unwrap();
        let rows: Vec<Vec<String>> = sqlx::query_scalar(wanted.sql).fetch_all(self.db()).await.unwrap();
        let is_english = locale == "en";
        let word = |heading: Heading| if is_english { heading.0 } else { heading.1 };
        let heading = |at: usize| word(wanted.columns[at]);
        let lines = [
            (("List", "列表"), word(wanted.title).to_owned()),
            (("Scope", "数据范围"), word(("All rows of Harbor Cloud Partners", "Harbor Cloud Partners的全部数据")).to_owned()),
            (("Conditions", "导出条件"), word(wanted.conditions).to_owned()),
            (("Data as of", "数据时点"), word(("23 Nov 2026 10:00", "2026年11月23日 10:00")).to_owned()),
            (("Rows", "条数"), rows.len().to_string()),
        ];
        let label = ("Sums: rated = charged + remainder cut off", "合计：定价金额 = 计费金额 + 抹零金额");
        json!({
            "list": wanted.list, "format": format, "locale": locale, "path": path, "proof": proof, "rows": rows,
            "columns": wanted.columns.iter().copied().map(word).collect::<Vec<_>>(),
            "amounts": wanted.amounts.iter().map(|(at, decimals)| (heading(*at), *decimals)).collect::<std::collections::BTreeMap<_, _>>(),
            "identifiers": wanted.identifiers.iter().map(|at| heading(*at)).collect::<Vec<_>>(),
            "lines": lines.map(|(label, words)| (word(label), words)).into_iter().collect::<std::collections::BTreeMap<_, _>>(),
            "free": wanted.free.iter().copied().map(word).collect::<Vec<_>>(),
            "sum_of": word(("Sum: {}", "合计：{}")),
            "identity": wanted.identity.map(|(rated, charged)| json!({"rated": heading(rated), "charged": heading(charged), "label": word(label)})),
            "sheets": {"data": word(("Data", "数据")), "contents": word(("Contents", "导出说明"))},
            "sheet_count": 1,
        })
    }
}

/// What the readers say of these files: all is well, and what they read or which faults they found.
fn read_by_others(clear: &[String], files: &[Value], folder: &Path) -> (bool, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = Command::new(root.join("scripts/readers.sh")).output().unwrap();
    assert!(python.status.success(), "{}", String::from_utf8_lossy(&python.stderr));
    let parts: Vec<&String> = clear.iter().filter(|value| value.chars().count() >= 6).collect();
    let specification = folder.join("specification.json");
    std::fs::write(&specification, json!({"clear": {"whole": clear, "part": parts}, "files": files}).to_string()).unwrap();
    let python = String::from_utf8(python.stdout).unwrap();
    let read = Command::new(python.trim()).arg(root.join("tests/readers/check_exports.py")).arg(&specification).output().unwrap();
    let said = [read.stdout, read.stderr].map(|said| String::from_utf8(said).unwrap()).concat();
    (read.status.success(), said)
}

#[sqlx::test]
async fn other_readers_find_every_row_exact_nothing_in_clear_and_no_formula(db: PgPool) {
    let house = House::with_demo(db).await.configured(|config| config.exports_at_once = 100);
    for odd in ODD {
        assert!(sqlx::query(*odd).execute(house.db()).await.unwrap().rows_affected() > 0, "{odd}");
    }
    let (clear, folder) = (clear_values(&house).await, tempfile::tempdir().unwrap());
    assert!(clear.len() > 500);
    let mut files = Vec::new();
    for (at, wanted) in WANTED.iter().enumerate() {
        // Each list in both formats and both languages, each format in the other language the next time.
        let [one, other] = if at % 2 == 0 { ["en", "zh-CN"] } else { ["zh-CN", "en"] };
        for (format, locale) in [("csv", one), ("xlsx", other)] {
            let id = house.export_wanted(wanted, format, locale, None).await;
            files.push(house.specified(wanted, (format, locale), id, folder.path()).await);
        }
    }
    let id = house.export_wanted(&WANTED[0], "xlsx", "en", Some(4)).await;
    let mut continued = house.specified(&WANTED[0], ("xlsx", "en"), id, folder.path()).await;
    continued["sheet_count"] = continued["rows"].as_array().unwrap().len().div_ceil(4).into();
    assert!(continued["sheet_count"].as_u64() > Some(2));
    files.push(continued);

    let (is_well, said) = read_by_others(&clear, &files, folder.path());
    assert!(is_well, "{said}");
    let found: Value = serde_json::from_str(&said).unwrap();
    for (what, least) in [
        ("files", 15),
        ("rows", 150),
        ("cells", 1_000),
        ("amounts", 300),
        ("sums", 30),
        ("identities", 7),
        ("identifiers", 60),
        ("guarded", 5),
        ("formula_as_text", 5),
        ("long", 1),
        ("sheets", 10),
        ("duckdb", 14),
    ] {
        assert!(found[what].as_u64() >= Some(least), "{what}: {said}");
    }
    what_is_wrong_is_found(&clear, &files[0], folder.path());
}

/// The readers are no mere nodding: each of these faults in the first file is found.
fn what_is_wrong_is_found(clear: &[String], file: &Value, folder: &Path) {
    let right = std::fs::read_to_string(file["path"].as_str().unwrap()).unwrap();
    let customer = clear.iter().find(|value| value.len() > 8 && !value.contains(['@', ',', '"'])).unwrap();
    let last_row = right.trim_end().rfind("\r\n").unwrap() + 2;
    let faults = [
        ("formula", right.replacen("'=1+1", "=1+1", 1), "begins like a formula"),
        ("amount", right.replacen("-42.00000000", "-42.00000001", 1), "not in the database"),
        ("decimals", right.replacen("-42.00000000", "-42", 1), "has not 8 decimals"),
        ("name", right.replacen("'=1+1", customer, 1), "is in clear"),
        ("mobile", right.replacen("'=1+1", "call 13800131234", 1), "holds a number or an address"),
        ("row", right[..last_row].to_owned(), "rows instead of"),
        ("identifier", right.replacen("0012345678901234567890", "12345678901234567890", 1), "missing 1"),
    ];
    let files = faults.iter().map(|(name, text, _)| {
        assert_ne!(text, &right, "{name}");
        let path = folder.join(format!("{name}.csv"));
        std::fs::write(&path, text).unwrap();
        let mut file = file.clone();
        (file["path"], file["list"]) = (json!(path), json!(name));
        file
    });
    let (is_well, said) = read_by_others(clear, &files.collect::<Vec<_>>(), folder);
    assert!(!is_well, "{said}");
    for (name, _, fault) in faults {
        let found = said.lines().any(|line| line.starts_with(&format!("{name}.csv")) && line.contains(fault));
        assert!(found, "{name}: {fault}\n{said}");
    }
}
