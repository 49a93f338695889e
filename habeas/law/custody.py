"""The custody clock: until when custody is ordered, and how long the law allows it at all."""

from __future__ import annotations

from datetime import date

from habeas.law.answer import UNCHECKED, Answer, ends, once, said, uncounted
from habeas.law.assumed import also_law, assumed
from habeas.law.case import Case, Fact
from habeas.law.country import Country
from habeas.law.rules import Facts, Rule, least_of, most_of, pick
from habeas.law.span import UNKNOWN, Span, hull
from habeas.law.terms import Term
from habeas.model.reason import Reason

EXTENDED = assumed(
    "extended", "To which day custody was extended was not told: up to the longest the law allows."
)
FIRST_TERM = assumed("first-term", "No end and no extension was told: the first term of custody is counted.")
FREED = assumed("custody-freed", "A release is told: custody may have ended before.")
NO_ORDER = assumed("no-order", "No order of custody is known to us; after one, longer limits apply.")
INVESTIGATION = assumed(
    "investigation", "Counted for the time of the investigation; time in court has limits of its own."
)
GRAVITY = assumed("gravity", "How grave the charge is was not told: every limit is held possible.")


def custody_end(case: Case, country: Country) -> Answer:
    """Return until when custody is ordered, by the latest order we know: an end reported counts before a rule."""
    facts, remarks = country.known(case.circumstances())
    orders = case.of("custody", "house_arrest", "custody_extension")
    start = _since(case)
    if start == UNKNOWN and not orders:
        return _nothing(case, "no-custody", "no detention, custody or extension is in the case", remarks)
    rules: tuple[Rule, ...] = ()
    end: Span | None = None
    assumptions = list(remarks)
    groups: dict[Span, list[Fact]] = {}
    for order in orders:
        groups.setdefault(order.when, []).append(order)
    for rivals in groups.values():
        found = [_ordered(order, start, end) for order in rivals]
        known = [one for one in found if one is not None]
        if known:
            end = hull(known)
        elif any(order.type == "custody_extension" for order in rivals):
            longest = pick(country.rules, "custody_longest", facts, start)
            rules += longest
            most = most_of(longest)
            begun = end.first if end else rivals[0].when.first
            end = Span(begun, most.after(start.last) if most and start.last else None)
            assumptions.append(EXTENDED)
    if end is None:
        rules = pick(country.rules, "custody_first", facts, start)
        least, most = least_of(rules), most_of(rules)
        end = start.later(least, most).moved(-1, 0) if rules else UNKNOWN
        assumptions.append(FIRST_TERM)
    if case.as_of and end.last and end.last < case.as_of:
        words = (
            f"That was before {case.as_of}: an extension, a trial or a release we do not know of is likely."
        )
        assumptions.append(assumed("custody-past", words, day=str(case.as_of)))
    if case.of("release"):
        assumptions.append(FREED)
    told = ends(end, rules, "custody", "Custody")
    return Answer("custody_end", told, end, once(rules), case.facts, tuple(assumptions))


def custody_limit(case: Case, country: Country) -> Answer:
    """Return when the longest detention or custody that the law allows is reached: a question, never a finding."""
    facts, remarks = country.known(case.circumstances())
    start = _since(case)
    administrative = case.of("detention", administrative=True)
    if start == UNKNOWN and administrative:
        start = administrative[-1].when
        facts = Facts(kind=frozenset({"administrative_arrest"}))
    if start == UNKNOWN:
        return _nothing(case, "no-custody-day", "no day of detention or custody is in the case", remarks)
    only_detained = (
        not case.of("custody", "custody_extension", "house_arrest", "sentence") and not facts.gravity
    )
    about = "detention_limit" if only_detained else "custody_longest"
    rules = pick(country.rules, about, facts, start)
    if not rules:
        return _nothing(case, "no-limit", "no rule tells how long it may last", remarks)
    before = 0 if only_detained else -1
    limit = start.later(least_of(rules), most_of(rules)).moved(before, 0)
    assumptions = list(remarks)
    assumptions.append(NO_ORDER if only_detained else INVESTIGATION)
    in_court = () if only_detained else pick(country.rules, "custody_in_court", facts, start)
    assumptions += [also_law(rule) for rule in in_court]
    if not only_detained and not facts.gravity and any("gravity" in rule.when for rule in rules):
        assumptions.append(GRAVITY)
    held, longer = _held_longer(case, limit, rules)
    told = longer or ends(limit, rules, "limit", "The longest time the law allows")
    return Answer(
        "custody_limit", told, limit, once(rules), case.facts, tuple(assumptions), more={"held_longer": held}
    )


def _held_longer(case: Case, limit: Span, rules: tuple[Rule, ...]) -> tuple[str | None, Reason | None]:
    """Return no, possible, question or yes, with what to say of it; yes needs that every rule is verified."""
    until = _last_known_held(case)
    if until is None:
        return None, None
    if limit.first is None or until <= limit.first:
        return "no", None
    if limit.last is None or until <= limit.last:
        return "possible", None
    if all(rule.verified for rule in rules):
        words = f"Held longer than the law allows: the limit was reached {limit.words()}."
        return "yes", said("longer", words, span=limit.edtf() or "")
    words = (
        f"Is this longer than the law allows? The limit as we count it was reached {limit.words()}; "
        f"{UNCHECKED}. This is a question to a lawyer, not a finding."
    )
    return "question", said("longer-question", words, span=limit.edtf() or "")


def _last_known_held(case: Case) -> date | None:
    """Return the day up to which somebody counts as held before trial: the first sentence or release, else the day asked about."""
    stopped = [fact.when.first for fact in case.of("release", "sentence") if fact.when.first]
    return min([*stopped, *([case.as_of] if case.as_of else [])], default=None)


def _since(case: Case) -> Span:
    """Return since when custody runs: from the detention at the earliest, from the order of custody at the latest."""
    detained = case.when("detention")
    ordered = [fact.when for fact in case.of("custody", "house_arrest")]
    if detained is None:
        return ordered[0] if ordered else UNKNOWN
    if not ordered or detained.last is None or ordered[0].last is None:
        return detained
    return Span(detained.first, max(detained.last, ordered[0].last))


def _ordered(order: Fact, start: Span, end: Span | None) -> Span | None:
    """Return until when one order runs, or None if it does not say."""
    if order.until is not None:
        return order.until
    if order.type != "custody_extension":
        return order.when.later(order.term, order.term).moved(-1, 0) if order.term else None
    by = order.adds if isinstance(order.adds, Term) else (order.term if order.adds is not False else None)
    whole = order.term if order.adds in (None, False) else None
    ways = []
    if by is not None and end is not None:
        ways.append(end.later(by, by))
    elif by is not None:
        ways.append(order.when.later(by, by).moved(-1, 0))
    if whole is not None and start != UNKNOWN:
        ways.append(start.later(whole, whole).moved(-1, 0))
    return hull(ways) if ways else None


def _nothing(case: Case, name: str, why: str, remarks: tuple[Reason, ...]) -> Answer:
    told = uncounted(name, "Custody", why)
    return Answer(case.question, told, facts=case.facts, assumptions=remarks, more={"reason": why})
