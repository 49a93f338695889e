"""The sample story: every quote stands in its report, everybody in it is invented, and nothing is left dangling.

A quote that is no longer found is told with the line of story.yml and the file of the report.
"""

import re

import pytest

from habeas.model.claim import Certainty, Modality
from habeas.model.edtf import Edtf
from habeas.packs import loader
from habeas.sources.read import read_bytes

STORY = "sample/story.yml"
PACK = loader.load(STORY)
DATA = PACK.data
REPORTS = {report["key"]: (index, report) for index, report in enumerate(DATA["reports"])}
LANGUAGES = {"be", "be-Latn", "ru", "uk", "pl", "en"}
BASES = {
    "consent of the person",
    "consent of the family",
    "already published by the person's own side",
    "overriding",
}


def text_of(report) -> str:
    """The text that Habeas itself reads from a report."""
    name = f"sample/reports/{report['file']}"
    (document,) = read_bytes(name, loader.read_bytes(name))
    return document.text


TEXTS = {key: text_of(report) for key, (_, report) in REPORTS.items()}


def statements():
    for key, (index, report) in REPORTS.items():
        for number, statement in enumerate(report["statements"]):
            yield key, ("reports", str(index), "statements", str(number)), statement
    for index, note in enumerate(DATA.get("notes", [])):
        for number, statement in enumerate(note["statements"]):
            yield note["key"], ("notes", str(index), "statements", str(number)), statement


STATEMENTS = {f"{key}/{statement['id']}": statement for key, _, statement in statements()}
EACH = [
    pytest.param(key, path, statement, id=f"{key}/{statement['id']}") for key, path, statement in statements()
]


def where(path) -> str:
    while path not in PACK.lines:
        path = path[:-1]
    return f"habeas/packs/{STORY}, line {PACK.lines[path]}"


def source(key: str) -> tuple[str, str]:
    """The file and the text in which a statement's words must stand."""
    if key in REPORTS:
        return REPORTS[key][1]["file"], TEXTS[key]
    note = next(note for note in DATA["notes"] if note["key"] == key)
    return f"the note {key}", note["text"]


def as_list(value) -> list:
    return value if isinstance(value, list) else [value] if value is not None else []


def values(statement):
    """Every value of a statement as (field, value)."""
    for value in as_list(statement.get("said_by")):
        yield "said_by", value
    for field, given in statement.get("fields", {}).items():
        for value in as_list(given):
            yield field, value


@pytest.mark.parametrize(("key", "path", "statement"), EACH)
def test_the_quote_stands_in_its_report(key, path, statement):
    file, text = source(key)
    quote = statement["quote"]
    count = text.count(quote)
    if "nth" in statement:
        assert count >= statement["nth"] > 0 and count > 1, (
            f"{where((*path, 'nth'))}: “{quote}” stands {count} times in {file}"
        )
    else:
        assert count == 1, f"{where((*path, 'quote'))}: “{quote}” stands {count} times in {file}, not once"
    assert "\n" not in quote and "\r" not in quote, f"{where((*path, 'quote'))}: a quote is within one line"


@pytest.mark.parametrize(("key", "path", "statement"), EACH)
def test_the_words_of_every_value_stand_in_its_report(key, path, statement):
    file, text = source(key)
    for field, value in values(statement):
        assert set(value) == {"value", "words"}, f"{where(path)}: {field} has {sorted(value)}"
        assert isinstance(value["value"], str), f"{where(path)}: write {field} {value['value']} in quotes"
        assert value["words"] in text, (
            f"{where((*path, 'fields', field))}: “{value['words']}” is not in {file}"
        )


@pytest.mark.parametrize(("key", "path", "statement"), EACH)
def test_values_are_in_the_notation_of_the_register(key, path, statement):
    for field, value in values(statement):
        written, place = value["value"], where((*path, "fields", field))
        if field in ("date", "until"):
            assert Edtf.parse(written), place
        elif field == "term":
            assert re.fullmatch(r"P[\dYMWD]+(\.\.P[\dYMWD]+)?( [a-z ]+)?", written), place
        elif field == "article":
            assert re.fullmatch(r"\d+([.-]\d+)?( \d)?", written), place
        elif field == "fine":
            assert re.fullmatch(r"\d+ (BYN|base units)", written), place
        elif field in ("least", "most"):
            assert written.isdigit(), place


