"""The words of a page in one language: looked up, filled in, counted. They come from packs/words/<lang>.yml."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale
from markupsafe import Markup, escape

from habeas.packs.loader import Pack, PackError, load, names, read_bytes

_SLOT = re.compile(r"{(\w+)}")


class Sentence:
    """One sentence of a pack, cut at its slots once, so that filling it in is a join."""

    __slots__ = ("pieces", "slots", "whole")

    def __init__(self, text: str) -> None:
        self.whole = escape(text)
        cut = _SLOT.split(text)
        self.pieces = [str(escape(piece)) for piece in cut[0::2]]
        self.slots = cut[1::2]

    def fill(self, values: Mapping[str, object]) -> Markup:
        """Return the sentence with ``values`` in its slots, escaped; KeyError for one that is not given."""
        if not self.slots:
            return self.whole
        said: list[Any] = [self.pieces[0]]
        for slot, piece in zip(self.slots, self.pieces[1:], strict=True):
            value = values[slot]
            kind = type(value)
            said += (value if kind is Markup else str(value) if kind is int else str(escape(value)), piece)
        return Markup("".join(said))  # noqa: S704 - every piece is escaped


class Words:
    """One language's words. ``lang`` is its tag, ``native`` its own name, ``locale`` Babel's locale.

    What is put into a sentence is escaped unless it is markup already; the words themselves hold none. ``spoken`` is
    False for words that are filled in later (:mod:`habeas.publish.unsaid`); ``like`` then is a language to ask.
    """

    spoken = True

    def __init__(self, pack: Pack, *more: Pack) -> None:
        self._pack = pack
        self._more = more
        self.version = "-".join(one.version for one in (pack, *more))
        self._sentences = {key: Sentence(text) for one in (pack, *more) for key, text in _flat(one.data, "")}
        self.lang: str = str(pack.data["lang"])
        self.native: str = str(pack.data["native"])
        self.locale: Locale = Locale.parse(str(pack.data["locale"]))
        self.alphabet: str = str(pack.data["alphabet"])
        self.name_order: tuple[str, ...] = tuple(str(lang) for lang in pack.data["name_order"])
        self.like = self
        self._form = cache(lambda n: str(self.locale.plural_form(n)))

    def text(self, key: str, /, **values: object) -> Markup:
        """Return the sentence at ``key`` (``site.person.facts``) with ``values`` put in; PackError if it is not there."""
        if not values:
            found = self._sentences.get(key)
            if found is not None and not found.slots:
                return found.whole
        return self._fill(key, values)

    def count(self, key: str, n: int, /, **values: object) -> Markup:
        """Return the plural form at ``key`` that ``n`` takes in this language, with {n} and ``values`` put in.

        A form under the number itself (``"1"``) goes before the plural's.
        """
        form = f"{key}.{n}"
        if form not in self._sentences:
            form = f"{key}.{self._form(n)}"
        return self._fill(form, {"n": n, **values})

    def term(self, group: str, term: str, /) -> Markup:
        """Return the word for a vocabulary term (``claim_types``, ``fields``, ``status``, ``states``, ``kinds``).

        A term that this version does not know is shown as it is written in the data.
        """
        found = self._sentences.get(f"{group}.{term}")
        return found.whole if found else escape(term.replace("_", " "))

    def say(self, tell: Callable[..., Markup], /, *given: Any) -> Markup:
        """Return what ``tell(words, *given)`` says: a whole piece of a page that each language makes in its own way."""
        return tell(self, *given)

    def pattern(self, key: str, /) -> str:
        """Return what stands at ``key`` as it is: a date pattern for Babel."""
        return str(self._find(key).whole)

    def knows(self, group: str, term: str, /) -> bool:
        """Whether there is a word for this term."""
        return f"{group}.{term}" in self._sentences

    def told(self, group: str, term: str, /, **values: object) -> Markup:
        """Return the sentence for a term of a vocabulary, with ``values`` put in."""
        return self._fill(f"{group}.{term}", values)

    def _find(self, key: str) -> Sentence:
        found = self._sentences.get(key)
        if found is None:
            raise self._error(key, f"there are no words for “{key}”.", "add them.")
        return found

    def _fill(self, key: str, values: dict[str, object]) -> Markup:
        found = self._find(key)
        try:
            return found.fill(values)
        except KeyError as error:
            raise self._error(
                key,
                f"“{found.whole}” asks for {error}, which is not given.",
                "use the names that English uses.",
            ) from error

    def _error(self, key: str, problem: str, fix: str) -> PackError:
        path = tuple(key.split("."))
        pack = next((one for one in self._more if path[0] in one.data), self._pack)
        return pack.error(path, problem, fix)


@cache
def words_of(lang: str) -> Words:
    """Return the words of ``lang``; PackError if Habeas has no pages in that language."""
    return Words(load(f"words/{lang}.yml"), load(f"words/pages/{lang}.yml"))


@cache
def packs_digest(languages: tuple[str, ...]) -> str:
    """Return a digest of all that ships with the program and stands on pages: words, templates, style, lists."""
    found = hashlib.sha256()
    for lang in languages:
        found.update(words_of(lang).version.encode())
    for folder in ("site", "site/templates", "site/fonts", "vocabulary"):
        for name in names(folder):
            if "." in name:
                found.update(name.encode() + hashlib.sha256(read_bytes(f"{folder}/{name}")).digest())
    return found.hexdigest()


def _flat(data: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every sentence by its dotted key."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(data, str):
        yield path, data
