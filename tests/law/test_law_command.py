"""`habeas law`: exit statuses and what a person reads."""

import json

import pytest

from habeas.cli.commands import run

CASE = {
    "schema": "habeas.law-case/1",
    "country": "by",
    "question": "release",
    "as_of": None,
    "claims": [
        {"type": "detention", "date": "2023-03-01", "place": "Mozyr"},
        {"type": "sentence", "date": "2023-09-01", "term": "P2Y", "regime": None, "article": "342 1"},
    ],
}


@pytest.fixture
def case(tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    return file


def test_the_answer_as_json(case, capsys):
    assert run(["law", str(case), "--json"]) == 0
    out = capsys.readouterr()
    found = json.loads(out.out)
    assert found["schema"] == "habeas.law-answer/1"
    assert found["earliest"] < found["latest"]
    assert {rule["unverified"] for rule in found["rules"]} == {True}
    assert out.err == ""


def test_the_answer_in_words_names_its_rules_and_what_it_assumed(case, capsys):
    assert run(["law", str(case)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("The term as we count it ends between ")
    assert "not checked by a lawyer" in out
    for words in (
        "if one day in custody counts as 1.5",
        "by.credit.one-and-a-half",
        "From the case:",
        "Assumed:",
        "no source was read",
    ):
        assert words in out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "is no JSON in line 1"),
        (b"\xff\xfe\x00", "is no JSON"),
        (b"[" * 100_000, "is no JSON"),
        (b"[]", "one JSON object"),
        (
            b'{"country": "by", "question": "release", "claims": [{"type": "detention", "date": "yesterday"}]}',
            "claim 1",
        ),
        (b" " * 1_000_001, "larger than a case"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(tmp_path, capsys, content, says):
    file = tmp_path / "case.json"
    file.write_bytes(content)
    assert run(["law", str(file), "--json"]) == 1
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.count("\n") == 1
    assert says in out.err


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert run(["law", str(tmp_path / "none.json")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_broken_pack_is_told_with_file_and_line(case, capsys, monkeypatch):
    from habeas.law import country as room
    from habeas.packs import loader

    def broken(file):
        return loader.parse(
            file, "rules:\n  - id: by.broken\n    about: luck\n    words: x\n    value: 1\n    read: unread\n"
        )

    monkeypatch.setattr(room.loader, "load", broken)
    room.country.cache_clear()
    try:
        assert run(["law", str(case)]) == 1
    finally:
        room.country.cache_clear()
    assert "countries/by/counting.yml, line 3" in capsys.readouterr().err


def test_wrong_use_is_status_two():
    with pytest.raises(SystemExit) as left:
        run(["law"])
    assert left.value.code == 2
