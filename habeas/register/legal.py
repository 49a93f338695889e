"""What the law says of a person's case, from what the register holds: intervals with rules, facts and assumptions.

Derived when it is looked at, never stored, and never a finding: every answer says whether a lawyer has checked its
rules. Accepted facts come first; where proposals would change an answer, that stands beside it, marked proposed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from habeas.identity.values import parse_date
from habeas.law.answer import Answer, answer_json
from habeas.law.ask import answer
from habeas.law.case import Case, case_of
from habeas.law.country import Country, country
from habeas.law.errors import LawError
from habeas.model.reason import Reason
from habeas.model.record import Record
from habeas.model.statement import State
from habeas.register.jurisdiction import jurisdiction
from habeas.register.legal_facts import ADMINISTRATIVE, CaseFact, case_facts

DERIVED_DATES = "derived dates"  # what a person of ours allows, by name, before a date of ours may be public
ABSENT = frozenset({"sentenced-in-absentia", "wanted", "dead"})


@dataclass(frozen=True, slots=True)
class Legal:
    """One answer of the law about one person. ``state`` is proposed where a fact that nobody decided is needed for it."""

    question: str
    answer: Answer
    state: State
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegalFile:
    """All answers about one person, in the order of the questions; ``country`` is None where whose law is not known.

    ``refused`` says why the law could not be asked, where facts of the case make no sense to it.
    """

    country: str | None
    reason: Reason
    answers: tuple[Legal, ...] = ()
    packs: tuple[str, ...] = ()
    refused: Reason | None = None

    def of(self, question: str) -> Legal | None:
        """Return the answer by accepted facts to one question, else the one by proposals, else None."""
        found = [one for one in self.answers if one.question == question]
        return min(found, key=lambda one: one.state is State.PROPOSED, default=None)


def legal_file(record: Record, *, today: date, law: str | None = None) -> LegalFile:
    """Return what the law says of ``record`` on the day ``today``; ``law`` names the country where a person knows it."""
    where, why = jurisdiction(record)
    if law is not None:
        where, why = law, Reason("law.given", "Whose law applies was given.", (("country", law),))
    if where is None:
        return LegalFile(None, why)
    try:
        rules = country(where)
        every = case_facts(record, proposed=True)
        firm = case_facts(record, proposed=False)
        found = _answers(record, firm, rules, State.ACCEPTED, today) if firm else []
        if every != firm:
            known = {one.question: one.answer for one in found}
            more = _answers(record, every, rules, State.PROPOSED, today)
            found += [one for one in more if not _same(known.get(one.question), one.answer)]
    except LawError as error:
        return LegalFile(where, why, refused=error.reason)
    order = {name: number for number, name in enumerate(ORDER)}
    found.sort(key=lambda one: (order[one.question], one.state is State.PROPOSED))
    return LegalFile(where, why, tuple(found), rules.versions)


ORDER = ("release", "arrests", "custody_end", "custody_limit", "appeal", "exposure")


def _same(known: Answer | None, other: Answer) -> bool:
    return known is not None and (known.span, known.more, known.words) == (
        other.span,
        other.more,
        other.words,
    )


def _answers(
    record: Record, facts: tuple[CaseFact, ...], law: Country, state: State, today: date
) -> list[Legal]:
    asked = [(name, day) for name, day in _questions(record, facts, today)]
    ids = tuple(dict.fromkeys(one for fact in facts for one in fact.statements))
    found = []
    for name, day in asked:
        told = answer(_case(law.code, name, day, facts), law)
        if not _says_nothing(told) and not _past(told, name, today):
            found.append(Legal(name, told, state, ids))
    return found


def _case(code: str, question: str, day: date, facts: tuple[CaseFact, ...]) -> Case:
    rows = [dict(fact.row) for fact in facts]
    return case_of({"country": code, "question": question, "as_of": day.isoformat(), "claims": rows})


def _questions(record: Record, facts: tuple[CaseFact, ...], today: date) -> list[tuple[str, date]]:
    """Return what is worth asking of this case, each with the day on which it is asked."""
    types = {fact.row["type"] for fact in facts}
    arrests = [
        fact for fact in facts if fact.row["type"] == "sentence" and fact.row.get("kind") == ADMINISTRATIVE
    ]
    criminal = [fact for fact in facts if fact.row["type"] == "sentence" and fact not in arrests]
    pending = not criminal and bool(types & {"custody", "custody_extension", "house_arrest"})
    found: list[tuple[str, date]] = []
    if record.held is not False and record.status not in ABSENT:
        if criminal:
            found.append(("release", today))
        if arrests:
            found.append(("arrests", today))
        if pending:
            found.append(("custody_end", today))
        if (pending or ("detention" in types and not criminal and not arrests)) and record.held is not None:
            found.append(("custody_limit", min(today, heard(record) or today)))
    if (criminal or arrests) and "appeal" not in types:
        found.append(("appeal", today))
    if not criminal and not arrests and any("article" in fact.row for fact in facts):
        found.append(("exposure", today))
    return found


def heard(record: Record) -> date | None:
    """Return the last day for which a report tells whether she is held."""
    found = parse_date(record.held_as_of) if record.held_as_of else None
    return found.latest if found else None


def _says_nothing(told: Answer) -> bool:
    """Whether it has no day to tell; what is missing for the end of a term is worth telling."""
    counted = told.span.first or told.span.last
    return not counted and told.question not in ("exposure", "release")


def _past(told: Answer, question: str, today: date) -> bool:
    """Whether it is a deadline that has run out: nothing is left to do about it."""
    return question == "appeal" and told.span.last is not None and told.span.last < today


def may_be_public(one: Legal, address: str, allowed: frozenset[tuple[str, str]]) -> bool:
    """Whether a derived date may stand outside: all its rules verified, all its facts accepted, and allowed for her."""
    return not one.answer.unverified and one.state is State.ACCEPTED and (address, DERIVED_DATES) in allowed


def legal_json(found: LegalFile) -> dict[str, Any]:
    """Return the key ``law`` of `habeas show --json`."""
    rows = []
    for one in found.answers:
        row = answer_json(one.answer, found.country or "", found.packs)
        row |= {"state": one.state.value, "statements": list(one.statements)}
        rows.append({key: value for key, value in row.items() if key not in ("schema", "country", "packs")})
    return {
        "country": found.country,
        "reason": {"rule": found.reason.rule, "words": found.reason.words, "facts": dict(found.reason.facts)},
        "answers": rows,
        "packs": list(found.packs),
        "refused": found.refused.words if found.refused else None,
    }
