"""What leaves is a function of the lane that it leaves by: nothing of any other lane is in it, in any encoding."""

import base64
import os
import random
from datetime import date
from urllib.parse import quote

import pytest
from exchange_house import bundle_plain, card_of, claim, meet, plaintext

from habeas.record.draft import Draft
from habeas.workflows.publish import publish
from habeas.workflows.send import send

TODAY = date(2026, 11, 20)
COUNT = 1_000 if os.environ.get("HABEAS_HARDEN") else 4
FIELDS = ("place", "court", "agency", "name", "article", "facility")


def canary(chance, where):
    """A word that stands nowhere else, with the place where it was put."""
    letters = "".join(chance.choice("abdeikmnorstuv") for _ in range(10))
    script = chance.random() < 0.3
    return f"Канарка{where}{letters}" if script else f"Canary{where}{letters}"


def forms(word):
    """The word as a program might write it."""
    raw = word.encode()
    yield from (raw, word.lower().encode(), word.upper().encode(), word[::-1].encode())
    yield from (word.encode("utf-16-le"), word.encode("utf-16-be"), raw.hex().encode(), quote(word).encode())
    yield word.encode("unicode_escape")
    if not word.isascii():
        yield word.encode("cp1251")
    for lead in range(3):  # whatever stands before it
        yield base64.b64encode(b"\0" * lead + raw)[4:-4]


def fill(group, other, chance):
    """A private lane, files, names and settings full of canaries, beside one plain claim in each wider lane."""
    words = []

    def odd(where):
        words.append(canary(chance, where))
        return words[-1]

    workspace = group.workspace
    evidence = {"capture": group.ids(32), "text": group.ids(32), "at": [0, 5], "lang": "en"}
    for _ in range(chance.randint(3, 8)):
        fields = {
            "type": "detention",
            "subjects": [group.ids(16)],
            "evidence": [{**evidence, "quote": odd("quote")}],
            "said_by": [{"value": odd("voice"), "at": [0, 4, odd("words")]}],
            "by": odd("role"),
            "method": odd("method"),
            **{f"f.{name}": [{"value": odd(name), "lang": odd("lang")}] for name in chance.sample(FIELDS, 3)},
        }
        workspace.append_private([Draft("claim", fields)])
    told = {name: odd(name) for name in ("publisher", "url", "captured", "voice", "for", "media")}
    capture = {"sha256": group.ids(32), "size": 5, "got": group.now, **told}
    subject = group.ids(16)
    consent = {name: odd(name) for name in ("purpose", "audience", "giver", "lang", "until")}
    workspace.append_private(
        [
            Draft("capture", capture),
            Draft(
                "decision",
                {"act": "subject", "id": subject, "sort": "person", "by": odd("by"), "why": odd("why")},
            ),
            Draft("decision", {"act": "consent", "subject": subject, "by": "R-01", **consent}),
            Draft("decision", {"act": "allow", "subject": subject, "what": odd("what"), "by": "R-01"}),
        ]
    )
    workspace.set_setting(odd("setting"), odd("value"))
    source = group.folder / f"{odd('file')}.txt"
    source.write_text(
        f"On 2 June 2026 police detained Piatro {odd('person')} in {odd('town')}.", encoding="utf-8"
    )
    from habeas.workflows.add import About, add

    list(
        add(
            workspace,
            [source],
            About("2026-06-03", odd("outlet"), f"https://{odd('host')}.example.org/"),
            now=group.now,
        )
    )
    workspace.append_public([claim(group, "Publictown")])
    group.tell(other, "Partnertown")
    return words


def outputs(group, other, third):
    """Every byte that goes to somebody, by the audience."""
    workspace = group.workspace
    folder = group.folder / f"site-{group.files}"
    publish(workspace, folder, today=TODAY, languages=["en"])
    site = b"".join(
        str(p.relative_to(folder)).encode() + p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    )
    [file] = send(workspace, other.name, group.file(), now=group.now, everything=True).files
    return {
        "to the partner": b"".join(bundle_plain(group, other)),
        "to the partner, as it is sealed": file.read_bytes() + plain_of(file, other) + file.name.encode(),
        "to another partner": b"".join(bundle_plain(group, third)),
        "card": card_of(group).encode(),
        "site": site,
    }


def plain_of(file, other):
    return unpacked(plaintext(file, other.workspace.opened.keys.receiving))


def unpacked(data):
    """The packed sections too, as they unfold."""
    import zstandard

    at = data.index(b"\x28\xb5\x2f\xfd")
    return data + zstandard.ZstdDecompressor().decompressobj().decompress(data[at:])


@pytest.fixture
def three(group):
    anna, berta, vera = group("anna"), group("bertagroup"), group("veragroup")
    meet(anna, berta)
    meet(anna, vera)
    return anna, berta, vera


@pytest.mark.long
def test_no_canary_of_a_narrower_lane_is_in_any_output(three):
    anna, berta, vera = three
    anna.tell(vera, "Veratown")
    vera.tell(anna, "Canaryveratown")
    anna.receive(vera.send(anna))
    for seed in range(COUNT):
        words = fill(anna, berta, random.Random(seed))
        made = outputs(anna, berta, vera)
        assert b"Publictown" in made["site"]
        assert b"Partnertown" in made["to the partner, as it is sealed"]
        elsewhere = {
            "site": ["Partnertown", "Veratown", "bertagroup", "veragroup"],
            "to the partner": ["Veratown", "veragroup"],
            "to the partner, as it is sealed": ["Veratown", "Publictown"],
            "to another partner": ["Partnertown", "Publictown", "bertagroup"],
        }
        logs = {"to the partner": vera.workspace.log, "to another partner": berta.workspace.log}
        for name, data in made.items():
            for word in (*words, "Canaryveratown", *elsewhere.get(name, ())):
                for form in forms(word):
                    assert form not in data, (seed, name, word)
            assert logs.get(name, b"no log") not in data, (seed, name)


def test_changing_only_private_data_leaves_every_partner_bundle_byte_identical(three):
    anna, berta, vera = three
    fill(anna, berta, random.Random(7))
    before = {name: data for name, data in outputs(anna, berta, vera).items() if "sealed" not in name}
    chance = random.Random(8)
    subject = anna.ids(16)
    anna.now += 3_600
    anna.workspace.append_private(
        [
            Draft("decision", {"act": "subject", "id": subject, "sort": "person", "by": "R-99"}),
            Draft("decision", {"act": "reject", "fingerprint": anna.ids(32), "by": canary(chance, "by")}),
        ]
    )
    anna.tell(vera, "Vetka")  # another partner's lane is private data to this one
    from habeas.workflows import partner

    partner.revoke(anna.workspace, "veragroup")
    anna.workspace.exchange.partners.set_state(vera.workspace.log, "verified")
    after = outputs(anna, berta, vera)
    for name in ("to the partner", "card", "site"):
        assert after[name] == before[name], name
    assert after["to another partner"] != before["to another partner"]
