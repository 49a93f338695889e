"""Two groups exchange through the app: cards, the words that prove who they are, sealed files. All groups are invented."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from habeas.store.workspace import Workspace
from habeas.workflows import partner as verbs
from habeas.workflows.receive import receive
from habeas.workflows.send import send


@pytest.fixture
def berta(tmp_path, clock, workspace):
    """The other group, which sits at a terminal."""
    with Workspace.create(tmp_path / "berta", clock=clock) as made:
        yield made


@pytest.fixture
def page(visitor):
    visitor.get("/partners/")
    return visitor


def card_of(workspace, tmp_path, name="berta.card"):
    file = tmp_path / name
    verbs.write_card(workspace, file)
    return SimpleUploadedFile(name, file.read_bytes())


def add(page, berta, tmp_path):
    page.press("Add the partner", name="Berta", file=card_of(berta, tmp_path))
    assert "Berta" in page.all("h2")[0]


def test_a_partner_is_added_and_verified_by_the_words_that_are_heard(page, berta, workspace, tmp_path):
    add(page, berta, tmp_path)
    assert "not compared yet" in page.text
    verbs.add(berta, "ours", _file(tmp_path / "ours.card", workspace))
    page.press("They are the same group", words="wrong words altogether")
    assert page.status == 422 and "not compared yet" in page.text
    page.press("They are the same group", words=" ".join(verbs.words(berta, "ours", "ru")))
    assert "Verified" in page.text


def _file(path, workspace):
    verbs.write_card(workspace, path)
    return path


def test_sealed_files_go_out_and_come_in(page, berta, workspace, tmp_path, clock):
    add(page, berta, tmp_path)
    page.press("They are the same group", words=" ".join(verbs.words(workspace, "Berta")))
    ours = page.client.get("/partners/card/", headers={"host": "localhost:8765"})
    assert ours["Content-Disposition"].startswith("attachment")
    (tmp_path / "ours.card").write_bytes(ours.content)
    verbs.add(berta, "ours", tmp_path / "ours.card")
    verbs.verify(berta, "ours", verbs.words(berta, "ours"))
    form = next(f for f in page.page.css("form") if (f.attributes.get("action") or "").endswith("/send/"))
    sent = page.client.post(
        form.attributes["action"],
        {"csrfmiddlewaretoken": form.css_first("input[name=csrfmiddlewaretoken]").attributes["value"]},
        headers={"host": "localhost:8765", "origin": "null", "sec-fetch-site": "same-origin"},
    )
    assert sent.status_code == 200 and b"Berta" not in sent.content
    (tmp_path / "from-us").write_bytes(sent.content)
    assert receive(berta, tmp_path / "from-us", now=clock())[0].status == "received"
    send(berta, "ours", tmp_path / "from-berta", now=clock())
    page.press("Take it in", file=SimpleUploadedFile("x", (tmp_path / "from-berta").read_bytes()))
    assert page.status == 200 and "What became of it" in page.text
    assert [f.name for f in (workspace.folder / "tmp").iterdir() if f.name.startswith("web-")] == []


@pytest.mark.parametrize("sent", [b"", b"no bundle at all", b"age-encryption.org/v1\n" + b"x" * 500])
def test_what_is_no_bundle_is_refused_and_nothing_is_left(page, workspace, sent):
    page.press("Take it in", file=SimpleUploadedFile("x", sent))
    assert page.status == 422 and page.all(".alarm")[0]
    assert [f.name for f in (workspace.folder / "tmp").iterdir() if f.name.startswith("web-")] == []


def test_no_file_is_said_and_our_own_card_is_no_partner(page, workspace, tmp_path):
    page.press("Take it in")
    assert page.status == 422 and "no file was chosen" in page.text
    page.press("Add the partner", name="Ourselves", file=card_of(workspace, tmp_path))
    assert page.status == 422 and "our own card" in page.text


def test_no_address_holds_a_partners_name(page, berta, tmp_path):
    add(page, berta, tmp_path)
    assert not any("erta" in (form.attributes.get("action") or "") for form in page.page.css("form"))
