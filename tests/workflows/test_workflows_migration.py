"""Registers that other programs export come in with no word of settings: who is in them, and what of each is proposed."""

from pathlib import Path

import pytest
from workflows_house import NOON, TODAY

from habeas.workflows.import_list import About, import_list
from habeas.workflows.list_reading import read_list

SAMPLES = Path(__file__).parents[1] / "sources" / "examples"
EXPECTED = {
    "entities.ftm": {
        "Maryna Zialonka": {"id": "p-1", "born": "1980-02-01", "gender": "female", "occupation": "librarian"},
        "Piatro Lazavik": {"id": "p-2"},
    },
    "register-by.json": {
        "Рудько Алена": {
            "id": "41", "born": "1985-03-12", "arrested": "2022-03-15", "facility": "ИК-4", "term": "P5Y",
            "status": "serving-sentence", "release_expected": "2027-03-15",
        },
        "Лазовик Пётр": {"id": "42", "arrested": "2021-09-01", "articles": "368", "facility": "СИЗО-1"},
    },
    "register-az.json": {
        "Maryna Zialonka": {
            "id": "7", "born": "1980-02-01", "arrested": "2026-03-01", "facility": "Colony 4", "articles": "130",
        },
    },
    "uwazi.csv": {
        "Maryna Zialonka": {"born": "1980-02-01", "articles": "130", "facility": "Colony 4"},
        "Piatro Lazavik": {"born": "1990-05-01", "arrested": "2021-09-01"},
    },
}  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_a_register_of_another_program_is_read(name) -> None:
    rows = {row.name: row for row in read_list(SAMPLES / name, today=TODAY).rows}
    assert set(rows) == set(EXPECTED[name])
    for person, wanted in EXPECTED[name].items():
        assert {field: rows[person].one(field) for field in wanted} == wanted


def test_it_becomes_proposals_once(make) -> None:
    house = make()
    for name in EXPECTED:
        first = import_list(
            house.workspace, read_list(SAMPLES / name, today=TODAY), About(), house.who(), now=NOON
        )
        assert first.status == "added" and first.waiting >= 2
        before = house.workspace.private().entries
        again = import_list(
            house.workspace, read_list(SAMPLES / name, today=TODAY), About(), house.who(), now=NOON
        )
        assert again.status == "known" and house.workspace.private().entries == before
