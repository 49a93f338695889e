"""The root key on paper: three sheets of words, of which any two bring it back (SLIP-39, Shamir's secret sharing).

One sheet alone says nothing about the key. The sheets are shown once and never stored; they carry a checksum, so that
a word that was copied wrongly is found, and told by its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics, rs1024, wordlist

from habeas.record.heads import public_key
from habeas.store.errors import StoreError

NEEDED: Final = 2
SHEETS: Final = 3
WORDS: Final = 33  # of one sheet, for a key of 32 bytes
CHECK: Final = 3  # of them the checksum
ENOUGH: Final = 4  # letters by which each of SLIP-39's words is known
_CUSTOM: Final = b"shamir_extendable"  # what SLIP-39 mixes into the checksum of sheets such as ours
AGAIN: Final = "Type the sheet again, word by word."

type AskSheets = Callable[[], Sequence[str]]
"""Asks whoever has the sheets for the words of two of them; raises StoreError where nobody can be asked."""


class SheetError(StoreError):
    """What was typed is no sheet of ours; the sentence says which word."""


def sheets_of(root: bytes) -> tuple[str, ...]:
    """Return the words of the three sheets of a root key (32 bytes); other ones at each call, with which these do not mix."""
    return tuple(generate_mnemonics(1, [(NEEDED, SHEETS)], root)[0])


def sheet(typed: str) -> str:
    """Return the 33 words of a sheet as they stand on it; raise SheetError naming the word that is wrong.

    The first four letters of a word are enough; capital letters, commas and the numbers before the words are passed over.
    """
    words = [word for raw in typed.split() if (word := raw.strip(".,;:()").casefold()) and not word.isdigit()]
    known = {word[:ENOUGH]: word for word in wordlist.WORDLIST}
    for place, word in enumerate(words, start=1):
        if word[:ENOUGH] not in known:
            raise SheetError(f"Word {place}, “{word}”, is none of the words on the sheets.", AGAIN)
    if len(words) != WORDS:
        raise SheetError(f"A sheet has {WORDS} words; {len(words)} were typed.", AGAIN)
    whole = " ".join(known[word[:ENOUGH]] for word in words)
    try:
        Share.from_mnemonic(whole)
    except MnemonicError as error:
        place = _wrong_place(whole.split())
        which = f"Word {place} is not the one" if place else "Some words are not those, or not in the order,"
        raise SheetError(f"{which} that stands on the sheet.", AGAIN) from error
    return whole


def root_from(typed: Sequence[str], identity: bytes) -> bytes:
    """Return the root key from two sheets; ``identity`` is the raw public key that must belong to it.

    Raises SheetError for a word that is wrong, one sheet only, or the sheets of another group.
    """
    whole = [sheet(one) for one in typed]
    if len(set(whole)) < NEEDED:
        raise SheetError(
            "Two different sheets are needed; one was given.", "Ask whoever keeps another of the three."
        )
    shares = [Share.from_mnemonic(one) for one in whole[:NEEDED]]
    if any(a.group_parameters() != b.group_parameters() for a, b in pairwise(shares)):
        raise SheetError(
            "These two sheets do not belong together.", "Take two that were written on the same day."
        )
    if shares[0].index == shares[1].index:
        raise SheetError(
            "Two different sheets are needed; one was given.", "Ask whoever keeps another of the three."
        )
    try:
        root = combine_mnemonics(whole[:NEEDED])
    except MnemonicError as error:
        raise SheetError(
            "These two sheets do not belong together.", "Take two that were written on the same day."
        ) from error
    if len(root) != len(identity) or public_key(root) != identity:
        raise SheetError(
            "These are the sheets of another group, not of this one.", "Take two sheets of this workspace."
        )
    return root


def _wrong_place(words: Sequence[str]) -> int | None:
    """Return the place (from 1) of the one word that is wrong, or None where more than one is.

    The checksum (a Reed-Solomon code) tells one wrong word from two surely. What stands there instead is not said: the sheet says it.
    """
    data = list(wordlist.mnemonic_to_indices(" ".join(words)))
    body, told = tuple(data[:-CHECK]), tuple(data[-CHECK:])
    base = rs1024.create_checksum(body, _CUSTOM)
    syndrome = tuple(a ^ b for a, b in zip(base, told, strict=True))
    if sum(part != 0 for part in syndrome) == 1:
        return len(body) + 1 + next(place for place, part in enumerate(syndrome) if part)
    for place in range(len(body)):
        # the checksum is linear over its bits: ten single-bit changes of a word give all 1,023 others
        bits = []
        for bit in range(10):
            changed = (*body[:place], body[place] ^ 1 << bit, *body[place + 1 :])
            made = rs1024.create_checksum(changed, _CUSTOM)
            bits.append(tuple(a ^ b for a, b in zip(made, base, strict=True)))
        if syndrome in _sums(bits):
            return place + 1
    return None


def _sums(bits: Sequence[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Return every sum (exclusive or) of some of ``bits``."""
    found = {(0,) * CHECK}
    for bit in bits:
        found |= {tuple(a ^ b for a, b in zip(one, bit, strict=True)) for one in found}
    return found
