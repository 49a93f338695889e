"""Groups that exchange: workspaces with a clock of their own, lanes for each other, and bundles made by hand, wrong ones too.

All people and places are invented.
"""

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import zstandard
from nacl.public import PrivateKey

from habeas.exchange.framing import list_head, octets_head
from habeas.exchange.keyring import decode_card
from habeas.exchange.manifest import MAGIC, Manifest, Section, sign
from habeas.exchange.outgoing import LIFE, Range, plain
from habeas.exchange.sealing import seal, unseal
from habeas.record.chain import DAY
from habeas.record.draft import Draft
from habeas.record.entry import encode_entry
from habeas.store.partner_nouns import VERIFIED
from habeas.store.workspace import Workspace
from habeas.workflows import partner as partners
from habeas.workflows.receive import receive
from habeas.workflows.refused import Refused
from habeas.workflows.send import parcel_for, send

NOON = 1_795_176_000  # 20 November 2026, 12:00 UTC


def counted(name):
    number = 0

    def give(count):
        nonlocal number
        number += 1
        return hashlib.sha512(f"{name} {number}".encode()).digest()[:count]

    return give


class Group:
    """One group: its workspace, its folder for files, and the hour that its clock shows."""

    def __init__(self, folder, name, database=None):
        self.name, self.now, self.folder = name, NOON, Path(folder)
        self.ids = counted(f"ids of {name}")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.workspace = Workspace.create(
            self.folder / name, clock=lambda: self.now, random=counted(name), database=database
        )
        self.files = 0

    def file(self, suffix="age"):
        self.files += 1
        return self.folder / f"{self.name}-{self.files}.{suffix}"

    def lane(self, *others):
        return self.workspace.exchange.lanes.lane_for([other.workspace.log for other in others])

    def tell(self, other, *claims):
        """Write claims into the lane for ``other``: what somebody was detained for, in a word each."""
        return self.workspace.exchange.lanes.append(
            self.lane(other).audience, [claim(self, one) for one in claims]
        )

    def append(self, other, *drafts):
        return self.workspace.exchange.lanes.append(self.lane(other).audience, drafts)

    def erase(self, other, entry, *names):
        return self.workspace.erase({entry.id: names or [leaf.name for leaf in entry.leaves]})

    def send(self, other, **more):
        [file] = send(self.workspace, other.name, self.file(), now=self.now, **more).files
        return file

    def receive(self, file):
        return receive(self.workspace, file, now=self.now)

    def refuses(self, file):
        """The sentence with which a file is refused."""
        try:
            receipts = self.receive(file)
        except Refused as refused:
            return str(refused)
        raise AssertionError(f"{file} was not refused: {receipts}")

    def told_by(self, other):
        """What the other group's lane holds here, as (type, words) of each claim that counts."""
        return [
            e for lane in self.workspace.exchange.received.lanes(other.workspace.log) for e in lane.entries
        ]

    def close(self):
        self.workspace.close()


def claim(group, words, **more):
    fields = {
        "type": "detention",
        "subjects": [group.ids(16)],
        "certainty": "plain",
        "evidence": [{"source": group.ids(16), "stretches": [f"They say {words}."], "lang": "en"}],
        "f.place": [{"value": words, "lang": "en"}],
        **more,
    }
    return Draft("claim", fields)


def meet(one, other):
    """Exchange cards, and take each other as verified. (The words are slow on purpose; test_exchange_lanes compares them.)"""
    for a, b in ((one, other), (other, one)):
        card = b.file("card")
        partners.write_card(b.workspace, card)
        partners.add(a.workspace, b.name, card)
        a.workspace.exchange.partners.set_state(b.workspace.log, VERIFIED)


def rows(workspace):
    """How many rows everything has that receiving could touch: to see that nothing was written."""
    from django.db import connections

    from habeas.store.models import EntryRow, Part, ReceivedChain, ReceivedEntry, ReceivedHead, SeenRow

    tables = (EntryRow, Part, ReceivedChain, ReceivedEntry, ReceivedHead, SeenRow)
    counts = ", ".join(f"(SELECT COUNT(*) FROM {table._meta.db_table})" for table in tables)
    with connections[workspace.alias].cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return list(cursor.fetchone())


