"""One lane's entries become statements and links: what was appended, as the register handles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from weakref import WeakKeyDictionary

from habeas.identity.judgements import Order
from habeas.model.claim import Certainty, Modality, Value
from habeas.model.reason import Reason
from habeas.model.span import Span
from habeas.model.statement import Evidence, State, Statement
from habeas.record.cbor import CborValue
from habeas.record.entry import Entry
from habeas.record.lanes import PartnerLane, PrivateLane, PublicLane
from habeas.record.order import order_keys
from habeas.record.standing import Standing, standing
from habeas.register.decisions import Place, links_of
from habeas.register.links import NO_LINKS, Links
from habeas.register.resolution import placed

NOWHERE: Order = (0, "", 0)

# Statements made, while somebody holds their entries, and what else they were made of.
_made: WeakKeyDictionary[Entry, tuple[tuple[object, ...], Statement]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Held:
    """What one lane holds: ``statements`` that stand, in Order; ``retracted`` ones; the ``links``; why others are void.

    ``sources`` gives what is known of each capture (by its SHA-256) or source card (by its id), in hex; ``now`` leads
    from a claim's earlier version to the one that stands.
    """

    statements: tuple[Statement, ...] = ()
    retracted: tuple[Statement, ...] = ()
    links: Links = NO_LINKS
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    void: Mapping[str, Reason] = field(default_factory=dict)
    now: Mapping[str, str] = field(default_factory=dict)


def of_lane(lane: PrivateLane | PartnerLane | PublicLane) -> Held:
    """Return what ``lane`` holds."""
    return of_entries(lane.entries, lane.received)


def of_entries(entries: Sequence[Entry], received: Mapping[bytes, int]) -> Held:
    """Return what the ``entries`` of one audience, in its Order, hold."""
    keys = order_keys(entries, received)

    def place(entry: bytes) -> Order:
        found = keys.get(entry)
        return (found[0], _hex(found[1]), found[2]) if found else NOWHERE

    found = standing(entries)
    return of_standing(found, [e for e in entries if e.id in found.retracted and e.kind == "claim"], place)


def of_standing(found: Standing, taken_back: Iterable[Entry], place: Place) -> Held:
    """Return the same from what stands; ``taken_back`` are retracted claims that are still shown as such."""
    sources = _sources(found.captures)
    statements = tuple(
        statement_of(
            claim,
            sources,
            State.DISPUTED if claim.id in found.disputed else State.ACCEPTED,
            place(claim.id),
        )
        for claim in found.claims
    )
    retracted = tuple(
        statement_of(claim, sources, State.RETRACTED, place(claim.id))
        for claim in taken_back
        if not claim.erased
    )
    settled = frozenset(s.fingerprint for s in statements if s.fingerprint)
    links = replace(links_of(found, place), settled=settled)
    void = {one.hex(): reason for one, reason in found.void.items()}
    now = {one.hex(): later.hex() for one, later in found.now.items()}
    return Held(statements, retracted, links, sources, void, now)


def statement_of(
    claim: Entry, sources: Mapping[str, Mapping[str, str]], state: State, order: Order
) -> Statement:
    """Return one claim entry as a statement, its dates resolved by the date of its report."""
    rests_on = (state, order, *(sources.get(key) for key in _sources_of(claim)))
    known = _made.get(claim)
    if known is None or known[0] != rests_on:
        known = _made[claim] = rests_on, _statement(claim, sources, state, order)
    return known[1]


def _sources_of(claim: Entry) -> Iterator[str]:
    return (_source(item) for item in claim.maps("evidence"))


def _source(item: Mapping[str, CborValue]) -> str:
    """Return the hash of the capture, or the id of the source card, that a passage is from, in hex."""
    capture, card = item.get("capture"), item.get("source")
    identity = capture if isinstance(capture, bytes) else card
    return _hex(identity) if isinstance(identity, bytes) else ""


def _statement(
    claim: Entry, sources: Mapping[str, Mapping[str, str]], state: State, order: Order
) -> Statement:
    evidence = tuple(_evidence(item, sources) for item in claim.maps("evidence"))
    modality = _modality(claim.text("modality"))
    published = next((e.published for e in evidence if e.published), None)
    fields = {
        name[2:]: tuple([_value(row) for row in claim.maps(name)])
        for name in sorted(claim.fields)
        if name.startswith("f.")
    }
    origin = claim.octets("from")
    return Statement(
        id=claim.id.hex(),
        state=state,
        type=claim.text("type") or "",
        subjects=tuple(one.hex() for one in claim.ids("subjects")),
        fields=placed(fields, published, modality),
        modality=modality,
        certainty=_certainty(claim.text("certainty")),
        said_by=tuple(_value(row) for row in claim.maps("said_by")),
        evidence=evidence,
        day=day_of(order[0]),
        order=order,
        method=claim.text("method") or "",
        fingerprint=origin.hex() if origin else None,
    )


@lru_cache(maxsize=4_096)
def _hex(octets: bytes) -> str:
    """Return the one text for a chain, a file or a text, which thousands of statements name."""
    return octets.hex()


@lru_cache(maxsize=4_096)
def day_of(ts: int) -> str:
    """Return the day (UTC, ``YYYY-MM-DD``) of unix seconds."""
    return datetime.fromtimestamp(min(max(ts, 0), 253_402_300_799), UTC).date().isoformat()


def _sources(captures: Iterable[Entry]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for entry in captures:
        told = {name: value for name, value in entry.fields.items() if isinstance(value, str)}
        for name in ("id", "sha256"):
            identity = entry.octets(name)
            if identity is not None:
                found.setdefault(identity.hex(), {}).update(told)
    return found


def _evidence(item: Mapping[str, CborValue], sources: Mapping[str, Mapping[str, str]]) -> Evidence:
    key, text = _source(item), item.get("text")
    about = sources.get(key, {})
    start, end = _two(item.get("at"))
    own = item.get("published")
    quote, stretches = item.get("quote"), item.get("stretches")
    if isinstance(stretches, tuple):
        told = tuple(str(one) for one in stretches)
    else:
        told = (quote,) if isinstance(quote, str) and quote else ()
    return Evidence(
        capture=key,
        stretches=told,
        text_sha256=_hex(text) if isinstance(text, bytes) else None,
        start=start,
        end=end,
        lang=str(item.get("lang", "und")),
        origin=about.get("origin"),
        publisher=about.get("publisher"),
        published=str(own) if own is not None else about.get("published"),
        url=about.get("url"),
        own_day=own is not None,
    )


def _two(value: CborValue | None) -> tuple[int | None, int | None]:
    if isinstance(value, tuple) and len(value) >= 2:
        start, end = value[0], value[1]
        if isinstance(start, int) and isinstance(end, int):
            return start, end
    return None, None


def _value(row: Mapping[str, CborValue]) -> Value:
    lang = row.get("lang")
    return Value(
        value=str(row.get("value", "")),
        span=_span(row.get("at")),
        lang=lang if isinstance(lang, str) else None,
    )


def _span(at: CborValue | None) -> Span | None:
    start, end = _two(at)
    if not isinstance(at, tuple) or len(at) != 3 or start is None or end is None:
        return None
    words = at[2]
    if isinstance(words, str) and end - start == len(words):
        return Span(start, end, words)
    return None


def _modality(text: str | None) -> Modality | None:
    return Modality(text) if text in tuple(Modality) else None


def _certainty(text: str | None) -> Certainty:
    return Certainty(text) if text in tuple(Certainty) else Certainty.PLAIN
