"""Spreadsheets that are broken, locked or made to do harm: each is named with the way out, and nothing else happens."""

from __future__ import annotations

import io
import os
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from habeas.fetch.child import LimitedReader
from habeas.sources.errors import SourceError
from habeas.sources.formats import delimited, sheet
from habeas.sources.read import read_bytes

EXAMPLES = Path(__file__).parent / "examples"
LIST = (EXAMPLES / "list.xlsx").read_bytes()
ODS = (EXAMPLES / "list.ods").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def changed(data: bytes, part: str, content: bytes, *, deflated: bool = True) -> bytes:
    """The zip with one part put in another's place."""
    out = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", kind) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
        if part not in old.namelist():
            new.writestr(part, content)
    return out.getvalue()


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repeated(data: bytes) -> bytes:
    """The .ods with each filled row said again a million times, in the few bytes that this takes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part).replace(
                b"<table:table-row", b'<table:table-row table:number-rows-repeated="1000000"'
            )
            new.writestr(part.filename, content, part.compress_type)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
FAR = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
FAR_APART = changed(LIST, SHEET, HEAD + FAR + TAIL)
BAD = {
    "locked.xlsx": (OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "password"),
    "locked.ods": (
        changed(
            ODS,
            "META-INF/manifest.xml",
            b'<m xmlns:manifest="x"><manifest:encryption-data/></m>',
            deflated=False,
        ),
        "password",
    ),
    "locked.docx": (
        OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600,
        "The file is locked",
    ),
    "repeated.ods": (repeated(ODS), "says the same row or cell"),
    "cut.xlsx": (LIST[: len(LIST) // 2], "broken or not complete"),
    "empty-sheet.xlsx": (workbook([]), "no filled cell"),
    "bomb.xlsx": (changed(LIST, SHEET, HEAD + b" " * 30_000_000 + TAIL), "made to do harm"),
    "entities.xlsx": (
        changed(
            LIST, SHEET, b'<!DOCTYPE w [<!ENTITY a "b">]>' + HEAD + b"<row><c><v>&a;</v></c></row>" + TAIL
        ),
        "defines its own XML",
    ),
    "torn.xlsx": (changed(LIST, SHEET, HEAD + b"<row><c"), "broken or not complete"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "picture"),
    "zeros.csv": (b"a;b\n" + b"\x00\x01\x02" * 90, "binary data"),
    "blank.csv": (b"\n\n;;\n", "no filled cell"),
    "nothing.xlsx": (b"", "empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_named_in_the_child_too(name: str) -> None:
    data, words = BAD[name]
    with pytest.raises(SourceError, match=words):
        read_bytes(name, data)
    with LimitedReader() as reader, pytest.raises(SourceError) as refusal:
        reader.read(name, data)
    assert words in str(refusal.value)
    assert refusal.value.way_out


def test_a_size_that_is_not_true_is_found_while_unpacking() -> None:
    honest = changed(LIST, SHEET, HEAD + b" " * 30_000_000 + TAIL)
    size = len(HEAD + TAIL) + 30_000_000
    lying = honest.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(SourceError):
        read_bytes("lying.xlsx", lying)


def test_a_refused_file_takes_no_other_with_it() -> None:
    with LimitedReader() as reader:
        for _ in range(2):
            with pytest.raises(SourceError):
                reader.read("far.xlsx", FAR_APART)  # seventeen thousand million empty cells between two
            assert reader.read("list.xlsx", LIST)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-u", "utf-16", "utf-16-le"])
def test_letters_of_any_encoding(encoding: str) -> None:
    text = "Прізвище;Дата\r\nРудько Олена Петрівна;12.03.1985\r\nЛазовик Петро Іванович;01.02.1990\r\n" * 3
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    (document,) = read_bytes("list.csv", data)
    assert "2\tРудько Олена Петрівна\t12.03.1985" in document.text


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_cells_is_found(sign: str) -> None:
    rows = [
        ["Name", "Born, or year", "Note"],
        ["Olha Kirmash", "1990", "a; b, c"],
        ["Piotr Z", "1991", "x|y"],
    ]
    lines = [
        sign.join(f'"{cell}"' if any(s in cell for s in ",;|") else cell for cell in row) for row in rows
    ]
    (document,) = delimited.read("\n".join(lines).encode(), "a.csv")
    assert document.text.split("\n")[2] == "2\tOlha Kirmash\t1990\ta; b, c"


def test_excel_may_name_the_sign_itself() -> None:
    (document,) = delimited.read(b"sep=|\r\nName|Born\r\nOlha Kirmash|1990\r\n", "a.csv")
    assert document.text.split("\n")[1:] == ["2\tName\tBorn", "3\tOlha Kirmash\t1990"]


def test_a_cell_that_is_merged_over_rows_speaks_in_each() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Name", "Prison"],
        ["Olha Kirmash", "SIZO-1"],
        ["Piotr Zabielny", None],
        ["Anna Rudko", None],
    ):
        book.active.append(row)
    book.active.merge_cells("B2:B3")
    out = io.BytesIO()
    book.save(out)
    (document,) = sheet.read(out.getvalue(), "a.xlsx")
    assert [line.split("\t")[2:] for line in document.text.split("\n")[2:]] == [["SIZO-1"], ["SIZO-1"], []]


@pytest.mark.parametrize("name", ["list.xlsx", "list.ods", "list-cp1251.csv", "list-utf16.csv"])
def test_damaged_files_are_read_or_refused_and_nothing_else(name: str) -> None:
    """Each byte may be another, and the end may lack; only SourceError may come of it."""
    count = 3_000 if "HABEAS_HARDEN" in os.environ else 60
    chance = random.Random(None if "HABEAS_HARDEN" in os.environ else 8)
    whole = (EXAMPLES / name).read_bytes()
    for _ in range(count):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.2:
            del data[chance.randrange(1, len(data)) :]
        try:
            documents = read_bytes(name, bytes(data))
        except SourceError as error:
            assert error.way_out
        else:
            assert all(document.text for document in documents)
