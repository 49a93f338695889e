"""The pictures of shared links, set from the words that the publication gives for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from habeas.publish.cards import Card, cards
from habeas.publish.edition import Edition
from habeas.publish.pieces import Piece, Read, Turn, digest
from habeas.workflows.typeset import set_picture

TEMPLATE = "site/share.typ"
LONG_AGO = date(2000, 1, 1)  # a picture carries no day of its own


def pictures(edition: Edition) -> Iterator[Piece]:
    """Yield the picture of every card of the edition.

    They are made after all else and in this process alone: the typesetter keeps threads of its own, which a doubled
    process would wait for in vain.
    """
    for card in cards(edition):
        yield Piece(card.path, digest("picture", card.rests_on), partial(_set, card), Turn.LAST)


def _set(card: Card, _read: Read) -> bytes:
    return set_picture(TEMPLATE, {"card": card.told()}, day=LONG_AGO)
