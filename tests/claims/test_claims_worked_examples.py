"""The worked examples of every reading language: dates, terms, counts, articles, base forms."""

from __future__ import annotations

from typing import Any

import pytest

from habeas.claims.claim_types import claim_types
from habeas.claims.drafts import Slot
from habeas.claims.fields.date_resolution import Calendar
from habeas.claims.fields.values import find_values
from habeas.claims.language.event_words import NOTHING
from habeas.claims.language.language_pack import language_pack
from habeas.claims.names.mentions import find_mentions
from habeas.claims.people.people import join_mentions
from habeas.claims.read import read
from habeas.claims.sentences import Sentence, sentences
from habeas.model.document import Paragraph
from habeas.model.edtf import Edtf
from habeas.packs.loader import load, names

CODES = [code for code in names("languages") if "examples.yml" in names(f"languages/{code}", ".yml")]


def _examples(part: str) -> list[Any]:
    rows = []
    for code in CODES:
        for number, row in enumerate(load(f"languages/{code}/examples.yml").data.get(part) or []):
            rows.append(pytest.param(code, row, id=f"{code}-{part}-{number}"))
    return rows or [
        pytest.param("", {}, marks=pytest.mark.skip(reason=f"no language has examples of {part}"))
    ]


def _sentences(code: str, text: str) -> list[Sentence]:
    pack = language_pack(code)
    assert pack is not None
    return sentences(text, Paragraph(0, len(text), code), pack, 0, 0)


def _values(code: str, text: str, kind: str) -> list[Slot]:
    found = []
    document = _sentences(code, text)
    mentions = {sentence.number: find_mentions(sentence) for sentence in document}
    people = join_mentions(document, mentions)
    for sentence in document:
        values, _ = find_values(sentence, mentions[sentence.number], people)
        found += [Slot(sentence, value) for value in values if value.kind == kind]
    return found


@pytest.mark.parametrize(("code", "row"), _examples("dates"))
def test_dates(code: str, row: dict[str, Any]) -> None:
    slots = _values(code, row["text"], "date")
    published = Edtf.parse(str(row["published"])) if "published" in row else None
    calendar = Calendar(published, slots)
    found = [calendar.resolve(slot, future=bool(row.get("future"))).value for slot in slots]
    assert found == ([] if row["value"] == "none" else [str(row["value"])]) or str(row["value"]) in found


@pytest.mark.parametrize(("code", "row"), _examples("terms"))
def test_terms(code: str, row: dict[str, Any]) -> None:
    found = [slot.found.value for slot in _values(code, row["text"], "term")]
    wanted = row["value"] if isinstance(row["value"], list) else [row["value"]]
    assert found == ([] if wanted == ["none"] else [str(value) for value in wanted])


@pytest.mark.parametrize(("code", "row"), _examples("articles"))
def test_articles(code: str, row: dict[str, Any]) -> None:
    found = [slot.found.value for slot in _values(code, row["text"], "article")]
    wanted = row["value"] if isinstance(row["value"], list) else [row["value"]]
    assert found == ([] if wanted == ["none"] else [str(value) for value in wanted])


@pytest.mark.parametrize(("code", "row"), _examples("counts"))
def test_counts(code: str, row: dict[str, Any]) -> None:
    found = []
    document = _sentences(code, row["text"])
    people = join_mentions(document, {})
    for sentence in document:
        found += [(count.least, count.most) for count in find_values(sentence, (), people)[1]]
    if row.get("value") == "none":
        assert found == []
    else:
        assert (row.get("least"), row.get("most")) in found


@pytest.mark.parametrize(("code", "row"), _examples("names"))
def test_base_forms(code: str, row: dict[str, Any]) -> None:
    document = _sentences(code, row["text"])
    people = join_mentions(document, {one.number: find_mentions(one) for one in document})
    bases = [person.base for person in people.all]
    wanted = row["base"] if isinstance(row["base"], list) else [row["base"]]
    assert bases == ([] if wanted == ["none"] else wanted)


@pytest.mark.parametrize(
    "code", [c for c in names("languages") if "events.yml" in names(f"languages/{c}", ".yml")]
)
def test_every_event_of_a_pack_is_a_type_of_the_vocabulary(code: str) -> None:
    events = load(f"languages/{code}/events.yml").data["events"]
    assert set(events) - {NOTHING} <= set(claim_types().by_name)


def _ways() -> list[tuple[str, str]]:
    files = {code: load(f"languages/{code}/examples.yml").data.get("events") or {} for code in CODES}
    return [(code, kind) for code, ways in files.items() for kind in ways]


@pytest.mark.parametrize(("code", "kind"), _ways())
def test_ways_to_say_it(code: str, kind: str) -> None:
    ways = load(f"languages/{code}/examples.yml").data["events"][kind]
    told = {text: {claim.type for claim in read(text).claims if claim.subjects} for text in ways}
    unread = [text for text, types in told.items() if (types if kind == "none" else kind not in types)]
    assert unread == []
