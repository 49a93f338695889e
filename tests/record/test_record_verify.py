"""Verification: nothing can be changed, left out, put in or hidden without a sentence that says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from record_desk import NOON, SEEDS, Desk, claim, counted, decision, evidence, hash_of, id_of

from habeas.record.chain import DAY, Position, extend
from habeas.record.draft import Draft
from habeas.record.entry import Entry, decode_entry, encode_entry
from habeas.record.erasure import erase, erase_draft
from habeas.record.errors import RecordError
from habeas.record.heads import SignedHead, public_key, sign_head
from habeas.record.keys import Seeds, StartedLog, start_log
from habeas.record.lanes import Scope
from habeas.record.leaf import Leaf, body_digest
from habeas.record.proof import decode_proof, encode_proof, make_proof, verify_proof
from habeas.record.verify import VerifyReport, Weight, read_entries, verify


class Log:
    """A small log: its keys, one private claim chain, one public chain, and the signed heads."""

    def __init__(self) -> None:
        self.started: StartedLog = start_log(SEEDS, mode="trial", ts=NOON, salt=counted("log"))
        self.salt = counted("more")
        self.private = list(self.started.private.entries)
        self.public = list(self.started.public.entries)
        self.at = {Scope.PRIVATE: self.started.private.position, Scope.PUBLIC: self.started.public.position}
        self.heads: list[SignedHead] = [
            self.started.keys.head,
            self.started.private.head,
            self.started.public.head,
        ]

    def write(self, draft: Draft, scope: Scope = Scope.PRIVATE, *, sign: bool = True) -> Entry:
        (entry,), self.at[scope] = extend(self.at[scope], [draft], scope=scope, ts=NOON + 7, salt=self.salt)
        (self.private if scope is Scope.PRIVATE else self.public).append(entry)
        if sign:
            self.heads.append(sign_head(self.at[scope], SEEDS.signing))
        return entry

    @property
    def entries(self) -> list[Entry]:
        return [*self.started.keys.entries, *self.private, *self.public]

    def verify(self, **more: object) -> VerifyReport:
        return verify(self.entries, self.heads, **more)  # type: ignore[arg-type]

    def swap(self, old: Entry, new: Entry) -> None:
        self.private = [new if one.id == old.id else one for one in self.private]
        self.public = [new if one.id == old.id else one for one in self.public]


@pytest.fixture
def log() -> Log:
    made = Log()
    made.write(claim(date="2026-03-22", place="Mozyr"))
    made.write(claim("ill_treatment", modality="denied", certainty="hedged"))
    made.write(Draft("capture", {"id": id_of("card"), "publisher": "Mozyr Chronicle"}), Scope.PUBLIC)
    return made


def rules(report: VerifyReport, weight: Weight = Weight.REFUSED) -> set[str]:
    return {finding.rule for finding in report.of(weight)}


def test_a_whole_log_is_in_order_and_says_so(log: Log) -> None:
    report = log.verify()
    assert report.ok, report.sentences
    assert report.sentences[-1] == "Everything is as it was written and signed."
    assert any(
        "public chain" in line and "2 entries, signed up to entry 2" in line for line in report.sentences
    )


def test_a_changed_value_is_named_with_its_place(log: Log) -> None:
    said = log.private[1]
    leaves = tuple(
        Leaf.of("f.place", one.salt or b"", [{"value": "Gomel"}]) if one.name == "f.place" else one
        for one in said.leaves
    )
    log.swap(said, Entry(said.header, leaves))
    report = log.verify()
    assert rules(report) == {"verify.chain"}
    assert "Entry 2 (claim) of the private chain" in report.of(Weight.REFUSED)[0].words
    with pytest.raises(RecordError, match="a field was changed, added or removed"):
        decode_entry(encode_entry(Entry(said.header, leaves)))


def test_a_forged_body_breaks_the_signature_of_what_follows(log: Log) -> None:
    said = log.private[1]
    leaves = tuple(one for one in said.leaves if one.name != "f.place")
    log.swap(said, Entry(replace(said.header, body=body_digest(leaves)), leaves))
    assert {"verify.chain", "verify.head"} <= rules(log.verify())


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_removed_entry_is_noticed_wherever_it_stood(log: Log, number: int) -> None:
    log.private = [entry for entry in log.private if entry.seq != number]
    report = log.verify()
    assert not report.ok
    assert rules(report) & {"verify.chain", "verify.missing"}


def test_a_chain_that_is_gone_leaves_its_signatures(log: Log) -> None:
    log.public = []
    assert rules(log.verify()) == {"verify.missing"}


def test_two_entries_with_one_number_are_a_fork_and_both_are_kept(log: Log) -> None:
    back = Position(log.at[Scope.PRIVATE].log, log.at[Scope.PRIVATE].lane, 2, log.private[1].id)
    (other,), _ = extend(back, [claim(date="2026-03-30")], scope=Scope.PRIVATE, ts=NOON, salt=counted("fork"))
    log.private.append(other)
    assert "verify.fork" in rules(log.verify())


def test_a_tail_that_nobody_signed_is_refused_in_the_whole_and_waits_in_a_part(log: Log) -> None:
    log.write(claim("release"), sign=False)
    assert rules(log.verify()) == {"verify.unsigned"}
    part = log.verify(whole=False)
    assert not part.ok and rules(part, Weight.WAITING) == {"verify.unsigned"}


def test_a_head_must_be_signed_by_the_writer_whom_the_root_certified(log: Log) -> None:
    stranger = b"X" * 32
    log.heads.append(sign_head(log.at[Scope.PRIVATE], stranger))
    assert "the root of this log does not answer" in str(log.verify().of(Weight.REFUSED)[0])
    log.heads[-1] = replace(sign_head(log.at[Scope.PRIVATE], SEEDS.signing), signature=bytes(64))
    assert "is not one of key" in str(log.verify().of(Weight.REFUSED)[0])
    log.heads[-1] = sign_head(log.at[Scope.PRIVATE], SEEDS.root)
    assert not log.verify().ok  # the root signs key events only


def with_keys(log: Log, *drafts: Draft) -> list[Entry]:
    """The log's keys chain with more entries, signed by the root."""
    keys = log.started.keys
    more, position = extend(keys.position, drafts, scope=Scope.KEYS, ts=NOON, salt=counted("keys"))
    log.heads.append(sign_head(position, SEEDS.root))
    return [*keys.entries, *more, *log.private, *log.public]


