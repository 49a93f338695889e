"""Making only what changed gives the very bytes of making everything, whatever happens in between."""

import json
import os
import random
import shutil
from datetime import date, timedelta
from multiprocessing import get_context

import pytest
from publish_lane import TODAY, Writer, a_person, published

from habeas.publish.build import edition_of, pieces_of
from habeas.publish.checksums import SUMS
from habeas.publish.pieces import digest
from habeas.publish.settings import SiteSettings
from habeas.workflows import people_shares
from habeas.workflows.edition_files import changed, read_notes, told_notes, write

DECK = ("person", "fact", "fact", "fact", "error", "withheld", "erase", "same", "group", "day", "settings")
CHANGES = 200 if os.environ.get("HABEAS_HARDEN") else 10
WORDS = ["detention", "custody", "hearing", "sentence", "release", "transfer", "charge"]


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def pieces(writer, today=TODAY, settings=None, languages=("en", "be")):
    told = settings or SiteSettings()
    return pieces_of(edition_of(writer.lane, told, today=today, version="0.1.0", languages=languages))


class Site:
    """A folder that is renewed again and again, each edition beside the one before."""

    def __init__(self, root):
        self.root, self.number, self.notes = root, 0, {}
        self.place = root / "0"

    def renew(self, made):
        before, self.number = self.place, self.number + 1
        self.place = self.root / str(self.number)
        written = write(made, self.place, before, self.notes)
        self.notes = written.notes
        shutil.rmtree(before, ignore_errors=True)
        return written


class Story:
    """Random things that happen to a public lane: people and facts come, are corrected, withdrawn, erased, joined."""

    def __init__(self, seed):
        self.dice, self.writer, self.people, self.claims = random.Random(seed), Writer(), [], []
        self.today, self.site, self.number = TODAY, SiteSettings(publisher="Kropka"), 0
        self.deck = []  # what is still to happen before everything has happened once more

    def happen(self):
        if not self.deck:
            self.deck = self.dice.sample(DECK, len(DECK))
        what = self.deck.pop()
        getattr(self, what)()
        return what

    def person(self):
        self.number += 1
        self.people.append(a_person(self.writer, f"Zośka Padlipskaja {self.number}")[:2])

    def fact(self):
        if not self.people:
            return self.person()
        person, source = self.dice.choice(self.people)
        self.number += 1
        day = date(2026, 4, 1) + timedelta(days=self.dice.randrange(200))
        self.claims.append(
            self.writer.say(
                self.dice.choice(WORDS), person, source, f"words number {self.number}", date=day.isoformat(),
                place=self.dice.choice(["Uzhorsk", "Lasnicy"]), article=f"{self.dice.randrange(100, 104)} 1",
            )
        )  # fmt: skip

    def _retract(self, **fields):
        if self.claims:
            claim = self.claims.pop(self.dice.randrange(len(self.claims)))
            self.writer.write("decision", act="retract", claims=(claim.id,), **fields)

    def error(self):
        self._retract(reason="error: The source wrote about another person.")

    def withheld(self):
        self._retract(reason="withheld")

    def erase(self):
        if self.claims:
            self.writer.erase(self.claims.pop(self.dice.randrange(len(self.claims))))

    def same(self):
        if len(self.people) > 3:
            (keep, _), (other, _) = self.people[0], self.people.pop()
            self.writer.write("decision", act="same", sort="person", a=keep, b=other, keep=keep)

    def group(self):
        if self.people:
            person, source = self.dice.choice(self.people)
            self.number += 1
            group = self.writer.group(f"raid {self.number}")
            self.writer.write(
                "claim", type="group", subjects=(group,), certainty="plain",
                evidence=({"source": source, "stretches": (f"{self.number} people",), "lang": "en"},),
                **{"f.least": ({"value": "7"},), "f.most": ({"value": "9"},), "f.includes": ({"value": person.hex()},)},
            )  # fmt: skip

    def day(self):
        self.today += timedelta(days=1)

    def settings(self):
        self.site = SiteSettings(publisher=f"Kropka {self.number}")


def told(story):
    return pieces(story.writer, story.today, story.site)


def sums_of(made):
    return {path: digest(data) for path, data in made.items() if path != SUMS}


