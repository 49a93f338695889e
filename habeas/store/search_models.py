"""The table of saved searches: what one of us wants to be told of when somebody new is found, or something about her changed."""

# ruff: noqa: D106  (Django reads each Meta; the table says what it is)

from __future__ import annotations

from django.db import models


class SearchRow(models.Model):
    """One saved search of ``by`` (a role code): ``words`` are a name or part of one, or empty; ``chosen`` the filters as JSON.

    ``seen`` is JSON: for each address that was found, a digest of what was held of her when the search was last looked at.
    """

    number = models.TextField(unique=True)
    by = models.TextField(db_index=True)
    words = models.TextField(default="")
    chosen = models.TextField(default="{}")
    seen = models.TextField(default="{}")
    since = models.BigIntegerField()

    class Meta:
        db_table = "desk_search"
        default_permissions = ()
