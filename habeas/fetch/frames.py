"""How bytes are cut into messages on the pipe between us and the limited child: length first, then that much."""

from __future__ import annotations

from typing import BinaryIO

_LENGTH = 8


def write_frame(pipe: BinaryIO, *parts: bytes) -> None:
    """Write each part with its length before it, and flush."""
    for part in parts:
        pipe.write(len(part).to_bytes(_LENGTH, "big"))
        pipe.write(part)
    pipe.flush()


def read_frame(pipe: BinaryIO, longest: int) -> bytes | None:
    """Return the next part, or None where the pipe ends before it is whole or it says to be over ``longest``."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    if size > longest:
        return None
    part = pipe.read(size)
    return part if len(part) == size else None
