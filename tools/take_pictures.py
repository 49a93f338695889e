"""Takes the pictures in docs/pictures from a served demonstration: run `habeas demo DIR`, then this with its sign-in link.

python tools/take_pictures.py http://localhost:8765/sign-in/... DIR/public
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from reportlab.pdfgen.canvas import Canvas

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LINES = (
    "Hanna Kavalchuk was detained on 12 May 2026 in Dubrouna-on-the-Hill, her sister says.",
    "On 3 June 2026 the court sentenced Piotr Zaranka to two years in prison under article 130.",
    "Ihar Lozka was fined 300 rubles on 4 June 2026.",
)
PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"


def keep(page, name, *, height):
    """Keep the visible part as a small PNG: 64 colours are enough for paper and ink."""
    data = page.screenshot(clip={"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height})
    picture = Image.open(io.BytesIO(data)).convert("RGB").quantize(64)
    picture.save(PICTURES / name, optimize=True)


def paper(page, base):
    """A report that came as a PDF: its page with frames over the words of its statements. All people are invented."""
    file = io.BytesIO()
    sheet = Canvas(file)
    sheet.setFont("Times-Bold", 20)
    sheet.drawString(72, 770, "Held after the library evening")
    sheet.setFont("Times-Roman", 12)
    for number, line in enumerate(LINES):
        sheet.drawString(72, 730 - 18 * number, line)
    sheet.save()
    page.goto(f"{base}/add/")
    one = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": file.getvalue()}
    page.locator("input[type=file]").set_input_files(one)
    page.locator("input[name=publisher]").fill("Second Envelope")
    page.locator("input[name=published]").fill("2026-06-10")
    page.locator("main .btn.main").click()
    page.wait_for_url("**/reports/**")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    keep(page, "paper-1280.png", height=900)


def places(page, base):
    """Who of ours is where, and the dated addresses of one place."""
    page.goto(f"{base}/institutions/")
    page.locator("section[aria-labelledby=h-ours] h3 a").first.click()
    page.wait_for_url("**/institutions/*/")
    keep(page, "place-1280.png", height=900)


def main(link, site):
    base = link.split("/sign-in/")[0]
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(link)
        page.click("main button")
        for title in ("На молочном заводе", "The Uzhorsk cases"):
            found = page.locator(f".item h3 a:has-text('{title}')")
            if found.count():
                found.first.click()
                break
        page.wait_for_load_state()
        page.keyboard.press("j")
        keep(page, "report-1280.png", height=900)
        page.goto(f"{base}/")
        keep(page, "queue-1280.png", height=900)
        page.goto(f"{base}/questions/")
        keep(page, "questions-1280.png", height=900)
        page.goto(f"{base}/people/?filter=1")
        keep(page, "people-1280.png", height=900)
        page.locator('.people h2 a:not([href*="/p-"])').first.click()
        page.wait_for_load_state()
        page.goto(page.url + "doubles/")
        page.set_viewport_size({"width": 360, "height": 900})
        keep(page, "doubles-360.png", height=900)
        page.goto(f"{base}/lists/")
        keep(page, "lists-360.png", height=900)
        page.set_viewport_size({"width": 1280, "height": 900})
        paper(page, base)
        places(page, base)
        pages = {
            lang: next(
                path
                for path in sorted((Path(site) / lang / "people").glob("*.html"))
                if "Padlipskaja" in path.read_text(encoding="utf-8")
            )
            for lang in ("en", "be")
        }
        for lang, width, height in (("en", 1280, 1100), ("be", 360, 1000)):
            page.set_viewport_size({"width": width, "height": height})
            page.goto(pages[lang].resolve().as_uri())
            keep(page, f"site-{width}.png", height=height)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
