"""Makes addresses of the operations, the OpenAPI description, and one shape for everything that goes wrong."""

# ruff: noqa: ARG001  (the request comes first, whoever needs it)

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from habeas.record.errors import RecordError
from habeas.store.errors import StoreError
from habeas.web.api.bearer import TokenBearer
from habeas.web.api.operations import OPERATIONS
from habeas.web.api.shapes import Problem
from habeas.workflows.refused import Refused

VERSION = "1"
NAMESPACE = "api"
PROBLEMS = {401, 403, 404, 409, 413, 422, 503}
TOLD = """\
What a program can do in a workspace of Habeas: the same verbs as the pages and the command line.
Every request carries a token (`Authorization: Bearer habeas_...`), made on the page “My account” for named scopes
(read, contribute, review, show) and until a day. It acts under its owner's role code and may never do more than she may.
Names stand in bodies and never in addresses."""


def build() -> NinjaAPI:
    """Return the API with all its operations."""
    api = NinjaAPI(
        title="Habeas", version=VERSION, description=TOLD, docs_url=None, openapi_url="openapi.json",
        urls_namespace=NAMESPACE,
    )  # fmt: skip
    for one in OPERATIONS:
        told = f"{one.view.__doc__}\n\nScope: {one.scope}. Role: {one.duty.value} or higher."
        api.default_router.add_api_operation(
            one.path,
            [one.method],
            one.view,
            auth=TokenBearer(one.duty, one.scope),
            response={200: one.answer, frozenset(PROBLEMS): Problem},
            operation_id=one.name,
            summary=str(one.view.__doc__).split(".")[0],
            description=told,
            tags=[one.scope],
            url_name=one.name,
        )
    _say_what_goes_wrong(api)
    return api


def _say_what_goes_wrong(api: NinjaAPI) -> None:
    def problem(
        request: HttpRequest, status: int, error: object, way_out: str = "", **more: Any
    ) -> HttpResponse:
        return api.create_response(request, {"error": str(error), "way_out": way_out, **more}, status=status)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        way = "Make a token on the page “My account”, and send it as “Authorization: Bearer habeas_...”."
        answer = problem(
            request, 401, "This token opens nothing: it is missing, revoked or has run out.", way
        )
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ValidationError)
    def senseless(request: HttpRequest, error: ValidationError) -> HttpResponse:
        fields = [
            {"where": [str(part) for part in one["loc"]], "what": str(one["msg"])} for one in error.errors
        ]
        return problem(request, 422, "What was sent is not what is asked for.", "", fields=fields)

    @api.exception_handler(HttpError)
    def stopped(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(request, error.status_code, error)

    @api.exception_handler(RequestDataTooBig)
    def too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
        return problem(request, 413, "What was sent is too large.")

    for kind in (Refused, RecordError):

        @api.exception_handler(kind)
        def refused(request: HttpRequest, error: Exception) -> HttpResponse:
            return problem(request, 409, error)

    @api.exception_handler(StoreError)
    def not_stored(request: HttpRequest, error: StoreError) -> HttpResponse:
        return problem(request, 503, error.sentence, error.way_out)
