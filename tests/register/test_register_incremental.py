"""A register kept up to date is the register rebuilt, whatever happened in whatever order."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register_story import KEY, TODAY, Lane, Report, sha

from habeas.model.record import Register
from habeas.record.draft import Draft
from habeas.record.entry import Entry
from habeas.record.erasure import erase
from habeas.record.errors import RecordError
from habeas.record.order import in_order
from habeas.register.derive import derive, derive_all
from habeas.register.incremental import Live
from habeas.register.statements import of_entries

REPORTS = [
    Report(
        f"Report {n}: somebody was detained in town {n}.",
        publisher=f"Outlet {n}",
        published=f"2026-0{n + 1}-10",
    )
    for n in range(4)
]
PEOPLE = [bytes.fromhex(sha(f"person {n}")[:32]) for n in range(5)]
GROUPS = [bytes.fromhex(sha(f"group {n}")[:32]) for n in range(2)]
TYPES = ["detention", "sentence", "release", "custody", "hearing"]
DATES = ["2026-03-22", "2026-03-23", "2026-05", "XXXX-03-22", "2024"]
TERMS = ["P3Y", "P5Y", "P10D administrative arrest"]

one_of = st.integers(min_value=0, max_value=10_000)
claims = st.tuples(st.just("claim"), one_of, one_of, one_of, one_of, one_of)
others = st.tuples(
    st.sampled_from(
        [
            "name",
            "group",
            "subject",
            "same",
            "different",
            "event",
            "choose",
            "dispute",
            "retract",
            "copies",
            "erase",
            "report",
            "reject",
        ]
    ),
    one_of,
    one_of,
    one_of,
    one_of,
    one_of,
)
sources = st.tuples(st.sampled_from(["report", "copies"]), one_of, one_of, one_of, one_of, one_of)
histories = st.lists(st.one_of(claims, claims, others, sources), min_size=1, max_size=25)


def pick(rows, number):
    return rows[number % len(rows)]


def evidence(number):
    report = pick(REPORTS, number)
    quote = "somebody was detained"
    return {
        "capture": bytes.fromhex(report.capture),
        "text": bytes.fromhex(report.text_sha256),
        "at": [10, 10 + len(quote)],
        "quote": quote,
        "lang": "en",
    }


def claim(a, b, c, d, e) -> Draft:
    fields = {
        "type": pick(TYPES, a),
        "subjects": [
            pick(PEOPLE, b),
            *([pick(PEOPLE, b + 1)] if c % 5 == 0 else []),
            *([GROUPS[0]] if c % 7 == 0 else []),
        ],
        "evidence": [evidence(d)],
        "certainty": "plain",
    }
    if e % 3:
        fields["f.date"] = [{"value": pick(DATES, e)}]
    if e % 4 == 0:
        fields["f.term"] = [{"value": pick(TERMS, e)}]
    if d % 6 == 0:
        fields["modality"] = pick(["denied", "alleged", "expected"], e)
    if d % 3 == 0:
        fields["from"] = bytes.fromhex(sha(f"proposal {e % 6}"))
    return Draft("claim", fields)


def group(a, b, c) -> Draft:
    fields = {
        "type": "group",
        "subjects": [pick(GROUPS, a)],
        "evidence": [evidence(b)],
        "f.least": [{"value": str(c % 9)}],
    }
    if c % 2:
        fields["f.includes"] = [{"value": pick(PEOPLE, b).hex()}]
    if c % 3 == 0:
        fields["f.of"] = [{"value": pick(GROUPS, a + 1).hex()}]
    return Draft("claim", fields)


def decided(kind, a, b, c, entries: list[Entry]) -> Draft | None:
    made = [e for e in entries if e.kind == "claim"]
    any_one = [e for e in entries if e.kind in ("claim", "decision")]
    match kind:
        case "name":
            fields = {
                "type": "identity",
                "subjects": [pick(PEOPLE, a)],
                "evidence": [evidence(b)],
                "f.name": [{"value": f"Name {c % 4}"}],
            }
            return Draft("claim", fields)
        case "subject":
            mention = bytes.fromhex(sha(f"mention {b % 4}"))
            return Draft(
                "decision", {"act": "subject", "id": pick(PEOPLE, a), "sort": "person", "mentions": [mention]}
            )
        case "same" | "different":
            one, other = pick(PEOPLE, a), pick(PEOPLE, b)
            return (
                None
                if one == other
                else Draft("decision", {"act": kind, "sort": "person", "a": one, "b": other})
            )
        case "event" if len(made) > 1:
            one, other = pick(made, a).id, pick(made, b).id
            act = pick(["same", "different", "split"], c)
            return (
                None
                if one == other
                else Draft("decision", {"act": act, "sort": "claim", "a": one, "b": other})
            )
        case "choose" if made:
            field = pick(["date", "term", "detention"], c)
            return Draft(
                "decision",
                {"act": "choose", "claims": [pick(made, a).id], "over": [pick(made, b).id], "field": field},
            )
        case "dispute" if made:
            return Draft("decision", {"act": "dispute", "claims": [pick(made, a).id]})
        case "retract" if any_one:
            return Draft("decision", {"act": "retract", "claims": [pick(any_one, a).id]})
        case "copies":
            one, other = pick(REPORTS, a).capture, pick(REPORTS, b).capture
            return (
                None
                if one == other
                else Draft(
                    "decision", {"act": "copies", "captures": [bytes.fromhex(one), bytes.fromhex(other)]}
                )
            )
        case "reject":
            return Draft(
                "decision", {"act": "reject", "fingerprint": bytes.fromhex(sha(f"proposal {a % 6}"))}
            )
    return None


def write(lane: Lane, step) -> None:
    kind, a, b, c, d, e = step
    if kind == "claim":
        lane.write(claim(a, b, c, d, e))
    elif kind == "group":
        lane.write(group(a, b, c))
    elif kind == "report":
        lane.write(pick(REPORTS, a).draft())
    elif kind == "erase":
        known = [x for x in lane.entries if x.kind in ("claim", "decision", "capture") and not x.erased]
        if known:
            entry = pick(known, a)
            names = [leaf.name for leaf in entry.leaves]
            chosen = names if b % 2 else [pick(names, c)]
            try:
                erase(entry, chosen)
            except RecordError:
                chosen = names
            lane.erase((entry, chosen))
    else:
        draft = decided(kind, a, b, c, lane.entries)
        if draft is not None:
            lane.write(draft)


def rebuilt(lane: Lane, today: date = TODAY) -> Register:
    held = of_entries(in_order(lane.entries, {}), {})
    return derive(held.statements, held.links, today=today)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories, st.integers(min_value=1, max_value=6))
def test_full_rebuild_equals_incremental(steps, batch):
    lane = Lane()
    live = Live(TODAY)
    live.append(lane.entries)
    for number, step in enumerate(steps):
        known = len(lane.entries)
        write(lane, step)
        if number % batch == 0 or step is steps[-1]:
            live.append(lane.entries[:known])
            live.append(lane.entries)
    live.append(lane.entries)
    whole = rebuilt(lane)
    kept = live.register()
    assert kept.people == whole.people
    assert kept.groups == whole.groups
    assert kept.support == whole.support
    assert kept.digest == whole.digest


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories, st.randoms(use_true_random=False))
def test_the_order_in_which_two_devices_arrive_does_not_matter(steps, shuffle):
    devices = [Lane("laptop"), Lane("tablet", start=TODAY.toordinal() * 0 + 1_774_190_000)]
    for number, step in enumerate(steps):
        write(devices[number % 2], step)
    every = [entry for lane in devices for entry in lane.entries]
    states = set()
    for _ in range(3):
        rows = list(every)
        shuffle.shuffle(rows)
        held = of_entries(in_order(rows, {}), {})
        states.add(derive(held.statements, held.links, today=TODAY).digest)
    assert len(states) == 1


def test_only_the_touched_people_are_derived_again():
    lane = Lane()
    lane.write(*(report.draft() for report in REPORTS))
    lane.write(claim(0, 0, 1, 1, 1), claim(0, 2, 1, 2, 1))
    live = Live(TODAY)
    assert len(live.append(lane.entries)) == 2
    lane.write(claim(2, 2, 1, 3, 2))
    assert live.append(lane.entries) == {PEOPLE[2].hex()}


def test_setting_a_part_of_a_log_aside_derives_everything_again():
    lane = Lane()
    lane.write(*(report.draft() for report in REPORTS))
    made = lane.write(claim(0, 0, 1, 1, 1), claim(0, 2, 1, 2, 1))
    live = Live(TODAY)
    live.append(lane.entries)
    aside = {
        "act": "quarantine",
        "log": made[1].log,
        "lane": made[1].lane,
        "first": made[1].seq,
        "last": made[1].seq,
    }
    (quarantine,) = lane.write(Draft("decision", aside))
    live.append(lane.entries)
    assert live.register() == rebuilt(lane)
    assert [r.id for r in live.register().people] == [PEOPLE[0].hex()]
    lane.write(Draft("decision", {"act": "retract", "claims": [quarantine.id]}))
    live.append(lane.entries)
    assert live.register() == rebuilt(lane)
    assert len(live.register().people) == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories, st.integers(min_value=1, max_value=6), st.booleans())
def test_deriving_on_top_of_an_earlier_derivation_is_deriving_anew(steps, batch, proposing):
    lane, before = Lane(), None
    proposed = [
        report.propose("detention", [f"Name {n}"], "somebody was detained", date=DATES[n])
        for n, report in enumerate(REPORTS)
    ] if proposing else []  # fmt: skip
    for number, step in enumerate(steps):
        write(lane, step)
        if number % batch == 0 or step is steps[-1]:
            held = lane.held
            statements, day = [*held.statements, *proposed], TODAY if number % 2 else date(2027, 1, 1)
            fresh = derive_all(statements, held.links, today=day, key=KEY)
            before = derive_all(statements, held.links, today=day, key=KEY, before=before)
            assert before == fresh


def test_what_did_not_change_is_not_made_again():
    lane = Lane()
    lane.write(*(report.draft() for report in REPORTS))
    made = lane.write(claim(0, 0, 1, 1, 1), claim(0, 2, 1, 2, 1))
    first = derive_all(lane.held.statements, lane.held.links, today=TODAY)
    same = Draft("decision", {"act": "different", "sort": "claim", "a": made[0].id, "b": made[1].id})
    lane.write(claim(2, 2, 1, 3, 2))
    second = derive_all(lane.held.statements, lane.held.links, today=TODAY, before=first)
    one, other = PEOPLE[0].hex(), PEOPLE[2].hex()
    assert second.made[one] is first.made[one]
    assert second.made[other] is not first.made[other]
    lane.write(Draft("decision", {"act": "dispute", "claims": [made[0].id]}), same)
    third = derive_all(lane.held.statements, lane.held.links, today=TODAY, before=second)
    assert third.made[one] is not second.made[one]
