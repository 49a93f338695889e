"""axe-core finds nothing wrong on any page, in any language; skipped where axe-core is not on this computer.

Where it is: `npm pack axe-core`, unpack it, and say HABEAS_AXE=…/axe.min.js. With HABEAS_HARDEN=1 each page is looked at
wide and narrow, light and dark; else these take turns.
"""

import os
from itertools import product
from pathlib import Path

import pytest
from test_web_lists import chosen
from test_web_paper import pdf
from test_web_second import ANSWERS, choose

from habeas.packs.loader import names
from habeas.store.accounts import KEEPER
from habeas.store.workspace import Workspace
from habeas.web.institutions_page import houses_of
from habeas.workflows import partner as verbs
from habeas.workflows.two_people import change_rule

LIST_RESULT = "what became of the list"
AXE = Path(os.environ.get("HABEAS_AXE", "node_modules/axe-core/axe.min.js"))
LANGUAGES = [name.removesuffix(".yml") for name in names("words/app", ".yml")]
WAYS = list(product((1280, 360), ("light", "dark")))
MOST_BYTES = 100_000
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], rules: {"color-contrast-enhanced": {enabled: true}}});
  return found.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", "));
}"""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def axe():
    if not AXE.is_file():
        pytest.skip("axe-core is not on this computer (HABEAS_AXE), so no page was looked at by it")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def exchanged(visitor, tmp_path, clock, workspace, served):
    """What has an address only once something was sent: a list that is looked at, a partner, a form for a second person."""

    def sent(person):
        list_page = chosen(visitor).path
        with Workspace.create(tmp_path / "berta", clock=clock) as made:
            verbs.write_card(made, tmp_path / "berta.card")
            berta = verbs.add(workspace, "Berta", tmp_path / "berta.card")
        change_rule(workspace, True, served.decider(KEEPER))
        choose(visitor, person)
        visitor.press("Show to everyone", **ANSWERS)
        [second] = served.second
        partner = f"/partners/{berta.log.hex()}/aside/"
        return [list_page, partner, f"/second/{second}/", "/publishing/", LIST_RESULT]

    return sent


def arrive(page, home, address, pages):
    """Go to an address; what became of a list has none, so the list is taken over."""
    if address != LIST_RESULT:
        return page.goto(home + address)
    page.goto(home + next(one for one in pages if one.startswith("/lists/") and one != "/lists/"))
    page.locator("input[name=sure]").check()
    with page.expect_navigation() as told:
        page.locator("button[value=own]").click()
    return told.value


@pytest.fixture
def pages(report, accept_all, take_in, workspace, served, exchanged):
    """The address of every page that a volunteer comes to, with something on each."""
    from habeas.workflows.holding import hold

    accept_all("Hanna Kavalchuk")
    accept_all("sentenced on 3 June 2026")
    take_in(
        "more.txt", "Twelve held\n\nTwelve people were detained on 2 June 2026 in Dubrouna-on-the-Hill.\n"
    )
    holding = hold(workspace, today=served.today())
    person = next(one.id for one in holding.register.people if "Kavalchuk" in one.name)
    statement = next(s.id for one in holding.reports.values() for s in one.open.statements)
    at = next(
        f"/reports/{one.id}/"
        for one in holding.reports.values()
        if statement in {s.id for s in one.open.statements}
    )
    own = [f"/people/{person}/", f"/people/{person}/?as-of=2026-06-25"]
    own += [f"/people/{person}/{what}/" for what in ("fact", "show", "hide", "question", "doubles", "forget")]
    other = next(one.id for one in holding.register.people if one.id != person)
    own += [f"/people/{person}/beside/{other}/", f"{report}?full=1", "/people/?filter=1"]
    paper = take_in("two-pages.pdf", pdf())
    house = next(one.code for one in houses_of(served.seen())[0] if one.cards)
    own += [paper, f"/institutions/{house}/", *exchanged(f"/people/{person}/")]
    return [
        *(
            "/",
            "/people/",
            "/due/?days=90",
            "/numbers/",
            "/groups/",
            "/note/",
            "/add/",
            "/partners/",
            "/nowhere/",
            "/institutions/",
        ),
        *("/account/", "/accounts/", "/questions/", "/sign-in/", "/lists/", "/searches/", "/people/new/"),
        *(report, f"{report}source/", f"{at}correct/{statement}/"),
        *own,
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(signed_in, axe, pages, lang):
    ways = WAYS if os.environ.get("HABEAS_HARDEN") else None
    wrong = []
    with signed_in(expected=("404",)) as page:
        home = page.url.rstrip("/")
        page.context.add_cookies([{"name": "habeas-lang", "value": lang, "url": home}])
        for number, address in enumerate(pages):
            one_way = [WAYS[(number + LANGUAGES.index(lang)) % len(WAYS)]]
            for width, theme in one_way if address == LIST_RESULT else ways or one_way:
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=theme)
                answer = arrive(page, home, address, pages)
                where = f"{address} {lang} {width} {theme}"
                assert answer.status in (200, 404), where
                assert len(answer.body()) < MOST_BYTES, where
                wide = page.evaluate("document.documentElement.scrollWidth")
                wrong += [f"{where}: {wide} wide"] if wide > width else []
                page.evaluate(axe)
                wrong += [f"{where}: {one}" for one in page.evaluate(RUN)]
    assert wrong == []