@pytest.mark.parametrize(("key", "path", "statement"), EACH)
def test_a_statement_is_about_people_and_groups_of_the_story(key, path, statement):
    place = where(path)
    known = {
        "id", "type", "subjects", "quote", "nth", "fields", "said_by", "modality", "certainty", "decision", "why",
    }  # fmt: skip
    assert set(statement) <= known, f"{place}: {sorted(set(statement) - known)} is unknown"
    assert statement["subjects"], place
    for subject in statement["subjects"]:
        assert subject in DATA["groups"] or DATA["people"][subject].get("subject"), (
            f"{place}: {subject} is nobody of whom a detention is told"
        )
    assert statement["decision"] in ("accept", "leave", "reject"), place
    assert (statement["decision"] == "reject") == ("why" in statement), f"{place}: a rejection says why"
    Modality(statement.get("modality", "expected"))
    Certainty(statement.get("certainty", "plain"))


def test_ids_are_unique_within_a_report():
    assert len(STATEMENTS) == len(EACH)
    assert len(REPORTS) == len(DATA["reports"])


@pytest.mark.parametrize("key", REPORTS)
def test_a_report_says_where_it_is_from(key):
    index, report = REPORTS[key]
    place = where(("reports", str(index)))
    assert report["language"] in LANGUAGES, place
    assert re.match(r"https://([a-z0-9-]+\.)*example\.org/", report["url"]), (
        f"{place}: a reserved address only"
    )
    published = Edtf.parse(str(report["published"])).earliest
    assert published and str(published) >= "2026-03" and str(published) < "2026-12", place
    if report["decided"]:
        assert str(report["published"]) <= str(report["decided"]) <= str(DATA["today"]), place
    else:
        assert all(s["decision"] == "leave" for s in report["statements"]), f"{place}: not decided yet"


@pytest.mark.parametrize("key", REPORTS)
def test_every_mention_stands_in_the_report(key):
    index, report = REPORTS[key]
    place = where(("reports", str(index), "mentions"))
    for person, mentions in report["mentions"].items():
        assert person in DATA["people"], f"{place}: nobody is called {person}"
        for mention in mentions:
            assert re.search(rf"(?<!\w){re.escape(mention)}(?!\w)", TEXTS[key]), (
                f"{place}: “{mention}” is not in {report['file']}"
            )
    for number, statement in enumerate(report["statements"]):
        for subject in statement["subjects"]:
            assert subject in DATA["groups"] or subject in report["mentions"], (
                f"{where(('reports', str(index), 'statements', str(number)))}: {subject} has no mention"
            )


def test_people_have_base_forms_in_every_language_that_names_them():
    for key, (index, report) in REPORTS.items():
        for person in report["mentions"]:
            assert report["language"] in DATA["people"][person]["names"], (
                f"{where(('people', person, 'names'))}: report {key} names {person} in {report['language']},"
                f" see {where(('reports', str(index), 'mentions'))}"
            )
    for person, card in DATA["people"].items():
        assert bool(card.get("subject")) != bool(card.get("role")), (
            f"{where(('people', person))}: subject or role"
        )
        assert set(card["names"]) <= LANGUAGES and card["who"], where(("people", person))


def test_groups_hold_together():
    for key, group in DATA["groups"].items():
        place = where(("groups", key))
        assert group.get("of", key) in DATA["groups"], place
        assert all(DATA["people"][person].get("subject") for person in group.get("includes", [])), place
        assert group.get("least", 0) <= group.get("most", 10**6), place


