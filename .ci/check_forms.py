#!/usr/bin/env python3
"""Forms go through other people's programs and come back as typed.

    check_forms.py TONGHOP YEAR

makes the forms of YEAR with the program TONGHOP in a workspace of its own, fills every open cell of some of them with
openpyxl, has LibreOffice save each as .xlsx, .xls and .ods, and builds the year from each of the three sets. Every value
must come back exactly, without a finding and without a cell nobody knows what to do with. An untouched form saved by
LibreOffice must be recognised as blank.
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import openpyxl

FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97", "ods": "ods:calc8"}
STATUSES = {
    "Hoàn thành": ("completed", 100),
    "Đang thực hiện": ("in_progress", 62.5),
    "Chưa thực hiện": ("not_started", 0),
    "Không thuộc nhiệm vụ": ("not_applicable", 0),
}
TABLES = {"Biểu 01": "tasks", "Biểu 02": "indicators", "Biểu 03": "funding", "Biểu 04": "duties", "Biểu 05": "catalogue"}
FIELDS = {
    "Kết quả thực hiện": "result",
    "Văn bản, sản phẩm": "documents",
    "Trạng thái": "status",
    "Tỷ lệ hoàn thành (%)": "percent",
    "Khó khăn, vướng mắc": "difficulties",
    "Đề xuất, kiến nghị": "proposals",
    "Kế hoạch": "planned",
    "Thực hiện": "actual",
    "Dự toán giao": "allocated",
    "Đã thực hiện": "spent",
}
HEAD = 6


# What is typed asks nobody in particular, and few bodies say of much that it is not theirs; the plan cites as it cites.
ABOUT_CONTENT = {"V13", "V14", "V15", "V17"}

def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def is_formula(cell):
    return isinstance(cell.value, str) and cell.value.startswith("=")


def fill(path, seed):
    """Types something consistent into every open cell; gives the facts that data.json has to state."""
    book = openpyxl.load_workbook(path)
    agency = book["Thông tin"]["B5"].value
    year = int(book["Thông tin"]["B6"].value)
    facts = {}
    for row in book["Thông tin"].iter_rows(min_row=4, max_row=13):
        if not row[1].protection.locked:
            dated = row[1].number_format == "dd/mm/yyyy"
            row[1].value = datetime(year, 11, 15) if dated else f"{row[0].value} {seed}"
    for sheet in book.worksheets:
        table = TABLES.get(sheet.title[:7])
        if table:
            facts.update({(agency, *key): value for key, value in fill_table(sheet, table, seed).items()})
    book.save(path)
    return facts


def fill_table(sheet, table, seed):
    heads = {cell.column: cell.value for cell in sheet[HEAD]}
    whole_rows, ratios = set(), []
    for cell in (cell for row in sheet.iter_rows(min_row=HEAD + 1) for cell in row if is_formula(cell)):
        parts = re.match(r'=IF\(COUNT\(([A-Z]+\d+),([A-Z]+\d+)\)<2,"",IF\(.*ROUND', cell.value)
        if parts and table == "indicators":
            above, below = (sheet[address] for address in parts.groups())
            whole_rows.add(below.row)
            ratios.append((cell, above, below))
    facts, count = {}, seed
    for row in sheet.iter_rows(min_row=HEAD + 1):
        code, status = row[0].value, None
        for cell in row:
            head = heads.get(cell.column)
            if cell.protection.locked or is_formula(cell) or not code:
                continue
            count += 1
            field = FIELDS.get(head)
            if field == "status":
                status = list(STATUSES)[count % 4]
                cell.value, fact = status, STATUSES[status][0]
            elif field == "percent":
                cell.value = fact = STATUSES[status][1]
            elif field in ("planned", "actual"):
                whole = cell.number_format == "#,##0"
                number = (50_000 if row[0].row in whole_rows else 10_000) + count
                cell.value = fact = number if whole else number + 0.25
            elif field in ("allocated", "spent"):
                cell.value = fact = (9_000 if field == "allocated" else 8_000) + count + 0.5
            else:
                cell.value = fact = f"“{head}” {count} & <{code}>\n- dòng hai: 1.234,5"
            if field:
                facts[table, code, field] = fact
    for cell, above, below in ratios:
        code, field = sheet.cell(cell.row, 1).value, FIELDS[heads[cell.column]]
        facts[table, code, field] = round(round(above.value / below.value, 4) * 100, 2)
    return facts


def stated(data):
    """The facts of data.json, one for each field that an agency filled in."""
    facts = {}
    for table in set(TABLES.values()):
        for row in data[table]:
            # Sums are computed, not stated by anybody.
            if table == "funding" and any(other["id"].startswith(row["id"] + ".") for other in data[table]):
                continue
            for entry in row["entries"]:
                for field in set(FIELDS.values()):
                    value = entry.get(field)
                    if value is not None and value != "":
                        facts[entry["agency"], table, row["id"], field] = value
    return facts


def differences(expected, found):
    def same(a, b):
        if isinstance(a, str) or isinstance(b, str):
            return a == b
        return a is not None and b is not None and abs(float(a) - float(b)) < 1e-9

    for key in sorted(set(expected) | set(found)):
        if not same(expected.get(key), found.get(key)):
            yield f"{key}: typed {expected.get(key)!r}, read {found.get(key)!r}"


def save_as(profile, kind, files, folder):
    run("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", FORMATS[kind],
        "--outdir", folder, *files)


def check(program, year, root):
    workspace = root / "out"
    (workspace / "inputs").mkdir(parents=True)
    run(program, "-C", workspace, "forms", year)
    forms = sorted((workspace / f"output/{year}/forms").glob("*.xlsx"))
    chosen = [forms[0], forms[len(forms) // 2], *[form for form in forms if not form.name[0].isdigit()][:4]]
    untouched = forms[-1] if forms[-1] not in chosen else forms[1]
    filled = root / "filled"
    filled.mkdir()
    expected = {}
    for seed, form in enumerate(chosen):
        copy = filled / form.name
        copy.write_bytes(form.read_bytes())
        expected.update(fill(copy, seed * 500))
    blank = filled / "untouched.xlsx"
    blank.write_bytes(untouched.read_bytes())
    problems = []
    for kind in FORMATS:
        place = root / kind
        inputs = place / f"inputs/{year}"
        inputs.mkdir(parents=True)
        save_as(root / "profile", kind, sorted(filled.glob("*.xlsx")), inputs)
        run(program, "-C", place, "build", year)
        data = json.loads((place / f"output/{year}/data.json").read_text(encoding="utf-8"), parse_float=float)
        findings = [f for f in data["findings"] if f["kind"] != "missing" and f["code"] not in ABOUT_CONTENT and not
                    (f["kind"] == "blank_form" and f["file"].startswith("untouched."))]
        problems += [f"{kind}: finding {f['code']} {f['file']} {f.get('cell')}: {f['message']}" for f in findings]
        if not any(f["kind"] == "blank_form" for f in data["findings"]):
            problems.append(f"{kind}: the untouched form is not recognised as blank")
        problems += [f"{kind}: unmapped {cell}" for cell in data["unmapped"]]
        problems += [f"{kind}: {line}" for line in differences(expected, stated(data))]
        print(f"{kind}: {len(expected)} facts typed into {len(chosen)} forms, {data['cells']['read']} cells read")
    return problems


def main():
    program, year = Path(sys.argv[1]).resolve(), sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        problems = check(program, year, Path(folder))
    if problems:
        sys.exit("\n".join(problems[:40]) + f"\n{len(problems)} problems")
    print("forms come back exactly as typed")


if __name__ == "__main__":
    main()
