"""`habeas offer`, `outbox`, `pull`: sealed files that partners fetch from each other themselves, over the network."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from habeas.cli.place import now, workspace, workspace_folder
from habeas.cli.refusal import Refusal, WrongUse, say

if TYPE_CHECKING:
    from habeas.fetch.proxy import Proxy

PORT = 8766
HOST = "127.0.0.1"  # an onion service or a TLS proxy on this computer leads here


def declare(commands: Any) -> None:
    """Add the commands to the parser."""
    offer = commands.add_parser("offer", help="seal what a partner may know, for it to fetch")
    offer.add_argument("partner", metavar="PARTNER", nargs="?", help="default: all who were offered before")
    offer.add_argument("--at", metavar="PLACE", help="where our outbox is reached, as https://HOST:PORT")
    offer.add_argument(
        "--public-certificate", action="store_true", help="a proxy before the outbox has a public certificate"
    )
    offer.add_argument("--qr", action="store_true", help="with --at: the address as a QR code too")
    offer.add_argument("--new-address", action="store_true", help="the old address ends; make another")
    offer.set_defaults(run=run_offer)
    outbox = commands.add_parser("outbox", help="serve what is offered, until Ctrl-C; needs no passphrase")
    outbox.add_argument("--port", metavar="N", type=int, default=PORT, help=f"default: {PORT}")
    outbox.add_argument("--listen", metavar="HOST", default=HOST, help=f"default: {HOST}")
    outbox.add_argument("--tls", action="store_true", help="https, with the certificate that addresses name")
    outbox.set_defaults(run=run_outbox)
    pull = commands.add_parser("pull", help="fetch what a partner offers us, and take it in")
    pull.add_argument("partner", metavar="PARTNER")
    pull.add_argument("address", metavar="ADDRESS", nargs="?", help="the first time: what they handed over")
    pull.add_argument("--proxy", metavar="ADDRESS", help="fetch through this SOCKS5 proxy, as Tor’s is one")
    pull.add_argument(
        "--allow-network", action="store_true", help="fetch directly: they may see where we are"
    )
    pull.set_defaults(run=run_pull)


def run_offer(arguments: argparse.Namespace) -> int:
    """Offer to one partner, or anew to all."""
    from habeas.cli.progress import working
    from habeas.workflows.offer import address, new_address, offer, offer_all

    if arguments.partner is None and (arguments.at or arguments.new_address):
        raise WrongUse("--at and --new-address go with one partner")
    with workspace(arguments) as opened:
        if arguments.new_address:
            new_address(opened, arguments.partner)
        with working("Sealing"):
            made = (
                offer_all(opened, now=now())
                if arguments.partner is None
                else (offer(opened, arguments.partner, now=now()),)
            )
        for one in made:
            what = f"{one.entries} entries" if one.entries else "our receipts"
            say(
                f"“{one.partner}” can fetch {what}, sealed: only they can open it."
                if one.fresh
                else f"“{one.partner}” is offered what it was offered before: nothing is new."
            )
        if not made:
            raise Refusal("Nothing was offered to anybody before. Name a partner: `habeas offer PARTNER`.")
        if arguments.at:
            found = address(opened, arguments.partner, arguments.at, pinned=not arguments.public_certificate)
            say(
                "Hand this address over as you handed over the card; whoever has it can fetch, but not open. Serve it: `habeas outbox`."
            )
            print(found.written)
            if arguments.qr:
                from habeas.workflows.typeset import qr_text

                print(qr_text(found.written))
    return 0


def run_outbox(arguments: argparse.Namespace) -> int:
    """Serve the outbox."""
    from habeas.exchange.offers import is_loopback
    from habeas.fetch.outbox import serve_outbox
    from habeas.store.errors import StoreError
    from habeas.store.layout import Layout, read_marker
    from habeas.workflows.offer import certificate

    folder = workspace_folder(arguments)
    try:
        read_marker(Layout(folder))
    except StoreError as error:
        raise Refusal(str(error)) from error
    if not arguments.tls and not is_loopback(arguments.listen):
        raise WrongUse(
            f"{arguments.listen} can be reached from outside, so it needs --tls; without it, --listen stays {HOST}"
        )

    def ready(port: int) -> None:
        scheme = "https" if arguments.tls else "http"
        say(f"The outbox is at {scheme}://{arguments.listen}:{port}. Ctrl-C stops it.")
        print(port, flush=True)

    offered: Path = Layout(folder).offered
    file = certificate(folder) if arguments.tls else None
    try:
        serve_outbox(offered, host=arguments.listen, port=arguments.port, certificate=file, ready=ready)
    except KeyboardInterrupt:
        say("Stopped. What was being fetched can be fetched on later.")
    except (OSError, OverflowError) as error:
        raise Refusal(
            f"Port {arguments.port} of {arguments.listen} cannot be used ({getattr(error, 'strerror', None) or error}). "
            "Nothing was started. Take another with --port."
        ) from error
    return 0


def run_pull(arguments: argparse.Namespace) -> int:
    """Fetch from one partner, and take in what came."""
    from habeas.workflows.pull import pull

    with workspace(arguments) as opened:
        done = pull(
            opened,
            arguments.partner,
            arguments.address,
            now=now(),
            allow_network=arguments.allow_network,
            proxy=_proxy(arguments.proxy),
            on_progress=_show,
        )
    for receipt in done.receipts:
        print(receipt.words)
        for note in receipt.notes:
            say(note)
    for sentence in done.refused:
        say(sentence)
    if not done.receipts and not done.refused:
        print(f"Nothing new from “{arguments.partner}”.")
    return 1 if done.refused else 0


def _proxy(written: str | None) -> Proxy | None:
    from habeas.fetch.proxy import Proxy
    from habeas.sources.errors import SourceError

    try:
        return None if written is None else Proxy.parse(written)
    except SourceError as error:
        raise WrongUse(str(error)) from error


def _show(done: int, of: int) -> None:
    """Show how much is here, on a terminal."""
    if sys.stderr.isatty():
        end = "\n" if done == of else ""
        sys.stderr.write(f"\r\033[K{done / 1e6:.1f} of {of / 1e6:.1f} MB{end}")
        sys.stderr.flush()
