"""A case file tells what was accepted, on whose word and from where; a draft for the UN marks its gaps. People are invented."""

import pypdfium2
import pytest
from test_workflows_letters import fact
from workflows_house import TODAY

from habeas.packs.loader import load
from habeas.workflows.dossier import dossier
from habeas.workflows.dossier_form import OPEN, UNKNOWN
from habeas.workflows.refused import Refused

LANGUAGES = ("be", "ru", "uk", "pl", "en", "de")


@pytest.fixture
def known(make):
    house = make()
    house.accepted_verdict()
    fact(house, "identity", name=("Зялёнка Марына Їнґаўна",), occupation=("пчалярка",))
    return house


def made(house, tmp_path, lang="en", **more):
    file = tmp_path / "case-ONLY-FOR-US.pdf"
    dossier(house.workspace, "Maryna Zialonka", file, today=TODAY, lang=lang, **more)
    return " ".join(
        " ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(file)
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_tells_the_case_and_its_sources_in_every_language(known, tmp_path, lang):
    own = load(f"dossier/words/{lang}.yml").data
    text = made(known, tmp_path, lang)
    assert "ONLY-FOR-US" in text and own["sources"] in text and own["facts"] in text
    assert "Зялёнка Марына Їнґаўна" in text and "пчалярка" in text
    captures = {e.capture for s in known.hold().held.statements for e in s.evidence}
    plain = text.replace(" ", "")
    assert captures and all(capture in plain for capture in captures), "every source stands with its checksum"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_words(lang):
    english = load("dossier/words/en.yml").data
    assert set(load(f"dossier/words/{lang}.yml").data) == set(english)


def test_a_draft_for_the_un_answers_what_is_known_and_marks_the_rest(known, tmp_path):
    text = made(known, tmp_path, "be", with_form=True)
    assert "Working Group on Arbitrary Detention" in text and "Family name and first name" in text
    assert UNKNOWN in text and text.count(OPEN) == 4
    assert "пчалярка" in text.split("Profession or activity")[1].split("Usual residence")[0]
    assert "Family name" not in made(known, tmp_path, "be")


def test_what_is_only_proposed_stands_in_no_file(make, tmp_path):
    house = make()
    house.told_of_the_verdict()
    with pytest.raises(Refused, match="still proposed"):
        made(house, tmp_path)


def test_the_file_says_whom_it_is_for(known, tmp_path):
    with pytest.raises(Refused, match="ONLY-FOR-US"):
        dossier(known.workspace, "Maryna Zialonka", tmp_path / "case.pdf", today=TODAY, lang="en")


@pytest.mark.parametrize(("lang", "says"), [("en", "beyond the calendar"), ("be", "за межы календара")])
def test_the_file_says_why_the_law_could_not_be_asked(known, tmp_path, lang, says):
    fact(known, "detention", date=("9998-12-30",))
    fact(known, "sentence", date=("9998-12-31",), term=("P999Y",), article=("361-4 1",))
    assert says in made(known, tmp_path, lang)
