"""A program killed without warning, at every step of its work: what it said was done is there, and nothing is half done.

The commands run as people run them, each in a process of its own (``habeas.bench.victims``). All people are invented.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from habeas.bench.kills_whole import WHOLE
from habeas.bench.shot import AT_ONCE, KEY, ON, PER_WORKSPACE, TODAY, Round, Shot, unsound
from habeas.bench.victims import Victims
from habeas.exchange.lists.cell_sentences import LATIN
from habeas.model.statement import State
from habeas.publish.checksums import SUMS
from habeas.store.workspace import Workspace
from habeas.workflows.add import add
from habeas.workflows.edition_files import SIGNATURE
from habeas.workflows.publish import publish

READ = {"add": ("en",), "import": LATIN}  # the languages of the texts that a command is given
SEALED = ("add", "decide", "erase", "backup", "restore")  # these also in a workspace that is sealed


def shots(command: str, count: int, folder: Path, *, seed: int = 0, sealed: bool = False) -> Iterator[Shot]:
    """Kill the command ``count`` times; ``folder`` is empty and takes the workspaces, which may be ``sealed``.

    One more goes first that is not killed: it tells how many steps there are.
    """
    chance = random.Random(f"{command} {seed}")  # noqa: S311  (a moment, no secret)
    steps: dict[str, int] = {}
    key = folder / "key"
    key.write_bytes(KEY.key_file or b"")
    environment = {"HABEAS_KEY_FILE": str(key) if sealed else ""}
    with Victims(environment, READ.get(command, ())) as victims:
        for number in range(count + 1):
            place = folder / f"{command}-{number // PER_WORKSPACE}"
            if not place.exists():
                Workspace.create(place, secret=KEY if sealed else None).close()
            shot = _AIM[command](Round(victims, place, number, chance, steps, sealed))
            if number or shot.wrong:
                yield shot


def _add(one: Round) -> Shot:
    files = one.files()
    cut, said = one.kill("add", *map(str, files), lines=one.chance.randint(1, AT_ONCE - 1), longest=0.02)
    done = [line.split(": ")[0] for line in said if ": added" in line]
    with one.open() as workspace:
        held = {document.text for document in workspace.documents()}
        wrong = [
            f"{name} was said to be added and is not there"
            for name in done
            if Path(name).read_text("utf-8") not in held
        ]
        wrong += unsound(workspace)
        statuses = {taken.status for taken in add(workspace, files, now=workspace.clock())}
        wrong += [] if statuses <= {"added", "known"} else ["the same files are refused afterwards"]
    return Shot("add", cut, len(done), tuple(wrong))


def _decide(one: Round) -> Shot:
    ids = one.taken(State.PROPOSED)
    lines = one.chance.randint(1, len(ids) - 1)
    cut, said = one.kill("decide", "accept", *ids, *ON, lines=lines, longest=0.04)
    done = [line.rpartition(" -> ")[2] for line in said if " -> " in line]
    with one.open() as workspace:
        entries = workspace.private().entries
        accepted = {entry.id.hex() for entry in entries if entry.kind == "claim"}
        wrong = [
            f"{claim[:12]} was said to be accepted and is not there"
            for claim in done
            if claim not in accepted
        ]
        subjects = {entry.octets("id") for entry in entries if entry.text("act") == "subject"}
        named = {
            subject
            for entry in entries
            if entry.text("type") == "identity"
            for subject in entry.ids("subjects")
        }
        for entry in entries:
            if entry.text("type") == "detention" and not set(entry.ids("subjects")) <= subjects & named:
                wrong.append(
                    f"{entry.id.hex()[:12]} was accepted without the person or the name that belong to it"
                )
        wrong += unsound(workspace)
    return Shot("decide", cut, len(done), tuple(wrong))


def _widen(one: Round) -> Shot:
    ids = one.taken(State.ACCEPTED)
    words = ("widen", *ids, "--to", "public", "--basis", "overriding", "--words", "a trial", *ON)
    cut, said = one.kill(*words, lines=1, longest=0.06)
    with one.open() as workspace:
        shown = {e.id for e in workspace.public().entries if e.kind == "claim"}
        remembered = {
            to for e in workspace.private().entries if e.text("act") == "widen" for to in e.ids("to")
        }
        wrong = [] if shown == remembered else ["what everyone sees is not what we remember to have shown"]
        if len(shown) % AT_ONCE:
            wrong.append("only a part of what was to be shown is shown")
        wrong += unsound(workspace)
    return Shot("widen", cut, len(said), tuple(wrong))


def _publish(one: Round) -> Shot:
    site = one.beside("site")
    fresh, old = (site.with_name(f".{site.name}.habeas-{which}") for which in ("new", "old"))
    # Each on a day of its own: where nothing changed there would be nothing to make.
    day = TODAY + timedelta(days=one.number)
    cut, said = one.kill("publish", str(site), "--today", str(day), sign=fresh, longest=0.008)
    wrong = [f"{site.name}: {words}" for words in (_broken(site) if site.exists() else [])]
    if not site.exists() and one.number % PER_WORKSPACE and _broken(old):
        wrong.append("neither the new edition nor the one before is whole")
    with one.open() as workspace:
        wrong += unsound(workspace)
        publish(workspace, site, today=day)
    wrong += [f"published again, {words}" for words in _broken(site)]
    wrong += [f"{place.name} is left over" for place in (fresh, old) if place.exists()]
    return Shot("publish", cut and not said, len(said), tuple(wrong))


_AIM: dict[str, Callable[[Round], Shot]] = {
    "add": _add,
    "decide": _decide,
    "widen": _widen,
    "publish": _publish,
    **WHOLE,
}
COMMANDS = tuple(_AIM)


def _broken(site: Path) -> list[str]:
    """Return in what an edition differs from the checksums that lie in it."""
    if not (site / SUMS).is_file():
        return ["the checksums are missing"]
    rows = [line.split("  ", 1) for line in (site / SUMS).read_text("utf-8").splitlines()]
    wanted = {path: digest for digest, path in rows}
    there = {
        p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in site.rglob("*")
        if p.is_file() and p.name not in (SUMS, SIGNATURE)
    }
    return [] if there == wanted else ["its files are not those of its checksums"]
