"""The data in the forms that other programs read: workbook, tables with their description, entities, citation."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from publish_lane import Writer, a_person, published
from publish_story import GROUP, MIKITA, NAMELESS, ZOSKA, story
from python_calamine import CalamineWorkbook

from habeas.packs.loader import read_text
from habeas.publish.build import files_of
from habeas.publish.outputs.tables import PEOPLE, people_rows
from habeas.publish.settings import SiteSettings

ROOT_SCHEMA = Path(__file__).parents[2] / "docs" / "dataset.schema.json"


def rows(site, name):
    return list(csv.reader(io.StringIO(site[name].decode("utf-8-sig"), newline="")))


def test_the_workbook_says_what_the_table_says_in_two_programs(site):
    table = rows(site, "data/people.csv")
    book = load_workbook(io.BytesIO(site["data/people.xlsx"]))
    ours = [[cell or "" for cell in row] for row in book["people"].iter_rows(values_only=True)]
    other = (
        CalamineWorkbook.from_filelike(io.BytesIO(site["data/people.xlsx"]))
        .get_sheet_by_name("people")
        .to_python()
    )
    assert ours == table
    assert [[str(cell) for cell in row] for row in other] == table


def test_the_rows_of_the_workbook_are_those_that_the_library_writes():
    texts = ["=1+1", "", " a", "b\r\nc", "\t", "<&>\"'", "\u00a0x", "\u2028", "\x85y", "😀", "a\n", "Зося"]
    edition = story()
    people = tuple(
        replace(edition.register.people[1], id=f"{n:032x}", name=text, names=("x", text))
        for n, text in enumerate(texts)
    )
    edition = replace(edition, register=replace(edition.register, people=people))
    book = Workbook(write_only=True)
    book.create_sheet("people").freeze_panes = "A2"
    for row in (PEOPLE, *people_rows(edition)):
        cells = [WriteOnlyCell(book["people"], value=text) for text in row]
        for cell in cells:
            cell.data_type = "s" if cell.value else cell.data_type
        book["people"].append(cells)
    book.save(theirs := io.BytesIO())
    ours = io.BytesIO(files_of(edition)["data/people.xlsx"])
    sheet = "xl/worksheets/sheet1.xml"
    assert ZipFile(ours).read(sheet) == ZipFile(theirs).read(sheet)


@pytest.mark.parametrize("bad", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(1)", "\t=1", "{=1}", "\x00=1"])
def test_no_cell_of_the_workbook_is_a_formula(bad):
    edition = story()
    people = tuple(replace(p, name=bad, names=(bad,)) for p in edition.register.people)
    made = files_of(replace(edition, register=replace(edition.register, people=people)))
    sheet = load_workbook(io.BytesIO(made["data/people.xlsx"]))["people"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert all(cell.value is None for row in sheet.iter_rows() for cell in row if cell.data_type == "n")


def test_the_description_of_the_tables_names_their_columns_size_and_hash(site):
    package = json.loads(site["data/datapackage.json"])
    for resource in package["resources"]:
        data = site[f"data/{resource['path']}"]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert [f["name"] for f in resource["schema"]["fields"]] == rows(site, f"data/{resource['path']}")[0]
    assert "Demonstration" in package["title"]


def test_the_description_holds_for_frictionless(site, tmp_path):
    frictionless = pytest.importorskip(
        "frictionless", reason="frictionless is not installed: its own check is left out"
    )
    for name in ("datapackage.json", "people.csv", "statements.csv"):
        (tmp_path / name).write_bytes(site[f"data/{name}"])
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid


def entities(site):
    return [json.loads(line) for line in site["data/entities.ftm.json"].decode("utf-8").splitlines()]


def test_people_and_events_stand_as_entities_and_the_manner_is_kept(site):
    found = {e["id"]: e for e in entities(site)}
    zoska = found[f"habeas-{ZOSKA}"]["properties"]
    assert zoska["name"] == ["Зося Подлипская"] and "Zośka Padlipskaja" in zoska["alias"]
    assert zoska["birthDate"] == ["1991"] and zoska["keywords"] == ["demo"]
    events = [e["properties"] for e in found.values() if e["schema"] == "Event"]
    beaten = next(e for e in events if e["name"] == ["ill treatment"])
    assert "alleged" in beaten["keywords"] and beaten["involved"] == [f"habeas-{ZOSKA}"]
    unplaced = next(e for e in events if e["involved"] == [f"habeas-{MIKITA}"] and e["name"] == ["detention"])
    assert "date" not in unplaced, "22 March of a year that is not known is no date there"
    assert {f"habeas-{one}" for one in (ZOSKA, MIKITA, NAMELESS)} <= set(found) and GROUP not in str(found)


def test_the_entities_hold_for_followthemoney(site):
    ftm = pytest.importorskip(
        "followthemoney", reason="followthemoney is not installed: its own check is left out"
    )
    for told in entities(site):
        proxy = ftm.model.get_proxy(told, cleaned=False)
        ftm.model.get(told["schema"]).validate(told)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in told["properties"].items()}


def test_one_person_s_file_holds_what_the_whole_holds_of_her(site):
    whole = json.loads(site["data/habeas.json"])
    for person in whole["people"]:
        alone = json.loads(site[f"data/people/{person['id']}.json"])
        assert alone["person"] == person
        ids = {person["id"], *person["earlier_ids"]}
        told = [s for s in whole["statements"] if ids & {*s["subjects"]}]
        assert all(one in alone["statements"] for one in told)
        sources = {e["source"] for s in alone["statements"] for e in s["evidence"]}
        assert sources <= {source["id"] for source in alone["sources"]}


def test_the_schema_that_is_published_is_the_one_of_the_documentation(site):
    assert read_text("site/dataset.schema.json") == ROOT_SCHEMA.read_text(encoding="utf-8")
    assert site["data/habeas.schema.json"].decode("utf-8") == read_text("site/dataset.schema.json")


@pytest.mark.parametrize("bad", ['"\nauthors: []', "- x", "{a: b}", "Цэнтр «Апора»"])
def test_a_citation_can_be_read_whatever_the_group_is_called(bad):
    made = files_of(replace(story(), settings=SiteSettings(publisher=bad, licence=bad, title={"en": bad})))
    told = yaml.safe_load(made["CITATION.cff"].decode("utf-8"))
    assert told["authors"] == [{"name": bad}] and told["cff-version"] == "1.2.0"
    for name in ("data/dcat.jsonld", "data/datapackage.json"):
        json.loads(made[name])


def test_robots_are_kept_off_what_is_not_for_real_cases(site):
    assert b"Disallow: /" in site["robots.txt"]
    assert b"Allow: /" in files_of(replace(story(), mode="real"))["robots.txt"]


def test_an_item_of_wikidata_that_somebody_entered_is_named_and_nothing_that_looks_otherwise():
    writer = Writer()
    person, source, _ = a_person(writer)
    writer.say("identity", person, source, "her", wikidata="Q42")
    other, source, _ = a_person(writer, "Mikita Viarbina-Haj")
    writer.say("identity", other, source, "him", wikidata="Q42 or so")
    made = published(writer)
    rows = [json.loads(line) for line in made["data/entities.ftm.json"].decode().splitlines()]
    numbers = [row["properties"].get("wikidataId") for row in rows if row["schema"] == "Person"]
    assert len(numbers) == 2 and numbers.count(["Q42"]) == numbers.count(None) == 1
    told = b"".join(data for path, data in made.items() if path.startswith("en/people/"))
    assert told.count(b'"sameAs":["https://www.wikidata.org/entity/Q42"]') == 1
