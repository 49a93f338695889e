"""From which address a page was saved, as the program that saved it wrote: SingleFile and browsers in a comment at the top.

It is the saver's word, and anybody can write it: the note says whose word it is, and no day is taken from it.
"""

from __future__ import annotations

from habeas.model.reason import Reason
from habeas.sources.limits import MAX_LINK

_SINGLE_FILE = "Page saved with SingleFile"
_BROWSER = "saved from url="
_LOOKED_AT = 4_096  # characters: the comment stands before or right behind the opening of the page


def saved_from(markup: str) -> str | None:
    """Return the address that the comment of a saved page names, or None where there is none."""
    head = markup[:_LOOKED_AT]
    if _SINGLE_FILE in head:
        written = head.partition(_SINGLE_FILE)[2].partition("-->")[0].partition("url:")[2]
    else:
        written = head.partition(_BROWSER)[2].partition("-->")[0]
        if written.startswith("("):  # the length of the address
            written = written.partition(")")[2]
    return web_address(next(iter(written.split()), ""))


def web_address(written: str) -> str | None:
    """Return an address of the web that is not overlong, or None."""
    known = written.startswith(("http://", "https://")) and len(written) <= MAX_LINK
    return written if known else None


def saved_note(address: str) -> Reason:
    """Return the note that says from where a page was saved."""
    return Reason("source.saved-from", f"The page was saved from {address}.", (("address", address),))
