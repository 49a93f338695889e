"""The evidence sheet of a report: one page in every language, the chain from bytes to quote on it, and faults told."""

import io

import pypdfium2
import pytest
from workflows_house import TODAY

from habeas.packs.loader import load
from habeas.workflows.evidence_sheet import evidence_sheet, sheet_of, source_of
from habeas.workflows.refused import Refused


@pytest.fixture
def told(make):
    return make().told_of_the_verdict()


def only_report(house):
    [report] = house.hold().reports.values()
    return report


def test_one_page_in_every_language_holds_the_chain(told, tmp_path):
    report = only_report(told)
    for lang, words in load("evidence/words.yml").data.items():
        file = tmp_path / f"evidence-ONLY-FOR-US-{lang}.pdf"
        evidence_sheet(told.workspace, report.id[:8], file, today=TODAY, lang=lang)
        pdf = pypdfium2.PdfDocument(io.BytesIO(file.read_bytes()))
        text = " ".join(pdf[0].get_textpage().get_text_range().split())
        assert len(pdf) == 1
        for wanted in (words["title"], words["only"], report.capture.sha256, report.document.text_sha256):
            assert wanted in text
        assert "sentenced Maryna Zialonka" in text and words["chain"]["head"] in text


def test_a_quote_stands_where_the_sheet_says(told):
    holding = told.hold()
    source = source_of(told.workspace, holding, only_report(told).id)
    sheet = sheet_of(told.workspace, holding, source, today=TODAY, lang="en")
    for one in sheet["chain"]["quotes"]:
        start, end = (int(n) for n in one["at"].removeprefix("characters ").split("–"))
        assert " ".join(source.report.document.text[start:end].split()) == one["quote"]
    assert source.entry.id.hex() == sheet["chain"]["steps"][1][1]


def test_a_full_sheet_is_still_one_page(told, tmp_path):
    days = range(1, 29)
    told.add(
        "\n\n".join(
            f"On {n} June 2026 police detained Piatro Lazavik{n % 3 * 'a'} in Lasnychy, {'word ' * 30}."
            for n in days
        )
    )
    report = max(told.hold().reports.values(), key=lambda one: len(one.document.text))
    file = tmp_path / "evidence-ONLY-FOR-US.pdf"
    evidence_sheet(told.workspace, report.id, file, today=TODAY, lang="de")
    assert len(pypdfium2.PdfDocument(io.BytesIO(file.read_bytes()))) == 1


def test_a_name_that_does_not_warn_and_a_report_that_is_none_are_refused(told, tmp_path):
    report = only_report(told)
    with pytest.raises(Refused, match="ONLY-FOR-US"):
        evidence_sheet(told.workspace, report.id, tmp_path / "sheet.pdf", today=TODAY, lang="en")
    with pytest.raises(Refused, match="no report"):
        evidence_sheet(told.workspace, "ffffff", tmp_path / "a-ONLY-FOR-US.pdf", today=TODAY, lang="en")


def test_the_words_say_the_same_things_in_every_language():
    words = load("evidence/words.yml").data
    assert {"be", "de", "en", "pl", "ru", "uk"} == set(words)
    shapes = {
        str({part: sorted(rows) if hasattr(rows, "keys") else "" for part, rows in one.items()})
        for one in words.values()
    }
    assert len(shapes) == 1
