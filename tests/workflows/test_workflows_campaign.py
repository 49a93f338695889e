"""The papers of a day of action: what is public apart from what is not, whoever is asked for. All people are invented."""

from datetime import date

import pypdfium2
import pytest
from test_workflows_letters import fact
from workflows_house import TODAY

from habeas.publish.settings import SiteSettings
from habeas.workflows.campaign import Asked, campaign, days_ahead, id_of
from habeas.workflows.publish import set_settings
from habeas.workflows.refused import Refused


@pytest.fixture
def shown(make):
    house = make()
    house.widen(*house.accepted_verdict())
    set_settings(house.workspace, SiteSettings(address="https://register.example", publisher="Kropka"))
    return house


def text(file):
    return " ".join(
        " ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(file)
    )


def test_the_next_day_is_taken_and_everyone_held_stands_on_the_papers(shown, tmp_path):
    made = campaign(shown.workspace, tmp_path / "pack", Asked(lang="be"), today=TODAY)
    assert (made.name, made.day) == ("Дзень правоў чалавека", date(2026, 12, 10))
    names = {str(file.relative_to(tmp_path / "pack")) for file in made.files}
    [poster] = [name for name in names if "/posters/" in name]
    person = poster[-12:-4]
    assert names == {
        "for-everyone/people.pdf", "for-everyone/pictures/day.png", f"for-everyone/pictures/{person}.png",
        f"for-everyone/posters/{person}.pdf",
    }  # fmt: skip
    listed = text(tmp_path / "pack/for-everyone/people.pdf")
    assert "Дзень правоў чалавека" in listed and "10 снежня 2026" in listed and "Zialonka" in listed
    assert "https://register.example/be/people/" in listed


def test_letter_sheets_lie_apart_and_nothing_of_ours_stands_on_the_rest(shown, tmp_path):
    fact(shown, "contact", facility=("СІЗА № 9",))
    fact(shown, "identity", name=("Зялёнка Марына Їнґаўна",), occupation=("пчалярка",))
    made = campaign(
        shown.workspace, tmp_path / "pack", Asked("political-prisoner", letters=True), today=TODAY
    )
    ours = [file for file in made.files if "for-everyone" not in file.parts]
    assert [file.name for file in ours] == ["letters-ONLY-FOR-US.pdf"]
    assert ours[0].parent.name == "ONLY-FOR-US" and "Їнґаўна" in text(ours[0])
    for file in set(made.files) - set(ours):
        told = text(file) if file.suffix == ".pdf" else file.read_bytes().decode("latin-1")
        assert not any(word in told for word in ("СІЗА", "Їнґаўна", "пчалярка"))


def test_whoever_wishes_no_letters_gets_a_poster_and_no_sheet(shown, tmp_path):
    fact(shown, "contact", wish=("no letters, please",))
    made = campaign(shown.workspace, tmp_path / "pack", Asked(letters=True), today=TODAY)
    [(name, why)] = made.without
    assert "Zialonka" in name and why.rule == "letter.wish"
    assert not any("ONLY-FOR-US" in str(file.relative_to(tmp_path)) for file in made.files)


@pytest.mark.parametrize(
    "asked, why",
    [
        (Asked("no-such-day"), "no day of action"),
        (Asked(people=("Piatro Lazavik",)), "Nobody here is called"),
    ],
)
def test_what_is_not_known_is_refused_and_nothing_is_written(shown, tmp_path, asked, why):
    with pytest.raises(Refused, match=why):
        campaign(shown.workspace, tmp_path / "pack", asked, today=TODAY)
    assert not (tmp_path / "pack").exists()


def test_a_folder_that_holds_something_is_left_alone(shown, tmp_path):
    with pytest.raises(Refused, match="holds something already"):
        campaign(shown.workspace, shown.folder, Asked(), today=TODAY)


def test_the_days_of_a_year_come_in_order_and_each_once():
    days = days_ahead(date(2026, 8, 25))
    assert [id_of(one) for one in days[:2]] == ["anarchist-prisoners-week", "disappearances"]
    assert len({id_of(one) for one in days}) == len(days) >= 15
