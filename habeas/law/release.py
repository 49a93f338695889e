"""When a term ends, as an interval: the term, less what custody counts for, with everything unsure left open.

With T the term, k what a day in custody counts for and C the days in custody, the last day is
start + T + (-1 or 0) - (k-1)·C, and never before start + T/k, when all of it was spent in custody.
Every bound is taken at the corner of the facts and rules that moves it furthest, so wider facts or one more
unverified rule can only widen the interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from habeas.law.answer import Answer, Variant, ends, once, said, uncounted
from habeas.law.arrests import arrests
from habeas.law.assumed import assumed
from habeas.law.case import Case
from habeas.law.country import Country
from habeas.law.course import Course, course_of, possible_terms
from habeas.law.rules import Facts, Rule, least_of, most_of, pick
from habeas.law.span import UNKNOWN, Span, hull, shifted
from habeas.law.terms import Term
from habeas.model.reason import Reason

NOTHING_ELSE = assumed("nothing-else", "No parole, pardon, amnesty, recount or change of regime is counted.")


@dataclass(frozen=True, slots=True)
class _Corner:
    """One corner of what is possible: every quantity at the value that moves the end one way."""

    credit: Fraction
    house_credit: Fraction
    house_days: int
    before_days: int
    entry_counted: Fraction
    last_day: Fraction
    administrative: Fraction
    early: bool


def release(case: Case, country: Country) -> Answer:
    """Return when the term ends as we count it, or an answer without days that says what is missing."""
    facts, remarks = country.known(case.circumstances())
    if not case.of("sentence") and case.of("sentence", "detention", administrative=True):
        return arrests(case, country, question="release")
    terms = possible_terms(case)
    if not terms:
        name, why = ("no-term", "the sentence has no term")
        if not case.of("sentence"):
            name, why = ("no-sentence", "no sentence with a term is in the case")
        told = uncounted(name, "The end of the term", why)
        return Answer("release", told, facts=case.facts, assumptions=remarks, more={"reason": why})
    course = course_of(case, country, facts)
    nominal = hull(course.start.later(term, term) for term in course.terms)
    held = Span(course.start.first, course.force.last)
    credits = tuple(
        rule for judged, days in (("end", nominal), ("custody", held))
        for rule in pick((r for r in country.rules if r.judged_by == judged), "custody_credit", facts, days)
    )  # fmt: skip
    others = _other_rules(case, country, facts, course, nominal)
    readings = _readings(case, country, course, credits, others)
    span = hull(one.span for one in readings)
    rules = once((*credits, *course.rules, *(rule for found in others.values() for rule in found)))
    return Answer(
        "release", ends(span, rules, "term", "The term"), span, rules, case.facts,
        (*remarks, *course.assumptions, *_assumed(case, facts, course, credits), NOTHING_ELSE),
        readings if len(readings) > 1 else (),
        {} if span != UNKNOWN else {"reason": "the day from which the term runs is not known"},
    )  # fmt: skip


def _other_rules(
    case: Case, country: Country, facts: Facts, course: Course, nominal: Span
) -> dict[str, tuple[Rule, ...]]:
    """Return the rules beside the credit for custody that this case touches, by what they are about."""
    topics = ["entry_day_counted", "last_day", "tolerance", "release_before_day_off"]
    if course.house[1]:
        topics.append("house_arrest_credit")
    if case.of("detention", "sentence", administrative=True):
        topics.append("administrative_arrest_counts")
    return {about: pick(country.rules, about, facts, nominal) for about in topics}


def _readings(
    case: Case,
    country: Country,
    course: Course,
    credits: tuple[Rule, ...],
    others: dict[str, tuple[Rule, ...]],
) -> tuple[Variant, ...]:
    """Return what each reading of the credit for custody gives; without any rule no credit has an earliest end."""
    found = []
    for reading in sorted({value for rule in credits for value in (rule.least, rule.value, rule.most)}):
        span = _not_before_the_law(_interval(case, course, others, reading), credits, reading)
        counted = f"{float(reading):g}"
        words = said("if-credit", f"if one day in custody counts as {counted}", credit=counted)
        found.append(Variant(words, _loosened(country, span, others)))
    if not found:
        span = _loosened(country, Span(None, _interval(case, course, others, Fraction(1)).last), others)
        found.append(Variant(said("if-no-credit", "if custody does not shorten the term"), span))
    return tuple(found)


def _interval(case: Case, course: Course, others: dict[str, tuple[Rule, ...]], credit: Fraction) -> Span:
    """Return between which days the term ends if one day in custody counts as ``credit``."""

    def corner(*, early: bool) -> _Corner:
        up, down = (most_of, least_of) if early else (least_of, most_of)
        few, many = course.house
        administrative = sum(
            fact.term.length() for fact in case.of("sentence", "detention", administrative=True) if fact.term
        )
        return _Corner(
            credit,
            _or(up(others.get("house_arrest_credit", ())), Fraction(1)),
            few if early else many, course.before[1] if early else course.before[0],
            _or(up(others["entry_day_counted"]), Fraction(early)),
            _or(down(others["last_day"]), Fraction(-early)),
            administrative * _or(up(others.get("administrative_arrest_counts", ())), Fraction(early)), early,
        )  # fmt: skip

    first = last = None
    if course.start.first:
        first = min(
            _end(course.start.first, course.force.last, term, corner(early=True)) for term in course.terms
        )
    if course.start.last:
        last = max(
            _end(course.start.last, course.force.first, term, corner(early=False)) for term in course.terms
        )
    return Span(first, last)


def _end(start: date, force: date | None, term: Term, corner: _Corner) -> date:
    """Return the last day of one term at one corner. An unknown entry into force is the end itself, or the start."""
    length = (term.after(start) - start).days
    k = corner.credit
    whole = (
        max((force - start).days + int(corner.entry_counted), 0) if force else (length if corner.early else 0)
    )
    house = min(corner.house_days, whole)
    gone = k * corner.before_days + corner.administrative
    counted = (k - 1) * (whole - house) + (corner.house_credit - 1) * house
    all_in_custody = length - Fraction(length) / max(k, Fraction(1))
    counted = min(counted, all_in_custody) + gone
    credit = ceil(counted) if corner.early else floor(counted)
    return max(shifted(start, length + int(corner.last_day) - credit), start)


def _not_before_the_law(span: Span, credits: tuple[Rule, ...], credit: Fraction) -> Span:
    """Return the span of one reading: no credit ends a term before the day on which that credit became law."""
    begins = [rule.begins if rule.judged_by == "end" else None for rule in credits if rule.most >= credit]
    days = [day for day in begins if day]
    if credit <= 1 or len(days) < len(begins):
        return span
    law = min(days)
    return Span(span.first and max(span.first, law), span.last and max(span.last, law))


def _loosened(country: Country, span: Span, others: dict[str, tuple[Rule, ...]]) -> Span:
    """Return the span widened by days off and by how far published releases lie from the count."""
    off = others["release_before_day_off"]
    first, last = span.first, span.last
    if first and (not off or most_of(off) > 0):
        first = country.days_off.working_day(first, -1)
    if last and off and least_of(off) > 0:
        last = country.days_off.working_day(last, -1)
    within = int(_or(most_of(others["tolerance"]), Fraction(0)))
    return Span(first, last).moved(-within, within)


def _assumed(case: Case, facts: Facts, course: Course, credits: tuple[Rule, ...]) -> tuple[Reason, ...]:
    found = []
    if not any(fact.kind for fact in case.of("sentence")):
        found.append(assumed("imprisonment", "The sentence is taken to be imprisonment."))
    if len(facts.regime) != 1:
        found.append(
            assumed(
                "every-regime",
                "The regime is not known, or several are told: every one of them is held possible.",
            )
        )
    if not credits:
        found.append(
            assumed(
                "no-credit", "No rule tells what a day in custody counts for: the earliest end is left open."
            )
        )
    if len(course.terms) > 1:
        terms = ", ".join(str(term) for term in course.terms)
        found.append(assumed("terms", f"Several terms are possible: {terms}."))
    if course.start.last and course.force.first and course.force.first < course.start.last:
        found.append(
            assumed(
                "force-before",
                "By these days the verdict came into force before the detention: one of them may be wrong.",
            )
        )
    freed = case.of("release")
    if freed:
        words = f"A release is told ({freed[-1].said or 'day unknown'}); the term is counted as it was given."
        found.append(assumed("freed", words, day=freed[-1].said))
    return tuple(found)


def _or(value: Fraction | None, other: Fraction) -> Fraction:
    return other if value is None else value
