"""Texts about a match or a book: somebody is "detained", "sentenced" and "freed" there too, and nobody is a prisoner.

A text is one of these if it holds at least :data:`LEAST` different words of the kind (``vocabulary/other_worlds.yml``) and nothing of a
real case: no article of a law, no numbered prison, no named court, no agency. A report about a footballer or a writer in prison
has these, and stays what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from habeas.claims.found import Found
from habeas.claims.language.language_pack import LanguagePack
from habeas.claims.sentences import Sentence
from habeas.model.reading import Rejected
from habeas.model.reason import Reason
from habeas.packs.loader import load
from habeas.text.folding import fold
from habeas.text.tokens import NUMBER, WORD

LEAST = 6
OF_A_CASE = ("agencies", "codes", "article", "imprisoned", "held_people")
SHOWN = 6
WHOLE = "="


@dataclass(frozen=True, slots=True)
class Other:
    """What kind of text it is (``match``, ``story``), and the words that show it."""

    kind: str
    words: tuple[str, ...]


def other_world(document: Sequence[Sentence], institutions: Mapping[int, Sequence[Found]]) -> Other | None:
    """Return what shows that a text tells of a match or a book and of no case, or None."""
    found: dict[str, dict[str, str]] = {}
    for sentence in document:
        if tells_of_a_case(sentence, institutions.get(sentence.number, ())):
            return None
        for token in sentence.tokens:
            if token.kind != WORD:
                continue
            for kind, beginning in _shown_by(sentence.pack, token.key):
                found.setdefault(kind, {}).setdefault(beginning, token.text)
    kinds = sorted(found, key=lambda kind: -len(found[kind]))
    if not kinds or len(found[kinds[0]]) < LEAST:
        return None
    return Other(kinds[0], tuple(found[kinds[0]].values())[:SHOWN])


def tells_of_a_case(sentence: Sentence, institutions: Sequence[Found]) -> bool:
    """Whether a sentence names a law, an agency, prisoners, a prison with its number, or a court by name."""
    if any(sentence.marks(name) for name in OF_A_CASE):
        return True
    for one in institutions:
        words = sentence.tokens[one.first : one.last]
        if any(token.kind == NUMBER or token.capital for token in words[1:]):
            return True
    return False


def _shown_by(pack: LanguagePack, key: str) -> list[tuple[str, str]]:
    """Return the kinds of text that a word shows, each with the beginning by which it is known."""
    whole, beginnings = _words(pack.based_on or pack.lang, pack.rekey)
    found = list(whole.get(key, ()))
    for length in range(3, len(key) + 1):
        found += beginnings.get(key[:length], ())
    return found


@cache
def _words(
    lang: str, rekey: Callable[[str], str] | None
) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    """Return the whole words and the beginnings of a language, as its texts are looked up."""
    whole: dict[str, list[tuple[str, str]]] = {}
    beginnings: dict[str, list[tuple[str, str]]] = {}
    for kind, languages in load("vocabulary/other_worlds.yml").data.items():
        for word in languages.get(lang, ()):
            table = whole if word.startswith(WHOLE) else beginnings
            word = fold(word.removeprefix(WHOLE))
            table.setdefault(rekey(word) if rekey is not None else word, []).append((kind, word))
    return whole, beginnings


def passed_over(document: Sequence[Sentence], other: Other) -> Rejected:
    """Return the note that nothing was read from such a text, and why."""
    first = document[0]
    words = f"nothing was read: the text is about a {other.kind} ({', '.join(other.words)}) and names no law, prison or court"
    return Rejected(first.span(0, len(first.tokens)), Reason("text.other-world", words))
