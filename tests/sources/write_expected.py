"""Writes tests/sources/examples/NAME.expected.txt for each sample named; a person then reads the difference.

.venv/bin/python tests/sources/write_expected.py report.html ...      (no name: all)
"""

import sys
from functools import cache
from pathlib import Path

from habeas.model.document import Document
from habeas.sources.errors import SourceError
from habeas.sources.read import read_bytes

EXAMPLES = Path(__file__).parent / "examples"
LINE = "-" * 20


def samples() -> list[Path]:
    return sorted(
        path for path in EXAMPLES.iterdir() if path.is_file() and not path.name.endswith(".expected.txt")
    )


def expected_of(sample: Path) -> Path:
    return sample.with_name(sample.name + ".expected.txt")


@cache
def read(sample: Path) -> tuple[Document, ...]:
    """The documents of a sample, read once."""
    return read_bytes(sample.name, sample.read_bytes())


def show(sample: Path) -> str:
    """What is expected of a sample, as a person reads it."""
    try:
        documents = read(sample)
    except SourceError as error:
        return f"refused: {error}\n"
    return "\n".join(map(_show, documents))


def _show(document: Document) -> str:
    facts = [("reader", document.reader), ("title", document.title), ("published", document.published)]
    facts += [("published at", document.published_at), ("edited", document.edited)]
    facts += [("publisher", document.publisher), ("forwarded from", document.forwarded_from)]
    facts += [("reply to", document.reply_to), *(("media", one) for one in document.media)]
    facts += [("link", link) for link in document.links]
    facts += [("note", str(note)) for note in document.notes]
    facts += [
        (f"page {box.page}", f"{box.start}-{box.end} at " + " ".join(f"{side:.0f}" for side in box.box))
        for box in document.boxes
    ]
    head = "".join(f"{name}: {value}\n" for name, value in facts if value)
    return f"{head}{LINE}\n{document.text}\n"


if __name__ == "__main__":
    wanted = set(sys.argv[1:])
    for sample in samples():
        if not wanted or sample.name in wanted:
            expected_of(sample).write_text(show(sample), encoding="utf-8", newline="")
            print("written:", expected_of(sample))
