"""A volunteer's evening in a real browser, page after page, at a desk and on a phone, with JavaScript and without.

One journey goes on where the one before ended, in one workspace. `make test` makes it on a narrow screen without JavaScript (other tests
of this room use JavaScript on a wide one); HABEAS_HARDEN=1 makes it in all four ways.
"""

import os
import re

import pytest
from test_web_lists import LIST
from test_web_paper import pdf

from habeas.store.workspace import Workspace
from habeas.workflows import partner as verbs

WAYS = [(360, False), (1280, False), (360, True), (1280, True)]
MADE = WAYS if os.environ.get("HABEAS_HARDEN") else WAYS[:1]
LOW = """[...document.querySelectorAll("main .btn, main button")].filter(b => b.offsetParent)
  .filter(b => b.getBoundingClientRect().height < 44).map(b => b.textContent)"""
STORY = "Hanna Kavalchuk was detained on 12 May 2026 in Minsk under article 342. She is held in SIZO-1."

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def berta(tmp_path, clock):
    """The card of another group."""
    with Workspace.create(tmp_path / "berta", clock=clock) as made:
        verbs.write_card(made, tmp_path / "berta.card")
    return tmp_path / "berta.card"


@pytest.mark.parametrize(("width", "script"), MADE)
def test_an_evening(signed_in, berta, workspace, tmp_path, width, script):
    size = {"width": width, "height": 800}
    with signed_in(expected=("422",), viewport=size, java_script_enabled=script) as page:
        evening = Evening(page, width, script)
        evening.takes_a_report_in()
        evening.answers_and_takes_back()
        evening.reads_a_page_of_paper(tmp_path)
        evening.notes_what_was_told()
        evening.enters_somebody_new()
        evening.asks_and_answers()
        evening.searches_and_keeps_the_search()
        evening.finds_where_she_is()
        evening.tells_two_people_apart()
        evening.takes_a_list_over(tmp_path)
        evening.shows_a_fact_to_everyone_and_hides_it()
        evening.adds_a_partner_and_sets_it_aside(berta, workspace)
        evening.changes_language_and_theme()


