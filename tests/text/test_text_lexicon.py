"""The notation of the language packs: each sign by an example, and what cannot be written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.text.lexicon import Lexicon
from habeas.text.patterns import PatternError, parse_pattern, split_patterns
from habeas.text.tokens import tokenize


def found(pattern: str, text: str, endings: str = "") -> list[str]:
    """Return the stretches of ``text`` that one pattern finds."""
    lexicon: Lexicon[str] = Lexicon(endings=frozenset(endings.split()))
    lexicon.add(pattern, "it")
    tokens = tokenize(text)
    return [
        " ".join(token.text for token in tokens[match.first : match.last]) for match in lexicon.find(tokens)
    ]


@pytest.mark.parametrize(
    ("pattern", "text", "wanted"),
    [
        ("taken into custody", "He was taken into custody.", ["taken into custody"]),
        ("taken into custody", "taken, into custody", []),
        ("затрыма*", "Затрымалі, затрыманы", ["Затрымалі", "затрыманы"]),
        ("was/were held", "was held were held are held", ["was held", "were held"]),
        ("(brutally) beaten", "beaten, brutally beaten", ["beaten", "brutally beaten", "beaten"]),
        (
            "travelled (for a visit) to",
            "travelled to, travelled for a visit to, travelled for to",
            ["travelled to", "travelled for a visit to"],
        ),
        ("(under/in guard) held", "under guard held, guard held", ["under guard held", "held", "held"]),
        (
            "was .. arrested",
            "was arrested, was then quickly arrested",
            ["was arrested", "was then quickly arrested"],
        ),
        ("was .. arrested", "was ill, arrested", []),
        ("was .. arrested", "was one two three four arrested", []),
        (
            "freed <> from prison",
            "freed from prison, from prison both were freed",
            ["freed from prison", "from prison both were freed"],
        ),
        ("aged <number>", "aged 38, aged thirty", ["aged 38"]),
        ("May", "May may", ["May"]),
        ("art. <number>", "art. 130", ["art . 130"]),
        (
            "maximum-security/strict prison",
            "maximum-security prison, strict prison",
            ["maximum-security prison", "strict prison"],
        ),
    ],
)
def test_signs(pattern: str, text: str, wanted: list[str]) -> None:
    assert found(pattern, text) == wanted


def test_a_stem_takes_the_case_endings_of_the_language_and_no_others() -> None:
    assert found("суд~", "суд суда судом судимость судья", "а у ом е") == ["суд", "суда", "судом"]


@pytest.mark.parametrize("pattern", ["", "..", "was ..", ".. was", "(maybe)", "/"])
def test_what_cannot_be_written_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        parse_pattern(pattern)


def test_a_comma_inside_brackets_is_told_of_and_not_read_as_another_pattern() -> None:
    for piece in split_patterns("freed (on bail, at home) early"):
        with pytest.raises(PatternError, match="bracket alone"):
            parse_pattern(piece)


def test_words_stand_in_a_list_or_between_commas() -> None:
    assert split_patterns("one, two words ,three") == ["one", "two words", "three"]
    assert split_patterns(["one, two", "three"]) == ["one", "two", "three"]
    assert split_patterns(None) == []
    with pytest.raises(PatternError):
        split_patterns({"one": "two"})


@given(
    st.lists(
        st.sampled_from(["was", "were", "arrested", "detained", ",", ".", "May", "may", "12"]), max_size=30
    ).map(" ".join)
)
def test_every_match_lies_in_the_text_and_begins_where_its_first_word_is(text: str) -> None:
    lexicon: Lexicon[str] = Lexicon()
    for pattern in ("was .. arrested", "May <number>", "was/were (May) detained"):
        lexicon.add(pattern, pattern)
    tokens = tokenize(text)
    for match in lexicon.find(tokens):
        assert 0 <= match.first < match.last <= len(tokens)
        assert tokens[match.first].key in ("was", "were", "may")
