"""Groups that write, send, lose, repeat, erase, restore and quarrel for a while, and then tell each other everything.

``play(seed, folder)`` is the same story for the same seed. At the end everybody must hold the same of each lane that
is for several: the same set, the same holes, the same frozen places.
"""

import random
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from exchange_house import NOON, Forge, Group, claim, counted, meet
from exchange_wrong import leaves_of, place, signed_again

from habeas.record.entry import decode_entry
from habeas.record.erasure import apply
from habeas.store.backup import backup, restore
from habeas.workflows import partner as partners
from habeas.workflows.partner_quarantine import lift, quarantine
from habeas.workflows.refused import Refused
from habeas.workflows.send import send

TEN_YEARS = 10 * 365 * 86_400


@dataclass
class World:
    """The groups, what is on its way (file, to whom), and what happened."""

    seed: int
    folder: Path
    groups: list = field(default_factory=list)
    mail: list = field(default_factory=list)
    told: list = field(default_factory=list)
    forked: list = field(default_factory=list)  # files of second histories, which reach everybody in the end
    revoked: set = field(default_factory=set)

    def __post_init__(self):
        self.chance = random.Random(self.seed)


def play(seed, folder, *, most, steps):
    """Play one story to its end; return the world."""
    world = World(seed, folder)
    count = world.chance.randint(2, most)
    world.groups = [Group(folder, f"g{number}") for number in range(count)]
    for one, other in combinations(world.groups, 2):
        meet(one, other)
    acts = [
        tell,
        tell,
        tell,
        tell,
        post,
        post,
        post,
        deliver,
        deliver,
        deliver,
        erase,
        withdraw,
        clock,
        fork,
        revive,
        aside,
        cut_off,
    ]
    for _ in range(steps):
        act = world.chance.choice(acts)
        world.told.append((act.__name__, act(world)))
    settle(world)
    return world


def pick(world):
    return world.chance.choice(world.groups)


def others(world, one):
    return [
        other
        for other in world.groups
        if other is not one and frozenset((one.name, other.name)) not in world.revoked
    ]


def lane_of(world, one):
    """A lane of a group: for one other or for several."""
    there = others(world, one)
    if not there:
        return None
    to = world.chance.sample(there, world.chance.randint(1, len(there)))
    return one.lane(*to).audience


def tell(world):
    one = pick(world)
    audience = lane_of(world, one)
    if audience is None:
        return "nobody"
    many = world.chance.randint(1, 3)
    drafts = [claim(one, f"Town{world.chance.randrange(10**6)}") for _ in range(many)]
    one.workspace.exchange.lanes.append(audience, drafts)
    return one.name, many


def post(world, everything=None):
    one = pick(world)
    there = others(world, one)
    if not there:
        return "nobody"
    other = world.chance.choice(there)
    try:
        sent = send(
            one.workspace, other.name, one.file(), now=one.now, everything=world.chance.random() < 0.2
        )
    except Refused as refused:
        return str(refused)
    world.mail += [(file, other.name) for file in sent.files]
    return one.name, other.name, len(sent.files)


def deliver(world):
    """Somebody finds a letter: any of them, once more, or never."""
    if not world.mail:
        return "no mail"
    index = world.chance.randrange(len(world.mail))
    file, name = world.mail[index]
    fate = world.chance.random()
    if fate < 0.75:
        world.mail.pop(index)
    if fate < 0.2:
        return "lost"
    return take(world, file, name)


def take(world, file, name):
    to = next(one for one in world.groups if one.name == name)
    try:
        return [receipt.status for receipt in to.receive(file)]
    except Refused as refused:
        return str(refused)[:40]


def own(one):
    lanes = one.workspace.exchange.lanes
    return [
        (lane, entry)
        for lane in lanes.all()
        for entry in lanes.read(lane.audience).entries
        if entry.kind == "claim"
    ]


def erase(world):
    one = pick(world)
    found = [entry for _, entry in own(one) if not entry.erased]
    if not found:
        return "nothing"
    entry = world.chance.choice(found)
    names = [leaf.name for leaf in entry.leaves] if world.chance.random() < 0.5 else ["f.place"]
    one.workspace.erase({entry.id: names})
    return one.name, len(names)


def withdraw(world):
    from habeas.record.draft import Draft

    one = pick(world)
    found = own(one)
    if not found:
        return "nothing"
    lane, entry = world.chance.choice(found)
    fields = {
        "log": entry.log,
        "lane": entry.lane,
        "first": entry.seq,
        "last": entry.seq + world.chance.randrange(3),
    }
    one.workspace.exchange.lanes.append(lane.audience, [Draft("withdraw", fields)])
    return one.name, fields["first"]


def clock(world):
    one = pick(world)
    one.now = max(86_400, NOON + world.chance.choice([-TEN_YEARS, TEN_YEARS, 0, 3_600, 5 * 86_400]))
    return one.name, one.now


