"""Which reader read a report: a reading that another reader kept is not taken for this one's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from habeas.claims.language.language_pack import LANGUAGES
from habeas.claims.language.pack_shapes import FILES, RESPELLING
from habeas.claims.names.name_weights import FILE as WEIGHTS
from habeas.claims.story.sense_weights import FILE as SENSES
from habeas.packs.loader import names, read_bytes

READER = "phrases/1"
CODE = ("habeas.claims", "habeas.text")  # what turns a text into a reading; the rest only keeps or shows it


@cache
def reader_version() -> str:
    """Return the reader's name with 12 hex digits of all its packs and code: another of them, another reading.

    A mend of a rule counts like a mend of a word: after either, reports that were read before are read anew.
    """
    digest = hashlib.sha256()
    for file in _pack_files():
        digest.update(_told(file, read_bytes(file)))
    for room in CODE:
        for name, octets in sorted(_code_of(resources.files(room), room)):
            digest.update(_told(name, octets))
    return f"{READER}+{digest.hexdigest()[:12]}"


def _told(name: str, octets: bytes) -> bytes:
    return name.encode() + b"\0" + octets + b"\0"


def _code_of(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _code_of(item, f"{name}/{item.name}")
        elif item.name.endswith(".py"):
            yield f"{name}/{item.name}", item.read_bytes().replace(b"\r\n", b"\n")


def _pack_files() -> list[str]:
    files = [
        "vocabulary/claim_types.yml",
        "vocabulary/other_worlds.yml",
        WEIGHTS,
        SENSES,
        "names/particles.yml",
    ]
    for lang in names(LANGUAGES):
        if "." not in lang:
            present = names(f"{LANGUAGES}/{lang}", ".yml")
            files += [f"{LANGUAGES}/{lang}/{file}" for file in present if file in FILES or file == RESPELLING]
    return files
