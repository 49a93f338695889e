"""Round trips through a real LibreOffice: it opens what we write and saves it, unchanged and with an edit; we read what it saved.

It works in a profile of its own and connects to nothing. A CSV is opened as UTF-8, which its dialog sees by the mark at the beginning.
"""

import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from workflows_house import NOON, TODAY

from habeas.workflows.export_list import export_list
from habeas.workflows.holding import hold
from habeas.workflows.import_list import About, import_list
from habeas.workflows.list_reading import read_list

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None,
    reason="LibreOffice is not installed: apt-get install --no-install-recommends libreoffice-calc runs these tests",
)
ROWS = [
    ["ФИО", "Дата рождения", "Задержан", "Статья", "Срок", "Учреждение"],
    ["Рудько Алена Петровна", "12.03.1985", "15.03.2022", "ст. 342 ч. 1, 130", "3 года", "ИК-4"],
    ["Лазовик Пётр", "1990", "01.09.2021", "368", "18 мес.", "ИК-15"],
    ["Zimnik Hanna", "2001-02-03", "XII.2021", "361-4", "", "СИЗО-1"],
    ["Кирмаш Ольга", "", "ок. 2021", "130", "1,5 года", "СИЗО-1"],
]
AS_UTF8 = ("--infilter=Text - txt - csv (StarCalc):44,34,76,1",)
OURS = About(published="2026-11-01", publisher="Second Envelope", own=True)


def save_as(folder: Path, ending: str, *files: Path, opened: tuple[str, ...] = ()) -> dict[str, Path]:
    """Let LibreOffice open the files and save each with another ending; return what it saved by the file's stem."""
    done = folder / f"saved-{ending}"
    subprocess.run(
        [SOFFICE, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}", *opened,
         "--convert-to", ending, "--outdir", str(done), *map(str, files)],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return {file.stem: done / f"{file.stem}.{ending}" for file in files}


def edited(file: Path, old: str, new: str) -> Path:
    """Return a copy of a LibreOffice document in which somebody changed one cell of the first sheet."""
    other = file.with_name("edited-ONLY-FOR-US.ods")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "content.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            target.writestr(name, data)
    return other


@pytest.fixture
def trips(make, tmp_path):
    house = make()
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    import_list(
        house.workspace, read_list(tmp_path / "list.xlsx", today=TODAY), OURS, house.who("ours"), now=NOON
    )
    sheets, table = tmp_path / "book-ONLY-FOR-US.xlsx", tmp_path / "table-ONLY-FOR-US.csv"
    for file in (sheets, table):
        export_list(house.workspace, file, today=TODAY)
    ods = save_as(tmp_path, "ods", sheets) | save_as(tmp_path, "ods", table, opened=AS_UTF8)
    change = edited(ods["book-ONLY-FOR-US"], "P3Y", "5 лет")
    xlsx = save_as(tmp_path, "xlsx", *ods.values(), change)
    return house, ods, xlsx


def test_what_libreoffice_opens_and_saves_is_what_we_wrote_and_an_edit_comes_back_with_who_and_when(trips):
    house, ods, xlsx = trips
    before = len(house.workspace.private().entries)
    plain = [*ods.values(), *(file for stem, file in xlsx.items() if not stem.startswith("edited"))]
    assert len(plain) == 4
    for file in plain:
        back = import_list(
            house.workspace, read_list(file, today=TODAY), OURS, house.who("ours"), now=NOON + 60
        )
        assert (back.status, back.waiting, back.accepted) == ("unchanged", 0, 0), file
    assert len(house.workspace.private().entries) == before

    theirs = replace(OURS, own=False, publisher="R-07", published="2026-11-19")
    back = import_list(
        house.workspace,
        read_list(xlsx["edited-ONLY-FOR-US"], today=TODAY),
        theirs,
        house.who("x"),
        now=NOON + 60,
    )
    assert (back.status, back.known, back.waiting) == ("added", 3, 1)
    held = hold(house.workspace, today=TODAY)
    [waiting] = [s for report in held.reports.values() for s in report.open.statements]
    assert held.name(waiting.subjects[0]) == "Рудько Алена Петровна"
    assert [value.value for value in waiting.fields["term"]] == ["P5Y"]
    assert (waiting.evidence[0].publisher, waiting.evidence[0].published) == ("R-07", "2026-11-19")
