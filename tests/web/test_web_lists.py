"""A people's list through the app: looked at, a column mended, taken over in one decision, taken back in one."""

from django.core.files.uploadedfile import SimpleUploadedFile

LIST = (
    "Прозвішча і імя;Нарадзіўся;Затрыманы;Артыкул;Колер\n"
    "Ганна Кавальчук;1987-04-03;12.05.2026;130;сіні\n"
    "Пятро Заранка;;14.05.2026;130;чырвоны\n"
    "Разам: 2;;;;\n"
)


def chosen(visitor, text=LIST, name="list.csv"):
    """Choose a list on the page and look at how it would be read."""
    visitor.get("/lists/")
    visitor.press(
        "Look at it first",
        file=SimpleUploadedFile(name, text.encode("utf-8")),
        publisher="Our group",
        published="2026-06-01",
    )
    return visitor


def test_a_list_is_looked_at_mended_taken_over_and_taken_back(visitor, workspace, served):
    before = len(workspace.private().entries)
    chosen(visitor)
    assert visitor.path.startswith("/lists/")
    assert "2 people are read from it. 1 row is about nobody. Nothing of it is kept yet." in visitor.text
    guessed = {
        node.attributes["name"]: next(
            (o.attributes["value"] for o in node.css("option") if "selected" in o.attributes), ""
        )
        for node in visitor.page.css(".columns select")
    }
    assert list(guessed.values()) == ["name", "born", "arrested", "articles", ""]
    visitor.press("Read it again", c0__E="note")
    assert "Note: сіні" in visitor.text
    assert len(workspace.private().entries) == before, "nothing is kept before somebody decides"
    visitor.press("Take it over")
    assert visitor.status == 422
    visitor.press("Take it over", sure="1")
    assert visitor.status == 200
    assert "Statements accepted" in visitor.text
    visitor.get("/people/")
    assert len(visitor.all(".people h2")) == 2
    visitor.get("/lists/")
    assert "list.csv, 2026-06-01" in visitor.text
    visitor.press("Take all of it back")
    assert "It is taken back" in visitor.all(".notice")[0]
    visitor.get("/people/")
    assert all("proposed" in row for row in visitor.all(".people li"))


def test_a_list_is_proposed_and_what_differs_is_said_before(visitor, report, accept_all, workspace):
    accept_all("12 May 2026")
    chosen(visitor, "Name;Born;Arrested\nHanna Kavalchuk;;13.05.2026\n")
    assert "May be somebody we know" in visitor.text
    assert "Hanna Kavalchuk" in visitor.all("h3 + ul")[-1]
    visitor.press("Propose what it says")
    assert "The list is kept" in visitor.text
    assert not visitor.page.css("main form"), "what is proposed needs no undo"


def test_what_is_no_list_or_no_longer_held_is_said(visitor, clock, workspace, monkeypatch):
    chosen(visitor, "<html><p>No table at all.</p></html>", "page.html")
    assert visitor.status == 409
    assert "no spreadsheet" in visitor.text
    chosen(visitor)
    here = visitor.path
    clock.seconds += 61 * 60
    visitor.get(here)
    assert visitor.status in (410, 403)
    visitor.get("/lists/")
    visitor.press("Look at it first", published="yesterday")
    assert visitor.status == 422
