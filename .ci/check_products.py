"""Puts the products of one year before outside tools: qpdf, poppler, mupdf, pikepdf's PDF/A rules, openpyxl, LibreOffice."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

import jsonschema
import openpyxl
import pikepdf
import pikepdf.pdfa

from check_data import differences

failures = []


def expect(what, good, detail=""):
    print(("ok    " if good else "WRONG ") + what + (f": {detail}" if detail and not good else ""))
    if not good:
        failures.append(what)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def printed(value, places=None):
    """A number as the report prints it: points between thousands, a decimal comma."""
    text = f"{value:,.{places}f}" if places is not None else f"{value:,}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def check_pdf(path, data):
    checked = run("qpdf", "--check", path)
    expect(f"{path.name}: qpdf --check", checked.returncode == 0, checked.stdout[-400:] + checked.stderr[-400:])
    fonts = run("pdffonts", path).stdout.splitlines()[2:]
    expect(f"{path.name}: every font embedded as a subset", fonts and all(re.match(r"^[A-Z]{6}\+", f) and "yes yes yes" in f for f in fonts), fonts)
    structure = run("pdfinfo", "-struct", path)
    expect(f"{path.name}: structure tree", "Table" in structure.stdout and "H1" in structure.stdout)
    info = run("pdfinfo", path).stdout
    expect(f"{path.name}: tagged, A4", re.search(r"Tagged:\s+yes", info) and re.search(r"A4", info), info)
    # Some builds of mupdf have no colour management and say so; the other lines name the pages drawn.
    drawn = run("mutool", "draw", "-q", "-o", "/dev/null", "-F", "text", path).stderr
    warnings = "\n".join(line for line in drawn.splitlines() if "ICC support" not in line)
    expect(f"{path.name}: mupdf reads it without a warning", "warning" not in warnings and "error" not in warnings, warnings[:400])
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "b.pdf"
        with pikepdf.open(path) as pdf:
            claim = bytes(pdf.Root.Metadata.read_bytes())
            # pikepdf knows level B alone, and no extension schemas: the claims of level A and of PDF/UA are left out.
            claim = claim.replace(b">A</pdfaid:conformance>", b">B</pdfaid:conformance>")
            claim = re.sub(rb'<rdf:Description rdf:about="" xmlns:pdf(uaid|aExtension).*?</rdf:Description>', b"", claim, flags=re.S)
            pdf.Root.Metadata.write(claim)
            pdf.save(copy)
        report = pikepdf.pdfa.validate_written(copy, "3b")
        expect(f"{path.name}: PDF/A-3b rules of pikepdf", report.passed, [str(f) for f in report.findings][:5])
    text = run("pdftotext", "-layout", path, "-").stdout
    plain = re.sub(r"\s+", " ", text)
    for row in data["indicators"]:
        if row["actual"] is not None:
            figure = printed(row["actual"], 2)
            expect(f"{path.name}: {row['id']} {figure}", figure in plain)
    for row in data["funding"]:
        expect(f"{path.name}: {row['id']} spent", printed(row["spent"], 4) in plain, printed(row["spent"], 4))
    expect(f"{path.name}: text copies out composed", unicodedata.is_normalized("NFC", text))


def check_workbook(path):
    stored = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    with tempfile.TemporaryDirectory() as folder:
        made = run("soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", folder, path)
        again = pathlib.Path(folder) / path.name
        expect("workbook: LibreOffice opens it", again.exists(), made.stderr[-300:])
        recalculated = openpyxl.load_workbook(again, data_only=True)
    compared = different = errors = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = stored[sheet.title][cell.coordinate].value
                if isinstance(value, str) and re.fullmatch(r"#[A-Z/0]+[!?]?", value):
                    errors += 1
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    compared += 1
                    new = recalculated[sheet.title][cell.coordinate].value
                    number = isinstance(value, (int, float)) and isinstance(new, (int, float))
                    if not (abs(value - new) < 1e-6 * max(1, abs(value)) if number else (value or "") == (new or "")):
                        different += 1
                        if different < 10:
                            print("  ", sheet.title, cell.coordinate, cell.value[:80], value, new)
    expect(f"workbook: {compared} formulas recalculated", different == 0, f"{different} differ")
    expect("workbook: no error cell", errors == 0, errors)


def main():
    folder, expected = pathlib.Path(sys.argv[1]), sys.argv[2]
    data = json.load(open(folder / "data.json", encoding="utf-8"))
    schema = json.load(open(pathlib.Path(__file__).parent.parent / "docs/data.schema.json", encoding="utf-8"))
    mistakes = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(data)]
    expect("data.json: as docs/data.schema.json describes it", not mistakes, mistakes[:5])
    facts, found = differences(data, json.load(open(expected, encoding="utf-8")))
    expect(f"data.json: {facts} facts as expected", not found, found[:20])
    for path in sorted(folder.glob("*.pdf")):
        check_pdf(path, data)
    check_workbook(folder / "tong-hop.xlsx")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
