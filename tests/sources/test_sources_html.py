"""The visible text of pages: as on the screen, nothing dropped, hostile shapes survived."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model.document import Document
from habeas.sources.errors import SourceError
from habeas.sources.formats.html import read


def page(body: str, head: str = "") -> Document:
    (document,) = read(f"<!doctype html><meta charset=utf-8>{head}<body>{body}".encode(), "page.html")
    return document


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>one<p>two", "one\n\ntwo"),
        ("<div>one</div><div>two</div>three", "one\ntwo\nthree"),
        ("<ul><li>one<li>two</ul>after", "one\ntwo\n\nafter"),
        ("a<b>b</b>c <i> d</i> e", "abc d e"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("  many \n\t spaces  ", "many spaces"),
        ("no\u00a0break &amp; entity &lt;b&gt;", "no\u00a0break & entity <b>"),
        ("<p>same</p><p>same</p>", "same\n\nsame"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<table><tr><td><p>a</p><td><div>b</div></table>x", "a\tb\n\nx"),
        ("<table><tr><td><td>b</table>", "b"),
        ("x<table><tr><td></td><td>b</td></tr></table>", "x\n\n\tb"),
        ("<table><tr><td><p>a</p><p>b</p><td>c</table>", "a\n\nb\tc"),
        ("<pre>a\n  b</pre>c", "a\n  b\n\nc"),
        ("<textarea> as\n typed</textarea>", "as\n typed"),
        ("<details><summary>more</summary>inside</details>", "more\ninside"),
        ("<svg><title>icon</title><text>drawn words</text></svg>", "drawn words"),
        ("a<script>x</script><style>y</style><noscript>z</noscript><template>t</template>b", "ab"),
        ("a<span hidden>b</span><i style='visibility: Hidden'>c</i><!-- d -->e", "ae"),
        ("<iframe>f</iframe><audio>g</audio><video>h</video>kept", "kept"),
        ("<span aria-hidden=true>seen all the same</span>", "seen all the same"),
        ("soft\u00adhyphen e\u0301", "soft\u00adhyphen e\u0301"),
        ("<option>a<option>b", "a\nb"),
    ],
)
def test_text_is_what_the_screen_shows(body: str, text: str) -> None:
    assert page(body).text == text


WORDS = st.text(alphabet="абўіźšxyz0123456789", min_size=1, max_size=8)
TAGS = st.sampled_from(["p", "div", "b", "li", "td", "span", "h2", "blockquote", "pre", "section", "a"])


@given(st.lists(st.tuples(TAGS, WORDS, st.booleans()), min_size=1, max_size=30))
def test_no_word_is_lost_doubled_or_moved(pieces: list[tuple[str, str, bool]]) -> None:
    """Whatever the markup does, closed or not, the letters come out in their order."""
    body = "".join(f"<{tag}>{word}{f'</{tag}>' if closed else ''}" for tag, word, closed in pieces)
    assert "".join(page(body).text.split()) == "".join(word for _, word, _ in pieces)


@pytest.mark.parametrize(
    ("head", "published", "moment"),
    [
        (
            "<meta property=article:published_time content=2026-03-22T23:30:00-05:00>",
            "2026-03-22",
            "2026-03-23T04:30:00Z",
        ),
        ("<meta name=DC.date content=2026-03>", "2026-03", None),
        ("<meta name=date content='2026-03-22 10:00'>", "2026-03-22", None),
        ("<meta name=date content='yesterday'>", None, None),
        ("<meta name=date content='2026-13-45'>", None, None),
        ("<meta name=date content='0000-00-00'>", None, None),
        ("<time datetime=2026-03-22>", None, None),
        (
            "<time class='entry-date published' datetime=2026-03-22T10:00Z>",
            "2026-03-22",
            "2026-03-22T10:00:00Z",
        ),
        ("<script type=application/ld+json>{broken</script>", None, None),
        (
            '<script type=application/ld+json>{"@type":"Person","datePublished":"2026-03-22"}</script>',
            None,
            None,
        ),
        (
            '<script type=application/ld+json>[{"@type":"Article","datePublished":"2026-03-22"},'
            '{"@type":"WebPage","datePublished":"2026-03-22T10:00:00+00:00"}]</script>',
            "2026-03-22",
            "2026-03-22T10:00:00Z",
        ),
        (f"<script type=application/ld+json>{'[' * 100_000}datePublished</script>", None, None),
    ],
)
def test_a_date_is_taken_only_where_the_page_says_published(
    head: str, published: str | None, moment: str | None
) -> None:
    document = page("text", head)
    assert (document.published, document.published_at) == (published, moment)
    assert bool(document.notes) == bool(published)


def test_a_date_of_reading_never_comes_from_two_that_differ() -> None:
    head = "<meta name=date content=2026-03-22><meta name=date content=2026-03-23><meta name=pubdate content=2026-04-01>"
    assert page("text", head).published == "2026-04-01"


def test_links_are_web_addresses_once_each() -> None:
    body = "<a href=https://a.example/>1</a><a href=javascript:alert(1)>2</a><a href=/rel>3</a><a href=https://a.example/>4"
    assert page(body).links == ("https://a.example/",)


def test_declared_encoding_is_used() -> None:
    (document,) = read(
        "<meta charset='koi8-u'><p>Ув’язнений Їжакевич".replace("’", "'").encode("koi8-u"), "a.html"
    )
    assert document.text == "Ув'язнений Їжакевич"


def test_a_page_without_words_says_where_they_are() -> None:
    with pytest.raises(SourceError, match=r"no visible text.*script.*Open it in a browser"):
        page("<div id=app></div><script>render()</script><img src=a.png>")


@pytest.mark.parametrize(
    "markup", ["<div>" * 100_000, "<b>" * 60_000, "<ul><li>" * 50_000, "<font a=1>" * 20_000]
)
def test_a_page_nested_to_do_harm_is_refused_at_once(markup: str) -> None:
    with pytest.raises(SourceError, match="inside one another"):
        page(markup + "x")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 4_000 + "deep",
        '<p title="' + "x" * 3_000_000 + '">deep',
        "<p " + " ".join(f"a{n}=1" for n in range(8_000)) + ">deep",
        "<p>" * 30_000 + "deep",
        "<!--" * 50_000 + "-->deep",
        "&amp;" * 50_000 + "deep",
        "<table>" * 3_000 + "deep",
    ],
    ids=["nested", "long attribute", "many attributes", "paragraphs", "comments", "entities", "tables"],
)
def test_strange_pages_are_read(body: str) -> None:
    assert page(body).text.endswith("deep")


PIECES = [*"<>/='\"&;!- abp", "<p", "</", "<!--", "<td>", "<table>", "&#", "\x00"]


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_broken_markup_never_breaks_the_reader(body: str) -> None:
    try:
        page(body)
    except SourceError as error:
        assert str(error).endswith(".")
