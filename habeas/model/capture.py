"""What was received: original bytes, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CaptureKind(StrEnum):
    """``file`` and ``page`` have bytes; ``told`` is what somebody told us, in the volunteer's words."""

    FILE = "file"
    PAGE = "page"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Capture:
    """Original bytes by their SHA-256 (64 hex digits), with what is known about their origin.

    ``published`` is EDTF or None; ``got`` is unix seconds of arrival; ``name`` is the file name as given
    (private lane only). ``voice`` and ``use_for`` belong to what was told: a role (mother, lawyer,
    cellmate), never a name, and for whom it may be used.
    """

    sha256: str
    media: str
    size: int
    got: int
    kind: CaptureKind = CaptureKind.FILE
    name: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    captured: str | None = None
    voice: str | None = None
    use_for: str | None = None
