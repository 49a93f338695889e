"""Laws that hold for any text: reading never fails, quotes are exact, the same text gives the same reading."""

from __future__ import annotations

import os
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.claims.as_json import extract_json
from habeas.claims.quote_check import is_true, spans_of
from habeas.claims.read import read
from habeas.model.reading import Reading

WORDS = st.sampled_from(
    [
        "Anna",
        "Ivan",
        "Kavalenka",
        "Žyvulka",
        "was",
        "arrested",
        "detained",
        "sentenced",
        "to",
        "five",
        "10",
        "-",
        "15",
        "days",
        "years",
        "in",
        "Minsk",
        "on",
        "March",
        "22",
        "this",
        "year",
        ",",
        ".",
        ";",
        ":",
        "(",
        ")",
        "—",
        "«",
        "»",
        "“",
        "”",
        "\n",
        "\n\n",
        "2020",
        "article",
        "130",
        "part",
        "1",
        "of",
        "the",
        "court",
        "judge",
        "her",
        "his",
        "they",
        "two",
        "most",
        "of",
        "them",
        "said",
        "according",
        "to",
        "police",
        "who",
        "and",
        "for",
        "until",
        "late",
        "August",
        "No.",
        "colony",
        "fined",
        "500",
        "euros",
        "not",
        "will",
        "'",
        "'s",
        "Анна",
        "затрымалі",
        "суд",
        "10",
        "сутак",
        "паводле",
        ",",
        "i",
        "361",
        "-",
        "1",
        "%",
    ]
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
WORDY = st.lists(WORDS, max_size=60).map(" ".join)


def _exact(text: str, reading: Reading) -> bool:
    spans = [span for claim in reading.claims for span in spans_of(claim)]
    spans += [span for person in reading.people for span in person.mentions]
    spans += [group.passage for group in reading.groups] + [body.passage for body in reading.support]
    spans += [one.passage for one in reading.rejected]
    return all(is_true(text, span) for span in spans)


@given(ANY_TEXT, st.sampled_from([None, "2022-03-20", "2022", "unknown", "never", "2022-02-30"]))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_without_an_error_and_with_exact_quotes(text: str, published: str | None) -> None:
    assert _exact(text, read(text, published=published))


@given(WORDY, st.sampled_from([None, "2022-03-20"]))
@settings(max_examples=250, deadline=None)
def test_any_row_of_report_words_is_read_with_exact_quotes(text: str, published: str | None) -> None:
    reading = read(text, published=published)
    assert _exact(text, reading)
    ids = {person.id for person in reading.people} | {group.id for group in reading.groups}
    assert all(set(claim.subjects) <= ids and claim.subjects for claim in reading.claims)
    subjects = {one for claim in reading.claims for one in claim.subjects}
    assert {person.id for person in reading.people if person.role == "subject"} == subjects - {
        g.id for g in reading.groups
    }


@given(WORDY)
@settings(max_examples=40, deadline=None)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert extract_json(read(text)) == extract_json(read(text))


MANY = (
    "Анатолия Вербу арестовали 3 мая. Людмилу Чернышёву задержали дома. Виталия Головина отпустили. Ирину Вербу оштрафовали. "
    "Павел Чернышёв находится в СИЗО. Он болен. Сегодня всех пятерых обвинили в экстремизме."
)


def test_another_process_gives_the_same_reading() -> None:
    code = "import json, sys; from habeas.claims.as_json import extract_json; from habeas.claims.read import read; "
    code += "print(json.dumps(extract_json(read(sys.argv[1])), default=str))"
    read_with = {
        subprocess.run(
            [sys.executable, "-c", code, MANY],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in (1, 2, 3)
    }
    assert len(read_with) == 1


def _calls(text: str) -> int:
    """Count the Python calls that reading a text takes: a measure of work that needs no clock."""
    count = 0

    def note(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


def test_work_grows_with_the_length_of_the_text_not_faster() -> None:
    piece = (
        "On March 22, police arrested Anna Kavalenka and Ivan Žyvulka in Minsk; both got 10 days of arrest. "
    )
    read(piece)
    short, long = ("\n\n".join([piece * 4] * times) for times in (5, 40))
    assert _calls(long) < 8 * _calls(short) * 1.3
