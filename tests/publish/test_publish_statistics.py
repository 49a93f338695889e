"""The numbers: nobody counted twice, nothing below five told by itself, the drawing says no more than its table."""

from publish_lane import Writer, a_person, published
from selectolax.lexbor import LexborHTMLParser


def table(made, section):
    page = LexborHTMLParser(made["en/statistics.html"].decode())
    return [
        [cell.text(strip=True) for cell in row.css("th, td")]
        for row in page.css(f"[aria-labelledby={section}] tbody tr")
    ]


def people(number, places):
    writer = Writer()
    source = writer.source("Kropka")
    for one in range(number):
        person, *_ = a_person(writer, f"Zośka {one}")
        place = places[one % len(places)]
        writer.say("detention", person, source, "again", date="2026-05-01", place=place)
    return published(writer)


def test_rows_under_five_are_joined_and_places_stand_by_the_alphabet():
    made = people(7, ["Zarecca", "Zarecca", "Zarecca", "Zarecca", "Zarecca", "Lasnicy", "Astrova"])
    rows = [row[1:] for row in table(made, "places")]
    assert rows == [["Uzhorsk", "7"], ["Zarecca", "5"], ["Others, fewer than five each", "fewer than 5"]]
    assert "Lasnicy" not in made["en/statistics.html"].decode()


def test_a_year_with_few_tells_only_that_they_are_few():
    assert table(people(2, ["Lasnicy"]), "years") == [["2026", "fewer than 5", "0"]]
    assert table(people(6, ["Lasnicy"]), "years") == [["2026", "6", "0"]]


def test_the_drawing_of_few_is_the_same_for_one_and_for_four():
    def bars(number):
        page = LexborHTMLParser(people(number, ["Lasnicy"])["en/statistics.html"].decode())
        return [node.attributes["height"] for node in page.css("[aria-labelledby=years] rect")]

    assert bars(1) == bars(4)
    assert bars(4) != bars(5)
