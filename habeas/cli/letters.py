"""`habeas letters`: kits for one person and for an evening, who gets few, what was sent and came back, hints on a text."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from habeas.cli.deciding import add_who, decider
from habeas.cli.given import day, month
from habeas.cli.papers import add_lang, add_paper, paper
from habeas.cli.place import add_today, day_of, now, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, print_json, say

WRITES = "of whoever writes: "  # whose language a sheet is in


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    letters = commands.add_parser("letters", help="letters to prisoners: kits, fair spreading, the log")
    verbs = letters.add_subparsers(title="letters", metavar="VERB", required=True)
    _declare_kit(verbs)
    _declare_evening(verbs)
    _declare_birthdays(verbs)
    _declare_list(verbs)
    _declare_log(verbs)
    _declare_check(verbs)


def _declare_kit(verbs: Any) -> None:
    kit = verbs.add_parser("kit", help="the letter sheet of one person: how to write, and the label")
    kit.add_argument("person", metavar="PERSON")
    add_paper(kit, lang=WRITES)
    _add_places(kit)
    kit.set_defaults(run=run_kit)


def _declare_evening(verbs: Any) -> None:
    evening = verbs.add_parser("evening", help="sheets for a whole evening, spread fairly over the writers")
    evening.add_argument("--out", metavar="DIR", type=Path, required=True, help="the folder for the sheets")
    evening.add_argument(
        "--writers", metavar="FILE.yml", type=Path, help="who writes, in which languages, how many letters"
    )
    add_lang(evening, WRITES)
    _add_places(evening)
    add_today(evening)
    evening.set_defaults(run=run_evening)


def _declare_birthdays(verbs: Any) -> None:
    sheet = verbs.add_parser("birthdays", help="the birthdays of a month on one sheet, and by when to write")
    add_paper(sheet, lang=WRITES)
    sheet.add_argument(
        "--month", metavar="YYYY-MM", type=month, help="default: the one to write for now, nine weeks ahead"
    )
    _add_places(sheet)
    sheet.set_defaults(run=run_birthdays)


def _declare_list(verbs: Any) -> None:
    row = verbs.add_parser("list", help="who got fewest letters, and why nobody is to write to whom")
    row.add_argument("--json", action="store_true")
    _add_places(row)
    add_today(row)
    row.set_defaults(run=run_list)


def _declare_log(verbs: Any) -> None:
    log = verbs.add_parser("log", help="a letter went out, came back, or was answered")
    log.add_argument("act", choices=("sent", "returned", "answered"))
    log.add_argument("people", metavar="PERSON", nargs="+", help="one letter to each of them")
    log.add_argument("--day", metavar="DAY", type=day, help="when (default: today)")
    add_who(log)
    log.set_defaults(run=run_log)


def _declare_check(verbs: Any) -> None:
    check = verbs.add_parser("check", help="hints on the text of a letter; they never stop you")
    check.add_argument("file", metavar="FILE", type=Path, help="the letter, a UTF-8 text")
    check.add_argument(
        "--country", metavar="xx", choices=("by", "ru"), required=True, help="where it goes: by, ru"
    )
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=run_check)


def _add_places(parser: Any) -> None:
    parser.add_argument(
        "--places",
        metavar="FILE.yml",
        type=Path,
        help="addresses that we know ourselves (default: letter-places.yml)",
    )


def run_kit(arguments: argparse.Namespace) -> int:
    """Write the sheet of one person."""
    from habeas.workflows.letters import kit

    made = paper(arguments, "Setting the sheet", kit, arguments.person, places=arguments.places)
    for gap in made.fields["missing"]:
        say(f"Missing: {gap}")
    if not made.fields["label"]:
        say("The sheet has no label: without a whole address no letter arrives.")
    return 0


def run_birthdays(arguments: argparse.Namespace) -> int:
    """Write the sheet of a month."""
    from habeas.workflows.letters_birthdays import birthdays

    chosen, rows = paper(
        arguments, "Setting the sheet", birthdays, month=arguments.month, places=arguments.places
    )
    say(f"{len(rows)} birthday{'s' * (len(rows) != 1)} known in {chosen:%Y-%m}.")
    return 0


def run_evening(arguments: argparse.Namespace) -> int:
    """Write the sheets of an evening, and say who writes to whom."""
    from habeas.workflows.letters_evening import evening

    with workspace(arguments) as opened, working("Setting the sheets"):
        plan, names = evening(
            opened, arguments.out, today=day_of(arguments), lang=arguments.lang, writers=arguments.writers,
            places=arguments.places,
        )  # fmt: skip
    for one in plan.assignments:
        print(f"{one.writer}  {names[one.person]} ({one.person[:8]}): {one.reason}")
    for person, reason in plan.left_out:
        say(f"Nobody writes to {names[person]} ({person[:8]}): {reason}")
    say(f"The sheets are in {arguments.out}. They are only for us: destroy them after use.")
    return 0


def run_list(arguments: argparse.Namespace) -> int:
    """List people, fewest letters first."""
    from habeas.workflows.letters_evening import listed

    with workspace(arguments) as opened, working("Deriving the register"):
        rows = listed(opened, today=day_of(arguments), places=arguments.places)
    if arguments.json:
        told = [row_json(row) for row in rows]
        print_json("habeas.letters/1", {"today": day_of(arguments).isoformat(), "people": told})
        return 0
    for row in rows:
        tally, last = row.tally, row.tally.last_sent
        when = f", the last on {last}" if last else ""
        print(
            f"{row.to.name}: {tally.sent} sent, {tally.returned} came back, {tally.answered} answered{when}; {row.to.id[:8]}"
        )
        if row.barred is not None:
            print(f"    nobody is to write now: {row.barred}")
    if not rows:
        say("Nobody whom we have accepted is held.")
    return 0


def row_json(row: Any) -> dict[str, Any]:
    """Return one row of `habeas letters list --json`."""
    tally, barred = row.tally, row.barred
    return {
        "person": row.to.id,
        "name": row.to.name,
        "sent": tally.sent,
        "returned": tally.returned,
        "answered": tally.answered,
        "last_sent": tally.last_sent.isoformat() if tally.last_sent else None,
        "languages": list(row.languages),
        "barred": {"rule": barred.rule, "words": barred.words} if barred else None,
    }


def run_log(arguments: argparse.Namespace) -> int:
    """Log one letter to each person."""
    from habeas.workflows.letters_log import log

    who = decider(arguments)
    when = arguments.day or who.today
    with workspace(arguments) as opened:
        done = log(opened, arguments.act, arguments.people, who, day=when, now=now())
    for record, tally in done:
        print(f"{record.name}: {tally.sent} sent, {tally.returned} came back, {tally.answered} answered.")
        if arguments.act == "returned":
            say(
                f"Was {record.name} moved? Nobody is asked to write until the place is known again: add a report, or `habeas note`."
            )
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Print the hints on a letter; the exit status is 0 with and without them."""
    from habeas.exchange.letters.check import hints
    from habeas.exchange.letters.rules import country

    try:
        text = arguments.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"The letter cannot be read ({error}). Give a UTF-8 text.") from error
    found = hints(text, country(arguments.country))
    if arguments.json:
        rows = [
            {"kind": one.kind, "start": one.start, "end": one.end, "text": one.text, "about": one.about, "words": one.words}
            for one in found
        ]  # fmt: skip
        print_json("habeas.letter_hints/1", {"country": arguments.country, "hints": rows})
        return 0
    for one in found:
        line = f"line {text.count(chr(10), 0, one.start) + 1}: " if one.end else ""
        print(f"{line}{one.words}")
    say("These are hints; whoever writes decides." if found else "Nothing to remark.")
    return 0
