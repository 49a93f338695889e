"""The dataset: everything that the site says, for machines. One JSON file of schema habeas.dataset/1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from json import JSONEncoder
from typing import Any

from habeas.model.claim import Value
from habeas.model.record import Belief, Episode, GroupRecord, Record
from habeas.model.statement import Evidence, Statement
from habeas.publish.edition import Correction, Edition
from habeas.publish.facts import field_of
from habeas.publish.links import web_address
from habeas.publish.pieces import Piece, Read, Turn, digest

SCHEMA = "habeas.dataset/1"
WHOLE = "data/habeas.json"
_JSON = JSONEncoder(ensure_ascii=False)
_ID = slice(
    len('{"id": "'), len('{"id": "') + 64
)  # where the id stands in the line of a statement: 64 hex digits


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return a file for each person, and the one that holds everything, gathered from them."""
    for record in edition.register.people:
        rests = digest("data", edition.rests_on(record))
        yield Piece(person_path(record), rests, partial(_person_file, edition, record), Turn.FIRST)
    yield Piece(WHOLE, edition.whole("dataset"), partial(_whole, edition))


def person_path(record: Record) -> str:
    """Return where the data of one person stand."""
    return f"data/people/{record.id}.json"


def _person_file(edition: Edition, record: Record, _read: Read) -> bytes:
    return person_bytes(edition, record)


def person_bytes(edition: Edition, record: Record) -> bytes:
    """Return the file of one person: she on the second line, her statements on a line each, so that the whole can be gathered."""
    part = edition.alone(record)
    head = {"schema": SCHEMA, "mode": edition.mode, "program": edition.version}
    statements = [_written(_statement(s)) for s in part.in_order()]
    corrections = [_written(_correction(c)) for c in part.corrections]
    lines = [
        _written(head)[:-1] + ",",
        f'"person": {_written(_person(record))},',
        '"statements": [',
        ",\n".join(statements),
        "],",
        f'"corrections": [{", ".join(corrections)}],',
        f'"sources": {_written(_sources(part))}' + "}",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _whole(edition: Edition, read: Read) -> bytes:
    """Everything: a field a line, a list's items one a line, so that two editions can be compared."""
    people: list[bytes] = []
    statements: dict[bytes, bytes] = {}
    for record in edition.register.people:
        lines = read(person_path(record)).split(b"\n")
        people.append(lines[1].removeprefix(b'"person": ')[:-1])
        for line in lines[3 : lines.index(b"],")]:
            statements[line[_ID]] = line.removesuffix(b",")
    fields = {name: _bytes(value) for name, value in _head(edition).items()}
    fields["people"] = _list(people)
    fields["groups"] = _list(_bytes(_group(group)) for group in edition.register.groups)
    fields["support"] = _list(
        _bytes({"name": name, "evidence": [_evidence(e) for e in evidence]})
        for name, evidence in edition.register.support
    )
    fields["statements"] = _list(
        statements.get(s.id.encode()) or _bytes(_statement(s)) for s in edition.in_order()
    )
    fields["corrections"] = _list(_bytes(_correction(c)) for c in edition.corrections)
    fields["sources"] = _list(_bytes(source) for source in _sources(edition))
    text = b",\n".join([b'"%s": %s' % (name.encode(), value) for name, value in fields.items()])
    return b"{\n%s\n}\n" % text


def _head(edition: Edition) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "mode": edition.mode,
        "made_on": edition.today.isoformat(),
        "program": edition.version,
        "digest": edition.register.digest,
        "publisher": edition.settings.publisher,
        "licence": edition.settings.licence,
    }


def _written(value: Any) -> str:
    return _JSON.encode(value)


def _bytes(value: Any) -> bytes:
    return _JSON.encode(value).encode("utf-8")


def _list(items: Iterable[bytes]) -> bytes:
    told = b",\n".join(items)
    return b"[\n%s\n]" % told if told else b"[]"


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
