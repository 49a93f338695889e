"""`habeas decide`, `retract`, `erase`: what a person of ours says about statements and people."""

from __future__ import annotations

import argparse
import secrets
from typing import TYPE_CHECKING, Any

from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import WrongUse, each, say

if TYPE_CHECKING:
    from habeas.review.answers import Change
    from habeas.workflows.decide import Decider

PAIRS = ("same", "different")
ACTS = ("accept", "correct", "reject", "undo", *PAIRS)


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    decide = commands.add_parser("decide", help="answer proposals; same or different person")
    decide.add_argument("act", choices=ACTS)
    decide.add_argument("ids", metavar="ID", nargs="+", help="statements; for same and different two people")
    add_changes(decide, only="correct: ")
    add_who(decide)
    decide.set_defaults(run=run_decide)
    retract = commands.add_parser("retract", help="we no longer say so; the content is kept")
    retract.add_argument("ids", metavar="STATEMENT", nargs="+")
    retract.add_argument("--reason", default="", help="“error: words for everyone” if we were wrong")
    add_who(retract)
    retract.set_defaults(run=run_retract)
    erase = commands.add_parser(
        "erase", help="destroy statements, a field of them, or a whole report, everywhere here"
    )
    erase.add_argument("ids", metavar="STATEMENT|REPORT", nargs="*")
    erase.add_argument(
        "--person",
        metavar="PERSON",
        help="forget a person: all that tells of her, everywhere, and propose nothing about her again",
    )
    erase.add_argument(
        "--allow-again", metavar="NAME", help="take a name off the list of those who asked not to be kept"
    )
    erase.add_argument("--field", metavar="NAME", help="only this field of the statements")
    add_second(erase)
    add_who(erase)
    erase.set_defaults(run=run_erase)


def add_changes(parser: Any, *, only: str = "") -> None:
    """Add the options that say what a statement is to hold; ``only`` says for which act they are."""
    parser.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help=f"{only}a field; empty removes it, given again it holds several values",
    )
    parser.add_argument("--type", metavar="KIND", help=f"{only}the kind of event, such as detention")
    parser.add_argument(
        "--modality", metavar="HOW", help=f"{only}expected, alleged, denied, in absentia; empty for plain"
    )


def add_who(parser: Any) -> None:
    """Add the options that say who decides, why, and on which day."""
    parser.add_argument("--by", metavar="ROLE", default="R-01", help="your role code (never a name)")
    parser.add_argument("--why", metavar="WORDS", help="why, in your words")
    add_today(parser)


def add_second(parser: Any) -> None:
    """Add the option of the second person, for what two people do in a group that wants it."""
    parser.add_argument(
        "--second", action="store_true", help="as the second person: allow exactly this, and do nothing else"
    )


def say_allowed() -> int:
    """Say what came of ``--second``."""
    say(
        "Allowed, and nothing else was done. Whoever began it can do it now; a word changed, and it is asked anew."
    )
    return 0


def decider(arguments: argparse.Namespace) -> Decider:
    """Return who decides."""
    from habeas.workflows.decide import Decider

    return Decider(arguments.by, day_of(arguments), lambda: secrets.token_bytes(16), arguments.why)


def run_decide(arguments: argparse.Namespace) -> int:
    """Answer, one statement after another; a refused one takes no other with it."""
    from habeas.workflows import decide

    who, act, ids = decider(arguments), arguments.act, arguments.ids
    change = _change(arguments)
    with workspace(arguments) as opened:
        if act in PAIRS:
            if len(ids) != 2:
                raise WrongUse(f"`habeas decide {act}` takes two people; {len(ids)} were named")
            with working("Deriving the register"):
                entries = decide.join(opened, *ids, one=act == "same", who=who)
            print(f"{act}: {ids[0]} {ids[1]} -> {entries[-1].id.hex()}")
            return 0

        def answer(one: str) -> None:
            with working("Deriving the register"):
                if act == "correct":
                    entries = decide.correct(opened, one, change, who)
                else:
                    verb = {"accept": decide.accept, "reject": decide.reject, "undo": decide.undo}[act]
                    entries = verb(opened, one, who)
            print(f"{act}: {one} -> {entries[-1].id.hex()}", flush=True)

        return each(ids, answer)


