"""Drafts that came back through other programs: saved again by LibreOffice, edited with python-docx.

Usage: check_draft_return.py TONGHOP WORKSPACE, where WORKSPACE has inputs/ and the drafts of 2026 in output/2026.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import docx

tonghop, workspace = sys.argv[1], pathlib.Path(sys.argv[2])


def returned(file):
    command = [tonghop, "-C", str(workspace), "draft", "--return", str(file), "--json", "--lang", "en"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def kinds(result):
    return sorted(change["kind"] for change in result["changes"])


def paragraphs(document):
    """Paragraphs of the body in content controls, which python-docx passes over."""
    names = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    return document.element.body.findall("w:sdt/w:sdtContent/w:p", names)


def tag(paragraph):
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return paragraph.getparent().getparent().find(f"{w}sdtPr/{w}tag").get(f"{w}val")


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    draft = workspace / "output/2026/du-thao-bo.docx"
    assert returned(draft)["changes"] == [], "a draft as it went"

    # python-docx: opened and saved, then edited.
    document = docx.Document(draft)
    document.save(folder / "saved.docx")
    assert returned(folder / "saved.docx")["changes"] == [], "saved by python-docx"
    of_point = [paragraph for paragraph in paragraphs(document) if tag(paragraph) == "tonghop:b:II.1.a/2"]
    docx.text.paragraph.Paragraph(of_point[0], document).add_run(" Đề nghị đánh giá kỹ hơn.")
    gone = [paragraph for paragraph in paragraphs(document) if tag(paragraph) == "tonghop:b:II.1.b/2"][0]
    gone.getparent().getparent().getparent().remove(gone.getparent().getparent())
    document.save(folder / "edited.docx")
    result = returned(folder / "edited.docx")
    assert kinds(result) == ["removed", "rewritten"], result["changes"]
    assert "{{II.1.a.TT:HT}}" in result["commentary"], result["commentary"]

    # LibreOffice: opened and saved as docx, which takes most controls away.
    for name in ["saved.docx", "edited.docx"]:
        (folder / "lo").mkdir(exist_ok=True)
        convert = ["soffice", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder / "lo", folder / name]
        subprocess.run(convert, check=True, capture_output=True)
        result = returned(folder / "lo" / name)
        prose = [change for change in result["changes"] if change["kind"] not in ("control-removed", "unplaced")]
        expected = [] if name == "saved.docx" else ["removed", "rewritten"]
        assert sorted(change["kind"] for change in prose) == expected, (name, prose[:5])
        lost = [change for change in result["changes"] if change["kind"] == "unplaced" and not change["tag"]]
        assert lost == [], (name, lost)
print("drafts come back through python-docx and LibreOffice")
