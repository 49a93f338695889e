"""The tables of exchange: who our partners are, what came from them, and what is still on its way.

What came is kept apart from what is ours, entry by entry as the bytes that were sent: our chains never hold a foreign entry.
"""

# ruff: noqa: D106  (Django reads each Meta; the table says what it is)

from __future__ import annotations

from django.db import models


class Partner(models.Model):
    """A group that we exchange with, under the name that we gave it. ``log`` is the hash of its root key.

    ``state``: added (its words were not compared yet), verified, revoked.
    """

    name = models.TextField(unique=True)
    log = models.BinaryField(unique=True)
    state = models.TextField()
    since = models.BigIntegerField()

    class Meta:
        db_table = "desk_partner"


class Part(models.Model):
    """One bundle that came. ``state``: landing (its entries are there and do not count yet), landed, staged (it waits for
    what comes before it).
    """

    bundle = models.BinaryField(unique=True)
    log = models.BinaryField()
    lane = models.BinaryField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    state = models.TextField()
    got = models.BigIntegerField()

    class Meta:
        db_table = "desk_part"


class ReceivedChain(models.Model):
    """A chain of a partner's. ``frozen``: the number from which on it has two histories, else null."""

    log = models.BinaryField()
    lane = models.BinaryField()
    audience = models.BinaryField()
    scope = models.TextField()
    mode = models.TextField()
    writer = models.BinaryField()
    frozen = models.BigIntegerField(null=True)

    class Meta:
        db_table = "record_received_chain"
        constraints = [
            models.UniqueConstraint(fields=["log", "lane"], name="record_received_chain_one_per_log")
        ]


class ReceivedEntry(models.Model):
    """An entry of a partner's, as bytes. ``part`` is the bundle that brought it: it counts once that has landed."""

    chain = models.ForeignKey(ReceivedChain, on_delete=models.PROTECT, related_name="entries")
    part = models.ForeignKey(Part, null=True, on_delete=models.PROTECT, related_name="entries")
    seq = models.BigIntegerField()
    entry = models.BinaryField()
    kind = models.TextField()
    data = models.BinaryField()
    received = models.BigIntegerField()

    class Meta:
        db_table = "record_received_entry"
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq", "entry"], name="record_received_entry_once")
        ]


class ReceivedHead(models.Model):
    """A head that a partner signed: what it vouched for, and the proof where it vouched for two histories."""

    chain = models.ForeignKey(ReceivedChain, on_delete=models.PROTECT, related_name="heads")
    seq = models.BigIntegerField()
    signed = models.BinaryField(unique=True)

    class Meta:
        db_table = "record_received_head"


class SeenRow(models.Model):
    """How far a partner says it holds a chain of ours: its signed receipt, erasures included."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="seen")
    lane = models.BinaryField()
    seq = models.BigIntegerField()
    head = models.BinaryField()
    at = models.BigIntegerField()

    class Meta:
        db_table = "desk_seen"
        constraints = [models.UniqueConstraint(fields=["partner", "lane"], name="desk_seen_one_per_chain")]


class Refusal(models.Model):
    """That something came and was refused: the rule and the day. No content, no sender’s words."""

    at = models.BigIntegerField()
    rule = models.TextField()
    log = models.BinaryField(null=True)

    class Meta:
        db_table = "desk_refusal"
