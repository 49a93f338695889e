"""Showing to a wider audience, and taking it back: what is seen, what is cut, what is refused."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from register_story import TODAY, Lane, Report, counted

from habeas.model.claim import Modality, Value
from habeas.record.lanes import Scope
from habeas.register.derive import derive
from habeas.register.statements import of_lane
from habeas.review.answers import Change, Desk, accept, correct, enter
from habeas.review.judging import allow, choose, consent, copies, retract, same
from habeas.review.narrow import narrow_claims, narrow_subject
from habeas.review.notes import Note, enter_fact, from_note, note_draft
from habeas.review.outdated import outdated, retract_there
from habeas.review.spotting import Spotter, cut, phones
from habeas.review.widen import plan
from habeas.review.widen_drafts import companions, prepare, remember
from habeas.review.widening import Audience, Edit, WidenError, Widening

RAID = Report(
    "Police detained Hanna Zymnik and Vasil Paplavok in Mozyr on 22 March. "
    "Zymnik was beaten, says her sister Marta Zymnik. She is in SIZO No. 9."
)
RETOLD = Report(
    "Hanna Zymnik, born on 3 May 1991, was detained on 23 March, the centre Apora reports.",
    publisher="Kurier",
    published="2026-04-02",
)
BOTH = "Police detained Hanna Zymnik and Vasil Paplavok in Mozyr on 22 March"
DETAINED = RAID.propose("detention", ["Hanna Zymnik"], BOTH, date="XXXX-03-22", place="Mozyr")
VASIL = RAID.propose("detention", ["Vasil Paplavok"], BOTH, date="XXXX-03-22")
BEATEN = RAID.propose(
    "ill_treatment",
    ["Hanna Zymnik"],
    "Zymnik was beaten, says her sister Marta Zymnik",
    said_by="her sister Marta Zymnik",
    modality=Modality.ALLEGED,
    place="Mozyr",
)
HELD = RAID.propose("custody", ["Hanna Zymnik"], "She is in SIZO No. 9", facility="SIZO No. 9")
LATER = RETOLD.propose(
    "detention",
    ["Hanna Zymnik"],
    "Hanna Zymnik, born on 3 May 1991, was detained on 23 March",
    date="XXXX-03-23",
)
WHO = RETOLD.propose(
    "identity", ["Hanna Zymnik"], "Hanna Zymnik, born on 3 May 1991", name="Hanna Zymnik", born="1991-05-03"
)
PROPOSED = [DETAINED, VASIL, BEATEN, HELD, LATER, WHO]
NAMES = [RAID.identity("Hanna Zymnik"), RAID.identity("Vasil Paplavok")]


class Rooms:
    """A private lane in which everything is accepted, and a public one."""

    def __init__(self):
        self.private = Lane("private")
        self.public = Lane("public", Scope.PUBLIC)
        self.ids = {}
        self.private.write(RAID.draft(), RETOLD.draft())
        for one in PROPOSED:
            self.accept(one)
        self.new_id = counted("public ids")

    def desk(self, proposals=()):
        derived = self.private.derive(list(proposals))
        return Desk(self.private.held.links, derived.subjects, self.private.new_id, "R-01", None, NAMES)

    def accept(self, one):
        entries = self.private.write(*accept(one, self.desk([*PROPOSED, *NAMES])))
        self.ids[one.id] = entries[-1].id.hex()
        for entry in entries:
            if entry.text("type") == "identity" and one is not WHO:
                self.ids.setdefault(f"name {entry.maps('f.name')[0]['value']}", entry.id.hex())

    def widening(self, **more):
        derived = self.private.derive()
        audience = Audience(self.public.audience.hex(), "everyone", self.public.held)
        return Widening(self.private.held, derived.subjects, audience, TODAY, ("Marta Zymnik",), **more)

    def plan(self, *statements, **more):
        return plan([self.ids.get(getattr(s, "id", s), s) for s in statements], self.widening(**more))

    def widen(self, *statements, basis="already published by the person's own side", **more):
        prepared = prepare(self.plan(*statements, **more), basis=basis, words="asked", new_id=self.new_id)
        entries = self.public.write(*prepared.drafts)
        self.public.write(*companions(prepared, entries))
        self.private.write(*remember(prepared, entries, by="R-01"))
        return entries

    def site(self):
        held = of_lane(self.public.public)
        return derive(held.statements, held.links, today=TODAY)


@pytest.fixture
def rooms():
    return Rooms()


def shown(made, statement, rooms):
    return next(one for one in made.shown if one.of == rooms.ids[statement.id])


def test_what_is_seen_is_said_word_for_word(rooms):
    made = rooms.plan(DETAINED, WHO)
    one = shown(made, DETAINED, rooms)
    assert one.sentence == "Hanna Zymnik: detention – date: 2026-03-22; place: Mozyr."
    assert [card.publisher for card in made.cards] == ["Viestačka", "Kurier"]
    assert not made.blocked


def test_a_person_who_is_not_in_that_lane_is_cut_out_of_the_quote(rooms):
    one = shown(rooms.plan(DETAINED, WHO), DETAINED, rooms)
    assert one.stretches == (("Police detained Hanna Zymnik and", "in Mozyr on 22 March"),)
    assert [reason.rule for reason in one.changes] == ["widen.cut"]


def test_without_her_name_shown_she_is_cut_out_of_her_own_quote(rooms):
    one = shown(rooms.plan(DETAINED), DETAINED, rooms)
    assert "Zymnik" not in " ".join(one.stretches[0])
    assert one.sentence.startswith("a person without a name here: detention")


def test_ill_treatment_is_shown_without_detail_and_only_with_her_own_consent(rooms):
    made = rooms.plan(BEATEN, WHO, edits={rooms.ids[BEATEN.id]: Edit(said_by="relatives")})
    one = shown(made, BEATEN, rooms)
    assert one.statement.fields == {} and one.stretches == ((),)
    assert [reason.rule for reason in made.consent] == ["widen.consent"]
    with pytest.raises(WidenError, match="consent"):
        prepare(made, basis="consent of the family", words="her mother", new_id=rooms.new_id)
    assert prepare(made, basis="consent of the person", words="a letter", new_id=rooms.new_id).drafts


def test_recorded_consent_is_found(rooms):
    hanna = rooms.private.derive().register.people[0].id
    rooms.private.write(
        *consent(
            hanna,
            rooms.desk(),
            purpose="her case",
            audience="everyone",
            giver="the person",
            until="2027-01-01",
        )
    )
    assert rooms.plan(BEATEN, WHO, edits={rooms.ids[BEATEN.id]: Edit(said_by="relatives")}).consent == ()


def test_a_voice_that_names_somebody_else_blocks(rooms):
    made = rooms.plan(BEATEN, WHO)
    assert [reason.rule for reason in made.blocked] == ["widen.name"]
    with pytest.raises(WidenError, match="in the way"):
        prepare(made, basis="consent of the person", words="", new_id=rooms.new_id)


def test_the_birth_date_becomes_the_year(rooms):
    one = shown(rooms.plan(WHO), WHO, rooms)
    assert one.statement.fields["born"] == (Value("1991", None, "en"),)


def test_no_basis_is_preset_and_overriding_needs_words(rooms):
    made = rooms.plan(DETAINED, WHO)
    with pytest.raises(WidenError, match="basis"):
        prepare(made, basis="", words="", new_id=rooms.new_id)
    with pytest.raises(WidenError, match="words"):
        prepare(made, basis="overriding", words=" ", new_id=rooms.new_id)


def test_nothing_widens_everything(rooms):
    with pytest.raises(WidenError, match="one by one"):
        plan([], rooms.widening())


def test_the_public_register_stands_by_itself(rooms):
    rooms.widen(DETAINED, WHO)
    rooms.widen(HELD)
    (record,) = rooms.site().people
    assert record.name == "Hanna Zymnik" and record.held is True
    assert record.id not in {one for s in rooms.private.held.statements for one in s.subjects}
    beliefs = {b.property: b for b in record.beliefs}
    assert beliefs["date"].value == "2026-03-22", "resolved anew, from the source card’s date"
    assert beliefs["facility"].evidence[0].start is None


def test_nothing_private_reaches_the_public_lane(rooms):
    rooms.widen(DETAINED, WHO, HELD)
    written = repr([entry.fields for entry in rooms.public.entries])
    for secret in ("Paplavok", "Marta", "R-01", "phrases/1", RAID.capture, RAID.text_sha256, DETAINED.id):
        assert secret not in written
        assert bytes.fromhex(secret).hex() not in written if len(secret) == 64 else True
    assert all("by" not in e.fields and "from" not in e.fields for e in rooms.public.entries)


def test_what_is_there_already_is_not_shown_twice(rooms):
    rooms.widen(DETAINED, WHO)
    ((one, reason),) = rooms.plan(DETAINED, HELD).refused
    assert one == rooms.ids[DETAINED.id] and reason.rule == "widen.there"


def test_a_choice_and_copies_go_along(rooms):
    rooms.private.write(*copies([RAID.capture, RETOLD.capture], rooms.desk()))
    rooms.private.write(*choose([rooms.ids[LATER.id]], [rooms.ids[DETAINED.id]], "date", rooms.desk()))
    rooms.widen(DETAINED, WHO)
    made = rooms.plan(LATER)
    assert [one.act for one in made.companions] == ["choose"]
    rooms.widen(LATER)
    (record,) = rooms.site().people
    (date,) = [b for b in record.beliefs if b.property == "date"]
    assert (date.value, date.reason.rule) == ("2026-03-23", "belief.decided")
    assert date.rivals[0].value == "2026-03-22"
    happened = next(b for b in record.beliefs if b.property == "detention")
    assert (happened.reports, happened.origins) == (2, 1), "copies count once there too"


def test_a_note_is_never_shown_only_the_fact_in_a_coarse_voice(rooms):
    note = Note(
        "Her mother says that Hanna is ill and wants letters.", "mother", "only us", "2026-05-01", "en"
    )
    rooms.private.write(note_draft(note, 1_777_777_777))
    hanna = rooms.private.derive().register.people[0].id
    fact = from_note(note, "release", [hanna], "Hanna is ill", {})
    entries = rooms.private.write(*enter_fact(fact, rooms.desk()))
    one = rooms.plan(entries[-1].id.hex(), WHO).shown[0]
    assert one.stretches == ((),) and [v.value for v in one.said_by] == ["relatives"]
    assert "note" in one.changes[0].words


def test_a_statement_of_a_kind_that_stays_with_us_is_refused(rooms):
    letter = RAID.propose("letter", ["Hanna Zymnik"], "She is in SIZO No. 9")
    entries = rooms.private.write(*enter(letter, rooms.desk([letter])))
    ((_, reason),) = rooms.plan(entries[-1].id.hex(), HELD).refused
    assert reason.rule == "widen.never"


def test_narrowing_a_claim_leaves_neither_value_nor_card(rooms):
    entries = rooms.widen(DETAINED, WHO, HELD)
    claim = next(e for e in entries if e.text("type") == "detention")
    made = narrow_claims([claim.id.hex()], rooms.public.entries)
    assert [e.kind for e in made.erase] == ["claim"], "the other claim still rests on the same card"
    rooms.public.write(*made.drafts)
    (record,) = rooms.site().people
    assert "detention" not in {e.type for e in record.episodes}
    assert rooms.private.derive().register.people[0].episodes, "we keep it"


def test_narrowing_a_person_takes_her_out_of_every_entry(rooms):
    rooms.widen(DETAINED, VASIL, "name Vasil Paplavok", WHO, HELD)
    vasil = next(r for r in rooms.site().people if r.name == "Vasil Paplavok")
    made = narrow_subject(vasil.id, rooms.public.entries, ["Vasil Paplavok"], ["Hanna Zymnik"])
    rooms.public.write(*made.drafts)
    from habeas.record.erasure import apply

    after = apply(rooms.public.entries)
    assert "Paplavok" not in repr([entry.fields for entry in after])
    (record,) = rooms.site().people
    detention = next(e for e in record.episodes if e.type == "detention")
    assert detention.beliefs[0].evidence[0].stretches == (
        "Police detained Hanna Zymnik and",
        "in Mozyr on 22 March",
    )


def test_who_was_narrowed_away_gets_a_new_id(rooms):
    rooms.widen(DETAINED, WHO)
    (before,) = rooms.site().people
    made = narrow_subject(before.id, rooms.public.entries, ["Hanna Zymnik"], [])
    rooms.public.write(*made.drafts)
    assert rooms.site().people == ()
    rooms.widen(DETAINED, WHO)
    (after,) = rooms.site().people
    assert after.id != before.id


def test_a_correction_takes_the_place_of_what_was_shown(rooms):
    rooms.widen(DETAINED, WHO)
    stands = next(s for s in rooms.private.held.statements if s.id == rooms.ids[DETAINED.id])
    entries = rooms.private.write(*correct(stands, Change(fields={"place": (Value("Homel"),)}), rooms.desk()))
    (row,) = outdated(rooms.public.audience.hex(), rooms.private.held, rooms.public.held)
    assert row.reason.rule == "outdated.corrected" and row.now == entries[-1].id.hex()
    rooms.widen(row.now)
    (record,) = rooms.site().people
    assert [b.value for b in record.beliefs if b.property == "place"] == ["Homel"]
    assert outdated(rooms.public.audience.hex(), rooms.private.held, rooms.public.held) == ()


def test_what_we_take_back_is_taken_back_there_too(rooms):
    rooms.widen(DETAINED, WHO)
    rooms.private.write(*retract([rooms.ids[DETAINED.id]], rooms.desk(), reason="another Hanna"))
    rows = outdated(rooms.public.audience.hex(), rooms.private.held, rooms.public.held)
    assert [row.reason.rule for row in rows] == ["outdated.gone"]
    rooms.public.write(*retract_there(rows, reason="The source wrote about another person."))
    assert not [e for r in rooms.site().people for e in r.episodes]
    assert outdated(rooms.public.audience.hex(), rooms.private.held, rooms.public.held) == ()


def test_what_is_allowed_for_her_goes_along(rooms):
    hanna = next(r.id for r in rooms.private.derive().register.people if r.name == "Hanna Zymnik")
    rooms.private.write(*allow(hanna, "derived dates", rooms.desk()))
    assert "allow" in [one.act for one in rooms.plan(DETAINED, WHO).companions]
    rooms.widen(DETAINED, WHO)
    (record,) = rooms.site().people
    assert rooms.public.held.links.allowed == {(record.id, "derived dates")}


def test_a_date_whose_words_stay_behind_is_shown_as_we_resolved_it(rooms):
    report = Report("Yesterday a court sentenced Hanna Zymnik to three years.", published="2026-05-15")
    day = Value("2026-05-14", report.span("Yesterday"), "en", "XXXX-XX-XX")
    claim = replace(
        report.propose("sentence", ["Hanna Zymnik"], report.text, term="P3Y"), fields={"date": (day,)}
    )
    rooms.private.write(report.draft())
    rooms.accept(claim)
    stored = rooms.private.entries[-1].maps("f.date")[0]["value"]
    assert stored == "XXXX-XX-XX", "ours is kept as it was read"
    rooms.widen(claim)
    (record,) = rooms.site().people
    assert [e.date for e in record.episodes] == ["2026-05-14"]


def test_somebody_whom_no_report_names_is_entered_by_hand(rooms):
    note = Note(
        "Her cellmate is called Volha and is held without charge.", "cellmate", "only us", "2026-05-01", "en"
    )
    rooms.private.write(note_draft(note, 1_777_777_777))
    named = from_note(note, "identity", ["new:volha"], "Volha", {"name": (Value("Volha"),)})
    entries = rooms.private.write(*enter_fact(named, rooms.desk()))
    volha = entries[-1].ids("subjects")[0].hex()
    rooms.private.write(*enter_fact(from_note(note, "custody", [volha], "is held", {}), rooms.desk()))
    record = next(r for r in rooms.private.derive().register.people if r.id == volha)
    assert (record.name, record.held) == ("Volha", True)


def test_a_group_is_shown_without_the_people_whom_the_audience_does_not_know(rooms):
    hanna, vasil = (
        next(r.id for r in rooms.private.derive().register.people if r.name == name)
        for name in ("Hanna Zymnik", "Vasil Paplavok")
    )
    row = RAID.propose("group", ["group of two"], BOTH, least="2", most="2")
    row = replace(row, fields={**row.fields, "includes": (Value(hanna), Value(vasil))})
    rooms.accept(row)
    made = rooms.plan(row, DETAINED, WHO)
    one = shown(made, row, rooms)
    assert one.sentence == "a group of people: group – least: 2; most: 2."
    assert [reason.rule for reason in one.changes] == ["widen.people-left-out", "widen.cut"]
    rooms.widen(row, DETAINED, WHO)
    site = rooms.site()
    (group,) = site.groups
    assert (group.least, group.most, group.members) == (2, 2, (site.people[0].id,))


def test_two_addresses_there_that_are_one_person_here_are_joined_there(rooms):
    other = Report("Hanna Dubovik is in SIZO No. 9.", publisher="Apora", published="2026-05-01")
    rooms.private.write(other.draft())
    married = other.propose(
        "custody", ["Hanna Dubovik"], "Hanna Dubovik is in SIZO No. 9", facility="SIZO No. 9"
    )
    name = other.identity("Hanna Dubovik")
    for one in (married, name):
        rooms.accept(one)
    rooms.widen(DETAINED, WHO)
    rooms.widen(married, name)
    assert len(rooms.site().people) == 2
    ids = [r.id for r in rooms.private.derive().register.people if r.name.startswith("Hanna")]
    rooms.private.write(*same(*ids, rooms.desk()))
    assert "same" in [one.act for one in rooms.plan(HELD).companions]
    rooms.widen(HELD)
    (record,) = rooms.site().people
    assert len(record.redirects) == 1 and {"Hanna Zymnik", "Hanna Dubovik"} <= set(record.names)


texts = st.text(alphabet="Hana Zymnik Vśжлі,.-’\n ", max_size=60)


@settings(max_examples=200, deadline=None)
@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=5))
def test_a_cut_leaves_exact_stretches_and_nothing_of_what_was_cut(text, holes):
    spans = [(min(a, len(text)), min(a + length, len(text))) for a, length in holes]
    here = 0
    for piece in cut(text, spans):
        found = text.find(piece, here)
        assert found >= here, "each stretch stands in the text, in order"
        here = found + len(piece)
    gone = {i for a, b in spans for i in range(a, b)}
    kept = sum(len(piece) for piece in cut(text, spans))
    assert kept <= len(text) - len(gone)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_no_text_trips_the_spotter(text):
    spotter = Spotter(["Hanna Zymnik", "Марта Падліпская"], ["Vasil Paplavok"])
    for one in spotter.find(text):
        assert text[one.start : one.end] == one.word
    phones(text)
