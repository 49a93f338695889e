"""A plain page where an address is asked in a way that it does not answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from habeas.web.errors import told
from habeas.web.wording import wording_for


class PlainMethodMiddleware:
    """Puts words into Django's empty “method not allowed”."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; say it in words where the method is refused."""
        response = self.get_response(request)
        if response.status_code == 405 and request.path.startswith("/api/"):
            told_api = JsonResponse(
                {"error": "This address takes no such request.", "way_out": ""}, status=405
            )
            told_api["Allow"] = response["Allow"]
            return told_api
        if response.status_code != 405 or response.content:
            return response
        plain = told(request, wording_for(request).w.text("error.method"), status=405)
        plain["Allow"] = response["Allow"]
        return plain
