"""One reading language as the reader uses it: its words compiled into one lexicon, its names and settings.

Read from ``packs/languages/<xx>/``; the format is described in ``docs/recipes/language.md``. A pack is
loaded when the first paragraph in its language is met, and kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from habeas.claims.language.event_words import EventWords, read_events
from habeas.claims.language.name_forms import NameForms, read_names
from habeas.claims.language.pack_shapes import FILES, IDENTIFYING, RESPELLING
from habeas.packs.loader import Pack, load, names
from habeas.text.folding import fold
from habeas.text.lexicon import Lexicon
from habeas.text.patterns import PatternError, split_patterns
from habeas.text.plain_letters import plain_key, without_marks
from habeas.text.respelling import Respelling, belarusian

LANGUAGES = "languages"
SHORTEST_SUFFIX = 2  # letters of a verb's ending that tells something where ŭ is typed as u
_SOFT_L = re.compile("[lL](?=[aeou])")
NAMED = ("agencies", "bodies")  # senses that are names to show


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
    based_on: str = ""
    number_words: Mapping[str, float] = field(default_factory=dict)
    unit_words: Mapping[str, str] = field(default_factory=dict)
    verb_endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rekey: Callable[[str], str] | None = None

    @property
    def has_articles(self) -> bool:
        """Whether the language marks a known person with an article (“the activist”)."""
        return "articles" in self.flags

    @property
    def endings_of_verbs(self) -> tuple[str, ...]:
        """The endings of verbs, of all tenses and persons together."""
        return tuple(end for group in self.verb_endings.values() for end in group)

    def has(self, category: str, key: str) -> bool:
        """Whether the folded word ``key`` stands in the word set ``category``."""
        return key in self.keys.get(category, frozenset())


def language_pack(lang: str, *, plain: bool = False) -> LanguagePack | None:
    """Return the pack of ``lang``, or None where it has only its identification (or does not exist).

    ``plain``: for a text typed without marks on letters, where the pack says that its language is (``plain_letters``).
    """
    if lang not in _languages():
        return None
    return _compiled(lang, plain and _is_typed_plain(lang))


@cache
def _languages() -> frozenset[str]:
    return frozenset(names(LANGUAGES))


@cache
def _is_typed_plain(lang: str) -> bool:
    return bool((_files(lang)["language.yml"].data or {}).get("plain_letters"))


@cache
def _compiled(lang: str, plain: bool) -> LanguagePack | None:
    layers = [_files(lang)]
    base = (layers[0]["language.yml"].data or {}).get("based_on") if "language.yml" in layers[0] else None
    if base and str(base) in _languages():
        layers.append(_files(str(base)))
    if not any("events.yml" in layer for layer in layers):
        return None
    return replace(compile_pack(lang, layers, _table(lang), plain=plain), based_on=str(base or ""))


def _files(lang: str) -> dict[str, Pack]:
    present = names(f"{LANGUAGES}/{lang}", ".yml")
    return {file: load(f"{LANGUAGES}/{lang}/{file}") for file in FILES if file in present}


def _table(lang: str) -> Respelling | None:
    """Return the table by which the language is brought into the letters of the one it is based on, if it has one."""
    if RESPELLING not in names(f"{LANGUAGES}/{lang}", ".yml"):
        return None
    data = load(f"{LANGUAGES}/{lang}/{RESPELLING}").data
    return Respelling(data["plain"], data["soft"], data["pairs"], data["iotated"])


def compile_pack(
    lang: str,
    layers: Sequence[Mapping[str, Pack]],
    table: Respelling | None = None,
    *,
    plain: bool = False,
) -> LanguagePack:
    """Compile the files of one language; raise PackError, with file, line and fix, for what cannot be used.

    Of several layers the first that has a key gives it: Lacinka takes from Belarusian what it does not say itself.
    """
    rekey = _plain_rule(table) if plain else _key_rule(layers, table)
    builder = _Builder(
        lang, Lexicon(rekey=rekey), shown=table.written if table is not None else None, plain=plain
    )
    if plain:
        own_words = (layers[0]["language.yml"].data or {}).get("plain_not")
        builder.not_plain = frozenset(fold(word) for word in split_patterns(own_words))
    own = {key for key in IDENTIFYING for layer in layers[1:] if key in (layer["language.yml"].data or {})}
    people: dict[str, Pack] = {}
    for file, shapes in FILES.items():
        done = set(own) if file == "language.yml" else set()
        for pack in (layer[file] for layer in layers if file in layer):
            builder.add_file(pack, shapes, done if pack is not layers[0].get(file) else set())
            done |= set(map(str, pack.data or {}))
            if file == "people.yml":
                people = {str(key): pack for key in pack.data or {}} | people
    version = "-".join(pack.version[:6] for layer in layers for pack in layer.values())
    return LanguagePack(
        lang=lang,
        lexicon=builder.lexicon,
        names=read_names(people, spelled=_both_l if plain else None),
        keys=builder.keys,
        flags=frozenset(builder.flags),
        places=builder.places,
        number_words=builder.numbers,
        unit_words=builder.units,
        verb_endings=builder.suffixes,
        version=version,
        rekey=rekey,
    )


def _key_rule(layers: Sequence[Mapping[str, Pack]], table: Respelling | None) -> Callable[[str], str] | None:
    """Return how keys of this language are folded further, or None for not at all."""
    rules = [layer["language.yml"].data.get("key_rules") for layer in layers if "language.yml" in layer]
    two_orthographies = "belarusian" in rules
    if table is not None and two_orthographies:
        return lambda key: belarusian(table.respelled(key))
    if table is not None:
        return table.respelled
    return belarusian if two_orthographies else None


def _plain_rule(table: Respelling | None) -> Callable[[str], str]:
    """Return how keys are folded of a text that is typed without marks on letters."""
    if table is None:
        return plain_key
    written = table.written
    return lambda key: plain_key(key if key.isascii() else fold(written(key)))


def _both_l(name: str) -> list[str]:
    """Return a name as typed without marks, and with the i that many write behind a soft l (Aliaksiej)."""
    typed = without_marks(name)
    return list(dict.fromkeys([typed, _SOFT_L.sub(r"\g<0>i", typed)]))


@dataclass(slots=True)
class _Builder:
    lang: str
    lexicon: Lexicon[Entry]
    keys: dict[str, frozenset[str]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    suffixes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shown: Callable[[str], str] | None = None
    plain: bool = False
    not_plain: frozenset[str] = frozenset()

    def add_file(self, pack: Pack, shapes: Mapping[str, str], passed_over: set[str]) -> None:
        """Add every key of a file that is not in ``passed_over``; refuse a key that the file has no use for."""
        for key, content in (pack.data or {}).items():
            shape = shapes.get(str(key))
            if shape is None:
                fix = f"use one of: {', '.join(shapes)}."
                raise pack.error((str(key),), f"“{key}” is no key of this file.", fix)
            if str(key) not in passed_over:
                self.add(pack, str(key), shape, content)

    def add(self, pack: Pack, key: str, shape: str, content: Any) -> None:
        """Add what stands under one key, in the way that the key is written."""
        if shape == "flag":
            self.flags |= {key} if content else set()
        elif shape in ("keys", "endings"):
            self.keys[key] = self._ends(content) if "ending" in key else self._keys(content)
            if key == "endings":
                self.lexicon.endings = self.keys[key]
        elif shape == "suffixes":
            ends = _mapping(pack, (key,), content).items()
            self.suffixes |= {str(name): tuple(sorted(self._ends(words))) for name, words in ends}
        elif shape == "words":
            self._patterns(pack, (key,), Entry(key, key), content)
        elif shape in ("senses", "nested"):
            self._senses(pack, key, shape, content)
        elif shape == "list":
            self._places(pack, (key,), content)
        elif key == "events":
            for event, words in read_events(pack, content):
                self._patterns(pack, (key, event.type), Entry(key, event.type, event), words)

    def _senses(self, pack: Pack, key: str, shape: str, content: Any) -> None:
        for sense, words in _mapping(pack, (key,), content).items():
            category = key if shape == "senses" else f"{key}.{sense}"
            name = self._name(str(sense)) if key in NAMED else str(sense)
            self._patterns(pack, (key, str(sense)), Entry(category, name), words)
            if key == "numbers":
                self.numbers |= {word: float(sense) for word in self._keys(words)}
            elif key == "units":
                self.units |= {word: str(sense) for word in self._keys(words)}

    def _name(self, name: str) -> str:
        """Return a name as this language writes it: those of the language it is based on are in other letters."""
        return self.shown(name) if self.shown is not None else name

    def _keys(self, content: object) -> frozenset[str]:
        return frozenset(self.lexicon.key_of(fold(word)) for word in split_patterns(content))

    def _ends(self, content: object) -> frozenset[str]:
        """Return the keys of ends of words, which begin no word (ў); typed without marks they are those behind a consonant and behind a vowel."""
        if not self.plain:
            return frozenset(self.lexicon.key_of(fold(f"н{end}"))[1:] for end in split_patterns(content))
        ends = [self.lexicon.key_of(fold(end)) for end in split_patterns(content)]
        behind = [self.lexicon.key_of(fold(f"н{end}"))[1:] for end in split_patterns(content)]
        soft = [self.lexicon.key_of(fold(f"л{end}"))[1:] for end in split_patterns(content)]
        return frozenset(
            end for end in [*ends, *behind, *soft] if len(end) >= SHORTEST_SUFFIX or end in "aeiouy"
        )

    def _told_apart(self, pattern: str) -> str:
        """Leave out of a pattern the words that without marks look like others (ŠIZA, SIZA); empty: nothing is left."""
        if not self.not_plain:
            return pattern
        chunks = []
        for chunk in pattern.split():
            left = [word for word in chunk.split("/") if fold(word) not in self.not_plain]
            if not left:
                return ""
            chunks.append("/".join(left))
        return " ".join(chunks)

    def _patterns(self, pack: Pack, path: tuple[str, ...], entry: Entry, words: object) -> None:
        try:
            for pattern in filter(None, map(self._told_apart, split_patterns(words))):
                self.lexicon.add(pattern, entry)
        except PatternError as error:
            raise pack.error(path, str(error), "see docs/recipes/language.md for the signs.") from error

    def _places(self, pack: Pack, path: tuple[str, ...], content: object) -> None:
        """A place is its name, or its name, a sign “=” and the patterns of its other forms."""
        for place in split_patterns(content):
            name, _, forms = (part.strip() for part in place.partition("="))
            shown = self._name(name)
            self._patterns(pack, path, Entry("places", shown), [name, *forms.split(";")] if forms else [name])
            self.places[fold(shown)] = shown


def _mapping(pack: Pack, path: tuple[str, ...], content: object) -> Mapping[str, Any]:
    if not isinstance(content, Mapping):
        raise pack.error(path, "names with words behind them are expected here.", "write “name: words”.")
    return content