def test_a_revoked_key_signs_nothing_any_more(log: Log) -> None:
    key = public_key(SEEDS.signing)
    held = with_keys(log, Draft("key", {"use": "revoke", "key": key, "from": NOON}))
    assert "which has been revoked" in str(verify(held, log.heads).of(Weight.REFUSED)[0])


def test_a_key_may_follow_on_the_writers_key_if_the_root_says_so(log: Log) -> None:
    new = b"N" * 32
    log.heads.append(sign_head(log.at[Scope.PRIVATE], new))
    certified = {"use": "signing", "key": public_key(new), "from": NOON}
    held = with_keys(log, Draft("key", certified))
    assert "not the key of this chain's writer" in str(verify(held, log.heads).of(Weight.REFUSED)[0])
    log.heads.pop()
    held = with_keys(log, Draft("key", {**certified, "replaces": public_key(SEEDS.signing)}))
    assert verify(held, log.heads).ok


def test_what_the_root_did_not_sign_certifies_nothing(log: Log) -> None:
    new = b"N" * 32
    held = with_keys(log, Draft("key", {"use": "signing", "key": public_key(new), "from": NOON}))
    log.heads.pop()  # the root's signature over the new key
    log.heads.append(sign_head(log.at[Scope.PRIVATE], new))
    log.heads.append(sign_head(log.at[Scope.PUBLIC], new))
    report = verify(held, log.heads)
    assert {"verify.unsigned", "verify.signature"} <= rules(report)
    assert "the root of this log does not answer" in " ".join(report.sentences)


