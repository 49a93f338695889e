"""One reading language as the reader uses it: its words compiled into one lexicon, its names and settings.

Read from ``packs/languages/<xx>/``; the format is described in ``docs/recipes/language.md``. A pack is
loaded when the first paragraph in its language is met, and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from habeas.claims.event_words import EventWords, read_events
from habeas.claims.name_forms import NameForms, read_names
from habeas.claims.pack_shapes import FILES
from habeas.packs.loader import Pack, load, names
from habeas.text.folding import fold
from habeas.text.lexicon import Lexicon
from habeas.text.patterns import PatternError, split_patterns

LANGUAGES = "languages"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase of a pack stands for: a category (``months``), a sense in it (``3``), and an event's words."""

    category: str
    sense: str
    event: EventWords | None = None


@dataclass(slots=True)
class LanguagePack:
    """A language's lexicon and settings. ``keys`` holds word sets by category, ``flags`` what is switched on."""

    lang: str
    lexicon: Lexicon[Entry]
    names: NameForms
    keys: Mapping[str, frozenset[str]]
    flags: frozenset[str]
    places: Mapping[str, str]
    version: str
    number_words: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_articles(self) -> bool:
        """Whether the language marks a known person with an article (“the activist”)."""
        return "articles" in self.flags

    def has(self, category: str, key: str) -> bool:
        """Whether the folded word ``key`` stands in the word set ``category``."""
        return key in self.keys.get(category, frozenset())


@cache
def language_pack(lang: str) -> LanguagePack | None:
    """Return the pack of ``lang``, or None where it has only its identification (or does not exist)."""
    if lang not in names(LANGUAGES):
        return None
    present = names(f"{LANGUAGES}/{lang}", ".yml")
    packs = {file: load(f"{LANGUAGES}/{lang}/{file}") for file in FILES if file in present}
    if "events.yml" not in packs:
        return None
    return compile_pack(lang, packs)


def compile_pack(lang: str, packs: Mapping[str, Pack]) -> LanguagePack:
    """Compile the files of one language; raise PackError, with file, line and fix, for what cannot be used."""
    endings = _keys(packs["language.yml"].data.get("endings")) if "language.yml" in packs else frozenset()
    lexicon: Lexicon[Entry] = Lexicon(endings=endings)
    builder = _Builder(lang, lexicon)
    for file, pack in packs.items():
        shapes = FILES[file]
        for key, content in (pack.data or {}).items():
            shape = shapes.get(str(key))
            if shape is None:
                raise pack.error(
                    (str(key),), f"“{key}” is no key of this file.", f"use one of: {', '.join(shapes)}."
                )
            builder.add(pack, str(key), shape, content)
    people = packs.get("people.yml")
    version = "-".join(pack.version[:6] for pack in packs.values())
    return LanguagePack(
        lang=lang,
        lexicon=lexicon,
        names=read_names(people),
        keys=builder.keys,
        flags=frozenset(builder.flags),
        places=builder.places,
        number_words=builder.numbers,
        version=version,
    )


@dataclass(slots=True)
class _Builder:
    lang: str
    lexicon: Lexicon[Entry]
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)

    def add(self, pack: Pack, key: str, shape: str, content: Any) -> None:
        if shape == "flag":
            if content:
                self.flags.add(key)
        elif shape in ("keys", "endings"):
            self.keys[key] = _keys(content)
        elif shape == "words":
            self._patterns(pack, (key,), Entry(key, key), content)
        elif shape == "senses":
            for sense, words in _mapping(pack, (key,), content).items():
                self._patterns(pack, (key, str(sense)), Entry(key, str(sense)), words)
                if key == "numbers":
                    self.numbers |= {fold(word): float(sense) for word in split_patterns(words)}
        elif shape == "nested":
            for sense, words in _mapping(pack, (key,), content).items():
                self._patterns(pack, (key, str(sense)), Entry(f"{key}.{sense}", str(sense)), words)
        elif shape == "list":
            self._places(pack, (key,), content)
        elif key == "events":
            for event, words in read_events(pack, content):
                self._patterns(pack, (key, event.type), Entry(key, event.type, event), words)

    def _patterns(self, pack: Pack, path: tuple[str, ...], entry: Entry, words: object) -> None:
        try:
            for pattern in split_patterns(words):
                self.lexicon.add(pattern, entry)
        except PatternError as error:
            raise pack.error(path, str(error), "see docs/recipes/language.md for the signs.") from error

    def _places(self, pack: Pack, path: tuple[str, ...], content: object) -> None:
        """A place is its name, or its name, a sign “=” and the patterns of its other forms."""
        for place in split_patterns(content):
            name, _, forms = (part.strip() for part in place.partition("="))
            self._patterns(pack, path, Entry("places", name), [name, *forms.split(";")] if forms else [name])
            self.places[fold(name)] = name


def _mapping(pack: Pack, path: tuple[str, ...], content: object) -> Mapping[str, Any]:
    if not isinstance(content, Mapping):
        raise pack.error(path, "names with words behind them are expected here.", "write “name: words”.")
    return content


def _keys(content: object) -> frozenset[str]:
    return frozenset(fold(word) for word in split_patterns(content))
