"""The words of the app: the same in every language, none missing, none left over."""

import re
from pathlib import Path

import pytest

import habeas.web
from habeas.packs.loader import load, names
from habeas.web.queue import KEYS
from habeas.web.wording import languages, wording

LANGUAGES = [name.removesuffix(".yml") for name in names("words/app", ".yml")]
ROOM = Path(habeas.web.__file__).parent
PLURALS = {
    "en": {"one", "other"},
    "be": {"one", "few", "many", "other"},
    "ru": {"one", "few", "many", "other"},
    "uk": {"one", "few", "many", "other"},
    "pl": {"one", "few", "many", "other"},
    "de": {"one", "other"},
}
GROUPS = {
    "languages",
    "list_fields",
    "near",
    "companions",
    "reasons",
    "place_kinds",
    "stopped_kinds",
}  # looked up by a term of the data
FRAME = {"lang", "native", "locale", "alphabet", "name_order"}


def flat(words, path=()):
    for key, value in words.items():
        if isinstance(value, dict) and not set(value) <= {"one", "few", "many", "other"}:
            yield from flat(value, (*path, str(key)))
        else:
            yield ".".join((*path, str(key))), value


def words_of(lang):
    return dict(flat(load(f"words/app/{lang}.yml").data))


def test_english_comes_first():
    assert [tag for tag, _ in languages()] == ["en", "be", "de", "pl", "ru", "uk"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_sentences_with_the_same_gaps(lang):
    english, own = words_of("en"), words_of(lang)
    assert set(own) == set(english)
    for key, value in own.items():
        if isinstance(value, dict):
            assert set(value) == PLURALS[lang], key
            for form in value.values():
                assert gaps(form) == gaps(english[key]["other"]), key
        elif isinstance(value, str):
            assert gaps(value) == gaps(english[key]), key
            assert value.strip() == value


def gaps(sentence):
    return set(re.findall(r"\{(\w+)\}", sentence))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_hold_no_markup_no_shouting_and_no_praise(lang):
    for key, value in words_of(lang).items():
        for sentence in value.values() if isinstance(value, dict) else [value]:
            if isinstance(sentence, str) and key not in FRAME:
                assert not re.search(r"[<>&!]", sentence), key
                assert not re.search(
                    r"\b(please|successfully|калі ласка|паспяхова|пожалуйста|успешно)\b", sentence.lower()
                ), key


def used_keys():
    """Every key that a template or a module names, and the beginnings of those that it puts together."""
    whole, begun = set(), set()
    for file in [*ROOM.glob("*.py"), *(ROOM / "templates").glob("*.html")]:
        text = file.read_text(encoding="utf-8")
        for key in re.findall(r"""\b(?:w|s|words)\.(?:text|count)\(\s*f?["']([\w.]+)["'](?!\s*~)""", text):
            whole.add(key)
        begun |= set(re.findall(r"""\b(?:w|s|words)\.(?:text|count)\(\s*["']([\w.]+)["']\s*~""", text))
        begun |= set(re.findall(r"""\b(?:w|s|words)\.(?:text|count)\(\s*f["']([\w.]+)\{""", text))
        whole |= set(re.findall(r"""notice\(request, ["']([\w.]+)["']\)""", text))
    return whole, tuple(begun)


def test_no_sentence_is_missing_or_left_over():
    whole, begun = used_keys()
    known = {key for key in words_of("en") if key.split(".")[0] not in GROUPS | FRAME}
    site = {key for key in whole if key.startswith(("site.", "dates.", "units.", "values."))}
    assert whole - site - known == set()
    assert {key for key in known if key not in whole and not key.startswith(begun)} == set()


def test_every_group_of_the_queue_has_a_heading():
    assert {f"queue.reasons.{key}" for key in KEYS.values()} <= set(words_of("en"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_speaks_the_language_that_was_chosen(visitor, report, lang):
    visitor.get("/people/")
    visitor.press(str(wording("en").w.text("nav.change")), lang=lang)
    w = wording(lang).w
    for address, title in (("/", "queue.title"), ("/people/", "people.title"), ("/note/", "note.title")):
        page = visitor.get(address)
        assert page.css_first("html").attributes["lang"] == lang
        assert visitor.all("h1") == [str(w.text(title))]
    visitor.get(report)
    assert visitor.status == 200
    assert (
        str(w.text("report.accept")) in visitor.all("button")[1]
        or str(w.text("report.accept")) in visitor.text
    )


def test_the_browsers_language_is_taken_until_another_is_chosen(stranger):
    stranger.client.cookies.clear()
    for asked, lang in (
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru"),
        ("cs, be;q=0.5", "be"),
        ("fr", "en"),
        ("", "en"),
        (";;,x", "en"),
    ):
        answer = stranger.client.get("/sign-in/", headers={"accept-language": asked})
        assert f'<html lang="{lang}">' in answer.content.decode(), asked
