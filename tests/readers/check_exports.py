"""Opens exported files with readers that are none of the product's: Python's csv, openpyxl, DuckDB. What they find is compared with
what the database says, which the test that calls this hands over:

    check_exports.py SPECIFICATION.json

Ends with 1 and one line for each fault; otherwise prints what was read, as JSON, so that the caller sees that something was.
"""

import csv
import datetime
import decimal
import hashlib
import html
import json
import re
import sys
import zipfile
from collections import Counter
from decimal import Decimal

import duckdb
import openpyxl

decimal.getcontext().prec = 60

# A spreadsheet takes a text for a formula by its first sign, full-width ones included.
FORMULA = re.compile(r"^[ \u3000\u00a0]*[=+\-@\t\r\n＝＋－＠]")
MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]{2,}@[A-Za-z0-9-]+\.[A-Za-z]{2,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
DIGITS = 15
faults = []
found = Counter()


class File:
    """One file as it was exported, with what it should hold."""

    def __init__(self, said):
        self.said = said
        self.name = f"{said['list']}.{said['format']} ({said['locale']})"
        self.headings = []
        # What stands in the cells, as text; amounts as they were stored.
        self.rows = []

    def fault(self, words):
        faults.append(f"{self.name}: {words}")

    def expect(self, is_so, words):
        if not is_so:
            self.fault(words)

    def column(self, heading):
        if self.headings.count(heading) != 1:
            self.fault(f"{self.headings.count(heading)} columns are called {heading!r}: {self.headings}")
            return None
        return self.headings.index(heading)


def exact(text):
    """A number in canonical digits, however it is written; None for what is no number."""
    try:
        return Decimal(text).normalize() + 0
    except decimal.InvalidOperation:
        return None


# ---- what every file holds ----


def check_headings(file):
    file.expect(len(set(file.headings)) == len(file.headings) and all(file.headings), f"headings {file.headings}")
    for heading in file.headings:
        if file.said["locale"] == "zh-CN":
            file.expect(CHINESE.search(heading) or heading.isascii() and heading.isupper(), f"the heading {heading!r} is not Chinese")
        else:
            file.expect(not CHINESE.search(heading), f"the heading {heading!r} is not English")
    found["headings"] += len(file.headings)


def check_rows(file):
    """The rows that the database has, each once, every amount exact, identifiers sign for sign."""
    wanted, columns = file.said["rows"], file.said["columns"]
    file.expect(len(file.rows) == len(wanted) > 0, f"{len(file.rows)} rows instead of {len(wanted)}")
    places = [file.column(column) for column in columns]
    if None in places:
        return
    amounts = {column for column in columns if column in file.said["amounts"]}
    guarded = lambda text: f"'{text}" if file.said["format"] == "csv" and FORMULA.match(text) else text
    have = Counter(tuple(exact(row[place]) if column in amounts else row[place] for column, place in zip(columns, places)) for row in file.rows)
    want = Counter(tuple(exact(value) if column in amounts else guarded(value) for column, value in zip(columns, row)) for row in wanted)
    for row, count in (want - have).items():
        file.fault(f"missing {count} × {row}")
    for row, count in (have - want).items():
        file.fault(f"not in the database {count} × {row}")
    found["rows"] += len(file.rows)


def check_clear(file, clear):
    """No name, account, number or address in clear, in no cell."""
    numbers = set(file.said["amounts"]) | set(file.said["identifiers"])
    for row in file.rows:
        for heading, cell in zip(file.headings, row):
            if not isinstance(cell, str) or not cell:
                continue
            found["cells"] += 1
            if cell in clear["whole"] and heading not in file.said["free"]:
                file.fault(f"{cell!r} in {heading!r} is in clear")
            if EMAIL.search(cell) or (heading not in numbers and MOBILE.search(cell)):
                file.fault(f"{cell!r} in {heading!r} holds a number or an address")


def check_no_part(file, text, where, clear):
    for value in clear["part"]:
        if value in text:
            file.fault(f"{value!r} stands in clear in {where}")


def check_said(file, said):
    """Last sheet or proof: what it says of the rows is what the rows are."""
    lines = dict((label, words) for label, words in said["lines"] if label)
    for label, words in file.said["lines"].items():
        file.expect(lines.get(label) == words, f"{label!r} says {lines.get(label)!r} instead of {words!r}")
    file.expect(said["rows"] == len(file.rows), f"the record says {said['rows']} rows")
    file.expect(said["columns"] == file.headings, f"the record has the columns {said['columns']}")
    sums = {one["column"]: one["sum"] for one in said["sums"]}
    for heading in file.said["amounts"]:
        place = file.column(heading)
        total = sum((Decimal(row[place]) for row in file.rows if row[place] != ""), Decimal(0))
        file.expect(exact(sums.get(heading, "none")) == exact(str(total)), f"the sum of {heading!r} is {total}, not {sums.get(heading)}")
        file.expect(lines.get(file.said["sum_of"].replace("{}", heading)) == sums.get(heading), f"no line says the sum of {heading!r}")
        found["sums"] += 1
    identity = said.get("identity")
    wanted = file.said["identity"]
    file.expect((identity is None) == (wanted is None), f"the identity of amounts is {identity}")
    if identity and wanted:
        rated, charged = file.column(wanted["rated"]), file.column(wanted["charged"])
        rows = [(Decimal(row[rated]), Decimal(row[charged])) for row in file.rows]
        cut = [one for one, _ in rows], [one.quantize(Decimal("0.01"), decimal.ROUND_DOWN) for one, _ in rows]
        file.expect(cut[1] == [two for _, two in rows], "a row is not charged what its rated amount is cut to")
        remainder = sum(cut[0]) - sum(cut[1])
        digits = [exact(identity[part]) for part in ("rated", "charged", "remainder")]
        file.expect(digits == [exact(str(one)) for one in (sum(cut[0]), sum(cut[1]), remainder)], f"the identity says {identity}")
        file.expect(identity["holds"] is True, f"the identity does not hold: {identity}")
        line = f"{identity['rated']} = {identity['charged']} + {identity['remainder']}"
        file.expect(lines.get(wanted["label"]) == line, f"no line says {line!r}: {lines.get(wanted['label'])!r}")
        found["identities"] += 1


# ---- text ----


def check_csv(file, clear):
    path = file.said["path"]
    with open(path, "rb") as opened:
        raw = opened.read()
    file.expect(raw.startswith(b"\xef\xbb\xbf"), "no mark of UTF-8")
    text = raw.decode("utf-8-sig")
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    file.expect("\n" not in outside.replace("\r\n", "") and "\r" not in outside.replace("\r\n", ""), "a line does not end in CR LF")
    with open(path, encoding="utf-8-sig", newline="") as opened:
        read = list(csv.reader(opened, strict=True))
    file.headings, file.rows = read[0], read[1:]
    file.expect(all(len(row) == len(file.headings) for row in file.rows), "a row has another number of cells than there are headings")
    check_headings(file)
    check_rows(file)
    check_clear(file, clear)
    check_no_part(file, text, "the file", clear)
    for row in file.rows:
        for heading, cell in zip(file.headings, row):
            decimals = file.said["amounts"].get(heading)
            if decimals is not None:
                file.expect(cell == "" or re.fullmatch(rf"-?[0-9]+\.[0-9]{{{decimals}}}", cell), f"{cell!r} in {heading!r} has not {decimals} decimals")
                file.expect(not re.fullmatch(r"-0+\.0+", cell), f"{cell!r} in {heading!r} is less than nothing")
                found["amounts"] += 1
            else:
                file.expect(not FORMULA.match(cell), f"{cell!r} in {heading!r} begins like a formula")
                found["guarded"] += bool(re.match("^'", cell) and FORMULA.match(cell[1:]))
    check_with_duckdb(file, path)
    with open(file.said["proof"], encoding="utf-8") as opened:
        said = json.load(opened)
    check_said(file, said)
    check_no_part(file, json.dumps(said, ensure_ascii=False), "the proof", clear)
    file.expect(said["data_sha256"] == hashlib.sha256(raw).hexdigest(), "the hash of the proof is not the file's")


def check_with_duckdb(file, path):
    """Another reader finds the same cells, takes amounts for numbers by itself, and adds them up to the same."""
    database = duckdb.connect()
    text = "read_csv(?, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"
    rows = [["" if cell is None else cell for cell in row] for row in database.execute(f"select * from {text}", [path]).fetchall()]
    file.expect(Counter(map(tuple, rows)) == Counter(map(tuple, file.rows)), "DuckDB reads other cells than Python")
    types = {name: kind for name, kind, *_ in database.execute("describe select * from read_csv(?, header = true, sample_size = -1)", [path]).fetchall()}
    for heading in file.said["amounts"]:
        name = '"' + heading.replace('"', '""') + '"'
        (total,) = database.execute(f"select sum({name}::decimal(38, 8)) from {text}", [path]).fetchone()
        place = file.column(heading)
        wanted = sum((Decimal(row[place]) for row in file.rows if row[place] != ""), Decimal(0))
        file.expect((total or Decimal(0)) == wanted, f"DuckDB adds {heading!r} up to {total}, Python to {wanted}")
        has_some = any(row[place] != "" for row in file.rows)
        kind = types.get(heading, "")
        file.expect(not has_some or kind in ("DOUBLE", "BIGINT") or kind.startswith("DECIMAL"), f"DuckDB takes {heading!r} for {kind}")
        found["duckdb"] += 1
    database.close()


# ---- workbooks ----


def check_xlsx(file, clear):
    path, sheets = file.said["path"], file.said["sheets"]
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode("utf-8")
            file.expect(not re.search(r"vba|macro|external|connection", name, re.I), f"the workbook holds {name}")
            if name.startswith("xl/worksheets/"):
                file.expect("<f>" not in content and "<f " not in content, f"{name} holds a formula")
            check_no_part(file, html.unescape(content), name, clear)
    book = openpyxl.load_workbook(path)
    names, contents = book.sheetnames[:-1], book.sheetnames[-1]
    wanted = [sheets["data"]] + [f"{sheets['data']} {number}" for number in range(2, file.said["sheet_count"] + 1)]
    file.expect(names == wanted and contents == sheets["contents"], f"the sheets are {book.sheetnames}")
    found["sheets"] += len(names)
    data_hash, cells = hashlib.sha256(), []
    for number, name in enumerate(names):
        for line, row in enumerate(book[name].iter_rows()):
            if line == 0:
                headings = [cell.value for cell in row]
                file.expect(number == 0 or headings == file.headings, f"the headings of {name} are {headings}")
                file.headings = headings
            else:
                cells.append(row)
            for column, cell in enumerate(row):
                kind = kind_of(cell)
                if kind:
                    said = kind[1].encode("utf-8")
                    data_hash.update(f"{number} {line} {column} {kind[0]}{len(said)}:".encode() + said + b"\n")
    file.rows = [[("" if kind_of(cell) is None else kind_of(cell)[1]) for cell in row] for row in cells]
    check_headings(file)
    check_rows(file)
    check_clear(file, clear)
    for row in cells:
        for heading, cell in zip(file.headings, row):
            file.expect(cell.data_type != "f", f"{heading!r} holds the formula {cell.value!r}")
            if cell.value is None:
                continue
            if heading in file.said["amounts"]:
                digits = len(kind_of(cell)[1].replace("-", "").replace(".", "").lstrip("0"))
                file.expect(cell.data_type == ("s" if digits > DIGITS else "n"), f"{cell.value!r} in {heading!r} has the type {cell.data_type}")
                found["long"] += digits > DIGITS
                found["amounts"] += 1
            elif heading in file.said["identifiers"]:
                file.expect(cell.data_type == "s", f"the identifier {cell.value!r} in {heading!r} is no text")
                found["identifiers"] += 1
            elif cell.data_type == "s":
                found["formula_as_text"] += bool(FORMULA.match(cell.value))
    lines = [[cell.value or "" for cell in row[:2]] for row in book[contents].iter_rows()]
    said = json.loads(next(words for _, words in lines if str(words).startswith('{"partner_center_export"')))
    file.expect([line for line in lines if not str(line[1]).startswith("{")] == said["lines"], "the last sheet says something else than its record")
    check_said(file, said)
    file.expect(said["data_sha256"] == data_hash.hexdigest(), "the hash of the record is not that of the cells")


def kind_of(cell):
    """Kind and value as the hash of the data takes them (src/exports/writing/hashing.rs)."""
    value = cell.value
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return "d", value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return "n", format(Decimal(repr(value)).normalize() + 0, "f")
    return ("s" if cell.data_type == "s" else cell.data_type), str(value)


def main():
    with open(sys.argv[1], encoding="utf-8") as opened:
        specification = json.load(opened)
    clear = {"whole": set(specification["clear"]["whole"]), "part": specification["clear"]["part"]}
    for said in specification["files"]:
        file = File(said)
        {"csv": check_csv, "xlsx": check_xlsx}[said["format"]](file, clear)
        found["files"] += 1
    if faults:
        print("\n".join(faults[:100]))
        sys.exit(1)
    print(json.dumps(found))


main()
