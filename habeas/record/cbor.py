"""Deterministic CBOR: one value, one sequence of bytes, and everything else refused.

The subset of RFC 8949 that the record uses: whole numbers of 64 bits, byte strings, text, arrays, maps with
text keys, true and false; in the core deterministic encoding of its section 4.2.1. What arrives is hostile:
depth, size and characters are bounded here, before anything is made of it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from sys import intern
from types import MappingProxyType
from typing import Any, Final, NoReturn, TypeGuard

import cbor2

from habeas.record.errors import RecordError

type CborValue = bool | int | str | bytes | Sequence[CborValue] | Mapping[str, CborValue]

MAX_DEPTH: Final = 8
MAX_TEXT: Final = 64 * 1024  # bytes of UTF-8
MAX_KEYS: Final = 64  # of one map
_HASH: Final = 32  # bytes
_SHORT_WORD: Final = 16  # bytes of UTF-8
LOWEST: Final = -(2**63)
HIGHEST: Final = 2**63 - 1

# Quotes are exactly the source's characters, whatever they are; every other text is ours and must be plain.
EXACT_KEYS: Final = frozenset({"quote", "stretches", "at"})
# Characters that make a text look other than it is, and the one that ends a text in many programs.
_FORBIDDEN: Final = frozenset("\0" + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))))
# Every tag that the decoder would interpret by itself (dates, patterns, mail messages ...): none of them is ours.
_TAGS: Final = (
    0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100, 256, 258,
    260, 261, 1004, 43000, 55799,
)  # fmt: skip


def encode(value: CborValue) -> bytes:
    """Return the one encoding of ``value``; raise RecordError if it is outside the subset."""
    return written(value)[0]


def written(value: CborValue) -> tuple[bytes, CborValue]:
    """Return the one encoding of ``value``, and the value as :func:`decode` would give it back."""
    parts: list[bytes] = []
    read = _written(value, 1, parts, exact=False)
    return b"".join(parts), read


def decode(data: bytes) -> CborValue:
    """Return the value that ``data`` encodes, arrays as tuples and maps read-only.

    Raises RecordError unless ``data`` is exactly the bytes that :func:`encode` makes of that value.
    """
    try:
        raw = cbor2.loads(
            data,
            tag_hook=_refuse_tag,
            semantic_decoders=_NO_TAGS,
            max_depth=MAX_DEPTH,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
        )
    except (cbor2.CBORError, ValueError, OverflowError, RecursionError) as error:
        raise RecordError(
            f"these bytes are not what the record is written in: {_first_line(error)}"
        ) from error
    value, size = _frozen(raw, 1, exact=False)
    if size != len(data):
        raise RecordError(_ONE_WAY)
    return value


def is_map(value: CborValue) -> TypeGuard[Mapping[str, CborValue]]:
    """Whether ``value`` is a map. What was decoded is of one type: asked for that first, since a lane asks it a million times."""
    return type(value) is MappingProxyType or isinstance(value, Mapping)


def octets(value: CborValue, size: int, name: str) -> bytes:
    """Return ``value`` if it is a byte string of ``size`` bytes; raise RecordError, which calls it ``name``."""
    if not isinstance(value, bytes) or len(value) != size:
        raise RecordError(f"“{name}” is not {size} bytes long")
    return value


def number(value: CborValue, name: str) -> int:
    """Return ``value`` if it is a whole number; raise RecordError, which calls it ``name``."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise RecordError(f"“{name}” is not a whole number")
    return value


