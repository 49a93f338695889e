"""Who sends a request, by the token in its ``Authorization`` header, and whether she may do what it asks."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from habeas.store import tokens
from habeas.store.duty import Duty
from habeas.web.serving import served
from habeas.workflows.decide import Decider


class TokenBearer(HttpBearer):
    """A token with the scope that an operation needs, of an account whose role may do it."""

    def __init__(self, duty: Duty, scope: str) -> None:
        super().__init__()
        self.duty, self.scope = duty, scope

    def authenticate(self, request: HttpRequest, token: str) -> tokens.Bearer | None:  # noqa: ARG002
        """Return who it is; None where the token opens nothing. Raises HttpError 403 where it opens something else."""
        found = tokens.bearer(served().workspace, token, now=served().now())
        if found is None:
            return None
        if self.scope not in found.scopes:
            raise HttpError(
                403, f"This token is not for “{self.scope}”. Make one that is, on the page “My account”."
            )
        if not Duty(found.account.duty).covers(self.duty):
            raise HttpError(403, f"This needs the role of a {self.duty}; yours is {found.account.duty}.")
        return found


def role_of(request: HttpRequest) -> str:
    """Return the role code under which the request acts."""
    return str(request.auth.account.role)


def who(request: HttpRequest, why: str | None = None) -> Decider:
    """Return who decides, for the verbs."""
    return served().decider(role_of(request), why or None)