@pytest.mark.long
def test_an_incremental_edition_is_the_full_one_byte_for_byte(tmp_path):
    story, site = Story(7), Site(tmp_path / "site")
    seen, spared = set(), 0
    for number in range(CHANGES):
        seen.add(story.happen()) if number % 10 else story.person()
        made = told(story)
        before = files(site.place) if site.place.exists() else {}
        written = site.renew(made)
        full = tmp_path / "full"
        write(made, full, tmp_path / "nowhere", {})
        now = files(full)
        assert files(site.place) == now, f"after change {number}"
        purge = changed(sums_of(before), sums_of(now))
        assert set(purge) == {p for p in {*before, *now} - {SUMS} if before.get(p) != now.get(p)}
        spared += len(made) - len(written.made)
        shutil.rmtree(full)
    assert spared, "something was taken over"
    assert len(seen) > 5


def test_one_changed_person_makes_her_pages_and_the_lists_again_and_nobody_elses(tmp_path):
    writer, site = Writer(), Site(tmp_path / "site")
    people = [a_person(writer, f"Zośka Padlipskaja {number}") for number in range(5)]
    site.renew(pieces(writer))
    assert not site.renew(pieces(writer)).made, "nothing changed, nothing is made"
    person, source, _ = people[2]
    writer.say("hearing", person, source, "her trial began on 30 May", date="2026-05-30")
    made = site.renew(pieces(writer)).made
    pages = [path for path in made if "/people/" in path]
    assert pages and all(person.hex() in path for path in pages)
    assert "en/index.html" in made and "data/habeas.json" in made and "en/feeds/all.xml" in made


def test_a_new_day_alone_makes_no_page_of_a_person_again_until_a_date_turns_or_a_week(tmp_path):
    writer, site = Writer(), Site(tmp_path / "site")
    a_person(writer, "Held Still")
    freed, source, _ = a_person(writer, "Freed Already")
    writer.say("release", freed, source, "was released on 10 April", date="2026-04-10")
    waits, source, _ = a_person(writer, "Waits For")
    writer.say("hearing", waits, source, "trial on 4 June", date="2026-06-04", modality="expected")
    monday = date(2026, 6, 1)
    site.renew(pieces(writer, monday))
    pages = {
        day: [path for path in site.renew(pieces(writer, date(2026, 6, day))).made if "/people/" in path]
        for day in (2, 3, 4, 5, 8)
    }
    assert pages[2] == pages[3] == []
    assert all(waits.hex() in path for path in pages[4] + pages[5])
    assert pages[5], "her trial is past now"
    assert pages[8] and not any(freed.hex() in path for path in pages[8])


def test_the_day_of_the_edition_stands_on_pages_that_gather_everything_only(tmp_path):
    writer = Writer()
    person, _, _ = a_person(writer)
    made = published(writer, today=date(2026, 7, 31))
    assert "31" in made["en/index.html"].decode().split("</main>")[1]
    assert "31" not in made[f"en/people/{person.hex()}.html"].decode().split("</main>")[1]


def test_who_is_withdrawn_between_two_editions_is_in_no_file_and_her_files_are_gone(tmp_path):
    writer, site = Writer(), Site(tmp_path / "site")
    a_person(writer, "Mikita Viarbina")
    person, source, _ = a_person(writer, "Zośka Padlipskaja")
    writer.say(
        "hearing", person, source, "Padlipskaja goes to court on 30 June", date="2026-06-30", place="Tajnaje"
    )
    site.renew(pieces(writer))
    before = files(site.place)
    traces = [b"Padlipskaja", person.hex().encode(), b"Tajnaje", "Зоська".encode()]
    assert all(any(trace in data for data in before.values()) for trace in traces[:3])
    for entry in [e for e in writer.entries if e.kind == "claim" and person in e.ids("subjects")]:
        writer.erase(entry)
    written = site.renew(pieces(writer))
    after = files(site.place)
    for trace in traces:
        assert not [path for path, data in after.items() if trace in data or trace.decode() in path]
    gone = changed(sums_of(before), sums_of(after))
    assert f"en/people/{person.hex()}.html" in gone and f"data/people/{person.hex()}.json" in gone
    assert set(after) - {SUMS} == set(written.hashes)


