"""The same people and events as entities of FollowTheMoney, one JSON object a line, for the programs of investigators.

That model has no rival values and no manner of saying: of rivals both stand, and what is alleged, expected or denied
carries the word as a keyword. The schema: followthemoney.tech, Person and Event; tests validate against its package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from json import JSONEncoder
from typing import Any

from habeas.model.record import Belief, Episode, Record
from habeas.model.statement import Evidence
from habeas.publish.changes import addresses, urn_of
from habeas.publish.edition import Edition
from habeas.publish.facts import field_of
from habeas.publish.held import bounds
from habeas.publish.links import is_wikidata, web_address
from habeas.publish.pieces import Piece, Read
from habeas.publish.plain import readable

PATH = "data/entities.ftm.json"
_JSON = JSONEncoder(ensure_ascii=False, sort_keys=True)
_DAY = re.compile(r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
_GENDERS = {"f": "female", "female": "female", "m": "male", "male": "male"}
_PLACES = ("place", "facility", "court")


def pieces(edition: Edition) -> Iterator[Piece]:
    """Return the one file of entities."""
    yield Piece(PATH, edition.whole("ftm"), partial(_file, edition))


def _file(edition: Edition, _read: Read) -> bytes:
    lines = [_JSON.encode(entity) for entity in entities(edition)]
    return ("\n".join(lines) + "\n" if lines else "").encode("utf-8")


def entities(edition: Edition) -> Iterator[dict[str, Any]]:
    """Return a Person for each person and an Event for each event that was told of her."""
    events: dict[str, dict[str, Any]] = {}
    for record in edition.register.people:
        yield _entity(f"habeas-{record.id}", "Person", _person(edition, record))
        for episode in record.episodes:
            identity = f"habeas-e-{urn_of('ftm', episode.id).rsplit(':', 1)[-1]}"
            entity = events.setdefault(identity, _entity(identity, "Event", _event(edition, record, episode)))
            involved = entity["properties"].setdefault("involved", [])
            if f"habeas-{record.id}" not in involved:
                involved.append(f"habeas-{record.id}")
    for _, entity in sorted(events.items()):
        yield entity


def _entity(identity: str, schema: str, properties: dict[str, Iterable[str]]) -> dict[str, Any]:
    told = {
        name: list(dict.fromkeys(readable(v) for v in values if v)) for name, values in properties.items()
    }
    return {
        "id": identity,
        "schema": schema,
        "properties": {name: values for name, values in told.items() if values},
    }


def _person(edition: Edition, record: Record) -> dict[str, Iterable[str]]:
    traits: dict[str, list[Belief]] = {}
    for belief in record.beliefs:
        if belief.episode is None:
            traits.setdefault(field_of(belief), []).append(belief)
    said = [e for s in edition.about(record) for e in s.evidence]
    days = [s.day for s in edition.about(record) if s.day]
    return {
        "name": [record.name],
        "alias": [name for name in record.names if name != record.name],
        "birthDate": [day for b in traits.get("born", ()) for day in _values(b) if _DAY.match(day)],
        "gender": [_GENDERS.get(value, "") for b in traits.get("gender", ()) for value in _values(b)],
        "wikidataId": [
            value for b in traits.get("wikidata", ()) for value in _values(b) if is_wikidata(value)
        ],
        "position": [value for b in traits.get("occupation", ()) for value in _values(b)],
        "status": [record.status],
        "keywords": _mode(edition),
        "modifiedAt": [max(days)] if days else [],
        **_sources(edition, said, [f"people/{one}.html" for one in addresses(record)[:1]]),
    }


def _event(edition: Edition, record: Record, episode: Episode) -> dict[str, Iterable[str]]:
    edtf = bounds(episode.date)
    first = edtf.earliest.isoformat() if edtf and edtf.earliest else ""
    last = edtf.latest.isoformat() if edtf and edtf.latest else ""
    exact = episode.date if episode.date and _DAY.match(episode.date) else ""
    manner = [str(episode.modality)] if episode.modality else []
    said = [e for b in episode.beliefs for e in b.evidence]
    return {
        "name": [episode.type.replace("_", " ")],
        "date": [exact],
        "startDate": [] if exact else [first],
        "endDate": [] if exact else [last],
        "location": [value for b in episode.beliefs if field_of(b) in _PLACES for value in _values(b)],
        "summary": [e.text for e in said if e.stretches][:5],
        "keywords": [*_mode(edition), *manner],
        **_sources(edition, said, [f"people/{record.id}.html"]),
    }


def _values(belief: Belief) -> list[str]:
    return [belief.value, *(rival.value for rival in belief.rivals)]


def _mode(edition: Edition) -> list[str]:
    return [] if edition.mode == "real" else [edition.mode]


def _sources(edition: Edition, said: list[Evidence], pages: list[str]) -> dict[str, Iterable[str]]:
    base = edition.settings.base
    addresses_ = [web_address(e.url) or "" for e in said]
    own = [f"{base}{edition.languages[0]}/{page}" for page in pages] if base else []
    return {"sourceUrl": [*own, *addresses_], "publisher": [e.publisher or "" for e in said]}
