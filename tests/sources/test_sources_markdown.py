"""Markdown: the marks go, the words stay, nothing is added or moved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.sources.errors import SourceError
from habeas.sources.formats.md import read
from habeas.sources.markdown import words_of


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("# Title #\nText", "Title\nText"),
        ("Title\n=====\nText", "Title\nText"),
        ("**bold** and *soft* and ***both***", "bold and soft and both"),
        ("__bold__ and _soft_", "bold and soft"),
        ("**bold *soft***", "bold soft"),
        ("5 * 3 * 2 and file_name_here", "5 * 3 * 2 and file_name_here"),
        ("~~gone~~ ~10 people", "gone ~10 people"),
        ("a `code *kept*` b", "a code *kept* b"),
        (r"\*not soft\* 100\%", "*not soft* 100%"),
        ("[words](https://example.org/a_(b)) [more](<x> 'title')", "words more"),
        ("[![photo](a.png)](https://example.org)", "photo"),
        ("[by name][1]\n\n[1]: https://example.org", "by name\n\n"),
        ("“[...] he said”", "“[...] he said”"),
        ("> > quoted\n> again", "quoted\nagain"),
        ("- one\n* two\n+ three\n1. four", "one\ntwo\nthree\n1. four"),
        ("- [ ] open\n- [x] done", "open\ndone"),
        ("a\n\n---\n\nb", "a\n\n\nb"),
        ("```\n# code\n```\nafter", "# code\nafter"),
        ("before<!-- hidden\nlines -->after", "beforeafter"),
        ("before<!-- never closed", "before<!-- never closed"),
        ("line\\\nnext\r\n**x**\r\n", "line\nnext\r\nx\r\n"),
        ("-5 degrees, #hashtag, 2026-03-22", "-5 degrees, #hashtag, 2026-03-22"),
    ],
)
def test_marks_go_and_words_stay(marked: str, words: str) -> None:
    assert words_of(marked) == words


PIECES = [*"ab ўі1\n\r#*_-`>[]()!<~\\|:=.", "**", "](", "```", "<!--", "-->"]


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_what_remains_is_the_text_less_some_characters(marked: str) -> None:
    rest = iter(marked)
    assert all(character in rest for character in words_of(marked)), "something was added or moved"


@given(st.text(alphabet="abcў \n", max_size=200))
def test_text_without_marks_is_untouched(plain: str) -> None:
    assert words_of(plain) == plain.lstrip("\n")


@pytest.mark.parametrize(
    "unit", ["[", "](", "*", "**a", "`", "<!--", "![", "> ", "_a", "\\", "[a][", "(", "|---", "- "]
)
def test_hostile_repetition_is_read_in_its_stride(unit: str) -> None:
    try:
        read((unit * 60_000 + " end").encode(), "a.md")
    except SourceError as error:
        assert "no text" in str(error)


def test_front_matter_states_title_and_dates() -> None:
    front = "---\ntitle: 'Two lines'\ndate: 2026-03-22\nlastmod: 2026-03-23T10:00:00Z\nlist:\n  date: 2020-01-01\n---\n# Other\nText"
    (document,) = read(front.encode(), "a.md")
    assert (document.title, document.published, document.edited) == (
        "Two lines",
        "2026-03-22",
        "2026-03-23T10:00:00Z",
    )
    assert document.text == "Other\nText"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    (document,) = read(b"---\nHeld: nobody\n", "a.md")
    assert document.text == "Held: nobody\n" and document.published is None
