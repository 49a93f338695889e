"""What a charge can bring: the shortest and longest imprisonment by article and part, in the editions that may apply."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from habeas.law.answer import UNCHECKED, Answer
from habeas.law.assumed import assumed
from habeas.law.case import Case
from habeas.law.country import Country
from habeas.law.penalties import Penalty
from habeas.law.rules import Rule
from habeas.law.span import Span

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
    """One article charged, as found in the code: None years are unknown, ``reason`` says why."""

    article: str
    part: str
    penalties: tuple[Penalty, ...]
    least: Fraction | None
    most: Fraction | None
    life: bool
    reason: str


def exposure(case: Case, country: Country) -> Answer:
    """Return least and most years of imprisonment that the charges can bring; None with a reason where not known."""
    charges = case.of("charge") or case.of("sentence", "detention", "custody")
    told = tuple(fact.words() for fact in case.facts)
    named = dict.fromkeys(
        (article_and_part(fact.article), fact.when.last) for fact in charges if fact.article
    )
    found = [_charged(country, name, Span(None, last) if last else None) for name, last in named]
    found = list({(one.article, one.part): one for one in found}.values())
    if not found:
        return _answer(None, None, "no charge with an article is in the case", (), told)
    unknown = [one for one in found if one.most is None or one.least is None]
    reason = "; ".join(dict.fromkeys(one.reason for one in unknown if one.reason))
    least = max((one.least for one in found if one.least is not None), default=None)
    if any(one.least is None for one in found) and len(found) == 1:
        least = None
    most = (
        None
        if any(one.most is None for one in found)
        else sum((one.most or Fraction(0) for one in found), Fraction(0))
    )
    return _answer(least, most, reason, tuple(found), told)


def article_and_part(text: str) -> tuple[str, str]:
    """Return article and part of “342 1” or “361-1”; the part is “” if none is told."""
    article, _, part = text.partition(" ")
    return article, part


def _charged(country: Country, name: tuple[str, str], days: Span | None) -> Charged:
    article, part = name
    rows = [row for row in country.penalties if row.article == article]
    if not rows:
        return Charged(
            article, part, (), None, None, False, f"article {article} is not in our code of this country"
        )
    rows = [row for row in rows if not part or row.part in (part, "")] or []
    if not rows:
        return Charged(
            article, part, (), None, None, False, f"part {part} of article {article} has not been read"
        )
    valid = tuple(row for row in rows if days is None or row.in_force(days))
    if not valid:
        return Charged(article, part, (), None, None, False, f"article {article} was no law yet on that day")
    life = any(row.life or row.death for row in valid)
    leasts, mosts = [row.least_years for row in valid], [row.most_years for row in valid]
    least = None if None in leasts else min(years for years in leasts if years is not None)
    most = None if None in mosts or life else max(years for years in mosts if years is not None)
    label = f"article {article}{f' part {part}' if part else ''}"
    reason = f"the penalty of {label} has not been read" if None in mosts else ""
    if None in leasts and None not in mosts:
        reason = f"the least that {label} allows has not been read"
    if life:
        worst = "the death penalty" if any(row.death for row in valid) else "imprisonment for life"
        reason = f"{label} allows {worst}"
    return Charged(article, part, valid, least, most, life, reason)


def _answer(
    least: Fraction | None,
    most: Fraction | None,
    reason: str,
    found: tuple[Charged, ...],
    told: tuple[str, ...],
) -> Answer:
    rules = tuple(_as_rule(row) for one in found for row in one.penalties)
    assumptions = []
    if any(not one.part and len(one.penalties) > 1 for one in found):
        assumptions.append(EVERY_PART)
    if any(len({row.begins for row in one.penalties}) > 1 for one in found):
        assumptions.append(EVERY_EDITION)
    if len(found) > 1:
        assumptions.append(ADDED_UP)
    return Answer(
        "exposure", _words(least, most, reason), rules=rules, facts=told, assumptions=tuple(assumptions),
        more={
            "least_years": _number(least), "most_years": _number(most), "reason": reason or None,
            "articles": [_article_json(one) for one in found],
        },
    )  # fmt: skip


def _words(least: Fraction | None, most: Fraction | None, reason: str) -> str:
    if most is not None:
        span = f"from {_number(least)} to {_number(most)} years" if least else f"up to {_number(most)} years"
        return f"The charge as we read it can bring {span} of imprisonment; {UNCHECKED}."
    return f"How long the charge can bring is not known: {reason}; {UNCHECKED}."


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
    title = row.titles.get("en") or next(iter(row.titles.values()))
    words = f"{title}: {_penalty_words(row)}"
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
