"""The tables. Their names say what they are: ``record_`` (only appended), ``derived_`` (can be thrown away), ``desk_``.

What each table must declare stands in :mod:`habeas.store.desk`. Ids and hashes are raw bytes; texts are their
UTF-8 (a text may hold a NUL, which PostgreSQL's own text type refuses); times are unix seconds.
"""

# ruff: noqa: D106  (Django reads each Meta; the table says what it is)

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Log(models.Model):
    """A group's log: the hash of its root key. Ours, or later a partner's."""

    log = models.BinaryField(unique=True)
    root = models.BinaryField()
    ours = models.BooleanField()

    class Meta:
        db_table = "record_log"


class Chain(models.Model):
    """One append-only chain: an audience, written by one device.

    ``lane`` is the chain's own id, ``audience`` is shared by all chains of one audience. ``closed`` is the last
    sequence number of a chain that this workspace will never write again (a restored or copied one), else null.
    """

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="chains")
    lane = models.BinaryField(unique=True)
    audience = models.BinaryField(db_index=True)
    scope = models.TextField()
    mode = models.TextField()
    writer = models.BinaryField()
    closed = models.BigIntegerField(null=True)

    class Meta:
        db_table = "record_chain"


class EntryRow(models.Model):
    """One entry: its header's bytes as signed for, and when it arrived here."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="entries")
    seq = models.BigIntegerField()
    entry = models.BinaryField(unique=True)
    header = models.BinaryField()
    kind = models.TextField()
    received = models.BigIntegerField()

    class Meta:
        db_table = "record_entry"
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="record_entry_one_per_seq")]


class LeafRow(models.Model):
    """One field of an entry: salt and value, or, erased, only the digest that the chain still vouches for."""

    entry = models.ForeignKey(EntryRow, on_delete=models.PROTECT, related_name="leaves")
    name = models.TextField()
    salt = models.BinaryField(null=True)
    value = models.BinaryField(null=True)
    digest = models.BinaryField(null=True)

    class Meta:
        db_table = "record_leaf"
        constraints = [
            models.UniqueConstraint(fields=["entry", "name"], name="record_leaf_one_per_name"),
            models.CheckConstraint(
                name="record_leaf_present_or_erased",
                condition=Q(salt__isnull=False, value__isnull=False, digest__isnull=True)
                | Q(salt__isnull=True, value__isnull=True, digest__isnull=False),
            ),
        ]


class HeadRow(models.Model):
    """A signed head: everything up to ``seq`` is covered by it."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="heads")
    seq = models.BigIntegerField()
    signed = models.BinaryField()

    class Meta:
        db_table = "record_head"
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="record_head_one_per_seq")]


class TextRow(models.Model):
    """A text by the SHA-256 of its UTF-8. Never re-made in place; erasure removes the row."""

    sha256 = models.BinaryField(unique=True)
    text = models.BinaryField()

    class Meta:
        db_table = "record_text"


class BlobRow(models.Model):
    """Original bytes by their SHA-256; the bytes themselves lie in the workspace's ``blobs`` folder.

    ``key`` is there in sealed workspaces: what the bytes are encrypted with, itself sealed under the vault. With the
    row, the bytes are gone, whatever a disk still holds of them.
    """

    sha256 = models.BinaryField(unique=True)
    size = models.BigIntegerField()
    media = models.TextField()
    key = models.BinaryField(null=True)

    class Meta:
        db_table = "record_blob"


class DocumentRow(models.Model):
    """What one reader made of one capture: the text's hash, and the rest as JSON (titles, links, boxes)."""

    capture = models.BinaryField(db_index=True)
    text = models.BinaryField(db_index=True)
    reader = models.TextField()
    place = models.IntegerField()
    rest = models.TextField()

    class Meta:
        db_table = "derived_document"
        constraints = [
            models.UniqueConstraint(
                fields=["capture", "reader", "place"], name="derived_document_one_per_place"
            )
        ]


class ReadingRow(models.Model):
    """The cached proposals of one text: by text, reader version and the published date it was read with."""

    text = models.BinaryField(db_index=True)
    reader = models.TextField()
    published = models.TextField()
    reading = models.TextField()

    class Meta:
        db_table = "derived_reading"
        constraints = [
            models.UniqueConstraint(
                fields=["text", "reader", "published"], name="derived_reading_one_per_version"
            )
        ]


class GivenName(models.Model):
    """The name a file had when it was given to us. Desk state: it never enters the log."""

    capture = models.BinaryField(unique=True)
    name = models.TextField()

    class Meta:
        db_table = "desk_given_name"


class Setting(models.Model):
    """One setting of the workspace or of its site, as JSON."""

    name = models.TextField(unique=True)
    value = models.TextField()

    class Meta:
        db_table = "desk_setting"


class Device(models.Model):
    """A device of ours by its public signing key, and the day (unix seconds) from which it writes."""

    key = models.BinaryField(unique=True)
    since = models.BigIntegerField()
    until = models.BigIntegerField(null=True)

    class Meta:
        db_table = "desk_device"


from habeas.store.account_models import (  # noqa: E402, F401  (Django finds tables here)
    Account,
    OpenSession,
    Passkey,
    SignInLink,
    Token,
)
from habeas.store.partner_models import (  # noqa: E402, F401
    Part,
    Partner,
    ReceivedChain,
    ReceivedEntry,
    ReceivedHead,
    Refusal,
    SeenRow,
)
from habeas.store.question_models import QuestionRow  # noqa: E402, F401
from habeas.store.search_models import SearchRow  # noqa: E402, F401
