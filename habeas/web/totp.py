"""Codes of six digits that change every half minute (RFC 6238, with RFC 4226's counter made of the time).

Every code app knows this form: SHA-1, 6 digits, 30 seconds. SHA-1 is asked for what it still does well, a keyed hash.
"""

from __future__ import annotations

import base64
import hmac
import re
from urllib.parse import quote

SECONDS = 30
DIGITS = 6
SECRET_BYTES = 20
_SPREAD = 1  # a clock may be half a minute off


def step_of(now: int) -> int:
    """Return the number of the half minute in which ``now`` (unix seconds) lies."""
    return now // SECONDS


def code_of(secret: bytes, step: int) -> str:
    """Return the code of one half minute."""
    told = hmac.new(secret, step.to_bytes(8, "big"), "sha1").digest()
    start = told[-1] & 15
    number = int.from_bytes(told[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_taken(secret: bytes, typed: str, now: int, *, after: int) -> int | None:
    """Return the half minute whose code was typed: about now, and later than ``after``, so that none is taken twice."""
    digits = re.sub(r"\s", "", typed)
    if not digits.isascii() or len(digits) != DIGITS:
        return None
    here = step_of(now)
    steps = (step for step in range(here - _SPREAD, here + _SPREAD + 1) if step > after)
    return next((step for step in steps if hmac.compare_digest(code_of(secret, step), digits)), None)


def as_text(secret: bytes) -> str:
    """Return the secret as it is typed into an app."""
    return base64.b32encode(secret).decode("ascii")


def of_text(text: str) -> bytes:
    """Return the secret that :func:`as_text` wrote; ValueError where it is none."""
    return base64.b32decode(text)


def address_of(secret: bytes, role: str) -> str:
    """Return what the picture says that an app scans. It names the program and a role code, nobody and no group."""
    return f"otpauth://totp/{quote(f'Habeas:{role}')}?secret={as_text(secret)}&issuer=Habeas"
