"""The dates of a person for calendars: hearings, ends of terms, releases, birthdays, as sources state them.

Nothing here is computed from law. A date that is wider than a month stands on the page and in no calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from habeas.model.claim import Certainty, Modality
from habeas.model.edtf import Edtf, EdtfError
from habeas.model.record import Belief, Episode, Record
from habeas.model.statement import Evidence, State, Statement
from habeas.publish.changes import public_last, urn_of
from habeas.publish.edition import Correction, Edition
from habeas.publish.facts import field_of
from habeas.publish.held import bounds

KINDS = {
    "hearing": "hearings",
    "appeal": "hearings",
    "release": "releases",
}
TERMS = ("custody", "custody_extension", "house_arrest", "detention", "sentence")
PAST = timedelta(days=60)
WIDEST = timedelta(days=31)
_EPOCH = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Event:
    """One date. ``first`` and ``last`` are the first and the last day that it may be; ``text`` is its EDTF.

    ``calendar`` is the calendar it stands in, ``type`` the term that says what, ``status`` CONFIRMED, TENTATIVE or
    CANCELLED as RFC 5545 has it; ``changed`` is the day of the newest statement about it; ``sequence`` grows with it.
    """

    uid: str
    calendar: str
    type: str
    record: Record
    text: str
    first: date
    last: date
    status: str
    changed: str
    sequence: int
    evidence: Evidence | None = None
    yearly: bool = False
    back: bool = False


def diary(edition: Edition) -> tuple[Event, ...]:
    """Return the dates of everyone that lie ahead or are not long past, in order of time."""
    events: list[Event] = []
    people = {}
    for record in edition.register.people:
        events += _of_person(edition, record)
        people.update(dict.fromkeys((record.id, *record.redirects), record))
    known = {event.uid for event in events}
    for correction in edition.corrections:
        record_ = next((people[s] for s in correction.statement.subjects if s in people), None)
        events += [e for e in _taken_back(edition, correction, record_) if e.uid not in known]
    return tuple(sorted(events, key=lambda event: (event.first, event.last, event.uid)))


def _of_person(edition: Edition, record: Record) -> Iterator[Event]:
    for episode in record.episodes:
        if episode.type in KINDS and episode.date:
            yield from _event(edition, record, episode)
        if episode.type in TERMS and record.held is not False:
            yield from _ends(edition, record, episode)
    if record.held is not False and record.status != "dead":
        yield from _birthday(edition, record)


def _event(edition: Edition, record: Record, episode: Episode) -> Iterator[Event]:
    dates = [b for b in episode.beliefs if field_of(b) == "date"]
    sure = episode.modality in (None, Modality.IN_ABSENTIA) and _is_sure(episode.state, dates)
    status = "CANCELLED" if episode.modality is Modality.DENIED else "CONFIRMED" if sure else "TENTATIVE"
    evidence = next((e for b in (*dates, *episode.beliefs) for e in b.evidence), None)
    kind = KINDS[episode.type]
    yield from _placed(
        edition, record, kind, episode.type, episode.date or "", status,
        name=f"{episode.type}:{episode.id}", evidence=evidence, changed=public_last(edition, episode), counted=len(episode.statements),
    )  # fmt: skip


def _ends(edition: Edition, record: Record, episode: Episode) -> Iterator[Event]:
    """The end of a term, for each value that a source gives; rivals stand beside each other, none of them sure."""
    if episode.modality is Modality.EXPECTED:
        return
    for belief in episode.beliefs:
        if field_of(belief) != "until":
            continue
        denied = episode.modality is Modality.DENIED
        status = "CANCELLED" if denied else "CONFIRMED" if _is_sure(episode.state, [belief]) else "TENTATIVE"
        sides = [(belief.value, belief.evidence), *((rival.value, rival.evidence) for rival in belief.rivals)]
        for number, (value, evidence) in enumerate(dict(sides).items()):
            yield from _placed(
                edition, record, "custody", "term_end", value, status,
                name=f"until:{episode.id}:{number}", evidence=next(iter(evidence), None),
                changed=public_last(edition, episode), counted=len(episode.statements),
            )  # fmt: skip


def _is_sure(state: State, beliefs: list[Belief]) -> bool:
    return state is not State.DISPUTED and all(
        b.certainty is Certainty.PLAIN and not b.rivals and b.modality is not Modality.ALLEGED
        for b in beliefs
    )


def _birthday(edition: Edition, record: Record) -> Iterator[Event]:
    """A birthday stands here only where the day itself was made public, which asks for consent to the day."""
    for belief in record.beliefs:
        if field_of(belief) != "born" or belief.rivals or belief.episode is not None:
            continue
        day = _birth_day(belief.value, edition.today)
        if day is None:
            continue
        changed = _last_day(edition, belief)
        yield Event(
            uid=_uid(f"birthday:{record.id}"), calendar="birthdays", type="birthday", record=record, text=belief.value,
            first=day, last=day, status="CONFIRMED", changed=changed or edition.today.isoformat(),
            sequence=_sequence(changed, len(belief.statements)), evidence=next(iter(belief.evidence), None), yearly=True,
        )  # fmt: skip


def _birth_day(value: str, today: date) -> date | None:
    try:
        born = Edtf.parse(value)
        if born.precision != "day" or born.uncertain or born.approximate:
            return None
        return (born if born.is_resolved else born.with_year(today.year)).earliest
    except EdtfError:  # 29 February of a year that is no leap year
        return date(today.year, 3, 1)


def _last_day(edition: Edition, belief: Belief) -> str | None:
    days = (edition.statements[i].day for i in belief.statements if i in edition.statements)
    return max((day for day in days if day), default=None)


def _taken_back(edition: Edition, correction: Correction, record: Record | None) -> Iterator[Event]:
    """What we took back as our error is called off in calendars that have it, under the name that it had."""
    told: Statement = correction.statement
    if record is None:
        return
    dates = told.fields.get("date", ()) if told.type in KINDS else ()
    ends = told.fields.get("until", ()) if told.type in TERMS else ()
    for field, values, kind, name in (
        ("date", dates, KINDS.get(told.type, ""), f"{told.type}:{told.id}"),
        ("until", ends, "custody", f"until:{told.id}:0"),
    ):
        for value in values[:1]:
            yield from _placed(
                edition, record, kind, "term_end" if field == "until" else told.type, value.value, "CANCELLED",
                name=name, evidence=None, changed=correction.day, counted=99, back=True,
            )  # fmt: skip


def _placed(
    edition: Edition,
    record: Record,
    calendar: str,
    kind: str,
    text: str,
    status: str,
    *,
    name: str,
    evidence: Evidence | None,
    changed: str | None,
    counted: int,
    back: bool = False,
) -> Iterator[Event]:
    edtf = bounds(text)
    if edtf is None or edtf.earliest is None or edtf.latest is None:
        return
    if edtf.latest < edition.today - PAST or edtf.latest - edtf.earliest >= WIDEST:
        return
    exact = edtf.precision == "day" and not (edtf.uncertain or edtf.approximate)
    if not exact and status == "CONFIRMED":
        status = "TENTATIVE"
    yield Event(
        uid=_uid(name), calendar=calendar, type=kind, record=record, text=text, first=edtf.earliest, last=edtf.latest,
        status=status, changed=changed or edition.today.isoformat(), sequence=_sequence(changed, counted),
        evidence=evidence, back=back,
    )  # fmt: skip


def _uid(name: str) -> str:
    return f"{urn_of('date', name).rsplit(':', 1)[-1]}@habeas"


def _sequence(changed: str | None, counted: int) -> int:
    """A number that grows with the day of the newest statement, and within a day with the number of statements."""
    days = (date.fromisoformat(changed) - _EPOCH).days if changed else 0
    return max(days, 0) * 100 + min(counted, 99)
