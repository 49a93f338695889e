"""The standing decisions of a lane, turned into the plain links that derivation asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from habeas.identity.judgements import Judged, Judgements, Order
from habeas.model.judgement import Judgement
from habeas.record.entry import Entry
from habeas.record.pairs import Pair
from habeas.record.standing import Standing
from habeas.register.links import Choice, Conflict, Consent, Links, Subject, Widened

type Place = Callable[[bytes], Order]


def links_of(standing: Standing, place: Place) -> Links:
    """Return the links of a lane; ``place`` gives an entry id's place in the Order."""
    subjects = _subjects(standing.acts("subject"), place)
    return Links(
        subjects=subjects,
        address={one.hex(): other.hex() for one, other in standing.address.items()},
        people=_judgements(standing, ("person", "group"), place),
        mentions=_judgements(standing, ("mention",), place),
        events=_judgements(standing, ("claim",), place, _chosen(standing, place)),
        covered=_covered(subjects),
        chosen=tuple(_choice(one, standing.now, place) for one in standing.acts("choose")),
        copies=tuple(tuple(c.hex() for c in one.ids("captures")) for one in standing.acts("copies")),
        rejected=frozenset(one.hex() for one in standing.rejected),
        settled=frozenset(),
        allowed=frozenset(_allowed(standing.acts("allow"))),
        consents=tuple(_consent(one) for one in standing.acts("consent")),
        widened=tuple(_widened(one) for one in standing.acts("widen")),
        conflicts=tuple(
            Conflict(tuple(one.hex() for one in conflict.entries), conflict.reason)
            for conflict in standing.conflicts
        ),
    )


def _subjects(decisions: Iterable[Entry], place: Place) -> dict[str, Subject]:
    found: dict[str, Subject] = {}
    for decision in decisions:
        subject, sort = decision.octets("id"), decision.text("sort")
        if subject is None or sort is None:
            continue
        mentions = tuple(one.hex() for one in decision.ids("mentions"))
        known = found.get(subject.hex())
        if known is None:
            found[subject.hex()] = Subject(subject.hex(), sort, mentions, place(decision.id))
        else:
            every = tuple(dict.fromkeys((*known.mentions, *mentions)))
            found[subject.hex()] = Subject(known.id, known.sort, every, known.order)
    return found


def _covered(subjects: Mapping[str, Subject]) -> dict[str, str]:
    """Return which subject a mention belongs to: the first in Order where it was given two."""
    found: dict[str, str] = {}
    for subject in sorted(subjects.values(), key=lambda s: (s.order, s.id)):
        for mention in subject.mentions:
            found.setdefault(mention, subject.id)
    return found


def _chosen(standing: Standing, place: Place) -> list[Judged]:
    """Who chooses between two claims takes them to tell one event."""
    return [
        Judged(a, b, Judgement.SAME, choice.decision, choice.order)
        for choice in (_choice(one, standing.now, place) for one in standing.acts("choose"))
        for a in choice.claims
        for b in choice.over
        if a != b
    ]


def _judgements(
    standing: Standing, sorts: tuple[str, ...], place: Place, more: Iterable[Judged] = ()
) -> Judgements:
    rows = [*more]
    rows += [_judged(pair, Judgement.SAME, place) for pair in standing.same if pair.sort in sorts]
    rows += [_judged(pair, Judgement.DIFFERENT, place) for pair in standing.different if pair.sort in sorts]
    for decision in standing.acts("split"):
        a, b = decision.octets("a"), decision.octets("b")
        if decision.text("sort") in sorts and a is not None and b is not None:
            rows.append(Judged(a.hex(), b.hex(), Judgement.DIFFERENT, decision.id.hex(), place(decision.id)))
    return Judgements(rows)


def _judged(pair: Pair, judgement: Judgement, place: Place) -> Judged:
    return Judged(
        pair.a.hex(),
        pair.b.hex(),
        judgement,
        "" if pair.computed else pair.decision.hex(),
        place(pair.decision),
        pair.keep.hex(),
    )


def _choice(decision: Entry, now: Mapping[bytes, bytes], place: Place) -> Choice:
    return Choice(
        claims=tuple(now.get(one, one).hex() for one in decision.ids("claims")),
        over=tuple(now.get(one, one).hex() for one in decision.ids("over")),
        field=decision.text("field") or "",
        decision=decision.id.hex(),
        order=place(decision.id),
    )


def _allowed(decisions: Iterable[Entry]) -> Iterable[tuple[str, str]]:
    for decision in decisions:
        subject, what = decision.octets("subject"), decision.text("what")
        if subject is not None and what is not None:
            yield subject.hex(), what


def _consent(decision: Entry) -> Consent:
    subject, audience = decision.octets("subject"), decision.fields.get("audience")
    return Consent(
        subject.hex() if subject else "",
        decision.text("purpose") or "",
        audience.hex() if isinstance(audience, bytes) else str(audience or ""),
        decision.text("giver") or "",
        decision.text("until"),
    )


def _widened(decision: Entry) -> Widened:
    rows = decision.items("ids")
    pairs = [row for row in rows if isinstance(row, tuple) and len(row) == 2]
    lane = decision.octets("lane")
    return Widened(
        decision=decision.id.hex(),
        lane=lane.hex() if lane else "",
        of=tuple(one.hex() for one in decision.ids("of")),
        to=tuple(one.hex() for one in decision.ids("to")),
        ids=tuple(
            (wider.hex(), own.hex())
            for wider, own in pairs
            if isinstance(wider, bytes) and isinstance(own, bytes)
        ),
        basis=decision.text("basis"),
    )
