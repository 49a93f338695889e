"""Nothing of the private lane reaches an output: canaries in every private field, and bytes that do not move.

Every output stands in OUTPUTS below. Whoever adds one adds it here; a test fails until then.
"""

import json
import zipfile
from datetime import UTC, date, datetime

import pypdfium2
import pytest

from habeas.publish.outputs import OUTPUTS as PUBLISHED
from habeas.record.entry import encode_entry
from habeas.record.heads import encode_head
from habeas.record.lanes import Scope
from habeas.review.notes import Note
from habeas.store.workspace import Workspace
from habeas.workflows import decide, note, publish, widen
from habeas.workflows.add import About, add
from habeas.workflows.campaign import Asked, campaign
from habeas.workflows.due import write_calendar
from habeas.workflows.holding import hold
from habeas.workflows.refused import Refused

TODAY = date(2026, 11, 20)
CLOCK = int(datetime(2026, 11, 20, 12, tzinfo=UTC).timestamp())

# Every byte that leaves the private lane, by the name of its output.
OUTPUTS = {
    "public lane": lambda ws, folder: b"".join(encode_entry(entry) for entry in ws.public().entries),
    "public heads": lambda ws, folder: b"".join(
        encode_head(head) for chain in ws.chains(Scope.PUBLIC) for head in chain.heads
    ),
    "published": lambda ws, folder: published(ws, folder),
    "papers of a day of action": lambda ws, folder: papers(ws, folder),
    "calendar for everyone": lambda ws, folder: for_everyone(ws, folder),
}
NAMELESS = ("public heads", "calendar for everyone")  # no date of hers lies ahead
# What "published" holds: every output of a publication, with the names of its files and what is inside packed ones.
IN_PUBLISHED = {"site", "search", "feeds", "calendars", "dataset", "tables", "workbook", "ftm", "describe"}

PUBLIC_REPORT = """Uzhorsk court sentences librarian

On 12 May 2026 the Uzhorsk district court sentenced Maryna Zialonka to three years in prison under article 130.
Her cellmate Volha Canaryjoan was detained on 13 May 2026 in Lasnychy.
"""
PRIVATE_REPORT = """Canarytitle in the yard

On 2 June 2026 police detained Piatro Canarypete in Canarytown. According to Canaryvoice, he was beaten.
"""
CANARIES = [
    "Canaryjoan",
    "Canarytitle",
    "Canarypete",
    "Canarytown",
    "Canaryvoice",
    "canaryfile",
    "canarypublisher",
    "canaryurl",
    "canarynote",
    "canaryaunt",
    "canarywhy",
    "canarybasis",
    "R-99",
]


def published(ws, folder):
    publish.publish(ws, folder / "site", today=TODAY)
    files = sorted(p for p in (folder / "site").rglob("*") if p.is_file())
    return b"".join(str(p.relative_to(folder)).encode() + p.read_bytes() + unpacked(p) for p in files)


def papers(ws, folder):
    """The words of each sheet, with the bytes of each picture and the names of all files."""
    place = folder / f"papers-{len(list(folder.iterdir()))}"
    maryna = next(r.id for r in publish.shown_edition(ws, today=TODAY, languages=("en",)).register.people)
    made = campaign(ws, place, Asked(people=(maryna,)), today=TODAY)
    return b"".join(
        str(file.relative_to(place)).encode() + (words(file) if file.suffix == ".pdf" else file.read_bytes())
        for file in made.files
    )


def words(file):
    """What stands on the pages of a PDF, which is packed."""
    pages = pypdfium2.PdfDocument(file)
    return "".join(page.get_textpage().get_text_range() for page in pages).encode()


def for_everyone(ws, folder):
    write_calendar(ws, folder / "everyone.ics", today=TODAY, days=3000)
    return (folder / "everyone.ics").read_bytes()


def unpacked(file):
    """What is inside a workbook, which is a packed file: a canary in it would not be seen from outside."""
    if file.suffix != ".xlsx":
        return b""
    with zipfile.ZipFile(file) as book:
        return b"".join(name.encode() + book.read(name) for name in book.namelist())


