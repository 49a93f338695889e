"""Why something stands as it does is told in the reader's language, not in English with a mark."""

import pytest

from habeas.claims.read import read
from habeas.identity.values import why_same
from habeas.model.reason import Reason
from habeas.web.reasons import because
from habeas.web.wording import languages, wording

TEXT = """Вчера в Узгорске задержали Ивана Шамко, рассказали родные. Суд назначен на 5 мая.

2 февраля 2026 года осудили Анну Гарлюк. В тот же день её перевели в СИЗО. На прошлой неделе её избили."""


def reasons():
    found = read(TEXT, published="2026-03-20")
    for claim in found.claims:
        yield from claim.reasons
        yield from (
            value.reason for name in ("date", "until") for value in claim.fields.get(name, ()) if value.reason
        )


@pytest.mark.parametrize("lang", [tag for tag, _ in languages()])
def test_what_the_reader_found_is_explained_in_every_language_of_the_app(lang):
    told = [(one, because(one, wording(lang))) for one in reasons() if one.rule != "date.written"]
    assert {one.rule.split(".")[0] for one, _ in told} == {"event", "voice", "date"}
    assert [one for one, said in told if said.lang] == []
    assert all("{" not in said.words for _, said in told)


def test_a_rule_is_told_as_its_family_is():
    numbered = Reason(
        "event.detention.63", "“забрали” tells of: detained", (("words", "забрали"), ("type", "detention"))
    )
    assert because(numbered, wording("be")).words == "Затрыманне: «забрали»."


def test_what_nobody_put_into_words_is_told_in_english_and_marked():
    assert because(Reason("nobody.knows", "A rule of a later version."), wording("be")).lang == "en"


SAME = [  # field, and two ways to write its value that the register takes as one or as fitting
    ("facility", "SIZO No. 9", "СІЗА № 9"),
    ("facility", "СИЗО-1", "СИЗО на Володарского"),
    ("place", "Uzhorsk", "Узгорск"),
    ("place", "Гродна", "Гродзенская вобласць"),
    ("court", "суд Узгорского района", "Uzhorsk district court"),
    ("agency", "КГБ", "KDB"),
    ("term", "P2Y6M", "P30M"),
    ("article", "342 ч. 1", "342 1"),
]


@pytest.mark.parametrize("lang", [tag for tag, _ in languages()])
def test_why_two_values_are_one_is_told_in_every_language_of_the_app(lang):
    told = [because(one, wording(lang)) for name, a, b in SAME for one in why_same(name, a, b)]
    assert len(told) > 5
    assert [str(one.words) for one in told if one.lang] == []
