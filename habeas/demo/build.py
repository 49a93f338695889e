"""Builds the sample workspace: the story in the order of its days, by the verbs that users have."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from habeas.demo import story
from habeas.demo.story import Source
from habeas.demo.volunteer import Volunteer
from habeas.publish.settings import SiteSettings
from habeas.review import judging
from habeas.review.notes import Note
from habeas.store.renewal import renew
from habeas.store.workspace import Workspace
from habeas.workflows.add import About, add
from habeas.workflows.decide import desk_of
from habeas.workflows.holding import hold
from habeas.workflows.note import note
from habeas.workflows.publish import publish, set_settings
from habeas.workflows.refused import Refused
from habeas.workflows.start import sign_in_link
from habeas.workflows.widen import Asked, plan, widen

DAY = "day"  # the setting that holds the day on which a demonstration is set
SITE = SiteSettings(
    title={
        "en": "Register “Apora”",
        "be": "Рэестр «Апора»",
        "ru": "Реестр «Апора»",
        "uk": "Реєстр «Апора»",
        "pl": "Rejestr „Apora”",
        "de": "Register „Apora“",
    },
    publisher="Цэнтр «Апора»",
    contact="apora@example.org",
    licence="CC BY 4.0",
)


@dataclass(frozen=True, slots=True)
class Built:
    """The demonstration: its workspace, its public site, and the link that signs in once."""

    folder: Path
    site: Path
    link: str


@dataclass(slots=True)
class Calendar:
    """The clock of the story: noon of the day that it has reached, a second later at each look."""

    seconds: int = 0
    looks: int = field(default=0)

    def turn(self, day: str) -> None:
        """Go to ``day``; the clock never goes back."""
        noon = int(datetime.fromisoformat(day[:10]).replace(hour=12, tzinfo=UTC).timestamp())
        self.seconds = max(noon, self.seconds)

    def __call__(self) -> int:
        """Return unix seconds."""
        return self.seconds


def build(
    folder: Path, *, say: Callable[[str], None], random: Callable[[int], bytes] = secrets.token_bytes
) -> Built:
    """Build the demonstration in ``folder``, or open the one that is there; publish its site into ``folder/public``."""
    site = folder / "public"
    if (folder / "habeas.toml").is_file():
        say(f"{folder} is there already and stays as it is. For a fresh one, name another folder.")
        with Workspace.open(folder) as workspace:
            return _finish(workspace, folder, site, random)
    clock = Calendar()
    clock.turn(min(source.day for source in story.sources()))
    with Workspace.create(folder, mode="demo", clock=clock, random=random) as workspace:
        _tell(workspace, clock, random, say)
        workspace.set_setting(DAY, story.today())
        set_settings(workspace, SITE)
    clock.turn(story.today())
    renew(folder, clock=clock, random=random)  # the keys of its spring have run out
    with Workspace.open(folder, clock=clock, random=random) as workspace:
        return _finish(workspace, folder, site, random)


def _finish(workspace: Workspace, folder: Path, site: Path, random: Callable[[int], bytes]) -> Built:
    if workspace.mode != "demo":
        raise Refused(
            f"{folder} is a workspace of its own ({workspace.mode}), not the demonstration. Name another folder."
        )
    publish(workspace, site, today=date.fromisoformat(story.today()))
    now = int(datetime.now(tz=UTC).timestamp())
    return Built(folder, site, sign_in_link(workspace, now=now, random=random))


def _tell(
    workspace: Workspace, clock: Calendar, random: Callable[[int], bytes], say: Callable[[str], None]
) -> None:
    apart = frozenset((row["a"]["report"], row["person"]) for row in story.rows("same") if "person" in row)
    reader = Volunteer(workspace, lambda: random(16), apart=apart)
    steps = _steps(reader, clock, say)
    for day, step in sorted(steps, key=lambda one: one[0]):
        clock.turn(day[0])
        step()


type Step = tuple[tuple[str, int, int], Callable[[], None]]


def _steps(reader: Volunteer, clock: Calendar, say: Callable[[str], None]) -> list[Step]:
    """Return what happens, each step with its day and its place within the day."""
    steps: list[Step] = []
    texts: dict[str, str] = {}
    for number, source in enumerate(story.sources()):
        steps.append(
            ((source.day, 0, number), partial(_arrives, reader.workspace, source, texts, clock, say))
        )
        if source.decided:
            steps.append(((source.decided, 1, number), partial(_reads, reader, source, texts)))
    last = max(day for (day, _, _), _ in steps)
    for number, row in enumerate(story.rows("same") + story.rows("different")):
        day = max(_decided_days(row), default=last)
        steps.append(((day, 2, number), partial(_judge, reader, row, day)))
    for number, row in enumerate(story.rows("consents")):
        steps.append(((str(row["given"]), 3, number), partial(_consent, reader, row)))
    for number, row in enumerate(story.rows("widen")):
        steps.append(((str(row["day"]), 4, number), partial(_widen, reader, row)))
    for number, row in enumerate(story.rows("allow")):
        steps.append(((last, 5, number), partial(_allow, reader, row, last)))
    return steps


def _arrives(
    workspace: Workspace, source: Source, texts: dict[str, str], clock: Calendar, say: Callable[[str], None]
) -> None:
    texts[source.key] = _take(workspace, source, clock, say)


def _reads(reader: Volunteer, source: Source, texts: dict[str, str]) -> None:
    reader.read(source, texts[source.key])


def _take(workspace: Workspace, source: Source, clock: Calendar, say: Callable[[str], None]) -> str:
    if source.voice:
        told = Note(source.data.decode("utf-8"), source.voice, source.use_for, source.day, source.lang)
        return note(workspace, told, now=clock()).text_sha256
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / source.name
        file.write_bytes(source.data)
        about = About(source.day, source.publisher, source.url)
        for taken in add(workspace, [file], about, now=clock()):
            if taken.status == "refused":
                raise Refused(f"The sample report {source.name} could not be read: {taken.reason}")
            say(f"{source.name}: {taken.people} people, {taken.claims} statements")
            return taken.documents[0].text_sha256
    raise Refused(f"The sample report {source.name} was not read.")


def _decided_days(row: dict[str, Any]) -> list[str]:
    keys = {row[side]["report"] for side in ("a", "b") if side in row} | set(row.get("reports", []))
    return [source.decided for source in story.sources() if source.key in keys and source.decided]


def _judge(reader: Volunteer, row: dict[str, Any], day: str) -> None:
    who = reader.who(day, row.get("why"))
    holding = hold(reader.workspace, today=who.today)
    desk = desk_of(holding, who)
    if "group" in row:
        ids = [reader.ids[(key, row["group"])] for key in row["reports"] if (key, row["group"]) in reader.ids]
        pairs = [(ids[0], other) for other in ids[1:] if other != ids[0]]
    elif "person" in row:
        a, b = (reader.ids.get((row[side]["report"], row["person"])) for side in ("b", "a"))
        pairs = [(a, b)] if a and b and a != b else []
    else:
        return _keep_apart(reader, row, day)
    for one, other in pairs:
        reader.workspace.append_private(judging.same(one, other, desk, keep=one))
    return None


def _keep_apart(reader: Volunteer, row: dict[str, Any], day: str) -> None:
    """Say of two mentions that they are two people, where the reader saw both."""
    who = reader.who(day, row.get("why"))
    holding = hold(reader.workspace, today=who.today)
    nodes = []
    for side in ("a", "b"):
        found = [
            node
            for report in holding.reports.values()
            for statement in report.found.statements
            for node, names in statement.names.items()
            if row[side]["name"] in names
        ]
        nodes += found[:1]
    if len(set(nodes)) == 2:
        reader.workspace.append_private(judging.different(nodes[0], nodes[1], desk_of(holding, who)))


def _consent(reader: Volunteer, row: dict[str, Any]) -> None:
    who = reader.who(str(row["given"]))
    drafts = judging.consent(
        reader.person(row["person"]) or "",
        desk_of(hold(reader.workspace, today=who.today), who),
        purpose=row["purpose"],
        audience=row["audience"],
        giver=row["giver"],
        lang=row.get("language"),
        until=str(row["until"]) if row.get("until") else None,
    )
    reader.workspace.append_private(drafts)


def _allow(reader: Volunteer, row: dict[str, Any], day: str) -> None:
    who = reader.who(day)
    desk = desk_of(hold(reader.workspace, today=who.today), who)
    reader.workspace.append_private(judging.allow(reader.person(row["person"]) or "", row["what"], desk))


def _widen(reader: Volunteer, row: dict[str, Any]) -> None:
    who = reader.who(str(row["day"]))
    asked = Asked(tuple(reader.claims[key] for key in row["statements"]))
    seen = plan(reader.workspace, asked, today=who.today)
    if seen.refused or seen.blocked:
        told = "; ".join(str(reason) for reason in (*(r for _, r in seen.refused), *seen.blocked))
        raise Refused(
            f"The story shows what cannot be shown ({row.get('person') or row.get('group')}): {told}"
        )
    widen(reader.workspace, seen, basis=row["basis"], words=row["words"], who=who)
