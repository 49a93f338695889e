"""Check annotated reports, score the reader on them, make floors of the figures, or print them with offsets.

    python tools/annotated_reports.py FOLDER            check every report and print the figures
    python tools/annotated_reports.py FOLDER --show     and what was read otherwise (never that of the held-out ones)
    python tools/annotated_reports.py FOLDER --lang be  only the reports in one language (goes with --show)
    python tools/annotated_reports.py FOLDER --floors   write FOLDER/floors.yml
    python tools/annotated_reports.py FOLDER --json DIR write each report as JSON, with offsets

The form is described in docs/recipes/annotated-report.md.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from habeas.bench.marks import KINDS, Marks, mark
from habeas.bench.reports import is_held_out, load
from habeas.claims.as_json import extract_json
from habeas.claims.read import read


def main() -> int:
    """Do what was asked; 1 where a report cannot be used."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--lang", help="only reports in this language")
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    try:
        reports = load(asked.folder)
    except ValueError as error:
        print(error)
        return 1
    if asked.lang is not None:
        reports = [report for report in reports if report["language"] == asked.lang]
    if asked.floors and asked.lang is not None:
        parser.error("floors are made of all languages together: leave --lang out.")
    if asked.json is not None:
        asked.json.mkdir(parents=True, exist_ok=True)
        for report in reports:
            told = json.dumps(report, ensure_ascii=False, indent=1)
            (asked.json / f"{report['id'].replace('/', '-')}.json").write_text(told, encoding="utf-8")
    totals: dict[tuple[str, str], Marks] = {}
    for report in reports:
        marks = mark(report, extract_json(read(report["text"], published=report["published"])))
        held_out = is_held_out(report["id"])
        if asked.show and not held_out and marks.problems:
            print("\n".join(marks.problems))
        for split in ("held out" if held_out else "regression", "all"):
            totals.setdefault((report["language"], split), Marks()).add(marks)
            totals.setdefault(("all", split), Marks()).add(marks)
    for key in sorted(totals):
        print(f"{key[0]:8} {key[1]:11}" + "".join(f" {kind} {_f1(totals[key], kind):.3f}" for kind in KINDS))
    if asked.floors:
        (asked.folder / "floors.yml").write_text(_floors(totals), encoding="utf-8")
    return 0


def _f1(marks: Marks, kind: str) -> float:
    return float(getattr(marks, kind).f1)


def _floors(totals: dict[tuple[str, str], Any]) -> str:
    """Return floors a little under the figures, so that rounding is no fall."""
    lines = ["# Under these the figures of this folder must not fall (README.md)"]
    for language, split in sorted(totals):
        if split == "all" and language != "all":
            figures = ", ".join(
                f"{kind}: {max(math.floor(_f1(totals[language, split], kind) * 100 - 2), 0) / 100:.2f}"
                for kind in KINDS
            )
            lines.append(f"{language}: {{{figures}}}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
