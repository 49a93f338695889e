"""The whole way on the command line: a report in, claims, a decision, the register, the public site out."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.app.main import main

ROOT = Path(__file__).parents[2]
REPORT = """Uzhorsk court sentences librarian

On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.
Judge Viktar Kasnik read the verdict. According to her lawyer, Zialonka will appeal.
"""
TODAY = ["--today", "2026-11-20"]


@pytest.fixture
def place(tmp_path, monkeypatch, capsys):
    """A trial workspace with one report, and a way to run commands in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)

    def run(*words, status=0):
        got = main([str(word) for word in words])
        told = capsys.readouterr()
        assert got == status, told.err + told.out
        return told

    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    run("init", "ws")
    monkeypatch.chdir(tmp_path / "ws")
    run("add", "../report.txt", "--published", "2026-05-13", "--publisher", "Uzhorsk Courier")
    return run


def people(run):
    return json.loads(run("people", "--json", *TODAY).out)["people"]


def test_init_prints_a_link_and_says_that_nothing_is_sealed(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert main(["init", str(tmp_path / "new")]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("http://localhost:8765/sign-in/")
    assert "trial" in told.err
    assert "nothing in it is encrypted" in told.err
    assert main(["--workspace", str(tmp_path / "new"), "serve", "--sign-in", "--port", "8901"]) == 0
    assert capsys.readouterr().out.startswith("http://localhost:8901/sign-in/")
    assert main(["init", str(tmp_path / "new")]) == 1


def test_the_person_is_proposed_and_the_judge_is_no_prisoner(place):
    rows = people(place)
    assert [(row["name"], row["state"]) for row in rows] == [("Maryna Zialonka", "proposed")]


def test_a_report_that_is_here_already_is_known(place):
    told = json.loads(place("add", "../report.txt", "--json").out)
    assert told["status"] == "known"
    assert told["documents"][0]["text"].startswith("Uzhorsk court")


def test_accept_show_widen_publish(place, tmp_path):
    shown = json.loads(place("show", "Maryna Zialonka", "--json", *TODAY).out)
    term = next(b for b in shown["beliefs"] if b["property"] == "term")
    assert term["value"].startswith("P3Y")
    assert term["state"] == "proposed"
    place("decide", "accept", term["statements"][0], *TODAY)
    shown = json.loads(place("show", "Марына Зялёнка", "--json", *TODAY).out)
    term = next(b for b in shown["beliefs"] if b["property"] == "term")
    assert term["state"] == "accepted"
    evidence = term["evidence"][0]
    assert REPORT[evidence["start"] : evidence["end"]] == evidence["text"]
    names = [b["statements"][0] for b in shown["beliefs"] if b["property"] == "name"]
    ids = [term["statements"][0], *names]

    refused = place("widen", *ids, "--to", "public", *TODAY, status=1)
    assert "Everyone will see exactly this" in refused.out
    assert "--basis" in refused.err
    place("publish", tmp_path / "site", *TODAY)
    assert "Zialonka" not in whole(tmp_path / "site")

    place("widen", *ids, "--to", "public", "--basis", "published-by-own-side", *TODAY)
    place("publish", tmp_path / "site", *TODAY)
    assert "Maryna Zialonka" in whole(tmp_path / "site")
    assert place("verify").out.startswith("All of it")

    place("narrow", *ids, *TODAY)
    place("publish", tmp_path / "site", *TODAY)
    assert "Zialonka" not in whole(tmp_path / "site")
    place("verify")


def test_as_of_a_day_before_nothing_was_held(place):
    place("show", "Maryna Zialonka", "--as-of", "2020-01-01", *TODAY, status=1)


def test_publish_never_touches_a_folder_that_is_not_a_site(place, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    told = place("publish", tmp_path / "mine", *TODAY, status=1)
    assert "nothing was written" in told.err
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


def test_extract_keeps_nothing_and_every_quote_stands_at_its_offsets(place):
    out = json.loads(place("extract", "../report.txt", "--json", "--published", "2026-05-13").out)
    assert out["schema"] == "habeas.extract/1"
    assert out["people"][0]["name"] == "Maryna Zialonka"
    for claim in out["claims"]:
        span = claim["passage"]
        assert REPORT[span["start"] : span["end"]] == span["text"]
    assert "Maryna Zialonka" in place("extract", "../report.txt", "--explain").out


def test_wrong_use_is_2():
    with pytest.raises(SystemExit) as wrong:
        main(["no-such-command"])
    assert wrong.value.code == 2


def test_a_refusal_is_1_with_one_sentence(place):
    told = place("show", "Nobody Atall", *TODAY, status=1)
    assert len(told.err.strip().splitlines()) == 1


def test_help_imports_nothing_heavy():
    code = (
        "import sys, contextlib, io\n"
        "from habeas.app.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main(['--help'])\n"
        "print([m for m in ('django', 'numpy', 'yaml', 'nacl', 'rapidfuzz', 'jinja2', 'cbor2') if m in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, env=os.environ
    )
    assert answer.stdout.strip() == "[]", answer.stderr


def whole(folder):
    return "".join(p.read_text(encoding="utf-8", errors="replace") for p in folder.rglob("*") if p.is_file())
