"""Erasing: what is gone is gone from every file of the workspace and from the site; the record still verifies."""

import json

import pytest

from habeas.app.main import main

REPORT = (
    "On 12 May 2026 the Uzhorsk court sentenced Maryna Zialonka to three years in prison under article 130.\n"
)
OTHER = "On 14 May 2026 police detained Alena Kavalskaja in Lasnychy.\n"
TODAY = ["--today", "2026-11-20"]


@pytest.fixture
def place(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)

    def run(*words, status=0):
        got = main([str(word) for word in words])
        told = capsys.readouterr()
        assert got == status, told.err + told.out
        return told

    run("init", tmp_path / "ws")
    monkeypatch.chdir(tmp_path / "ws")
    for name, text in (("one", REPORT), ("two", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        run("add", tmp_path / f"{name}.txt", "--published", "2026-05-15", "--publisher", "Uzhorsk Courier")
    return run


def statements(run, name):
    shown = json.loads(run("show", name, "--json", *TODAY).out)
    return {b["property"]: b["statements"][0] for b in shown["beliefs"]}


def accept_and_show(run, name, *wanted):
    for one in dict.fromkeys(statements(run, name)[w] for w in wanted):
        run("decide", "accept", one, *TODAY)
    found = statements(run, name)
    run(
        "widen",
        *dict.fromkeys(found[w] for w in (*wanted, "name")),
        "--to",
        "public",
        "--basis",
        "overriding",
        "--words",
        "x",
        *TODAY,
    )
    return statements(run, name)


def everything(folder):
    return b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


def test_a_report_erased_takes_its_words_out_of_every_file(place, tmp_path):
    accept_and_show(place, "Maryna Zialonka", "term")
    accept_and_show(place, "Alena Kavalskaja", "place")
    assert b"Zialonka" in everything(tmp_path / "ws")
    report = json.loads(place("add", tmp_path / "one.txt", "--json").out)["documents"][0]["id"]
    place("erase", report[:16], *TODAY)
    kept = everything(tmp_path / "ws")
    assert b"Zialonka" not in kept
    assert b"Kavalskaja" in kept, "the other report is untouched"
    place("publish", tmp_path / "site", *TODAY)
    assert b"Zialonka" not in everything(tmp_path / "site")
    assert b"Kavalskaja" in everything(tmp_path / "site")
    assert place("verify").out.startswith("All of it")


def test_one_field_erased_leaves_the_rest_standing(place, tmp_path):
    term = accept_and_show(place, "Maryna Zialonka", "term")["term"]
    place("erase", term, "--field", "article", *TODAY)
    found = statements(place, "Maryna Zialonka")
    assert "term" in found
    assert "article" not in found
    place("publish", tmp_path / "site", *TODAY)
    assert b"Zialonka" in everything(tmp_path / "site")
    assert place("verify").out.startswith("All of it")


def test_what_is_only_proposed_is_erased_with_its_report(place):
    term = statements(place, "Maryna Zialonka")["term"]
    assert "Erase the report" in place("erase", term, *TODAY, status=1).err