def test_another_root_cannot_certify_keys_for_this_log(log: Log) -> None:
    other = start_log(
        Seeds(b"O" * 32, SEEDS.signing, b"E" * 32), mode="trial", ts=NOON, salt=counted("other")
    )
    moved = [Entry(replace(entry.header, log=log.started.log), entry.leaves) for entry in other.keys.entries]
    report = verify([*moved, *log.private, *log.public], log.heads[1:])
    assert "verify.root" in rules(report)
    report = verify([*log.private, *log.public], log.heads[1:])
    assert "needs exactly one" in str(report.of(Weight.REFUSED)[0])


def test_a_key_past_its_time_is_noted_and_not_refused(log: Log) -> None:
    (late,), position = extend(
        log.at[Scope.PRIVATE], [claim()], scope=Scope.PRIVATE, ts=NOON + 400 * DAY, salt=log.salt
    )
    report = verify([*log.entries, late], [*log.heads, sign_head(position, SEEDS.signing)], now=NOON)
    assert report.ok
    assert rules(report, Weight.NOTE) == {"verify.expired", "verify.clock"}


def test_a_hole_needs_its_erase_entry(log: Log) -> None:
    denied = log.private[2]
    hidden = Entry(
        denied.header, tuple(one.erase() if one.name == "modality" else one for one in denied.leaves)
    )
    log.swap(denied, hidden)
    report = log.verify()
    assert "somebody on the way took it out" in str(report.of(Weight.REFUSED)[0])
    assert rules(log.verify(whole=False), Weight.WAITING) == {"verify.hole"}


def test_an_erasure_with_its_entry_verifies_and_is_counted(log: Log) -> None:
    said = log.private[1]
    log.write(erase_draft([(said, ["f.place", "f.date"])]))
    assert rules(log.verify(), Weight.NOTE) == {"verify.still-held"}
    log.swap(said, erase(said, ["f.place", "f.date"]))
    report = log.verify()
    assert report.ok and report.erased == 2 and not report.findings


def test_an_erase_entry_of_another_lane_or_with_another_digest_explains_nothing(log: Log) -> None:
    said = log.private[1]
    named = [said.id, "f.place", (said.leaf("f.place") or said.leaves[0]).digest]
    log.write(Draft("erase", {"of": [named]}), Scope.PUBLIC)
    log.write(Draft("erase", {"of": [[said.id, "f.place", hash_of("another")]]}))
    log.swap(said, erase(said, ["f.place"]))
    report = log.verify()
    assert rules(report) == {"verify.hole"}
    assert rules(report, Weight.NOTE) == {"verify.erases-nothing"}


def test_only_the_log_itself_may_erase(log: Log) -> None:
    stranger = start_log(Seeds(b"O" * 32, b"P" * 32, b"Q" * 32), mode="trial", ts=NOON, salt=counted("other"))
    said = log.private[1]
    (foreign,), end = extend(
        stranger.private.position,
        [erase_draft([(said, ["f.place"])])],
        scope=Scope.PRIVATE,
        ts=NOON,
        salt=counted("foreign"),
    )
    log.swap(said, erase(said, ["f.place"]))
    held = [*log.entries, *stranger.keys.entries, *stranger.private.entries, foreign]
    report = verify(held, [*log.heads, stranger.keys.head, sign_head(end, b"P" * 32)])
    assert rules(report) == {"verify.hole"}


def test_who_says_it_and_how_surely_go_only_with_the_whole_claim(log: Log) -> None:
    denied = log.private[2]
    with pytest.raises(RecordError, match="would then say something else"):
        erase(denied, ["modality"])
    assert erase(denied, [leaf.name for leaf in denied.leaves]).fields == {}
    with pytest.raises(RecordError, match="has no field"):
        erase(denied, ["f.nothing"])
    with pytest.raises(RecordError, match="the chain needs it whole"):
        erase(log.private[0], ["mode"])


def test_a_private_field_in_a_wider_lane_is_refused(log: Log) -> None:
    private = claim()
    with pytest.raises(RecordError, match="stays in the private lane"):
        log.write(private, Scope.PUBLIC)
    card = {"source": id_of("card"), "stretches": [], "lang": "en"}
    wider = {"type": "detention", "subjects": [id_of("x")], "evidence": [card]}
    for name, value in {
        "from": hash_of("p"),
        "method": "phrases/1",
        "by": "editor",
        "f.date": [{"value": "2026", "at": [0, 4, "2026"]}],
    }.items():
        with pytest.raises(RecordError, match="stays in the private lane"):
            log.write(Draft("claim", {**wider, name: value}), Scope.PUBLIC)
    assert log.write(Draft("claim", wider), Scope.PUBLIC).ts % DAY == 0


