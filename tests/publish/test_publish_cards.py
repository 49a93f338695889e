"""What stands on the picture of a shared link: what the page says, and as text only."""

import struct
from dataclasses import replace

import pytest
from publish_story import ZOSKA, story

from habeas.publish.cards import cards
from habeas.publish.settings import SiteSettings
from habeas.workflows.share_pictures import pictures

ADDRESS = SiteSettings(address="https://register.example/ours")


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def test_a_card_says_what_the_page_says():
    edition = replace(story(), settings=ADDRESS, languages=("be",))
    told = next(card for card in cards(edition) if ZOSKA in card.path).told()
    assert told["name"] == "Зоська Падліпская"
    assert told["address"] == "register.example/ours"
    assert "скончыўся" in " ".join(told["sentences"])
    assert told["mode"], "a demonstration says on its pictures too that it is one"


@pytest.mark.parametrize(
    "name",
    [
        'Зоська "#panic()" <b>Падліпская</b> \\ $x$ @me',
        "Падліпская-" * 40,
        "زوسكا 佐 Zośka",
        '#image("/etc/passwd")',
    ],
)
def test_a_name_is_text_whatever_it_looks_like(name):
    edition = replace(story(), settings=ADDRESS, languages=("be",))
    people = tuple(
        replace(one, name=name, names=()) if one.id == ZOSKA else one for one in edition.register.people
    )
    edition = replace(edition, register=replace(edition.register, people=people))
    picture = next(piece for piece in pictures(edition) if ZOSKA in piece.path)
    assert size_of(picture.make(lambda _: b"")) == (1200, 630)
