"""By what somebody proves to be whose account it is: a password, and a code where she has a code app. And not by guessing."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from habeas.store.account_models import Account
from habeas.store.transactions import writing
from habeas.web import totp
from habeas.web.serving import served

LEAST = 12  # letters of a password
MOST = 200
FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = 30, 15 * 60  # seconds; each further wrong one doubles it


def by_password(role: str, password: str, code: str | None) -> Account | None:
    """Return the account that the password (and the code, where there is a code app) opens, or None.

    ``code`` None: the second step was made when the session began. After a few wrong ones none is looked at for a while.
    """
    account = Account.objects.filter(role=role, ended=None).first()
    if account is None or not account.has_usable_password():
        make_password(password[:MOST])  # takes as long as looking at one
        return None
    now = served().now()
    if account.wait_until > now:
        return None
    right = account.check_password(password[:MOST])
    if right and code is not None and account.totp is not None:
        right = _takes_code(account, code, now)
    _count(account, right=right, now=now)
    return account if right else None


def waits(role: str) -> bool:
    """Whether wrong tries have closed this account for a while."""
    return Account.objects.filter(role=role, wait_until__gt=served().now()).exists()


def is_weak(password: str, role: str) -> bool:
    """Whether a password is too short, too common, or the role code."""
    if not LEAST <= len(password) <= MOST or role.lower() in password.lower():
        return True
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return len(set(password)) < 5


def set_password(account: Account, password: str) -> None:
    """Give an account a password. Its sessions end with the old one."""
    account.set_password(password)
    account.failed = account.wait_until = 0
    account.save(update_fields=["password", "failed", "wait_until"])


def keep_code_app(account: Account, secret: bytes) -> None:
    """Have an account ask for the codes of an app from now on; the app's secret is kept sealed."""
    account.totp = SecretBox(_key()).encrypt(secret, served().random(SecretBox.NONCE_SIZE))
    account.totp_used = totp.step_of(served().now())
    account.save(update_fields=["totp", "totp_used"])


def _takes_code(account: Account, code: str, now: int) -> bool:
    """Whether the code is one of this half minute that was not taken yet; it is taken."""
    try:
        secret = SecretBox(_key()).decrypt(bytes(account.totp))
    except CryptoError:  # the row is another workspace's
        return False
    step = totp.step_taken(secret, code, now, after=account.totp_used)
    if step is None:
        return False
    with writing(served().workspace.alias):
        rows = Account.objects.filter(pk=account.pk, totp_used__lt=step)
        return bool(rows.update(totp_used=step))


def _count(account: Account, *, right: bool, now: int) -> None:
    if right and not account.failed:
        return
    account.failed = 0 if right else account.failed + 1
    over = account.failed - FREE_TRIES
    account.wait_until = 0 if over < 0 else now + min(FIRST_WAIT << min(over, 10), LONGEST_WAIT)
    account.save(update_fields=["failed", "wait_until"])


def _key() -> bytes:
    """Return the key under which secrets of code apps are sealed: one of its own, made of the workspace's."""
    import hmac
    from hashlib import sha256

    return hmac.new(served().workspace.key, b"habeas1/totp", sha256).digest()