def _change(arguments: argparse.Namespace) -> Change:
    """Return what is to be corrected; WrongUse where the act takes no correction, or there is none."""
    from habeas.model.claim import Value
    from habeas.review.answers import Change

    given = bool(arguments.set) or arguments.type is not None or arguments.modality is not None
    if given != (arguments.act == "correct"):
        what = (
            "say what is right: --set, --type or --modality"
            if not given
            else "only correct takes --set, --type and --modality"
        )
        raise WrongUse(what)
    if given and len(arguments.ids) != 1:
        raise WrongUse("`habeas decide correct` takes one statement")
    fields = {name: tuple(map(Value, values)) for name, values in fields_given(arguments.set).items()}
    return Change(type=arguments.type, fields=fields, modality=arguments.modality)


def fields_given(pairs: list[str]) -> dict[str, tuple[str, ...]]:
    """Return the values by field, as FIELD=VALUE pairs give them; an empty value removes the field."""
    fields: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise WrongUse(f"“{pair}” is no field with its value. Write --set date=2026-03-22")
        fields[name] = (*fields.get(name, ()), value) if value else ()
    return fields


def run_retract(arguments: argparse.Namespace) -> int:
    """Take statements back, here and where everyone sees them."""
    from habeas.workflows.retract import retract

    with workspace(arguments) as opened:

        def take_back(one: str) -> None:
            with working("Deriving the register"):
                retract(opened, one, arguments.reason, decider(arguments))
            print(f"retract: {one}", flush=True)

        return each(arguments.ids, take_back)


def run_erase(arguments: argparse.Namespace) -> int:
    """Destroy what was named: all of it at once, or nothing."""
    from habeas.workflows.erase import allow_erasing, erase

    if bool(arguments.ids) + bool(arguments.person) + bool(arguments.allow_again) != 1:
        raise WrongUse("name statements or reports, or --person, or --allow-again")
    if arguments.second and arguments.allow_again:
        raise WrongUse("--allow-again needs no second person")
    if arguments.person or arguments.allow_again:
        return _forget(arguments)
    if arguments.second:
        with workspace(arguments) as opened:
            many = allow_erasing(opened, arguments.ids, decider(arguments), field=arguments.field)
        say(f"{many} entries would be emptied.")
        return say_allowed()
    with workspace(arguments) as opened, working("Erasing"):
        gone = erase(opened, arguments.ids, decider(arguments), field=arguments.field)
    left = (
        ""
        if gone.clean
        else " The clean-up of the disk is waiting until nobody reads; it is tried again at every start."
    )
    say(f"{gone.entries} entries were emptied.{left} Publish again; backups keep it until they expire.")
    return 0


def _forget(arguments: argparse.Namespace) -> int:
    """Forget a person, or let a name be proposed again."""
    from habeas.workflows.erase_person import erase_person
    from habeas.workflows.not_kept import take_off_list
    from habeas.workflows.two_people import allow_forgetting

    if arguments.second:
        with workspace(arguments) as opened:
            allow_forgetting(opened, arguments.person, decider(arguments))
        return say_allowed()
    with workspace(arguments) as opened, working("Erasing"):
        if arguments.allow_again:
            gone = take_off_list(opened, [arguments.allow_again])
        else:
            done = erase_person(opened, arguments.person, decider(arguments))
    if arguments.allow_again:
        say("That name may be proposed again." if gone else "Nobody of that name is on the list.")
        return 0
    left = "" if done.clean else " The clean-up of the disk is waiting until nobody reads."
    say(
        f"She is forgotten: {done.entries} entries were emptied, {done.destroyed} reports destroyed, {done.redacted} kept without her. "
        f"A later report about her will propose nothing.{left} Publish again, send to each partner; backups keep her until they expire."
    )
    return 0
