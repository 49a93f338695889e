"""Django's settings, made by a function: nothing is read from the environment at import.

The store's tables alone need no more than :func:`habeas.store.setup.base_settings`; what the web app adds to
them (apps, middleware, templates, accounts) is added here.
"""

from __future__ import annotations

from typing import Any

from habeas.store import setup

# Answering to these names only: no other site may point its own name at the app (DNS rebinding).
LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"]


def settings(*, secret_key: str = "") -> dict[str, Any]:
    """Return the settings of a process; ``secret_key`` signs sessions and comes from the workspace key."""
    return {
        **setup.base_settings(),
        "SECRET_KEY": secret_key,
        "DEBUG": False,
        "ALLOWED_HOSTS": LOOPBACK_NAMES,
    }


def configure(*, secret_key: str = "") -> None:
    """Set Django up for this process. The first call decides; databases are attached as workspaces are opened."""
    setup.configure(settings(secret_key=secret_key))
