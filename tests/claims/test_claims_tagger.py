"""The tagger beside the name grammar: what it adds, what it takes away, and what it must never do."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.claims.names.name_lists import Filter, NameLists, stem
from habeas.claims.names.name_tagger import _names_of
from habeas.claims.names.name_weights import packed, unpacked, weights
from habeas.claims.people.tagged import OPEN, RULE, VETOED
from habeas.claims.read import read
from habeas.model.reading import Reading


def _names(reading: Reading) -> set[str]:
    return {span.text for person in reading.people for span in person.mentions}


FOREIGN = [
    ("ru", "Президент Франции Тьерри Лавассёр встретился с Мицуо Харадой. Лавассёр заявил, что переговоры продолжатся.", {"Тьерри Лавассёр", "Лавассёр"}),
    ("be", "Прэм’ер Японіі Мацуо Харада сустрэўся з кіраўніком фонду. Харада заявіў, што перамовы працягнуцца.", {"Мацуо Харада", "Харада"}),
    ("uk", "Прем’єр Японії Мацуо Харада зустрівся з головою фонду. Харада заявив, що переговори триватимуть.", {"Мацуо Харада", "Харада"}),
    ("pl", "Premier Japonii Matsuo Harada spotkał się z prezesem fundacji. Harada powiedział, że rozmowy trwają.", {"Matsuo Harada", "Harada"}),
    ("en", "The Prime Minister of Japan, Matsuo Harada, met the head of the fund. Harada said that talks go on.", {"Matsuo Harada", "Harada"}),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names"), FOREIGN, ids=[one[0] for one in FOREIGN])
def test_foreign_names_are_mentions_and_nobody_is_held(language: str, text: str, names: set[str]) -> None:
    reading = read(text)
    assert reading.languages == (language,)
    assert names <= _names(reading)
    assert not [person.name for person in reading.people if person.role == "subject" or person.held]


@pytest.mark.parametrize(
    "text",
    [
        "Южная Корея и Израиль обсудили договор. Совет Безопасности ООН соберётся в среду.",
        "Паўднёвая Карэя і Ізраіль абмеркавалі дамову. Рада Бяспекі збярэцца ў сераду.",
        "South Korea and Israel discussed the treaty. The Security Council meets on Wednesday.",
        "Korea Południowa i Izrael omówiły traktat. Rada Bezpieczeństwa zbierze się w środę.",
    ],
)
def test_countries_and_councils_are_nobody(text: str) -> None:
    assert _names(read(text)) == set()


def test_a_name_that_only_the_tagger_knows_says_so_and_takes_part_in_nothing() -> None:
    reading = read("Вчера Харада заявил, что задержаны трое. «Их увезли ночью», — сказал Харада.")
    (person,) = [one for one in reading.people if "Харада" in one.name]
    assert person.role != "subject"
    assert [reason.rule for reason in person.reasons] == [RULE]
    assert all(person.id not in claim.subjects for claim in reading.claims)


def test_what_is_taken_away_is_told_with_why() -> None:
    reading = read(
        "Отношения ухудшились. Южная Корея предложила встречу, Южная Корея ждёт. Об этом пишет газета."
    )
    assert "Южная Корея" not in _names(reading)
    assert all(
        one.passage.text in one.reason.words for one in reading.rejected if one.reason.rule in (VETOED, OPEN)
    )


def test_a_judge_stays_a_judge() -> None:
    reading = read(
        "Судья Мицуо Харада приговорил Веру Зимину к трём годам колонии. Харада огласил приговор в мае."
    )
    roles = {person.name: (person.role, bool(person.held)) for person in reading.people}
    assert [held for name, (role, held) in roles.items() if "Харада" in name] == [False]
    assert [held for name, (role, held) in roles.items() if "Зимин" in name] == [True]


@given(st.lists(st.text("абвгдеёжзiklmnoprst", min_size=1, max_size=12), min_size=1, max_size=60))
def test_a_filter_forgets_no_word(words: list[str]) -> None:
    made = Filter.of(words, 12, 7)
    assert all(word in made for word in words)


def test_a_filter_takes_few_words_that_it_was_not_given() -> None:
    made = Filter.of([f"in{number}" for number in range(4000)], 12, 7)
    assert sum(f"out{number}" in made for number in range(4000)) < 80


@given(st.lists(st.tuples(*[st.floats(0.001, 1)] * 3), min_size=1, max_size=8))
def test_names_of_a_run_follow_one_another(shares: list[tuple[float, float, float]]) -> None:
    names = sorted(_names_of(shares, 0.5))
    assert all(first < last for first, last in names)
    assert all(one[1] <= other[0] for one, other in pairwise(names))


def test_the_likeliest_row_of_labels_is_chosen() -> None:
    none, begin, on = (0.98, 0.01, 0.01), (0.01, 0.98, 0.01), (0.01, 0.01, 0.98)
    assert sorted(_names_of([begin, on, none, begin, begin, on, on], 0.0)) == [(0, 2), (3, 4), (4, 7)]
    assert list(_names_of([none, none], 0.0)) == []


def test_one_person_in_several_cases_has_one_stem() -> None:
    assert len({stem(word) for word in ("Путин", "Путина", "Путину", "Путиным", "Путине")}) == 1
    assert stem("Вясна") != stem("Зима")


def test_weights_are_read_as_they_were_written() -> None:
    head = {
        "networks": [
            {"hidden": 1, "scales": [0.5, 0.25], "bias": [0.0], "layer": [[0.5], [0.0], [-1.0]], "offset": [0.0, 0.0, 0.0]}
        ]
        * 2,
        "filters": [["names", 7]],
        "readiness": 0.5,
    }  # fmt: skip
    read_back = unpacked(packed(head, [bytes([130, 128, 132, 128]), bytes([128] * 4), bytes([255] * 8)]))
    shares = read_back.first.shares(*read_back.first.added(["any clue", "another"]))
    assert shares[1] > shares[0] > shares[2]
    assert abs(sum(shares) - 1) < 1e-9
    assert read_back.lists == NameLists([Filter(bytes([255] * 8), 7)], [], [])


def test_the_weights_that_ship_are_small() -> None:
    from habeas.claims.names.name_weights import FILE
    from habeas.packs.loader import read_bytes

    assert len(read_bytes(FILE)) < 1_100_000
    assert 0 < weights().readiness < 1


def test_a_line_of_capitals_without_end_is_read_in_linear_time() -> None:
    def once(words: int) -> float:
        text = "Мицуо Харада " * words
        begun = time.process_time()
        read(text)
        return time.process_time() - begun

    def seconds(words: int) -> float:
        return min(once(words) for _ in range(2))  # a busy machine slows one run

    once(50)
    assert seconds(4000) < 12 * max(seconds(1000), 0.05)
