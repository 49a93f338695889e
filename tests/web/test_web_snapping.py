"""A correction keeps to the words of the report: typed, told by their place, or chosen in the browser."""

import pytest

TEXT = "Fined\n\nHanna Kavalchuk, a teacher, was fined 300 rubles on 4 May 2026. On 9 May she was seen in Minsk.\n"


@pytest.fixture
def fined(take_in):
    """The page of a report of one fine."""
    return take_in("fine.txt", TEXT)


def correcting(visitor, fined):
    """The address and the fields of the form that corrects the fine."""
    page = visitor.get(fined)
    fine = next(c for c in page.css(".statement") if "Fine:" in visitor.words(c.css_first(".what")))
    visitor.get(fine.css_first("a[data-key=e]").attributes["href"])
    return visitor._fields(visitor.page.css_first("form.form"))


def fine_of(workspace):
    """The fine as it entered the record."""
    from habeas.register.statements import of_lane

    [fine] = [s for s in of_lane(workspace.private()).statements if s.type == "fine"]
    return fine


def send(visitor, sent, rows):
    """Send the form with these rows: (field, value, place)."""
    for number, name in enumerate(("field", "value", "at")):
        sent[name] = [row[number] for row in rows]
    visitor.send(visitor.path, sent)


def test_what_is_typed_keeps_the_words_that_say_it(visitor, fined, workspace):
    sent = correcting(visitor, fined)
    assert visitor.page.css_first("#words").text() == TEXT.splitlines()[2]
    shown = dict(zip(sent["field"], zip(sent["value"], sent["at"], strict=True), strict=True))
    start = TEXT.index("4 May 2026")
    assert shown["date"] == ("2026-05-04", f"{start}-{start + 10}"), "the form knows where a value stands"
    send(visitor, sent, [("date", "2026-05-09", ""), ("fine", "300 RUB", ""), ("place", "Dubrouna", "")])
    fine = fine_of(workspace)
    assert fine.fields["date"][0].span.text == "9 May"
    assert fine.fields["date"][0].read == "XXXX-05-09", "a date is kept as it is written"
    assert fine.fields["place"][0].span is None, "what stands nowhere has no words"
    assert "9 May" in fine.evidence[0].text, "the passage holds the words of its values"
    assert fine.evidence[0].text in TEXT


def test_words_told_by_their_place_are_read(visitor, fined, workspace):
    sent, start = correcting(visitor, fined), TEXT.index("9 May")
    send(visitor, sent, [("date", "9 May", f"{start}-{start + 5}"), ("fine", "300 RUB", "")])
    assert visitor.path == fined
    assert fine_of(workspace).fields["date"][0].read == "XXXX-05-09"


@pytest.mark.parametrize("place", ["9999-10004", "5-2", "x-y", "-", "0-5"])
def test_a_place_that_does_not_hold_the_words_is_no_place(visitor, fined, workspace, place):
    sent = correcting(visitor, fined)
    send(visitor, sent, [("date", "9 May", place), ("fine", "300 RUB", "")])
    assert visitor.status == 422
    assert "is no date" in visitor.text
    assert "9 May" in [field.attributes.get("value") for field in visitor.page.css("input[name=value]")]


def test_words_that_are_no_such_value_are_refused_and_kept(visitor, fined, workspace):
    sent, start = correcting(visitor, fined), TEXT.index("teacher")
    send(visitor, sent, [("date", "teacher", f"{start}-{start + 7}")])
    assert visitor.status == 422
    assert "The words “teacher” are no such value" in visitor.text


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize("width", [1280, 360])
def test_words_are_chosen_by_keys_and_by_pressing_them(signed_in, fined, workspace, width):
    with signed_in(viewport={"width": width, "height": 800}) as page:
        page.goto(page.url.rstrip("/") + fined)
        page.locator(".statement", has_text="Fine:").locator("[data-key=e]").click()
        page.wait_for_url("**/correct/**")
        values, places = page.locator("input[name=value]"), page.locator("input[name=at]")
        date = next(n for n in range(values.count()) if values.nth(n).input_value() == "2026-05-04")
        values.nth(date).focus()
        assert page.locator("#words [aria-selected=true]").all_inner_texts() == ["4", "May", "2026."]
        page.locator("#words [role=option]", has_text="9").click()
        page.locator("#words [role=option]", has_text="May").nth(1).click()
        assert values.nth(date).input_value() == "9 May"
        new = values.count() - 1
        page.locator("select[name=field]").nth(new).select_option("occupation")
        values.nth(new).focus()
        page.locator("#words").focus()
        for key in ("Home", "ArrowLeft", "ArrowLeft", "ArrowLeft"):
            page.keyboard.press(key)
        while page.locator("#words .cursor").inner_text() != "teacher,":
            page.keyboard.press("ArrowLeft")
        page.keyboard.press("Space")
        assert values.nth(new).input_value() == "teacher"
        page.keyboard.press("Enter")
        assert values.nth(new).evaluate("field => field === document.activeElement")
        start = TEXT.index("teacher")
        assert places.nth(new).input_value() == f"{start}-{start + 7}"
        page.get_by_role("button", name="Save the correction").click()
        page.wait_for_url(f"**{fined}#c*")
    fine = fine_of(workspace)
    assert fine.fields["date"][0].span.text == "9 May"
    assert fine.fields["occupation"][0].span.text == "teacher"
