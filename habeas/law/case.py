"""One case as it is put to the law: the schema habeas.law-case/1, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from habeas.law.errors import LawError
from habeas.law.rules import Facts
from habeas.law.span import UNKNOWN, Span, hull
from habeas.law.terms import Term
from habeas.model.edtf import Edtf, EdtfError

SCHEMA = "habeas.law-case/1"
TYPES = (
    "detention", "custody", "custody_extension", "house_arrest", "charge", "sentence", "sentence_start",
    "in_force", "appeal", "transfer", "release",
)  # fmt: skip
KEYS = ("type", "date", "until", "place", "article", "term", "regime", "kind", "gravity", "adds")
ADMINISTRATIVE = frozenset({"administrative", "administrative_arrest"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of the case; ``said`` and ``given`` are its date and its term as they stand in the case.

    ``adds``: a length, True (“adds its own term”), False (“in all”), or None (not said).
    """

    type: str
    when: Span = UNKNOWN
    until: Span | None = None
    said: str = ""
    place: str = ""
    article: str = ""
    term: Term | None = None
    given: str = ""
    regime: str = ""
    kind: str = ""
    gravity: str = ""
    adds: Term | bool | None = None

    @property
    def administrative(self) -> bool:
        """Whether it belongs to an administrative arrest, not to the criminal case."""
        return self.kind in ADMINISTRATIVE

    def words(self) -> str:
        """Return it as a line of the answer: what was taken from the case."""
        parts = [
            self.type.replace("_", " "),
            self.said,
            self.term and str(self.term),
            self.article and f"art. {self.article}",
        ]
        parts += [self.regime, self.kind]
        if self.until:
            parts.append(f"until {self.until.edtf()}")
        return ", ".join(str(part) for part in parts if part)


@dataclass(frozen=True, slots=True)
class Case:
    """A question about the facts of one person, in one country's law, asked on one day (or on no stated day)."""

    country: str
    question: str
    as_of: date | None
    facts: tuple[Fact, ...]

    def of(self, *types: str, administrative: bool = False) -> tuple[Fact, ...]:
        """Return the facts of these types, in the order of their days; unknown days last."""
        found = (fact for fact in self.facts if fact.type in types and fact.administrative == administrative)
        return tuple(
            sorted(found, key=lambda fact: (fact.when.last or date.max, fact.when.first or date.max))
        )

    def when(self, *types: str) -> Span | None:
        """Return the day of the facts of these types, all of them held possible, or None if there are none."""
        found = self.of(*types)
        return hull(fact.when for fact in found) if found else None

    def circumstances(self) -> Facts:
        """Return what rules may ask for."""
        facts = [fact for fact in self.facts if not fact.administrative]
        return Facts(
            frozenset(fact.regime for fact in facts if fact.regime),
            frozenset(fact.kind for fact in facts if fact.type == "sentence" and fact.kind)
            or frozenset({"imprisonment"}),
            frozenset(fact.gravity for fact in facts if fact.gravity),
            frozenset(fact.article.split()[0] for fact in facts if fact.article),
        )


def case_of(data: Any) -> Case:
    """Return the case that a parsed JSON document holds, or raise LawError with one sentence."""
    if not isinstance(data, Mapping):
        raise LawError("a case is one JSON object with country, question and claims.")
    if data.get("schema", SCHEMA) != SCHEMA:
        raise LawError(f"this is no {SCHEMA} but “{data.get('schema')}”.")
    country, question = (_text(data, key, "the case") for key in ("country", "question"))
    if not country or not question:
        raise LawError("the case needs “country” (such as by) and “question” (such as release).")
    claims = data.get("claims", [])
    if not isinstance(claims, list):
        raise LawError("“claims” is a list of objects.")
    as_of = _span(_text(data, "as_of", "the case"), None)
    facts = tuple(_fact(index, row, as_of.last) for index, row in enumerate(claims, 1))
    return Case(country.lower(), question, as_of.last, facts)


def _fact(index: int, row: Any, as_of: date | None) -> Fact:
    where = f"claim {index}"
    if not isinstance(row, Mapping):
        raise LawError(f"{where} is no object.")
    for key in row:
        if key not in KEYS:
            raise LawError(f"{where}: “{key}” is no field of a claim; use {', '.join(KEYS)}.")
    kind = _text(row, "type", where)
    if kind not in TYPES:
        raise LawError(
            f"{where}: “{kind}” is no type of claim that the law asks for; use {', '.join(TYPES)}."
        )
    said, until, term = (_text(row, key, where) for key in ("date", "until", "term"))
    try:
        return Fact(
            kind, _span(said, as_of), _span(until, None) if until else None, said, _text(row, "place", where),
            " ".join(_text(row, "article", where).split()), Term.parse(term) if term else None, term,
            _word(_text(row, "regime", where)), _word(_text(row, "kind", where)), _word(_text(row, "gravity", where)),
            _adds(row.get("adds")),
        )  # fmt: skip
    except LawError as error:
        raise LawError(error.reason, where) from error


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise LawError(f"{where}: “{key}” is a text, not {value!r:.40}.")
    return value.strip()


def _word(text: str) -> str:
    """Return a value of a list as rules write it: “Restriction of freedom” is restriction_of_freedom."""
    return "_".join(text.lower().replace("-", " ").split())


def _adds(value: Any) -> Term | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return Term.parse(value)
    raise LawError("“adds” is true, false or a length such as P3M.")


def _span(text: str, as_of: date | None) -> Span:
    """Return the bounds of a date; one without a year is the last such day up to ``as_of``, else unknown."""
    if not text:
        return UNKNOWN
    try:
        when = Edtf.parse(text)
        if when.is_resolved or as_of is None:
            return Span.of(when)
        for year in range(as_of.year, max(as_of.year - 8, 1), -1):
            try:
                dated = Span.of(when.with_year(year))
            except EdtfError:
                continue  # 29 February in a year that has none
            if dated.first is None or dated.first <= as_of:
                return dated
    except EdtfError as error:
        raise LawError(f"{error}.") from error
    return UNKNOWN
