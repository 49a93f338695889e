"""A report comes in through the app: pasted or as files, proposed and never accepted, and never on the disk on its way."""

import io
import tempfile
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from habeas.workflows.holding import hold

TEXT = (
    "Teacher Hanna Kavalchuk was detained in Uzhorsk on 12 May 2026, her family says.\r\n"
    "She was taken to a detention centre."
)


@pytest.fixture
def held(workspace, served):
    return lambda: hold(workspace, today=served.today())


@pytest.fixture
def form(visitor):
    visitor.get("/add/")
    return visitor


def file(name, text):
    return SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode("utf-8"))


def test_a_pasted_text_is_read_and_shown_at_once(form, held):
    before = len(held().held.statements)
    form.press("Take it in", text=TEXT, publisher="Second Envelope", published="2026-05-13")
    assert form.path.startswith("/reports/") and "Taken in." in form.all(".notice")[0]
    assert "Hanna Kavalchuk" in form.text and "12 May 2026" in form.text
    [report] = held().reports.values()
    assert report.capture.publisher == "Second Envelope" and report.capture.published == "2026-05-13"
    assert len(held().held.statements) == before, "nothing is accepted by taking a report in"


def test_the_same_text_again_is_known_and_not_doubled(form, held):
    form.press("Take it in", text=TEXT)
    form.get("/add/")
    form.press("Take it in", text=TEXT)
    assert "We hold this report already." in form.all(".notice")[0]
    assert len(held().reports) == 1


def test_several_files_come_in_and_a_broken_one_takes_nothing_with_it(form, held):
    broken = file("Протокол.pdf", b"%PDF-1.7 broken")
    form.press("Take it in", files=[file("one.txt", TEXT), file("two.html", f"<p>{TEXT} Again.</p>"), broken])
    told = form.all("main li p:first-child")
    assert [line.split(":")[0] for line in told] == ["one.txt", "two.html", "Протокол.pdf"]
    assert "taken in" in told[0] and "taken in" in told[1] and "not taken in" in told[2]
    assert form.all("main li .hint")[0], "a refusal says why"
    assert len(held().reports) == 2


def test_nothing_that_is_sent_touches_the_disk_on_its_way(form, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a temporary file was made")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    form.press("Take it in", files=[file("one.html", f"<p>{TEXT}</p>")])
    assert form.path.startswith("/reports/")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "Paste a text or choose a file"),
        ({"text": " \n "}, "Paste a text or choose a file"),
        ({"text": "a" * 200_001}, "more than 200000 letters"),
        ({"text": TEXT, "published": "yesterday"}, "yesterday"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "is no web address"),
    ],
)
def test_what_cannot_be_taken_in_is_said_and_what_was_typed_stays(form, held, given, told):
    form.press("Take it in", **given)
    assert form.status == 422 and told in form.text
    assert held().reports == {}
    if len(given.get("text", "")) < 1000:
        assert (
            form.page.css_first("#text").text().strip() == given.get("text", "").replace("\r\n", "\n").strip()
        )


def test_more_than_the_limit_is_refused_in_one_sentence(form, held, settings_limit):
    form.press("Take it in", files=[file("large.txt", "a" * 70_000)])
    assert form.status == 422 and "were sent at once" in form.text and held().reports == {}


@pytest.fixture
def settings_limit():
    from django.test import override_settings

    with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=60_000):
        yield


def test_a_bomb_is_refused_and_the_page_stays(form, held):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    form.press("Take it in", files=[file("small.docx", packed.getvalue())])
    assert form.status == 200 and "not taken in" in form.text and held().reports == {}


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "<script>alert(1)</script>.txt", "a" * 300 + ".txt", "\u202etxt.exe"]
)
def test_a_name_of_a_file_is_only_text(form, name):
    form.press("Take it in", files=[file(name, TEXT), file("other.txt", TEXT + " More.")])
    assert form.status == 200 and form.page.css_first("main script") is None
