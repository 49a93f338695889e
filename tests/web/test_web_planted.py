"""Forty planted errors: whatever the program proposes, the words that refute it stand on the screen where it is decided."""

from pathlib import Path

import pytest
import yaml

PLANTED = yaml.safe_load((Path(__file__).parent / "planted.yml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "be", "ru", "uk", "pl")


def rows(lang):
    return [(kind, sentence, words) for kind, by in PLANTED.items() for sentence, words in by.get(lang, ())]


def test_there_are_forty_of_four_kinds():
    assert list(PLANTED) == ["wrong person", "negation", "requested term", "wrong year"]
    assert sum(len(rows(lang)) for lang in LANGUAGES) == 40


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_refuting_words_stand_in_the_quote_beside_the_buttons(visitor, take_in, lang):
    planted = rows(lang)
    report = take_in(f"{lang}.txt", "\n\n".join(one for _, one, _ in planted) + "\n")
    page = visitor.get(report)
    cards = [*page.css(".statement")]
    while (behind := page.css_first("a[rel=next]")) is not None:  # a long report comes in parts
        page = visitor.get(report + behind.attributes["href"])
        cards += page.css(".statement")
    quotes = {}
    for card in cards:
        assert card.css_first(".open form button[value=accept]"), "the quote and the buttons are in one place"
        quotes.setdefault(visitor.words(card.css_first(".open blockquote")), []).append(card)
    unseen = []
    for kind, sentence, words in planted:
        about = [quote for quote in quotes if sentence in quote]
        if not all(words in quote for quote in about):
            unseen.append((kind, sentence, about))
        if not about:
            unseen.append((kind, sentence, "nothing is proposed"))
    assert unseen == []
