"""Style sheets, scripts and fonts of the app. Their folder's name is a hash of all of them: cached for ever, never stale."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from habeas.packs.loader import names, read_bytes

FONTS = "site/fonts"


@cache
def files() -> Mapping[str, bytes]:
    """Return every file that a page may ask for, by name: our own, and the fonts that the public site has too."""
    own = resources.files("habeas.web").joinpath("static")
    found = {item.name: item.read_bytes() for item in own.iterdir() if item.is_file()}
    fonts = [*names(FONTS, ".woff2"), *names(FONTS, ".txt")]
    return {**found, **{name: read_bytes(f"{FONTS}/{name}") for name in fonts}}


@cache
def folder() -> str:
    """Return the address of the folder: another one whenever a byte of any file is another."""
    whole = hashlib.sha256()
    for name, data in sorted(files().items()):
        whole.update(f"{name} {len(data)}\n".encode())
        whole.update(data)
    return f"/static/{whole.hexdigest()[:16]}/"


def address_of(name: str) -> str:
    """Return the address of one file; KeyError where there is none of that name."""
    if name not in files():
        raise KeyError(name)
    return folder() + name
