"""`habeas poster`, `dossier` and `campaign`: what is printed of what everyone may see, and of what only we may."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from habeas.cli.given import LANGUAGES
from habeas.cli.place import add_today, day_of, workspace
from habeas.cli.progress import working
from habeas.cli.refusal import say


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    poster = commands.add_parser("poster", help="a poster of one person, of what everyone may see")
    poster.add_argument("person", metavar="PERSON")
    add_paper(poster, "where to")
    add_size(poster)
    poster.set_defaults(run=run_poster)
    dossier = commands.add_parser(
        "dossier", help="the case file of one person, with every source; only for us"
    )
    dossier.add_argument("person", metavar="PERSON")
    add_paper(dossier)
    dossier.add_argument(
        "--un", action="store_true", help="add a draft for the UN Working Group on Arbitrary Detention"
    )
    dossier.set_defaults(run=run_dossier)
    _declare_campaign(commands)


def _declare_campaign(commands: Any) -> None:
    pack = commands.add_parser(
        "campaign", help="the papers of a day of action: posters, pictures to share, the list, letters"
    )
    pack.add_argument(
        "day", metavar="DAY", nargs="?", help="which one, such as political-prisoner (default: the next)"
    )
    pack.add_argument("--out", metavar="DIR", type=Path, help="a new folder; without it the days are listed")
    pack.add_argument(
        "--people",
        metavar="PERSON",
        nargs="+",
        default=(),
        help="whom (default: all who are held and public)",
    )
    pack.add_argument(
        "--letters", action="store_true", help="letter sheets too, from our own record; only for us"
    )
    add_size(pack)
    add_lang(pack)
    add_today(pack)
    pack.set_defaults(run=run_campaign)


def add_paper(parser: Any, where: str = "where to; named ONLY-FOR-US", lang: str = "") -> None:
    """Add what every sheet asks for: the file, the language, the day."""
    parser.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help=where)
    add_lang(parser, lang)
    add_today(parser)


def add_lang(parser: Any, whose: str = "") -> None:
    """Add ``--lang``; ``whose`` says whose language it is."""
    parser.add_argument(
        "--lang",
        metavar="xx",
        choices=LANGUAGES,
        default="en",
        help=f"{whose}{', '.join(LANGUAGES)} (default: en)",
    )


def add_size(parser: Any) -> None:
    """Add ``--size`` of posters."""
    parser.add_argument("--size", choices=("a3", "a4"), default="a3", help="of a poster (default: a3)")


def paper[T](arguments: argparse.Namespace, doing: str, make: Callable[..., T], *what: Any, **more: Any) -> T:
    """Let a verb write the file that was asked for, and print its name; return what the verb says of it."""
    with workspace(arguments) as opened, working(doing):
        made = make(opened, *what, arguments.out, today=day_of(arguments), lang=arguments.lang, **more)
    print(arguments.out)
    return made


def run_poster(arguments: argparse.Namespace) -> int:
    """Write the poster."""
    from habeas.workflows.poster import poster

    paper(arguments, "Setting the poster", poster, arguments.person, size=arguments.size)
    return 0


def run_dossier(arguments: argparse.Namespace) -> int:
    """Write the case file."""
    from habeas.workflows.dossier import dossier

    paper(arguments, "Setting the case file", dossier, arguments.person, with_form=arguments.un)
    return 0


def run_campaign(arguments: argparse.Namespace) -> int:
    """Write the papers, or list the days."""
    from habeas.workflows.campaign import Asked, campaign, days_ahead, id_of

    today = day_of(arguments)
    if arguments.out is None:
        for one in days_ahead(today):
            print(f"{one.span.first}  {id_of(one)}: {one.named[arguments.lang]}")
        return 0
    asked = Asked(arguments.day, tuple(arguments.people), arguments.lang, arguments.size, arguments.letters)
    with workspace(arguments) as opened, working("Setting the papers"):
        made = campaign(opened, arguments.out, asked, today=today)
    say(f"{made.name}, {made.day}: {len(made.files)} files.")
    for name, why in made.without:
        say(f"No letter sheet for {name}: {why}")
    for file in made.files:
        print(file)
    return 0
