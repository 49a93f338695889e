"""A page written once for all its languages: where words come it has a mark, and each language puts its own there.

Nearly all that a person's page costs is the same in six languages: which quotes carry a fact, which copies stand
together, what is drawn. `Unsaid` goes where `Words` go and answers every call with a mark; a `Sheet` is what was
written with it, and `Spoken` the same calls answered in one language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from habeas.publish.plain import readable
from habeas.publish.words import Words

Turn = Callable[[str], str]
"""What becomes of filled-in words where they do not stand in HTML."""
MOST_KNOWN = 1 << 14  # answers of a language that are kept from page to page
NO_VALUES: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text cut at its marks: ``pieces``, and between each two of them the number of the call whose answer stands there."""

    pieces: tuple[str, ...]
    calls: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Call:
    """A question that waits for a language: ``ask(words, *given, **values)``; ``open`` are the values that hold marks.

    ``key`` is the same for the same question on any page; None where the answer is this page's alone.
    """

    ask: Callable[..., object]
    given: tuple[Any, ...]
    values: Mapping[str, Any]
    open: Mapping[str, Sheet]
    key: object


class Unsaid(Words):
    """Words of no language yet. ``like`` is any of the languages, asked where all give one answer.

    ``mark`` must stand in no text that the page is made from: a digest of all of it cannot.
    """

    spoken = False

    def __init__(self, like: Words, mark: str) -> None:
        self.__dict__.update(like.__dict__)
        self.like = like
        self.calls: list[_Call] = []
        self._mark = mark
        self._cut = re.compile(f"{mark}([0-9]+);")
        self._known: dict[object, Markup] = {}
        self.lang = self.say(_tag)

    def say(self, tell: Callable[..., Markup], *given: Any) -> Markup:
        """Return a mark for ``tell(words, *given)``; asked for again with the same texts it is the same mark."""
        known = all(type(one) in (str, int, type(None)) for one in given)
        return self._marked((tell, given) if known else None, tell, given)

    def text(self, key: str, /, **values: object) -> Markup:
        """Return a mark for the sentence at ``key``."""
        return self._asked(Words.text, (key,), values)

    def count(self, key: str, n: int, /, **values: object) -> Markup:
        """Return a mark for the plural form at ``key`` that ``n`` takes."""
        return self._asked(Words.count, (key, n), values)

    def term(self, group: str, term: str, /) -> Markup:
        """Return a mark for the word of a vocabulary term."""
        return self._marked((group, term), Words.term, (group, term))

    def told(self, group: str, term: str, /, **values: object) -> Markup:
        """Return a mark for the sentence of a term of a vocabulary."""
        return self._asked(Words.told, (group, term), values)

    def sheet(self, text: str) -> Sheet:
        """Return ``text`` cut at its marks; what readers of pages cannot hold is taken out of it."""
        cut = self._cut.split(readable(text))
        return Sheet(tuple(cut[0::2]), tuple(int(number) for number in cut[1::2]))

    def _asked(self, ask: Callable[..., object], given: tuple[Any, ...], values: Mapping[str, Any]) -> Markup:
        # “<b>” and the markup <b> are equal as texts, and are escaped differently: the type is a part of the key.
        key = (ask, given, tuple((name, type(value), value) for name, value in values.items()))
        return self._marked(key, ask, given, values)

    def _marked(
        self,
        key: object,
        ask: Callable[..., object],
        given: tuple[Any, ...],
        values: Mapping[str, Any] = NO_VALUES,
    ) -> Markup:
        """The mark of a call; ``key`` is None for a call that is asked once."""
        found = self._known.get(key) if key is not None else None
        if found is None:
            found = Markup(f"{self._mark}{len(self.calls)};")  # noqa: S704 - a mark of ours
            holding = {
                name: self.sheet(value)
                for name, value in values.items()
                if type(value) is Markup and self._mark in value
            }
            self.calls.append(_Call(ask, given, values, holding, None if holding else key))
            if key is not None:
                self._known[key] = found
        return found


class Spoken:
    """The calls of one `Unsaid`, answered in one language, each when it is first needed.

    ``known`` are answers of this language that other pages asked for: most words stand on every page.
    """

    def __init__(self, unsaid: Unsaid, words: Words, known: dict[object, str] | None = None) -> None:
        self._calls = unsaid.calls
        self._words = words
        self._known = {} if known is None else known
        self._answers: list[str | None] = [None] * len(unsaid.calls)

    def fill(self, sheet: Sheet, turn: Turn | None = None) -> str:
        """Return ``sheet`` in this language."""
        pieces = [sheet.pieces[0]]
        for number, piece in zip(sheet.calls, sheet.pieces[1:], strict=True):
            said = self._answers[number]
            if said is None:
                said = self._answer(number)
            pieces.append(said if turn is None else turn(said))
            pieces.append(piece)
        return "".join(pieces)

    def _answer(self, number: int) -> str:
        call = self._calls[number]
        said = self._known.get(call.key) if call.key is not None else None
        if said is None:
            said = self._asked(call)
        self._answers[number] = said
        return said

    def _asked(self, call: _Call) -> str:
        values = call.values
        if call.open:
            values = {**values, **{name: Markup(self.fill(sheet)) for name, sheet in call.open.items()}}  # noqa: S704 - it was markup before
        said = readable(str(call.ask(self._words, *call.given, **values)))
        if call.key is not None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[call.key] = said
        return said


def _tag(words: Words) -> Markup:
    return Markup(words.lang)  # noqa: S704 - a tag of ours
