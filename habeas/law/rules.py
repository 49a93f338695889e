"""Rules of law as data: one row of a country's pack, checked, with how far it may be trusted.

A rule has a ``value`` and, as long as no lawyer has verified it, the bounds between which it ``may_be``. An
unverified rule is used with its bounds, so it widens what is computed; a verified one with its value alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from habeas.law.errors import LawError
from habeas.law.span import Span
from habeas.law.terms import Term
from habeas.packs.loader import Pack

# What a rule can be about, and what its value is: a number, or a length of time.
NUMBERS = frozenset({
    "custody_credit", "house_arrest_credit", "entry_day_counted", "last_day", "tolerance",
    "administrative_arrest_counts", "release_before_day_off", "deadline_after_day_off",
})  # fmt: skip
TERMS = frozenset({
    "entry_into_force", "detention_limit", "custody_first", "custody_longest", "custody_in_court",
    "appeal_term", "administrative_arrest_longest", "chain_gap",
})  # fmt: skip
READ = ("seen", "secondary", "unread")
CONDITIONS = ("regime", "kind", "gravity", "article", "without_article")
KEYS = frozenset(
    {"id", "about", "article", "words", "told", "value", "may_be", "from", "until", "judged_by", "when", "read",
     "source", "verified_by", "note"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``value``/``low``/``high`` are Fractions or Terms; ``when`` holds the conditions it names.

    ``words`` are English; ``told`` has them by language.
    """

    id: str
    about: str
    article: str
    words: str
    value: Any
    low: Any
    high: Any
    begins: date | None
    ends: date | None
    judged_by: str
    when: Mapping[str, frozenset[str]]
    read: str
    source: str
    verified_by: tuple[str, ...]
    note: str = ""
    told: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, lang: str) -> str | None:
        """Return its words in ``lang``, or None where nobody has put it into that language."""
        return self.words if lang == "en" else self.told.get(lang)

    @property
    def verified(self) -> bool:
        """Whether a lawyer has checked it."""
        return bool(self.verified_by)

    @property
    def least(self) -> Any:
        """The least it may be: its value once verified."""
        return self.value if self.verified else self.low

    @property
    def most(self) -> Any:
        """The most it may be: its value once verified."""
        return self.value if self.verified else self.high

    def in_force(self, days: Span) -> bool:
        """Whether it was law on any of these days."""
        starts = self.begins is None or days.last is None or self.begins <= days.last
        return starts and (self.ends is None or days.first is None or self.ends >= days.first)

    def fits(self, facts: Facts) -> bool:
        """Whether it can apply; a circumstance that is not known fits every rule."""
        for name, wanted in self.when.items():
            known = facts.of(name)
            if name == "without_article":
                if known and known & wanted:
                    return False
            elif known and not known & wanted:
                return False
        return True

    def certain(self, facts: Facts, days: Span) -> bool:
        """Whether it applies for sure: every circumstance it names is known and alone, and it was law all those days."""
        known = all(len(facts.of(name)) == 1 for name in self.when)
        whole = (self.begins is None or (days.first is not None and self.begins <= days.first)) and (
            self.ends is None or (days.last is not None and self.ends >= days.last)
        )
        return known and whole


@dataclass(frozen=True, slots=True)
class Facts:
    """The circumstances that rules ask for; an empty set is “not known”."""

    regime: frozenset[str] = field(default=frozenset())
    kind: frozenset[str] = field(default=frozenset())
    gravity: frozenset[str] = field(default=frozenset())
    article: frozenset[str] = field(default=frozenset())

    def of(self, condition: str) -> frozenset[str]:
        """Return what is known of a rule's condition."""
        known: frozenset[str] = getattr(self, condition.removeprefix("without_"))
        return known


def pick(rules: Iterable[Rule], about: str, facts: Facts, days: Span) -> tuple[Rule, ...]:
    """Return the rules about one thing that may apply: all of them, unless a verified one applies for sure."""
    found = tuple(rule for rule in rules if rule.about == about and rule.in_force(days) and rule.fits(facts))
    sure = tuple(rule for rule in found if rule.verified and rule.certain(facts, days))
    return sure or found


def least_of(rules: Iterable[Rule]) -> Any:
    """Return the least value that any of the rules allows (Terms by their length), or None without rules."""
    return min((rule.least for rule in rules), key=_size, default=None)


def most_of(rules: Iterable[Rule]) -> Any:
    """Return the greatest value that any of the rules allows, or None without rules."""
    return max((rule.most for rule in rules), key=_size, default=None)


def _size(value: Any) -> Any:
    return value.length() if isinstance(value, Term) else value


def read_rules(pack: Pack) -> tuple[Rule, ...]:
    """Return the rules of one file, or raise PackError with file, line and fix."""
    rows = pack.data.get("rules") if isinstance(pack.data, dict) else None
    if not isinstance(rows, list):
        raise pack.error((), "there is no list “rules”.", "write “rules:” and below it one “- id: …” a rule.")
    rules = tuple(_rule(pack, index, row) for index, row in enumerate(rows))
    seen: set[str] = set()
    for index, rule in enumerate(rules):
        if rule.id in seen:
            raise pack.error(
                ("rules", str(index), "id"),
                f"the id “{rule.id}” stands here a second time.",
                "give each rule its own id.",
            )
        seen.add(rule.id)
    return rules


