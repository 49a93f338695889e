"""What was erased is nowhere: not in rows, files, the site, another device's copy, nor after the last backup is restored."""

import shutil

import pytest
from workflows_house import NOON, TODAY, VERDICT, About, House

from habeas.bench.record import meet
from habeas.model.statement import State
from habeas.record.draft import Draft
from habeas.record.lanes import Scope
from habeas.store.backup import backup, restore
from habeas.store.device import new_device
from habeas.store.models import DocumentRow, EntryRow, LeafRow, ReadingRow, TextRow
from habeas.store.workspace import Workspace
from habeas.workflows.erase import erase
from habeas.workflows.holding import hold
from habeas.workflows.look import show
from habeas.workflows.narrow import narrow
from habeas.workflows.publish import publish
from habeas.workflows.rebuild import rebuild
from habeas.workflows.refused import Refused
from habeas.workflows.retract import retract
from habeas.workflows.verify import verify

OTHER = "On 14 May 2026 police detained Alena Kavalskaja in Lasnychy.\n"
CANARY = "Zialonka"


def files_with(folder, words=CANARY):
    return [p.name for p in folder.rglob("*") if p.is_file() and words.encode() in p.read_bytes()]


def rows_with(workspace, words=CANARY):
    """The tables in which a value holds the words, on either kind of database."""
    found, wanted = set(), words.encode()
    for table, columns in (
        (LeafRow, ["value"]),
        (TextRow, ["text"]),
        (DocumentRow, ["rest"]),
        (ReadingRow, ["reading"]),
    ):
        for row in table.objects.using(workspace.alias).values_list(*columns):
            found |= {table.__name__ for value in row if value and wanted in as_bytes(value)}
    return found


def as_bytes(value):
    return value.encode() if isinstance(value, str) else bytes(value)


def site(house, folder):
    publish(house.workspace, folder, today=TODAY, languages=["en"])
    return b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())


@pytest.fixture
def told(house):
    """Maryna's sentence is public; another report is only kept."""
    ids = house.accepted_verdict()
    house.widen(*ids)
    house.add(OTHER, "other.txt", About("2026-05-15"))
    return house, ids


def the_report(house):
    [one] = [d for d in house.workspace.documents() if CANARY in d.text]
    return one.text_sha256


@pytest.mark.parametrize("verb", ["narrow", "erase", "retract"])
def test_what_is_narrowed_erased_or_retracted_leaves_the_site(told, tmp_path, verb):
    house, ids = told
    assert CANARY.encode() in site(house, tmp_path / "site")
    if verb == "narrow":
        narrow(house.workspace, ids, house.who())
    elif verb == "erase":
        erase(house.workspace, ids, house.who())
    else:
        for one in reversed(ids):
            retract(house.workspace, one, "", house.who())
    shown = site(house, tmp_path / "site")
    assert CANARY.encode() not in shown
    assert b"article 130" not in shown


def test_a_report_erased_is_in_no_row_and_no_file(told):
    house, _ = told
    assert rows_with(house.workspace) == {"LeafRow", "TextRow", "ReadingRow"}, "or nothing is tried"
    gone = erase(house.workspace, [the_report(house)], house.who())
    assert gone.clean
    assert rows_with(house.workspace) == set()
    assert files_with(house.workspace.folder) == []
    assert rows_with(house.workspace, "Kavalskaja"), "the other report is untouched"
    assert verify(house.workspace, now=NOON).ok


def test_a_person_whose_every_statement_is_erased_is_nobody_here(told):
    house, ids = told
    erase(house.workspace, ids, house.who())
    assert not [
        r for r in house.hold().register.people if CANARY in str(r.names) and r.state is State.ACCEPTED
    ]
    with pytest.raises(Refused):
        show(house.workspace, "Maryna Zialonka", today=TODAY, as_of=TODAY)
    evidence = EntryRow.objects.using(house.workspace.alias).filter(entry__in=[bytes.fromhex(i) for i in ids])
    leaves = LeafRow.objects.using(house.workspace.alias).filter(entry__in=evidence)
    assert {leaf.value for leaf in leaves} == {None}


def test_one_field_erased_is_gone_from_the_wider_lane_too(told):
    house, (sentence, _) = told
    erase(house.workspace, [sentence], house.who(), field="article")
    assert verify(house.workspace, now=NOON).ok
    assert "article" not in house.the("sentence", State.ACCEPTED).fields
    standing = [e for e in house.workspace.public().entries if e.get("type") == "sentence"]
    assert [set(e.erased) for e in standing] == [{"f.article"}]


