"""A record of many people fits into a small computer's memory: what an entry keeps of itself once it was read."""

import gc
import subprocess
import sys
import tracemalloc

from habeas.record.chain import Position, extend
from habeas.record.draft import Draft
from habeas.record.entry import decode_entry, encode_entry
from habeas.record.lanes import Scope

MANY = 300
MOST = 3_500  # some 3,100; bytes of memory an entry with ten fields of some 300 bytes; with its leaves it took 7,400


def a_row(number: int) -> Draft:
    """Return a claim as a row of a spreadsheet makes it."""
    words = f"Рудько{number:04} Алена"
    at = [number * 30, number * 30 + len(words)]
    passage = {"capture": b"c" * 32, "text": b"t" * 32, "at": at, "quote": words, "lang": "und"}
    return Draft(
        "claim",
        {
            "type": "identity",
            "subjects": [number.to_bytes(16)],
            "certainty": "plain",
            "said_by": [{"value": "our list, state of 2026-11-01"}],
            "f.name": [{"value": words, "at": [*at, words]}],
            "f.born": [{"value": f"19{number % 60 + 20}-05-01"}],
            "evidence": [passage],
            "from": number.to_bytes(32),
            "method": "list/1",
            "by": "R-01",
        },
    )


def test_an_entry_that_was_read_keeps_little_and_gives_all_of_it_back() -> None:
    # in a process of its own: what ran before would leave its values in the caches, and their room would be counted or not as it comes
    told = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=True, timeout=120)
    each = int(told.stdout)
    assert each < MOST, f"{each} bytes an entry"


def bytes_an_entry() -> int:
    """Return the bytes of memory an entry takes when it was read from its row; what was read is compared with what was written."""
    opened = Draft(
        "open",
        {"scope": "private", "mode": "trial", "audience": bytes(16), "writer": b"w" * 32},
    )
    numbers = iter(range(1 << 20))
    written, _ = extend(
        Position(b"l" * 32, b"n" * 16),
        [opened, *map(a_row, range(MANY))],
        scope=Scope.PRIVATE,
        ts=0,
        salt=lambda: next(numbers).to_bytes(16),
    )
    rows = [encode_entry(entry) for entry in written]
    decode_entry(rows[1])  # what is shared by all is counted for none
    gc.collect()
    tracemalloc.start()
    read = [decode_entry(row) for row in rows]
    gc.collect()
    each = tracemalloc.get_traced_memory()[0] / len(read)
    tracemalloc.stop()
    assert [entry.leaves for entry in read] == [entry.leaves for entry in written]
    assert [encode_entry(entry) for entry in read] == rows
    return round(each)


if __name__ == "__main__":
    print(bytes_an_entry())
