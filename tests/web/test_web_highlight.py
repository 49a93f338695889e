"""Cutting a text at the edges of its statements loses nothing and changes nothing."""

from hypothesis import given
from hypothesis import strategies as st

from habeas.web.highlight import MOST_LANES, Mark, paragraphs

TEXT = "On 12 May she was held.\nShe may go free in June."


def said(lines):
    return "\n".join("".join(piece.text for piece in line) for line in lines)


def test_a_text_without_statements_is_its_lines():
    assert [[piece.text for piece in line] for line in paragraphs(TEXT, [])] == [
        [line] for line in TEXT.split("\n")
    ]


def test_overlapping_statements_share_a_piece():
    lines = paragraphs(TEXT, [Mark(1, 3, 22, "accepted", "plain"), Mark(2, 10, 22, "proposed", "hedged")])
    [first, *_] = lines
    assert [(p.text, [m.n for m in p.marks], [m.n for m in p.begins]) for p in first] == [
        ("On ", [], []),
        ("12 May ", [1], [1]),
        ("she was held", [1, 2], [2]),
        (".", [], []),
    ]


def test_a_statement_over_two_lines_begins_once():
    lines = paragraphs(TEXT, [Mark(7, 10, 30, "proposed", "plain")])
    assert [m.n for line in lines for piece in line for m in piece.begins] == [7]
    assert lines[1][0].text == "She ma"


def test_the_third_lane_has_its_number_and_no_line():
    marks = [Mark(n, 0, 10, "proposed", "plain") for n in (1, 2, 3, 4)]
    piece = paragraphs(TEXT, marks)[0][0]
    assert len(piece.shown) == MOST_LANES
    assert [m.n for m in piece.begins] == [1, 2, 3, 4]


texts = st.text(alphabet=st.sampled_from("ab ў\n\u0301😀"), max_size=60)
spans = st.tuples(st.integers(-5, 70), st.integers(-5, 70))


@given(texts, st.lists(spans, max_size=8))
def test_nothing_is_lost_whatever_the_spans(text, rows):
    marks = [Mark(n, start, end, "proposed", "plain") for n, (start, end) in enumerate(rows, 1)]
    lines = paragraphs(text, marks)
    assert said(lines) == text
    at = 0
    for line in lines:
        for piece in line:
            over = {m.n for m in marks if m.start <= at and at + len(piece.text) <= m.end}
            assert {m.n for m in piece.marks} == over
            at += len(piece.text)
        at += 1


@given(texts.filter(lambda text: text.strip("\n")), st.data())
def test_each_statement_with_a_letter_in_the_text_begins_exactly_once(text, data):
    starts = [i for i, char in enumerate(text) if char != "\n"]
    start = data.draw(st.sampled_from(starts))
    end = data.draw(st.integers(start + 1, len(text)))
    lines = paragraphs(text, [Mark(1, start, end, "proposed", "plain")])
    assert [m.n for line in lines for piece in line for m in piece.begins] == [1]