def _frozen(value: Any, depth: int, *, exact: bool) -> tuple[CborValue, int]:
    """Check what the decoder made; return it so that it cannot be changed, and how long its one encoding is.

    The decoder refuses tags, fractions and indefinite lengths; what is left of other encodings is longer (a length that
    is not the shortest, something behind the value) or has its keys in another order. So the length decides.
    """
    kind = type(value)
    if kind is bytes:
        length = len(value)
        return _shared(value) if length == _HASH else value, length + _head(length)
    if kind is str:
        # most texts are short and plain: looked at here, without a call
        length = len(value) if value.isascii() and "\0" not in value else MAX_TEXT + 1
        if length > MAX_TEXT:
            length = _check_text(value, exact=exact)
        return _shared(value) if length <= _SHORT_WORD else value, length + _head(length)
    if kind is bool:
        return value, 1
    if kind is int:
        if not LOWEST <= value <= HIGHEST:
            raise RecordError(f"the number {value} does not fit 64 bits")
        return value, _head(value if value >= 0 else -1 - value)
    if kind is not list and kind is not dict:
        raise RecordError(f"the record has no place for {_kind(value)}; leave an unknown value out")
    if depth > MAX_DEPTH:
        raise RecordError(f"a value is nested deeper than {MAX_DEPTH} levels")
    size = _head(len(value))
    if kind is list:
        for place, item in enumerate(value):
            value[place], more = _frozen(item, depth + 1, exact=exact)
            size += more
        return tuple(value), size
    return _frozen_map(value, depth, size, exact=exact)


def _frozen_map(value: dict[Any, Any], depth: int, size: int, *, exact: bool) -> tuple[CborValue, int]:
    if len(value) > MAX_KEYS:
        raise RecordError(f"a map has {len(value)} keys; {MAX_KEYS} are the limit")
    before = (-1, b"")
    made: dict[str, CborValue] = {}
    for key, item in value.items():
        if type(key) is not str:
            raise RecordError("a map has a key that is no text")
        encoded = key.encode("utf-8", "surrogatepass")
        length = len(encoded)
        if length > MAX_TEXT or not encoded.isalnum():
            _check_text(key, exact=False)
        this = (length, encoded)
        if this <= before:
            raise RecordError(_ONE_WAY)
        before = this
        made[intern(key)], more = _frozen(item, depth + 1, exact=exact or key in EXACT_KEYS)
        size += length + _head(length) + more
    return MappingProxyType(made), size


@lru_cache(maxsize=8_192)
def _shared(value: Any) -> Any:
    """Return one copy of what half a million entries say again and again: the hash of a file, a word, a day."""
    return value


def _head(number: int) -> int:
    """Return how many bytes the shortest head with this number has."""
    if number < 24:
        return 1
    return 2 if number < 256 else 3 if number < 65_536 else 5 if number < 2**32 else 9


def _refuse_tag(*_: object) -> NoReturn:
    raise RecordError("it holds a tag, which the record never uses")


def _first_line(error: Exception) -> str:
    cause = error.__cause__ if isinstance(error.__cause__, RecordError) else error
    return str(cause).partition("\n")[0]


_ONE_WAY: Final = "these bytes are not the one way in which the record writes this value"
_NO_TAGS: Final = dict.fromkeys(_TAGS, _refuse_tag)


def _written(value: Any, depth: int, parts: list[bytes], *, exact: bool) -> CborValue:
    """Check ``value``, add its bytes to ``parts``, and return it so that it cannot be changed.

    One pass of our own: a list of people writes millions of small values, and a library's encoder, called for each
    after a check and before a decoder, took three times as long (the tests hold the two to the same bytes).
    """
    kind = type(value)
    if kind is str:
        size = len(value) if value.isascii() and "\0" not in value else MAX_TEXT + 1
        parts.append(_start(_TEXT, size if size <= MAX_TEXT else _check_text(value, exact=exact)))
        parts.append(value.encode("utf-8"))
    elif kind is bytes:
        parts.append(_start(_BYTES, len(value)))
        parts.append(value)
    elif kind is bool:
        parts.append(_TRUE if value else _FALSE)
    elif kind is int:
        if not LOWEST <= value <= HIGHEST:
            raise RecordError(f"the number {value} does not fit 64 bits")
        parts.append(_start(_NATURAL, value) if value >= 0 else _start(_NEGATIVE, -1 - value))
    elif isinstance(value, str | int):  # a term of an enumeration is its text
        return _written(str(value) if isinstance(value, str) else int(value), depth, parts, exact=exact)
    else:
        return _written_many(value, depth, parts, exact=exact)
    same: CborValue = value
    return same