def test_only_what_was_accepted_is_shown_to_everyone():
    for number, line in enumerate(DATA["widen"]):
        place = where(("widen", str(number)))
        subject = line.get("person") or line["group"]
        assert line["basis"] in BASES and line["words"], place
        if "person" in line:
            assert DATA["people"][subject].get("public"), f"{place}: {subject} is not marked public"
        for name in line["statements"]:
            assert name in STATEMENTS, f"{place}: there is no statement {name}"
            assert name.split("/")[0] in REPORTS, f"{place}: a note is never public"
            report = REPORTS[name.split("/")[0]][1]
            assert report["decided"] <= line["day"] <= DATA["today"], f"{place}: {name} was not decided yet"
            assert STATEMENTS[name]["decision"] == "accept", f"{place}: {name} is not accepted"
            assert subject in STATEMENTS[name]["subjects"], f"{place}: {name} is not about {subject}"


def test_what_needs_the_persons_own_consent_has_it():
    rows = loader.load("vocabulary/properties.yml").data["types"]
    asked = 0
    for number, line in enumerate(DATA["widen"]):
        for name in line["statements"]:
            row = rows[STATEMENTS[name]["type"]]
            assert row["public"] == "ask", f"{where(('widen', str(number)))}: {name} can never be public"
            if row.get("consent"):
                asked += 1
                assert line["basis"] == "consent of the person", f"{where(('widen', str(number)))}: {name}"
    assert asked


def test_public_people_are_exactly_those_with_a_line_under_widen():
    marked = {person for person, card in DATA["people"].items() if card.get("public")}
    assert marked == {line["person"] for line in DATA["widen"] if "person" in line}


def test_what_is_shown_to_everyone_names_nobody_who_is_private():
    private = {
        mention
        for key, (_, report) in REPORTS.items()
        for person, mentions in report["mentions"].items()
        if DATA["people"][person].get("subject") and not DATA["people"][person].get("public")
        for mention in mentions
    }
    assert private
    for line in DATA["widen"]:
        for name in line["statements"]:
            assert not [word for word in private if word in STATEMENTS[name]["quote"]], name


def test_decisions_on_sameness_name_what_stands_in_the_reports():
    for kind in ("same", "different"):
        for number, decision in enumerate(DATA[kind]):
            place = where((kind, str(number)))
            assert decision["why"], place
            if "group" in decision:
                assert decision["group"] in DATA["groups"] and set(decision["reports"]) <= set(REPORTS), place
                continue
            for side in ("a", "b"):
                assert decision[side]["name"] in TEXTS[decision[side]["report"]], f"{place}: {decision[side]}"


def test_the_story_has_what_the_demonstration_is_to_show():
    languages = [report["language"] for _, report in REPORTS.values()]
    assert set(languages) == LANGUAGES and min(languages.count(language) for language in LANGUAGES) >= 2
    endings = {report["file"].rsplit(".", 1)[1] for _, report in REPORTS.values()}
    assert endings == {"txt", "html", "md", "docx", "pdf"}
    told = {statement["type"] for statement in STATEMENTS.values()}
    assert told >= {
        "detention", "search", "custody", "custody_extension", "charge", "hearing", "sentence", "fine", "appeal",
        "transfer", "regime_change", "conditions", "ill_treatment", "health", "release", "recognition",
        "exposure", "sentence_requested", "identity", "group", "contact", "support",
    }  # fmt: skip
    assert {statement.get("modality") for statement in STATEMENTS.values()} >= set(Modality)
    assert {statement.get("certainty", "plain") for statement in STATEMENTS.values()} == set(Certainty)
    assert {statement["decision"] for statement in STATEMENTS.values()} == {"accept", "leave", "reject"}
    assert len([card for card in DATA["people"].values() if card.get("subject")]) == 10
    assert len([card for card in DATA["people"].values() if card.get("public")]) >= 6
    assert len([1 for _, report in REPORTS.values() if not report["decided"]]) == 5


def test_one_report_is_copied_twice_once_with_another_term():
    paragraphs = [line for line in TEXTS["09"].splitlines() if len(line) > 60]
    assert all(paragraph in TEXTS["10"] for paragraph in paragraphs)
    kept = [paragraph in TEXTS["11"] for paragraph in paragraphs]
    assert any(kept) and not all(kept)
    assert "трём годам" in TEXTS["09"] and "трём с половиной годам" in TEXTS["11"]
