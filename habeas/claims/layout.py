"""How a whole text is laid out: without capitals, or with its lines broken at a fixed width."""

from __future__ import annotations

from itertools import pairwise

from habeas.claims.sentences import BULLETS

PARTING = (" – ", " — ", " - ", " / ", "; ", "|")
NARROWEST_WRAP, WIDEST_WRAP = 40, 140
LOOKED_AT = 20_000
LONGER = 1.15
FEWEST_CAPITALS = 200  # letters to a capital, in a text written without them


def is_small(text: str) -> bool:
    """Whether a text is written without capitals."""
    head = text[:LOOKED_AT]
    return sum(map(str.isupper, head)) * FEWEST_CAPITALS < sum(map(str.isalpha, head))


def is_wrapped(text: str) -> bool:
    """Whether a text's lines were broken at a fixed width: those with a line below them nearly fill it, few end a sentence."""
    lines = text[:LOOKED_AT].split("\n")
    inner = [line.rstrip() for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(inner) < 2 or sum(line.lstrip()[:1] in BULLETS for line in inner) >= 2:
        return False
    below = [line.lstrip() for before, line in pairwise(lines) if before.strip() and line.strip()]
    parted = sum(any(mark in line for mark in PARTING) for line in below)
    if parted * 2 > len(below) and not any(line[0].islower() for line in below):
        return False  # rows of a table; broken prose goes on in small letters somewhere
    width = max(len(line) for line in inner)
    closing = [line.rstrip() for line, after in pairwise([*lines, ""]) if line.strip() and not after.strip()]
    if any(len(line) > LONGER * width for line in closing):
        return False  # a last line that is far longer was not broken at that width
    full = sum(len(line) >= 0.75 * width for line in inner)
    ended = sum(line.endswith((".", "!", "?", ":", ";")) for line in inner)
    fits = NARROWEST_WRAP <= width <= WIDEST_WRAP
    return fits and full >= 0.8 * len(inner) and ended <= 0.4 * len(inner)
