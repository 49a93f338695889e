"""Tokens stand exactly where they say, whatever the text; folding brings spellings together and loses no letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.text.folding import fold
from habeas.text.tokens import MARK, NUMBER, WORD, tokenize

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANY_TEXT)
def test_tokens_are_cuts_of_the_text_in_order_and_only_white_space_is_left_out(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    covered = {at for token in tokens for at in range(token.start, token.end)}
    left = [char for at, char in enumerate(text) if at not in covered]
    assert all(char.isspace() or not char.isprintable() or not char.isalnum() for char in left)


@given(ANY_TEXT, st.integers(0, 50), st.integers(0, 50))
def test_a_part_of_a_text_has_no_token_outside_of_it(text: str, first: int, length: int) -> None:
    start, end = min(first, len(text)), min(first + length, len(text))
    assert all(start <= token.start < token.end <= end for token in tokenize(text, start, end))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna’s trial", ["Anna", "’s", "trial"]),
        ("cell-type unit", ["cell-type", "unit"]),
        ("м’яса і аб'ект", ["м’яса", "і", "аб'ект"]),
        ("361-1, 10–15", ["361", "-", "1", ",", "10", "–", "15"]),
        ("ІК-5", ["ІК", "-", "5"]),
        ("12.05.2023", ["12", ".", "05", ".", "2023"]),
        ("О\u0301льга", ["О\u0301льга"]),
        ("", []),
    ],
)
def test_where_words_begin_and_end(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


def test_kinds_and_capitals() -> None:
    anna, number, mark, kgb = tokenize("Anna 22, KGB")
    assert (anna.kind, anna.capital, anna.upper) == (WORD, True, False)
    assert (number.kind, number.glued) == (NUMBER, False)
    assert (mark.kind, mark.glued) == (MARK, True)
    assert kgb.upper


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Пётр", "петр"),
        ("аб’ект", "АБ'ЕКТ"),
        ("за́мок", "замок"),
        ("Ихарь", "ихарь"),
        ("Рeтров", "Ретров"),  # a Latin e among Cyrillic letters
        ("Ivаn", "ivan"),  # a Cyrillic а among Latin ones
        ("й", "и\u0306"),
    ],
)
def test_spellings_that_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("мой", "мои"), ("быў", "быу"), ("łuk", "luk"), ("ćma", "cma")])
def test_letters_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)
