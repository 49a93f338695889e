"""`habeas decide`, `widen`, `narrow`, `retract`, `erase`: what a person of ours says about statements and people."""

from __future__ import annotations

import argparse
import secrets
from typing import TYPE_CHECKING, Any

from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.refusal import Refusal, say

if TYPE_CHECKING:
    from habeas.review.widening import WidenPlan
    from habeas.workflows.decide import Decider

BASES = {
    "consent-person": "consent of the person",
    "consent-family": "consent of the family",
    "published-by-own-side": "already published by the person's own side",
    "overriding": "overriding",
}


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    decide = commands.add_parser("decide", help="answer proposals; same or different person")
    decide.add_argument("act", choices=["accept", "correct", "reject", "undo", "same", "different"])
    decide.add_argument("ids", metavar="ID", nargs="+", help="statements; for same and different two people")
    decide.add_argument(
        "--set",
        metavar="FIELD=VALUE",
        action="append",
        default=[],
        help="correct: a field (empty removes it)",
    )
    decide.add_argument("--type", help="correct: another kind of event")
    decide.add_argument("--modality", help="correct: expected, alleged, denied, in absentia; empty for plain")
    _add_who(decide)
    decide.set_defaults(run=run_decide)
    widen = commands.add_parser(
        "widen", help="show named statements to everyone; prints exactly what will be seen"
    )
    widen.add_argument("ids", metavar="STATEMENT", nargs="+")
    widen.add_argument("--to", choices=["public"], required=True)
    widen.add_argument(
        "--basis", choices=sorted(BASES), help="on what basis; none is preset. Without it nothing is shown"
    )
    widen.add_argument("--words", default="", help="more about the basis, in your words")
    _add_who(widen)
    widen.set_defaults(run=run_widen)
    narrow = commands.add_parser("narrow", help="take statements out of everyone’s sight; we keep them")
    narrow.add_argument("ids", metavar="STATEMENT", nargs="+")
    _add_who(narrow)
    narrow.set_defaults(run=run_narrow)
    retract = commands.add_parser("retract", help="we no longer say so; the content is kept")
    retract.add_argument("ids", metavar="STATEMENT", nargs="+")
    retract.add_argument("--reason", default="", help="“error: words for everyone” if we were wrong")
    _add_who(retract)
    retract.set_defaults(run=run_retract)

    erase = commands.add_parser(
        "erase", help="destroy statements, a field of them, or a whole report, everywhere here"
    )
    erase.add_argument("ids", metavar="STATEMENT|REPORT", nargs="+")
    erase.add_argument("--field", metavar="NAME", help="only this field of the statements")
    _add_who(erase)
    erase.set_defaults(run=run_erase)


def _add_who(parser: Any) -> None:
    parser.add_argument("--by", metavar="ROLE", default="R-01", help="your role code (never a name)")
    parser.add_argument("--why", metavar="WORDS", help="why, in your words")
    add_today(parser)


def _decider(arguments: argparse.Namespace) -> Decider:
    from habeas.workflows.decide import Decider

    return Decider(arguments.by, day_of(arguments), lambda: secrets.token_bytes(16), arguments.why)


def run_decide(arguments: argparse.Namespace) -> int:
    """Answer, one statement after another; what was answered before a refusal stays answered."""
    from habeas.workflows import decide

    who, act = _decider(arguments), arguments.act
    with workspace(arguments) as opened:
        if act in ("same", "different"):
            if len(arguments.ids) != 2:
                raise Refusal(
                    f"`habeas decide {act}` takes two people; {len(arguments.ids)} were named. Nothing was decided."
                )
            decide.join(opened, *arguments.ids, one=act == "same", who=who)
            print(f"{act}: {arguments.ids[0]} {arguments.ids[1]}")
            return 0
        for one in arguments.ids:
            if act == "correct":
                entries = decide.correct(opened, one, _change(arguments), who)
            else:
                entries = {"accept": decide.accept, "reject": decide.reject, "undo": decide.undo}[act](
                    opened, one, who
                )
            print(f"{act}: {one} -> {entries[-1].id.hex()}")
    return 0


def _change(arguments: argparse.Namespace) -> Any:
    from habeas.model.claim import Value
    from habeas.review.answers import Change

    fields: dict[str, tuple[Value, ...]] = {}
    for pair in arguments.set:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise Refusal(f"“{pair}” is no correction. Write --set date=2026-03-22. Nothing was decided.")
        fields[name] = (*fields.get(name, ()), Value(value)) if value else ()
    return Change(type=arguments.type, fields=fields, modality=arguments.modality)


def run_widen(arguments: argparse.Namespace) -> int:
    """Print exactly what will be seen; show it only if a basis was given."""
    from habeas.workflows.widen import Asked, plan, widen

    with workspace(arguments) as opened:
        seen = plan(opened, Asked(tuple(arguments.ids)), today=day_of(arguments))
        _print_plan(seen)
        if arguments.basis is None:
            raise Refusal(
                "Nothing is shown yet. Read what stands above, then give --basis: "
                + ", ".join(sorted(BASES))
                + "."
            )
        shown = widen(
            opened, seen, basis=BASES[arguments.basis], words=arguments.words, who=_decider(arguments)
        )
    say(
        f"{shown} statements are for everyone from the next `habeas publish` on. Copies that others keep cannot be called back."
    )
    return 0


def _print_plan(seen: WidenPlan) -> None:
    print("Everyone will see exactly this:")
    cards = {card.capture: card for card in seen.cards}
    for one in seen.shown:
        print(f"* {one.sentence}")
        for capture, stretches in zip(one.captures, one.stretches, strict=True):
            card = cards.get(capture)
            quote = " [...] ".join(stretches)
            source = (
                ", ".join(text for text in (card.publisher, card.published, card.url) if text) if card else ""
            )
            print(
                f"    {f'“{quote}”' if quote else '(the quote is not shown)'} — {source or 'source held by us'}"
            )
        for kind, reasons in (
            ("changed", one.changes),
            ("look", one.warnings),
            ("IN THE WAY", one.blocked),
            ("consent", one.consent),
        ):
            for reason in reasons:
                print(f"    {kind}: {reason}")
    for companion in seen.companions:
        print(f"* with it: {companion.words}")
    for statement, reason in seen.refused:
        print(f"* not {statement[:12]}: {reason}")


def run_narrow(arguments: argparse.Namespace) -> int:
    """Erase statements in the public lane; keep them in ours."""
    from habeas.workflows.narrow import narrow

    with workspace(arguments) as opened:
        gone = narrow(opened, arguments.ids, _decider(arguments))
    say(f"{gone} statements are no longer for everyone. Publish again, and ask whoever copied the site.")
    return 0


def run_retract(arguments: argparse.Namespace) -> int:
    """Take statements back."""
    from habeas.workflows.retract import retract

    with workspace(arguments) as opened:
        for one in arguments.ids:
            retract(opened, one, arguments.reason, _decider(arguments))
            print(f"retract: {one}")
    return 0


def run_erase(arguments: argparse.Namespace) -> int:
    """Destroy what was named."""
    from habeas.workflows.erase import erase

    with workspace(arguments) as opened:
        gone = erase(opened, arguments.ids, _decider(arguments), field=arguments.field)
    left = (
        ""
        if gone.clean
        else " The clean-up of the disk is waiting until nobody reads; it is tried again at every start."
    )
    say(f"{gone.entries} entries were emptied.{left} Publish again; backups keep it until they expire.")
    return 0
