"""Finding names in a text, in any script and case, so that nobody is shown who is not meant to be.

It looks for words that sound like a word of a known name; it is a second line behind the reading person, never
the guarantee.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from habeas.identity.compare.words import match
from habeas.text.names import Role, blocking_keys, parse_name
from habeas.text.names.token import Token, token

NEAR = 0.4  # of a consonant: case endings and spellings, not other names
SHORT = 3  # letters: shorter words are no names that could be told from other words
_WORD = re.compile(r"[^\W\d_]{2,60}(?:[-'’ʼ][^\W\d_]{1,60}){0,4}")
_PHONE = re.compile(r"\+?\d(?:[ \-()]{0,2}\d){6,14}")


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """Where a name stands in a text, and the name that it sounds like."""

    start: int
    end: int
    word: str
    name: str


class Spotter:
    """Knows the names of some people, and finds them."""

    def __init__(self, names: Iterable[str], spare: Iterable[str] = ()) -> None:
        """Take the names to find; words of the ``spare`` names (of people who may be seen) are left alone."""
        self._words = _index(names)
        self._spare = _index(spare)

    def find(self, text: str) -> tuple[Found, ...]:
        """Return every word of ``text`` that sounds like a word of a name, in order, given names beside it too."""
        words = list(_WORD.finditer(text))
        names = [self._name(word.group()) for word in words]
        for i, word in enumerate(words):
            beside = [
                names[j] for j in (i - 1, i + 1) if 0 <= j < len(words) and _touch(words[j], word, text)
            ]
            if names[i] is None and any(beside) and self._given(word.group()):
                names[i] = next(filter(None, beside))
        return tuple(
            Found(word.start(), word.end(), word.group(), name)
            for word, name in zip(words, names, strict=True)
            if name is not None
        )

    def _given(self, word: str) -> bool:
        asked = token(word)
        return (
            asked is not None
            and bool(asked.given or asked.given_bent)
            and not _near(asked, word, self._spare)
        )

    def _name(self, word: str) -> str | None:
        if not self._words or len(word) < SHORT:
            return None
        asked = token(word)
        if asked is None or asked.initial or _near(asked, word, self._spare):
            return None
        return _near(asked, word, self._words)


def _touch(one: re.Match[str], other: re.Match[str], text: str) -> bool:
    first, second = sorted((one, other), key=lambda word: word.start())
    return text[first.end() : second.start()].strip() == ""


class Spotters:
    """Several spotters as one: what any of them finds."""

    def __init__(self, *spotters: Spotter) -> None:
        self._spotters = spotters

    def find(self, text: str) -> tuple[Found, ...]:
        """Return every name that one of them finds, in order, each place once."""
        found = {(one.start, one.end): one for spotter in self._spotters for one in spotter.find(text)}
        return tuple(sorted(found.values()))


_Index = dict[str, list[tuple[Token, str]]]


def _index(names: Iterable[str]) -> _Index:
    found: _Index = {}
    for name in sorted(set(names)):
        for part in parse_name(name).parts:
            if part.role in (Role.PARTICLE, Role.TITLE) or part.initial or len(part.text) < SHORT:
                continue
            for key in blocking_keys(part.text):
                found.setdefault(key, []).append((part.token, name))
    return found


def _near(asked: Token, word: str, index: _Index) -> str | None:
    if not index:
        return None
    for key in sorted(blocking_keys(word)):
        for known, name in index.get(key, ()):
            if match(asked, known).far <= NEAR:
                return name
    return None


def phones(text: str) -> tuple[Found, ...]:
    """Return what looks like a telephone number: seven digits or more in a row, spaces and dashes aside."""
    return tuple(
        Found(one.start(), one.end(), one.group(), one.group())
        for one in _PHONE.finditer(text)
        if not _is_date(one.group())
    )


def _is_date(text: str) -> bool:
    """Whether the digits are a date as computers write it."""
    return re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", text) is not None


def cut(text: str, found: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """Return the stretches of ``text`` that are left when the given parts are taken out, each exactly as it stands."""
    stretches: list[str] = []
    here = 0
    for start, end in sorted(found):
        stretches.append(text[here : max(here, start)])
        here = max(here, end)
    stretches.append(text[here:])
    return tuple(piece for one in stretches if (piece := one.strip(" ,;:–—-\n\t")) and _says_something(piece))


def _says_something(piece: str) -> bool:
    return sum(1 for letter in piece if letter.isalnum()) > SHORT
