"""The same words without markup, for feeds and calendars, whose readers show plain text."""

from __future__ import annotations

import re

from markupsafe import Markup

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def plain(text: Markup) -> str:
    """Return ``text`` as a reader would say it: no tags, no entities, nothing that XML cannot hold."""
    return readable(text.striptags())


def readable(text: str) -> str:
    """Return ``text`` with control characters, which no file for readers may hold, as the replacement character."""
    return text if text.isprintable() else _CONTROL.sub("\ufffd", text)  # nearly every short text is
