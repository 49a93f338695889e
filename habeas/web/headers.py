"""What every answer says to the browser, beside what Django's own middleware says."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

type Respond = Callable[[HttpRequest], HttpResponse]


class NoStoreMiddleware:
    """Every page is forgotten when it is left: neither disk cache nor “back” after signing out shows it."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say that nothing may be kept."""
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response


class OriginMiddleware(CsrfViewMiddleware):
    """Django's check of forms, for pages that tell nobody where they are.

    Under ``Referrer-Policy: no-referrer`` a browser sends ``Origin: null`` with our own forms, which Django takes
    for a foreign page. Whether it was ours the browser says in ``Sec-Fetch-Site``; where it says nothing, the form's
    token and the strict cookie decide, as they always do.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.headers.get("Origin") == "null":
            return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        return bool(super()._origin_verified(request))
