"""Administrative arrests one after another: not one term but a chain, each link with its own days."""

from __future__ import annotations

from itertools import groupby

from habeas.law.answer import Answer, ends, once, uncounted
from habeas.law.assumed import assumed
from habeas.law.case import Case, Fact
from habeas.law.country import Country
from habeas.law.rules import Facts, Rule, most_of, pick
from habeas.law.span import UNKNOWN, Span
from habeas.law.terms import Term
from habeas.model.reason import Reason

FACTS = Facts(kind=frozenset({"administrative_arrest"}))


def arrests(case: Case, country: Country, *, question: str = "arrests") -> Answer:
    """Return when the last chain of administrative arrests ends, and its links.

    An arrest begins with its detention if that is reported within the gap before the sentence, else with the
    sentence; its length is its term, or anything up to the longest arrest the law allows.
    """
    links, used, assumptions = _links(case, country)
    if not links:
        why = "no administrative arrest is in the case"
        told = uncounted("no-arrest", "A chain of arrests", why)
        return Answer(question, told, facts=case.facts, more={"reason": why, "chain": []})
    gap = pick(country.rules, "chain_gap", FACTS, links[-1][0])
    used = once((*used, *gap))
    chain = _last_chain(links, most_of(gap) or Term())
    span = chain[-1][1]
    days = [_length(start, end) for start, end in chain]
    more = {
        "chain": [{"start": start.edtf(), "end": end.edtf()} for start, end in chain],
        "arrests": len(chain),
        "days": [sum(few for few, _ in days), sum(many for _, many in days)],
    }
    if len(chain) == 1:
        told = ends(span, used, "arrest", "The arrest")
    else:
        told = ends(span, used, "arrests", f"The chain of {len(chain)} arrests", count=str(len(chain)))
    return Answer(question, told, span, used, case.facts, assumptions, more=more)


def _links(
    case: Case, country: Country
) -> tuple[list[tuple[Span, Span]], tuple[Rule, ...], tuple[Reason, ...]]:
    """Return start and end of each arrest in their order, the rules used, and what was assumed."""
    detentions = list(case.of("detention", administrative=True))
    links: list[tuple[Span, Span]] = []
    used: list[Rule] = []
    assumptions: list[Reason] = []
    for when, facts in groupby(case.of("sentence", administrative=True), key=lambda fact: fact.when):
        limits = pick(country.rules, "detention_limit", FACTS, when)
        longest = pick(country.rules, "administrative_arrest_longest", FACTS, when)
        start = when
        held = _began(when, detentions, most_of(limits) or Term())
        if held is not None:
            start = Span(held.when.first, when.last)
            detentions.remove(held)
            used += limits
        rows = list(facts)
        terms = [fact.term for fact in rows if fact.term]
        least, most = _shortest(terms), _together(rows)
        if not terms:
            least, most = Term(days=1), most_of(longest)
            used += longest
            words = (
                f"How long the arrest of {rows[0].said or 'an unknown day'} is was not told: up to {most}."
            )
            assumptions.append(assumed("arrest-length", words, day=rows[0].said))
        elif len(set(terms)) > 1:
            words = (
                f"Several arrests of {rows[0].said or 'an unknown day'} are told: one of them, or by different "
                "articles one after another."
            )
            assumptions.append(assumed("arrests-of-a-day", words, day=rows[0].said))
        end = start.later(least, most).moved(-1, 0) if most else Span(start.first)
        links.append((start, end))
    return links, once(used), tuple(assumptions)


def _began(when: Span, detentions: list[Fact], near: Term) -> Fact | None:
    """Return the detention that an arrest of ``when`` began with, if one is reported close enough before it."""
    for held in detentions:
        if held.when.first is None or held.when.last is None or when.first is None or when.last is None:
            continue
        if held.when.first <= when.last and near.after(held.when.last) >= when.first:
            return held
    return None


def _shortest(terms: list[Term]) -> Term:
    return min(terms, key=Term.length, default=Term(days=1))


def _together(rows: list[Fact]) -> Term:
    """Return the longest that arrests of one day can last: rivals by one article are one, by several articles add up."""
    longest: dict[str, Term] = {}
    for fact in rows:
        if fact.term is not None:
            known = longest.get(fact.article, Term())
            longest[fact.article] = max(known, fact.term, key=Term.length)
    whole = Term()
    for term in longest.values():
        whole = whole + term
    return whole


def _last_chain(links: list[tuple[Span, Span]], gap: Term) -> list[tuple[Span, Span]]:
    """Return the links of the last chain: each may begin within the gap after the one before may have ended."""
    chain = [links[-1]]
    for link in reversed(links[:-1]):
        end, next_start = link[1], chain[0][0]
        if end.last and next_start.first and gap.after(end.last) < next_start.first:
            break
        chain.insert(0, link)
    return chain


def _length(start: Span, end: Span) -> tuple[int, int]:
    if start == UNKNOWN or not (start.first and start.last and end.first and end.last):
        return 0, 0
    return max((end.first - start.last).days + 1, 0), (end.last - start.first).days + 1
