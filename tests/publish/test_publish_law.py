"""No day that follows from law reaches an output: a public one needs rules that a lawyer has checked, and our consent."""

import ast
from datetime import date
from pathlib import Path

from publish_lane import Writer, some_id

import habeas.publish
from habeas.publish.build import edition_of, files_of
from habeas.publish.dates import day_words
from habeas.publish.settings import SiteSettings
from habeas.publish.words import words_of
from habeas.register.legal import legal_file, may_be_public

ROOM = Path(habeas.publish.__file__).parent
COUNTING = ("habeas.law", "habeas.register.legal", "habeas.register.due", "habeas.register.jurisdiction")
LANGUAGES = ("en", "be", "ru", "uk", "pl", "de")
TODAY = date(2026, 6, 1)


def test_no_file_of_this_room_can_ask_the_law():
    for file in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not [name for name in names if name.startswith(COUNTING)], file.name


def in_custody(writer):
    person = writer.person("Zośka Padlipskaja")
    source = writer.source("Viestacka")
    writer.say("identity", person, source, "Zośka Padlipskaja", name="Zośka Padlipskaja")
    writer.say(
        "custody", person, source, "in custody since 24 March under Article 342", date="2026-03-24",
        article="342 1", court="Uzhorsk District Court", country="BY",
    )  # fmt: skip
    writer.say(
        "sentence", some_id("Zośka Padlipskaja"), source, "sentenced to three years", date="2026-05-05", term="P3Y",
        article="342 1",
    )  # fmt: skip


def test_what_the_law_says_of_a_public_case_is_in_no_output_today():
    writer = Writer("real")
    in_custody(writer)
    edition = edition_of(writer.lane, SiteSettings(), today=TODAY, version="0.1.0", languages=LANGUAGES)
    (record,) = edition.register.people
    found = legal_file(record, today=TODAY, law="by")
    days = {
        day
        for one in found.answers
        for day in (one.answer.span.first, one.answer.span.last)
        if day and day.isoformat() not in ("2026-03-24", "2026-05-05", TODAY.isoformat())
    }
    assert days, "the law has a day to tell, or this test says nothing"
    assert not any(may_be_public(one, record.id, frozenset()) for one in found.answers)
    made = files_of(edition)
    told = {
        form.encode()
        for day in days
        for form in (
            day.isoformat(),
            f"{day:%Y%m%d}",
            *(str(day_words(day, words_of(lang))) for lang in LANGUAGES),
        )
    }
    for path, data in made.items():
        if not path.endswith((".woff2", ".xlsx")):
            assert not [form for form in told if form in data], path
