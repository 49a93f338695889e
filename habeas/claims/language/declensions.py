"""Rows of case endings and what they make: the forms of listed given names, the row that each ending can be of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from habeas.claims.language.name_sounds import VOWELS
from habeas.packs.loader import Pack
from habeas.text.folding import fold
from habeas.text.patterns import split_patterns

CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")
ANY_CASE = frozenset(CASES)
UNDECLINED_BEFORE_A = frozenset("аеоуы")
UNDECLINED_ABROAD = frozenset("оеэиіуыюoeiu")  # in which a name from abroad ends that may stand in one form


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read a word as a name: its nominative, sex (``m``, ``f`` or ``""``) and the cases it can be in."""

    base: str
    sex: str
    cases: frozenset[str]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Declension:
    """One row of case endings; ``forms`` gives for each ending its cases. ``sure`` rows show a surname."""

    sex: str
    nominative: str
    forms: Mapping[str, frozenset[str]]
    sure: bool = True
    feminine: str = ""


def read_row(pack: Pack, table: str, index: int, row: Any) -> Declension:
    """Return one row of a pack's table. Raises PackError for one that cannot be read."""
    path = ("declensions", table, str(index))
    if not isinstance(row, Mapping) or "forms" not in row:
        raise pack.error(
            path, "a declension needs “sex” and “forms”.", "write {sex: m, forms: “- а у а ам е”}."
        )
    cells = str(row["forms"]).split()
    if not 1 <= len(cells) <= len(CASES):
        raise pack.error(
            path, f"there are {len(cells)} forms.", f"give one to {len(CASES)}: {', '.join(CASES)}."
        )
    forms: dict[str, set[str]] = {}
    for case, cell in zip(CASES, cells, strict=False):
        for ending in cell.split("/"):
            forms.setdefault("" if ending == "-" else fold(ending), set()).add(case)
    nominative = str(row.get("m", cells[0])).split("/")[0]
    return Declension(
        sex=str(row.get("sex", "")),
        nominative="" if nominative == "-" else nominative,
        forms={ending: frozenset(cases) for ending, cases in forms.items()},
        sure=not row.get("weak", False),
        feminine=str(row.get("f", "")).replace("-", ""),
    )


def rows_by_ending(rows: Sequence[Declension]) -> dict[str, tuple[Declension, ...]]:
    """Return for every ending the rows that have it."""
    found: dict[str, list[Declension]] = {}
    for row in rows:
        for ending in row.forms:
            found.setdefault(ending, []).append(row)
    return {ending: tuple(rows) for ending, rows in found.items()}


def forms_of_given(
    lists: Mapping[str, Any], rows: Sequence[Declension], *, foreign: bool = False
) -> dict[str, tuple[Form, ...]]:
    """Return every form of the listed given names, folded; ``lists`` gives the names by sex.

    A ``foreign`` one in a vowel may also stand in any case as it is: «Роландо Альвареса».
    """
    found: dict[str, list[Form]] = {}
    for sex, content in lists.items():
        for name in split_patterns(content):
            base, _, oblique = name.partition("(")
            base, oblique = base.strip(), oblique.rstrip(") ")
            undeclined = foreign and fold(base)[-1:] in UNDECLINED_ABROAD
            for key, cases in _forms_of(base, oblique, str(sex), rows, undeclined=undeclined):
                found.setdefault(key, []).append(Form(base, str(sex), cases))
    return {key: tuple(forms) for key, forms in found.items()}


def _forms_of(
    base: str, oblique: str, sex: str, rows: Sequence[Declension], *, undeclined: bool = False
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the forms of one given name: by the rows of its sex with the longest fitting nominative."""
    key = fold(base)
    ends = key[-1:] not in VOWELS  # «Хосе», «Эмре»: only a name in a consonant takes endings as it is
    fitting = [
        row
        for row in rows
        if row.sex in ("", sex) and key.endswith(row.nominative) and (row.nominative or ends)
    ]
    longest = max((len(row.nominative) for row in fitting), default=0)
    made: dict[str, set[str]] = {key: {"nom"}}
    if undeclined and not key.isascii():
        fitting = []  # «Эдуарда» is Эдуард, never Эдуардо
    for row in fitting:
        if len(row.nominative) != longest:
            continue
        stem = key[: len(key) - len(row.nominative)]
        for ending, in_cases in row.forms.items():
            own = not oblique or ("nom" in in_cases and ending == row.nominative)
            root = stem if own else fold(oblique)
            made.setdefault(root + ending, set()).update(in_cases)
    if undeclined or not fitting or (key[-1:] == "а" and key[-2:-1] in UNDECLINED_BEFORE_A):
        made[key] = set(CASES)  # «Джошуа»
    for form, cases in made.items():
        yield form, frozenset(cases)
