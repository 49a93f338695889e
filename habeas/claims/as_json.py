"""A reading as the object of schema ``habeas.extract/1`` (documented in docs/extract.md).

``people`` holds the subjects: those of whom the text tells a fact of detention, trial, sentence,
ill-treatment, exposure or release. Everybody else named stands in ``other_people`` with the role.
"""

from __future__ import annotations

from typing import Any

from habeas.model.claim import Claim, Value
from habeas.model.reading import GroupRead, PersonRead, Reading
from habeas.model.span import Span

SCHEMA = "habeas.extract/1"


def extract_json(reading: Reading) -> dict[str, Any]:
    """Return the reading as plain values, ready for JSON."""
    return {
        "schema": SCHEMA,
        "reader": reading.reader,
        "published": reading.published,
        "languages": list(reading.languages),
        "people": [_person(person) for person in reading.people if person.role == "subject"],
        "other_people": [_person(person) for person in reading.people if person.role != "subject"],
        "groups": [_group(group) for group in reading.groups],
        "support": [{"name": body.name, "passage": span_json(body.passage)} for body in reading.support],
        "claims": [_claim(claim) for claim in reading.claims],
    }


def span_json(span: Span) -> dict[str, Any]:
    """Return a span as start, end and text."""
    return {"start": span.start, "end": span.end, "text": span.text}


def _person(person: PersonRead) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "held": person.held,
        "lang": person.lang,
        "gender": person.gender,
        "mentions": [span_json(span) for span in person.mentions],
    }


def _group(group: GroupRead) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": group.id,
        "least": group.least,
        "most": group.most,
        "passage": span_json(group.passage),
    }
    if group.of is not None:
        found["of"] = group.of
    if group.equals:
        found["equals"] = list(group.equals)
    if group.includes:
        found["includes"] = list(group.includes)
    return found


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "type": claim.type,
        "subjects": list(claim.subjects),
        "passage": span_json(claim.passage),
        "modality": str(claim.modality) if claim.modality is not None else None,
        "certainty": str(claim.certainty),
        "fields": {name: [_value(value) for value in values] for name, values in claim.fields.items()},
        "lang": claim.lang,
        "method": claim.method,
        "score": claim.score,
    }


def _value(value: Value) -> dict[str, Any]:
    found: dict[str, Any] = {"value": value.value}
    if value.span is not None:
        found |= span_json(value.span)
    if value.as_read is not None and value.as_read != value.value:
        found["as_read"] = value.as_read
    if value.reason is not None:
        found["why"] = value.reason.words
    return found
