"""The measurement of taking in: a few of each kind come in whole, a second time changes nothing, and what is missing is said."""

from pathlib import Path

from habeas.bench.ingest import measure, table
from habeas.store.setup import configure


def test_a_few_of_each_are_taken_in_and_told(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    configure()
    found, missing = measure(4, 6, 60, Path("/bin/false"))
    told = {one.what.strip(): one.remark for one in found}
    assert told["pages: captured, read, claims"] == told["as many more"] == "2 added"
    assert told["rows of a spreadsheet, as own record"] == "24 statements accepted, 0 questions"
    assert next(one.remark for one in found if "again" in one.what) == "0 changes"
    assert told["messages of a Telegram export"].startswith("added, 60 messages")
    assert [one.remark for one in found][-1].startswith("known, 60 messages")
    assert "not measured" in missing[0] and missing[0] in table(found, missing)
