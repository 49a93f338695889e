"""What each table is: record, derived or desk; there is no fourth. And the files beside them.

The record is only appended (erasure aside), what is derived can be thrown away, the rest is desk state, and this
is the one place that lists it. A table that is not declared here fails a test; what is not declared as in the
backup is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a table is."""

    RECORD = "record"
    DERIVED = "derived"
    DESK = "desk"


@dataclass(frozen=True, slots=True)
class Declared:
    """What is said of one table or file.

    ``backup``: whether a backup holds it. ``personal``: whether it may hold data about people. ``erasure``: how
    erasing somebody reaches it. ``expires``: when a row goes by itself.
    """

    kind: Kind
    backup: bool
    personal: bool
    erasure: str
    expires: str = "never"


_WITH_ENTRY = "holds no value: headers, digests and signatures outlive an erasure"
_NOT_PERSONAL = "holds nothing about a person"
_ROLE_CODES = "holds role codes of our own people, no names"
_WITH_CAPTURE = "removed with the last standing capture entry of these bytes"

TABLES: dict[str, Declared] = {
    "record_log": Declared(Kind.RECORD, True, False, _NOT_PERSONAL),
    "record_chain": Declared(Kind.RECORD, True, False, _NOT_PERSONAL),
    "record_entry": Declared(Kind.RECORD, True, False, _WITH_ENTRY),
    "record_leaf": Declared(Kind.RECORD, True, True, "value and salt destroyed, the digest stays"),
    "record_head": Declared(Kind.RECORD, True, False, _WITH_ENTRY),
    "record_text": Declared(
        Kind.RECORD,
        True,
        True,
        "removed when no document of a held capture and no evidence names it any more",
    ),
    "record_blob": Declared(
        Kind.RECORD, True, False, f"{_WITH_CAPTURE}; its file is overwritten and removed"
    ),
    "derived_document": Declared(Kind.DERIVED, True, True, _WITH_CAPTURE),
    "derived_reading": Declared(
        Kind.DERIVED, False, True, "removed with its text", "when a newer reader has read the text"
    ),
    "desk_given_name": Declared(Kind.DESK, True, True, _WITH_CAPTURE),
    "desk_setting": Declared(
        Kind.DESK,
        True,
        False,
        "holds nothing about a person but keyed hashes of those who asked not to be kept",
    ),
    "desk_device": Declared(Kind.DESK, True, False, _NOT_PERSONAL),
    "record_received_chain": Declared(Kind.RECORD, True, False, _NOT_PERSONAL),
    "record_received_entry": Declared(
        Kind.RECORD, True, True, "values and salts destroyed when their origin's erase entry arrives"
    ),
    "record_received_head": Declared(Kind.RECORD, True, False, _WITH_ENTRY),
    "desk_partner": Declared(Kind.DESK, True, False, "holds the name that we gave a group"),
    "desk_part": Declared(Kind.DESK, True, False, _NOT_PERSONAL),
    "desk_seen": Declared(Kind.DESK, True, False, _NOT_PERSONAL),
    "desk_refusal": Declared(Kind.DESK, False, False, _NOT_PERSONAL, "the oldest beyond 1,000"),
    "desk_account": Declared(Kind.DESK, True, False, _ROLE_CODES),
    "desk_sign_in_link": Declared(
        Kind.DESK, False, False, _ROLE_CODES, "after a day, at the next invitation"
    ),
    "desk_passkey": Declared(
        Kind.DESK, True, False, "holds public keys of our own people’s passkeys, no names"
    ),
    "desk_session": Declared(Kind.DESK, False, False, _ROLE_CODES, "with its session"),
    "desk_token": Declared(Kind.DESK, False, False, _ROLE_CODES, "on the day it was given for"),
    "desk_question": Declared(
        Kind.DESK, True, True, "removed with the person; her name is cut out of the words of others"
    ),
    "desk_search": Declared(
        Kind.DESK,
        True,
        True,
        "removed where its words may be the person’s name; what it remembers of her goes",
    ),
    "django_session": Declared(
        Kind.DESK,
        False,
        True,
        "names that were searched for stay until it ends",
        "after a week, or at signing out",
    ),
    "django_migrations": Declared(Kind.DESK, True, False, _NOT_PERSONAL),  # which version the tables are of
}

# Desk state that lies in files of the workspace (or, where it says so, in the user's state folder).
FILES: dict[str, Declared] = {
    "habeas.toml": Declared(Kind.DESK, False, False, _NOT_PERSONAL),
    "keys/root.key": Declared(Kind.DESK, True, False, _NOT_PERSONAL),
    "keys/signing.key": Declared(Kind.DESK, False, False, _NOT_PERSONAL, "a new one for each device"),
    "keys/receiving.key": Declared(Kind.DESK, True, False, _NOT_PERSONAL),
    "keys/workspace.key": Declared(Kind.DESK, True, False, _NOT_PERSONAL),
    "keys/device.key": Declared(Kind.DESK, False, False, _NOT_PERSONAL, "a new one for each device"),
    "erasures.txt": Declared(
        Kind.DESK,
        False,
        False,
        "is what makes a restored backup forget again: ids of entries, names of fields",
    ),
    "blobs": Declared(Kind.RECORD, True, True, "overwritten and removed with their row in record_blob"),
    "staging": Declared(
        Kind.DESK,
        False,
        False,
        "holds sealed bundles only, which wait for what comes before them or are being fetched",
        "when they landed",
    ),
    "offered": Declared(
        Kind.DESK,
        False,
        False,
        "holds sealed bundles for partners; all of it is removed with every erasure, and made anew without what was erased",
        "when the partner is offered something newer",
    ),
    "keys/outbox.pem": Declared(
        Kind.DESK, False, False, _NOT_PERSONAL, "with the addresses that name its fingerprint"
    ),
    "proofs": Declared(
        Kind.DESK, False, False, "holds signed heads and headers of a partner's two histories, no content"
    ),
    "unfinished": Declared(Kind.DESK, False, False, "is there while a workspace is made", "when it is one"),
    "tmp": Declared(Kind.DESK, False, True, "holds nothing between two commands", "emptied at opening"),
    "state/workspaces": Declared(Kind.DESK, False, False, _NOT_PERSONAL),
    "state/erasures": Declared(Kind.DESK, False, False, "as erasures.txt"),
}


def tables_in_backup() -> frozenset[str]:
    """Return the names of the tables that a backup holds."""
    return frozenset(name for name, declared in TABLES.items() if declared.backup)
