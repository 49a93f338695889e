"""In which language each paragraph of a text stands: by its letters and its small words.

Each reading language says in ``packs/languages/<xx>/language.yml`` which letters it writes with and which small
words it cannot do without. A letter that a language does not have speaks against it, a small word for it. Names
(capitalised words) do not count. What stays undecided is asked of a statistical identifier, if long enough,
else it takes the language of the text around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from habeas.model.document import Paragraph
from habeas.packs.loader import load, names
from habeas.text.folding import fold
from habeas.text.patterns import split_patterns
from habeas.text.plain_letters import LATIN

UNKNOWN = "und"
FOREIGN_LETTER = 1.5
SMALL_WORD = 1.0
OWN_LETTER = 0.6
LEAST_MARGIN = 1.0
SURE_MARGIN, FEW_WORDS = 2.0, 12  # a short line leaves the text's main language only so clearly
LEAST_SHARE = 0.1  # of all words, that small words (or letters of its own) must make up
LEAST_LETTERS = 24  # below this nothing is asked of the statistical identifier
WORDS_LOOKED_AT = 400
_WORD = re.compile(r"[^\W\d_][^\W\d_'’ʼ\u0300-\u036f]*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LATIN = re.compile(f"{LATIN.pattern}+")
_BREAK = re.compile(r"\n[ \t\u00a0]*\n\s*")


@dataclass(frozen=True, slots=True)
class Language:
    """What identifies one language. ``own`` are the letters that few others of its script have."""

    code: str
    script: str
    alphabet: frozenset[str]
    words: frozenset[str]
    own: frozenset[str]


@cache
def reading_languages() -> tuple[Language, ...]:
    """Return the languages that have a pack for reading, by code; raise PackError for a broken one."""
    found: list[tuple[str, str, frozenset[str], frozenset[str]]] = []
    for code in names("languages"):
        if "language.yml" not in names(f"languages/{code}", ".yml"):
            continue
        data = load(f"languages/{code}/language.yml").data
        words = frozenset(fold(word) for word in split_patterns(data["words"]))
        found.append((code, str(data["script"]), frozenset(str(data["alphabet"])), words))
    common = {
        script: frozenset.intersection(*[alphabet for _, other, alphabet, _ in found if other == script])
        for _, script, _, _ in found
    }
    return tuple(
        Language(code, script, alphabet, words, _telling(alphabet - common[script]))
        for code, script, alphabet, words in found
    )


def _telling(letters: frozenset[str]) -> frozenset[str]:
    """Leave out plain Latin letters: that English writes w tells nothing, German does too."""
    return frozenset(letter for letter in letters if not letter.isascii())


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Cut the text at blank lines and name each paragraph's language (``und`` where nothing decides it)."""
    spans = _spans(text)
    first = [_decide(text[start:end]) for start, end in spans]
    weight: Counter[str] = Counter()
    for (start, end), lang in zip(spans, first, strict=True):
        if lang is not None:
            weight[lang] += end - start
    if not weight and text.strip():
        guessed = _by_letters(text) or _statistical(text)
        if guessed != UNKNOWN:
            weight[guessed] = 1
    found = []
    for (start, end), lang in zip(spans, first, strict=True):
        main = _around(text[start:end], weight)
        stays = lang is None or (lang != main and _may_be(text[start:end], main, lang))
        found.append(Paragraph(start, end, main if stays else lang or main))
    return tuple(found)


def _may_be(text: str, main: str, other: str) -> bool:
    """Whether a few words, in which another language has barely the better score, can be the text's main language too."""
    words = _first_words(text)
    if len(words) > FEW_WORDS or main == UNKNOWN:
        return False
    scores = _scores(words)
    foreign = next(one.alphabet for one in reading_languages() if one.code == main)
    letters = {char for word in words for char in word.casefold() if char.isalpha()}
    return scores.get(other, 0.0) - scores.get(main, 0.0) < SURE_MARGIN and letters <= foreign | set("её")


def _spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in _BREAK.finditer(text):
        if text[start : gap.start()].strip():
            spans.append((start, gap.start()))
        start = gap.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def language_of(text: str) -> str:
    """Return the language of a stretch by itself, or ``und``."""
    return _decide(text) or _by_letters(text) or _statistical(text)


def _by_letters(text: str) -> str | None:
    """Return the only language that has a letter of the text which no other reading language has (ŭ, č; ą; ї), or None.

    Names count here too: it is asked only where small words decide nothing.
    """
    letters = {char for word in _first_words(text) for char in word.casefold()}
    bearers = {
        language.code
        for language in reading_languages()
        if any(char in letters and len(_bearers(char)) == 1 for char in language.own)
    }
    return next(iter(bearers)) if len(bearers) == 1 else None


@cache
def _bearers(char: str) -> frozenset[str]:
    """Return the languages that write with a letter."""
    return frozenset(language.code for language in reading_languages() if char in language.alphabet)


def _decide(text: str) -> str | None:
    """Return the language that letters and small words decide, or None."""
    words = _first_words(text)
    scores = _scores(words)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    enough = max(1.0, LEAST_SHARE * len(words))
    return best if score >= enough and score - second >= LEAST_MARGIN else None


def scores_of(text: str) -> dict[str, float]:
    """Return each language's score; only languages of the script that most letters are of are considered."""
    return _scores(_first_words(text))


def _scores(words: Sequence[str]) -> dict[str, float]:
    folded = [fold(word) for word in words]
    lower = [key for word, key in zip(words, folded, strict=True) if not word[0].isupper()]
    looked = lower or folded
    letters = {char: count for char, count in Counter("".join(looked)).items() if char.isalpha()}
    total = sum(letters.values())
    if not total:
        return {}
    cyrillic = sum(count for char, count in letters.items() if "\u0400" <= char <= "\u04ff")
    script = "Cyrillic" if cyrillic * 2 >= total else "Latin"
    counts = Counter(folded)
    scores: dict[str, float] = {}
    for language in reading_languages():
        if language.script != script:
            continue
        foreign = sum(letters[char] for char in letters.keys() - language.alphabet if char not in "её")
        own = sum(letters[char] for char in letters.keys() & language.own)
        small = sum(counts[word] for word in counts.keys() & language.words)
        scores[language.code] = (
            SMALL_WORD * small + OWN_LETTER * min(own, 2 * len(words)) - FOREIGN_LETTER * foreign
        )
    return scores


def _first_words(text: str) -> list[str]:
    return [match.group() for match in islice(_WORD.finditer(text), WORDS_LOOKED_AT)]


def _around(text: str, weight: Counter[str]) -> str:
    """Return the text's main language of the same script, for a paragraph too short to tell."""
    head = text[:2000]
    script = "Cyrillic" if _letters(_CYRILLIC, head) > _letters(_LATIN, head) else "Latin"
    fitting = {language.code for language in reading_languages() if language.script == script}
    for code, _ in weight.most_common():
        if code in fitting:
            return code
    return UNKNOWN


def _letters(rows: re.Pattern[str], text: str) -> int:
    return sum(map(len, rows.findall(text)))


def _statistical(text: str) -> str:
    """Ask py3langid, which is loaded only now, whether it is one of our languages."""
    letters = sum(char.isalpha() for char in text[:4000])
    if letters < LEAST_LETTERS:
        return UNKNOWN
    import py3langid

    guess, _ = py3langid.classify(text[:4000])
    codes: Sequence[str] = [language.code for language in reading_languages()]
    return str(guess) if guess in codes else UNKNOWN
