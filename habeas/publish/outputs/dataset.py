"""The dataset: everything that the site says, for machines. One JSON file of schema habeas.dataset/1."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from habeas.model.claim import Value
from habeas.model.record import Belief, Episode, GroupRecord, Record
from habeas.model.statement import Evidence, Statement
from habeas.publish.edition import Correction, Edition
from habeas.publish.facts import field_of
from habeas.publish.links import web_address

SCHEMA = "habeas.dataset/1"


def files(edition: Edition) -> Mapping[str, bytes]:
    """Return the one JSON file: a field a line, a list's items one a line, so that two editions can be compared."""
    lines = [f'"{name}": {_listed(value)}' for name, value in dataset(edition).items()]
    return {"data/habeas.json": ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8")}


def _listed(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in value) + "\n]"


def dataset(edition: Edition) -> dict[str, Any]:
    """Return the dataset as plain values; documented in docs/dataset.md and by docs/dataset.schema.json."""
    register = edition.register
    return {
        "schema": SCHEMA,
        "mode": edition.mode,
        "made_on": edition.today.isoformat(),
        "program": edition.version,
        "digest": register.digest,
        "publisher": edition.settings.publisher,
        "licence": edition.settings.licence,
        "people": [_person(record) for record in register.people],
        "groups": [_group(group) for group in register.groups],
        "support": [
            {"name": name, "evidence": [_evidence(e) for e in evidence]}
            for name, evidence in register.support
        ],
        "statements": [
            _statement(s) for s in sorted(edition.statements.values(), key=lambda s: (s.order, s.id))
        ],
        "corrections": [_correction(c) for c in edition.corrections],
        "sources": _sources(edition),
    }


def _person(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "name": record.name,
        "names": list(record.names),
        "held": record.held,
        "held_as_of": record.held_as_of,
        "status": record.status,
        "status_reason": record.status_reason.words,
        "beliefs": [_belief(b) for b in record.beliefs if b.episode is None],
        "episodes": [_episode(e) for e in record.episodes],
        "groups": list(record.groups),
        "not_known": [item for item, known in record.completeness if not known],
        "joined": [reason.words for reason in record.joined],
        "earlier_ids": list(record.redirects),
    }


def _group(group: GroupRecord) -> dict[str, Any]:
    return {
        "id": group.id,
        "least": group.least,
        "most": group.most,
        "part_of": group.of,
        "members": list(group.members),
        "episodes": [_episode(e) for e in group.episodes],
        "evidence": [_evidence(e) for e in group.evidence],
    }


def _episode(episode: Episode) -> dict[str, Any]:
    return {
        "id": episode.id,
        "type": episode.type,
        "date": episode.date,
        "modality": episode.modality,
        "state": episode.state,
        "group": episode.group,
        "why_one_event": episode.reason.words,
        "beliefs": [_belief(b) for b in episode.beliefs],
        "statements": list(episode.statements),
    }


def _belief(belief: Belief) -> dict[str, Any]:
    return {
        "property": field_of(belief),
        "of": belief.episode_type or "",
        "value": belief.value,
        "state": belief.state,
        "said_by": list(belief.said_by),
        "reports": belief.reports,
        "origins": belief.origins,
        "modality": belief.modality,
        "certainty": belief.certainty,
        "evidence": [_evidence(e) for e in belief.evidence],
        "rivals": [
            {
                "value": rival.value,
                "said_by": list(rival.said_by),
                "modality": rival.modality,
                "certainty": rival.certainty,
                "evidence": [_evidence(e) for e in rival.evidence],
                "statements": list(rival.statements),
            }
            for rival in belief.rivals
        ],
        "why_first": belief.reason.words,
        "statements": list(belief.statements),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "type": statement.type,
        "subjects": list(statement.subjects),
        "fields": {
            name: [_value(value) for value in values] for name, values in sorted(statement.fields.items())
        },
        "modality": statement.modality,
        "certainty": statement.certainty,
        "said_by": [_value(value) for value in statement.said_by],
        "published_here": statement.day,
        "evidence": [_evidence(e) for e in statement.evidence],
    }


def _value(value: Value) -> dict[str, Any]:
    told: dict[str, Any] = {"value": value.value, "lang": value.lang}
    if value.reason and value.read != value.value:
        told |= {"as_read": value.read, "why": value.reason.words}
    return told


def _correction(correction: Correction) -> dict[str, Any]:
    return {"day": correction.day, "words": correction.words, "statement": _statement(correction.statement)}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": evidence.capture,
        "quote": list(evidence.stretches),
        "lang": evidence.lang,
        "origin": evidence.origin,
    }


def _sources(edition: Edition) -> list[dict[str, Any]]:
    """Each source card once, in order of its id."""
    told = [*edition.statements.values(), *(c.statement for c in edition.corrections)]
    cards = {e.capture: e for statement in told for e in statement.evidence}
    cards |= {e.capture: e for _, evidence in edition.register.support for e in evidence}
    return [
        {
            "id": identity,
            "publisher": card.publisher,
            "published": card.published,
            "url": web_address(card.url),
            "archived": web_address(edition.archives.get(identity)),
            "origin": card.origin,
        }
        for identity, card in sorted(cards.items())
    ]
