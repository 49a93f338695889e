"""What a reader finds becomes proposals; what was settled stays settled, even when the report is read anew."""

from __future__ import annotations

import hashlib

from register_story import KEY, TODAY, Lane

from habeas.claims.fingerprints import fingerprints_of
from habeas.claims.read import read
from habeas.model.capture import Capture
from habeas.model.statement import State
from habeas.record.draft import Draft
from habeas.register.derive import derive_all
from habeas.register.proposals import proposals
from habeas.review.answers import Change, Desk, accept, correct, reject
from habeas.review.judging import different, same

RAID = (
    "On 22 March police detained Hanna Zymnik and Vasil Paplavok in Mozyr. "
    "According to relatives, Hanna Zymnik was beaten. "
    "In all a dozen people were detained. These people can be supported through the Anarchist Black Cross."
)
VERDICT = "A court in Mozyr sentenced Hanna Zymnik to three years in prison under article 130 on 14 May."


class Reading:
    """One text, read, with its capture."""

    def __init__(self, text: str, published: str | None = "2026-05-20"):
        self.text = text
        sha = hashlib.sha256(text.encode()).hexdigest()
        self.capture = Capture(
            sha, "text/plain", len(text), 1_774_180_800, publisher="Viestačka", published=published
        )
        self.reading = read(text, published=published)

    def found(self, links=None):
        prints = fingerprints_of(self.reading, self.capture.sha256)
        return proposals(self.reading, self.capture, prints, *([links] if links else []))

    def draft(self):
        fields = {
            "sha256": bytes.fromhex(self.capture.sha256),
            "media": "text/plain",
            "size": self.capture.size,
            "got": self.capture.got,
            "publisher": "Viestačka",
        }
        if self.capture.published:
            fields["published"] = self.capture.published
        return Draft("capture", fields)


def holding(lane, *readings):
    held = lane.held
    found = [one.found(held.links) for one in readings]
    statements = [*held.statements, *(s for f in found for s in f.statements)]
    shown = [p for f in found for p in f.presented]
    derived = derive_all(statements, held.links, today=TODAY, presented=shown, key=KEY)
    names = [s for f in found for s in f.identities]
    return derived, found, Desk(held.links, derived.subjects, lane.new_id, "R-01", None, names)


def person(derived, name):
    return next(r for r in derived.register.people if r.name == name)


def pick(found, type_name, name=""):
    return next(
        s
        for f in found
        for s in f.statements
        if s.type == type_name and (not name or name in str(s.names) + str(s.fields))
    )


def test_every_proposal_stands_on_its_words():
    for one in Reading(RAID).found().statements:
        for evidence in one.evidence:
            assert RAID[evidence.start : evidence.end] == evidence.text
        assert one.state is State.PROPOSED and len(one.id) == 64 and one.id == one.fingerprint


def test_names_numbers_and_support_are_proposals_too():
    kinds = {s.type for s in Reading(RAID).found().statements}
    assert {"detention", "identity", "group", "support", "ill_treatment"} <= kinds


def test_reading_again_gives_the_same_fingerprints():
    assert [s.id for s in Reading(RAID).found().statements] == [
        s.id for s in Reading(RAID).found().statements
    ]
    later = {s.id for s in Reading(RAID, published=None).found().statements}
    assert later == {s.id for s in Reading(RAID).found().statements}, (
        "a date learned later changes none of them"
    )


def test_two_reports_of_one_person_are_one_proposed_person():
    derived, _, _ = holding(Lane(), Reading(RAID), Reading(VERDICT))
    hanna = person(derived, "Hanna Zymnik")
    assert hanna.state is State.PROPOSED and hanna.id.startswith("p-")
    assert {"detention", "sentence"} <= {e.type for e in hanna.episodes}
    assert hanna.joined and hanna.joined[0].words


