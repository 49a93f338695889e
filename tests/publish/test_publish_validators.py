"""What others say of our pages: the HTML checker of the W3C (vnu) and axe-core, in all six languages.

`make validators` fetches both and runs this; else it is skipped, saying what is missing. With HABEAS_HARDEN=1 axe looks at each page
wide and narrow, light and dark; else these take turns.
"""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from publish_story import story
from test_publish_browser import CHROMIUM, PAGES, QUIET

from habeas.publish.build import files_of

VNU = Path(os.environ.get("HABEAS_VNU", "not asked for"))  # half a minute more, which `make test` has not
AXE = Path(os.environ.get("HABEAS_AXE", "not asked for"))
LANGUAGES = ("be", "ru", "uk", "pl", "en", "de")
WAYS = list(product((1280, 360), ("light", "dark")))
RUN = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(", "));
}"""

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    root = tmp_path_factory.mktemp("site")
    for path, data in files_of(replace(story(), languages=LANGUAGES)).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.mark.skipif(not VNU.is_file(), reason="vnu is not here (`make validators` fetches it)")
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java on this computer: vnu cannot run")
def test_the_html_checker_finds_nothing(folder):
    said = subprocess.run(
        ["java", "-jar", str(VNU), "--format", "json", "--skip-non-html", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    # vnu takes a folder for no origin, which 'self' cannot name, and linked data for a script. That a browser loads every
    # style and face under this policy, and complains of nothing, is what test_publish_browser shows.
    wrong = [
        f"{Path(one['url']).relative_to(folder.as_uri().replace('///', '/'))}: {one['message']}"
        for one in json.loads(said.stderr)["messages"]
        if "violates Content Security Policy (meta tag)" not in one["message"]
    ]
    assert wrong == []


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not here (`make validators` fetches it)")
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this computer: axe-core cannot run")
def test_axe_finds_nothing_on_the_site(folder):
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe, wrong = AXE.read_text(encoding="utf-8"), []
    pages = [path.format(lang=lang) for lang in LANGUAGES for path in PAGES[1:]]
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for turn, (width, scheme) in enumerate(WAYS):
            context = chromium.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
            )
            page = context.new_page()
            for path in pages if os.environ.get("HABEAS_HARDEN") else pages[turn :: len(WAYS)]:
                page.goto((folder / path).as_uri())
                page.evaluate(axe)
                wrong += [f"{path} {width} {scheme}: {one}" for one in page.evaluate(RUN)]
        chromium.close()
    assert wrong == []
