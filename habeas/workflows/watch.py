"""Verb: look at what is watched, and take in what is new. Each source by itself: one that fails holds up no other.

Times are not kept to the minute: a site must not be able to tell a watcher by its regular steps. A source that fails
is asked later and later, at least once a day; one from which nothing new came for long is an alarm.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from habeas.fetch.child import LimitedReader
from habeas.fetch.page import fetch_page
from habeas.fetch.robots import Robots
from habeas.sources.errors import SourceError
from habeas.store.workspace import Workspace
from habeas.workflows.add import About, Taken, add
from habeas.workflows.watch_list import Source, WatchList
from habeas.workflows.watch_lists import Told, look_at_list

STATE: Final = "watch"
_DAY: Final = 86_400
_MOST_SEEN: Final = 5_000
_MOST_PAGES: Final = 50  # new pages of one feed taken in at one look: the rest comes with the next
_PAUSE: Final = 8.0  # seconds between two pages of one feed, in the mean
_CLOSED: Final = "the site asks programs to leave this page alone. Name it yourself, if it is needed: habeas add, with the address."


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with one source. Times are unix seconds; ``seen`` are addresses of a feed that were taken in."""

    next: int = 0
    failures: int = 0
    last_new: int = 0
    alarmed: bool = False
    seen: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a source gave: ``words`` for the log, what was taken in, and whether it is an alarm.

    ``told`` says of a list what changed in it, row by row.
    """

    source: Source
    words: str
    taken: tuple[Taken, ...] = ()
    failed: bool = False
    alarm: bool = False
    told: tuple[Told, ...] = ()


def look(
    workspace: Workspace,
    watched: WatchList,
    *,
    now: int,
    chance: Callable[[], float],
    all_now: bool = False,
    pause: Callable[[float], object] = time.sleep,
) -> Iterator[Looked]:
    """Look at every source whose time has come (or at all), and yield what each gave.

    ``chance`` returns numbers from 0 to below 1; ``pause`` waits some seconds, between two pages of a site. What is known of
    each source is kept in the workspace.
    """
    for source in watched.sources:
        standing = _standing(workspace, source, now)
        if not all_now and standing.next > now:
            continue
        yield from _look(workspace, source, watched, standing, now=now, chance=chance, pause=pause)


def next_look(workspace: Workspace, watched: WatchList, now: int) -> int:
    """Return when the next source's time comes (unix seconds)."""
    return min((_standing(workspace, source, now).next for source in watched.sources), default=now + _DAY)


def _look(
    workspace: Workspace,
    source: Source,
    watched: WatchList,
    standing: Standing,
    *,
    now: int,
    chance: Callable[[], float],
    pause: Callable[[float], object],
) -> Iterator[Looked]:
    spread = 0.75 + chance() / 2
    try:
        if source.kind == "list":
            yield from _list(workspace, source, watched, standing, now, spread)
            return
        taken, seen = _take(
            workspace, source, watched, standing, now, lambda: pause(_PAUSE * (0.5 + chance()))
        )
    except SourceError as error:
        failures = standing.failures + 1
        wait = min(source.every * 2**failures, max(_DAY, source.every))
        later = Standing(
            now + int(wait * spread), failures, standing.last_new, standing.alarmed, standing.seen
        )
        _keep(workspace, source, later)
        again = _span(later.next - now)
        yield Looked(source, f"{error} Asked again in {again}.", failed=True)
        yield from _silent(workspace, source, later, now)
        return
    new = sum(one.status == "added" for one in taken)
    refused = [one for one in taken if one.status == "refused"]
    last_new = now if new else standing.last_new
    after = Standing(now + int(source.every * spread), 0, last_new, standing.alarmed and not new, seen)
    _keep(workspace, source, after)
    words = f"{new} new" if new else "nothing new"
    words += f", {len(refused)} could not be read" if refused else ""
    yield Looked(source, f"{words}.", tuple(taken), failed=bool(refused))
    yield from _silent(workspace, source, after, now)


