"""Commands that work on a whole report, file or folder, killed: erase, backup, restore, rebuild, import.

Each is done or not done at all; run again, it is done. All people are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from habeas.bench.kills_exchange import EXCHANGED
from habeas.bench.shot import KEY, NAMES, ON, TODAY, Round, Shot, unsound
from habeas.model.statement import State
from habeas.store.backup import backup, restore
from habeas.store.errors import NotAWorkspace, StoreError
from habeas.store.workspace import Workspace
from habeas.workflows.decide import Decider
from habeas.workflows.erase import erase
from habeas.workflows.holding import hold
from habeas.workflows.import_list import About, import_list
from habeas.workflows.list_reading import read_list


def _erase(one: Round) -> Shot:
    one.taken(State.ACCEPTED)
    names = one.names()[:2]
    with one.open() as workspace:
        told = [d.text_sha256 for d in workspace.documents() if any(name in d.text for name in names)]
        before = len(workspace.documents())
    cut, said = one.stop("erase", *told, *ON)
    with one.open() as workspace:
        gone = before - len(workspace.documents())
        wrong = [] if gone in (0, len(told)) else [f"{gone} of {len(told)} reports are erased"]
        if gone or said:
            wrong += _left(workspace, names)
        else:
            erase(workspace, told, Decider("R-01", TODAY, lambda: one.chance.randbytes(16)))
            wrong += _left(workspace, names)
        wrong += unsound(workspace)
    return Shot("erase", cut, len(said), tuple(wrong))


def _left(workspace: Workspace, names: list[str]) -> list[str]:
    """Return in which files a name still stands that was erased."""
    if not workspace.clean_up():
        return ["the clean-up of an erasure does not come to its end"]
    files = [p for p in workspace.folder.rglob("*") if p.is_file()]
    return [
        f"{p.name} still holds what was erased"
        for p in files
        if any(name.encode() in p.read_bytes() for name in names)
    ]


def _backup(one: Round) -> Shot:
    one.taken(State.PROPOSED)
    file = one.beside(f"{one.number}.backup")
    with one.open() as workspace:
        wanted = {entry.id for entry in workspace.private().entries}
    cut, said = one.stop("backup", str(file))
    wrong = [] if cut or file.exists() else ["it came to its end, and there is no file"]
    with one.open() as workspace:
        wrong += unsound(workspace)
        if not file.exists():
            backup(workspace, file)
    parts = list(file.parent.glob(f".{file.name}.*"))
    wrong += [f"{part.name} is left over" for part in parts]
    return Shot(
        "backup", cut, len(said), (*wrong, *_restored(file, one.beside(f"{one.number}-back"), wanted))
    )


def _restored(file: Path, place: Path, wanted: set[bytes]) -> list[str]:
    """Restore a backup; return what is wrong with it."""
    try:
        with restore(file, place, ask=lambda: KEY) as workspace:
            missing = wanted - {entry.id for entry in workspace.private().entries}
            return [*unsound(workspace), *([f"{len(missing)} entries did not come back"] if missing else [])]
    except StoreError as error:
        return [f"the backup cannot be restored: {error}"]


def _restore(one: Round) -> Shot:
    one.taken(State.PROPOSED)
    file, place = one.beside(f"{one.number}.backup"), one.beside(f"{one.number}-back")
    with one.open() as workspace:
        wanted = {entry.id for entry in workspace.private().entries}
        backup(workspace, file)
    cut, said = one.stop("restore", str(file), str(place), workspace=False)
    wrong: list[str] = []
    try:
        with one.open(place) as workspace:
            wrong += unsound(workspace)
            if not wanted <= {entry.id for entry in workspace.private().entries}:
                wrong.append("a half restored workspace opens as if it were whole")
    except NotAWorkspace:
        if not cut:
            wrong.append("it came to its end, and there is no workspace")
    except StoreError as error:
        wrong.append(f"what the kill left is no workspace and no empty place: {error}")
    else:
        place = one.beside(f"{one.number}-again")
    wrong += _restored(file, place, wanted)  # into the folder that a kill left half made, too
    return Shot("restore", cut, len(said), tuple(wrong))


def _rebuild(one: Round) -> Shot:
    one.taken(State.ACCEPTED if one.number % 2 else State.PROPOSED)
    with one.open() as workspace:
        before = hold(workspace, today=TODAY)
    cut, said = one.stop("rebuild", *ON)
    with one.open() as workspace:
        after = hold(workspace, today=TODAY)
        same = (before.register.digest, set(before.statements)) == (
            after.register.digest,
            set(after.statements),
        )
        wrong = [] if same else ["the register is another one than before"]
        wrong += unsound(workspace)
    if said and said[-1] != before.register.digest:
        wrong.append("another digest was printed")
    return Shot("rebuild", cut, len(said), tuple(wrong))


def _import(one: Round) -> Shot:
    one.files()
    sheet = one.beside("in") / f"{one.number}.csv"
    rows = [f"{name}{one.letters()} Kavalskaja,1990-02-1{at},Uzhorsk" for at, name in enumerate(NAMES)]
    sheet.write_text("\n".join(["Name,Date of birth,Place", *rows, ""]), encoding="utf-8")
    with one.open() as workspace:
        before = _own(workspace)
    cut, said = one.stop("import", str(sheet), "--own-record", *ON)
    with one.open() as workspace:
        came = _own(workspace) - before
        who = Decider("R-01", TODAY, lambda: one.chance.randbytes(16))
        done = import_list(
            workspace, read_list(sheet, today=TODAY), About(own=True), who, now=workspace.clock()
        )
        wrong = [] if came in (0, _own(workspace) - before) else ["a part of a small list was accepted"]
        if said and not came:
            wrong.append("the list was said to be taken in, and nothing of it is there")
        if done.accepted and came:
            wrong.append("what was accepted is accepted a second time")
        if _own(workspace) == before:
            wrong.append("the same list is not taken in afterwards")
        wrong += unsound(workspace)
    return Shot("import", cut, len(said), tuple(wrong))


def _own(workspace: Workspace) -> int:
    return sum(entry.kind == "claim" for entry in workspace.private().entries)


WHOLE: dict[str, Callable[[Round], Shot]] = {
    "erase": _erase,
    "backup": _backup,
    "restore": _restore,
    "rebuild": _rebuild,
    "import": _import,
    **EXCHANGED,
}
"""The commands of this file, and what kills them."""