def _written_many(value: Any, depth: int, parts: list[bytes], *, exact: bool) -> CborValue:
    if depth > MAX_DEPTH:
        raise RecordError(f"a value is nested deeper than {MAX_DEPTH} levels")
    if isinstance(value, list | tuple):
        parts.append(_start(_ARRAY, len(value)))
        return tuple([_written(item, depth + 1, parts, exact=exact) for item in value])
    if isinstance(value, dict | Mapping):
        return _written_map(value, depth, parts, exact=exact)
    raise RecordError(f"the record has no place for {_kind(value)}; leave an unknown value out")


def _written_map(
    value: Mapping[Any, object], depth: int, parts: list[bytes], *, exact: bool
) -> Mapping[str, CborValue]:
    if len(value) > MAX_KEYS:
        raise RecordError(f"a map has {len(value)} keys; {MAX_KEYS} are the limit")
    keys: list[tuple[int, bytes, str]] = []
    for key in value:
        if not isinstance(key, str):
            raise RecordError("a map has a key that is no text")
        keys.append((_check_text(key, exact=False), key.encode("utf-8"), str(key)))
    parts.append(_start(_MAP, len(keys)))
    made: dict[str, CborValue] = {}
    keys.sort()  # by length first: the order of section 4.2.1, as all keys are text
    for size, encoded, key in keys:
        parts.append(_start(_TEXT, size))
        parts.append(encoded)
        made[key] = _written(value[key], depth + 1, parts, exact=exact or key in EXACT_KEYS)
    return MappingProxyType(made)


def _start(major: int, number: int) -> bytes:
    """Return the shortest head of a value: its major type, and its number or length."""
    if number < 256:
        return _SHORT[major][number]
    size = _head(number) - 1
    return bytes((major << 5 | _FOLLOWED[size],)) + number.to_bytes(size)


_NATURAL, _NEGATIVE, _BYTES, _TEXT, _ARRAY, _MAP = range(6)  # major types of section 3.1
_FALSE, _TRUE = b"\xf4", b"\xf5"
_FOLLOWED: Final = {1: 24, 2: 25, 4: 26, 8: 27}  # by how many bytes the number has
_SHORT: Final = tuple(
    tuple(
        bytes((major << 5 | number,)) if number < 24 else bytes((major << 5 | 24, number))
        for number in range(256)
    )
    for major in range(6)
)


def _check_text(text: str, *, exact: bool) -> int:
    """Raise RecordError for a text that the record does not hold; return its length in bytes of UTF-8."""
    plain = text.isascii()
    try:
        size = len(text) if plain else len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise RecordError("a text holds half a character (a lone surrogate)") from error
    if size > MAX_TEXT:
        raise RecordError(f"a text is {size} bytes long; {MAX_TEXT} are the limit")
    if exact or (plain and "\0" not in text):
        return size
    if not plain and not unicodedata.is_normalized("NFC", text):
        raise RecordError(f"“{_shown(text)}” is not in the composed form (NFC); write it in that form")
    if not _FORBIDDEN.isdisjoint(text):
        raise RecordError(
            f"“{_shown(text)}” holds a character that hides or turns round other text; remove it"
        )
    return size


def _shown(text: str) -> str:
    cut = text if len(text) <= 40 else text[:40] + "…"
    return "".join(letter for letter in cut if letter not in _FORBIDDEN)


def _kind(value: object) -> str:
    names = {"NoneType": "an empty value (null)", "float": "a number with a fraction"}
    return names.get(type(value).__name__, f"a value of this kind ({type(value).__name__})")
