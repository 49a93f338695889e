"""No bundle, however wrong, crashes the receiver, leaves a part of itself behind, or takes long or much memory."""

import os
import resource
import time

import pytest
from exchange_fuzz import material, write, wrong
from exchange_house import meet, rows

from habeas.workflows.refused import Refused

COUNT = 100_000 if os.environ.get("HABEAS_HARDEN") else 300
MEMORY = 200_000  # kB more than before
SECONDS = 1.0


@pytest.mark.long
def test_malformed_bundles_are_refused_whole_quickly_and_in_little_memory(group):
    anna, berta = group("anna"), group("berta")
    meet(anna, berta)
    anna.tell(berta, "Mozyr", "Rechytsa", "Vetka")
    forge, entries = material(anna, berta)
    before, memory = rows(berta.workspace), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused = taken = 0
    for seed in range(COUNT):
        file = write(anna, forge, wrong(forge, entries, seed))
        begun = time.process_time()
        try:
            berta.receive(file)
            taken += 1
        except Refused:
            refused += 1
            assert rows(berta.workspace) == before, seed
        else:  # what is odd but allowed (a newer kind, a note, a replay) lands as a whole
            before = rows(berta.workspace)
        assert time.process_time() - begun < SECONDS, seed
        file.unlink()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    assert grown < MEMORY
    assert refused > COUNT * 0.8
    assert list(berta.workspace.opened.layout.tmp.glob("*.part")) == []
    berta.receive(anna.send(berta, everything=True))
