"""Where one item of CBOR ends, and the items of one long list, in bytes that arrive piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

from habeas.exchange.errors import malformed
from habeas.record.cbor import MAX_DEPTH
from habeas.record.entry import MAX_ENTRY

_ARRAY, _BYTES = 4, 2


def item_end(data: bytes | bytearray) -> int | None:
    """Return where the first item of ``data`` ends, or None where it does not end here yet.

    Only lengths are looked at; raises ExchangeError for what the record never writes.
    """
    waiting, at = [1], 0  # how many items are still to come, level by level
    while waiting:
        if waiting[-1] == 0:
            waiting.pop()
            continue
        waiting[-1] -= 1
        head = _head(data, at)
        if head is None:
            return None
        major, value, at = head
        if major in (2, 3):
            at += value
        elif major in (4, 5):
            if len(waiting) > MAX_DEPTH:
                raise malformed("a value is nested too deep")
            waiting.append(value * (major - 3))
    return at if at <= len(data) else None


def head(major: int, value: int) -> bytes:
    """Return the head of an item: its kind and its length (or number of items), in the shortest form."""
    if value < 24:
        return bytes([major << 5 | value])
    size = next(size for size in (1, 2, 4, 8) if value < 1 << 8 * size)
    return bytes([major << 5 | 23 + (1, 2, 4, 8).index(size) + 1]) + value.to_bytes(size, "big")


def list_head(count: int) -> bytes:
    """Return the beginning of a list of ``count`` items."""
    return head(_ARRAY, count)


def octets_head(size: int) -> bytes:
    """Return the beginning of a byte string of ``size`` bytes."""
    return head(_BYTES, size)


class ListReader:
    """Reads one list of byte strings from pieces: :meth:`feed` gives the strings that are complete."""

    def __init__(self, most: int) -> None:
        self._most, self._left = most, bytearray()
        self._count: int | None = None
        self.read = 0

    @property
    def whole(self) -> bool:
        """Whether the list has ended, with nothing behind it."""
        return self._count is not None and self.read == self._count and not self._left

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Take a piece; yield each byte string that it completes."""
        self._left += piece
        at = 0
        if self._count is None:
            begun = self._begin()
            if begun is None:
                return
            at = begun
        while self.read < (self._count or 0):
            found = _head(self._left, at)
            if found is None:
                break
            major, size, start = found
            if major != _BYTES or size > MAX_ENTRY or octets_head(size) != self._left[at:start]:
                raise malformed("its entries are not a list of entries")
            if start + size > len(self._left):
                break
            self.read += 1
            yield bytes(self._left[start : start + size])
            at = start + size
        del self._left[:at]
        if self._left and self.read == self._count:
            raise malformed("something stands behind its entries")

    def _begin(self) -> int | None:
        found = _head(self._left, 0)
        if found is None:
            return None
        major, count, start = found
        if major != _ARRAY or count != self._most or list_head(count) != self._left[:start]:
            raise malformed("it does not hold the number of entries that it names")
        self._count = count
        return start


def _head(data: bytes | bytearray, at: int) -> tuple[int, int, int] | None:
    """Return the kind, the length and where the content starts of the item at ``at``; None where it is cut off."""
    if at >= len(data):
        return None
    major, low = data[at] >> 5, data[at] & 31
    if low < 24:
        return _allowed(major), low, at + 1
    if low > 27 or major == 7:
        raise malformed("it is not written in the one way in which the record is written")
    end = at + 1 + (1 << low - 24)
    if end > len(data):
        return None
    return _allowed(major), int.from_bytes(data[at + 1 : end], "big"), end


def _allowed(major: int) -> int:
    if major == 6:
        raise malformed("it holds a tag, which the record never uses")
    return major
