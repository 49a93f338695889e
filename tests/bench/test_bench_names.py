"""The benchmark of names tells precision and recall rightly, and what is wrong with a file."""

import json

import pytest

from habeas.bench import names
from habeas.bench.names import figures, report

PAIRS = [
    ("Яўген Рубашка", "Evgeny Rubashka", 1),
    ("Рубашка, Яўген", "Jauhien Rubaška", 1),
    ("Таццяна Бялевіч", "Tatiana Belevich", 1),
    ("Яўген Рубашка", "Таццяна Рубашка", 0),
    ("Яўген Рубашка", "Andrzej Bialewicz", 0),
]


def _file(tmp_path, rows):
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def test_report_sets_peers_beside_us(tmp_path, monkeypatch):
    monkeypatch.setattr(names, "RUNS", 1)
    rows = [{"a": a, "b": b, "same": same, "lang": "xx"} for a, b, same in PAIRS]
    rows.append({"a": "x", "b": "y", "same": 0, "kind": "namesake-ambiguous"})
    table = report(_file(tmp_path, rows))
    assert "5 pairs, 3 of one person" in table
    ours = next(line for line in table.splitlines() if line.startswith("Habeas"))
    assert ours.split()[1:5] == ["1.000", "1.000", "1.000", "1.000"]
    assert "rapidfuzz WRatio" in table
    assert "nomenklatura" in table


def test_figures_take_equal_scores_together():
    found = figures([0.9, 0.9, 0.5, 0.1], [True, False, True, False])
    assert (found.precision, found.recall, found.threshold) == (pytest.approx(2 / 3), 1.0, 0.5)
    assert found.sure == 0.0
    assert figures([0.9, 0.8, 0.2], [True, True, False]).sure == 1.0


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"a": "x", "b": "y"}], "line 1: a pair needs"),
        ([[]], "line 1: a pair needs"),
        ([{"a": "x", "b": "y", "same": 1}], "pairs that are not"),
    ],
)
def test_an_unfit_file_is_told(tmp_path, rows, words):
    with pytest.raises(ValueError, match=words):
        report(_file(tmp_path, rows))


def test_speed_is_told_of_invented_people_and_they_are_found_again(monkeypatch):
    from habeas.bench import name_people

    monkeypatch.setattr(name_people, "ASKED", 20)
    table = name_people.report(600).split("\n")
    assert table[0].startswith("600 invented people")
    told = {line[:24].strip(): line[24:].split() for line in table}
    assert float(told["names keyed"][0]) > 0
    assert float(told["pairs compared"][0]) > 0
    for way in ("as written", "the surname alone", "one typing error", "as in a passport", "as in Russian"):
        assert float(told[way][0]) >= 0.98, way


def test_either_a_file_or_a_number_of_people_is_asked_for(capsys):
    from habeas.app.main import main

    assert main(["bench", "names"]) == 2
    assert "--people" in capsys.readouterr().err
