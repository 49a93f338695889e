"""A report that came as a PDF: its pages as pictures with frames over the words of its statements, the text below."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from habeas.workflows import page_pictures

LINES = (
    "Hanna Kavalchuk was detained on 12 May 2026 in Dubrouna-on-the-Hill.",
    "Piotr Zaranka was sentenced on 3 June 2026 to two",
    "years in prison.",
)


def pdf():
    file = io.BytesIO()
    canvas = Canvas(file)
    for number, line in enumerate(LINES):
        canvas.drawString(72, 730 - 16 * number, line)
    canvas.showPage()
    canvas.drawString(72, 730, "Ihar Lozka was fined 300 rubles on 4 June 2026.")
    canvas.save()
    return file.getvalue()


@pytest.fixture
def paper(take_in, tmp_path):
    """The page of a report that came as a PDF of two pages."""
    return take_in("two-pages.pdf", pdf())


def test_each_statement_is_framed_where_its_words_stand(visitor, paper):
    page = visitor.get(paper)
    figures = page.css("figure.paper")
    assert len(figures) == 2
    for figure in figures:
        picture = figure.css_first("img").attributes
        assert "Kavalchuk" not in picture["src"]
        answer = visitor.client.get(picture["src"])
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.content.startswith(b"\x89PNG")
        assert len(answer.content) < 60_000
    framed = [link for figure in figures for link in figure.css("a.f")]
    numbers = {card.attributes["id"] for card in page.css(".statement")}
    assert {link.attributes["href"][1:] for link in framed} == numbers, "each has its place"
    assert all("Statement" in link.attributes["aria-label"] for link in framed)
    [sentence] = {
        c.attributes["id"]
        for c in page.css(".statement")
        if "Sentence:" in visitor.words(c.css_first(".what"))
    }
    two_lines = next(link for link in framed if link.attributes["href"] == f"#{sentence}")
    assert len(two_lines.css("rect.over")) == 2, "one frame a line"
    fine = next(c for c in page.css(".statement") if "Fine:" in visitor.words(c.css_first(".what")))
    link = next(link for link in framed if link.attributes["href"] == f"#{fine.attributes['id']}")
    assert link.parent.attributes["id"] == "boxes-2"
    assert fine.css_first("a.n").attributes["href"] == f"#{link.attributes['id']}", "and the way back"
    assert LINES[0] in visitor.words(page.css_first("details .text")).replace("1 2 ", "")


def test_an_answer_changes_the_frame_and_the_page_is_not_looked_at_again(visitor, paper, monkeypatch):
    visitor.get(paper)
    monkeypatch.setattr(page_pictures.pdf_pages, "look", None)
    visitor.press("Accept", within="#c1")
    assert "accepted" in visitor.page.css_first("#b1").attributes["class"]


def test_pictures_leave_nothing_on_the_disk(visitor, paper, workspace):
    before = {path for path in workspace.folder.parent.rglob("*") if path.is_file()}
    visitor.get(paper)
    assert visitor.client.get(f"{paper}pages/1.png").status_code == 200
    after = {path for path in workspace.folder.parent.rglob("*") if path.is_file()}
    assert {path.name for path in after - before} <= {"habeas.db-wal", "habeas.db-shm"}


def test_there_is_no_picture_of_what_is_no_page(visitor, paper, report):
    for address in (
        f"{paper}pages/3.png",
        f"{paper}pages/0.png",
        f"{paper}pages/x.png",
        f"{report}pages/1.png",
    ):
        assert visitor.client.get(address).status_code == 404, address
    assert visitor.get(report).css("figure.paper") == []


def test_pages_that_cannot_be_looked_at_leave_the_text(visitor, paper, monkeypatch):
    monkeypatch.setattr(page_pictures.pdf_pages, "look", lambda *_: {})
    page = visitor.get(paper)
    assert page.css("figure.paper") == []
    assert page.css(".text .h")
