"""Puts the drafts of one year before outside tools: python-docx, LibreOffice, poppler.

usage: check_draft.py FOLDER, which holds du-thao-*.docx"""
import html
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as tree
import zipfile

import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RECORD = "{urn:tonghop:draft:1}"
MM = 72 / 25.4
failures = []


def expect(what, good, detail=""):
    print(("ok    " if good else "WRONG ") + what + (f": {detail}" if detail and not good else ""))
    if not good:
        failures.append(what)


def words(text):
    """The words of a text, however lines part them: at blanks and behind hyphens."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("-", "- ")
    return text.split()


def paragraphs(package):
    """Every paragraph that the file shows, in its order, and whether its words come in another order on the page: in a
    table, beside a raised mark, in a footnote. The words of pictures stand in the record."""
    record = tree.fromstring(package.read("customXml/item1.xml"))
    pictures = iter([block.get("text") for block in record.iter(RECORD + "block") if block.get("kind") == "chart"])
    marks = {"GachDauDong": "- ", "CongDauDong": "+ "}
    body = tree.fromstring(package.read("word/document.xml"))
    in_tables = {paragraph for table in body.iter(W + "tbl") for paragraph in table.iter(W + "p")}
    for paragraph in body.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = marks.get(style.get(W + "val"), "")
        has_mark = paragraph.find(f".//{W}footnoteReference") is not None
        for element in paragraph.iter():
            if element.tag == W + "t":
                text += element.text or ""
            elif element.tag == W + "br":
                text += " "
            elif element.tag == W + "footnoteReference":
                text += f" {element.get(W + 'id')} "
            elif element.tag == W + "drawing":
                for line in next(pictures).split("\n"):
                    yield line, True
        yield text, has_mark or paragraph in in_tables
    if "word/footnotes.xml" in package.namelist():
        for note in tree.fromstring(package.read("word/footnotes.xml")):
            if note.get(W + "type") is None:
                yield note.get(W + "id") + " " + "".join(text.text or "" for text in note.iter(W + "t")), True


def repeated_words(package):
    """The words of the heads of tables, which come again on every page."""
    body = tree.fromstring(package.read("word/document.xml"))
    heads = [row for row in body.iter(W + "tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    return {word for row in heads for text in row.iter(W + "t") for word in words(text.text or "")}


def check_package(path, package):
    document = docx.Document(path)
    expect(f"{path.name}: python-docx opens it", len(document.paragraphs) + len(document.tables) >= 0)
    names = package.namelist()
    rels = "".join(package.read(name).decode() for name in names if name.endswith(".rels"))
    expect(f"{path.name}: nothing outside is referred to", 'TargetMode="External"' not in rels)
    xml = package.read("word/document.xml").decode()
    figures = re.findall(r'<w:tag w:val="tonghop:f:[^"]*"/><w:id w:val="\d+"/>(<w:lock w:val="sdtContentLocked"/>)?', xml)
    expect(f"{path.name}: {len(figures)} figures, each locked", figures and all(figures))
    ids = re.findall(r'<w:sdtPr>.*?<w:id w:val="(\d+)"/>', xml)
    expect(f"{path.name}: ids are all different", len(ids) == len(set(ids)))
    tags = re.findall(r'<w:tag w:val="([^"]*)"/>', xml)
    expect(f"{path.name}: tags of at most 64 characters", all(len(tag) <= 64 for tag in tags))
    record = tree.fromstring(package.read("customXml/item1.xml"))
    recorded = [block.get("tag") for block in record.iter(RECORD + "block")]
    expect(f"{path.name}: every block is recorded", recorded == [tag for tag in tags if tag.startswith("tonghop:b:")])
    for section in document.sections:
        sides = sorted([section.page_width.mm, section.page_height.mm])
        expect(f"{path.name}: A4", abs(sides[0] - 210) < 0.1 and abs(sides[1] - 297) < 0.1, sides)
        margins = section.left_margin.mm, section.right_margin.mm, section.top_margin.mm, section.bottom_margin.mm
        left, right, top, bottom = margins
        good = 29.9 <= left <= 35.1 and 14.9 <= right <= 20.1 and 19.9 <= top <= 25.1 and 19.9 <= bottom <= 25.1
        expect(f"{path.name}: margins of the decree", good, margins)
        expect(f"{path.name}: no number on the first page", section.different_first_page_header_footer)


def check_pdf(path, package):
    with tempfile.TemporaryDirectory() as folder:
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, capture_output=True, check=True)
        pdf = pathlib.Path(folder) / (path.stem + ".pdf")
        boxes = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
        fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    expect(f"{path.name}: one family of fonts", all(re.search("Liberation ?Serif|Times", font) for font in fonts), fonts)
    pages = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', boxes, re.S)
    printed = []
    for number, (width, height, content) in enumerate(pages, 1):
        width, height = float(width), float(height)
        placed = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', content)
        # From line to line: what poppler takes for columns it tells in another order.
        for left, top, right, bottom, word in sorted(placed, key=lambda place: (round(float(place[3])), float(place[0]))):
            left, right, bottom = float(left), float(right), float(bottom)
            if bottom < 20 * MM:
                middle = (30 * MM + width - 15 * MM) / 2
                if not word.isdigit() or abs((left + right) / 2 - middle) > 3:
                    expect(f"{path.name}, page {number}: “{word}” is a number in the middle of the margin", False)
                continue
            if left < 30 * MM - 1 or right > width - 15 * MM + 2 or bottom > height - 20 * MM + 4:
                expect(f"{path.name}, page {number}: “{word}” stands within the margins", False, (left, right, bottom))
            printed.append(html.unescape(word))
    expect(f"{path.name}: {len(pages)} pages", pages)
    return words(" ".join(printed))


def check(path):
    with zipfile.ZipFile(path) as package:
        check_package(path, package)
        drafted, repeated = list(paragraphs(package)), repeated_words(package)
    printed = check_pdf(path, package)
    whole = " " + " ".join(printed) + " "
    prose = [" ".join(words(text)) for text, in_table in drafted if text.strip() and not in_table]
    parted = [text for text in prose if f" {text} " not in whole]
    expect(f"{path.name}: {len(prose)} paragraphs word for word on the pages", not any(parted), parted[:3])
    # The words of tables come in another order, and those of heads again on every page.
    wanted = count(word for text, _ in drafted for word in words(text))
    found = count(printed)
    lost = {word: n - found.get(word, 0) for word, n in wanted.items() if n > found.get(word, 0)}
    more = {word: n - wanted.get(word, 0) for word, n in found.items() if n > wanted.get(word, 0) and word not in repeated}
    expect(f"{path.name}: no word is lost of {sum(wanted.values())}", not lost, lost)
    expect(f"{path.name}: no word is added", not more, more)


def count(items):
    counted = {}
    for item in items:
        counted[item] = counted.get(item, 0) + 1
    return counted


if __name__ == "__main__":
    drafts = sorted(pathlib.Path(sys.argv[1]).glob("du-thao-*.docx"))
    expect("there are drafts", drafts)
    for draft in drafts:
        check(draft)
    sys.exit(1 if failures else 0)
