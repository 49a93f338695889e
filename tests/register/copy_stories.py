"""Reads the invented reports of examples/corroboration/ and counts which pairs are found to be one account."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import yaml

from habeas.model.statement import Evidence
from habeas.register.corroboration import find_origins

FOLDER = Path(__file__).parent / "examples" / "corroboration"


def evidence_of(report: dict) -> Evidence:
    return Evidence(
        capture=report["id"],
        stretches=(report["text"].strip(),),
        lang=report["lang"],
        publisher=report["publisher"],
        published=report["published"].isoformat(),
        url=report.get("url"),
    )


def stories() -> list[tuple[str, dict]]:
    return [(f.stem, yaml.safe_load(f.read_text(encoding="utf-8"))) for f in sorted(FOLDER.glob("*.yml"))]


def pairs(*, alone: bool = False) -> Iterator[tuple[str, str, str, bool, bool]]:
    """Yield (story, a, b, one account, found to be one); with ``alone`` each pair without the story's other reports."""
    for name, story in stories():
        group = {one: number for number, ids in enumerate(story["origins"]) for one in ids}
        evidence = {report["id"]: evidence_of(report) for report in story["reports"]}
        together = find_origins(evidence.values()).of
        for a, b in combinations(sorted(evidence), 2):
            found = find_origins([evidence[a], evidence[b]]).of if alone else together
            yield name, a, b, group[a] == group[b], found[a] == found[b]


def scores(rows) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs."""
    rows = list(rows)
    hits = sum(1 for *_, told, found in rows if told and found)
    said, true = sum(1 for *_, found in rows if found), sum(1 for *_, told, _ in rows if told)
    precision, recall = hits / max(said, 1), hits / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)