def _list(
    workspace: Workspace, source: Source, watched: WatchList, standing: Standing, now: int, spread: float
) -> Iterator[Looked]:
    """Compare a list with how it stood at the last look."""
    found = look_at_list(workspace, source, watched.proxy, now=now)
    last_new = now if found.kept else standing.last_new
    after = Standing(now + int(source.every * spread), 0, last_new, standing.alarmed and not found.kept)
    _keep(workspace, source, after)
    yield Looked(source, found.words, told=found.told)
    yield from _silent(workspace, source, after, now)


def _take(
    workspace: Workspace,
    source: Source,
    watched: WatchList,
    standing: Standing,
    now: int,
    pause: Callable[[], object],
) -> tuple[list[Taken], tuple[str, ...]]:
    about = About(publisher=source.publisher)
    if source.kind == "folder":
        folder = Path(source.place)
        if not folder.is_dir():
            raise SourceError("There is no such folder.", "Check its name in habeas.toml.")
        return list(add(workspace, [folder], about, now=now)), ()
    if source.kind == "page" or not source.pages:
        taken = list(add(workspace, [source.place], about, now=now, allow_network=True, proxy=watched.proxy))
        if taken and taken[0].status == "refused":
            raise SourceError(taken[0].reason or "It could not be read.", "")
        return taken, ()
    listed = _listed(source, watched)
    wanted = [address for address in listed if address not in standing.seen][:_MOST_PAGES]
    robots = Robots(watched.proxy)
    open_to_us = [address for address in wanted if robots.allow(address)]
    closed = [address for address in wanted if address not in open_to_us]

    def unhurried(done: int, total: int, _name: str) -> None:
        if 0 < done < total:
            pause()

    pages = add(
        workspace,
        open_to_us,
        about,
        now=now,
        allow_network=True,
        proxy=watched.proxy,
        on_progress=unhurried,
    )
    taken = list(pages)
    got = [one.name for one in taken if one.status != "refused"]
    told = [
        Taken(address, "refused", _CLOSED) for address in closed
    ]  # once: what is seen is not asked for again
    return [*taken, *told], (*standing.seen, *got, *closed)[-_MOST_SEEN:]


def _listed(source: Source, watched: WatchList) -> list[str]:
    """Return the addresses that a feed lists, the newest first as it lists them, each once."""
    page = fetch_page(source.place, allow_network=True, proxy=watched.proxy)
    with LimitedReader() as reader:
        documents = reader.read(page.file_name, page.data)
    return list(dict.fromkeys(document.links[0] for document in documents if document.links))


def _silent(workspace: Workspace, source: Source, standing: Standing, now: int) -> Iterator[Looked]:
    """Raise the alarm, once, about a source from which nothing new has come for long."""
    if standing.alarmed or now - standing.last_new < source.silent_after:
        return
    _keep(
        workspace, source, Standing(standing.next, standing.failures, standing.last_new, True, standing.seen)
    )
    days = _span(now - standing.last_new)
    words = f"Nothing new for {days}. Look whether it still exists, moved, or was silenced."
    yield Looked(source, words, alarm=True)


def _standing(workspace: Workspace, source: Source, now: int) -> Standing:
    known: dict[str, Any] = workspace.setting(STATE, {}).get(_key(source), {})
    if not known:
        return Standing(last_new=now)
    return Standing(**{**known, "seen": tuple(known.get("seen", ()))})


def _keep(workspace: Workspace, source: Source, standing: Standing) -> None:
    with workspace.transaction():
        every = dict(workspace.setting(STATE, {}))
        every[_key(source)] = {**asdict(standing), "seen": list(standing.seen)}
        workspace.set_setting(STATE, every)


def _key(source: Source) -> str:
    return f"{source.kind} {source.place}"


def _span(seconds: int) -> str:
    """Return a time in words: minutes, hours or days, whichever is the largest that fits."""
    for size, one, many in ((86_400, "day", "days"), (3_600, "hour", "hours")):
        if seconds >= size:
            return f"{seconds // size} {one if seconds // size == 1 else many}"
    return f"{max(seconds // 60, 1)} min"
