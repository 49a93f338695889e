"""What must happen when it goes wrong: every refusal with its exact sentence, and nothing written."""

import time
import tracemalloc
from pathlib import Path

import pytest
from exchange_house import Group, meet, rows
from exchange_wrong import CASES, MESSAGES, TABLE

TESTS = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_exchange_*.py"))


def test_every_row_of_the_table_has_its_sentences_and_every_sentence_its_test():
    assert all(row["expected"] and row["says"] for row in TABLE)
    assert len(MESSAGES) == sum(len(row["says"]) for row in TABLE)
    assert set(CASES) <= set(MESSAGES)
    assert [case for case in set(MESSAGES) - set(CASES) if f'MESSAGES["{case}"]' not in TESTS] == []


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """Two groups for all cases that leave nothing behind."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        anna, berta = Group(folder, "anna"), Group(folder, "berta")
        meet(anna, berta)
        anna.tell(berta, "Mozyr", "Rechytsa")
        yield anna, berta
        for one in (anna, berta):
            one.close()


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_its_sentence_and_nothing_is_written(case, request):
    pair = request.getfixturevalue("told" if case in ("partner cut off", "revoked key") else "shared")
    _, berta = pair
    file = CASES[case](pair)
    before, noted = rows(berta.workspace), len(berta.workspace.exchange.partners.refusals())
    told = berta.refuses(file).replace("\u202e", "").replace("\0", "")
    assert told.replace("o\u0301", "ó") == MESSAGES[case]
    assert rows(berta.workspace) == before
    assert not list(berta.workspace.opened.layout.tmp.glob("*.part"))
    assert len(berta.workspace.exchange.partners.refusals()) == noted + 1


def test_a_bomb_is_refused_at_once_and_in_little_memory(shared):
    _, berta = shared
    for case, most in (("bomb", 1.0), ("declared too large", 0.3)):
        file = CASES[case](shared)
        tracemalloc.start()
        begun = time.process_time()
        berta.refuses(file)
        spent, (_, peak) = time.process_time() - begun, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert spent < most, case
        assert peak < 60_000_000, case
