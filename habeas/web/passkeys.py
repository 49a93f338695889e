"""Passkeys: the browser signs a challenge with a key that never leaves the device. Checked by Yubico's ``fido2``.

A passkey belongs to a host name, never to an IP address: the app is opened as http://localhost:8765.
"""

from __future__ import annotations

import json
from ipaddress import ip_address
from typing import Any

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from habeas.store.account_models import Account, Passkey
from habeas.web.serving import served

STATE = "passkey"
MOST_PASSKEYS = 10


def host_of(request: HttpRequest) -> str:
    """Return the host name to which passkeys made here belong, or “” where there can be none."""
    name = request.get_host().rpartition(":")[0] or request.get_host()
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return name
    return ""


def options_to_make(request: HttpRequest, account: Account) -> dict[str, Any]:
    """Return what the browser needs to make a passkey for ``account``; what was asked is kept in the session."""
    user = PublicKeyCredentialUserEntity(
        id=account.role.encode(), name=account.role, display_name=account.role
    )
    given, state = _server(request).register_begin(
        user,
        credentials=[_public(one) for one in account.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=served().random(32),
    )
    request.session[STATE] = state
    return dict(given)


def keep(request: HttpRequest, account: Account, answer: str) -> bool:
    """Keep the passkey that the browser made; return whether its answer was what we had asked for."""
    state = request.session.pop(STATE, None)
    if state is None or account.passkeys.count() >= MOST_PASSKEYS:
        return False
    try:
        made = _server(request).register_complete(state, json.loads(answer))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    data = made.credential_data
    if data is None or Passkey.objects.filter(credential=data.credential_id).exists():
        return False
    account.passkeys.create(
        credential=data.credential_id, public=bytes(data), count=made.counter, since=served().now()
    )
    return True


def options_to_use(request: HttpRequest) -> dict[str, Any]:
    """Return what the browser needs to sign with a passkey; which of them, its owner chooses there."""
    given, state = _server(request).authenticate_begin(
        user_verification=UserVerificationRequirement.REQUIRED, challenge=served().random(32)
    )
    request.session[STATE] = state
    return dict(given)


def account_of(request: HttpRequest, answer: str) -> Account | None:
    """Return whose passkey has signed what we had asked for, or None."""
    state = request.session.pop(STATE, None)
    if state is None:
        return None
    try:
        told = json.loads(answer)
        found = Passkey.objects.select_related("account").get(credential=websafe_decode(told["rawId"]))
        _server(request).authenticate_complete(state, [_public(found)], told)
        counter = websafe_decode(told["response"]["authenticatorData"])[33:37]
    except (ValueError, TypeError, KeyError, AttributeError, Passkey.DoesNotExist):
        return None
    count = int.from_bytes(counter, "big")
    if found.account.ended is not None or (count and count <= found.count):
        return None  # a count that does not grow is a copied key's
    found.count = count
    found.save(update_fields=["count"])
    return found.account


def _server(request: HttpRequest) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name="Habeas", id=host_of(request)))


def _public(one: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(one.public))
