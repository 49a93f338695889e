"""A long report comes in parts that a slow line carries; its statements keep their numbers, and answers lead back to their part."""

from hypothesis import given
from hypothesis import strategies as st

from habeas.web.parts import LETTERS, STATEMENTS, part_at, parts_of

MOST_BYTES = 100_000
WHO = ("Hanna Kavalchuk", "Piotr Zaranka", "Ihar Lozka")


@given(
    st.lists(st.text("ab \n", max_size=40), max_size=30).map(lambda some: "".join(some) * 40),
    st.lists(st.integers(0, 40_000), max_size=90),
)
def test_parts_are_the_text_and_hold_no_more_than_they_may(text, starts):
    places = sorted(start for start in starts if start < len(text))
    parts = parts_of(text, places)
    assert "".join(text[start:end] for start, end in parts) == text
    for number, (start, end) in enumerate(parts, 1):
        inside = [place for place in places if start <= place < end]
        assert end - start <= LETTERS
        assert sum(place > start for place in inside) <= STATEMENTS
        assert all(part_at(parts, place) == number for place in inside)


def test_a_long_report_is_read_part_by_part(visitor, take_in):
    text = "\n\n".join(
        f"{WHO[n % 3]} was fined {n}0 rubles on {n % 28 + 1} May 2026. " + "It rained in the town. " * (n % 9)
        for n in range(1, 61)
    )
    report = take_in("long.txt", f"Fined\n\n{text}\n")
    page = visitor.get(report)
    assert "63 statements" in visitor.text
    assert "Part 1 of " in visitor.text
    numbers = []
    while True:
        assert len(visitor.answer.content) < MOST_BYTES
        here = [int(card.attributes["id"][1:]) for card in page.css(".statement")]
        assert {f"t{n}" for n in here} == {chip.attributes["id"] for chip in page.css(".text a.n")}
        numbers += here
        if not page.css("a[rel=next]"):
            break
        page = visitor.get(report + page.css_first("a[rel=next]").attributes["href"])
    assert numbers == list(range(1, 64))
    visitor.press("Reject", within=f"#c{numbers[-1]}")
    assert visitor.page.css_first(f"#c{numbers[-1]}.rejected") is not None, "back in the part of the answer"
    assert "1 decided" in visitor.text
    assert visitor.get(report).css_first("#c1") is not None, "and the report opens where something is open"
    for strange in ("?part=0", "?part=99", "?n=9999999999", "?n=-1", "?part=x"):
        visitor.get(report + strange)
        assert visitor.status == 200


def test_a_long_queue_shows_what_matters_most_and_says_how_much_waits(visitor, take_in, report, monkeypatch):
    monkeypatch.setattr("habeas.web.queue.MOST", 1)
    take_in("later.txt", "Fined\n\nIhar Lozka was fined 300 rubles on 4 May 2026.\n")
    visitor.get("/")
    assert visitor.all(".inbox .item h3") == ["Two held after a library evening"]
    assert "1 more report waits" in visitor.text