def fork(world):
    """A second history of a lane, signed by the group's own key: a copied device, or a thief."""
    if world.chance.random() < 0.6:
        return "not today"
    one = pick(world)
    there = others(world, one)
    if not there:
        return "nobody"
    to = world.chance.choice(there)
    chains = one.workspace.exchange.lanes.chains_for(to.workspace.log)
    if not chains or one.workspace.exchange.lanes.last(chains[0].lane) < 3:
        return "too short"
    try:
        forge = Forge(one, to)
    except Refused:
        return "refused"
    entries = [decode_entry(row) for row in forge.entries]
    if any(entry.erased or entry.kind != "claim" for entry in entries[1:]):
        return "not this one"
    kept = [leaves_of(entry) for entry in entries[1:-1]]
    signed_again(
        forge, [*kept, leaves_of(entries[-1], f__place=place(f"Elsewhere{world.chance.randrange(99)}"))]
    )
    lane = next(
        lane
        for lane in one.workspace.exchange.lanes.all()
        if to.workspace.log in lane.to and lane.audience == entries[0].octets("audience")
    )
    for other in world.groups:
        if other.workspace.log in lane.to:
            forge.to, forge.parcel = (
                other,
                forge.parcel.__class__(**{**fields_of(forge.parcel), "to": other.workspace.log}),
            )
            forge.recipients = [other_key(other)]
            file = forge.write()
            world.mail.append((file, other.name))
            world.forked.append((file, other.name))
    return one.name, forge.last


def fields_of(parcel):
    return {name: getattr(parcel, name) for name in parcel.__dataclass_fields__}


def other_key(group):
    from nacl.public import PrivateKey

    return bytes(PrivateKey(group.workspace.opened.keys.receiving).public_key)


def revive(world):
    """A backup is restored as a new device, after the group went on for a while."""
    if world.chance.random() < 0.5:
        return "not today"
    one = pick(world)
    file = one.file("zip")
    backup(one.workspace, file)
    for _ in range(world.chance.randrange(3)):  # what the backup does not know
        audience = lane_of(world, one)
        if audience is not None:
            one.workspace.exchange.lanes.append(audience, [claim(one, f"Lost{world.chance.randrange(999)}")])
    if world.chance.random() < 0.5:
        post(world)
    one.workspace.close()
    number = len(world.told)
    one.workspace = restore(
        file,
        one.folder / f"{one.name}-again-{number}",
        clock=lambda: one.now,
        random=counted(f"{one.name} {number}"),
        even_expired=True,
    )
    return one.name


def aside(world):
    from datetime import date

    from habeas.workflows.decide import Decider

    one = pick(world)
    other = world.chance.choice([other for other in world.groups if other is not one])
    who = Decider("R-01", date(2026, 11, 20), lambda: one.ids(16))
    try:
        (quarantine if world.chance.random() < 0.6 else lift)(one.workspace, other.name, who)
    except Refused:
        return "refused"
    return one.name, other.name


def cut_off(world):
    """Two groups end their exchange, for good."""
    if len(world.groups) < 3 or world.chance.random() < 0.8:
        return "not today"
    one, other = world.chance.sample(world.groups, 2)
    partners.revoke(one.workspace, other.name)
    partners.revoke(other.workspace, one.name)
    world.revoked.add(frozenset((one.name, other.name)))
    return one.name, other.name


def settle(world):
    """Everybody sends everything to everybody, and nothing is lost; second histories reach all."""
    for one in world.groups:
        one.now = NOON + 3 * 86_400
    letters = [*world.mail, *world.forked]
    world.chance.shuffle(letters)
    for file, name in letters:
        take(world, file, name)
    told = {}  # how far a group's own lanes had come when it last told all of them to another
    while waiting := [
        (one, other)
        for one in world.groups
        for now in [how_far(one)]
        for other in others(world, one)
        if told.get((one.name, other.name)) != now
    ]:
        for one, other in waiting:
            told[one.name, other.name] = how_far(one)
            for file in send(one.workspace, other.name, one.file(), now=one.now, everything=True).files:
                take(world, file, other.name)


def how_far(group):
    lanes = group.workspace.exchange.lanes
    return [lanes.last(chain.lane) for lane in lanes.all() for chain in lanes.chains_for(lane.to[0])]


def view(group, log, audience):
    """What a group holds of a lane: by chain, the entries that count with their holes, and where it is frozen."""
    for lane in group.workspace.exchange.received.lanes(log):
        if lane.audience == audience:
            held = apply(lane.entries)
            return {e.id: frozenset(e.erased) for e in held}, dict(lane.frozen)
    return {}, {}


def disagreements(world):
    """Every lane on which two of those that it is for do not hold the same, in words."""
    found = []
    for one in world.groups:
        lanes = one.workspace.exchange.lanes
        for lane in lanes.all():
            readers = [
                other
                for other in world.groups
                if other.workspace.log in lane.to and frozenset((one.name, other.name)) not in world.revoked
            ]
            ours = {e.id: frozenset(e.erased) for e in apply(lanes.read(lane.audience).entries)}
            views = {other.name: view(other, one.workspace.log, lane.audience) for other in readers}
            frozen = {name: there for name, (_, there) in views.items()}
            if len({tuple(sorted(there.items())) for there in frozen.values()}) > 1:
                found.append(f"{one.name}: frozen at different places: {frozen}")
            for name, (held, there) in views.items():
                # what was written after a backup and is unknown to its origin now can be with some, and not with others
                extra = {e for e in held if e not in ours}
                mine = {e: holes for e, holes in held.items() if e not in extra}
                wanted = {
                    e.id: ours[e.id]
                    for e in lanes.read(lane.audience).entries
                    if e.seq < there.get(e.lane, 2**63)
                }
                if mine != wanted:
                    found.append(
                        f"{one.name} to {name}: {len(mine)} held, {len(wanted)} written, or other holes"
                    )
        found += [
            f"{one.name}: something waits"
            for waiting in one.workspace.exchange.staged()
            if waiting and not world.forked
        ]
    return found
