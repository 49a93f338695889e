"""The one box: filters that narrow what was found, saved searches that say what is new, and a feed that names nobody."""

from web_visitor import Visitor

from habeas.workflows.erase_person import erase_person


def option(visitor, name, words):
    """The value behind an option of a filter."""
    rows = visitor.page.css(f"select[name={name}] option")
    return next(row.attributes["value"] for row in rows if words in visitor.words(row))


def test_a_search_is_narrowed_and_says_what_is_new(visitor, report, accept_all):
    accept_all("Hanna Kavalchuk")
    visitor.get("/people/")
    visitor.follow("Filters")
    assert {"article", "place", "year", "status", "language", "origin"} <= {
        node.attributes["name"] for node in visitor.page.css(".filters select")
    }
    status, year = option(visitor, "status", "under investigation"), option(visitor, "year", "2026")
    visitor.get(f"/people/?status={status}&year={year}&page=1")
    assert visitor.all(".people h2") == ["Hanna Kavalchuk"]
    assert "(1)" in visitor.all("select[name=origin] option")[1], "a filter counts whom the others leave"
    visitor.get(f"/people/?status={status}&article={'0' * 12}")
    assert "Nobody stands under all these filters" in visitor.text
    visitor.get(f"/people/?status={status}&year={year}")
    visitor.press("Tell me what is new")
    assert visitor.path == "/searches/"
    assert "Year of detention: 2026" in visitor.text
    assert "nothing new" in visitor.text
    visitor.get("/")
    assert "has something new" not in visitor.text

    accept_all("She faces")
    visitor.get("/")
    assert "1 saved search has something new" in visitor.text
    visitor.get("/searches/")
    assert "1 new or changed" in visitor.text
    feed = visitor.page.css_first(".address a").attributes["href"]
    visitor.press("Look")
    assert visitor.all(".people h2") == ["Hanna Kavalchuk"]
    assert "Hanna" not in visitor.answer.redirect_chain[-1][0]
    visitor.get("/searches/")
    assert "nothing new" in visitor.text

    news = Visitor().client.get(feed, headers={"host": "localhost:8765"})
    assert news.status_code == 200
    assert "H. K. (" in news.content.decode()
    assert "Kavalchuk" not in news.content.decode()
    assert Visitor().client.get(feed[:-6] + "x.xml", headers={"host": "localhost:8765"}).status_code == 404


def test_a_typing_error_is_found_and_the_saved_name_goes_with_the_person(
    visitor, report, accept_all, workspace, served
):
    accept_all("Hanna Kavalchuk")
    visitor.get("/people/")
    visitor.press("Find", q="Hanna Kavalchk")
    assert visitor.all(".people h2") == ["Hanna Kavalchuk"]
    person = visitor.page.css_first(".people h2 a").attributes["href"].split("/")[2]
    visitor.press("Tell me what is new")
    assert "Hanna Kavalchk" in visitor.text
    erase_person(workspace, person, served.decider("R-01"))
    visitor.get("/searches/")
    assert "No search is saved" in visitor.text


def test_nobody_looks_at_or_drops_what_another_saved(visitor, report, workspace):
    visitor.get("/people/")
    visitor.press("Find", q="Zaranka")
    visitor.press("Tell me what is new")
    action = visitor.page.css_first("main form").attributes["action"]
    from habeas.store import searches

    [one] = searches.searches(workspace, "R-01")
    searches.save(workspace, searches.SavedSearch(one.number, "R-02", one.since, one.words))
    visitor.press("Drop it")
    assert visitor.status == 404
    assert searches.search(workspace, one.number) is not None, action
