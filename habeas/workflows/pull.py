"""Verb: fetch what a partner offers us, and take it in. A fetch that breaks off goes on where it stopped.

Nobody signs in: the address is one that nobody can guess, and each file says itself, by its seal and signature, for whom it is and
whose. What was fetched before is not fetched again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from habeas.exchange.errors import ExchangeError
from habeas.exchange.offers import Address, Offered, read_address
from habeas.fetch.download import fetch, offered
from habeas.fetch.leave import refuse_past_a_proxy
from habeas.fetch.proxy import Proxy
from habeas.sources.errors import SourceError
from habeas.store.partner_nouns import REVOKED
from habeas.store.workspace import Workspace
from habeas.workflows.alone import alone
from habeas.workflows.receive import Receipt, receive
from habeas.workflows.refused import Refused

_NAME = "pull/"  # the setting of a partner: {"address", "done"}
_PART = ".pull"


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came of one fetch: the receipts of what was taken in, and a sentence for each file that was refused.

    ``known`` are files that had been fetched before.
    """

    receipts: tuple[Receipt, ...]
    refused: tuple[str, ...]
    known: int


def pull(
    workspace: Workspace,
    name: str,
    written: str | None = None,
    *,
    now: int,
    allow_network: bool = False,
    proxy: Proxy | None = None,
    on_progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005
) -> Pulled:
    """Fetch what the partner ``name`` offers at the address ``written`` (kept for the next time), and take it in.

    ``on_progress`` is told how many bytes of how many are here. Raises Refused with the sentence.
    """
    partner = workspace.exchange.partners.named(name)
    if partner.state == REVOKED:
        raise Refused(f"Nothing was fetched: the exchange with “{name}” was ended.")
    _refuse_network(workspace, allow_network=allow_network, proxy=proxy)
    place = _NAME + partner.log.hex()
    with alone(workspace.folder / "tmp" / "pull.lock", "Something else is being fetched just now"):
        known = workspace.setting(place, {})
        address = _address(name, written or known.get("address"))
        try:
            listed = offered(address, proxy)
            if written is not None:
                known = {"address": address.written, "done": known.get("done", [])}
                workspace.set_setting(place, known)
            done = [one for one in known["done"] if any(one == there.sha256 for there in listed)]
            todo = [one for one in listed if one.sha256 not in done]
            _drop_others(workspace, todo)
            found = Pulled((), (), len(done))
            for one, progress in zip(todo, _steps(todo, on_progress), strict=True):
                file = _file(workspace, one)
                fetch(address, one, file, proxy, progress)
                refused = len(found.refused)
                found = _taken(workspace, file, found, now)
                if len(found.refused) == refused:
                    done.append(one.sha256)
                    workspace.set_setting(place, known | {"done": done})
        except SourceError as error:
            raise Refused(str(error)) from error
        except ExchangeError as error:
            raise Refused(error.words) from error
        except OSError as error:
            raise Refused(
                f"What came could not be kept ({error.strerror or error}). Make room, then try again."
            ) from error
    return found


def _taken(workspace: Workspace, file: Path, found: Pulled, now: int) -> Pulled:
    """Take in one fetched file; what is refused takes nothing else with it."""
    try:
        return Pulled((*found.receipts, *receive(workspace, file, now=now)), found.refused, found.known)
    except Refused as error:
        return Pulled(found.receipts, (*found.refused, str(error)), found.known)
    finally:
        file.unlink(missing_ok=True)


def _refuse_network(workspace: Workspace, *, allow_network: bool, proxy: Proxy | None) -> None:
    if workspace.mode == "demo":
        raise Refused("Nothing was fetched: a demo workspace never connects to the network.")
    if not allow_network and proxy is None:
        raise Refused(
            "Nothing was fetched: Habeas connects to nobody unless told to. Add --proxy ADDRESS (Tor’s hides where you "
            "are), or --allow-network if their computer may see your address."
        )
    try:
        refuse_past_a_proxy(proxy, None, "")
    except SourceError as error:
        raise Refused(str(error)) from error


def _address(name: str, written: str | None) -> Address:
    if written is None:
        raise Refused(
            f"Nothing was fetched: “{name}” has told us no address yet. Give it: `habeas pull {name} ADDRESS`."
        )
    try:
        return read_address(written)
    except ExchangeError as error:
        raise Refused(error.words) from error


def _file(workspace: Workspace, one: Offered) -> Path:
    folder = workspace.folder / "staging"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{one.sha256}{_PART}"


def _drop_others(workspace: Workspace, wanted: list[Offered]) -> None:
    """Let go of pieces of files that are offered no more."""
    keep = {_file(workspace, one) for one in wanted}
    for file in (workspace.folder / "staging").glob(f"*{_PART}"):
        if file not in keep:
            file.unlink(missing_ok=True)


def _steps(todo: list[Offered], on_progress: Callable[[int, int], None]) -> list[Callable[[int], None]]:
    """Return, for each file, what tells its bytes as part of all."""
    whole, before, steps = sum(one.size for one in todo), 0, list[Callable[[int], None]]()
    for one in todo:
        steps.append(lambda there, before=before: on_progress(before + there, whole))  # type: ignore[misc]
        before += one.size
    return steps
