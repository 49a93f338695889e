"""Jinja2 as the app's pages use it: everything escaped, a missing name is an error, two functions for addresses."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from habeas.web.assets import address_of


def environment(**options: Any) -> Environment:
    """Return the environment in which Django renders our templates."""
    options["undefined"] = StrictUndefined
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - Django passes autoescape on
    made.globals.update(url=url, static=address_of)
    return made


def url(name: str, *parts: object) -> str:
    """Return the address of a page by its name and the parts of its path."""
    return reverse(name, args=parts)
