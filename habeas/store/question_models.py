"""The table of open and closed questions: what we want to know of somebody, and who of us asks after it."""

# ruff: noqa: D106  (Django reads each Meta; the table says what it is)

from __future__ import annotations

from django.db import models


class QuestionRow(models.Model):
    """One question about ``person`` (an address of the register). Times are unix seconds, ``due`` a day as EDTF.

    ``kind`` is “asked”, or the gap of ``vocabulary/due.yml`` that opened it; then ``anchor`` names that gap (the uid of
    what is due) and ``words`` are empty. ``asked_of`` is the role code of who asks after it. ``answer`` is “” while it is
    open, then “fact” (``fact`` is the statement) or “unknown”.
    """

    number = models.TextField(unique=True)
    person = models.TextField(db_index=True)
    kind = models.TextField()
    anchor = models.TextField(default="", db_index=True)
    words = models.TextField(default="")
    asked_of = models.TextField(default="")
    due = models.TextField(default="")
    by = models.TextField()
    since = models.BigIntegerField()
    closed = models.BigIntegerField(null=True)
    closed_by = models.TextField(default="")
    answer = models.TextField(default="")
    fact = models.TextField(default="")

    class Meta:
        db_table = "desk_question"
        default_permissions = ()
