#!/usr/bin/env bash
# Guess, written down first: a library that takes number format 14 for a date takes 31, 57 and 58 for dates as well, the built-in
# formats in which a Chinese Excel shows 2025年12月9日, 2025年12月 and 12月9日 (ECMA-376 part 1, 18.8.30; the file holds the id alone,
# no code). At the least, a workbook that is opened and saved without a change shows in each cell what it showed before.
#
# Seen: exceljs 4.4.0 has the Chinese codes of these ids in a table and still gives a plain number without a format. When it
# saves the untouched workbook, the ids are gone: cells that were dates are numbers for every program from then on, 46000 in
# Excel. openpyxl 3.1.5 gives a plain number too and says "General", is_date False, but it writes the id back, so its "General"
# is not what it saves. Both read and keep id 14.
#
# Matters where a table passes a script of either library on its way to an import: the first loses that 46000 was a day, the
# second hides it.
#
# Needs: npm, Node.js, Python 3 with venv. Prints what it saw; fails when that has changed.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" exceljs@4.4.0
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5

cat >make.py <<'PY'
"""The smallest workbook with one day in four cells, each with a built-in format and none with a code."""
import zipfile

IDS = [14, 31, 57, 58]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
formats = "".join(f'<xf numFmtId="{id}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for id in IDS)
cells = "".join(f'<c r="{"ABCD"[at]}1" s="{at + 1}"><v>46000</v></c>' for at in range(len(IDS)))
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="Days" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{REL}/styles" Target="styles.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>',
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(IDS) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{formats}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
with zipfile.ZipFile("days.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, text in parts.items():
        archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
PY

cat >exceljs.js <<'JS'
const { Workbook } = require("exceljs");
(async () => {
  const workbook = new Workbook();
  await workbook.xlsx.readFile("days.xlsx");
  for (const at of ["A1", "B1", "C1", "D1"]) {
    const cell = workbook.worksheets[0].getCell(at);
    console.log(`exceljs ${at}: ${cell.value instanceof Date ? "date" : cell.value}, format ${cell.numFmt}`);
  }
  await workbook.xlsx.writeFile("exceljs.xlsx");
})();
JS

cat >openpyxl_look.py <<'PY'
import openpyxl

workbook = openpyxl.load_workbook("days.xlsx")
for cell in workbook.active[1]:
    print(f"openpyxl {cell.coordinate}: {'date' if cell.is_date else cell.value}, format {cell.number_format}")
workbook.save("openpyxl.xlsx")
PY

cat >ids.py <<'PY'
"""The number formats of the cells of a saved workbook, by the XML itself."""
import sys
import xml.etree.ElementTree as tree
import zipfile

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
for name in sys.argv[1:]:
    with zipfile.ZipFile(f"{name}.xlsx") as archive:
        formats = tree.fromstring(archive.read("xl/styles.xml")).find(f"{NS}cellXfs").findall(f"{NS}xf")
        cells = tree.fromstring(archive.read("xl/worksheets/sheet1.xml")).iter(f"{NS}c")
        seen = [f"{cell.get('r')}={cell.find(f'{NS}v').text} id {formats[int(cell.get('s', 0))].get('numFmtId')}" for cell in cells]
    print(f"saved by {name}:", ", ".join(seen))
PY

python3 make.py
seen="$(node exceljs.js; "$work/python/bin/python" openpyxl_look.py; python3 ids.py exceljs openpyxl)"
printf '%s\n' "$seen"
expected="exceljs A1: date, format mm-dd-yy
exceljs B1: 46000, format undefined
exceljs C1: 46000, format undefined
exceljs D1: 46000, format undefined
openpyxl A1: date, format mm-dd-yy
openpyxl B1: 46000, format General
openpyxl C1: 46000, format General
openpyxl D1: 46000, format General
saved by exceljs: A1=46000 id 14, B1=46000 id 0, C1=46000 id 0, D1=46000 id 0
saved by openpyxl: A1=46000 id 14, B1=46000 id 31, C1=46000 id 57, D1=46000 id 58"
[ "$seen" = "$expected" ]
echo "as described"
