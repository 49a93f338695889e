"""What the law says is told in the language of the page: sentences, facts, rules, penalties, and what was assumed."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

import habeas.law
from habeas.law.ask import answer
from habeas.law.case import TYPES, case_of
from habeas.law.country import country
from habeas.law.errors import LawError
from habeas.law.span import Span, shifted
from habeas.packs.loader import load, names
from habeas.workflows.law_words import answer_words, fact_words, law_words, rule_words, sentence

LANGUAGES = [name.removesuffix(".yml") for name in names("words/law", ".yml")]
COUNTRIES = ("by", "ru", "ua")
ROOM = Path(habeas.law.__file__).parent
WORD = re.compile(r"\b(?:the|of|is|not|and|until|years?|unknown|imprisonment)\b")


def own(lang):
    return load(f"words/law/{lang}.yml").data


def gaps(text):
    return set(re.findall(r"\{(\w+)\}", text))


NAMED = {  # by function: which of its arguments names the sentence, and the family of its rule
    "said": (0, "said."),
    "assumed": (0, "assumed."),
    "uncounted": (0, "said."),
    "ends": (2, "said."),
    "_nothing": (1, "said."),
    "_unknown": (1, "said.charge."),
    "_because": (1, "said.charge."),
}


def named():
    """The rules of the sentences that the law room can say, as its code names them."""
    for file in ROOM.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in NAMED:
                at, family = NAMED[call.func.id]
                name = call.args[at]
                if isinstance(name, ast.Constant):
                    yield f"law.{family}{name.value}"
                    if call.func.id == "ends":
                        yield f"law.{family}{name.value}-open"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_of_the_law_room_has_words_with_the_same_gaps(lang):
    english, told = own("en"), own(lang)
    assert set(named()) > {
        "law.said.longer",
        "law.said.term-open",
        "law.said.charge.life",
        "law.assumed.gravity",
    }
    assert set(named()) - set(told["reasons"]) == set()
    for group in ("reasons", "punishments", "kinds", "regimes"):
        assert set(told[group]) == set(english[group])
        for key, text in told[group].items():
            assert gaps(text) == gaps(english[group][key]), key
    assert {key: gaps(text) for key, text in told["law"]["penalty"].items()} == {
        key: gaps(text) for key, text in english["law"]["penalty"].items()
    }
    assert all(
        law_words(lang).knows("law.facts", one) or law_words(lang).knows("claim_types", one) for one in TYPES
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_and_punishment_is_told(lang):
    words = law_words(lang)
    for row in (row for code in COUNTRIES for row in country(code).penalties):
        assert lang in row.titles
        assert not row.others or words.knows("punishments", row.others), row.others


CASES = [
    ("by", "release", "detention 2025-03-02; sentence 2025-09-02 term=P2Y6M regime=general"),
    ("by", "release", "detention 2025-03-02"),
    ("by", "exposure", "charge 2026-03-02 article=361-4"),
    ("by", "exposure", "charge 2026-03 article=999; charge 2026-03 article=342_9; charge 2001 article=361-4_1"),
    ("ru", "exposure", "charge 2026-03-02 article=205_2; charge 2026-03-02 article=280.3_1"),
    ("ua", "custody_limit", "custody 2025-03-02 until=2025-05-01"),
    ("by", "custody_end", "custody 2025-03-02"),
    ("ru", "custody_end", "custody 2025-03-02; custody_extension 2025-04-30"),
    ("by", "arrests", "sentence 2026-03-02 term=P15D kind=administrative_arrest; sentence 2026-03-16 kind=administrative"),
    ("by", "appeal", "sentence 2026-11-15 term=P2Y6M kind=open_type"),
]  # fmt: skip


def asked(code, question, told):
    """The answer of one row of CASES."""
    rows = []
    for line in told.split("; "):
        kind, day, *fields = line.split()
        own = dict(one.split("=") for one in fields)
        if "article" in own:
            own["article"] = own["article"].replace("_", " ")
        rows.append({"type": kind, "date": day} | own)
    case = {"country": code, "question": question, "as_of": "2026-11-20", "claims": rows}
    return answer(case_of(case), country(code))


@pytest.mark.parametrize("lang", [one for one in LANGUAGES if one != "en"])
def test_no_english_is_left_in_an_answer(lang):
    words = law_words(lang)
    for found in (asked(*row) for row in CASES):
        lines = [
            *answer_words(found, words),
            *(rule_words(rule, found, words) for rule in found.rules),
            *(sentence(one, words) for one in (*found.assumptions, *(v.said for v in found.variants))),
        ]
        assert [str(one.words) for one in lines if one.lang] == []
        text = [*(str(one.words) for one in lines), *(str(fact_words(fact, words)) for fact in found.facts)]
        assert [line for line in text if WORD.search(line) or "<span lang" in line] == []


REFUSED = [  # facts that make no sense to the law, and what of them the sentence has to name
    ("by", "release", "detention 9998-12-30; sentence 9998-12-31 term=P999Y", "law.refused.term", "9998"),
    ("by", "arrests", "sentence 9999-12-31 term=P1D kind=administrative_arrest", "law.refused.term", "9999"),
    ("by", "release", "detention 2025-03-02; sentence 2025-09-02 term=3", "law.refused.length", "3"),
]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("row", REFUSED)
def test_why_the_law_cannot_be_asked_is_told_in_the_language_of_the_page(row, lang):
    *case, rule, named = row
    with pytest.raises(LawError) as error:
        asked(*case)
    told = sentence(error.value.reason, law_words(lang))
    assert error.value.reason.rule == rule
    assert (told.lang, named in told.words, "{" in told.words) == (None, True, False)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("count", "rule", "named"),
    [
        (lambda: Span(date(2026, 5, 3), date(2025, 5, 3)), "law.refused.backwards", {"2026", "2025"}),
        (lambda: shifted(date(9999, 12, 31), 1), "law.refused.calendar", {"9999"}),
    ],
)
def test_so_are_days_that_cannot_be(count, rule, named, lang):
    with pytest.raises(LawError) as error:
        count()
    told = sentence(error.value.reason, law_words(lang))
    assert (error.value.reason.rule, told.lang) == (rule, None)
    assert all(one in told.words for one in named)
