"""How well and how fast reports are read: ours on annotated reports, and beside readers of names in one run.

A folder holds annotated reports (docs/recipes/annotated-report.md); a file (.jsonl, .jsonl.gz) has one object a line,
``{"text", "spans": [[start, end, "PER"]]}``, and is for names alone. The peers only find names: claims are marked without them.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from habeas.bench.alike import HALF, shared
from habeas.bench.marks import KINDS, Marks, Tally, mark
from habeas.bench.reports import load
from habeas.bench.taggers import OURS, Places, Tagged, peers_for, tag
from habeas.claims.as_json import extract_json
from habeas.claims.read import read
from habeas.text.language import paragraphs


@dataclass(frozen=True, slots=True)
class Names:
    """Texts of one language with the places of their person names."""

    title: str
    language: str
    texts: list[str]
    places: list[Places]


def report(paths: Sequence[Path]) -> str:
    """Measure every folder and file; return the tables. Raises ValueError or OSError for one that cannot be used."""
    lines: list[str] = []
    names: list[Names] = []
    for path in paths:
        if path.is_dir():
            reports = load(path)
            lines += _marked(path, reports)
            names += _named(path, reports)
        else:
            names.append(_file(path))
    missing: dict[str, None] = {}
    lines.append(
        _row("person names", "same place", "half of it", "chars/s", "MiB", "our F1/its", "our speed/its")
    )
    for one in names:
        at_hand, absent = peers_for(one.language)
        missing |= dict.fromkeys(absent)
        lines += _beside(one, [tag(name, one.texts) for name in [OURS, *at_hand]])
    return "\n".join([*lines, *missing])


def _marked(path: Path, reports: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the table of the marks, by language and together."""
    totals: dict[str, Marks] = defaultdict(Marks)
    count: dict[str, int] = defaultdict(int)
    for one in reports:
        marks = mark(one, extract_json(read(one["text"], published=one["published"])))
        for language in (str(one["language"]), "together"):
            totals[language].add(marks)
            count[language] += 1
    yield f"{path}: F1 of what was read in {len(reports)} annotated reports (names, modality: share that is right)"
    yield f"{'':10}{'reports':>8}" + "".join(f"{kind:>10}" for kind in KINDS) + f"{'bad spans':>11}"
    for language in sorted(totals, key=lambda one: (one == "together", one)):
        figures = "".join(f"{_share(totals[language], kind):10.3f}" for kind in KINDS)
        yield f"{language:10}{count[language]:8}{figures}{totals[language].bad_spans:11}"
    yield ""


def _share(marks: Marks, kind: str) -> float:
    tally: Tally = getattr(marks, kind)
    if kind in ("names", "modality"):
        return tally.right / (tally.right + tally.extra) if tally.right + tally.extra else 1.0
    return tally.f1


def _named(path: Path, reports: list[dict[str, Any]]) -> Iterator[Names]:
    """Yield the names of annotated reports, by language: they name everybody, prisoner or not."""
    by_language: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in reports:
        if "other_people" in one:
            by_language[str(one["language"])].append(one)
    for language in sorted(by_language):
        group = by_language[language]
        yield Names(
            f"{path.name}, {language}",
            language,
            [one["text"] for one in group],
            [
                sorted(
                    (mention["start"], mention["end"])
                    for person in [*one["people"], *one["other_people"]]
                    for mention in person["mentions"]
                )
                for one in group
            ],
        )


def _file(path: Path) -> Names:
    """Return the texts and names of a file of spans; ValueError, with the line, for one that is no such file."""
    opener = gzip.open if path.suffix == ".gz" else open
    texts, places = [], []
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                one = json.loads(line)
                texts.append(str(one["text"]))
                places.append([(int(start), int(end)) for start, end, kind in one["spans"] if kind == "PER"])
            except (ValueError, TypeError, KeyError) as error:
                raise ValueError(f'{path}, line {number}: needs "text" and "spans" ({error})') from error
    if not texts:
        raise ValueError(f"{path} is empty")
    return Names(path.name, _language(texts), texts, places)


def _language(texts: Sequence[str]) -> str:
    found: dict[str, int] = defaultdict(int)
    for text in texts[:50]:
        for paragraph in paragraphs(text):
            found[paragraph.lang] += paragraph.end - paragraph.start
    return max(found, key=lambda language: found[language], default="und")


def _beside(names: Names, tagged: Sequence[Tagged]) -> Iterator[str]:
    """Yield a line for each tagger; the first is ours."""
    size = sum(map(len, names.texts))
    rates = [size / max(one.seconds, 1e-9) for one in tagged]
    same = [_f1(names.places, one.places, least=1.0) for one in tagged]
    near = [_f1(names.places, one.places, least=HALF) for one in tagged]
    count = sum(map(len, names.places))
    yield f"{names.title}: {count} names in {len(names.texts)} texts, {size} characters, {names.language}"
    for index, one in enumerate(tagged):
        ratio = f"{near[0] / near[index]:.2f}" if near[index] else "-"
        figures = f"{same[index]:.3f}", f"{near[index]:.3f}", f"{rates[index]:.0f}", f"{one.peak_mib:.0f}"
        yield _row("  " + one.name, *figures, ratio, f"{rates[0] / rates[index]:.2f}")


def _row(name: str, *cells: str) -> str:
    return f"{name:24}" + "".join(f"{cell:>14}" for cell in cells)


def _f1(wanted: Sequence[Places], found: Sequence[Places], *, least: float) -> float:
    """Return F1 of places; two are one name if they share at least ``least``. Each is used once."""
    tally = Tally()
    for gold, told in zip(wanted, found, strict=True):
        rest = list(told)
        for one in gold:
            hit = next((other for other in rest if _shared(one, other) >= least), None)
            if hit is not None:
                rest.remove(hit)
            tally.add(Tally(hit is not None, 0, hit is None))
        tally.extra += len(rest)
    return tally.f1


def _shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    return shared({"start": one[0], "end": one[1]}, {"start": other[0], "end": other[1]})
