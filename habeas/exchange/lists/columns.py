"""Each column to at most one field: header words and contents weighed together, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from habeas.exchange.lists.contents import SURE, Content, is_birth
from habeas.exchange.lists.headers import ASIDE, Said, said
from habeas.exchange.lists.mapping import DATE_FIELDS, FIELDS
from habeas.model.reason import Reason

_KIND_OF = dict.fromkeys(DATE_FIELDS, "date") | {
    "name": "name",
    "articles": "articles",
    "term": "term",
    "facility": "facility",
    "status": "status",
}
_CONTRADICTED = 0.1  # a header's kind is doubted where no more cells than this look like it
_COURSE = ("arrested", "sentenced", "release_expected")


@dataclass(frozen=True, slots=True)
class Guess:
    """The field that a column fills, and why."""

    field: str
    reason: Reason


def guess_columns(headers: Mapping[int, str], contents: Mapping[int, Content]) -> dict[int, Guess]:
    """Return the columns (from 0) that fill a field. No field twice, save further names (``other_name``)."""
    guesses = _by_headers(headers, contents)
    _doubted(guesses, headers, contents)
    understood = {n for n, words in headers.items() if said(words)}
    _by_contents(guesses, understood, contents)
    return dict(sorted(guesses.items()))


def _by_headers(headers: Mapping[int, str], contents: Mapping[int, Content]) -> dict[int, Guess]:
    """Give fields by header words, the plainest first; each column and each field once."""
    surname = any(found and found[0].field == "surname" for found in map(said, headers.values()))
    ranked: list[tuple[float, float, int, int, Said]] = []
    for n, words in headers.items():
        for place, one in enumerate(said(words)):
            if one.field == "name" and surname and _also_given(words):
                continue  # “имя” beside a column of surnames is the given name
            agrees = contents[n].share(_KIND_OF.get(one.field, "")) if n in contents else 0.0
            ranked.append((-one.score, -agrees, place, n, one))
    guesses: dict[int, Guess] = {}
    settled: set[int] = set()
    taken: set[str] = set()
    for _, _, place, n, one in sorted(ranked, key=lambda row: row[:4]):
        if n in settled:
            continue
        if one.field == ASIDE:
            settled.add(n)
        elif one.field not in taken:
            settled.add(n)
            taken.add(one.field)
            words = f"the header “{headers[n]}” says {one.field}"
            guesses[n] = Guess(one.field, Reason("list.header", words, (("header", headers[n]),)))
        elif one.field == "name" and place == 0 and "other_name" not in taken:
            settled.add(n)
            taken.add("other_name")
            guesses[n] = Guess(
                "other_name", Reason("list.header", f"a second column of names: “{headers[n]}”")
            )
    if "given" in taken and not taken & {"surname", "name"}:
        n = next(n for n, guess in guesses.items() if guess.field == "given")
        guesses[n] = Guess("name", guesses[n].reason)
    return guesses


def _also_given(words: str) -> bool:
    return any(one.field == "given" for one in said(words))


def _doubted(guesses: dict[int, Guess], headers: Mapping[int, str], contents: Mapping[int, Content]) -> None:
    """Where the cells are plainly of another kind than the header says, follow the cells (“Приговор”: 3 года)."""
    for n in sorted(guesses):
        own = _KIND_OF.get(guesses[n].field)
        content = contents.get(n)
        if own is None or content is None or not content.filled or content.share(own) > _CONTRADICTED:
            continue
        kind = content.kind
        if kind is None or kind == own or content.share(kind) < SURE:
            continue
        other = _field_for(kind, {guess.field for guess in guesses.values()}, content, headers.get(n, ""))
        if other is not None:
            words = f"the header “{headers.get(n, '')}” says {guesses[n].field}, but its cells are of the kind {kind}"
            guesses[n] = Guess(other, Reason("list.header-doubted", words))


def _field_for(kind: str, taken: set[str], content: Content, header: str) -> str | None:
    """Return the free field for cells of ``kind``; dates go by what else the header may say."""
    if kind == "date":
        may = [one.field for one in said(header) if one.field in DATE_FIELDS]
        may += ["sentenced"] if any(one.field == "term" for one in said(header)) else []
        may += ["born"] if is_birth(content) else []
        return next((name for name in may if name not in taken), None)
    return kind if kind not in taken else None


def _by_contents(guesses: dict[int, Guess], understood: set[int], contents: Mapping[int, Content]) -> None:
    """Fill fields that no header names from columns whose headers say nothing."""
    taken = {guess.field for guess in guesses.values()}
    free = [n for n in sorted(contents) if n not in guesses and n not in understood and contents[n].filled]
    dates = []
    for n in free:
        kind = contents[n].kind
        if kind == "date":
            dates.append(n)
        elif kind == "name" and taken & {"name", "surname"}:
            continue
        elif kind is not None and kind not in taken:
            taken.add(kind)
            guesses[n] = Guess(kind, _seen(kind, contents[n]))
    if understood and taken & set(FIELDS):
        dates = [n for n in dates if is_birth(contents[n])]  # a list with headers names the dates that matter
    _dates_in_course(guesses, dates, taken, contents)


def _dates_in_course(
    guesses: dict[int, Guess], dates: list[int], taken: set[str], contents: Mapping[int, Content]
) -> None:
    """Give dates without a header by their years: births first, then in the course of a case."""
    births = [n for n in dates if is_birth(contents[n])]
    if births and "born" not in taken:
        guesses[births[0]] = Guess("born", _seen("date of birth", contents[births[0]]))
    rest = sorted((n for n in dates if n not in births), key=lambda n: (contents[n].year or 0, n))
    open_fields = [name for name in _COURSE if name not in taken]
    for n, name in zip(rest, open_fields, strict=False):
        words = f"days of about {contents[n].year}, without a header: taken as {name}; check this"
        guesses[n] = Guess(name, Reason("list.dates-in-course", words))


def _seen(kind: str, content: Content) -> Reason:
    share = round(100 * max(content.shares.values(), default=0.0))
    return Reason("list.content", f"{share} of 100 cells look like: {kind}")
