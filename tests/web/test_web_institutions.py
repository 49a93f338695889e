"""Places of detention: who of ours is there, addresses with their days, what the country lets through."""

import pytest

from habeas.web.serving import served as serving

STORY = (
    "Held\n\nHanna Kavalchuk was detained on 12 May 2026 in Minsk under article 342. She is held in SIZO-1.\n\n"
    "Piotr Zaranka was detained on 13 May 2026 in Minsk under article 342. He is held in Colony No. 27.\n"
)
OWN = """country: by
institutions:
  - id: kalonija-27
    kind: colony
    names: {be: калонія № 27, en: Colony No. 27}
    place: Ласнічы
    from: 2025-01-01
    letter: {lang: be, street: "вул. Лясная, 27", index: "000000", town: в. Ласнічы}
    source: a letter that came back
    verified_by: [R-02]
"""


@pytest.fixture
def held(visitor, take_in, accept_all):
    """Two people of ours, one where we have an address, one where we have none."""
    take_in("story.txt", STORY)
    accept_all()
    return visitor


def test_the_list_begins_with_places_in_which_somebody_of_ours_is(held):
    held.get("/institutions/")
    ours = held.all("section[aria-labelledby=h-ours] li")
    assert len(ours) == 2
    assert all("1 person of ours" in one for one in ours)
    assert any(one.startswith("SIZO-1 pre-trial prisonПашковічыBelarus") for one in ours), ours
    assert any("We have no address of “Colony No. 27”" in one for one in ours)
    others = held.all("section[aria-labelledby=h-others] h3")
    assert others.index("Colony No. 3") < others.index("Colony No. 22") < others.index("SIZO-7")
    assert "SIZO-1" not in others


def test_a_place_told_in_two_scripts_is_one_place(visitor, take_in, accept_all):
    told = "Міхась Дрозд затрыманы 12 мая 2026 года па артыкуле 342. Ён утрымліваецца ў калоніі № 27."
    take_in("story.txt", STORY)
    take_in("belarusian.txt", told)
    accept_all()
    visitor.get("/institutions/")
    ours = visitor.all("section[aria-labelledby=h-ours] li")
    assert [("2 people of ours" in one) for one in ours if "27" in one] == [True], ours


def test_a_place_that_moved_has_both_addresses_with_their_days(held):
    held.get("/institutions/")
    page = held.follow("SIZO-1")
    now, before = held.all(".dated")
    assert "Since 29 April 2024" in now and "Пашковічы" in now
    assert "Until 29 April 2024" in before and "Not the address of today" in before
    assert "Nobody of ours has tried it by post" in now
    assert page.css_first("address").attributes["lang"] == "be"
    assert "Let through are letters in: Belarusian, Russian" in held.text
    assert "3000 letters" in held.text
    held.follow("Hanna Kavalchuk")
    assert held.page.css_first("h1.name").text() == "Hanna Kavalchuk"
    held.follow("The place: address and letters")
    assert held.all("h1") == ["SIZO-1"]


def test_a_place_without_a_card_says_so_until_the_group_writes_its_own(held, workspace):
    held.get("/institutions/")
    held.follow("Colony No. 27")
    assert "Write down its address in letter-places.yml" in held.text
    assert "Piotr Zaranka" in held.text
    (workspace.folder / "letter-places.yml").write_text(OWN, encoding="utf-8")
    serving()._seen = None  # the file is read again at the next start, or with the next entry
    held.get("/institutions/")
    held.follow("Colony No. 27")
    assert "вул. Лясная, 27" in held.text
    assert "Somebody of yours tried it by post" in held.text
    assert "Piotr Zaranka" in held.text


def test_a_broken_file_of_addresses_is_said_and_breaks_nothing(held, workspace):
    (workspace.folder / "letter-places.yml").write_text("institutions: 5", encoding="utf-8")
    held.get("/institutions/")
    assert held.status == 200
    assert "there is no list of places" in held.text
    assert "SIZO-1" in held.text


def test_no_place_is_at_a_foreign_address(held):
    held.get("/institutions/0123456789ab/")
    assert held.status == 404


def test_whoever_is_free_is_not_there(visitor, take_in, accept_all):
    free = STORY.split("\n\n")[1] + " She was released on 20 June 2026.\n"
    take_in("free.txt", free, published="2026-06-21")
    accept_all()
    visitor.get("/institutions/")
    assert visitor.all("section[aria-labelledby=h-ours] li") == []
    assert "SIZO-1" in visitor.all("section[aria-labelledby=h-others] h3")


def test_an_empty_workspace_says_when_places_come(visitor):
    visitor.get("/institutions/")
    assert "A place is listed when an accepted statement names it." in visitor.text
