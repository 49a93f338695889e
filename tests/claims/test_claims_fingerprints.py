"""Fingerprints of proposals: the same for the same words, whatever stands around them; fixed as examples."""

from __future__ import annotations

from hashlib import sha256

import cbor2

from habeas.claims.explain import explain
from habeas.claims.fingerprints import claim_fingerprint, fingerprints_of, folded, mention_fingerprint
from habeas.claims.read import read

CAPTURE = sha256(b"a report").hexdigest()
TEXT = "Anna Kavalenka was arrested in Minsk on March 22. Anna Kavalenka was fined 50 euros. Two people were beaten."


def test_a_mention_is_hashed_as_written_down() -> None:
    body = cbor2.dumps([bytes.fromhex(CAPTURE), "Anna Kavalenka", 0], canonical=True)
    assert mention_fingerprint(CAPTURE, " Anna\n Kavalenka ", 0) == sha256(b"habeas1/m" + body).hexdigest()


def test_a_claim_is_hashed_as_written_down() -> None:
    mention = mention_fingerprint(CAPTURE, "Anna Kavalenka", 0)
    body = cbor2.dumps(
        [bytes.fromhex(CAPTURE), "fine", [bytes.fromhex(mention)], "was fined", 0, {"fine": ["50 EUR"]}],
        canonical=True,
    )
    wanted = sha256(b"habeas1/c" + body).hexdigest()
    assert claim_fingerprint(CAPTURE, "fine", [mention], "was  fined", 0, {"fine": ["50 EUR"]}) == wanted


def test_every_person_group_and_claim_has_one_and_they_differ() -> None:
    reading = read(TEXT)
    prints = fingerprints_of(reading, CAPTURE)
    people, groups, claims = (
        [one.id for one in part] for part in (reading.people, reading.groups, reading.claims)
    )
    assert set(prints) == {*people, *groups, *claims}
    assert len(set(prints.values())) == len(prints)
    assert len(claims) >= 3


def test_offsets_and_the_publication_date_change_nothing() -> None:
    early = fingerprints_of(read(TEXT), CAPTURE)
    later = fingerprints_of(read(TEXT, published="2022-05-01"), CAPTURE)
    moved = fingerprints_of(read("\n\n" + TEXT), CAPTURE)
    assert early == later == moved


def test_another_capture_gives_other_fingerprints() -> None:
    other = sha256(b"another report").hexdigest()
    reading = read(TEXT)
    assert not set(fingerprints_of(reading, CAPTURE).values()) & set(fingerprints_of(reading, other).values())


def test_folding_joins_white_space_and_composes_letters() -> None:
    assert folded("  Z\u030cyvulka \n Anna") == "Žyvulka Anna"


def test_an_explanation_names_words_rules_and_what_was_not_taken() -> None:
    text = "Judge Alena Barysik sentenced Ihar Palubin to five years.\nHe was arrested on Monday."
    lines = explain(read(text), text)
    assert "sentenced: Ihar Palubin" in lines
    assert "line 1: “sentenced Ihar Palubin to five years”" in lines
    assert "term: P5Y from “five years”" in lines
    assert "Alena Barysik: judge" in lines
    assert "is left open: a weekday needs the report's day" in lines or "XXXX-XX-XX" in lines
    assert "Not taken" not in explain(read(text), text, rejected=False)


def test_a_text_without_prisoners_says_so() -> None:
    assert "Nothing was read" in explain(
        read("The river is high this spring."), "The river is high this spring."
    )