def test_the_second_acceptance_finds_the_person_of_the_first():
    lane, raid, verdict = Lane(), Reading(RAID), Reading(VERDICT)
    lane.write(raid.draft(), verdict.draft())
    _, found, desk = holding(lane, raid, verdict)
    lane.write(*accept(pick(found, "detention", "Hanna"), desk))
    derived, found, desk = holding(lane, raid, verdict)
    hanna = person(derived, "Hanna Zymnik")
    assert hanna.state is State.ACCEPTED and len(hanna.id) == 32
    drafts = accept(pick(found, "sentence"), desk)
    assert [d.fields.get("act") or d.fields["type"] for d in drafts] == ["subject", "sentence"]
    assert drafts[0].fields["id"].hex() == drafts[1].fields["subjects"][0].hex() == hanna.id


def test_settled_proposals_are_gone_and_stay_gone():
    lane, raid = Lane(), Reading(RAID)
    lane.write(raid.draft())
    _, found, desk = holding(lane, raid)
    beaten, detained = pick(found, "ill_treatment"), pick(found, "detention", "Hanna")
    lane.write(*reject(beaten, desk))
    lane.write(*correct(detained, Change(modality="alleged"), desk))
    _, found, _ = holding(lane, raid, Reading(VERDICT))
    assert not {beaten.id, detained.id} & {s.id for f in found for s in f.statements}


def test_different_said_of_proposals_outlives_a_new_reading():
    lane, raid, verdict = Lane(), Reading(RAID), Reading(VERDICT)
    derived, found, desk = holding(lane, raid, verdict)
    one = next(s.subjects[0] for s in found[0].statements if "Hanna" in str(s.names))
    other = found[1].statements[0].subjects[0]
    assert derived.subjects.address(one) == derived.subjects.address(other)
    lane.write(*different(one, other, desk))
    again, _, _ = holding(lane, Reading(RAID), Reading(VERDICT))
    assert again.subjects.address(one) != again.subjects.address(other)


def test_different_holds_after_one_of_them_was_accepted():
    lane, raid, verdict = Lane(), Reading(RAID), Reading(VERDICT)
    lane.write(raid.draft(), verdict.draft())
    _, found, desk = holding(lane, raid, verdict)
    other = found[1].statements[0].subjects[0]
    lane.write(*accept(pick(found[:1], "detention", "Hanna"), desk))
    derived, _, desk = holding(lane, raid, verdict)
    hanna = person(derived, "Hanna Zymnik").id
    lane.write(*different(hanna, other, desk))
    derived, _, _ = holding(lane, raid, verdict)
    assert derived.subjects.address(other) != hanna


def test_same_joins_an_accepted_person_and_a_mention_of_another_name():
    lane, raid = Lane(), Reading(RAID)
    married = Reading("A court sentenced Hanna Dubovik to three years in prison on 14 May.")
    lane.write(raid.draft(), married.draft())
    _, found, desk = holding(lane, raid, married)
    lane.write(*accept(pick(found[:1], "detention", "Hanna"), desk))
    derived, found, desk = holding(lane, raid, married)
    other = found[1].statements[0].subjects[0]
    hanna = person(derived, "Hanna Zymnik").id
    assert derived.subjects.address(other) != hanna
    lane.write(*same(hanna, other, desk))
    derived, _, _ = holding(lane, raid, married)
    assert derived.subjects.address(other) == hanna


def test_accepting_a_group_turns_its_people_into_ids():
    text = "Police detained a dozen people in Mozyr on 22 March. Two remain in prison: Hanna Zymnik and Vasil Paplavok."
    lane, raid = Lane(), Reading(text)
    lane.write(raid.draft())
    _, found, desk = holding(lane, raid)
    row = next(s for s in found[0].statements if s.type == "group" and {"equals", "includes"} & set(s.fields))
    entries = lane.write(*accept(row, desk))
    values = [v["value"] for name in ("f.equals", "f.includes") for v in entries[-1].maps(name)]
    assert values and all(len(v) == 32 for v in values)
    minted = {e.octets("id").hex() for e in entries if e.text("act") == "subject"}
    assert set(values) <= minted


def test_a_group_whose_count_was_settled_is_still_no_person():
    text = "On 22 March police detained a dozen people in Mozyr."
    raid = Reading(text)
    found = [s for s in raid.found().statements if s.type != "group"]
    assert any(s.subjects[0].startswith("g:") for s in found)
    register = derive_all(found, Lane().held.links, today=TODAY, key=KEY).register
    assert register.people == () and len(register.groups) == 1
