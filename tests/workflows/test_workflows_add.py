"""Reports come in: added once, known again, refused alone; what is told of them later is added to the record."""

import pytest
from workflows_house import NOON, VERDICT, VERDICT_TOO, YARD, About

from habeas.claims.reader_version import reader_version
from habeas.model.statement import State
from habeas.store.errors import StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.add import add
from habeas.workflows.reports import forget
from habeas.workflows.verify import verify


def test_a_report_is_captured_read_and_proposed_and_nothing_is_decided(house):
    taken = house.add(VERDICT, "verdict.txt", About("2026-05-13", "Uzhorsk Courier", "https://example.org/1"))
    assert (taken.status, taken.people, taken.claims) == ("added", 1, 1)
    [entry] = [e for e in house.workspace.private().entries if e.kind == "capture"]
    told = {name: entry.text(name) for name in ("published", "publisher", "url")}
    assert told == {"published": "2026-05-13", "publisher": "Uzhorsk Courier", "url": "https://example.org/1"}
    assert "verdict.txt" not in str(entry.fields), "the name of the file is no part of the record"
    [report] = house.hold().reports.values()
    assert (report.document.text, report.name, report.published) == (VERDICT, "verdict.txt", "2026-05-13")
    assert house.workspace.blob(report.capture.sha256) == VERDICT.encode()
    assert {s.state for s in house.hold().statements.values()} == {State.PROPOSED}
    assert verify(house.workspace, now=NOON).ok


def test_the_same_bytes_are_known_under_any_name(house):
    house.add(VERDICT, "verdict.txt", About("2026-05-13"))
    before = house.workspace.private().entries
    again = house.add(VERDICT, "copy.txt")
    assert again.status == "known"
    assert again.documents[0].text == VERDICT
    assert house.workspace.private().entries == before


def test_what_is_told_of_a_known_report_is_added_and_resolves_its_dates(house):
    house.add("On 22 March police detained Maryna Zialonka in Uzhorsk.\n")
    assert house.the("detention").fields["date"][0].value == "XXXX-03-22"
    assert house.person("Maryna Zialonka").held_as_of is None
    accepted = house.accept("detention")
    taken = house.add("On 22 March police detained Maryna Zialonka in Uzhorsk.\n", about=About("2026-03-24"))
    assert taken.status == "known"
    assert taken.documents[0].published == "2026-03-24"
    claim = house.hold().statements[accepted]
    assert claim.fields["date"][0].value == "2026-03-22"
    assert claim.fields["date"][0].reason is not None
    before = house.workspace.private().entries
    house.add("On 22 March police detained Maryna Zialonka in Uzhorsk.\n", about=About("2026-03-24"))
    assert house.workspace.private().entries == before, "told twice, it is noted once"


def test_one_bad_file_takes_no_other_with_it(house):
    files = [house.file(name, text) for name, text in (("a.txt", VERDICT), ("b.txt", ""), ("c.txt", YARD))]
    taken = list(add(house.workspace, files, now=NOON))
    assert [one.status for one in taken] == ["added", "refused", "added"]
    assert taken[1].reason
    assert len(house.hold().reports) == 2


def test_what_the_record_refuses_is_refused_as_one_file(house):
    """A turned-round name of a publisher hides what it says: the record takes none."""
    taken = house.add(VERDICT, about=About(publisher="Courier\u202emoc.live"))
    assert taken.status == "refused"
    assert house.workspace.documents() == ()
    assert house.add(VERDICT).status == "added"


def test_copies_of_one_text_count_as_one_origin(house):
    """The same post travels through two sites: two reports, one origin."""
    for number, publisher in enumerate(("Uzhorsk Courier", "Weekly Lantern")):
        house.add(VERDICT + "\n" * (number + 1), f"{number}.txt", About("2026-05-13", publisher))
    [term] = [b for b in house.person("Maryna Zialonka").beliefs if b.property == "term"]
    assert (term.reports, term.origins) == (2, 1)


def test_contradictions_stand_side_by_side(house):
    house.told_of_the_verdict()
    house.add(VERDICT_TOO, "too.txt", About("2026-05-14", "Weekly Lantern"))
    [term] = [b for b in house.person("Maryna Zialonka").beliefs if b.property == "term"]
    assert {term.value, *(rival.value for rival in term.rivals)} == {"P3Y prison", "P4Y prison"}


def test_readings_that_were_kept_are_not_made_again(house, monkeypatch):
    house.told_of_the_verdict()
    first = house.hold()
    monkeypatch.setattr("habeas.workflows.reports.read", lambda *_, **__: pytest.fail("read again"))
    assert house.hold().statements == first.statements
    forget(house.workspace)
    assert house.hold().statements == first.statements, "what the workspace keeps is enough"


def test_whoever_stops_in_the_middle_keeps_what_was_read(house):
    files = [house.file(name, text) for name, text in (("a.txt", VERDICT), ("b.txt", YARD))]
    coming = add(house.workspace, files, now=NOON)
    [document] = next(coming).documents
    coming.close()
    assert house.workspace.reading(document.text_sha256, reader_version(), None) is not None
    assert [one.status for one in add(house.workspace, files, now=NOON)] == ["known", "added"]


def test_two_reports_with_the_very_same_text_are_two_reports(house):
    """Saved with and without a byte-order mark: other bytes, the same text."""
    house.add(VERDICT, "one.txt", About("2026-05-13", "Uzhorsk Courier"))
    house.add("\ufeff" + VERDICT, "two.txt", About("2026-05-13", "Weekly Lantern"))
    reports = house.hold().reports
    assert len(reports) == 2
    assert {report.id for report in reports.values()} == set(reports)
    [term] = [b for b in house.person("Maryna Zialonka").beliefs if b.property == "term"]
    assert (term.reports, term.origins) == (2, 1)


def test_looking_writes_nothing(house):
    """Who only looks holds up nobody who writes."""
    house.told_of_the_verdict()
    house.hold()
    with Workspace.open(house.workspace.folder) as other, other.transaction():
        assert house.hold().reports


def test_a_demonstration_never_connects(tmp_path):
    with (
        Workspace.create(tmp_path / "demo", mode="demo") as workspace,
        pytest.raises(StoreError, match="never connects"),
    ):
        list(add(workspace, ["https://example.org/1"], now=NOON, allow_network=True))


def test_an_address_is_not_fetched_without_leave(house):
    [taken] = add(house.workspace, ["https://example.org/1"], now=NOON)
    assert taken.status == "refused"
