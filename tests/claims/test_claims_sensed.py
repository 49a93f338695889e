"""Events weighed against their whole sentence: what the weights say, what is dropped and added, and what it must never do."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.claim_types import claim_types
from habeas.claims.drafts import Draft
from habeas.claims.names.name_weights import ZERO, packed
from habeas.claims.read import document_of, read
from habeas.claims.story.sense_clues import Clues, clues_of
from habeas.claims.story.sense_weights import Senses, senses, unpacked
from habeas.claims.story.sensed import BY_SENSE, borne_out

TOOLS = Path(__file__).parents[2] / "tools"
sys.path.insert(0, str(TOOLS))

from told_sentences import ToldError, parse, told_in  # noqa: E402

TABLE = bytes((7 * at + 31) % 255 for at in range(3 * 16))
SMALL = Senses(["detention", "release", "health"], TABLE, 0.01, [-1.0, 0.0, 0.5], 0.5, 0.5, 0.05)


@given(
    st.lists(
        st.builds(Clues, st.lists(st.text(max_size=6), min_size=1).map(tuple), st.integers(-1, 20)),
        max_size=400,
    )
)
def test_shares_are_the_added_up_weights_of_the_clues(clues: list[Clues]) -> None:
    shares = SMALL.shares(clues)
    for kind, offset in zip(SMALL.types, SMALL.offset, strict=True):
        spoken = SMALL.spoken(clues, kind)
        assert shares[kind] == pytest.approx(1 / (1 + math.exp(-offset - sum(spoken.values()))))


def test_a_file_of_weights_reads_back_as_it_was_written() -> None:
    head = {
        "types": ["fine"],
        "scale": 0.5,
        "offset": [0.25],
        "propose": 0.5,
        "propose_held": 0.6,
        "doubt": 0.1,
    }
    again = unpacked(packed(head, [bytes([ZERO, ZERO + 2])]))
    assert (again.types, again.propose, again.propose_held, again.doubt) == (["fine"], 0.5, 0.6, 0.1)
    assert again.shares([]) == {"fine": pytest.approx(1 / (1 + math.exp(-0.25)))}


def test_the_weights_know_only_types_of_claims() -> None:
    assert all(claim_types().known(kind) for kind in senses().types)
    assert 0 < senses().doubt < senses().propose <= senses().propose_held < 1


def test_a_sentence_in_lacinka_has_the_clues_of_its_words_in_cyrillic() -> None:
    def words(text: str) -> set[str]:
        (sentence,), _ = document_of(text)
        clues = [text for one in clues_of(sentence, [], [], []) for text in one.texts]
        return {text for text in clues if text[:2] in ("w:", "s:", "g:")}

    assert words("Яго забралі проста з працы, і дадому ён не вярнуўся.") == words(
        "Jaho zabrali prosta z pracy, i dadomu jon nie viarnuŭsia."
    )


def test_nobody_is_told_of_by_weighed_words_alone() -> None:
    (sentence,), _ = document_of("Начальник колонии Горбач ответил одним словом.")
    weighed = [
        Draft(kind, ("p1",), sentence, 0, 1, rule=f"event.{kind}.{BY_SENSE}")
        for kind in ("custody", "health")
    ]
    told = Draft("detention", ("p2",), sentence, 0, 1, rule="event.detention.4")
    also = Draft("custody", ("p2",), sentence, 0, 1, rule=f"event.custody.{BY_SENSE}")
    assert borne_out([*weighed, told, also]) == [told, also]


def test_whoever_wants_no_weights_reads_by_words_alone() -> None:
    text = "Задержали Ивана Выдуманного. Его увезли в отдел."
    plain = read(text, weigh=lambda _sentence, _values, _units, triggers, _types: (list(triggers), []))
    assert {claim.type for claim in plain.claims} >= {"detention"}
    assert not any(claim.reasons[0].rule.endswith(f".{BY_SENSE}") for claim in plain.claims)


def test_marks_of_told_sentences_are_read() -> None:
    told = parse("{h Марыну Лапко} <det забралі> з працы, <cus? кажуць>, {o суддзя Рак}.")
    assert told.text == "Марыну Лапко забралі з працы, кажуць, суддзя Рак."
    assert told.names == [(0, 12), (38, 48)]
    assert [(told.text[one.start : one.end], one.types, one.happened) for one in told.events] == [
        ("забралі", ("detention",), True),
        ("кажуць", ("custody",), False),
    ]


@pytest.mark.parametrize("line", ["{h Марына", "<det забралі", "забралі>", "<zzz забралі>", "{x Марына}"])
def test_a_mark_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(ToldError):
        parse(line)


@pytest.mark.parametrize("language", ["be", "en", "pl", "ru", "uk"])
def test_every_told_passage_can_be_read(language: str) -> None:
    told = list(told_in(TOOLS / f"told/{language}.txt"))
    assert len(told) > 1500
    assert len({one.text for one in told}) == len(told)
    assert (
        0.3 < sum(not one.events for one in told) / len(told) < 0.6
    )  # what is told of nothing is learned as well
