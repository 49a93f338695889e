"""A page that is written once says in each language what it would say had it been written in that language alone."""

import pytest
from markupsafe import Markup
from publish_story import story

from habeas.publish.pages.person import person_page
from habeas.publish.parts import Parts
from habeas.publish.unsaid import Spoken, Unsaid
from habeas.publish.words import words_of

LANGUAGES = ("en", "be", "ru", "uk", "pl", "de")
MARK = "0123456789abcdef" * 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_filled_in_is_what_the_language_says_by_itself(lang):
    edition, words = story(), words_of(lang)
    unsaid = Unsaid(words_of("en"), MARK)
    for record in edition.register.people:
        part = edition.alone(record)
        open_page, page = person_page(part, record, unsaid), person_page(part, record, words)
        for name in ("events", "traits", "recognition", "support"):
            sheet = unsaid.sheet(Parts(unsaid).facts(getattr(open_page, name)))
            assert Spoken(unsaid, words).fill(sheet).decode() == Parts(words).facts(getattr(page, name))


def test_a_text_and_the_same_markup_are_not_taken_for_each_other():
    unsaid = Unsaid(words_of("en"), MARK)
    key = "site.person.place"
    sheet = unsaid.sheet(unsaid.text(key, place="<b>") + "|" + unsaid.text(key, place=Markup("<b>")))
    escaped, markup = Spoken(unsaid, words_of("en")).fill(sheet).decode().split("|")
    assert "&lt;b&gt;" in escaped and "<b>" in markup


def test_a_text_that_looks_like_a_mark_of_another_page_stays_a_text():
    unsaid = Unsaid(words_of("en"), MARK)
    unsaid.text("site.data")
    sheet = unsaid.sheet(f"{MARK[::-1]}0; {unsaid.text('site.data')}")
    said = Spoken(unsaid, words_of("be")).fill(sheet).decode()
    assert said == f"{MARK[::-1]}0; {words_of('be').text('site.data')}"
