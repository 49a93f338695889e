"""Who may do what: one table of every address by its name. An address that does not stand here opens for nobody.

The operations of the API stand in :mod:`habeas.web.api.operations`, each with its role and its scope.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from habeas.store.duty import Duty

ANYONE: Final = None  # also whoever is not signed in

NEEDS: Final[Mapping[str, Duty | None]] = {
    # signing in, and what a page needs before
    "signed_out": ANYONE,
    "sign_in": ANYONE,
    "unlock": ANYONE,
    "passkey_options": ANYONE,
    "sign_out": ANYONE,
    "language": ANYONE,
    "theme": ANYONE,
    "feed": ANYONE,  # whoever has its address, of which the half is a proof
    # looking
    "queue": Duty.READER,
    "report": Duty.READER,
    "leaving": Duty.READER,
    "page_picture": Duty.READER,
    "evidence": Duty.READER,
    "people": Duty.READER,
    "found": Duty.READER,
    "person": Duty.READER,
    "beside": Duty.READER,
    "search": Duty.READER,
    "searches": Duty.READER,
    "saved": Duty.READER,
    "due": Duty.READER,
    "due_file": Duty.READER,
    "numbers": Duty.READER,
    "groups": Duty.READER,
    "institutions": Duty.READER,
    "institution": Duty.READER,
    "questions": Duty.READER,
    # one's own account
    "lock": Duty.READER,
    "account": Duty.READER,
    "account_session": Duty.READER,
    "account_password": Duty.READER,
    "account_totp": Duty.READER,
    "account_passkey": Duty.READER,
    "account_token": Duty.READER,
    # what we were told
    "add": Duty.CONTRIBUTOR,
    "note": Duty.CONTRIBUTOR,
    "question": Duty.CONTRIBUTOR,
    "question_answer": Duty.CONTRIBUTOR,
    # answering: what enters the record
    "take": Duty.REVIEWER,
    "answer": Duty.REVIEWER,
    "together": Duty.REVIEWER,
    "stamp": Duty.REVIEWER,
    "same": Duty.REVIEWER,
    "doubles": Duty.REVIEWER,
    "apart": Duty.REVIEWER,
    "correct": Duty.REVIEWER,
    "retract": Duty.REVIEWER,
    "fact": Duty.REVIEWER,
    "new_person": Duty.REVIEWER,
    "lists": Duty.REVIEWER,
    "list": Duty.REVIEWER,
    "list_undo": Duty.REVIEWER,
    # who sees it
    "show": Duty.EDITOR,
    "partners": Duty.EDITOR,
    "partner_card": Duty.EDITOR,
    "partner_send": Duty.EDITOR,
    "partners_receive": Duty.EDITOR,
    "hide": Duty.EDITOR,
    "publishing": Duty.EDITOR,
    "forget": Duty.EDITOR,
    "second": Duty.EDITOR,
    "partner_aside": Duty.EDITOR,
    "partners_withdraw": Duty.EDITOR,
    # who is one of us, and whom we exchange with
    "partners_add": Duty.KEEPER,
    "publishing_rule": Duty.KEEPER,
    "partner_verify": Duty.KEEPER,
    "accounts": Duty.KEEPER,
    "accounts_invite": Duty.KEEPER,
    "accounts_change": Duty.KEEPER,
}

# Where whoever sits at an open session must prove again to be its owner, if she has not done so for a while.
PROVED: Final = frozenset(
    {
        "account_password",
        "account_totp",
        "account_passkey",
        "account_token",
        "accounts_invite",
        "accounts_change",
    }
)
PROOF_SECONDS: Final = 15 * 60


def may(duty: Duty | None, name: str) -> bool:
    """Whether somebody with this role (None: nobody is signed in) may open the address of that name."""
    if name not in NEEDS:
        return False
    needed = NEEDS[name]
    return needed is ANYONE or (duty is not None and duty.covers(needed))
