"""Cuts a text into words, numbers and marks, each with its offsets in the untouched text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from habeas.text.folding import fold

# A word may hold an apostrophe or a hyphen between letters (м'яса, cell-type); a number holds digits alone,
# so that 361-1, 10-15 and 12.05.2023 reach the grammars as numbers and the marks between them.
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’ʼ‘\u2010\u2011-](?=[^\W\d_]))*)"
    r"|(?P<number>\d+)"
    r"|(?P<mark>[^\w\s]|_)"
)
WORD, NUMBER, MARK = "word", "number", "mark"


@dataclass(slots=True)
class Token:
    """One word, number or mark: ``text`` is the source's, ``key`` its folded form.

    ``capital`` says that the first letter is upper case, ``upper`` that all of several letters are.
    ``glued`` says that no space stands before it.
    Nobody changes one; it is not frozen only because a frozen one takes three times as long to make.
    """

    start: int
    end: int
    text: str
    key: str
    kind: str
    capital: bool
    upper: bool
    glued: bool


def tokenize(
    text: str, start: int = 0, end: int | None = None, *, rekey: Callable[[str], str] | None = None
) -> list[Token]:
    """Return the tokens of ``text[start:end]``, in order, in time linear in its length; ``rekey`` folds keys further."""
    tokens: list[Token] = []
    stop = len(text) if end is None else end
    last = -1
    for match in _TOKEN.finditer(text, start, stop):
        first, after, kind = match.start(), match.end(), match.lastgroup or MARK
        if kind == WORD:
            for piece_start, piece_end in _pieces(text, first, after):
                tokens.append(_word(text, piece_start, piece_end, rekey, glued=piece_start == last))
                last = piece_end
        else:
            word = match.group()
            tokens.append(Token(first, after, word, word, kind, False, False, first == last))
        last = after
    return tokens


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut the English possessive off (Pyshnik | 's), so that the name stands alone."""
    if end - start > 2 and text[end - 1] in "sS" and text[end - 2] in "'’ʼ" and text[end - 3].isalpha():
        return [(start, end - 2), (end - 2, end)]
    return [(start, end)]


def _word(text: str, start: int, end: int, rekey: Callable[[str], str] | None, *, glued: bool) -> Token:
    word = text[start:end]
    letters = word if word.isalpha() else "".join(char for char in word if char.isalpha())
    upper = len(letters) > 1 and letters.isupper()
    key = fold(word) if rekey is None else rekey(fold(word))
    return Token(start, end, word, key, WORD, word[0].isupper(), upper, glued)
