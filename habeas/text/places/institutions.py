"""A phrase about a place of detention, a court or an agency: which kind, which number, where.

ИК-3 “Витьба” and ПК №3 are one colony: the kind by its words (``packs/places/institutions.yml``), the number by its
digits, and the institutions that we have cards of by their names (``packs/countries/*/institutions.yml``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from habeas.packs.loader import load, names
from habeas.text.folding import fold
from habeas.text.places.keys import adjective_keys, bent_keys, joined, name_keys, word_keys
from habeas.text.places.words import WordList

INSTITUTIONS = "places/institutions.yml"
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*|\d{1,4}")
_MOST_TEXT, _MOST_TOKENS = 300, 20


@dataclass(frozen=True, slots=True)
class Institution:
    """A place of detention of which we have a card: its id, country, kind, number (empty if none), names, place."""

    id: str
    country: str
    kind: str
    number: str
    names: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class FacilityReading:
    """What a phrase says of a place of detention; ``named`` are the cards that have one of its words as a name of
    their own, ``where`` the words that are left and may tell the place.
    """

    text: str
    kind: str
    number: str
    named: frozenset[str]
    where: str


@dataclass(frozen=True, slots=True)
class CourtReading:
    """What a phrase says of a court: its level (empty if it says none) and the words that name where."""

    text: str
    level: str
    where: tuple[str, ...]


@cache
def _lists(part: str) -> tuple[tuple[str, WordList], ...]:
    return tuple((kind, WordList(words.split())) for kind, words in load(INSTITUTIONS).data[part].items())


@cache
def _plain(part: str) -> WordList:
    return WordList(load(INSTITUTIONS).data[part].split())


@cache
def cards() -> tuple[Institution, ...]:
    """Return the institutions of every country that has a pack of them."""
    found: list[Institution] = []
    for country in names("countries"):
        if "institutions.yml" not in names(f"countries/{country}"):
            continue
        for row in load(f"countries/{country}/institutions.yml").data["institutions"]:
            own = tuple(row["names"].values())
            number = next((n for name in own for n in re.findall(r"\d{1,4}", name)), "")
            others = tuple(row.get("other_names", ()))
            found.append(Institution(row["id"], country, row["kind"], number, others, str(row["place"])))
    return tuple(found)


@cache
def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for card in cards():
        for name in card.names:
            for key in name_keys(name):
                found.setdefault(key, set()).add(card.id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFKC", text[:_MOST_TEXT]))[:_MOST_TOKENS]


@lru_cache(maxsize=20_000)
def parse_facility(text: str) -> FacilityReading:
    """Read a phrase about a place of detention. Never raises."""
    tokens = _tokens(text)
    words = [token for token in tokens if not token[0].isdigit()]
    number = next((token.lstrip("0") for token in tokens if token[0].isdigit()), "")
    kind = next((kind for kind, known in _lists("facilities") if any(w in known for w in words)), "")
    left = [w for w in words if not any(w in known for _, known in _lists("facilities"))]
    left = [w for w in left if w not in _plain("plain")]
    named = frozenset[str]()
    for keys in (joined(rows) for rows in _runs(left)):
        named |= frozenset(one for key in keys for one in _by_name().get(key, ()))
    own = {card.id: card for card in cards()}
    if number:  # a colony’s name is often that of its village, which other places have too
        named = frozenset(one for one in named if own[one].number == number)
    if named and not kind:  # “on Valadarka” says as much as the kind and number of that house
        kinds, numbers = {own[one].kind for one in named}, {own[one].number for one in named}
        kind = kinds.pop() if len(kinds) == 1 else ""
        number = number or (numbers.pop() if len(numbers) == 1 else "")
    return FacilityReading(text, kind, number, named, " ".join(left))


def _runs(words: list[str]) -> Iterator[list[tuple[str, ...]]]:
    """Yield the keys of each word, and of each two words that follow each other: names have one or two."""
    rows = [(*word_keys(word), *bent_keys(word)) for word in words]
    for at, row in enumerate(rows):
        yield [row]
        if at + 1 < len(rows):
            yield [row[:8], rows[at + 1][:8]]


def listed(kind: str, number: str) -> tuple[Institution, ...]:
    """Return the cards of that kind and number."""
    return tuple(card for card in cards() if number and (card.kind, card.number) == (kind, number))


@lru_cache(maxsize=20_000)
def parse_court(text: str) -> CourtReading:
    """Read a phrase about a court. Never raises."""
    words = [word for token in _tokens(text) for word in _written_out(token)]
    words = [word for word in words if not word[0].isdigit()]
    level = next((level for level, known in _lists("courts") if any(w in known for w in words)), "")
    where = [w for w in words if not any(w in known for _, known in _lists("courts"))]
    return CourtReading(text, level, tuple(w for w in where if w not in _plain("court_plain")))


def _written_out(word: str) -> list[str]:
    for short, long in _short():
        if word in short:
            return long.split()
    return [word]


@cache
def _short() -> tuple[tuple[WordList, str], ...]:
    rows = load(INSTITUTIONS).data["court_short"]
    return tuple((WordList([short]), long) for short, long in rows.items())


@lru_cache(maxsize=20_000)
def agency(text: str) -> str:
    """Return the id of the agency that the phrase names, or nothing; several named: nothing."""
    words = [fold(word) for word in _tokens(text)]
    line = f" {' '.join(words)} "
    found = {key for key, forms in _agencies() for form in forms if form in line}
    return found.pop() if len(found) == 1 else ""


def is_broad(identity: str) -> bool:
    """Whether an agency's name is a word said of several (police, siloviki)."""
    return identity in load(INSTITUTIONS).data["agencies_broad"]


@cache
def _agencies() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for each agency what to look for in a folded line: whole words, or words that begin so."""
    return tuple(
        (key, tuple(_form(form) for form in forms))
        for key, forms in load(INSTITUTIONS).data["agencies"].items()
    )


def _form(form: str) -> str:
    words = [fold(word) for word in _TOKEN.findall(form)]
    return f" {' '.join(words)}" + ("" if form.endswith("*") else " ")


def place_keys(word: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of a word as it stands, and with those of its cases and of the name it is an adjective of."""
    own = frozenset(word_keys(word))
    return own, own | frozenset(bent_keys(word)) | frozenset(adjective_keys(word))