def test_a_file_that_was_touched_is_made_again(tmp_path):
    writer, site = Writer(), Site(tmp_path / "site")
    a_person(writer)
    site.renew(pieces(writer))
    good = files(site.place)
    (site.place / "en" / "index.html").write_text("<p>somebody else was here</p>")
    (site.place / "en" / "about.html").unlink()
    written = site.renew(pieces(writer))
    assert files(site.place) == good
    assert set(written.made) == {"en/about.html", "en/index.html"}


def test_notes_that_cannot_be_read_cost_time_and_nothing_else(tmp_path):
    for broken in (None, "", [], {"a": 1}, {"a": ["x"]}, 7):
        assert read_notes(broken) == {}
    writer, site = Writer(), Site(tmp_path / "site")
    a_person(writer)
    written = site.renew(pieces(writer))
    assert read_notes(json.loads(json.dumps(told_notes(written.notes)))) == written.notes


def test_several_processes_write_the_same_edition(tmp_path, monkeypatch):
    monkeypatch.setattr("habeas.workflows.edition_files.AT_ONCE", 2)
    monkeypatch.setattr("habeas.workflows.edition_files.TOGETHER", 1)
    monkeypatch.setattr("habeas.workflows.all_cores.threading.active_count", lambda: 1)
    writer = Writer()
    a_person(writer)
    write(pieces(writer), tmp_path / "one", tmp_path / "none", {}, cores=1)
    write(pieces(writer), tmp_path / "three", tmp_path / "none", {}, cores=3)
    assert files(tmp_path / "one") == files(tmp_path / "three")


def test_people_are_derived_and_compared_on_several_cores_as_on_one(monkeypatch):
    monkeypatch.setattr(people_shares, "AT_ONCE", 2)
    monkeypatch.setattr("habeas.workflows.all_cores.threading.active_count", lambda: 1)
    writer = Writer()
    for number in range(5):
        a_person(writer, f"Zośka Padlipskaja {number}")
    told = {"today": TODAY, "version": "0.1.0", "languages": ("en",)}
    alone = edition_of(writer.lane, SiteSettings(), **told)
    asked = []

    def derive(abouts):
        asked.append(len(abouts))
        return people_shares.derive_shares(abouts, cores=3)

    several = edition_of(writer.lane, SiteSettings(), **told, rows=derive)
    assert asked == [5] and several.register == alone.register
    people_shares.compare_shares(several, cores=3)
    assert several.whole("all") == alone.whole("all")
    assert several.digests(several.register.people) == alone.digests(alone.register.people)


def test_a_disk_that_fails_in_a_second_process_is_told(tmp_path, monkeypatch):
    from habeas.workflows import edition_files

    monkeypatch.setattr(edition_files, "AT_ONCE", 2)
    monkeypatch.setattr(edition_files, "TOGETHER", 1)
    # what other tests left running beside us would make it work in one process
    monkeypatch.setattr("habeas.workflows.all_cores.threading.active_count", lambda: 1)
    ours, make, failed = os.getpid(), edition_files._make, get_context("fork").Event()

    def fails(piece, fresh):
        if os.getpid() != ours:
            failed.set()
            raise OSError(28, "No space left on device")
        assert failed.wait(60), "the second process takes its turn"
        return make(piece, fresh)

    monkeypatch.setattr(edition_files, "_make", fails)
    writer = Writer()
    for name in (
        "Mikita Viarbina",
        "Zośka Padlipskaja",
    ):  # each of the two processes has something to do at once
        a_person(writer, name)
    with pytest.raises(OSError, match="No space"):
        write(pieces(writer), tmp_path / "site", tmp_path / "none", {}, cores=2)


def test_a_digest_sees_every_value_and_no_accident():
    from dataclasses import replace

    from publish_story import story

    edition = story()
    person = edition.register.people[0]
    assert digest(person) == digest(story().register.people[0])
    episode = person.episodes[1]
    belief = episode.beliefs[-1]
    evidence = replace(belief.evidence[0], stretches=(belief.evidence[0].stretches[0] + ".",))
    deep = replace(belief, evidence=(evidence, *belief.evidence[1:]))
    other = replace(episode, beliefs=(*episode.beliefs[:-1], deep))
    assert digest(replace(person, episodes=(person.episodes[0], other, *person.episodes[2:]))) != digest(
        person
    )
    assert digest(("a", "b")) != digest(("ab",)) != digest("ab")
    with pytest.raises(TypeError):
        digest(object())
