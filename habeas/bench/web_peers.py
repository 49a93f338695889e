"""The same people as rows of a table, shown by others: Datasette's table page and the list of Django's own admin.

They show a name, a status and a day of a plain row; they weigh no rivals and derive nothing, which is what ours does before.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from habeas.bench.web_visits import Timed, Visitor, free_port, running, timed

PAGE = 100
MISSING = "Datasette is not installed, so it is not measured. Install it with `pip install datasette`."
ADMIN = """
import sys
from django.conf import settings
settings.configure(
    DEBUG=False, SECRET_KEY="a benchmark on this computer alone", ALLOWED_HOSTS=["localhost", "127.0.0.1"],
    ROOT_URLCONF="__main__", USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": sys.argv[1]}},
    INSTALLED_APPS=["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions", "django.contrib.messages"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware",
                "django.contrib.messages.middleware.MessageMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
        "context_processors": ["django.template.context_processors.request",
                               "django.contrib.auth.context_processors.auth",
                               "django.contrib.messages.context_processors.messages"]}}])
import django
django.setup()
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.urls import path
class Person(models.Model):
    name, status, day = models.TextField(), models.TextField(), models.TextField()
    class Meta:
        app_label, db_table, managed = "auth", "people", False
class PersonAdmin(admin.ModelAdmin):
    list_display, list_per_page, search_fields = ("name", "status", "day"), 100, ("name",)
admin.site.register(Person, PersonAdmin)
urlpatterns = [path("admin/", admin.site.urls)]
call_command("migrate", verbosity=0)
users = get_user_model().objects
if not users.filter(username="bench").exists():
    users.create_superuser("bench", "", "a benchmark on this computer alone")
import waitress
waitress.serve(get_wsgi_application(), host="127.0.0.1", port=int(sys.argv[2]), threads=8, _quiet=True)
"""


def peers(rows: Iterable[tuple[str, str, str]], place: Path, visits: int, many: int) -> Iterator[Timed | str]:
    """Yield how long the others take for pages of the same ``many`` rows, or a line for one that is not there."""
    file = place / "people.sqlite"
    with sqlite3.connect(file) as table:
        table.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, status TEXT, day TEXT)")
        table.executemany("INSERT INTO people (name, status, day) VALUES (?, ?, ?)", rows)
        table.execute("CREATE INDEX by_name ON people (name)")
    table.close()
    yield _datasette(file, visits, many) if shutil.which("datasette") else MISSING
    yield _admin(file, visits, many)


def _datasette(file: Path, visits: int, many: int) -> Timed:
    port = free_port()
    command = [
        str(shutil.which("datasette")),
        str(file),
        "--port",
        str(port),
        "--setting",
        "default_page_size",
        "100",
    ]
    steps = [f"/people/people?_next={(n * 7919 * PAGE) % many}" for n in range(visits)]
    with running(command, port, lambda one: _page(one, "/people/people")) as (process, visitor):
        return timed("Datasette: a table page", visitor, steps, process)


def _admin(file: Path, visits: int, many: int) -> Timed:
    port = free_port()
    command = [sys.executable, "-c", ADMIN, str(file), str(port)]
    steps = [f"/admin/auth/person/?p={1 + n * 7919 % max(many // PAGE, 1)}" for n in range(visits)]
    with running(command, port, lambda one: _page(one, "/admin/login/")) as (process, visitor):
        token = visitor.token("/admin/login/", "csrfmiddlewaretoken")
        secret = {"username": "bench", "password": "a benchmark on this computer alone"}
        visitor.ask("/admin/login/?next=/admin/", {**secret, "csrfmiddlewaretoken": token})
        return timed("Django admin: a list page", visitor, steps, process)


def _page(visitor: Visitor, path: str) -> None:
    status, _, _ = visitor.ask(path)
    if status != 200:
        raise OSError(f"{path} was answered with {status}")
