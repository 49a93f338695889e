"""Takes emphasis, code signs and escapes out of one Markdown paragraph.

A run of ``*`` or ``_`` goes only together with its partner; a lone one (``5 * 3``, ``file_name``) is a character
like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]{1,2000})\1(?!`)")
_RUN = re.compile(r"\*{1,3}|_{1,3}|~~")


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    size: int
    opens: bool
    closes: bool


def without_emphasis(paragraph: str) -> str:
    """Return the paragraph without its inline marks."""
    if not any(sign in paragraph for sign in "*_~`\\"):
        return paragraph
    gone: set[int] = set()
    literal: set[int] = set()
    for match in _CODE.finditer(paragraph):
        gone.update(range(match.start(), match.start(2)), range(match.end(2), match.end()))
        literal.update(range(match.start(), match.end()))
    _mark_escapes(paragraph, gone, literal)
    _mark_pairs(paragraph, gone, literal)
    return "".join(character for index, character in enumerate(paragraph) if index not in gone)


def _mark_escapes(paragraph: str, gone: set[int], literal: set[int]) -> None:
    at = paragraph.find("\\")
    while at >= 0:
        after = paragraph[at + 1 : at + 2]
        if at not in literal and (after in _ESCAPED or after in ("\n", "\r")) and after:
            gone.add(at)
            literal.update((at, at + 1))
        at = paragraph.find("\\", at + 2 if at in literal else at + 1)


def _mark_pairs(paragraph: str, gone: set[int], literal: set[int]) -> None:
    """Pair closing runs with the openers before them, last one first, as CommonMark does."""
    openers: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
    for match in _RUN.finditer(paragraph):
        if match.start() in literal:
            continue
        run = _run(paragraph, match.start(), match.end())
        waiting = openers[match[0][0]]
        left = run.size
        if run.closes:
            while waiting and waiting[-1].size <= left:
                opener = waiting.pop()
                gone.update(range(opener.start, opener.start + opener.size))
                gone.update(range(run.start + run.size - left, run.start + run.size - left + opener.size))
                left -= opener.size
                if not left:
                    break
        if left == run.size and run.opens:
            waiting.append(run)


def _run(paragraph: str, start: int, end: int) -> _Run:
    before = paragraph[start - 1 : start] if start else ""
    after = paragraph[end : end + 1]
    opens, closes = bool(after) and not after.isspace(), bool(before) and not before.isspace()
    if paragraph[start] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    return _Run(start, end - start, opens, closes)
