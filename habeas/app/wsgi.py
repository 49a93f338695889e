"""The app as one WSGI callable: Django for the pages, whitenoise for style sheets, fonts and the published site."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from whitenoise import WhiteNoise

from habeas.app.settings import LOOPBACK_NAMES, NONE, SELF
from habeas.web.assets import folder

type Environ = dict[str, Any]
type Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

ROOMS = Path(__file__).parent.parent
SITE_POLICY = (
    f"default-src {NONE}; style-src {SELF}; font-src {SELF}; img-src {SELF}; base-uri {NONE}; "
    f"form-action {NONE}; frame-ancestors {NONE}"
)


def application(site: Path | None = None) -> Application:
    """Return what the server calls. ``site`` is the folder of a published site, shown at /site/, or None.

    Django must have its settings, and :func:`habeas.web.serving.serve` a workspace, before the first request.
    """
    from django.core.handlers.wsgi import WSGIHandler

    whole: Application = with_assets(WSGIHandler())
    if site is not None:
        whole = with_site(whole, site)
    return known_hosts_only(whole)


def with_assets(inner: Application) -> Application:
    """Serve our own files beside ``inner``: cached for ever, since another byte is another address."""

    def safe(headers: Headers, path: str, url: str) -> None:  # noqa: ARG001
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "no-referrer"

    shelf = WhiteNoise(
        inner,
        max_age=WhiteNoise.FOREVER,
        allow_all_origins=False,
        immutable_file_test=lambda path, url: True,  # noqa: ARG005
        add_headers_function=safe,
    )
    for place in (ROOMS / "web" / "static", ROOMS / "packs" / "site" / "fonts"):
        shelf.add_files(str(place), prefix=folder())
    return shelf


def with_site(inner: Application, site: Path) -> Application:
    """Serve the published site at /site/ beside ``inner``: files alone, as they are now, and nothing that runs."""

    def safe(headers: Headers, path: str, url: str) -> None:  # noqa: ARG001
        headers["Cache-Control"] = "no-store"
        headers["Content-Security-Policy"] = SITE_POLICY
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "no-referrer"

    shelf = WhiteNoise(
        inner,
        autorefresh=True,
        max_age=0,
        allow_all_origins=False,
        index_file=True,
        add_headers_function=safe,
    )
    shelf.add_files(str(site), prefix="/site/")
    return shelf


def known_hosts_only(inner: Application) -> Application:
    """Refuse every host name that is not this computer's own: no other site may point its name at us."""

    def check(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        host = str(environ.get("HTTP_HOST", ""))
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
        if name.lower() in LOOPBACK_NAMES:
            return inner(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Open the app under the address that `habeas serve` printed.\n"]

    return check
