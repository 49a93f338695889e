"""A person's record as the facts of a case: what the law room is asked about, each with the statements behind it.

Every value that a source gives and nobody of ours ruled out is a possibility; none is chosen silently. An event
without a date happened by the day of its report. Expected and denied events are no facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from habeas.identity.values import parse_date
from habeas.law.span import Span, hull
from habeas.model.claim import Modality
from habeas.model.edtf import Edtf
from habeas.model.record import Belief, Episode, Record
from habeas.model.statement import State
from habeas.packs.loader import load

FILE = "vocabulary/law_facts.yml"
NO_FACT = (Modality.DENIED, Modality.EXPECTED, Modality.IN_ABSENTIA)
ADMINISTRATIVE = "administrative_arrest"
REMAND = "remand"  # the kind of an order of arrest that was carried out at once
MOST = 6  # values of one field that are put to the law; more is no case but a heap


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One claim of a case (keys as in docs/law.md), with the state of the register's facts behind it and their ids."""

    row: Mapping[str, Any]
    state: State
    statements: tuple[str, ...]


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return ``packs/vocabulary/law_facts.yml``."""
    return dict(load(FILE).data)


def case_facts(record: Record, *, proposed: bool) -> tuple[CaseFact, ...]:
    """Return the facts of a person's case, in time; with ``proposed``, what nobody has decided yet is among them."""
    facts = [fact for episode in record.episodes for fact in _facts(episode, proposed=proposed)]
    return tuple(_arrests_marked(facts))


def _facts(episode: Episode, *, proposed: bool) -> list[CaseFact]:
    beliefs = [b for b in episode.beliefs if proposed or b.state is not State.PROPOSED]
    remanded = episode.type == "arrest_order" and REMAND in _told(beliefs, "kind")
    kind = vocabulary()["types"].get(REMAND if remanded else episode.type)
    happened = next((b for b in beliefs if b.property == episode.type), None)
    if kind is None or happened is None or happened.modality in NO_FACT:
        return []
    state = State.PROPOSED if any(b.state is State.PROPOSED for b in beliefs) else State.ACCEPTED
    ids = tuple(dict.fromkeys(one for b in beliefs for one in b.statements))
    common = {"type": kind, "date": _day(beliefs, happened)}
    rows = [{**common, **more} for more in _terms(beliefs)] if _told(beliefs, "term") else [dict(common)]
    until = _dates(_told(beliefs, "until"))
    articles = _told(beliefs, "article")
    for row in rows:
        if until:
            row["until"] = until
        if articles:
            row["article"] = articles[0]
    rows += [{**common, "article": one, **_administrative(rows[0])} for one in articles[1:]]
    return [CaseFact(_without_none(row), state, ids) for row in rows if not _uncounted(row)]


def _told(beliefs: Iterable[Belief], name: str) -> list[str]:
    """Return every value of a field that is held, and those that stand against it undecided."""
    found: dict[str, None] = {}
    for belief in beliefs:
        if belief.property == name:
            found.setdefault(belief.value)
            if belief.state is State.DISPUTED:
                found.update((rival.value, None) for rival in belief.rivals)
    return list(found)[:MOST]


def _day(beliefs: Iterable[Belief], happened: Belief) -> str | None:
    """Return when it happened, as wide as its sources leave it; without a date it happened by its first report."""
    day = _dates(_told(beliefs, "date"))
    if day:
        return day
    published = [found for e in happened.evidence if e.published and (found := parse_date(e.published))]
    last = min((one.latest for one in published if one.latest), default=None)
    return f"../{last.isoformat()}" if last else None


def _dates(values: Iterable[str]) -> str | None:
    """Return the least date that holds all of ``values``, or None without any that can be placed in a calendar."""
    found = [one for one in (parse_date(value) for value in values) if one is not None]
    spans = [Span(one.earliest, one.latest) for one in found if one.is_resolved]
    if not spans:
        return next((one.text for one in found), None)
    return found[0].text if len(found) == 1 else hull(spans).edtf()


def _terms(beliefs: Iterable[Belief]) -> list[dict[str, Any]]:
    """Return term, kind and regime of each term that is told; of a range both ends."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for value in _told(beliefs, "term"):
        lengths, _, words = value.partition(" ")
        kind = _found(words, "kinds") or ("imprisonment" if words else None)
        regime = _found(words, "regimes")
        for length in dict.fromkeys(lengths.split("..")):
            if not length:
                continue
            days_alone = length.startswith("P") and not set("YM") & set(length.partition("T")[0])
            told = kind or (ADMINISTRATIVE if days_alone else None)
            row = {"term": length, "kind": told, "regime": regime, "_words": words}
            rows.setdefault((length, told or ""), row)
    return list(rows.values())


def _found(words: str, name: str) -> str | None:
    rows: Mapping[str, str] = vocabulary()[name]
    return next((rows[one] for one in sorted(rows, key=len, reverse=True) if one in words), None)


def _uncounted(row: Mapping[str, Any]) -> bool:
    return any(one in str(row.get("_words", "")) for one in vocabulary()["uncounted"])


def _administrative(row: Mapping[str, Any]) -> dict[str, str]:
    return {"kind": ADMINISTRATIVE} if row.get("kind") == ADMINISTRATIVE else {}


def _without_none(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value is not None and key != "_words"}


def _arrests_marked(facts: list[CaseFact]) -> list[CaseFact]:
    """Mark the detentions that began an administrative arrest, so that no criminal term is counted from them."""
    sentences = [f.row for f in facts if f.row["type"] == "sentence"]
    arrests = [span_of(row) for row in sentences if row.get("kind") == ADMINISTRATIVE]
    criminal = any(f.row["type"] in ("custody", "house_arrest", "custody_extension") for f in facts) or any(
        row.get("kind") != ADMINISTRATIVE for row in sentences
    )
    found = []
    for fact in facts:
        detained = fact.row["type"] == "detention"
        if detained and arrests and (not criminal or _begins(span_of(fact.row), arrests)):
            fact = CaseFact({**fact.row, "kind": ADMINISTRATIVE}, fact.state, fact.statements)
        found.append(fact)
    return found


def _begins(detained: Span, arrests: Iterable[Span]) -> bool:
    """Whether a detention of a known day lies shortly before one of the arrests."""
    if detained.first is None or detained.last is None:
        return False
    near = timedelta(days=int(vocabulary()["arrest_after_days"]))
    return any(
        one.first is not None
        and detained.first <= (one.last or date.max)
        and one.first - near <= detained.last
        for one in arrests
    )


def span_of(row: Mapping[str, Any]) -> Span:
    """Return the days that a fact's date allows."""
    text = row.get("date")
    found = parse_date(text) if isinstance(text, str) else None
    return Span.of(found) if isinstance(found, Edtf) and found.is_resolved else Span()
