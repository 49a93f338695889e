"""A program with a token: what the tests of the API send with."""

import json
import re

from django.test import Client
from web_visitor import HOST

from habeas.web.api.operations import OPERATIONS


class Program:
    """Sends requests with a token, as JSON; ``answer`` is the last one."""

    def __init__(self, token=None):
        self.client = Client(enforce_csrf_checks=True, headers={"host": HOST}, raise_request_exception=True)
        self.headers = {"authorization": f"Bearer {token}"} if token else {}
        self.answer = None

    def get(self, path):
        self.answer = self.client.get(f"/api/1{path}", headers=self.headers)
        return self._told()

    def post(self, path, body=None):
        data = json.dumps(body) if body is not None else ""
        self.answer = self.client.post(
            f"/api/1{path}", data, content_type="application/json", headers=self.headers
        )
        return self._told()

    @property
    def status(self):
        return self.answer.status_code

    def _told(self):
        assert self.answer.headers["Content-Type"].startswith("application/json"), self.answer.content[:200]
        return self.answer.json()


NOTHING = "0" * 32
BODIES = {
    "search": {"query": "x"},
    "add": {"name": "x.txt"},
    "note": {"text": "x", "voice": "mother", "use": "us", "told": "2026-06-01"},
    "correct": {"type": "detention"},
    "retract": {"words": "x"},
    "fact": {"type": "detention", "note": {"text": "x", "voice": "mother", "use": "us"}},
    "same": {"a": NOTHING, "b": "1" * 32, "same": True},
    "ask": {"words": "x"},
    "give": {"of": "R-01"},
    "close": {},
    "look": {"statements": [NOTHING]},
    "show": {
        "statements": [NOTHING],
        "seen": NOTHING,
        "basis": "overriding",
        "harms": {"prisoner": "no", "family": "no", "case": "no"},
    },
    "hide": {"statements": [NOTHING]},
}


def tried(program, one):
    """Send the operation, with ids of nobody and nothing; return the status."""
    path = re.sub(r"\{\w+\}", NOTHING, one.path)
    path = path.replace(NOTHING, "0" * 64) if one.name == "report" else path
    if one.method == "GET":
        program.get(path)
    else:
        program.post(path, BODIES.get(one.name))
    return program.status


__all__ = ["OPERATIONS", "Program", "tried"]
