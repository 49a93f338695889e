"""The API is sent whatever its own description allows: it answers as described, and never breaks.

A fixed slice in `make test`; HABEAS_HARDEN=1 sends a hundred times as much, and other things each time.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings

from habeas.store.account_models import Account
from habeas.store.accounts import KEEPER
from habeas.store.tokens import SCOPES, issue

schemathesis = pytest.importorskip(
    "schemathesis", reason="schemathesis is not installed: the API was not fuzzed"
)

EXAMPLES = 200 if os.environ.get("HABEAS_HARDEN") else 2  # of each operation

pytestmark = pytest.mark.long


def test_whatever_is_sent_is_answered_as_described(workspace, served, visitor, report, clock):
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    from habeas.app.wsgi import application

    account = Account.objects.get(role=KEEPER)
    token = issue(workspace, account, SCOPES, days=7, now=clock(), random=served.random)
    schema = schemathesis.openapi.from_wsgi("/api/1/openapi.json", application())
    held = [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
    sent = 0

    def send(case):
        nonlocal sent
        sent += 1
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=held)

    quick = settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    for operation in schema.get_all_operations():
        quick(given(case=operation.ok().as_strategy())(send))()
    assert sent >= EXAMPLES