class Evening:
    """The journeys, each from the page where it begins to the page where it ends."""

    def __init__(self, page, width, script):
        self.page, self.width, self.script = page, width, script
        self.home = page.url.rstrip("/")

    def go(self, address):
        self.page.goto(self.home + address)
        self.fits()

    def press(self, words, within="main"):
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=words).first.click()
        self.fits()

    def follow(self, words):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=words).first.click()
        self.fits()

    def fits(self):
        """Nothing is wider than the screen, and whatever is pressed is high enough for a thumb."""
        assert self.page.locator("main").count() == 1, self.page.url
        if self.script:  # a page is measured by a script, which some contexts do not run
            assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width, self.page.url
            assert self.page.evaluate(LOW) == [], self.page.url

    def says(self, words):
        told = self.page.locator("body").inner_text().replace("\u00a0", " ")
        assert words in told, self.page.url

    def takes_a_report_in(self):
        self.go("/add/")
        self.page.locator("textarea[name=text]").fill(STORY)
        self.page.locator("input[name=publisher]").fill("Example Herald")
        self.page.locator("input[name=published]").fill("2026-05-20")
        self.press("Take it in")
        self.says("Taken in.")

    def answers_and_takes_back(self):
        for number in range(1, self.page.locator(".statement").count() + 1):
            row = self.page.locator(f"#c{number}")
            if row.locator("button[value=accept]").count():
                row.locator(".n").first.click()
                self.page.locator(f"#t{number}").click()
                row.get_by_role("button", name="Accept").click()
                self.page.locator(f"#c{number}.accepted").wait_for()
        last = self.page.locator(".statement").last
        number = last.get_attribute("id")
        last.get_by_role("button", name="Undo").click()
        self.page.locator(f"#{number}.proposed").wait_for()
        self.page.locator(f"#{number}").get_by_role("button", name="Accept").click()
        self.page.locator(f"#{number}.accepted").wait_for()

    def reads_a_page_of_paper(self, folder):
        (folder / "paper.pdf").write_bytes(pdf())
        self.go("/add/")
        self.page.locator("input[type=file]").set_input_files(folder / "paper.pdf")
        self.press("Take it in")
        self.page.wait_for_url("**/reports/**")
        picture = self.page.locator("figure.paper img").first
        picture.scroll_into_view_if_needed()
        self.fits()
        frame = self.page.locator(".boxes .f").first
        words, place = frame.locator(".over").first.bounding_box(), picture.bounding_box()
        assert place["x"] <= words["x"] and words["y"] + words["height"] <= place["y"] + place["height"]
        frame.locator(".chip").click()
        self.page.wait_for_url("**#c*")
        assert self.page.locator(f"{frame.get_attribute('href')} .open").is_visible()

    def notes_what_was_told(self):
        self.go("/note/")
        self.page.get_by_label("What we were told").fill("Her mother brought a parcel on 20 June 2026.")
        self.page.locator("#voice").fill("mother")
        self.page.get_by_label("only us").check()
        self.press("Keep the note")
        self.says("The note is kept")

    def enters_somebody_new(self):
        self.go("/people/new/")
        self.page.locator("input[name=name]").fill("Piotr Zaranka")
        self.page.locator("#text").fill("A neighbour saw the police take him on 20 June.")
        self.page.locator("#voice").fill("neighbour")
        self.page.get_by_label("only us").check()
        self.page.locator("select[name=type]").select_option("detention")
        self.page.locator("select[name=field]").first.select_option("date")
        self.page.locator("input[name=value]").first.fill("2026-06-20")
        sure = self.page.locator("#near input[name=sure]")
        if self.script:
            sure.wait_for()
            sure.check()
        self.press("Enter the person")
        if not self.script:  # who may be the same is shown once the form was sent
            sure.check()
            self.press("Enter the person")
        assert self.page.locator("h1").inner_text() == "Piotr Zaranka"

    def asks_and_answers(self):
        self.follow("Ask a question")
        self.page.locator("main textarea, main input[name=words]").first.fill("Which lawyer does he have?")
        with self.page.expect_navigation():
            self.page.locator("main form").last.get_by_role("button").first.click()
        self.go("/questions/")
        self.says("Which lawyer does he have?")
        with self.page.expect_navigation():
            self.page.locator("main li", has_text="Which lawyer").get_by_role("link").last.click()
        self.press("It cannot be known")

    def searches_and_keeps_the_search(self):
        self.page.locator("#q").fill("Ганна Кавальчук")
        self.page.get_by_role("button", name="Find").click()
        self.page.wait_for_url("**/people/found/**")
        self.says("Hanna Kavalchuk")
        self.press("Tell me what is new")
        self.go("/searches/")
        self.says("Ганна Кавальчук")

    def finds_where_she_is(self):
        self.go("/institutions/")
        self.follow("SIZO-1")
        self.says("Since 29 April 2024")
        self.follow("Hanna Kavalchuk")

    def tells_two_people_apart(self):
        with self.page.expect_navigation():
            self.page.locator("main a[href$='/doubles/']").first.click()
        self.fits()
        person = self.page.url.split("/people/")[1].split("/")[0]
        self.go("/people/")
        other = self.page.locator(".people a", has_text="Zaranka").first.get_attribute("href").split("/")[2]
        self.go(f"/people/{person}/beside/{other}/")
        self.press("No, two people")

    def takes_a_list_over(self, folder):
        (folder / "list.csv").write_text(LIST, encoding="utf-8")
        self.go("/lists/")
        self.page.locator("input[type=file]").set_input_files(folder / "list.csv")
        self.page.locator("input[name=publisher]").fill("Our group")
        self.page.locator("input[name=published]").fill("2026-06-01")
        self.press("Look at it first")
        self.page.locator(".columns select").last.select_option("note")
        self.press("Read it again")
        self.page.locator("#sure").check()
        self.press(re.compile("^Take it over"))
        self.says("Statements accepted")

    def shows_a_fact_to_everyone_and_hides_it(self):
        self.go("/people/")
        with self.page.expect_navigation():
            self.page.locator(".people a", has_text="Hanna").first.click()
        self.follow("Show to everyone")
        self.page.locator(".picks input").first.check()
        everyone = self.page.locator("input[type=radio][name=to]").first
        if everyone.count():
            everyone.check()
        self.press("See what will be shown")
        self.page.locator("input[name=basis]").first.check()
        for one in ("harm-prisoner", "harm-family", "harm-case"):
            self.page.locator(f"input[name={one}][value=no]").check()
        self.press(re.compile("^Show to everyone"))
        self.follow("Hide from everyone")
        self.page.locator(".picks input").first.check()
        self.press("Hide what is marked")

    def adds_a_partner_and_sets_it_aside(self, card, workspace):
        self.go("/partners/")
        form = self.page.locator("form[action$='/partners/add/']")
        form.locator("input[name=name]").fill("Berta")
        form.locator("input[type=file]").set_input_files(card)
        self.press("Add the partner")
        assert self.page.get_by_role("link", name="Set aside").count() == 0, (
            "what it sends is set aside as it is"
        )
        self.page.locator("input[name=words]").first.fill(" ".join(verbs.words(workspace, "Berta")))
        self.press("They are the same group")
        self.follow("Set aside")
        self.press("Set aside")
        self.says("Let it count again")

    def changes_language_and_theme(self):
        foot = self.page.locator(".foot")
        foot.locator("#theme").select_option("dark")
        foot.locator("form[action='/theme/'] button").click()
        self.page.locator("html[data-theme=dark]").wait_for()
        foot.locator("#lang").select_option("be")
        foot.locator("form[action='/language/'] button").click()
        self.page.locator("html[lang=be]").wait_for()
