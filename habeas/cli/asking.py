"""`habeas people`, `show`, `stats`: what the workspace holds."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from habeas.cli.given import day
from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import print_json

if TYPE_CHECKING:
    from habeas.model.record import Belief, Rival


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    people = commands.add_parser("people", help="find people, in any script")
    people.add_argument("query", metavar="QUERY", nargs="?", default="")
    people.add_argument("--json", action="store_true")
    add_today(people)
    people.set_defaults(run=run_people)
    show = commands.add_parser("show", help="one person: what we hold and on whose word")
    show.add_argument("person", metavar="PERSON", help="a name in any script, or an address")
    when = show.add_mutually_exclusive_group()
    when.add_argument("--as-of", metavar="DAY", type=day, help="what we held at the end of that day")
    when.add_argument("--on", metavar="DAY", type=day, help="what was true on that day, by all we hold now")
    when.add_argument("--since", metavar="DAY", type=day, help="and what changed since the end of that day")
    show.add_argument(
        "--law", metavar="COUNTRY", choices=("by", "ru", "ua"), help="whose law applies: by, ru, ua"
    )
    show.add_argument("--json", action="store_true")
    add_today(show)
    show.set_defaults(run=run_show)
    stats = commands.add_parser("stats", help="how many, at least and at most")
    stats.add_argument("--json", action="store_true")
    add_today(stats)
    stats.set_defaults(run=run_stats)


def run_people(arguments: argparse.Namespace) -> int:
    """List people, or find some."""
    from habeas.register.as_json import is_subject, people_json
    from habeas.register.status import status_words
    from habeas.workflows.look import people

    with workspace(arguments) as opened, working("Deriving the register"):
        hits = people(opened, arguments.query, today=day_of(arguments))
    if arguments.json:
        print_json("habeas.people/1", people_json(hit.record for hit in hits))
        return 0
    for hit in hits:
        record = hit.record
        if not arguments.query and not is_subject(record):
            continue
        others = ", ".join(name for name in record.names if name != record.name)
        print(f"{record.name}{f' ({others})' if others else ''}")
        print(f"  {status_words(record.status)}; {record.state.value}; {record.id}")
        if arguments.query:
            print(f"  {hit.near}: {hit.reason}")
    return 0


def run_show(arguments: argparse.Namespace) -> int:
    """Print one person's file."""
    from habeas.cli.casefile import print_changes, print_contradictions, print_law, print_recognitions
    from habeas.register.as_json import show_json
    from habeas.register.contradictions import contradictions
    from habeas.register.status import status_words
    from habeas.workflows.look import changed_since, law_of, show

    with workspace(arguments) as opened, working("Deriving the register"):
        record, holding = show(
            opened, arguments.person, today=day_of(arguments), as_of=arguments.as_of, on=arguments.on
        )
        today = arguments.as_of or arguments.on or day_of(arguments)
        law = law_of(record, today=today, country=arguments.law)
        changes = changed_since(opened, record, holding, arguments.since) if arguments.since else None
    if arguments.json:
        print_json("habeas.show/1", show_json(record, holding.register, law, changes))
        return 0
    print(record.name)
    for name in record.names:
        if name != record.name:
            print(f"  also {name}")
    print(f"{status_words(record.status)} ({record.state.value}). {record.status_reason}")
    for belief in record.beliefs:
        modality = f" [{belief.modality.value}]" if belief.modality else ""
        print(f"* {_told(belief)}{modality}{_voices(belief)}")
        counts = f"{counted(belief.reports, 'report')}, {counted(belief.origins, 'origin')}; "
        own = "" if counts.removesuffix("; ") in belief.reason.words else counts
        print(f"    {own}{belief.state.value}; {belief.reason}")
        for note in belief.notes:
            print(f"    {note}")
        for one in belief.evidence:
            print(f"    “{one.text}”")
        for rival in belief.rivals:
            print(f"    but also: {_in_words(belief.property, rival.value)}{_voices(rival)}")
    known = sum(1 for _, there in record.completeness if there)
    print(f"{known} of {len(record.completeness)} entries of the UN minimum register are known.")
    if changes is not None:
        print_changes(changes, arguments.since)
    print_recognitions(record)
    print_contradictions(contradictions(record, law.country))
    print_law(law)
    return 0


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun: 1 report, 2 reports."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _told(belief: Belief) -> str:
    """Return what is held in words; that an event took place is said by its name alone."""
    event = (belief.episode_type or "").replace("_", " ")
    if belief.property == belief.episode_type:
        return event
    value = f"{belief.property.replace('_', ' ')} = {_in_words(belief.property, belief.value)}"
    return f"{event}: {value}" if event else value


def _voices(told: Belief | Rival) -> str:
    """Return who says so, behind a dash; nothing where the report itself does."""
    return f" — says {', '.join(told.said_by)}" if told.said_by else ""


def _in_words(field: str, value: str) -> str:
    """Return a value as somebody reads it: a date, a term or an article in English words, all else as its source wrote it."""
    from habeas.publish.values import shown
    from habeas.publish.words import words_of

    return shown(field, value, words_of("en")).words.striptags()


def run_stats(arguments: argparse.Namespace) -> int:
    """Print totals with least and greatest."""
    from habeas.cli.counting import print_stats
    from habeas.register.statistics import table_json
    from habeas.workflows.look import stats

    with workspace(arguments) as opened, working("Deriving the register"):
        totals, tables = stats(opened, today=day_of(arguments))
    if arguments.json:
        print_json("habeas.stats/1", {**totals, "tables": [table_json(table) for table in tables]})
        return 0
    print_stats(totals, tables)
    return 0
