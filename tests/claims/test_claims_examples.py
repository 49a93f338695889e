"""Sample reports, as files that anybody can read: what must be read from each, and what must not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from habeas.claims.quote_check import is_true, spans_of
from habeas.claims.read import read
from habeas.model.claim import Claim
from habeas.model.reading import Reading

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.yml"))


@cache
def _load(path: Path) -> tuple[dict[str, Any], Reading]:
    example = yaml.safe_load(path.read_text(encoding="utf-8"))
    published = example.get("published")
    return example, read(example["text"], published=None if published is None else str(published))


def _names(reading: Reading, claim: Claim) -> set[str]:
    by_id = {person.id: person.name for person in reading.people}
    by_id |= {group.id: group.passage.text for group in reading.groups}
    return {by_id[one] for one in claim.subjects}


def _values(claim: Claim, name: str) -> set[str]:
    found = set()
    for value in claim.fields.get(name, ()):
        found |= {value.value, value.span.text if value.span else ""}
    return found


def _matches(reading: Reading, claim: Claim, wanted: dict[str, Any]) -> bool:
    if claim.type != wanted["type"]:
        return False
    if "who" in wanted and _names(reading, claim) != set(map(str, wanted["who"])):
        return False
    if "modality" in wanted and (str(claim.modality) if claim.modality else "none") != wanted["modality"]:
        return False
    for name, value in wanted.items():
        if name in ("type", "who", "modality"):
            continue
        values = [str(one) for one in (value if isinstance(value, list) else [value])]
        if values == ["none"]:
            if claim.fields.get(name):
                return False
        elif not set(values) <= _values(claim, name):
            return False
    return True


def _shown(reading: Reading) -> str:
    rows = []
    for claim in reading.claims:
        fields = {name: [value.value for value in values] for name, values in claim.fields.items()}
        rows.append(f"{claim.type} {sorted(_names(reading, claim))} {claim.modality or ''} {fields}")
    return "\n".join(rows)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_register_gets_exactly_these_people(path: Path) -> None:
    example, reading = _load(path)
    subjects = sorted(person.name for person in reading.people if person.role == "subject")
    assert subjects == sorted(example.get("people", []))
    for name in example.get("others", []):
        assert any(name == person.name and person.role != "subject" for person in reading.people), name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_people_are_held_free_or_open_as_told(path: Path) -> None:
    example, reading = _load(path)
    found = {person.name: person.held for person in reading.people}
    for name, held in (example.get("held") or {}).items():
        assert found[name] is (None if held == "open" else held), name


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_claims_are_read_with_their_values(path: Path) -> None:
    example, reading = _load(path)
    left = list(reading.claims)
    for wanted in example.get("claims", []):
        hit = next((claim for claim in left if _matches(reading, claim, wanted)), None)
        assert hit is not None, f"not found: {wanted}\nfound:\n{_shown(reading)}"
        left.remove(hit)
    if example.get("all"):
        assert not left, f"more than told:\n{_shown(reading)}"
    for kind in example.get("never", []):
        assert all(claim.type != kind for claim in reading.claims), _shown(reading)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_groups_are_counted(path: Path) -> None:
    example, reading = _load(path)
    names = {person.id: person.name for person in reading.people}
    for wanted in example.get("groups", []):
        hits = [group for group in reading.groups if wanted["text"] in group.passage.text]
        assert hits, f"no group “{wanted['text']}”: {[group.passage.text for group in reading.groups]}"
        group = hits[0]
        assert (group.least, group.most) == (wanted.get("least"), wanted.get("most")), wanted["text"]
        if "equals" in wanted:
            assert {names[one] for one in group.equals} == set(wanted["equals"])
        if "includes" in wanted:
            assert {names[one] for one in group.includes} == set(wanted["includes"])
        if "of" in wanted:
            whole = next(one for one in reading.groups if one.id == group.of)
            assert wanted["of"] in whole.passage.text


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_quote_stands_in_the_text_and_every_support_body_is_named(path: Path) -> None:
    example, reading = _load(path)
    text = example["text"]
    assert all(is_true(text, span) for claim in reading.claims for span in spans_of(claim))
    assert all(is_true(text, span) for person in reading.people for span in person.mentions)
    assert {body.name for body in reading.support} == set(example.get("support", []))
    if "lang" in example:
        assert example["lang"] in reading.languages
