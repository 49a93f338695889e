"""Administrative arrests one after another: not one term but a chain, each link with its own days."""

from __future__ import annotations

from habeas.law.answer import UNCHECKED, Answer, ends, once
from habeas.law.case import Case
from habeas.law.country import Country
from habeas.law.rules import Facts, Rule, most_of, pick
from habeas.law.span import UNKNOWN, Span
from habeas.law.terms import Term

FACTS = Facts(kind=frozenset({"administrative_arrest"}))


def arrests(case: Case, country: Country, *, question: str = "arrests") -> Answer:
    """Return when the last chain of administrative arrests ends, and its links.

    An arrest begins with its detention if that is reported within the gap before the sentence, else with the
    sentence; its length is its term, or anything up to the longest arrest the law allows.
    """
    links, used, assumptions = _links(case, country)
    told = tuple(fact.words() for fact in case.facts)
    if not links:
        why = "no administrative arrest is in the case"
        return Answer(
            question,
            f"No chain of arrests can be counted: {why}; {UNCHECKED}.",
            facts=told,
            more={"reason": why, "chain": []},
        )
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
    what = "The arrest" if len(chain) == 1 else f"The chain of {len(chain)} arrests"
    return Answer(question, ends(span, used, what), span, used, told, assumptions, more=more)


def _links(case: Case, country: Country) -> tuple[list[tuple[Span, Span]], tuple[Rule, ...], tuple[str, ...]]:
    """Return start and end of each arrest in their order, the rules used, and what was assumed."""
    sentences = case.of("sentence", administrative=True)
    detentions = list(case.of("detention", administrative=True))
    links: list[tuple[Span, Span]] = []
    used: list[Rule] = []
    assumptions: list[str] = []
    for fact in sentences:
        limits = pick(country.rules, "detention_limit", FACTS, fact.when)
        longest = pick(country.rules, "administrative_arrest_longest", FACTS, fact.when)
        start = fact.when
        near = most_of(limits) or Term()
        for held in detentions:
            if (
                held.when.first
                and fact.when.last
                and fact.when.first
                and held.when.last
                and (held.when.first <= fact.when.last and near.after(held.when.last) >= fact.when.first)
            ):
                start = Span(held.when.first, fact.when.last)
                detentions.remove(held)
                used += limits
                break
        least, most = (fact.term, fact.term) if fact.term else (Term(days=1), most_of(longest))
        if fact.term is None:
            used += longest
            assumptions.append(
                f"How long the arrest of {fact.said or 'an unknown day'} is was not told: up to {most}."
            )
        end = start.later(least, most).moved(-1, 0) if most else Span(start.first)
        links.append((start, end))
    return links, once(used), tuple(assumptions)


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
