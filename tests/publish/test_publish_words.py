"""Every language has every word, every word is used, and every term of the vocabularies has its word."""

import re
from pathlib import Path

import pytest
from babel import Locale

from habeas.packs.loader import PackError, load, names
from habeas.publish.words import Words, words_of

ROOT = Path(__file__).parents[2]
LANGUAGES = [name.removesuffix(".yml") for name in names("words", ".yml")]
GROUPS = ("claim_types", "fields", "status", "states", "kinds", "regimes", "manners", "items", "reasons")


def told(lang):
    """All the words of a language: those of its first file, and those of the further pages."""
    return {**load(f"words/{lang}.yml").data, **load(f"words/pages/{lang}.yml").data}


def leaves(data, path=()):
    """Every sentence by its key; a plural counts as one."""
    if isinstance(data, dict) and not plural(data):
        for key, value in data.items():
            yield from leaves(value, (*path, str(key)))
    else:
        yield ".".join(path), data


def plural(data):
    return isinstance(data, dict) and "other" in data and set(data) <= {"one", "few", "many", "other", "1"}


def sentences(data):
    return data.values() if isinstance(data, dict) else [data]


def wanted(sentence):
    return set(re.findall(r"{(\w+)}", str(sentence)))


def test_all_six_page_languages_are_there():
    assert set(LANGUAGES) >= {"en", "be", "ru"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_all_the_keys_of_english_and_no_other(lang):
    english, other = dict(leaves(told("en"))), dict(leaves(told(lang)))
    assert sorted(english) == sorted(other)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sentence_asks_for_what_english_gives_and_no_more(lang):
    english = dict(leaves(told("en")))
    for key, said in leaves(told(lang)):
        given = {name for sentence in sentences(english[key]) for name in wanted(sentence)}
        assert all(wanted(sentence) <= given for sentence in sentences(said)), key
        lost = given - {name for sentence in sentences(said) for name in wanted(sentence)}
        assert not lost, f"{lang} {key} does not say {lost}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_plural_has_the_forms_of_its_language(lang):
    words = words_of(lang)
    forms = {*Locale.parse(str(words.locale)).plural_form.tags, "other"}
    for key, said in leaves(told(lang)):
        if plural(said):
            assert set(said) - {"1"} == forms, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_plain_text(lang):
    for key, said in leaves(told(lang)):
        for sentence in sentences(said):
            if isinstance(sentence, str):
                assert sentence.strip() == sentence and sentence, key
                assert not re.search(r"[<>&!]|\.\.\.|  ", sentence), key


def test_every_sentence_is_used():
    """Sentences stand in the code under their own key; terms of a vocabulary are looked up by their group."""
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "habeas").rglob("*.py"))
    code += "".join(p.read_text(encoding="utf-8") for p in (ROOT / "habeas/packs/site/templates").iterdir())
    made_up = re.compile(r'"([a-z_.]+\.[a-z_]*)" ~ ([a-z.]+)(?: ~ "([a-z_]+)")?')
    prefixes = {(a, b) for a, _, b in made_up.findall(code)} | {
        (m, "") for m in re.findall(r'f"([a-z.]+\.){', code)
    }
    for key, _ in leaves(told("en")):
        if key.split(".")[0] in (*GROUPS, "lang", "native", "locale", "alphabet", "name_order"):
            continue
        literal = f'"{key}"' in code
        composed = any(key.startswith(a) and key.endswith(b) for a, b in prefixes if a != "site.")
        assert literal or composed, f"nothing says “{key}”"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_of_the_vocabularies_has_a_word(lang):
    words = words_of(lang)
    properties = load("vocabulary/properties.yml").data
    terms = {
        "status": load("vocabulary/status.yml").data["terms"],
        "fields": properties["fields"],
        "claim_types": {*properties["types"], *load("vocabulary/claim_types.yml").data["types"]},
        "kinds": {
            kind.replace(" ", "_")
            for reading in names("languages")
            if "law.yml" in names(f"languages/{reading}")
            for kind in load(f"languages/{reading}/law.yml").data.get("penalties", ())
        },
        "items": {item["key"] for item in load("vocabulary/minimum_register.yml").data["items"]},
    }
    for group, names_ in terms.items():
        for term in names_:
            assert words.knows(group, term), f"{lang}: {group}.{term}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_alphabet_is_lower_case_and_without_repeats(lang):
    alphabet = words_of(lang).alphabet
    assert alphabet == alphabet.lower()
    assert len(set(alphabet)) == len(alphabet)


def test_counts_take_the_right_form():
    be = words_of("be")
    said = [be.count("site.fact.reports", n) for n in (1, 2, 5, 11, 21, 104)]
    assert said == ["1 паведамленне", "2 паведамленні", "5 паведамленняў", "11 паведамленняў", "21 паведамленне", "104 паведамленні"]  # fmt: skip
    assert be.count("site.says.reports", 1, what="x") == "Паводле аднаго паведамлення: x"


def test_what_is_put_into_a_sentence_is_escaped_once():
    english = words_of("en")
    said = english.text("site.says.expected", what="<b>{n}</b>")
    assert said == "Expected: &lt;b&gt;{n}&lt;/b&gt;"
    assert english.text("site.says.expected", what=said) == "Expected: Expected: &lt;b&gt;{n}&lt;/b&gt;"


def test_a_missing_word_is_explained_by_file_and_key():
    from habeas.packs.loader import parse

    words = Words(
        parse(
            "words/xx.yml",
            'lang: xx\nnative: X\nlocale: en\nalphabet: a\nname_order: []\nsite:\n  skip: "{a}"\n',
        )
    )
    with pytest.raises(PackError, match=r"words/xx\.yml, line 6: there are no words for “site\.back”"):
        words.text("site.back")
    with pytest.raises(PackError, match="asks for 'a'"):
        words.text("site.skip")


def test_a_term_of_a_newer_version_is_shown_as_it_is():
    assert words_of("en").term("claim_types", "new_kind") == "new kind"


def test_every_reason_that_is_told_is_given_somewhere():
    rooms = ("register", "identity", "text", "claims")
    code = "".join(
        p.read_text(encoding="utf-8") for room in rooms for p in (ROOT / "habeas" / room).rglob("*.py")
    )
    for rule in load("words/en.yml").data["reasons"]:
        assert f'"{rule}"' in code, f"no rule {rule} fires any more: take its words out"
