"""Annotated reports as people write them: the text, and below it who and what stands in it, in quoted words.

The file is plain text in four parts (docs/recipes/annotated-report.md):

    language: en
    published: 2024-05-03
    kind: court notice
    traps: respectively

    == text
    On 2 May the court jailed Alena Vydumka for ten days. Judge Piotr Znojdzieny heard the case.
    == people
    A = Alena Vydumka | held
    B = Piotr Znojdzieny | judge
    == groups
    == claims
    sentence A | the court jailed Alena Vydumka for ten days | date: 2 May = 2024-05-02 | term: ten days = P10D

`parse` finds the words in the text and returns the report in the schema that the scorer reads, with offsets. It refuses what is
not there, or there twice where it must be told apart.
"""

from __future__ import annotations

import re
from typing import Any

from habeas.bench.annotation_words import AnnotationError, Found, Words

STATES: dict[str, bool | None] = {"held": True, "not held": False, "open": None}
MODALITIES = ("expected", "alleged", "denied", "in absentia")
_PARTS = ("text", "people", "groups", "claims")
_KEY = re.compile(r"([A-Z][0-9]?) = (.+)")
_COUNT = re.compile(r"(\d+)(?:(\.\.)(\d*))?|\?")
_TERM = re.compile(r"P(?=\d)[\dYMWD]+")
_DIGIT = re.compile(r"[^\d]*\d")
_DATE = re.compile(r"[\dX]{4}(-[\dX]{2}(-[\dX]{2})?)?~?(late|early|mid)?$")


def parse(name: str, source: str) -> dict[str, Any]:
    """Return the annotated report ``source`` as plain values with offsets; ``name`` becomes its id.

    Raises AnnotationError, with the line, for anything that cannot be found or understood.
    """
    head, parts = _split(name, source)
    text = "\n".join(line for _, line in parts["text"]).strip("\n") + "\n"
    words = Words(name, text)
    people = _people(name, words, parts["people"])
    groups = [_group(name, words, number, line) for number, line in _filled(parts["groups"])]
    known = {one["id"] for one in [*people, *groups]}
    claims = [_claim(name, words, known, number, line) for number, line in _filled(parts["claims"])]
    for index, claim in enumerate(claims, start=1):
        claim["id"] = f"c{index}"
    published = head.get("published", "unknown")
    return {
        "id": name,
        "language": head["language"],
        "published": None if published == "unknown" else published,
        "kind": head.get("kind", ""),
        "traps": [trap.strip() for trap in head.get("traps", "").split(",") if trap.strip()],
        "text": text,
        "people": [one for one in people if one["role"] == "subject"],
        "other_people": [one for one in people if one["role"] != "subject"],
        "groups": groups,
        "claims": claims,
    }


def _split(name: str, source: str) -> tuple[dict[str, str], dict[str, list[tuple[int, str]]]]:
    """Return the head and the numbered lines of each part."""
    head: dict[str, str] = {}
    parts: dict[str, list[tuple[int, str]]] = {part: [] for part in _PARTS}
    current: str | None = None
    for number, line in enumerate(source.split("\n"), start=1):
        if line.startswith("== "):
            current = line[3:].strip()
            if current not in parts:
                raise AnnotationError(name, number, f"“{line}” is no part; the parts are {', '.join(_PARTS)}")
        elif current is not None:
            parts[current].append((number, line))
        elif line.strip():
            key, colon, value = line.partition(":")
            if not colon:
                raise AnnotationError(name, number, "above “== text” stand lines such as “language: be”")
            head[key.strip()] = value.strip()
    if "language" not in head or not parts["text"]:
        raise AnnotationError(name, 1, "a report needs “language:” and a part “== text”")
    return head, parts


