"""The texts that the project was commissioned with, where they are at hand: HABEAS_SEEDS names their folder.

The folder holds texts and ``expected.json``. This test knows neither their names nor what stands in them: it
takes every expectation from that file.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from habeas.claims.quote_check import is_true, spans_of
from habeas.claims.read import read
from habeas.model.claim import Claim
from habeas.model.reading import Reading

FOLDER = os.environ.get("HABEAS_SEEDS", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="HABEAS_SEEDS is not set: the commissioned texts are not at hand"
)
UNRESOLVED = re.compile(r"^XXXX")


def _expected() -> dict[str, Any]:
    if not FOLDER:
        return {}
    data: dict[str, Any] = json.loads((Path(FOLDER) / "expected.json").read_text(encoding="utf-8"))
    return data


def _read(name: str, published: str | None = None) -> tuple[str, Reading]:
    text = (Path(FOLDER) / name).read_text(encoding="utf-8")
    return text, read(text, published=published)


def _names(reading: Reading, claim: Claim) -> set[str]:
    return {person.name for person in reading.people if person.id in claim.subjects}


def _field(claim: Claim, name: str) -> list[str]:
    return [value.value for value in claim.fields.get(name, ())]


def _holds(claim: Claim, wanted: dict[str, Any]) -> bool:
    for name in ("said_by", "article", "term"):
        if name in wanted and not any(
            wanted[name].removeprefix("the ") in one for one in _field(claim, name)
        ):
            return False
    for name in ("date", "until"):
        if name in wanted and not any(UNRESOLVED.match(one) for one in _field(claim, name)):
            return False
    return "modality" not in wanted or claim.modality == wanted["modality"]


@pytest.mark.parametrize("name", sorted(_expected()))
def test_the_register_gets_exactly_the_expected_people(name: str) -> None:
    wanted = _expected()[name]
    _, reading = _read(name)
    subjects = [person for person in reading.people if person.role == "subject"]
    assert {person.name for person in subjects} == set(wanted["people"])
    for person in subjects:
        if person.name in wanted.get("held", []):
            assert person.held is True
        if person.name in wanted.get("held_or_open", []):
            assert person.held in (True, None)
    for name_ in wanted.get("never_people", []):
        assert all(name_ not in person.name for person in subjects)


@pytest.mark.parametrize("name", sorted(_expected()))
def test_every_quote_is_exactly_at_its_offsets(name: str) -> None:
    text, reading = _read(name)
    assert all(is_true(text, span) for claim in reading.claims for span in spans_of(claim))
    assert all(is_true(text, group.passage) for group in reading.groups)


@pytest.mark.parametrize("name", sorted(_expected()))
def test_expected_claims_are_found(name: str) -> None:
    wanted = _expected()[name]
    _, reading = _read(name)
    if "claims_of_detention" in wanted:
        assert sum(claim.type == "detention" for claim in reading.claims) == wanted["claims_of_detention"]
    for one in wanted.get("claims", []):
        if "group" in one:
            continue
        people = set(one.get("subjects") or [one["subject"]])
        hits = [
            claim
            for claim in reading.claims
            if claim.type == one["type"] and people <= _names(reading, claim)
        ]
        assert any(_holds(claim, one) for claim in hits), one
        if "never" in one:
            assert not any(
                claim.type == one["never"] and people & _names(reading, claim) for claim in reading.claims
            )


@pytest.mark.parametrize("name", sorted(_expected()))
def test_the_group_its_parts_and_its_named_remainder(name: str) -> None:
    _, reading = _read(name)
    for one in _expected()[name].get("claims", []):
        if "group" not in one:
            continue
        told = [claim for claim in reading.claims if claim.type == one["type"] and _holds(claim, one)]
        groups = [group for group in reading.groups for claim in told if group.id in claim.subjects]
        whole = next(
            group for group in groups if group.least and group.most and group.least <= 12 <= group.most
        )
        assert any(place in one["group"] for claim in told for place in _field(claim, "place"))
        parts = [group for group in reading.groups if group.of == whole.id]
        names = {person.id: person.name for person in reading.people}
        for subset in one["subsets"]:
            _kind, _, rest = subset.partition(": ")
            if "arrest" in rest:
                term = rest.rpartition(" ")[2]
                assert any(
                    term in value and set(claim.subjects) & {part.id for part in parts}
                    for claim in reading.claims
                    for value in _field(claim, "term")
                ), subset
            else:
                assert any({names[p] for p in part.equals} == set(rest.split(", ")) for part in parts), subset


@pytest.mark.parametrize("name", sorted(_expected()))
def test_support_bodies_are_read(name: str) -> None:
    _, reading = _read(name)
    assert {body.name for body in reading.support} == set(_expected()[name].get("support", []))


@pytest.mark.parametrize("name", sorted(_expected()))
def test_with_a_publication_date_the_dates_resolve_with_a_reason(name: str) -> None:
    _, reading = _read(name, "2022-08-15")
    for claim in reading.claims:
        for field in ("date", "until"):
            for value in claim.fields.get(field, ()):
                assert "XXXX" not in value.value
                assert value.reason is not None and value.reason.words
