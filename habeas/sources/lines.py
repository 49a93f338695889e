"""Lays words out in lines: which breaks, tabs and spaces stand between the pieces of a page.

A block asks for breaks, a cell for a tab, white space for one space; they are written only when the next word
comes, the strongest first, so that nothing is doubled and no line ends in blanks.
"""

from __future__ import annotations

import re

_PARAGRAPHS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "table", "pre", "figure", "hr"]
)
_BLOCKS = frozenset(
    [
        "html",
        "body",
        "div",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "nav",
        "address",
        "hgroup",
        "search",
        "form",
        "fieldset",
        "legend",
        "details",
        "summary",
        "dialog",
        "menu",
        "li",
        "dt",
        "dd",
        "tr",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "figcaption",
        "center",
        "dir",
        "option",
        "optgroup",
        "textarea",
        "listing",
        "xmp",
        "plaintext",
    ]
)
_CELLS = frozenset(("td", "th"))
_AS_WRITTEN = frozenset(["pre", "textarea", "listing", "xmp", "plaintext"])
_SPACES = re.compile(r"[ \t\n\r\f]+")  # what HTML collapses; a no-break space stays


class Lines:
    """Takes the elements and words of a page in order (``enter``, ``say``, ``leave``); ``text`` is the result."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._newlines = 0  # how many end what was written
        self._wanted = 0  # newlines wanted before the next word
        self._tabs = 0  # tabs wanted before the next word
        self._space = False
        self._as_written = 0  # how many open elements keep white space
        self._first_cell = False
        self._fresh_cell = False  # nothing written in this cell yet: its blocks start no new line

    def say(self, words: str) -> None:
        """Take a run of text."""
        if self._as_written:
            self._write(words)
            return
        collapsed = _SPACES.sub(" ", words)
        bare = collapsed.strip(" ")
        if not bare:
            self._space = self._space or bool(collapsed)
            return
        self._space = self._space or collapsed[0] == " "
        self._write(bare)
        self._space = collapsed[-1] == " "

    def enter(self, tag: str) -> None:
        """Take the start of an element."""
        self._as_written += tag in _AS_WRITTEN
        if tag == "br":
            self._break(0)
            self._write("\n")
        elif tag in _CELLS:
            self._enter_cell()
        else:
            self._break(_breaks(tag))
            self._first_cell = self._first_cell or tag == "tr"

    def leave(self, tag: str) -> None:
        """Take the end of an element."""
        self._as_written -= tag in _AS_WRITTEN
        if tag in _CELLS:
            self._wanted = self._wanted if self._fresh_cell else 0
        elif tag == "tr":
            self._tabs, self._fresh_cell, self._first_cell = 0, False, False
            self._break(1)
        else:
            self._break(_breaks(tag))

    def text(self) -> str:
        """Return all of it, without blank lines or spaces at either end."""
        return "".join(self._parts).strip(" \t\n\r\f")

    def _enter_cell(self) -> None:
        self._tabs += not self._first_cell
        self._first_cell, self._fresh_cell, self._space = False, True, False

    def _break(self, newlines: int) -> None:
        if newlines and not self._fresh_cell:
            self._wanted = max(self._wanted, newlines)
        self._space = self._space and not newlines

    def _write(self, words: str) -> None:
        if not words:
            return
        missing = max(0, self._wanted - self._newlines) if self._parts else 0
        self._parts.append("\n" * missing + "\t" * self._tabs)
        if self._space and not (missing or self._tabs or self._newlines) and words[0] != "\n":
            self._parts.append(" ")
        self._parts.append(words)
        bare = words.rstrip("\n")
        self._newlines = len(words) - len(bare) + (0 if bare else self._newlines + missing)
        self._wanted, self._tabs, self._space, self._fresh_cell = 0, 0, False, False


def _breaks(tag: str) -> int:
    return 2 if tag in _PARAGRAPHS else 1 if tag in _BLOCKS else 0
