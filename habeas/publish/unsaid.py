"""A page written once for all its languages: where words come it has a mark, and each language puts its own there.

Nearly all that a person's page costs is the same in six languages: which quotes carry a fact, which copies stand
together, what is drawn. `Unsaid` goes where `Words` go and answers every call with a mark; a `Sheet` is what was
written with it, and `Spoken` the same calls answered in one language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from habeas.publish.plain import readable
from habeas.publish.words import Words

Turn = Callable[[bytes], bytes]
"""What becomes of filled-in words where they do not stand in HTML."""
MOST_KNOWN = 1 << 14  # questions, and answers of a language, that are kept from page to page
NO_VALUES: Mapping[str, Any] = MappingProxyType({})
_PLAIN = frozenset((str, int, type(None)))  # of these a question that was asked before is known again


@dataclass(frozen=True, slots=True)
class Sheet:
    """A text cut at its marks: ``pieces``, and between each two of them the number of the call whose answer stands there.

    The pieces are UTF-8 already: they are the same in all languages, so they are encoded once for all of them.
    """

    pieces: tuple[bytes, ...]
    calls: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A question that waits for a language: ``ask(words, *given, **values)``; ``open`` are the values that hold marks.

    ``common`` where it is the same question on any page; else the answer is this page's alone.
    """

    ask: Callable[..., object]
    given: tuple[Any, ...]
    values: Mapping[str, Any]
    open: Mapping[str, Sheet]
    common: bool


class Unsaid(Words):
    """Words of no language yet. ``like`` is any of the languages, asked where all give one answer.

    ``mark`` must stand in no text that the page is made from: a digest of all of it cannot. ``common`` are questions
    that other pages asked already: the same question is one object on all of them.
    """

    spoken = False

    def __init__(self, like: Words, mark: str, common: dict[object, Call] | None = None) -> None:
        self.__dict__.update(like.__dict__)
        self.like = like
        self.calls: list[Call] = []
        self._mark = mark
        self._common = {} if common is None else common
        self._asked_before: dict[Call, Markup] = {}
        self._own: dict[object, Markup] = {}
        self.lang = self.say(_tag)

    def say(self, tell: Callable[..., Markup], *given: Any) -> Markup:
        """Return a mark for ``tell(words, *given)``; asked for again with the same texts it is the same mark."""
        known = _PLAIN.issuperset(map(type, given))
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
        first, *rest = readable(text).split(self._mark)
        cut = [one.partition(";") for one in rest]
        pieces = (first.encode(), *[piece.encode() for _, _, piece in cut])
        return Sheet(pieces, tuple([int(number) for number, _, _ in cut]))

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
        call = self._common.get(key) if key is not None else None
        found = self._own.get(key) if call is None else self._asked_before.get(call)
        if found is None:
            found = Markup(f"{self._mark}{len(self.calls)};")  # noqa: S704 - a mark of ours
            call = call or self._call(key, ask, given, values)
            self.calls.append(call)
            if call.common:
                self._asked_before[call] = found
            elif key is not None:
                self._own[key] = found
        return found

    def _call(
        self, key: object, ask: Callable[..., object], given: tuple[Any, ...], values: Mapping[str, Any]
    ) -> Call:
        """A question that is new here; kept for other pages where nothing in it is this page's."""
        holding = {
            name: self.sheet(value)
            for name, value in values.items()
            if type(value) is Markup and self._mark in value
        }
        call = Call(ask, given, values, holding, key is not None and not holding)
        if call.common:
            _keep(self._common, key, call)
        return call


class Spoken:
    """The calls of one `Unsaid`, answered in one language, each when it is first needed.

    ``known`` are answers of this language that other pages asked for: most words stand on every page.
    """

    def __init__(self, unsaid: Unsaid, words: Words, known: dict[Call, bytes] | None = None) -> None:
        self._calls = unsaid.calls
        self._words = words
        self._known = {} if known is None else known
        self._answers: list[bytes | None] = [None] * len(unsaid.calls)

    def fill(self, sheet: Sheet, turn: Turn | None = None) -> bytes:
        """Return ``sheet`` in this language, as UTF-8."""
        answers = self._answers
        said = [answers[number] or self._answer(number) for number in sheet.calls]
        text = [b""] * (len(sheet.pieces) + len(said))
        text[0::2] = sheet.pieces
        text[1::2] = said if turn is None else [turn(one) for one in said]
        return b"".join(text)

    def _answer(self, number: int) -> bytes:
        call = self._calls[number]
        said = self._known.get(call)
        if said is None:
            said = self._asked(call)
        self._answers[number] = said
        return said

    def _asked(self, call: Call) -> bytes:
        values = call.values
        if call.open:
            said_in_it = {name: Markup(self.fill(sheet).decode()) for name, sheet in call.open.items()}  # noqa: S704 - it was markup before
            values = {**values, **said_in_it}
        said = readable(str(call.ask(self._words, *call.given, **values))).encode()
        if call.common:
            _keep(self._known, call, said)
        return said


def _keep[Key, Kept](known: dict[Key, Kept], key: Key, kept: Kept) -> None:
    """Keep what other pages may ask for; begin anew where it becomes too much."""
    if len(known) >= MOST_KNOWN:
        known.clear()
    known[key] = kept


def _tag(words: Words) -> Markup:
    return Markup(words.lang)  # noqa: S704 - a tag of ours
