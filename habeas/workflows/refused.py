"""What a verb raises when it will not do what was asked."""

from __future__ import annotations


class Refused(Exception):
    """Nothing was changed; the text is the one sentence with the way out that a person reads."""
