"""What a charge can bring: the shortest and longest imprisonment by article and part, in the editions that may apply."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from habeas.law.answer import UNCHECKED, Answer, said
from habeas.law.assumed import assumed
from habeas.law.case import Case, Fact
from habeas.law.country import Country
from habeas.law.penalties import Penalty
from habeas.law.rules import Rule
from habeas.law.span import Span
from habeas.model.reason import Reason

EVERY_PART = assumed(
    "every-part", "The part of the article was not told: every part we know is held possible."
)
EVERY_EDITION = assumed(
    "every-edition", "The day of the act is not known: every edition up to the charge is held possible."
)
ADDED_UP = assumed(
    "added-up", "For several articles the longest are added up; the law may cap the sum, which was not read."
)


@dataclass(frozen=True, slots=True)
class Charged:
    """One article charged, as found in the code: None years are unknown, ``why`` says why."""

    article: str
    part: str
    penalties: tuple[Penalty, ...]
    least: Fraction | None
    most: Fraction | None
    life: bool
    why: Reason | None = None

    @property
    def reason(self) -> str:
        """Why its years are unknown, in English, or nothing."""
        return self.why.words if self.why else ""


NO_CHARGE = said("no-charge", "no charge with an article is in the case")


def exposure(case: Case, country: Country) -> Answer:
    """Return least and most years of imprisonment that the charges can bring; None with a reason where not known."""
    charges = case.of("charge") or case.of("sentence", "detention", "custody")
    named = dict.fromkeys(
        (article_and_part(fact.article), fact.when.last) for fact in charges if fact.article
    )
    found = [_charged(country, name, Span(None, last) if last else None) for name, last in named]
    found = list({(one.article, one.part): one for one in found}.values())
    if not found:
        return _answer(None, None, (NO_CHARGE,), (), case.facts)
    unknown = [one for one in found if one.most is None or one.least is None]
    why = tuple(dict.fromkeys(one.why for one in unknown if one.why))
    least = max((one.least for one in found if one.least is not None), default=None)
    if any(one.least is None for one in found) and len(found) == 1:
        least = None
    most = (
        None
        if any(one.most is None for one in found)
        else sum((one.most or Fraction(0) for one in found), Fraction(0))
    )
    return _answer(least, most, why, tuple(found), case.facts)


def article_and_part(text: str) -> tuple[str, str]:
    """Return article and part of “342 1” or “361-1”; the part is “” if none is told."""
    article, _, part = text.partition(" ")
    return article, part


def _charged(country: Country, name: tuple[str, str], days: Span | None) -> Charged:
    article, part = name
    rows = [row for row in country.penalties if row.article == article]
    if not rows:
        return _unknown(name, "not-in-code", f"article {article} is not in our code of this country")
    rows = [row for row in rows if not part or row.part in (part, "")] or []
    if not rows:
        return _unknown(name, "part-unread", f"part {part} of article {article} has not been read")
    valid = tuple(row for row in rows if days is None or row.in_force(days))
    if not valid:
        return _unknown(name, "no-law-yet", f"article {article} was no law yet on that day")
    life = any(row.life or row.death for row in valid)
    leasts, mosts = [row.least_years for row in valid], [row.most_years for row in valid]
    least = None if None in leasts else min(years for years in leasts if years is not None)
    most = None if None in mosts or life else max(years for years in mosts if years is not None)
    return Charged(article, part, valid, least, most, life, _why(name, valid))


def _unknown(name: tuple[str, str], rule: str, words: str) -> Charged:
    return Charged(*name, (), None, None, False, _because(name, rule, words))


def _why(name: tuple[str, str], valid: tuple[Penalty, ...]) -> Reason | None:
    """Return why the years of a charge are not known, or all that is in the way of one number."""
    label = f"article {name[0]}{f' part {name[1]}' if name[1] else ''}"
    if any(row.death for row in valid):
        return _because(name, "death", f"{label} allows the death penalty")
    if any(row.life for row in valid):
        return _because(name, "life", f"{label} allows imprisonment for life")
    if any(row.most_years is None for row in valid):
        return _because(name, "most-unread", f"the penalty of {label} has not been read")
    if any(row.least_years is None for row in valid):
        return _because(name, "least-unread", f"the least that {label} allows has not been read")
    return None


def _because(name: tuple[str, str], rule: str, words: str) -> Reason:
    return said(f"charge.{rule}", words, article=" ".join(name).strip())


def _answer(
    least: Fraction | None,
    most: Fraction | None,
    why: tuple[Reason, ...],
    found: tuple[Charged, ...],
    facts: tuple[Fact, ...],
) -> Answer:
    penalties = tuple(row for one in found for row in one.penalties)
    reason = "; ".join(dict.fromkeys(one.words for one in why))
    assumptions = []
    if any(not one.part and len(one.penalties) > 1 for one in found):
        assumptions.append(EVERY_PART)
    if any(len({row.begins for row in one.penalties}) > 1 for one in found):
        assumptions.append(EVERY_EDITION)
    if len(found) > 1:
        assumptions.append(ADDED_UP)
    return Answer(
        "exposure", _said(least, most, reason), rules=tuple(map(_as_rule, penalties)), facts=facts,
        assumptions=tuple(assumptions),
        more={
            "least_years": _number(least), "most_years": _number(most), "reason": reason or None,
            "articles": [_article_json(one) for one in found],
        },
        why=why, penalties=penalties,
    )  # fmt: skip


def _said(least: Fraction | None, most: Fraction | None, reason: str) -> Reason:
    if most is None:
        return said("exposure-open", f"How long the charge can bring is not known: {reason}; {UNCHECKED}.")
    few, many = str(_number(least)), str(_number(most))
    span = f"from {few} to {many} years" if least else f"up to {many} years"
    words = f"The charge as we read it can bring {span} of imprisonment; {UNCHECKED}."
    return said("exposure" if least else "exposure-up-to", words, least=few, most=many)


def _article_json(one: Charged) -> dict[str, Any]:
    titles: dict[str, str] = {}
    for row in one.penalties:
        titles |= row.titles
    return {
        "article": one.article,
        "part": one.part or None,
        "titles": titles,
        "least_years": _number(one.least),
        "most_years": _number(one.most),
        "life": one.life,
        "others": list(dict.fromkeys(row.others for row in one.penalties if row.others)),
        "reason": one.reason or None,
    }


def _as_rule(row: Penalty) -> Rule:
    """Return the penalty as a rule of the answer, so that it is shown with its source and whether it was checked."""
    words = f"{row.title}: {_penalty_words(row)}"
    return Rule(
        row.id, "penalty", row.article, words, row.most_years, row.most_years, row.most_years, row.begins, row.ends,
        "custody", {}, row.read, row.source, row.verified_by, row.note,
    )  # fmt: skip


def _penalty_words(row: Penalty) -> str:
    parts = []
    if row.most_years is not None:
        floor = f"{_number(row.least_years)} to " if row.least_years else "up to "
        parts.append(f"imprisonment {floor}{_number(row.most_years)} years")
    if row.life:
        parts.append("life")
    if row.death:
        parts.append("death")
    if row.others:
        parts.append(row.others)
    return ", or ".join(parts) + "." if parts else "the penalty has not been read."


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else float(value)
