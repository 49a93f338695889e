"""`habeas letters` as it is typed: its answers fit their schemas, a refusal is one line, hints never stop anybody."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from habeas.cli.commands import run

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
VERDICT = "On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.\n"
TODAY = ["--today", "2026-11-20"]


def checked(name, text):
    told = json.loads(text)
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(told)
    return told


@pytest.fixture
def letter(tmp_path):
    def write(text):
        file = tmp_path / "letter.txt"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


def test_kit_list_and_log(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("HABEAS_WORKSPACE", str(tmp_path / "ws"))
    (tmp_path / "verdict.txt").write_text(VERDICT, encoding="utf-8")
    assert run(["init", str(tmp_path / "ws")]) == 0
    assert run(["add", str(tmp_path / "verdict.txt"), "--published", "2026-05-13"]) == 0
    capsys.readouterr()
    out = str(tmp_path / "m-ONLY-FOR-US.pdf")
    assert run(["letters", "kit", "Maryna Zialonka", "--out", out, *TODAY]) == 1
    assert "still proposed" in capsys.readouterr().err
    run(["show", "Maryna Zialonka", "--json", *TODAY])
    statement = json.loads(capsys.readouterr().out)["beliefs"][0]["statements"][0]
    assert run(["decide", "accept", statement, *TODAY]) == 0
    capsys.readouterr()
    assert run(["letters", "kit", "Maryna Zialonka", "--out", out, "--lang", "de", *TODAY]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert "Missing: In keinem angenommenen Bericht steht" in told.err
    assert run(["letters", "log", "sent", "Maryna Zialonka", "--by", "W-05", *TODAY]) == 0
    assert "1 sent" in capsys.readouterr().out
    assert run(["letters", "list", "--json", *TODAY]) == 0
    [row] = checked("letters", capsys.readouterr().out)["people"]
    assert (row["name"], row["sent"], row["last_sent"]) == ("Maryna Zialonka", 1, "2026-11-20")
    assert row["barred"]["rule"] == "letter.no-address"


@pytest.mark.parametrize(
    "country, text, kinds",
    [
        ("by", "Добры дзень! У нас выпаў снег, і я пяку хлеб.", []),
        ("by", "Добры дзень! Наша барацьба за свабоду працягваецца.", ["word", "word"]),
        ("by", "Dear Maryna, we had snow today.", ["language"]),
        ("ru", "Добры дзень! У нас выпаў снег, і сёння я пяку хлеб для ўсёй сям’і.", ["language"]),
        ("ru", "Добрый день! Позвони мне: 8 029 123 45 67.", ["code"]),
        ("by", "Добрый день! Снег. " * 200, ["long"]),
        ("by", " \n", ["empty"]),
    ],
)
def test_hints_name_what_may_stop_a_letter_and_stop_nobody(capsys, letter, country, text, kinds):
    assert run(["letters", "check", letter(text), "--country", country, "--json"]) == 0
    hints = checked("letter_hints", capsys.readouterr().out)["hints"]
    assert [one["kind"] for one in hints] == kinds
    assert all(text[one["start"] : one["end"]] == one["text"] for one in hints)
    assert run(["letters", "check", letter(text), "--country", country]) == 0


def test_no_letter_is_one_line(capsys, tmp_path):
    assert run(["letters", "check", str(tmp_path / "none.txt"), "--country", "by"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
