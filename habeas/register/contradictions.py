"""What cannot all be true of one person, shown with the claims behind it: never dropped, never corrected silently.

Found when a file is looked at; it changes no belief. Each is a question to the sources, or a mistake of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from habeas.identity.values import fold, parse_date
from habeas.law.country import country
from habeas.law.span import Span
from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.model.record import Belief, Episode, Record
from habeas.register.legal_facts import span_of

NOT_SO = (Modality.DENIED, Modality.EXPECTED)
TAKEN = frozenset(
    {"detention", "custody", "custody_extension", "house_arrest", "sentence", "not_released", "conditions"}
)
CHARGING = frozenset({"charge", "sentence"})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What does not go together, in words, and the statements that say it."""

    reason: Reason
    statements: tuple[str, ...]


def contradictions(record: Record, law: str | None = None) -> tuple[Contradiction, ...]:
    """Return what cannot all be true of ``record``; ``law`` is the country whose codes its articles are in."""
    told = [e for e in record.episodes if e.modality not in NOT_SO]
    found = [
        *_impossible(record.beliefs),
        *_ends_before(told),
        *_too_early(told),
        *_births(record.beliefs),
        *_released_alone(told),
        *_no_law_yet(told, law),
        *_circles(record.beliefs),
    ]
    return tuple(dict.fromkeys(found))


def _impossible(beliefs: Iterable[Belief]) -> Iterable[Contradiction]:
    for belief in beliefs:
        if belief.property not in ("date", "until", "born"):
            continue
        for value, statements in _sides(belief):
            when = parse_date(value)
            if when is None:
                yield _found("date.impossible", f"“{value}” is no date.", statements, value=value)
            elif belief.modality not in NOT_SO and belief.property != "until":
                said = _last_report(belief)
                if said and when.is_resolved and when.earliest and when.earliest > said:
                    words = f"It is told as having happened on {value}, in a report of {said}."
                    yield _found(
                        "date.after-report", words, statements, value=value, published=said.isoformat()
                    )


def _last_report(belief: Belief) -> date | None:
    days = [
        found.latest
        for e in belief.evidence
        if e.published and (found := parse_date(e.published)) and found.latest
    ]
    return max(days, default=None) if len(days) == len(belief.evidence) else None


def _ends_before(episodes: Iterable[Episode]) -> Iterable[Contradiction]:
    for episode in episodes:
        begun, until = _span(episode, "date"), _span(episode, "until")
        if begun.first and until.last and until.last < begun.first:
            words = f"It would end on {until.edtf()}, before it begins on {begun.edtf()}."
            yield _found("end.before-start", words, episode.statements, event=episode.type)


def _too_early(episodes: list[Episode]) -> Iterable[Contradiction]:
    """A release, or a sentence, before the only time that somebody was taken."""
    taken = [e for e in episodes if e.type == "detention"]
    firsts = [_span(e, "date").first for e in taken]
    if not taken or None in firsts:
        return
    first = min(day for day in firsts if day)
    for episode in episodes:
        day = _span(episode, "date").last
        if episode.type in ("release", "custody_extension") and day is not None and day < first:
            words = f"{episode.type.replace('_', ' ')} on {episode.date}, before the first detention that is told, {first}."
            ids = (*episode.statements, *(one for e in taken for one in e.statements))
            yield _found("order.impossible", words.capitalize(), ids, event=episode.type)


def _births(beliefs: Iterable[Belief]) -> Iterable[Contradiction]:
    for belief in beliefs:
        if belief.property == "born" and belief.rivals:
            values = [belief.value, *(rival.value for rival in belief.rivals)]
            ids = [one for _, statements in _sides(belief) for one in statements]
            yield _found("born.differ", f"Sources give different births: {', '.join(values)}.", ids)


def _released_alone(episodes: list[Episode]) -> Iterable[Contradiction]:
    freed = [e for e in episodes if e.type == "release"]
    if freed and not any(e.type in TAKEN for e in episodes):
        ids = [one for e in freed for one in e.statements]
        yield _found("release.alone", "A release is told, and nothing of how or when she was held.", ids)


def _no_law_yet(episodes: Iterable[Episode], law: str | None) -> Iterable[Contradiction]:
    if law is None:
        return
    rows = country(law).penalties
    for episode in episodes:
        when = _span(episode, "date")
        if episode.type not in CHARGING or when.last is None:
            continue
        for belief in episode.beliefs:
            number = belief.value.partition(" ")[0]
            editions = [row for row in rows if belief.property == "article" and row.article == number]
            if editions and not any(row.in_force(Span(None, when.last)) for row in editions):
                words = f"Article {number} was no law yet on {episode.date}, as far as our code knows."
                yield _found("article.not-yet", words, belief.statements, article=number, country=law)


def _circles(beliefs: Iterable[Belief]) -> Iterable[Contradiction]:
    """Two sources that each say it on the other's word: nobody stands at the beginning."""
    for belief in beliefs:
        outlets = {fold(e.publisher): e.publisher for e in belief.evidence if e.publisher}
        if len(outlets) > 1 and outlets.keys() == {fold(one) for one in belief.said_by}:
            words = f"Its sources name each other, and nobody else: {', '.join(sorted(outlets.values()))}."
            yield _found("sources.circular", words, belief.statements, property=belief.property)


def _sides(belief: Belief) -> list[tuple[str, tuple[str, ...]]]:
    return [(belief.value, belief.statements), *((r.value, r.statements) for r in belief.rivals)]


def _span(episode: Episode, name: str) -> Span:
    value = next((b.value for b in episode.beliefs if b.property == name), None)
    return span_of({"date": value} if value else {})


def _found(rule: str, words: str, statements: Iterable[str], **facts: str) -> Contradiction:
    return Contradiction(
        Reason(f"contradiction.{rule}", words, tuple(facts.items())), tuple(dict.fromkeys(statements))
    )