def test_a_backup_made_before_brings_nothing_back(told, tmp_path):
    """Restored as a new device, the erasure is carried out again, in every row and file."""
    house, _ = told
    backup(house.workspace, tmp_path / "b")
    erase(house.workspace, [the_report(house)], house.who())
    with restore(tmp_path / "b", tmp_path / "new", clock=lambda: NOON) as again:
        assert files_with(again.folder) == []
        assert rows_with(again) == set()
        assert verify(again, now=NOON).ok
        assert not [r for r in hold(again, today=TODAY).register.people if CANARY in str(r.names)]
        assert files_with(again.folder, "Kavalskaja"), "or nothing was restored"


def test_a_backup_made_before_brings_nothing_back_for_a_partner(make, tmp_path):
    anna = make("anna")
    with Workspace.create(tmp_path / "berta", clock=lambda: NOON) as berta:
        meet(anna.workspace, berta, tmp_path)
        lanes = anna.workspace.exchange.lanes
        audience = lanes.lane_for([berta.log]).audience
    card = Draft("capture", {"id": bytes(16), "publisher": CANARY})
    [entry] = lanes.append(audience, [card])
    backup(anna.workspace, tmp_path / "b")
    anna.workspace.erase({entry.id: {"publisher"}})
    with restore(tmp_path / "b", tmp_path / "new", clock=lambda: NOON) as again:
        [back] = [e for e in again.exchange.lanes.read(audience).entries if e.id == entry.id]
        assert back.erased == {"publisher"}
        assert files_with(again.folder) == []
        assert verify(again, now=NOON).ok


def test_rebuilding_after_an_erasure_does_not_bring_it_back(told):
    house, _ = told
    erase(house.workspace, [the_report(house)], house.who())
    digest = house.hold().register.digest
    made = rebuild(house.workspace, today=TODAY)
    assert made.holding.register.digest == digest
    assert rows_with(house.workspace) == set()


def test_the_same_report_added_again_does_not_ask_what_was_erased(told):
    house, _ = told
    erase(house.workspace, [the_report(house)], house.who())
    assert house.add(VERDICT, "verdict.txt", About("2026-05-13")).status == "added"
    assert house.statements("sentence") == []
    assert not [r for r in house.hold().register.people if CANARY in str(r.names)]
    assert verify(house.workspace, now=NOON).ok


def test_a_restored_workspace_goes_on_as_a_device_of_its_own(told, tmp_path):
    """Its register is the same, and what it decides from then on stands in its own chain, beside the old one."""
    house, _ = told
    digest = house.hold().register.digest
    backup(house.workspace, tmp_path / "b")
    with restore(tmp_path / "b", tmp_path / "new", clock=lambda: NOON) as again:
        other = House(again, tmp_path / "new-in")
        assert other.hold().register.digest == digest
        old = {c.lane for c in house.workspace.chains(Scope.PRIVATE)}
        other.accept("detention")
        new = [c for c in again.chains(Scope.PRIVATE) if c.lane not in old]
        assert [len(c.entries) > 1 for c in new] == [True]
        assert rebuild(again, today=TODAY).holding.register.digest == other.hold().register.digest != digest
        report = verify(again, now=NOON)
        assert report.ok, report.sentences


def test_two_devices_one_audience(make, tmp_path):
    """A copy of the folder writes chains of its own; each verifies, and both rebuild to what they hold."""
    first = make("first")
    first.accepted_verdict()
    first.add(OTHER, "other.txt", About("2026-05-15"))
    first.workspace.close()
    shutil.copytree(tmp_path / "first", tmp_path / "second")
    new_device(tmp_path / "second")
    with (
        Workspace.open(tmp_path / "first", clock=lambda: NOON) as a,
        Workspace.open(tmp_path / "second", clock=lambda: NOON) as b,
    ):
        one, two = House(a, tmp_path / "a-in"), House(b, tmp_path / "b-in")
        assert one.hold().register.digest == two.hold().register.digest
        assert a.private().audience == b.private().audience
        two.accept("detention")
        retract(a, one.the("sentence", State.ACCEPTED).id, "", one.who())
        lanes = [{c.lane for c in w.chains(Scope.PRIVATE) if c.closed is None} for w in (a, b)]
        assert lanes[0].isdisjoint(lanes[1])
        for device in (one, two):
            report = verify(device.workspace, now=NOON)
            assert report.ok, report.sentences
            held = device.hold().register.digest
            assert rebuild(device.workspace, today=TODAY).holding.register.digest == held
