"""Which language a paragraph is in, by examples; every paragraph gets one answer, at its exact place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.text.language import language_of, paragraphs, reading_languages
from habeas.text.respelling import belarusian

TEXTS = {
    "be": "Учора ў горадзе затрымалі чалавека, які выйшаў на вуліцу з плакатам. Дзе ён цяпер, невядома.",
    "be-Latn": "Učora ŭ horadzie zatrymali čałavieka, jaki vyjšaŭ na vulicu z płakatam. Dzie jon ciapier, nieviadoma.",
    "ru": "Вчера в городе задержали человека, который вышел на улицу с плакатом. Где он сейчас, неизвестно.",
    "uk": "Учора в місті затримали чоловіка, який вийшов на вулицю з плакатом. Де він зараз, невідомо.",
    "pl": "Wczoraj w mieście zatrzymano człowieka, który wyszedł na ulicę z plakatem. Nie wiadomo, gdzie jest teraz.",
    "en": "Yesterday a man was detained in the city after he had gone into the street with a placard.",
}


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_each_reading_language_is_known_by_a_sentence(code: str) -> None:
    assert language_of(TEXTS[code]) == code


def test_one_document_may_hold_them_all() -> None:
    text = "\n\n".join(TEXTS[code] for code in sorted(TEXTS))
    assert [paragraph.lang for paragraph in paragraphs(text)] == sorted(TEXTS)


def test_a_short_line_takes_the_language_around_it_in_its_own_script() -> None:
    text = f"Мінск\n\n{TEXTS['be']}\n\nOK\n\n{TEXTS['en']}"
    assert [paragraph.lang for paragraph in paragraphs(text)] == ["be", "be", "en", "en"]


@pytest.mark.parametrize("text", ["", "   \n\n ", "12345 67", "¿¡…—"])
def test_a_text_without_words_has_no_language(text: str) -> None:
    assert all(paragraph.lang == "und" for paragraph in paragraphs(text))


def test_a_language_that_is_not_read_is_not_taken_for_one_that_is() -> None:
    german = (
        "Gestern wurde in der Stadt ein Mann festgenommen, der mit einem Plakat auf die Straße gegangen war."
    )
    assert language_of(german) == "und"


def test_names_do_not_decide() -> None:
    assert (
        language_of("Źmicier Dziaškievič and Łukaš Šyšła were arrested by the police in the night.") == "en"
    )


@given(
    st.lists(st.sampled_from([*TEXTS.values(), "Мінск", "OK", "12", "", " "]), max_size=6),
    st.sampled_from(["\n\n", "\n \n", "\n"]),
)
@settings(deadline=None)
def test_paragraphs_cover_every_word_once(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    found = paragraphs(text)
    assert [word for p in found for word in text[p.start : p.end].split()] == text.split()
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {p.lang for p in found} <= {language.code for language in reading_languages()} | {"und"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("сьледчы", "следчы"),
        ("зьняволеныя", "зняволеныя"),
        ("ўжо", "ужо"),
        ("судзьдзя", "суддзя"),
        ("зь", "з"),
    ],
)
def test_two_orthographies_of_belarusian_have_one_key(one: str, other: str) -> None:
    assert belarusian(one) == belarusian(other)
