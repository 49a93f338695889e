"""A poster says what is public and nothing else, in every language, on both sizes. All people are invented."""

import pypdfium2
import pytest
from test_workflows_letters import fact
from workflows_house import TODAY

from habeas.publish.settings import SiteSettings
from habeas.workflows.poster import poster
from habeas.workflows.publish import set_settings
from habeas.workflows.refused import Refused

SIZES = {"a3": (842, 1191), "a4": (595, 842)}  # points


@pytest.fixture
def shown(make):
    house = make()
    house.widen(*house.accepted_verdict())
    set_settings(house.workspace, SiteSettings(address="https://register.example", publisher="Kropka"))
    return house


def made(house, tmp_path, lang="en", size="a3", person="Zialonka"):
    file = tmp_path / "poster.pdf"
    poster(house.workspace, person, file, today=TODAY, lang=lang, size=size)
    [page] = pypdfium2.PdfDocument(file)
    return page, " ".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize("lang", ["be", "ru", "uk", "pl", "en", "de"])
def test_the_name_and_the_address_of_the_page_stand_on_it(shown, tmp_path, lang):
    _, text = made(shown, tmp_path, lang)
    assert "Zialonka" in text and "Kropka" in text
    assert f"https://register.example/{lang}/people/" in text


@pytest.mark.parametrize("size", SIZES)
def test_it_is_one_page_of_the_size_that_was_asked_for(shown, tmp_path, size):
    page, _ = made(shown, tmp_path, size=size)
    assert tuple(map(round, page.get_size())) == SIZES[size]


def test_nobody_who_is_not_public_gets_a_poster(make, tmp_path):
    house = make()
    house.accepted_verdict()
    with pytest.raises(Refused, match="Nobody here is called"):
        made(house, tmp_path)
    assert list(tmp_path.glob("poster*")) == []


def test_what_only_we_know_stands_on_no_poster(shown, tmp_path):
    fact(shown, "contact", facility=("СІЗА № 9",))
    fact(shown, "identity", name=("Зялёнка Марына Їнґаўна",), occupation=("пчалярка",))
    _, text = made(shown, tmp_path, lang="be")
    assert "Zialonka" in text
    assert not any(word in text for word in ("СІЗА", "Зялёнка", "пчалярка"))


def test_a_site_without_an_address_has_a_poster_without_a_code(make, tmp_path):
    house = make()
    house.widen(*house.accepted_verdict())
    _, text = made(house, tmp_path)
    assert "Zialonka" in text and "https://" not in text