def test_an_hour_in_a_wider_lane_is_refused(log: Log) -> None:
    at = log.at[Scope.PUBLIC]
    draft = Draft("capture", {"id": id_of("card 2")})
    # written as if it were for the private lane, where the hour stays
    leaf = Leaf.of("id", bytes(16), id_of("card 2"))
    (good,), _ = extend(at, [draft], scope=Scope.PUBLIC, ts=NOON, salt=lambda: bytes(16))
    told = Entry(replace(good.header, ts=NOON), (leaf,))
    log.public.append(told)
    log.heads.append(sign_head(Position(at.log, at.lane, told.seq, told.id), SEEDS.signing))
    assert rules(log.verify()) == {"verify.hour"}


def test_a_broken_row_is_a_finding_and_the_rest_is_still_read(log: Log) -> None:
    rows = [encode_entry(entry) for entry in log.entries]
    rows[5] = rows[5][:-3]
    entries, found = read_entries(rows)
    assert len(entries) == len(rows) - 1
    assert "Stored row 6 cannot be read" in found[0].words
    assert not verify(entries, log.heads).ok


def test_an_empty_log_is_not_called_in_order() -> None:
    assert not verify([], []).ok


def test_a_proof_stands_by_itself_and_carries_no_neighbour_where_the_head_is_the_entrys_own(log: Log) -> None:
    card, keys = log.public[1], log.started.keys
    proof = make_proof(card, log.public, log.heads, keys.entries, keys.head)
    assert proof.headers == ()
    assert decode_proof(encode_proof(proof)) == proof
    verify_proof(proof)
    first = log.private[1]
    only_last = [log.heads[-2]]
    longer = make_proof(first, log.private, only_last, keys.entries, keys.head)
    assert len(longer.headers) == 1
    verify_proof(longer)


def test_a_proof_of_something_else_is_refused(log: Log) -> None:
    keys = log.started.keys
    card = log.public[1]
    good = make_proof(card, log.public, log.heads, keys.entries, keys.head)
    other = Entry(replace(card.header, ts=card.ts + DAY), card.leaves)
    for bad in (
        replace(good, entry=other),
        replace(good, head=sign_head(good.head.position, b"X" * 32)),
        replace(good, head=replace(good.head, signature=bytes(64))),
        replace(good, keys=good.keys[:-2]),
        replace(good, headers=(card.header.encode(),)),
        replace(good, head=log.heads[-2]),
    ):
        with pytest.raises(RecordError):
            verify_proof(bad)
    log.write(claim(), sign=False)
    with pytest.raises(RecordError, match="not under a signed head yet"):
        make_proof(log.private[-1], log.private, log.heads, keys.entries, keys.head)


def test_two_modes_in_one_log_are_refused(log: Log) -> None:
    desk = Desk("second")
    assert desk.log.log == log.started.log
    fields = {**desk.entries[0].fields, "mode": "demo"}
    start = Position(desk.log.log, id_of("demo chain"))
    entries, end = extend(start, [Draft("open", fields)], scope=Scope.PRIVATE, ts=NOON, salt=log.salt)
    report = verify([*log.entries, *entries], [*log.heads, sign_head(end, SEEDS.signing)])
    assert rules(report) == {"verify.mode"}


def test_a_log_is_a_trial_a_demonstration_or_real() -> None:
    with pytest.raises(RecordError, match="and not “practice”"):
        start_log(SEEDS, mode="practice", ts=NOON, salt=counted("x"))  # type: ignore[arg-type]


def test_a_retraction_is_a_decision_like_any_other(log: Log) -> None:
    log.write(decision("retract", claims=[log.private[1].id]))
    log.write(claim(restates=log.private[1].id, evidence=[evidence("in Mozyr")]))
    assert log.verify().ok
