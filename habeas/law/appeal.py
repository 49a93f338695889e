"""Until when a verdict or an administrative arrest can be appealed."""

from __future__ import annotations

from habeas.law.answer import Answer, ends, once, uncounted
from habeas.law.assumed import assumed
from habeas.law.case import Case
from habeas.law.country import Country
from habeas.law.rules import Facts, least_of, most_of, pick
from habeas.law.span import UNKNOWN, Span

HANDED_OVER = assumed(
    "handed-over",
    "Counted from the day after the sentence; somebody held may count from the day the copy is handed over, "
    "which is later.",
)


def appeal(case: Case, country: Country) -> Answer:
    """Return the last day on which an appeal is in time, for the latest sentence of the case."""
    facts, remarks = country.known(case.circumstances())
    criminal, arrest = case.of("sentence"), case.of("sentence", administrative=True)
    sentence = (criminal or arrest or (None,))[-1]
    if sentence is None or sentence.when == UNKNOWN:
        why = "no sentence with a day is in the case"
        told = uncounted("no-sentence-day", "The time for an appeal", why)
        return Answer("appeal", told, facts=case.facts, assumptions=remarks, more={"reason": why})
    if not criminal:
        facts = Facts(kind=frozenset({"administrative_arrest"}))
    rules = pick(country.rules, "appeal_term", facts, sentence.when)
    moves = pick(country.rules, "deadline_after_day_off", facts, sentence.when)
    span = sentence.when.later(least_of(rules), most_of(rules)) if rules else Span(sentence.when.first)
    first, last = span.first, span.last
    if last and (not moves or most_of(moves) > 0):
        last = country.days_off.working_day(last, 1)
    if first and moves and least_of(moves) > 0:
        first = country.days_off.working_day(first, 1)
    span = Span(first, last)
    used = once((*rules, *moves))
    told = ends(span, used, "appeal", "The time for an appeal")
    return Answer("appeal", told, span, used, case.facts, (*remarks, HANDED_OVER))
