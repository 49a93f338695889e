"""What a group does with its partners and its keys, killed: receive, send, keys renew.

Each is done or not done at all; run again, it is done. All people are invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from habeas.bench.record import meet
from habeas.bench.shot import NAMES, REPORT, Round, Shot, unsound
from habeas.record.draft import Draft
from habeas.store.renewal import renew
from habeas.store.workspace import Workspace
from habeas.workflows.receive import receive
from habeas.workflows.send import send


def _receive(one: Round) -> Shot:
    file = one.beside(f"{one.number}.age")
    with _both(one) as (berta, anna):
        wanted = _tell(one, anna, berta)
        [file] = send(anna, "berta", file, now=anna.clock()).files
        log, before = anna.log, _came(berta, anna.log)
    cut, said = one.stop("receive", str(file))
    with one.open() as berta:
        berta.exchange.tidy()
        came = _came(berta, log)
        wrong = [] if came in (before, wanted) else [f"{came} of {wanted} entries count"]
        if said and came != wanted:
            wrong.append("the bundle was said to be received, and is not there")
        receive(berta, file, now=berta.clock())
        if _came(berta, log) != wanted:
            wrong.append("the same bundle is not taken in afterwards")
        wrong += unsound(berta)
    return Shot("receive", cut, len(said), tuple(wrong))


def _send(one: Round) -> Shot:
    """The workspace is Berta's again; it is she who sends to Anna here."""
    file = one.beside(f"{one.number}.age")
    with _both(one) as (berta, anna):
        wanted = _tell(one, berta, anna)
        log = berta.log
    cut, said = one.stop("send", "anna", str(file))
    wrong = [] if cut or file.exists() else ["it came to its end, and there is no file"]
    with _both(one) as (berta, anna):
        wrong += unsound(berta)
        if not file.exists():
            send(berta, "anna", file, now=berta.clock())
        receive(anna, file, now=anna.clock())  # a file that is there is whole
        if _came(anna, log) != wanted:
            wrong.append(f"{_came(anna, log)} of {wanted} entries arrive")
    wrong += [f"{part.name} is left over" for part in file.parent.glob(f".{file.name}.*")]
    return Shot("send", cut, len(said), tuple(wrong))


def _renew(one: Round) -> Shot:
    with _both(one) as (berta, anna):
        before, log = berta.opened.keys.writer, berta.log
        wanted = _tell(one, berta, anna)
    cut, said = one.stop("keys", "renew")
    with _both(one) as (berta, anna):
        wrong = unsound(berta)
        if not cut and berta.opened.keys.writer == before:
            wrong.append("it came to its end, and the old key signs")
        wanted = _tell(one, berta, anna)  # the key that it has now may write
        [file] = send(berta, "anna", one.beside(f"{one.number}.age"), now=berta.clock()).files
        receive(anna, file, now=anna.clock())
        if _came(anna, log) != wanted:
            wrong.append(f"{_came(anna, log)} of {wanted} entries arrive")
    renew(one.place)
    with one.open() as berta:
        wrong += unsound(berta)
    return Shot("keys", cut, len(said), tuple(wrong))


@contextmanager
def _both(one: Round) -> Iterator[tuple[Workspace, Workspace]]:
    """Open the workspace, Berta's, and one beside it, Anna's, who knows her."""
    away = one.beside("anna")
    new = not away.exists()
    with Workspace.create(away) if new else Workspace.open(away) as anna, one.open() as berta:
        if new:
            cards = one.beside("cards")
            cards.mkdir()
            meet(anna, berta, cards)
        yield berta, anna


def _tell(one: Round, sender: Workspace, other: Workspace) -> int:
    """Write some claims into the lane for the other; return how many entries it has now."""
    audience = sender.exchange.lanes.lane_for([other.log]).audience
    sender.exchange.lanes.append(audience, [_claim(one, name) for name in NAMES])
    return len(sender.exchange.lanes.read(audience).entries)


def _came(workspace: Workspace, log: bytes) -> int:
    """Return how many entries of a partner's lanes count."""
    return sum(len(lane.entries) for lane in workspace.exchange.received.lanes(log))


def _claim(one: Round, name: str) -> Draft:
    quote = REPORT.format(day=2, name=name, number=one.letters()).strip()
    return Draft(
        "claim",
        {
            "type": "detention",
            "subjects": [one.chance.randbytes(16)],
            "certainty": "plain",
            "said_by": [{"value": "relatives"}],
            "evidence": [{"source": one.chance.randbytes(16), "stretches": [quote], "lang": "en"}],
        },
    )


EXCHANGED: dict[str, Callable[[Round], Shot]] = {"receive": _receive, "send": _send, "keys": _renew}
"""The commands of this file, and what kills them."""
