"""Plain hints on the text of a letter: words that get letters stopped, a language that does not pass, too long. Never a verdict.

Nothing here blocks or rewrites a letter; whoever writes decides. A hint says where, what and why.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from habeas.exchange.letters.rules import Country
from habeas.text.language import language_of
from habeas.text.translit import script_of

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_MOST = 200  # hints; a letter with more needs none of the rest
MOST_TEXT = 100_000  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: ``kind`` (word, language, long, empty, code), where in the text it stands (0, 0: all of it), and its words.

    ``about`` is the kind of a stopped word (politics, case, war ...), or the language found.
    """

    kind: str
    start: int
    end: int
    text: str
    about: str
    words: str


def hints(text: str, rules: Country) -> tuple[Hint, ...]:
    """Return the hints on a letter to somebody held in the country of ``rules``, in the order of the text."""
    seen = unicodedata.normalize("NFC", text[:MOST_TEXT])
    if not seen.strip():
        return (Hint("empty", 0, 0, "", "", "There is no text in this letter."),)
    found = [*_language(seen, rules), *_length(text, rules), *_stopped(seen, rules), *_codes(seen)]
    return tuple(found[:_MOST])


def _stopped(text: str, rules: Country) -> list[Hint]:
    exact = {word: kind for kind, words in rules.stopped.items() for word in words if not word.endswith("*")}
    starts = [
        (word[:-1], kind) for kind, words in rules.stopped.items() for word in words if word.endswith("*")
    ]
    found = []
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        kind = exact.get(word) or next((kind for start, kind in starts if word.startswith(start)), None)
        if kind is not None:
            words = f"“{match.group()}”: words about {_ABOUT.get(kind, kind)} can get a letter stopped."
            found.append(Hint("word", match.start(), match.end(), match.group(), kind, words))
    return found


_ABOUT = {
    "politics": "politics",
    "case": "the case or the court",
    "war": "war",
    "code": "codes",
    "other": "LGBTQ+",
}


def _language(text: str, rules: Country) -> list[Hint]:
    if not rules.languages:
        return []
    allowed = " or ".join(rules.languages)
    letters = [char for char in text if char.isalpha()]
    latin = sum(1 for char in letters if script_of(char) == "latin")
    if latin > len(letters) / 2:
        words = f"Most of the text is in Latin letters; letters pass in {allowed}, in Cyrillic."
        return [Hint("language", 0, 0, "", "latin", words)]
    lang = language_of(text)
    if lang in (*rules.languages, "und"):
        return []
    words = f"The text seems to be in “{lang}”; letters pass in {allowed}."
    return [Hint("language", 0, 0, "", lang, words)]


def _length(text: str, rules: Country) -> list[Hint]:
    if len(text) <= rules.longest:
        return []
    words = f"{len(text)} characters; more than {rules.longest} may wait longer at the censor’s, or not be handed over."
    return [Hint("long", 0, 0, "", "", words)]


def _codes(text: str) -> list[Hint]:
    """Long rows of digits, and signs that are no letters, look like a cipher to a censor."""
    rows = re.finditer(r"\d(?:[ .-]?\d){6,}", text)
    found = [
        Hint(
            "code",
            m.start(),
            m.end(),
            m.group()[:40],
            "digits",
            "A long row of digits can be taken for a code.",
        )
        for m in rows
    ]
    signs = [at for at, char in enumerate(text) if unicodedata.category(char) in ("So", "Sk", "Co", "Cf")]
    if signs:
        words = "Pictures made of signs, or letters that do not show, can be taken for a code."
        found.append(Hint("code", signs[0], signs[0] + 1, text[signs[0]], "signs", words))
    return found
