"""A newer reader makes another text of a report: what was accepted keeps its passage, and what moved is said."""

import hashlib
from dataclasses import replace

import pytest
from workflows_house import TODAY

from habeas.cli.building import passage_lines
from habeas.fetch.child import LimitedReader
from habeas.workflows.rebuild import rebuild


@pytest.fixture
def newer(monkeypatch):
    """Make the reader of the next version: what it makes of a text is given."""

    def reader(change):
        class Newer(LimitedReader):
            def read(self, name, data):
                texts = [(one, change(one.text)) for one in super().read(name, data)]
                return tuple(
                    replace(
                        one, text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest(), reader="txt/99"
                    )
                    for one, text in texts
                )

        monkeypatch.setattr("habeas.workflows.rebuild.LimitedReader", Newer)

    return reader


def passages(house):
    held = house.hold().held.statements
    return [one for statement in held for one in statement.evidence]


def test_passages_hold_in_the_text_they_point_to_and_it_is_said_where_they_stand_now(make, newer):
    house = make()
    house.accepted_verdict()
    before = house.hold()
    newer(lambda text: "ARCHIVE\n\n" + text.replace("district court", "district\ncourt"))
    made = rebuild(house.workspace, today=TODAY)
    [report] = made.holding.reports.values()
    assert report.document.reader == "txt/99" and report.document.text.startswith("ARCHIVE")
    for one in passages(house):
        assert house.workspace.text(one.text_sha256)[one.start : one.end] == one.text
        assert one.text_sha256 != report.document.text_sha256
    assert len(made.passages) == len(passages(house)) > 1
    for moved in made.passages:
        sha256, start, end = moved.now
        assert sha256 == report.document.text_sha256
        assert report.document.text[start:end].split() == moved.evidence.text.split()
    assert made.holding.register.digest == before.register.digest
    assert {s.type for s in report.open.statements} == {
        s.type for r in before.reports.values() for s in r.open.statements
    }, "what was settled is not asked again"
    [line] = passage_lines(made.passages)
    assert "rest on an earlier text" in line and f"; {len(made.passages)} stand in the newer one too" in line


def test_what_the_newer_text_does_not_have_is_named(make, newer):
    house = make()
    house.accepted_verdict()
    newer(lambda text: text.replace("Maryna Zialonka", "Maryna Zelenka"))
    made = rebuild(house.workspace, today=TODAY)
    assert made.passages and all(one.now is None for one in made.passages)
    assert made.holding.held.statements
    assert "does not stand in the newer text" in passage_lines(made.passages)[1]


def test_without_a_newer_reader_nothing_is_said(make):
    house = make()
    house.accepted_verdict()
    assert passage_lines(rebuild(house.workspace, today=TODAY).passages) == []
