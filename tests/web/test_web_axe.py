"""axe-core finds nothing wrong on any page, in any language; skipped where axe-core is not on this computer.

Where it is: `npm pack axe-core`, unpack it, and say HABEAS_AXE=…/axe.min.js. With HABEAS_HARDEN=1 each page is looked at
wide and narrow, light and dark; else these take turns.
"""

import os
from itertools import product
from pathlib import Path

import pytest

from habeas.packs.loader import names

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
def pages(report, accept_all, take_in, workspace, served):
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
            for width, theme in ways or [WAYS[(number + LANGUAGES.index(lang)) % len(WAYS)]]:
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=theme)
                answer = page.goto(home + address)
                where = f"{address} {lang} {width} {theme}"
                assert answer.status in (200, 404), where
                assert len(answer.body()) < MOST_BYTES, where
                wide = page.evaluate("document.documentElement.scrollWidth")
                wrong += [f"{where}: {wide} wide"] if wide > width else []
                page.evaluate(axe)
                wrong += [f"{where}: {one}" for one in page.evaluate(RUN)]
    assert wrong == []
