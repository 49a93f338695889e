"""Feeds in old encodings say the same words; one that defines its own XML is refused in any of them."""

import pytest

from habeas.sources.errors import SourceError
from habeas.sources.read import read_bytes

WORDS = "Затримали Петра Лазовика"
FEED = (
    '<?xml version="1.0" encoding="{}"?>{}<rss version="2.0"><channel><title>Вісник</title>'
    "<item><title>Вісті</title><description>{}</description></item></channel></rss>"
)
HARM = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-u", "utf-16"])
def test_letters_of_any_encoding(encoding: str) -> None:
    [document] = read_bytes("news.rss", FEED.format(encoding, "", WORDS).encode(encoding))
    assert document.reader == "feed/1"
    assert document.text.split("\n\n") == ["Вісті", WORDS]
    assert document.publisher == "Вісник"


def test_letters_of_which_the_larger_half_comes_first() -> None:
    data = b"\xfe\xff" + FEED.format("utf-16", "", WORDS).encode("utf-16-be")
    assert WORDS in read_bytes("news.rss", data)[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_a_feed_that_defines_its_own_xml_is_refused(encoding: str) -> None:
    with pytest.raises(SourceError, match="defines its own XML"):
        read_bytes("news.rss", FEED.format(encoding, HARM, "&b;").encode(encoding))
