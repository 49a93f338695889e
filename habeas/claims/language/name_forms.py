"""Given names, surnames and patronymics of one language: all case forms, and the way back to the base form.

From a pack's given names and declensions every form of every given name is made once; a surname is
recognised by the end of the word and brought back to each nominative that it can come from. Which one it
is, the given name's case and the rest of the document decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from habeas.claims.language.declensions import (
    ANY_CASE,
    Declension,
    Form,
    forms_of_given,
    read_row,
    rows_by_ending,
)
from habeas.claims.language.name_sounds import VOWELS, after_stem, sounds_right
from habeas.claims.language.name_spellings import full_letter, respelled
from habeas.packs.loader import Pack
from habeas.text.folding import fold
from habeas.text.patterns import split_patterns

SHORTEST_STEM = 2
LONGEST_ENDING = 8
MOST_KEPT = 100_000  # words whose answers are kept at hand
NAME_KEYS = (
    "given",
    "foreign_given",
    "declensions",
    "surname_endings",
    "weak_surname_endings",
    "patronymic_endings",
)


@dataclass(frozen=True, slots=True)
class Family:
    """A plural surname: what a man and a woman of that name are called, and the cases of the plural form."""

    masculine: str
    feminine: str
    cases: frozenset[str]


@dataclass(slots=True)
class NameForms:
    """What a language knows of names. Words are looked up folded; bases keep the source's letters."""

    given: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    foreign: frozenset[str] = frozenset()
    by_ending: Mapping[str, tuple[Declension, ...]] = field(default_factory=dict)
    surname_endings: frozenset[str] = frozenset()
    weak_endings: tuple[str, ...] = ()
    patronymic_endings: frozenset[str] = frozenset()
    by_father_ending: Mapping[str, tuple[Declension, ...]] = field(default_factory=dict)
    by_given_ending: Mapping[str, tuple[Declension, ...]] = field(default_factory=dict)
    by_family_ending: Mapping[str, tuple[Declension, ...]] = field(default_factory=dict)
    longest: int = 0
    _cache: dict[str, tuple[Form, ...]] = field(default_factory=dict)
    _shapes: dict[tuple[str, bool], bool] = field(default_factory=dict)

    def given_forms(self, word: str) -> tuple[Form, ...]:
        """Return the given names of which ``word`` is a form."""
        return self.given.get(fold(full_letter(word)), ())

    def is_foreign(self, given: str) -> bool:
        """Whether a given name comes from abroad: listed so, or on no list."""
        key = fold(full_letter(given))
        return key in self.foreign or key not in self.given

    def possible_given_forms(self, word: str) -> tuple[Form, ...]:
        """Return every nominative that ``word``, which no list has, can come from as a given name, a man's first."""
        first, hyphen, rest = word.partition("-")
        if hyphen and rest:  # «Саида-Мухамеда», «Абдул-Керима»: the first part may stand undeclined
            firsts = self.given_forms(first) or self.possible_given_forms(first)
            plain = [Form(first, "", ANY_CASE)] if first[-1:].casefold() not in VOWELS else firsts
            lasts = self.given_forms(rest) or self.possible_given_forms(rest)
            return tuple(
                _double(one, other) for one, other in product(plain, lasts) if one.cases & other.cases
            )
        found = [form for form in self._forms(word, self.by_given_ending) if sounds_right(fold(form.base))]
        return tuple(sorted(found, key=lambda form: (form.sex == "f", fold(form.base)[-1:] in VOWELS)))

    def surname_forms(self, word: str) -> tuple[Form, ...]:
        """Return every nominative that ``word`` can come from as a surname, the surest and longest ending first."""
        if word not in self._cache:
            if len(self._cache) > MOST_KEPT:
                self._cache.clear()
            plain = full_letter(word)
            forms = _of_parts(self, plain) if "-" in plain else self._forms(plain, self.by_ending)
            self._cache[word] = tuple(forms)
        return self._cache[word]

    def father_forms(self, word: str) -> tuple[Form, ...]:
        """Return every nominative that ``word`` can come from as a father's name."""
        return tuple(self._forms(full_letter(word), self.by_father_ending))

    def family_forms(self, word: str) -> tuple[Family, ...]:
        """Return every way to read ``word`` as the plural of a surname, the longest ending first."""
        plain = full_letter(word)
        key = fold(plain)
        if len(key) != len(plain):
            return ()
        return tuple(
            Family(
                _in_letters_of(plain, cut, row.nominative),
                _in_letters_of(plain, cut, row.feminine),
                row.forms[key[len(key) - cut :]],
            )
            for cut in range(min(self.longest, len(key) - SHORTEST_STEM), 0, -1)
            for row in self.by_family_ending.get(key[len(key) - cut :], ())
        )

    def _forms(self, word: str, rows: Mapping[str, tuple[Declension, ...]]) -> Iterator[Form]:
        key = fold(word)
        if len(key) != len(word):
            return
        for cut in range(min(self.longest, len(key) - SHORTEST_STEM), -1, -1):
            ending = key[len(key) - cut :]
            for row in rows.get(ending, ()):
                nominative = after_stem(key[: len(key) - cut], row.nominative, ending)
                if nominative is None:
                    continue
                base = word[: len(word) - cut] + (nominative.upper() if word.isupper() else nominative)
                yield Form(base, row.sex, row.forms[ending], row.sure)

    def looks_like_surname(self, word: str, *, weakly: bool = False) -> bool:
        """Whether ``word``, or a nominative that it can come from, ends as a surname of the region does; kept at hand.

        ``weakly`` also takes a form of any sure declension and endings that many other words have; they count only
        beside a given name.
        """
        if (word, weakly) not in self._shapes:
            if len(self._shapes) > MOST_KEPT:
                self._shapes.clear()
            self._shapes[word, weakly] = self._has_the_shape(word, weakly)
        return self._shapes[word, weakly]

    def _has_the_shape(self, word: str, weakly: bool) -> bool:
        key, forms = fold(word), self.surname_forms(word)
        weak = weakly and (key.endswith(self.weak_endings) or any(form.sure for form in forms))
        return weak or self._ends(key) or any(self._ends(fold(form.base)) for form in forms)

    def _ends(self, key: str) -> bool:
        return any(key[-cut:] in self.surname_endings for cut in range(1, min(LONGEST_ENDING, len(key) - 1)))

    def is_patronymic(self, word: str) -> bool:
        """Whether ``word`` ends as a father's name does."""
        key = fold(word)
        return any(key[-cut:] in self.patronymic_endings for cut in range(3, min(9, len(key))))


