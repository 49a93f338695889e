"""The site in a real browser, opened from a folder: it fits every width, loads its faces and asks nobody for anything."""

import os
import shutil
from dataclasses import replace

import pytest
from publish_story import ZOSKA, story

from habeas.publish.build import files_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SINGLE = (
    "index",
    "about",
    "search",
    "statistics",
    "changes",
    "help",
    "work",
    "recognition",
    "groups",
    "places",
    "articles",
    "institutions",
)
PAGES = ["index.html", *("{lang}/" + name + ".html" for name in SINGLE), "{lang}/people/" + ZOSKA + ".html"]

HARDEN = bool(os.environ.get("HABEAS_HARDEN"))  # then both languages at every width
pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium on this machine: the site is not looked at in a browser"
    ),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    for path, data in files_of(replace(story(), languages=("be", "de", "en"))).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return root


@pytest.fixture(scope="module")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.mark.parametrize(
    ("width", "scheme", "langs"),
    [(320, "dark", ("be", "de")), (640, "light", ("de",)), (1280, "light", ("be",))],
)
def test_pages_fit_and_ask_nobody(browser, folder, width, scheme, langs):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    for lang in ("be", "de") if HARDEN else langs:
        for path in PAGES[lang == "de" :]:
            page.goto((folder / path.format(lang=lang)).as_uri())
            page.evaluate("document.fonts.ready.then(() => true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, lang)
    faces = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').length")
    context.close()
    assert faces >= 3
    assert not said
    assert all(url.startswith(folder.as_uri()) for url in asked)


def test_an_earlier_address_leads_on_by_itself(browser, folder):
    page = browser.new_page()
    page.goto((folder / "en" / "people" / ("a2" * 16 + ".html")).as_uri())
    page.wait_for_url(f"**/{ZOSKA}.html")
    assert page.inner_text("h1") == "Zośka Padlipskaja"
    page.close()


@pytest.mark.parametrize("query", ["Zoska Padl", "падліп зос", "Подлип", "PADLIPSKAIA"])
def test_the_search_finds_a_name_in_any_script_from_a_disk(browser, folder, query):
    page = browser.new_page()
    page.goto((folder / "en" / "search.html").as_uri())
    page.fill("#q", query)
    page.wait_for_selector("#found a")
    assert page.inner_text("#count") == "1 person found."
    page.click("#found a")
    page.wait_for_url(f"**/{ZOSKA}.html")
    page.close()


def test_the_script_folds_a_name_as_the_program_does(browser, folder):
    """Each name finds itself by each of its spellings, whichever of the two folded it."""
    from habeas.publish.outputs.search import folded

    names = [
        "Зоська Падліпская",
        "Zośka Padlipskaja",
        "Щербань Ілля",
        "Shcherban Illia",
        "Ґалаґан",
        "Łukasz Żółć",
        "Мар’я Ўсяслаўна",
    ]
    page = browser.new_page()
    page.goto((folder / "en" / "search.html").as_uri())
    script = next((folder / "assets").glob("search.*.js")).read_text(encoding="utf-8")
    fold = script[script.index("  function fold(") : script.index("  window.habeas")]
    letters = script[script.index("  var FOLD") : script.index("  var MOST")]
    for name in names:
        there = page.evaluate(
            "([a, b, name]) => Function(a + b + 'return fold(arguments[0])')(name)", [letters, fold, name]
        )
        assert there == list(folded(name))
    page.close()
