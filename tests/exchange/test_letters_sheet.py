"""The words of a sheet: whole in six languages, and what a stranger wrote into the record stays text."""

import re
from datetime import date

import pypdfium2
import pytest

from habeas.exchange.letters.envelope import envelope, envelope_name
from habeas.exchange.letters.places import Place, find_place
from habeas.exchange.letters.recipient import Recipient, Where
from habeas.exchange.letters.rules import LANGUAGES, languages, words_of
from habeas.exchange.letters.sheet import Occasion, sheet_of
from habeas.exchange.letters.wishes import read_wish
from habeas.workflows.letters import set_sheets

DAY = date(2026, 11, 22)
PLACE = Place(
    "pk-99",
    "ru",
    "colony",
    {"ru": "ФКУ ИК-99"},
    "Лесной",
    "ru",
    "ул. Лесная, 9",
    "000000",
    "г. Лесной",
    checked=True,
)


def somebody(name="Вымышленный Пётр Сергеевич", wish="only postcards", born="1990"):
    return Recipient(
        "ab" * 16, name, (name, "Piotr Wymyślony"), True, True, "ru", Where("ИК-99", DAY), None, (),
        (read_wish(wish, DAY),), (), born, None, None,
    )  # fmt: skip


def flat(data, above=""):
    rows = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in rows:
        if isinstance(value, (dict, list)):
            yield from flat(value, f"{above}.{key}")
        else:
            yield f"{above}.{key}", value


def test_six_languages_have_the_same_sentences_with_the_same_slots():
    assert sorted(languages()) == sorted(LANGUAGES)
    slots = {
        lang: {key: sorted(re.findall(r"{\w+}", str(text))) for key, text in flat(words_of(lang))}
        for lang in LANGUAGES
    }
    assert all(slots[lang] == slots["en"] for lang in LANGUAGES)
    for lang in ("be", "ru", "uk"):
        told = {key: text for key, text in flat(words_of(lang)) if key != ".lang"}
        assert not [
            key for key, text in told.items() if re.search(r"[a-zA-Z]{2}", re.sub(r"{\w+}", "", str(text)))
        ]
    for lang, foreign in {"be": "ищъїє", "ru": "іўїє", "uk": "ыўэё"}.items():
        assert not [text for _, text in flat(words_of(lang)) if set(str(text).casefold()) & set(foreign)], (
            lang
        )


def test_an_envelope_to_russia_begins_with_the_place_and_bears_the_year_of_birth():
    on = envelope(somebody(), DAY, [PLACE])
    assert on.lines == (
        "000000, г. Лесной", "ул. Лесная, 9", "ФКУ ИК-99", "Вымышленный Пётр Сергеевич, 1990 г. р.",
    )  # fmt: skip
    gaps = envelope(somebody(born=None), DAY, [PLACE]).gaps
    assert [gap.rule for gap in gaps] == ["letter.no-born"]


@pytest.mark.parametrize(
    "names, lang, expected",
    [
        (["Zośka Wymyślona"], "be", ""),
        (["Пётр Вымышленный", "Вымышленный Пётр Сергеевич"], "ru", "Вымышленный Пётр Сергеевич"),
        (["Петро Вигаданський", "Пятро Выдуманы"], "be", "Выдуманы Пятро"),
    ],
)
def test_the_name_is_the_fullest_in_the_script_and_language_of_the_address(names, lang, expected):
    assert envelope_name(names, lang) == expected


def test_a_house_that_moved_has_the_address_of_the_day():
    then, reason = find_place("СІЗА-1", date(2023, 1, 1), code="by")
    now, _ = find_place("СІЗА-1", DAY, code="by")
    assert (then.town, now.town) == ("г. Минск", "в. Пашковічы")
    assert reason.rule == "letter.place"
    assert find_place("СИЗО-1", DAY)[0] is None, "a SIZO No. 1 stands in every country"


@pytest.mark.parametrize(
    "name, wish",
    [
        ('<script>alert("x")</script> #panic("x") $a$ \\ Пётр', "#sys.inputs ]]} `raw` *bold*"),
        ("Вымышленный " * 200, "слово " * 4000),
        ("محمد Пётр \u202eтрёП\u2066", "a\x00b" * 3),
    ],
)
def test_what_strangers_wrote_stays_text_and_one_page(name, wish):
    to = somebody(name=name, wish=wish)
    data = set_sheets([sheet_of(to, envelope(to, DAY, [PLACE]), Occasion(DAY, "ru"))], DAY)
    pdf = pypdfium2.PdfDocument(data)
    page = pdf[0].get_textpage().get_text_range()
    assert len(pdf) <= 2
    assert "рабочая копия, не для публикации" in page
    if "script" in name:
        assert '<script>alert("x")</script> #panic("x") $a$ \\ Пётр' in " ".join(page.split())
        assert "#sys.inputs ]]} `raw` *bold*" in page
