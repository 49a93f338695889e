"""A state list or a court calendar is watched: what appears, what is gone and which cells change is told and proposed.

All people, courts and numbers are invented.
"""

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import openpyxl
import pytest
from workflows_house import NOON, TODAY

from habeas.fetch import leave as leave_module
from habeas.workflows import decide
from habeas.workflows.holding import hold
from habeas.workflows.rebuild import rebuild
from habeas.workflows.refused import Refused
from habeas.workflows.watch import look
from habeas.workflows.watch_list import read_watch_list

DAY = 86_400
WANTED = """№;ФИО;Дата рождения;Статья;Статус
1;Рудько Алена Петровна;12.03.1985;361-4;в розыске
2;Лазовик Пётр;01.05.1990;342;в розыске
3;Кирмаш Ольга;07.09.1979;130;в розыске
"""
LATER = """№;ФИО;Дата рождения;Статья;Статус
1;Рудько Алена Петровна;12.03.1985;361-4, 411;в розыске
2;Кирмаш Ольга;07.09.1979;130;в розыске
3;Падлипский Юрась;02.02.1992;368;в розыске
"""
CALENDAR = """<!doctype html><title>Court of Uzhorsk</title><table><caption>Hearings</caption>
<tr><th>Дата</th><th>Время</th><th>Обвиняемый</th><th>Статья</th><th>Судья</th></tr>
<tr><td rowspan="2">{day}</td><td>10:00</td><td>Зелёнка Марина</td><td>130</td><td>Горн П.</td></tr>
<tr><td>12:00</td><td>Лазовик Пётр</td><td>342 ч. 1</td><td>{judge}</td></tr>{more}
</table>"""


class Court(BaseHTTPRequestHandler):
    body = ""

    def do_GET(self):
        data = Court.body.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def court(monkeypatch):
    monkeypatch.setattr(leave_module, "getproxies", dict)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Court)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/calendar"
    server.shutdown()


def watched(tmp_path, place, says="wanted", more=""):
    toml = tmp_path / "habeas.toml"
    toml.write_text(
        f'[watch]\ndirect = true\n[[watch.source]]\nlist = "{place}"\nsays = "{says}"\n'
        f'publisher = "Ministry"\nevery = "1d"\n{more}'
    )
    return read_watch_list(toml)


def looked(house, sources, days=0):
    [one] = look(house.workspace, sources, now=NOON + days * DAY, chance=lambda: 0.5, all_now=True)
    return one


def day(days):
    return datetime.fromtimestamp(NOON + days * DAY, UTC).date().isoformat()


def open_statements(house):
    held = hold(house.workspace, today=TODAY)
    return [s for report in held.reports.values() for s in report.open.statements]


def kinds(house):
    return sorted((s.type, next(iter(s.names.values()))[0]) for s in open_statements(house))


@pytest.fixture
def list_of_wanted(house, tmp_path):
    place = tmp_path / "wanted.csv"
    place.write_text(WANTED, encoding="utf-8")
    return house, place, watched(tmp_path, place)


@pytest.fixture
def house(make):
    """The verbs of watching store settings and captures alone, which other tests try on both databases."""
    return make()


def test_the_first_snapshot_is_kept_and_proposes_nothing(list_of_wanted) -> None:
    house, _, sources = list_of_wanted
    assert "first snapshot (4 rows)" in looked(house, sources).words
    assert open_statements(house) == []
    before = house.workspace.private().entries
    assert looked(house, sources, 1).words == "nothing new."
    assert house.workspace.private().entries == before


def test_what_differs_is_told_row_by_row(list_of_wanted) -> None:
    house, place, sources = list_of_wanted
    looked(house, sources)
    place.write_text(LATER, encoding="utf-8")
    found = looked(house, sources, 3)
    assert found.words == "1 appeared, 1 gone, 1 changed; 1 as before."
    assert [(one.what, one.words) for one in found.told] == [
        ("appeared", "Падлипский Юрась (row 4)"),
        ("gone", "Лазовик Пётр (row 3)"),
        ("changed", "Рудько Алена Петровна (row 2): Статья: 361-4 -> 361-4, 411"),
    ]


def test_differences_are_proposals_that_rest_on_both_snapshots(list_of_wanted) -> None:
    house, place, sources = list_of_wanted
    looked(house, sources)
    place.write_text(LATER, encoding="utf-8")
    looked(house, sources, 3)
    by_name = {next(iter(s.names.values()))[0]: s for s in open_statements(house) if s.type == "wanted"}
    came, gone, changed = (by_name[n] for n in ("Падлипский Юрась", "Лазовик Пётр", "Рудько Алена Петровна"))
    assert [value.value for value in came.fields["date"]] == [f"{day(0)}/{day(3)}"]
    assert [value.value for value in came.fields["article"]] == ["368"]
    assert [value.value for value in gone.fields["until"]] == [f"{day(0)}/{day(3)}"]
    assert [value.value for value in changed.fields["article"]] == ["361-4", "411"]
    for statement, words in ((gone, ("Лазовик", "ФИО")), (changed, ("361-4, 411", "361-4"))):
        assert len({one.capture for one in statement.evidence}) == 2
        for evidence, word in zip(statement.evidence, words, strict=True):
            text = house.workspace.text(evidence.text_sha256)
            assert text[evidence.start : evidence.end] == evidence.text and word in evidence.text
    assert len(came.evidence) == 1


