"""OpenDocument texts that are locked, cut off or made to do harm: each is refused in one sentence with the way out."""

import io
import zipfile
from pathlib import Path

import pytest

from habeas.fetch.child import LimitedReader
from habeas.sources.errors import SourceError

EXAMPLES = Path(__file__).parent / "examples"
ODT = (EXAMPLES / "report.odt").read_bytes()


def packed(**parts: bytes) -> bytes:
    """An OpenDocument text of these parts; its kind stands first and plain, as the format wants it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


MANIFEST = b'<m:manifest xmlns:m="x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
BAD = {
    "locked": (
        packed(**{"content.xml": b"\x8a\x01\xff" * 99, "META-INF/manifest.xml": MANIFEST}),
        "is locked with a password",
    ),
    "locked as one piece": (
        packed(**{"encrypted-package": b"\x8a\x01\xff" * 99, "META-INF/manifest.xml": MANIFEST}),
        "is locked with a password",
    ),
    "bomb": (packed(**{"content.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}), "made to do harm"),
    "entities": (
        packed(**{"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "defines its own XML",
    ),
    "cut": (ODT[: len(ODT) // 2], "broken or not complete"),
    "empty": (packed(), "broken inside"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_named(name: str) -> None:
    data, words = BAD[name]
    with LimitedReader() as reader:
        with pytest.raises(SourceError, match=words) as refusal:
            reader.read("report.odt", data)
        assert refusal.value.way_out
        assert reader.read("report.odt", ODT)  # and the next one is read
