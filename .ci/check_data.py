"""Compares data.json with an expected.json that was computed apart from this program, fact by fact."""
import json
import sys

WORDS = {
    "Hoàn thành": "completed", "Đang thực hiện": "in_progress",
    "Chưa thực hiện": "not_started", "Không thuộc nhiệm vụ": "not_applicable", None: None, "": None,
}


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) < 1e-9
    return a == b


def differences(data, expected):
    def check(where, got, want):
        nonlocal facts
        facts += 1
        if not same(got, want):
            found.append(f"{where}: {got!r}, expected {want!r}")

    facts, found = 0, []
    agencies = {a["id"]: a for a in data["agencies"]}
    check("year", data["year"], expected["year"])
    check("agencies", sorted(agencies), sorted(expected["agencies"]))
    by_state = lambda *states: sorted(i for i, a in agencies.items() if a["submission"] in states)
    check("counted", by_state("on_time", "late"), sorted(expected["counted"]))
    check("late", by_state("late"), sorted(expected["late"]))
    check("missing", by_state("missing", "rejected"), sorted(expected["missing"]))
    entries = {}
    for part in ("tasks", "duties", "catalogue", "indicators", "funding"):
        for row in data[part]:
            for entry in row["entries"]:
                entries[part, row["id"], entry["agency"]] = entry
    seen = set()
    for agency, submission in expected["submissions"].items():
        for field in ("symbol", "date"):
            check(f"{agency}.{field}", agencies[agency][field], submission[field])
        for part in ("tasks", "duties", "catalogue", "indicators", "funding"):
            for row, want in submission[part].items():
                got = entries.get((part, row, agency))
                seen.add((part, row, agency))
                if got is None:
                    check(f"{agency}.{row}", None, want)
                    continue
                for field, value in want.items():
                    if field == "status":
                        value = WORDS[value]
                    if field not in got and field not in ("name", "product"):
                        continue
                    check(f"{agency}.{row}.{field}", got.get(field), value)
    for key, entry in entries.items():
        if key[0] == "funding" and key[1] in ("III", "III.1"):
            continue
        if key not in seen:
            check(".".join(key), {k: v for k, v in entry.items() if k != "source"}, None)
    for row in data["tasks"]:
        want = expected["totals"]["tasks"].get(row["id"], {})
        for state in ("completed", "in_progress", "not_started", "not_applicable"):
            check(f"totals.{row['id']}.{state}", row["counts"][state], want.get(state, 0))
        check(f"totals.{row['id']} adds up", sum(row["counts"].values()), len(agencies))
    for row in data["indicators"]:
        if row["id"] in expected["totals"]["indicators"]:
            check(f"totals.{row['id']}", row["actual"], expected["totals"]["indicators"][row["id"]])
    for row in data["funding"]:
        for field in ("allocated", "spent"):
            check(f"totals.{row['id']}.{field}", row[field], expected["totals"]["funding"][row["id"]][field])
    for want in expected["findings"]:
        kinds = {f["kind"] for f in data["findings"] if f["file"] == want["file"]}
        check(f"finding {want}", want["kind"] in kinds, True)
    outside = {}
    for row in data["outside_plan"]:
        outside.setdefault(row["agency"], []).append(row["text"])
    check("outside_plan", {k: sorted(v) for k, v in outside.items()}, {k: sorted(v) for k, v in expected["outside_plan"].items()})
    cells = data["cells"]
    check("cells add up", cells["mapped"] + cells["furniture"] + cells["unmapped"], cells["read"])
    check("unmapped listed", len(data["unmapped"]), cells["unmapped"])
    return facts, found


def main():
    data, expected = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    facts, found = differences(data, expected)
    print(f"data.json: {facts} facts compared, {len(found)} differ")
    for line in found[:60]:
        print("  " + line)
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