class Forge:
    """A bundle of ``sender`` for ``to``, whose every piece can be changed before it is signed and sealed."""

    def __init__(self, sender, to, first=1, last=None):
        self.sender, self.to = sender, to
        lanes = sender.workspace.exchange.lanes
        self.parcel = parcel_for(sender.workspace, to.name, sender.now)
        self.chain = lanes.chains_for(to.workspace.log)[0]
        self.last = last or lanes.last(self.chain.lane)
        self.first = first
        self.entries = list(self.chain.rows(first, self.last))
        self.heads = list(self.chain.heads(self.last))
        self.seed = self.parcel.seed
        self.recipients = [bytes(PrivateKey(to.workspace.opened.keys.receiving).public_key)]
        self.changes, self.section, self.tail, self.more = {}, {}, b"", ()
        self.packed = None
        self.ring = self.parcel.ring

    def entries_bytes(self):
        return list_head(len(self.entries)) + b"".join(octets_head(len(one)) + one for one in self.entries)

    def plain(self):
        keys = replace(self.ring, heads=(*self.ring.heads, *self.heads)).encode()
        plain_entries = self.entries_bytes()
        packed = (
            self.packed
            if self.packed is not None
            else zstandard.ZstdCompressor(level=3).compress(plain_entries)
        )
        entries = Section("entries", len(packed), len(plain_entries), hashlib.sha256(packed).digest())
        lanes = self.sender.workspace.exchange.lanes
        day = self.sender.now - self.sender.now % DAY
        manifest = Manifest(
            log=self.chain.log,
            lane=self.chain.lane,
            to=self.parcel.to if isinstance(self.parcel.to, tuple) else (self.parcel.to,),
            made_at=day,
            expires_at=day + LIFE,
            first=self.first,
            last=self.last,
            prev_head=lanes.entry_id(self.chain.lane, self.first - 1),
            head=lanes.entry_id(self.chain.lane, self.last),
            seen=(),
            sections=(
                Section("keys", len(keys), len(keys), hashlib.sha256(keys).digest()),
                replace(entries, **self.section),
                *self.more,
            ),
        )
        encoded = replace(manifest, **self.changes).encode()
        return MAGIC + encoded + sign(encoded, self.seed) + keys + packed + self.tail

    def write(self):
        return sealed(self.sender, self.plain(), self.recipients)


def sealed(group, data, recipients):
    file = group.file()
    with file.open("wb") as out:
        seal([data[at : at + 60_000] for at in range(0, len(data), 60_000)], out, recipients)
    return file


def plaintext(file, secret):
    """What a sealed file holds."""
    out = io.BytesIO()
    with file.open("rb") as source:
        unseal(source, out.write, [secret])
    return out.getvalue()


def bundle_plain(group, other):
    """The plaintext of what ``group`` would send to ``other``, all of it."""
    lanes = group.workspace.exchange.lanes
    parcel = parcel_for(group.workspace, other.name, group.now)
    found = []
    for chain in lanes.chains_for(other.workspace.log):
        last = lanes.last(chain.lane)
        part = Range(1, last, bytes(32), lanes.entry_id(chain.lane, last))
        found.append(b"".join(plain(chain, parcel, part)))
    return found


def reencoded(entry):
    return encode_entry(entry)


def card_of(group):
    file = group.file("card")
    partners.write_card(group.workspace, file)
    return decode_card(file.read_bytes())


def proposals(group):
    """What partners tell a group, as it is proposed to it."""
    from habeas.register.statements import of_lane
    from habeas.workflows.receive_proposals import told_by_partners

    return list(told_by_partners(group.workspace, of_lane(group.workspace.private()).links))


def lift(group, name):
    """Take back every quarantine of a partner."""
    from datetime import date

    from habeas.workflows.decide import Decider
    from habeas.workflows.partner_quarantine import lift as lift_it

    return lift_it(group.workspace, name, Decider("R-07", date(2026, 11, 20), lambda: group.ids(16)))
