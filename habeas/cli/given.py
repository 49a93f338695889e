"""What is typed on the command line as a day, a date or a language: understood, or wrong use (exit status 2) with how to write it."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

UNKNOWN = "unknown"
LANGUAGES = ("be", "de", "en", "pl", "ru", "uk")  # of pages and sheets


def day(text: str) -> date:
    """Return the calendar day written as ``2026-11-20``."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no day. Write it as 2026-11-20.") from error


def month(text: str) -> date:
    """Return the first day of the month written as ``2026-12``."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no month. Write it as 2026-12.") from error


def edtf(text: str) -> str:
    """Return a date as EDTF has it: ``2026-03-22``, ``2026-03``, ``2026``, or “unknown” as it is."""
    from habeas.model.edtf import Edtf, EdtfError

    if text == UNKNOWN:
        return text
    try:
        return Edtf.parse(text).text
    except EdtfError as error:
        raise ArgumentTypeError(f"“{text}” is no date. Write it as 2026-03-22, 2026-03 or 2026.") from error


def known(date_given: str | None) -> str | None:
    """Return the date that was given, or None where it is unknown."""
    return None if date_given == UNKNOWN else date_given


def audience(text: str) -> tuple[str, ...]:
    """Return the partners named by ``partner:NAME`` or ``partner:NAME+NAME``; none for ``public``."""
    if text == "public":
        return ()
    kind, _, names = text.partition(":")
    found = tuple(name.strip() for name in names.split("+"))
    if kind != "partner" or not all(found):
        raise ArgumentTypeError(f"“{text}” is no audience. Write public, or partner:NAME.")
    return found
