"""Sets Django up, and gives every open workspace a database connection of its own.

Nothing here runs at import. Django can be configured once a process: the composition root does it with its own,
larger settings (``habeas.app.settings``); where nobody did, :func:`configure` does it with this room alone.
Several workspaces can be open in one process: each has an alias among Django's connections, and all code of this
room names it. ``default`` is a dummy that refuses every query, until :func:`serve_from` gives it to the one
workspace that a web process serves.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any

from habeas.store.database import Database

DEFAULT = "default"
_holders: Counter[str] = Counter()


def base_settings() -> dict[str, Any]:
    """Return what Django needs for this room alone; the web's settings are built on it."""
    return {
        "INSTALLED_APPS": ["habeas.store.apps.StoreConfig"],
        "DATABASES": {DEFAULT: {}},
        # Django's own users, groups and permissions are not ours (an account is a role code): their tables are not made.
        "MIGRATION_MODULES": {"auth": None, "contenttypes": None},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "USE_I18N": False,
        "LOGGING_CONFIG": None,
    }


def configure(settings: dict[str, Any] | None = None) -> None:
    """Set Django up with ``settings`` (default: this room alone), once; later calls change nothing."""
    import django
    from django.apps import apps
    from django.conf import settings as django_settings

    if not django_settings.configured:
        django_settings.configure(**(base_settings() if settings is None else settings))
    if not apps.ready:
        django.setup()


def attach(database: Database, folder: Path, *, served: bool = False, key: bytes | None = None) -> str:
    """Make the database of the workspace in ``folder`` known to Django and return its alias.

    ``key`` (32 bytes) opens an encrypted SQLite file. ``served`` gives it the alias ``default``, which the web's own tables and views use; one process serves one
    workspace, and a second one takes the first one's place.
    """
    configure()
    settings = database.for_django(folder, key)
    name = f"{settings['ENGINE']} {settings['NAME']} {settings.get('HOST', '')} {settings.get('PORT', '')}"
    alias = DEFAULT if served else "w" + hashlib.sha256(name.encode()).hexdigest()[:16]
    attach_settings(alias, settings)
    return alias


def attach_settings(alias: str, settings: dict[str, Any]) -> None:
    """Give ``alias`` the database of ``settings``; each holder lets go with :func:`detach`."""
    from django.db import connections

    known = connections.settings
    if alias in known and known[alias].get("NAME") != settings["NAME"]:
        _drop(alias)
    if not _holders[alias]:
        known[alias] = connections.configure_settings({DEFAULT: {}, alias: settings})[alias]
    _holders[alias] += 1


def detach(alias: str) -> None:
    """Let go of ``alias``; the last holder closes this thread's connection. Other threads' end with them."""
    _holders[alias] -= 1
    if _holders[alias] <= 0:
        _drop(alias)


def look_again(alias: str) -> None:
    """Let this thread see the database that ``alias`` has now: another thread may have given it one meanwhile."""
    from django.db import connections

    if alias in connections.settings and connections[alias].settings_dict != connections.settings[alias]:
        del connections[alias]


def _drop(alias: str) -> None:
    from django.db import connections

    _holders.pop(alias, None)
    if alias not in connections.settings:
        return
    connections[alias].close()
    del connections[alias]
    if alias == DEFAULT:
        connections.settings[alias] = connections.configure_settings({DEFAULT: {}})[DEFAULT]
    else:
        del connections.settings[alias]


def migrate(alias: str) -> None:
    """Bring the tables of ``alias`` to this version of the program; raise NewerWorkspace if they are ahead of it."""
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from habeas.store.errors import NewerWorkspace

    executor = MigrationExecutor(connections[alias])
    ours = {app for app, _ in executor.loader.disk_migrations}
    ahead = [
        key
        for key in executor.loader.applied_migrations
        if key[0] in ours and key not in executor.loader.disk_migrations
    ]
    if ahead:
        raise NewerWorkspace(
            "This workspace was last used by a newer version of Habeas.",
            "Install that version or a later one, and open the workspace with it.",
        )
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        executor.migrate(executor.loader.graph.leaf_nodes(), plan)