def _filled(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    return [(number, line) for number, line in lines if line.strip()]


def _people(name: str, words: Words, lines: list[tuple[int, str]]) -> list[dict[str, Any]]:
    """Read the people; words that stand in the longer mention of anybody are no mention of their own."""
    rows = []
    for number, line in _filled(lines):
        cells = [cell.strip() for cell in line.split("|")]
        key = _KEY.fullmatch(cells[0])
        if key is None or len(cells) not in (2, 3):
            raise AnnotationError(name, number, "a person is “A = base form | held | words; words”")
        mentions = [m.strip() for m in (cells[2] if len(cells) == 3 else key.group(2)).split(";")]
        rows.append((number, key.group(1), key.group(2).strip(), cells[1], mentions))
    wanted = [(words, number, key) for number, key, _, _, mentions in rows for words in mentions]
    taken: dict[str, list[Found]] = {key: [] for _, key, _, _, _ in rows}
    for mention, line_number, whose in sorted(
        wanted, key=lambda row: (-len(row[0].split("#")[0]), "#" not in row[0])
    ):
        taken[whose] += words.mentions(mention, line_number)
    return [
        {
            "id": key,
            "name": base,
            "role": "subject" if state in STATES else state,
            "held": STATES.get(state, False),
            "mentions": sorted(taken[key], key=lambda found: found["start"]),
        }
        for number, key, base, state, _ in rows
    ]


def _group(name: str, words: Words, number: int, line: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split("|")]
    key = _KEY.fullmatch(cells[0])
    count = _COUNT.fullmatch(key.group(2).strip()) if key else None
    if key is None or count is None or len(cells) != 2:
        raise AnnotationError(
            name, number, "a group is “G = 3 | its words”, “G = 3..5 | ...”, “G = 3.. | ...” or “G = ? | ...”"
        )
    least = int(count.group(1)) if count.group(1) else None
    most = least if count.group(2) is None else int(count.group(3)) if count.group(3) else None
    return {"id": key.group(1), "least": least, "most": most, "passage": words.only(cells[1], number)}


def _claim(name: str, words: Words, known: set[str], number: int, line: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split("|")]
    kind, *subjects = cells[0].split()
    if not subjects or len(cells) < 2 or (unknown := set(subjects) - known):
        told = f": {', '.join(sorted(unknown))} is nobody above" if subjects and len(cells) > 1 else ""
        raise AnnotationError(name, number, f"a claim is “type A B | its words | field: words = value”{told}")
    passage = words.only(cells[1], number)
    claim: dict[str, Any] = {"type": kind, "subjects": subjects, "passage": passage, "modality": None}
    fields: dict[str, list[dict[str, Any]]] = {}
    for cell in cells[2:]:
        field, colon, rest = cell.partition(":")
        if not colon:
            raise AnnotationError(name, number, f"“{cell}” is no field; write “date: 2 May = 2024-05-02”")
        said, value = _halves(rest.strip())
        if field == "modality":
            claim["modality"] = _modality(name, number, said)
        else:
            found = words.near(said, passage, number)
            fields.setdefault(field, []).append(_value(name, number, field, value or found["text"], found))
    claim["fields"] = fields
    return claim


def _halves(rest: str) -> tuple[str, str]:
    """Return a field's words and, if it is told, its value."""
    said, equals, value = rest.rpartition(" = ")
    return (said.strip(), value.strip()) if equals else (rest, "")


def _modality(name: str, number: int, said: str) -> str:
    if said not in MODALITIES:
        raise AnnotationError(name, number, f"“{said}” is no modality; they are {', '.join(MODALITIES)}")
    return said


def _value(name: str, number: int, field: str, value: str, found: Found) -> dict[str, Any]:
    """Return one value; dates, terms and articles must have their notation."""
    notation = {"date": _DATE, "until": _DATE, "term": _TERM, "article": _DIGIT, "fine": _DIGIT}.get(field)
    if notation is not None and notation.match(value) is None:
        raise AnnotationError(
            name, number, f"“{value}” is no {field}; write “words = 2024-05-02”, “= P10D”, “= 342 1”"
        )
    return {"value": value, **found}