def test_a_difference_is_accepted_with_both_snapshots_in_the_record(list_of_wanted) -> None:
    house, place, sources = list_of_wanted
    looked(house, sources)
    place.write_text(LATER, encoding="utf-8")
    looked(house, sources, 3)
    gone = next(s for s in open_statements(house) if s.type == "wanted" and "until" in s.fields)
    decide.accept(house.workspace, gone.id, house.who())
    [claim] = [
        e for e in house.workspace.private().entries if e.kind == "claim" and e.text("type") == "wanted"
    ]
    assert len({item["capture"] for item in claim.maps("evidence")}) == 2
    assert house.person("Лазовик Пётр").name == "Лазовик Пётр"
    assert gone.id not in {s.id for s in open_statements(house)}


def test_a_list_that_goes_back_to_what_it_was_says_so(list_of_wanted) -> None:
    house, place, sources = list_of_wanted
    for days, text in enumerate((WANTED, LATER, WANTED)):
        place.write_text(text, encoding="utf-8")
        found = looked(house, sources, days)
    assert found.words == "1 appeared, 1 gone, 1 changed; 1 as before."
    names = {name for kind, name in kinds(house) if kind == "wanted"}
    assert names == {"Падлипский Юрась", "Лазовик Пётр", "Рудько Алена Петровна"}


def test_a_court_calendar_is_watched_as_a_page(house, court, tmp_path) -> None:
    sources = watched(tmp_path, court, "hearing")
    Court.body = CALENDAR.format(day="02.12.2026", judge="Горн П.", more="")
    assert "first snapshot" in looked(house, sources).words
    new = "<tr><td>05.12.2026</td><td>9:00</td><td>Кирмаш Ольга</td><td>368</td><td>Вяль А.</td></tr>"
    Court.body = CALENDAR.format(day="02.12.2026", judge="Вяль А.", more=new)
    found = looked(house, sources, 1)
    assert found.words == "1 appeared, 1 changed; 1 as before."
    hearings = {next(iter(s.names.values()))[0]: s for s in open_statements(house) if s.type == "hearing"}
    new, other = hearings["Кирмаш Ольга"], hearings["Лазовик Пётр"]
    assert (new.fields["date"][0].value, new.fields["judge"][0].value) == ("2026-12-05", "Вяль А.")
    assert new.modality == "expected" and other.fields["judge"][0].value == "Вяль А."
    assert other.fields["date"][0].value == "2026-12-02" and len(other.evidence) == 2
    assert all(kind != "charge" for kind, _ in kinds(house))
    capture = house.workspace.blob(new.evidence[0].capture)
    assert capture[:2] == b"\x1f\x8b"  # what is kept is the web archive of its coming


def test_a_spreadsheet_is_watched_and_columns_that_move_are_no_change(house, tmp_path) -> None:
    place = tmp_path / "register.xlsx"
    header, row = ["ФИО", "Дата рождения", "Дата включения"], ["Зелёнка Марина", "1.2.1980", "3.11.2026"]

    def save(columns, *rows):
        book = openpyxl.Workbook()
        for one in ([*header], *rows):
            book.active.append([one[n] for n in columns])
        book.save(place)

    sources = watched(tmp_path, place, "state_listing")
    save((0, 1, 2), row)
    looked(house, sources)
    save((2, 0, 1), row)
    assert looked(house, sources, 1).words == "nothing new: no row changed."
    save((2, 0, 1), row, ["Лазовик Пётр", "5.5.1991", "20.11.2026"])
    assert looked(house, sources, 2).words == "1 appeared; 1 as before."
    [listing] = [s for s in open_statements(house) if s.type == "state_listing"]
    assert [value.value for value in listing.fields["date"]] == [
        "2026-11-20"
    ]  # what the list says stands above what we saw


def test_a_rebuild_reads_snapshots_as_tables_again(house, court, tmp_path) -> None:
    sources = watched(tmp_path, court, "hearing")
    for days, judge in enumerate(("Горн П.", "Вяль А.")):
        Court.body = CALENDAR.format(day="02.12.2026", judge=judge, more="")
        looked(house, sources, days)
    before = kinds(house)
    rebuild(house.workspace, today=TODAY)
    assert before and kinds(house) == before


def test_a_list_that_cannot_be_read_is_asked_later(house, tmp_path) -> None:
    place = tmp_path / "list.xlsx"
    place.write_bytes(b"PK\x03\x04 xl/workbook cut off")
    found = looked(house, watched(tmp_path, place))
    assert found.failed and "broken" in found.words and "Asked again in" in found.words


def test_what_a_list_says_is_one_of_three_things(tmp_path) -> None:
    with pytest.raises(Refused, match="says is one of state_listing, wanted, hearing"):
        watched(tmp_path, "/a.csv", "rumour")
