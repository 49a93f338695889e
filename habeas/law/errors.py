"""What the law room raises when a case cannot be read."""

from __future__ import annotations


class LawError(ValueError):
    """The case cannot be answered as it is written; the message is the one sentence that says why and the way out."""
