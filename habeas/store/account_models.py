"""The tables of who may sign in: role codes and one-use links. No name, no address, no time of a last visit."""

# ruff: noqa: D106  (Django reads each Meta; the table says what it is)

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """Somebody of ours by her role code (``R-01``).

    ``since`` is unix seconds. Nobody has a password: what stands in that column can never be typed, and a new
    value there ends every session of the account.
    """

    role = models.TextField(unique=True)
    since = models.BigIntegerField()
    last_login = None

    USERNAME_FIELD = "role"
    objects = BaseUserManager()

    class Meta:
        db_table = "desk_account"
        default_permissions = ()


class SignInLink(models.Model):
    """One link by the SHA-256 of its token; ``expires`` and ``used`` are unix seconds."""

    token = models.BinaryField(unique=True)
    role = models.TextField()
    expires = models.BigIntegerField()
    used = models.BigIntegerField(null=True)

    class Meta:
        db_table = "desk_sign_in_link"
        default_permissions = ()
