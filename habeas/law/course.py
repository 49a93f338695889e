"""The course of a case towards its term: since when held, when the verdict came into force, how long the term is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from habeas.law.assumed import assumed
from habeas.law.case import Case, Fact
from habeas.law.country import Country
from habeas.law.rules import Facts, Rule, least_of, most_of, pick
from habeas.law.span import UNKNOWN, Span, hull
from habeas.law.terms import Term
from habeas.model.reason import Reason

APPEAL_FILED = frozenset({"filed", "lodged"})
STARTED = assumed("started", "The term is taken to run from the day its start was reported.")
NO_START = assumed("no-start", "No day is known from which the term runs.")
BY_APPEAL = assumed(
    "by-appeal", "The verdict is taken to have come into force on the day of the appeal ruling."
)
ANY_DAY = assumed(
    "any-day", "When the verdict came into force is not known: any day of the term is held possible."
)


@dataclass(frozen=True, slots=True)
class Course:
    """What the release interval is counted from.

    ``start``: the day from which the term runs with everything since; ``force``: entry into force of the verdict,
    up to which days are custody; ``before``: custody that ended earlier, as (fewest, most) days; ``house``: days of
    house arrest among them; ``terms``: the terms held possible.
    """

    start: Span
    force: Span
    before: tuple[int, int]
    house: tuple[int, int]
    terms: tuple[Term, ...]
    rules: tuple[Rule, ...]
    assumptions: tuple[Reason, ...]


def course_of(case: Case, country: Country, facts: Facts) -> Course:
    """Return the course of a case that has a criminal sentence with a term."""
    sentenced = hull(fact.when for fact in case.of("sentence"))
    force, rules, assumptions = _in_force(case, country, facts, sentenced)
    start, before = _start(case, sentenced)
    given = case.when("sentence_start")
    if given is not None:
        start, before = _started(start, given, _left(case, sentenced), before)
        if case.when("in_force") is None:
            force = _in_force_by(given, sentenced, force)
        assumptions += (STARTED,)
    if start == UNKNOWN:
        assumptions += (NO_START,)
    return Course(start, force, before, _house(case, force), possible_terms(case), rules, assumptions)


def _started(
    held: Span, given: Span, left: Span | None, before: tuple[int, int]
) -> tuple[Span, tuple[int, int]]:
    """Return the reported start of the term, and the custody that may lie before it."""
    if held.first is None or held.last is None or given.first is None or given.last is None:
        return given, before
    few, many = _days(held, left or given.moved(-1, -1))
    surely_later = given.first > held.last
    return given, (before[0] + (few if surely_later else 0), before[1] + many)


def _in_force_by(given: Span, sentenced: Span, force: Span) -> Span:
    """Return when the verdict came into force: a term that starts after the sentence starts with that day."""
    if given.last is not None and sentenced.first is not None and given.last < sentenced.first:
        return force
    surely = sentenced.last is None or (given.first is not None and given.first >= sentenced.last)
    return given if surely else hull((given, force))


def possible_terms(case: Case) -> tuple[Term, ...]:
    """Return the terms that may be meant, in the order of their days.

    Rival sentences of one day are alternatives; one of a later day may add to them or replace them, unless it says
    which; an appeal ruling that names a term replaces what was before.
    """
    base: list[Term] = []
    added = Term()
    for _, group in groupby(_sentences(case), key=lambda fact: (fact.when, fact.type)):
        rows = list(group)
        now = [fact.term for fact in rows if fact.adds in (None, False) and fact.term is not None]
        for fact in rows:
            if isinstance(fact.adds, Term):
                added += fact.adds
            elif fact.adds is True and fact.term is not None:
                added += fact.term
        if now and all(fact.type == "appeal" or fact.adds is False for fact in rows):
            base, added = now, Term()
        elif now:
            base = base + now + [earlier + later for earlier in base for later in now]
    return tuple(dict.fromkeys(term + added for term in (base or [Term()]) if (term + added).length() > 0))


def _sentences(case: Case) -> list[Fact]:
    """Return sentences and appeal rulings with a term; what two sources tell alike is told once."""
    told: list[Fact] = []
    for fact in case.of("sentence", "appeal"):
        length = fact.term is not None or isinstance(fact.adds, Term)
        if length and fact.kind not in APPEAL_FILED and not any(_alike(fact, other) for other in told):
            told.append(fact)
    return told


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two facts may be one sentence told twice: same term, and days that may be the same."""
    same = (one.type, one.term, one.adds) == (other.type, other.term, other.adds)
    before = one.when.last and other.when.first and one.when.last < other.when.first
    after = one.when.first and other.when.last and one.when.first > other.when.last
    return same and not before and not after


def _in_force(
    case: Case, country: Country, facts: Facts, sentenced: Span
) -> tuple[Span, tuple[Rule, ...], tuple[Reason, ...]]:
    known = case.when("in_force")
    if known is not None:
        return known, (), ()
    rules = pick(country.rules, "entry_into_force", facts, sentenced)
    decided = [fact for fact in case.of("appeal") if fact.kind not in APPEAL_FILED]
    if decided:
        return hull(fact.when for fact in decided), rules, (BY_APPEAL,)
    if not rules or sentenced == UNKNOWN:
        return UNKNOWN, rules, (ANY_DAY,)
    force = sentenced.later(least_of(rules), most_of(rules))
    words = f"When the verdict came into force is not known; taken as {force.words()}."
    return force, rules, (assumed("force", words, span=force.edtf() or ""),)


def _start(case: Case, sentenced: Span) -> tuple[Span, tuple[int, int]]:
    """Return since when somebody is held, and the custody that had ended by a release before the sentence."""
    left = _left(case, sentenced)
    held = case.of("detention", "custody", "house_arrest")
    if left is None or left.last is None:
        return _first_held(held), (0, 0)
    earlier = tuple(fact for fact in held if fact.when.first is None or fact.when.first <= left.last)
    later = tuple(fact for fact in held if fact not in earlier)
    return _first_held(later), _days(_first_held(earlier), left)


def _left(case: Case, sentenced: Span) -> Span | None:
    """Return the last release before the sentence, if there was one."""
    freed = [
        fact.when for fact in case.of("release")
        if fact.when.last and sentenced.first and fact.when.last < sentenced.first
    ]  # fmt: skip
    return freed[-1] if freed else None


def _first_held(held: tuple[Fact, ...]) -> Span:
    """Return the day of detention (rival days all held possible), else the first day known to be held."""
    detained = [fact.when for fact in held if fact.type == "detention"]
    if detained:
        return hull(detained)
    return held[0].when if held else UNKNOWN


def _days(start: Span, end: Span) -> tuple[int, int]:
    """Return the fewest and most days from a start to an end, both counted; unknown bounds give none."""
    fewest = (end.first - start.last).days + 1 if end.first and start.last else 0
    most = (end.last - start.first).days + 1 if end.last and start.first else 0
    return max(fewest, 0), max(most, fewest, 0)


def _house(case: Case, force: Span) -> tuple[int, int]:
    """Return the fewest and most days of house arrest, each until custody, its own end, a release, or the verdict in force."""
    fewest = most = 0
    for fact in case.of("house_arrest"):
        end = fact.until
        if end is None:
            after = [
                other.when for other in case.of("detention", "custody", "release")
                if other.when.first and fact.when.last and other.when.first > fact.when.last
            ]  # fmt: skip
            end = after[0] if after else force
        few, many = _days(fact.when, end)
        fewest, most = fewest + few, most + many
    return fewest, most