def _rule(pack: Pack, index: int, row: Any) -> Rule:
    at = ("rules", str(index))
    if not isinstance(row, dict):
        raise pack.error(at, "a rule is a block of keys.", "write “- id: …”, “about: …” and so on.")
    for key in row:
        if key not in KEYS:
            raise pack.error(
                (*at, str(key)), f"“{key}” is no key of a rule.", f"use one of {', '.join(sorted(KEYS))}."
            )
    for key in ("id", "about", "words", "value", "read"):
        if row.get(key) in (None, ""):
            raise pack.error(at, f"the rule has no “{key}”.", f"add a line “{key}: …”.")
    about, value = str(row["about"]), row["value"]
    if about not in NUMBERS | TERMS:
        raise pack.error(
            (*at, "about"),
            f"no rule is about “{about}”.",
            f"use one of {', '.join(sorted(NUMBERS | TERMS))}.",
        )
    if row["read"] not in READ:
        raise pack.error(
            (*at, "read"), f"“{row['read']}” is no way a rule was read.", f"use one of {', '.join(READ)}."
        )
    if row["read"] != "unread" and not row.get("source"):
        raise pack.error(
            at, "a rule that was read names its source.", "add “source: https://…”, or “read: unread”."
        )
    bounds = row.get("may_be", [value, value])
    if not isinstance(bounds, list) or len(bounds) != 2:
        raise pack.error(
            (*at, "may_be"), "“may_be” is not two values.", "write the least and the most: [1, 1.5]."
        )
    exact, low, high = (
        _value(pack, (*at, key), about, one)
        for key, one in zip(("value", "may_be", "may_be"), (value, *bounds), strict=True)
    )
    if not _size(low) <= _size(exact) <= _size(high):
        raise pack.error(
            (*at, "may_be"), "the value lies outside of what it may be.", "let “may_be” hold the value."
        )
    begins, ends = (_day(pack, (*at, key), row.get(key)) for key in ("from", "until"))
    if begins and ends and begins > ends:
        raise pack.error((*at, "until"), "the rule ends before it begins.", "correct “from” or “until”.")
    return Rule(
        str(row["id"]), about, str(row.get("article", "")), str(row["words"]), exact, low, high, begins, ends,
        _judged_by(pack, at, row), _when(pack, at, row.get("when") or {}), row["read"], str(row.get("source") or ""),
        _people(pack, at, row.get("verified_by")), str(row.get("note", "")), _told(pack, at, row.get("told") or {}),
    )  # fmt: skip


def _value(pack: Pack, at: tuple[str, ...], about: str, value: Any) -> Any:
    if about in TERMS:
        try:
            return Term.parse(str(value))
        except LawError as error:
            raise pack.error(at, str(error), "write a length of time.") from error
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise pack.error(at, f"“{value}” is no number.", "write a number such as 1 or 1.5.")
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError) as error:
        raise pack.error(at, f"“{value}” is no number.", "write a number such as 1 or 1.5.") from error


def _day(pack: Pack, at: tuple[str, ...], value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise pack.error(at, f"“{value}” is no day.", "write it as 2021-06-19, without quotes.")


def _judged_by(pack: Pack, at: tuple[str, ...], row: Mapping[str, Any]) -> str:
    judged = str(row.get("judged_by", "custody"))
    if judged not in ("end", "custody"):
        raise pack.error(
            (*at, "judged_by"), f"a rule is not judged by “{judged}”.",
            "write “end” (law on the day the term ends, so reaching back) or “custody” (law during custody).",
        )  # fmt: skip
    return judged


def _when(pack: Pack, at: tuple[str, ...], when: Any) -> dict[str, frozenset[str]]:
    if not isinstance(when, dict):
        raise pack.error(
            (*at, "when"), "“when” is no block of conditions.", "write “when: {regime: [general]}”."
        )
    for name, values in when.items():
        if name not in CONDITIONS or not isinstance(values, list):
            raise pack.error(
                (*at, "when"),
                f"“{name}” is no condition with a list.",
                f"use {', '.join(CONDITIONS)}, each with a list.",
            )
    return {str(name): frozenset(str(value) for value in values) for name, values in when.items()}


def _told(pack: Pack, at: tuple[str, ...], told: Any) -> dict[str, str]:
    if not isinstance(told, dict) or not all(isinstance(words, str) and words for words in told.values()):
        raise pack.error(
            (*at, "told"), "“told” is not a language with words a line.", "write “be: …”, “ru: …”."
        )
    return {str(lang): words for lang, words in told.items()}


def _people(pack: Pack, at: tuple[str, ...], value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise pack.error(
            (*at, "verified_by"),
            "“verified_by” is no list.",
            "write [] or a list of who checked it, and when.",
        )
    return tuple(str(one) for one in value)
