"""Opening comes before signing in: the door before the app of a sealed workspace.

Locked, it holds no key and no database, and answers everything with one bare page that asks for the passphrase. Opened, it hands
every request to the app, and notes when the last one came. It never goes from open back to locked in one process: locking ends the
process's memory with it (see :mod:`habeas.app.serve`), because Python cannot overwrite what it held.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

from habeas.packs.loader import load

if TYPE_CHECKING:
    from habeas.app.wsgi import Application, Environ
    from habeas.store.vault import Secret

WORDS: Final = "vocabulary/unlock.yml"
LOCK_PATH: Final = "/lock"
MOST: Final = 4_096  # bytes of what is posted
WRONG_COSTS: Final = 1.0  # second that a wrong phrase waits
DEFAULT: Final = "en"
POLICY: Final = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"


class Door:
    """The WSGI callable before the app. ``enter`` opens the workspace with a secret and returns the app; it raises
    StoreError where the secret does not open it. ``on_lock`` is called where somebody in the app asks to lock.
    """

    def __init__(
        self, enter: Callable[[Secret], Application], inner: Application | None, on_lock: Callable[[], None]
    ) -> None:
        self._enter, self._inner, self._on_lock = enter, inner, on_lock
        self._trying = threading.Lock()
        self.last = time.monotonic()

    @property
    def is_open(self) -> bool:
        """Whether the app answers."""
        return self._inner is not None

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        self.last = time.monotonic()
        posted = environ.get("REQUEST_METHOD") == "POST" and _same_origin(environ)
        if self._inner is not None:
            if posted and environ.get("PATH_INFO") == LOCK_PATH:
                self._on_lock()
                return _redirect(start_response)
            return self._inner(environ, start_response)
        if not posted:
            return _page(environ, start_response, None, HTTPStatus.OK)
        return self._open(environ, start_response)

    def _open(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        from habeas.store.errors import StoreError
        from habeas.store.vault import Secret

        if not self._trying.acquire(blocking=False):  # a guess costs 256 MiB: one at a time
            return _page(environ, start_response, "busy", HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            if self._inner is None:
                self._inner = self._enter(Secret(passphrase=_phrase(environ)))
        except StoreError as error:
            time.sleep(WRONG_COSTS)
            wrong = error.sentence.startswith("That passphrase")
            if not wrong:
                print(f"habeas: {error}", flush=True)
            return _page(environ, start_response, "wrong" if wrong else "failed", HTTPStatus.FORBIDDEN)
        finally:
            self._trying.release()
        return _redirect(start_response)


def _phrase(environ: Environ) -> str:
    length = str(environ.get("CONTENT_LENGTH") or "0")
    body = environ["wsgi.input"].read(min(int(length) if length.isdecimal() else 0, MOST))
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).get("phrase", [""])[0]


def _same_origin(environ: Environ) -> bool:
    """Whether a form of ours sent it: another site may not open or lock what runs here."""
    origin, site = environ.get("HTTP_ORIGIN"), environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None and site not in ("same-origin", "none"):
        return False
    return origin in (None, "null") or str(origin).partition("//")[2] == environ.get("HTTP_HOST")


def _redirect(start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response(
        "303 See Other", [("Location", "/"), ("Cache-Control", "no-store"), ("Content-Length", "0")]
    )
    return [b""]


def _language(environ: Environ) -> str:
    asked = str(environ.get("HTTP_ACCEPT_LANGUAGE", "")).split(",")
    known = load(WORDS).data
    return next((tag for one in asked if (tag := one.split(";")[0].strip()[:2].lower()) in known), DEFAULT)


def _page(
    environ: Environ, start_response: Callable[..., Any], told: str | None, status: HTTPStatus
) -> Iterable[bytes]:
    """Return the bare page: nothing of the workspace stands on it."""
    lang = _language(environ)
    words = {name: escape(text) for name, text in load(WORDS).data[lang].items()}
    said = f'<p role="alert"><strong>{words[told]}</strong></p>' if told else ""
    page = (
        f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{words['title']}</title><main><h1>{words['title']}</h1><p>{words['lede']}</p>{said}"
        f'<form method="post" action="/"><p><label for="phrase">{words["phrase"]}</label><br>'
        '<input id="phrase" name="phrase" type="password" autocomplete="off" required autofocus></p>'
        f"<p><button>{words['button']}</button></p></form><p><small>{words['why']}</small></p></main></html>"
    ).encode()
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(page))),
        ("Content-Security-Policy", POLICY),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
    ]
    start_response(f"{status.value} {status.phrase}", headers)
    return [page]
