"""A signing key that somebody else had: what it signed behind the last good entry is set aside everywhere, what was ours stands."""

from __future__ import annotations

from exchange_house import Forge, claim, proposals

from habeas.record.chain import Position, extend
from habeas.record.entry import encode_entry
from habeas.record.heads import sign_head
from habeas.record.lanes import Scope
from habeas.store.device import replace_taken_key
from habeas.store.workspace import Workspace
from habeas.workflows.verify import verify


def places(group):
    return sorted(value.value for one in proposals(group) for value in one.fields["place"])


def taken(group):
    """The group finds out, and says so: its workspace is opened anew."""
    group.workspace.close()
    replace_taken_key(group.workspace.folder, clock=lambda: group.now, random=group.ids)
    group.workspace = Workspace.open(group.workspace.folder, clock=lambda: group.now)


def thief(anna, berta, *words, after=None):
    """A bundle in Anna's name by whoever copied her key: entries behind ``after`` (default: her last)."""
    forge = Forge(anna, berta)
    last = after or forge.last
    lane = forge.chain.lane
    ids = anna.workspace.exchange.lanes
    at = Position(anna.workspace.log, lane, last, ids.entry_id(lane, last))
    made, end = extend(
        at,
        [claim(anna, one) for one in words],
        scope=Scope.PARTNERS,
        ts=anna.now - anna.now % 86_400,
        salt=lambda: anna.ids(16),
    )
    forge.entries = [*forge.entries[:last], *map(encode_entry, made)]
    forge.heads, forge.last = [sign_head(end, forge.seed)], end.seq
    forge.changes |= {"last": end.seq, "head": end.head}
    return forge.write()


def test_what_came_behind_the_last_good_entry_is_set_aside_and_the_rest_stands(pair):
    anna, berta = pair
    anna.tell(berta, "Mozyr", "Rechytsa")
    berta.receive(thief(anna, berta, "a lie", "another"))
    assert places(berta) == ["Mozyr", "Rechytsa", "a lie", "another"]
    taken(anna)
    anna.tell(berta, "Vetka")
    receipts = [one for file in files(anna) for one in berta.receive(file)]
    alarms = [note for one in receipts for note in one.notes if note.startswith("ALARM")]
    assert alarms == [
        "ALARM: “anna” says that somebody else had a signing key of theirs. 2 entries that came behind their last good one are set "
        "aside. What came before counts, and was written on a device that was taken later: look at what you accepted from it. "
        "Call them, and hear it from them."
    ]
    assert places(berta) == ["Mozyr", "Rechytsa", "Vetka"]
    assert verify(anna.workspace, now=anna.now).ok


def test_what_the_key_signs_from_then_on_is_refused(pair):
    anna, berta = pair
    anna.tell(berta, "Mozyr")
    late = thief(anna, berta, "a lie")
    taken(anna)
    for file in files(anna):
        berta.receive(file)
    assert "signed by a group or with a key that was cut off" in berta.refuses(late)
    assert places(berta) == ["Mozyr"]


def test_a_partner_that_never_had_the_old_entries_takes_them_as_signed_anew(pair):
    anna, berta = pair
    anna.tell(berta, "Mozyr", "Rechytsa")
    taken(anna)
    anna.tell(berta, "Vetka")
    for file in files(anna):
        berta.receive(file)
    assert places(berta) == ["Mozyr", "Rechytsa", "Vetka"]


def files(group):
    from habeas.workflows.send import send

    return send(group.workspace, "berta", group.file(), now=group.now).files
