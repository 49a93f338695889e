"""Writes docs/api-openapi.json: the description of the API, as the app serves it."""

import json
from pathlib import Path

from habeas.app.settings import configure

PLACE = Path(__file__).parents[1] / "docs" / "api-openapi.json"


def description():
    """Return the description as JSON that is the same each time."""
    configure(secret_key="only to write a file, nothing is signed with it")
    from django.urls import get_resolver

    from habeas.web.api.build import build

    get_resolver()
    told = build().get_openapi_schema(path_prefix="/api/1/")
    return json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n"


if __name__ == "__main__":
    PLACE.write_text(description(), encoding="utf-8")
    print(PLACE)
