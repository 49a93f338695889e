"""What the register says of each person of the sample story on its last day, as a page that anybody can read.

`python tests/register/golden_people.py` writes the pages anew; read the difference before you commit it.
"""

from __future__ import annotations

import sys
from datetime import date
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from story_statements import accepted, person_id, story

from habeas.model.record import Belief, Record
from habeas.publish.values import shown
from habeas.publish.words import words_of
from habeas.register.completeness import item_words
from habeas.register.contradictions import contradictions
from habeas.register.corroboration import count_words
from habeas.register.derive import derive
from habeas.register.due_people import due_of
from habeas.register.due_words import sentence
from habeas.register.legal import legal_file
from habeas.register.status import status_words

FOLDER = Path(__file__).parent / "golden"
DAY = date(2026, 11, 20)


@cache
def people() -> dict[str, Record]:
    """The records of the story's people, by their key in the story."""
    found = {record.id: record for record in derive(accepted(), today=DAY).people}
    return {key: found[person_id(key)] for key in story()["people"] if person_id(key) in found}


def page(key: str) -> str:
    """One person's page."""
    record = people()[key]
    law = legal_file(record, today=DAY)
    lines = [f"{key}: {story()['people'][key]['who']}", f"by what was accepted until {DAY}", ""]
    day = in_words("date", record.held_as_of) if record.held_as_of else "no known day"
    lines.append(f"{status_words(record.status)}; as of {day}")
    lines += [f"  {record.status_reason}", ""]
    for episode in record.episodes:
        manner = f", {episode.modality.value}" if episode.modality else ""
        through = ", told of a group" if episode.group else ""
        day = in_words("date", episode.date) if episode.date else "no date"
        lines.append(f"{day}: {episode.type.replace('_', ' ')}{manner}{through}")
        for belief in episode.beliefs:
            lines += told(belief, belief.property == episode.type)
    traits = [b for b in record.beliefs if b.episode is None]
    lines += ["of herself"] if traits else []
    for belief in traits:
        lines += told(belief, False, f"{belief.episode_type or ''} ".lstrip())
    lines.append("")
    known = [item for item, there in record.completeness if there]
    lines.append(
        f"{len(known)} of {len(record.completeness)} entries of the UN minimum register are known; missing:"
    )
    lines += [f"  {item_words(item)}" for item, there in record.completeness if not there]
    lines += section("What the law says, as we count it", [f"{one.answer.words}" for one in law.answers])
    lines += section(
        "What comes, and what is missing", [sentence(one, "en", "she") for one in due_of(record, law, DAY)]
    )
    lines += section(
        "What cannot all be true", [str(one.reason) for one in contradictions(record, law.country)]
    )
    return "\n".join(lines).rstrip() + "\n"


def told(belief: Belief, event: bool, prefix: str = "") -> list[str]:
    """One thing that is held: value, who says so, how many reports and origins, what stands against it."""
    what = "that it happened"
    if not event:
        what = f"{prefix}{belief.property.replace('_', ' ')}: {in_words(belief.property, belief.value)}"
    said = f" (says {', '.join(belief.said_by)})" if belief.said_by else ""
    state = "" if belief.state.value == "accepted" else f" [{belief.state.value}]"
    lines = [f"    {what}{said}, {count_words(belief.reports, belief.origins)}{state}"]
    for rival in belief.rivals:
        by = f" (says {', '.join(rival.said_by)})" if rival.said_by else ""
        lines.append(f"        against it: {in_words(belief.property, rival.value)}{by}")
    return lines


def in_words(field: str, value: str) -> str:
    """A date, a term or an article as somebody reads it; all else as its source wrote it."""
    return str(shown(field, value, words_of("en")).words.striptags())


def section(title: str, rows: list[str]) -> list[str]:
    """A title and its rows; nothing where there are none."""
    return ["", f"{title}:", *(f"  {row}" for row in rows)] if rows else []


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for person in people():
        (FOLDER / f"{person}.txt").write_text(page(person), encoding="utf-8")
        print(FOLDER / f"{person}.txt")