def ids():
    """Random bytes that are no random bytes, so that two runs can be compared."""
    number = 0

    def give(count):
        nonlocal number
        number += 1
        return number.to_bytes(8, "big") * (count // 8)

    return give


@pytest.fixture
def told(tmp_path):
    """A workspace with one public sentence and a great deal that is nobody's business."""
    source = tmp_path / "in"
    source.mkdir()
    (source / "public.txt").write_text(PUBLIC_REPORT, encoding="utf-8")
    (source / "canaryfile.txt").write_text(PRIVATE_REPORT, encoding="utf-8")
    workspace = Workspace.create(tmp_path / "ws", mode="demo", clock=lambda: CLOCK, random=ids())
    list(
        add(
            workspace,
            [source / "public.txt"],
            About("2026-05-13", "Uzhorsk Courier", "https://example.org/1"),
            now=CLOCK,
        )
    )
    about = About("2026-06-03", "canarypublisher", "https://canaryurl.example.org/")
    list(add(workspace, [source / "canaryfile.txt"], about, now=CLOCK))
    note.note(workspace, Note("canarynote: her aunt called", "canaryaunt", "only us"), now=CLOCK)
    give = ids()
    who = decide.Decider("R-99", TODAY, lambda: b"\x01" * 8 + give(8), "canarywhy")
    for statement in list(hold(workspace, today=TODAY).statements.values()):
        if statement.id in hold(workspace, today=TODAY).statements and statement.state.value == "proposed":
            try:
                decide.accept(workspace, statement.id, who)
            except Refused:
                continue
    holding = hold(workspace, today=TODAY)
    maryna = next(r for r in holding.register.people if "Zialonka" in r.name)
    shown = [
        s.id
        for s in holding.derived.statements[maryna.id]
        if s.type in ("identity", "sentence") and s.subjects == (maryna.id,)
    ]
    assert len(shown) >= 2
    seen = widen.plan(workspace, widen.Asked(tuple(shown)), today=TODAY)
    widen.widen(workspace, seen, basis="overriding", words="canarybasis", who=who)
    yield workspace, tmp_path
    workspace.close()


def test_every_published_output_is_on_the_list():
    assert {output.name for output in PUBLISHED} == IN_PUBLISHED


@pytest.mark.parametrize("output", OUTPUTS)
def test_no_byte_of_an_output_holds_a_canary(told, output):
    workspace, folder = told
    data = OUTPUTS[output](workspace, folder)
    assert b"Zialonka" in data or output in NAMELESS, "the test must see what is public"
    for canary in CANARIES:
        for form in (canary, canary.lower(), canary.upper(), json.dumps(canary)[1:-1]):
            assert form.encode() not in data, f"{canary} is in {output}"


def test_the_private_lane_does_hold_the_canaries(told):
    """Else the tests above could not fail."""
    workspace, _ = told
    kept = b"".join(encode_entry(entry) for entry in workspace.private().entries)
    texts = "".join(document.text for document in workspace.documents())
    for canary in CANARIES:
        if canary == "canaryfile":
            continue
        assert canary.encode() in kept or canary in texts, canary


def test_changing_only_private_data_leaves_every_output_byte_identical(told):
    workspace, folder = told
    before = {name: make(workspace, folder) for name, make in OUTPUTS.items()}
    note.note(workspace, Note("another canarynote", "canaryaunt", "only us"), now=CLOCK)
    source = folder / "in" / "more.txt"
    source.write_text("On 5 June 2026 police detained Alena Canaryjane in Minsk.", encoding="utf-8")
    list(add(workspace, [source], now=CLOCK))
    who = decide.Decider("R-99", TODAY, lambda: b"\x07" * 16, "canarywhy")
    one = next(s for s in hold(workspace, today=TODAY).statements.values() if s.state.value == "proposed")
    decide.reject(workspace, one.id, who)
    assert {name: make(workspace, folder) for name, make in OUTPUTS.items()} == before
