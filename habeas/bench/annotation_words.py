"""Words looked up in the text of an annotated report, with their offsets.

`words#2` is the second place where these words stand. Words are whole: “Ян” is not found in “Яніна”.
"""

from __future__ import annotations

import re
from typing import Any

Found = dict[str, Any]  # start, end, text
_ORDINAL = re.compile(r"(.*)#(\d+)")


class AnnotationError(ValueError):
    """An annotated report that cannot be used: which line, and what to do."""

    def __init__(self, name: str, line: int, sentence: str) -> None:
        super().__init__(f"{name}, line {line}: {sentence}.")


class Words:
    """The places of words in one text."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._taken: list[tuple[int, int]] = []

    def _places(self, said: str, line: int) -> tuple[list[Found], bool]:
        """Return where these words stand, and whether one of several was asked for."""
        chosen = _ORDINAL.fullmatch(said)
        words = chosen.group(1) if chosen else said
        if not words:
            raise AnnotationError(self._name, line, "words are missing")
        found = []
        start = self._text.find(words)
        while start >= 0:
            end = start + len(words)
            if not (self._glued(start) or self._glued(end)):
                found.append({"start": start, "end": end, "text": words})
            start = self._text.find(words, start + 1)
        if not found:
            raise AnnotationError(self._name, line, f"“{words}” does not stand in the text as whole words")
        if chosen is None:
            return found, False
        if int(chosen.group(2)) > len(found):
            raise AnnotationError(self._name, line, f"“{words}” stands only {len(found)} times in the text")
        return [found[int(chosen.group(2)) - 1]], True

    def _glued(self, place: int) -> bool:
        """Tell whether a place lies within a word."""
        return 0 < place < len(self._text) and self._text[place - 1].isalnum() and self._text[place].isalnum()

    def only(self, said: str, line: int) -> Found:
        """Return the one place of these words."""
        found, _ = self._places(said, line)
        if len(found) > 1:
            raise AnnotationError(
                self._name, line, f"“{said}” stands {len(found)} times in the text; write “{said}#1” or “#2”"
            )
        return found[0]

    def near(self, said: str, passage: Found, line: int) -> Found:
        """Return the place within the passage, else the one nearest to it."""
        found, _ = self._places(said, line)

        def away(one: Found) -> tuple[int, int]:
            return max(passage["start"] - one["start"], one["end"] - passage["end"], 0), int(one["start"])

        return min(found, key=away)

    def mentions(self, said: str, line: int) -> list[Found]:
        """Return every place of these words that no longer mention has taken, and take it."""
        found, _ = self._places(said, line)
        free = [one for one in found if not any(a < one["end"] and one["start"] < b for a, b in self._taken)]
        if not free:
            raise AnnotationError(self._name, line, f"every “{said}” is already somebody’s mention")
        self._taken += [(one["start"], one["end"]) for one in free]
        return free
