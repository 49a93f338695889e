"""What a bench calls a program's memory is that program's own."""

from __future__ import annotations

import subprocess
import sys

from habeas.bench.memory import peak

LARGE = 200_000_000


def test_the_memory_of_whoever_starts_a_program_is_not_the_programs() -> None:
    held = bytearray(LARGE)
    code = "from habeas.bench.memory import peak; print(peak())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 1_000_000 < int(done.stdout) < len(held) / 2
    assert peak() > len(held)