def _double(one: Form, other: Form) -> Form:
    """Return a given name of two parts in the cases that both can stand in."""
    return Form(f"{one.base}-{other.base}", other.sex, one.cases & other.cases)


def _in_letters_of(word: str, cut: int, ending: str) -> str:
    """Return the word with another ending; letters that both endings begin with stay as written (ё)."""
    stem, old = word[: len(word) - cut], word[len(word) - cut :]
    same = 0
    while same < min(len(old), len(ending)) and fold(old[same]) == fold(ending[same]):
        same += 1
    return stem + old[:same] + ending[same:]


def read_names(packs: Mapping[str, Pack], *, spelled: Callable[[str], list[str]] | None = None) -> NameForms:
    """Build the forms; ``packs`` gives for each key of ``people.yml`` the file that it comes from.

    ``spelled`` gives the ways in which a text spells a name or an ending, where it is not written as in the pack.
    Raises PackError for a declension that cannot be read.
    """
    data: dict[str, Any] = {key: packs[key].data[key] for key in NAME_KEYS if key in packs}
    rows = _rows(packs, data, "given")
    listed = forms_of_given(data.get("given") or {}, rows)
    foreign = forms_of_given(data.get("foreign_given") or {}, rows, foreign=True)
    both = {key: (*listed.get(key, ()), *foreign.get(key, ())) for key in (*listed, *foreign)}
    if spelled is not None:
        data = {key: respelled(content, spelled) for key, content in data.items()}
    surnames, fathers, families, given = (
        rows_by_ending(_rows(packs, data, table)) for table in ("surname", "patronymic", "family", "given")
    )
    return NameForms(
        given=both if spelled is None else _spelled_forms(both, spelled),
        foreign=frozenset(foreign) - frozenset(listed),
        by_ending=surnames,
        by_father_ending=fathers,
        by_family_ending=families,
        by_given_ending=given,
        surname_endings=frozenset(fold(end) for end in split_patterns(data.get("surname_endings"))),
        weak_endings=tuple(fold(end) for end in split_patterns(data.get("weak_surname_endings"))),
        patronymic_endings=frozenset(fold(end) for end in split_patterns(data.get("patronymic_endings"))),
        longest=max((len(ending) for ending in (*surnames, *fathers, *families)), default=0),
    )


def _rows(packs: Mapping[str, Pack], data: Mapping[str, Any], table: str) -> list[Declension]:
    rows = (data.get("declensions") or {}).get(table) or []
    return [read_row(packs["declensions"], table, at, row) for at, row in enumerate(rows)]


def _spelled_forms(
    listed: Mapping[str, tuple[Form, ...]], spelled: Callable[[str], list[str]]
) -> dict[str, tuple[Form, ...]]:
    """Return the forms of listed names in every way in which a text spells them, each with its nominative spelled so too.

    They are declined as the pack writes them: a name in -n is declined otherwise than one in -ń, which is typed alike.
    """
    found: dict[str, dict[Form, None]] = {}
    for key, forms in listed.items():
        for at, way in enumerate(spelled(key)):
            for form in forms:
                bases = spelled(form.base)
                found.setdefault(way, {})[replace(form, base=bases[min(at, len(bases) - 1)])] = None
    return {key: tuple(forms) for key, forms in found.items()}


def _of_parts(names: NameForms, word: str) -> Iterator[Form]:
    """Yield the nominatives of a double surname (Вярбіну-Гая): both parts in one case and of one sex."""
    parts = word.split("-")
    if len(parts) != 2:
        return
    options = [[*names.surname_forms(part), Form(part, "", ANY_CASE, False)] for part in parts]
    if parts[0][-1:] in "aа" and parts[1][-1:] not in "aа":
        options[0].reverse()  # „Kara-Murzę”: the first part is not declined
    for one, other in product(*options):
        cases = one.cases & other.cases
        sexes = {one.sex, other.sex} - {""}
        if cases and len(sexes) < 2 and not (one.base == parts[0] and other.base == parts[1] and not sexes):
            yield Form(f"{one.base}-{other.base}", "".join(sexes), cases, one.sure or other.sure)
