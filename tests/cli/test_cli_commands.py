"""The commands as people type them: one refused statement takes no other with it, wrong use is 2, progress keeps out of answers."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from habeas.app.main import main
from habeas.cli import progress

ROOT = Path(__file__).parents[2]
TODAY = ["--today", "2026-11-20"]
VERDICT = (
    "On 12 May 2026 the Uzhorsk court sentenced Maryna Zialonka to three years in prison under article 130.\n"
)
YARD = "On 2 June 2026 police detained Piatro Lazavik in Lasnychy.\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """A trial workspace with two reports, and a way to run commands in it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("HABEAS_WORKSPACE", raising=False)

    def command(*words, status=0):
        try:
            got = main([str(word) for word in words])
        except SystemExit as wrong:
            got = wrong.code
        told = capsys.readouterr()
        assert got == status, told.err + told.out
        return told

    command("init", tmp_path / "ws")
    monkeypatch.chdir(tmp_path / "ws")
    for name, text, day in (("verdict.txt", VERDICT, "2026-05-13"), ("yard.txt", YARD, "2026-06-03")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        command("add", tmp_path / name, "--published", day)
    return command


def statement(run, name, property):
    shown = json.loads(run("show", name, "--json", *TODAY).out)
    return next(b["statements"][0] for b in shown["beliefs"] if b["property"] == property)


def test_a_refused_statement_takes_no_other_with_it(run):
    one, other = statement(run, "Maryna Zialonka", "term"), statement(run, "Piatro Lazavik", "place")
    told = run("decide", "accept", one, "0123456789", other, *TODAY, status=1)
    assert told.out.count(" -> ") == 2
    [refused] = told.err.strip().splitlines()
    assert refused.startswith("0123456789: ")
    told = run("decide", "accept", one, *TODAY, status=1)
    assert "there is no statement" in told.err


def test_a_rejection_and_a_judgement_are_taken_back_by_their_ids(run):
    term = statement(run, "Maryna Zialonka", "term")
    run("decide", "reject", term, *TODAY)
    run("show", "Maryna Zialonka", *TODAY, status=1)
    run("decide", "undo", term, *TODAY)
    for one in (term, statement(run, "Piatro Lazavik", "place")):
        run("decide", "accept", one, *TODAY)
    told = run("decide", "same", "Maryna Zialonka", "Piatro Lazavik", *TODAY)
    assert len(json.loads(run("people", "--json", *TODAY).out)["people"]) == 1
    run("decide", "undo", told.out.strip().rpartition(" -> ")[2], *TODAY)
    assert len(json.loads(run("people", "--json", *TODAY).out)["people"]) == 2
    run("decide", "different", "Maryna Zialonka", "Piatro Lazavik", *TODAY)


def test_a_correction(run):
    term = statement(run, "Maryna Zialonka", "term")
    run(
        "decide",
        "correct",
        term,
        "--set",
        "term=P4Y prison",
        "--set",
        "article=",
        "--modality",
        "alleged",
        *TODAY,
    )
    shown = json.loads(run("show", "Maryna Zialonka", "--json", *TODAY).out)
    held = {b["property"]: b["value"] for b in shown["beliefs"]}
    assert held["term"] == "P4Y prison"
    assert "article" not in held
    for wrong in (
        ["--type", "teleport"],
        ["--set", "date=soon"],
        ["--modality", "maybe"],
        ["--set", "shoes=43"],
    ):
        told = run("decide", "correct", term, *wrong, *TODAY, status=1)
        assert len(told.err.strip().splitlines()) == 1


WRONG = [
    [],
    ["decide", "accept"],
    ["decide", "correct", "abc"],
    ["decide", "accept", "abc", "--set", "term=P4Y"],
    ["decide", "correct", "abc", "--set", "term"],
    ["decide", "correct", "abc", "abd", "--set", "term=P4Y"],
    ["decide", "same", "one"],
    ["widen", "abc"],
    ["widen", "abc", "--to", "everybody"],
    ["add"],
    ["add", "x", "--published", "yesterday"],
    ["extract", "x", "--published", "yesterday"],
    ["people", "--today", "tomorrow"],
    ["show", "x", "--as-of", "May", "--json"],
    ["show", "x", "--as-of", "2026-05-01", "--on", "2026-05-01"],
    ["note", "--voice", "mother", "--type", "transfer"],
    ["note", "--voice", "mother", "--quote", "x"],
    ["match", "one"],
    ["match", "one", "two", "three"],
    ["match", "one", "two", "--out", "x"],
    ["match", "one", "--pairs", "x"],
    ["bench"],
    ["bench", "names"],
    ["doctor", "--moved", "--second-device"],
]


def test_wrong_use_is_2_and_does_nothing(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    before = run("rebuild", *TODAY).out
    for words in WRONG:
        told = run(*words, status=2)
        assert told.out == "", words
        assert told.err, words
    assert run("rebuild", *TODAY).out == before


def test_a_fact_by_hand_rests_on_a_note(run, monkeypatch):
    run("decide", "accept", statement(run, "Piatro Lazavik", "place"), *TODAY)
    monkeypatch.setattr("sys.stdin", io.StringIO("He was moved to Lasnychy prison on 3 June.\n"))
    fact = ["--type", "transfer", "--set", "date=2026-06-03", "--set", "facility=Lasnychy prison"]
    run("note", "--voice", "mother", "--told", "2026-06-04", "--about", "Piatro Lazavik", *fact, *TODAY)
    shown = json.loads(run("show", "Piatro Lazavik", "--json", *TODAY).out)
    [facility] = [b for b in shown["beliefs"] if b["property"] == "facility"]
    assert (facility["value"], facility["said_by"], facility["state"]) == (
        "Lasnychy prison",
        ["mother"],
        "accepted",
    )
    assert facility["evidence"][0]["text"] == "He was moved to Lasnychy prison on 3 June."


def test_what_is_retracted_disappears_from_the_site(run, tmp_path):
    run("decide", "accept", statement(run, "Maryna Zialonka", "term"), *TODAY)
    ids = [statement(run, "Maryna Zialonka", name) for name in ("term", "name")]
    told = run(
        "widen", *ids, "--to", "public", "--basis", "consent-person", "--drop", "court", "--no-quotes", *TODAY
    )
    assert "Uzhorsk court" not in told.out
    run("publish", tmp_path / "site", *TODAY)
    assert "P3Y" in whole(tmp_path / "site")
    assert "Uzhorsk court" not in whole(tmp_path / "site")
    run("retract", ids[0], *TODAY)
    run("publish", tmp_path / "site", *TODAY)
    assert "P3Y" not in whole(tmp_path / "site")


def whole(folder):
    return "".join(p.read_text("utf-8", errors="replace") for p in folder.rglob("*") if p.is_file())


def test_showing_says_which_statement_could_not_be_shown(run):
    term, name = statement(run, "Maryna Zialonka", "term"), statement(run, "Maryna Zialonka", "name")
    run("decide", "accept", term, *TODAY)
    accepted = statement(run, "Maryna Zialonka", "name")
    place = statement(run, "Piatro Lazavik", "place")
    told = run("widen", accepted, place, "--to", "public", "--basis", "consent-person", *TODAY, status=1)
    assert any(line.startswith(place) for line in told.err.splitlines())
    assert "1 statement is for everyone" in told.err
    assert name != accepted


def test_the_workspace_may_be_named_before_or_behind_or_in_the_environment(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("people", *TODAY, status=1)
    named = ["--workspace", tmp_path / "ws"]
    assert run("people", *named, *TODAY).out == run(*named, "people", *TODAY).out != ""
    monkeypatch.setenv("HABEAS_WORKSPACE", str(tmp_path / "ws"))
    assert run("people", *TODAY).out
    (tmp_path / "ws" / "inner").mkdir()
    monkeypatch.delenv("HABEAS_WORKSPACE")
    monkeypatch.chdir(tmp_path / "ws" / "inner")
    assert run("people", *TODAY).out


def test_a_moved_workspace_is_asked_about_and_answered_for(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ws").rename(tmp_path / "elsewhere")
    named = ["--workspace", tmp_path / "elsewhere"]
    assert "--moved" in run("people", *named, status=1).err
    run("doctor", "--moved", *named)
    assert run("people", *named, *TODAY).out


def test_pairs_go_to_a_file_whole_or_not_at_all(run, tmp_path):
    pairs, out = tmp_path / "pairs.jsonl", tmp_path / "scores.jsonl"
    pairs.write_text(
        '{"a": "Maryna Zialonka", "b": "Марына Зялёнка"}\n{"a": "Maryna", "b": "Piatro Lazavik"}\n'
    )
    run("match", "--pairs", pairs, "--out", out)
    scores = [json.loads(line) for line in out.read_text().splitlines()]
    assert len(scores) == 2
    assert scores[0]["score"] > scores[1]["score"]
    out.write_text("kept")
    pairs.write_text('{"a": "Maryna Zialonka"}\n')
    run("match", "--pairs", pairs, "--out", out, status=1)
    assert out.read_text() == "kept"
    pairs.write_text('{"a": "x y", "b": "x y"}\n')
    told = run("match", "--pairs", pairs, "--out", tmp_path / "nowhere" / "out", status=1)
    assert len(told.err.strip().splitlines()) == 1


def test_a_reader_that_has_enough_ends_it_quietly(run, tmp_path, bytecode):
    code = "import sys; from habeas.app.main import main; sys.exit(main(sys.argv[1:]))"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "people", "--workspace", str(tmp_path / "ws")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
    )
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 1


class Terminal(io.StringIO):
    """Takes down what is written to it."""

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """A function that puts a terminal in the place of stderr (within the test: between its parts pytest takes it back)."""

    def put():
        screen = Terminal()
        monkeypatch.setattr("sys.stderr", screen)
        return screen

    return put


def test_a_bar_shows_how_many_are_done_and_is_gone_before_an_answer(terminal):
    screen, bar = terminal(), progress.Bar()
    bar(1, 4, "/somewhere/report.txt")
    assert "[#####               ] 1 of 4  report.txt" in screen.getvalue()
    bar.clear()
    assert screen.getvalue().endswith("\r\x1b[K")
    bar(4, 4, "")
    assert "4 of 4" not in screen.getvalue()


def test_a_long_step_counts_its_seconds_and_leaves_no_trace(terminal, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    screen = terminal()
    with progress.working("Checking the record"):
        time.sleep(0.2)
    assert "Checking the record … 0 s" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_what_is_done_in_a_second_and_what_is_no_terminal_shows_nothing(terminal, monkeypatch):
    screen = terminal()
    with progress.working("Checking the record"):
        pass
    assert screen.getvalue() == ""
    elsewhere = io.StringIO()
    monkeypatch.setattr("sys.stderr", elsewhere)
    progress.Bar()(1, 2, "x")
    assert elsewhere.getvalue() == ""


@pytest.fixture
def quick_turns():
    """Threads take turns so often that a line of progress is written even over what takes some thousandths of a second."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(0.00001)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("quick_turns")
@pytest.mark.parametrize(
    "command", [["add", "{in}"], ["verify"], ["backup", "{out}"], ["rebuild"], ["publish", "{out}"]]
)
def test_commands_show_progress_on_a_terminal_and_answer_as_before(
    run, tmp_path, monkeypatch, terminal, command
):
    monkeypatch.setattr(progress, "PATIENCE", 0.0005)
    words = [word.format(**{"in": tmp_path / "verdict.txt", "out": tmp_path / "out"}) for word in command]
    screen = terminal()
    told = run(*words)
    assert "\r\x1b[K" in screen.getvalue()
    assert "\x1b" not in told.out
