"""What stands at an address: the report or the person, or a page that is not there (any more)."""

from __future__ import annotations

from django.http import Http404

from habeas.model.record import Record
from habeas.web.serving import served
from habeas.workflows.holding import Report


def the_report(given: str) -> Report:
    """Return the report at an address; there may be none (any more)."""
    found = served().seen().holding.reports.get(given)
    if found is None:
        raise Http404
    return found


def the_person(given: str) -> Record:
    """Return the record at an address, older addresses included; there may be none (any more)."""
    found = served().seen().holding.by_id.get(given)
    if found is None:
        raise Http404
    return found
