"""`habeas widen` and `narrow`: what everyone may see, word for word, and taking it out of sight again."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from habeas.cli.deciding import add_second, add_who, decider, say_allowed
from habeas.cli.given import audience
from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import Refusal, say

if TYPE_CHECKING:
    from habeas.review.widening import Shown, WidenPlan
    from habeas.workflows.widen import Asked

# the words of review.widening.BASES, as options are written
BASES = {
    "consent-person": "consent of the person",
    "consent-family": "consent of the family",
    "published-by-own-side": "already published by the person's own side",
    "overriding": "overriding",
}


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    widen = commands.add_parser(
        "widen", help="show named statements to everyone or to partners; prints exactly what will be seen"
    )
    widen.add_argument("ids", metavar="STATEMENT", nargs="+")
    widen.add_argument(
        "--to",
        metavar="AUDIENCE",
        type=audience,
        required=True,
        help="public: everyone; partner:NAME, or partner:NAME+NAME for several together",
    )
    widen.add_argument(
        "--basis", choices=sorted(BASES), help="on what basis; none is preset. Without it nothing is shown"
    )
    widen.add_argument("--words", default="", help="more about the basis, in your words")
    widen.add_argument(
        "--drop", metavar="FIELD", action="append", default=[], help="leave this field out of all of them"
    )
    widen.add_argument("--no-quotes", action="store_true", help="show no quote; the source stands without it")
    add_second(widen)
    add_who(widen)
    widen.set_defaults(run=run_widen)
    narrow = commands.add_parser("narrow", help="take statements out of everyone’s sight; we keep them")
    narrow.add_argument("ids", metavar="STATEMENT", nargs="+")
    narrow.add_argument(
        "--to",
        metavar="AUDIENCE",
        type=audience,
        default=(),
        help="out of whose sight: public (default), or partner:NAME",
    )
    add_today(narrow)
    narrow.set_defaults(run=run_narrow, by="", why=None)  # an erasure in everyone's lane tells neither


def run_widen(arguments: argparse.Namespace) -> int:
    """Print exactly what will be seen; show it only if a basis was given."""
    from habeas.workflows.two_people import allow_widening
    from habeas.workflows.widen import plan, widen

    with workspace(arguments) as opened:
        with working("Deriving the register"):
            seen = plan(opened, _asked(arguments), today=day_of(arguments))
        _print_plan(seen)
        for statement, reason in seen.refused:
            say(f"{statement}: {reason}")
        if arguments.basis is None:
            raise Refusal(
                "Nothing is shown yet. Read what stands above, then give --basis: "
                + ", ".join(sorted(BASES))
                + "."
            )
        basis, words, who = BASES[arguments.basis], arguments.words, decider(arguments)
        if arguments.second:
            allow_widening(opened, seen, basis=basis, words=words, who=who)
            return say_allowed()
        with working("Showing"):
            shown = widen(opened, seen, basis=basis, words=words, who=who)
    many = "1 statement is" if shown == 1 else f"{shown} statements are"
    way = "each `habeas send`" if arguments.to else "the next `habeas publish` on"
    say(f"{many} for {seen.audience.words} from {way}. Copies that others keep cannot be called back.")
    return 1 if seen.refused else 0


def _asked(arguments: argparse.Namespace) -> Asked:
    from habeas.review.widening import Edit
    from habeas.workflows.widen import Asked

    edit = Edit(drop=frozenset(arguments.drop), stretches=() if arguments.no_quotes else None)
    return Asked(tuple(arguments.ids), all=edit, to=arguments.to)


def _print_plan(seen: WidenPlan) -> None:
    words = seen.audience.words
    print(f"{words[:1].upper() + words[1:]} will see exactly this:")
    for one in seen.shown:
        print(f"* {one.sentence}")
        for line in _sources(one, seen):
            print(f"    {line}")
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


def _sources(one: Shown, seen: WidenPlan) -> list[str]:
    """Return, for each piece of evidence, its quote as it is left, and its source card."""
    cards = {card.capture: card for card in seen.cards}
    lines = []
    for capture, stretches in zip(one.captures, one.stretches, strict=True):
        card = cards.get(capture)
        told = (card.publisher, card.published, card.url) if card else ()
        source = ", ".join(text for text in told if text) or "source held by us"
        quote = " [...] ".join(stretches)
        lines.append(f"{f'“{quote}”' if quote else '(the quote is not shown)'} — {source}")
    return lines


def run_narrow(arguments: argparse.Namespace) -> int:
    """Erase statements in the public lane; keep them in ours."""
    from habeas.workflows.narrow import narrow

    with workspace(arguments) as opened, working("Taking out of sight"):
        gone = narrow(opened, arguments.ids, decider(arguments), to=arguments.to)
    many = "1 statement is" if gone == 1 else f"{gone} statements are"
    if arguments.to:
        say(f"{many} no longer for {' and '.join(arguments.to)}: they learn it with the next `habeas send`.")
    else:
        say(f"{many} no longer for everyone. Publish again, and ask whoever copied the site.")
    return 0
