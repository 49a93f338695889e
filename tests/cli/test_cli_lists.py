"""`habeas import`, `export`, `compare` as typed: answers by their schemas, refusals that take nothing with them."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from habeas.app.main import main

ROOT = Path(__file__).parents[2]
LIST = ROOT / "tests" / "sources" / "examples" / "list.xlsx"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)

    def one(*words, status=0):
        assert main([str(word) for word in words]) == status
        return capsys.readouterr()

    return one


def check(name, answer):
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(answer)
    assert set(answer) == set(schema["properties"])


def test_a_dry_run_needs_no_workspace_and_a_refused_file_takes_no_other_with_it(run, tmp_path):
    (tmp_path / "cut.xlsx").write_bytes(LIST.read_bytes()[:2_000])
    told = run("import", tmp_path / "cut.xlsx", LIST, "--dry-run", "--json", status=1)
    answer = json.loads(told.out)
    check("import", answer)
    assert "cut.xlsx" in told.err
    assert "Hidden rows in the file: 1" in told.err
    rows = {row["name"]: row for row in answer["rows"] if row["sheet"] == "Спіс"}
    assert rows["Рудзько Алена"]["fields"]["articles"] == ["342 1", "130"]
    assert rows["Лазавік Пятро"]["fields"]["arrested"] == "2021-09-01"
    assert rows["Кірмаш Вольга"]["fields"]["facility"] == "СІЗА-1"
    assert list(tmp_path.iterdir()) == [tmp_path / "cut.xlsx"], "nothing was kept"


def test_a_mapping_is_written_changed_and_obeyed(run, tmp_path):
    kept = tmp_path / "list.yml"
    run("import", LIST, "--dry-run", "--json", "--write-mapping", kept)
    kept.write_text(kept.read_text(encoding="utf-8").replace("D: arrested", "D: sentenced"), encoding="utf-8")
    answer = json.loads(run("import", LIST, "--dry-run", "--json", "--mapping", kept).out)
    fields = answer["rows"][0]["fields"]
    assert (fields["arrested"], fields["sentenced"]) == (None, "2022-03-15")


def test_in_out_and_compared(run, tmp_path, monkeypatch):
    run("init", tmp_path / "ws")
    monkeypatch.chdir(tmp_path / "ws")
    done = json.loads(run("import", LIST, "--own-record", "--published", "2026-11-01", "--json").out)
    check("imported", done)
    assert done["accepted"] > 5
    out = tmp_path / "a-ONLY-FOR-US.xlsx"
    run("export", out)
    assert json.loads(run("import", out, "--json").out)["status"] == "unchanged"
    check("compare", json.loads(run("compare", LIST, "--json").out))
    assert "Taken back" in run("import", "--undo", done["list"][:10]).out
    run("export", tmp_path / "list.xlsx", status=1)
    run("import", status=2)
