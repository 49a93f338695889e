"""Asks a model of the user's own what a text says, and adds to the reading what holds."""

from __future__ import annotations

from habeas.claims.model_answer import ModelAnswerError, answered, question, with_proposals
from habeas.fetch.model import SECONDS, ask_model
from habeas.model.reading import Reading
from habeas.sources.errors import SourceError


def with_model(
    text: str,
    reading: Reading,
    *,
    address: str,
    model: str,
    allow_network: bool,
    key: str | None = None,
    seconds: float = SECONDS,
) -> Reading:
    """Return the reading with what the model at ``address`` proposes; raise SourceError where it cannot be asked."""
    try:
        body = question(text, reading.published, model)
        reply = ask_model(address, body, allow_network=allow_network, key=key, seconds=seconds)
        return with_proposals(text, reading, answered(reply), model)
    except ModelAnswerError as error:
        raise SourceError(
            f"Nothing was taken from the model {model}: {error}.",
            "The reading by the rules stands. Try again, or another model.",
        ) from error
