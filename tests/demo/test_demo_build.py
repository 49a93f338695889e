"""The sample story, built by the verbs that users have, shows what the story says and nothing else."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from habeas.demo import story
from habeas.demo.build import build
from habeas.model.statement import State
from habeas.register.as_json import is_subject
from habeas.store.workspace import Workspace
from habeas.workflows.holding import hold, hold_as_of
from habeas.workflows.partner_wider import everyones
from habeas.workflows.send_proof import prove
from habeas.workflows.verify import verify

TODAY = date(2026, 11, 20)
VERIFIER = Path(__file__).parents[2] / "tools" / "verify.py"

pytestmark = pytest.mark.xdist_group("demo")  # built once, by one worker


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demonstration, built once, with what was said on the way."""
    folder = tmp_path_factory.mktemp("demo") / "habeas-demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        said = []
        built = build(folder, say=said.append)
        with Workspace.open(folder) as workspace:
            yield built, workspace, hold(workspace, today=TODAY), said


def spellings(key):
    return {name for names in story.people()[key]["names"].values() for name in names}


def the(holding, key):
    """The one accepted person; who is only proposed under such a name is asked about, never left unsaid."""
    named = [r for r in holding.register.people if spellings(key) & set(r.names)]
    found = [r for r in named if r.state is not State.PROPOSED]
    asked = {frozenset((q.a, q.b)) for q in holding.derived.subjects.questions}
    for other in named:
        assert other in found or frozenset((other.id, found[0].id)) in asked, other.names
    assert len(found) == 1, f"{key} is {len(found)} people: {[r.names for r in found]}"
    return found[0]


def test_every_report_is_read_and_none_refused(demo):
    _, _, holding, _ = demo
    assert len(holding.reports) == len(list(story.sources()))


def test_the_record_is_sound(demo):
    _, workspace, _, _ = demo
    assert verify(workspace, now=2_000_000_000).ok


@pytest.mark.parametrize("key", [k for k, p in story.people().items() if p.get("subject") and k != "ihnat"])
def test_each_subject_is_one_person_over_all_scripts(demo, key):
    _, _, holding, _ = demo
    assert the(holding, key).state is not State.PROPOSED


def test_judges_lawyers_and_relatives_are_no_prisoners(demo):
    _, _, holding, _ = demo
    never = {name for key, p in story.people().items() if not p.get("subject") for name in spellings(key)}
    accepted = {
        name
        for r in holding.register.people
        if is_subject(r) and r.state is not State.PROPOSED
        for name in r.names
    }
    assert not accepted & never


def test_the_released_are_not_held_and_the_sentenced_are(demo):
    _, _, holding, _ = demo
    assert the(holding, "zoska").held in (True, None)
    assert the(holding, "mikita").held is True
    assert the(holding, "stas").held is False
    assert the(holding, "kastus").held is False  # his cell was before he walked out of it


def test_what_she_says_was_done_to_her_is_an_allegation_with_its_denial_beside_it(demo):
    _, _, holding, _ = demo
    [told] = [e for e in the(holding, "zoska").episodes if e.type == "ill_treatment"]
    first = told.beliefs[0]
    assert (first.value, [rival.value for rival in first.rivals]) == ("alleged", ["denied"])


def test_up_to_five_years_is_exposure_and_no_sentence(demo):
    _, _, holding, _ = demo
    types = {e.type for e in the(holding, "zoska").episodes}
    assert "exposure" in types
    assert "sentence" not in types


def test_the_group_is_counted_once_and_holds_its_named_members(demo):
    _, _, holding, _ = demo
    whole = [g for g in holding.register.groups if g.of is None and g.members]
    assert whole
    largest = max(whole, key=lambda g: len(g.members))
    assert the(holding, "zoska").id in largest.members
    assert largest.least >= 10
    assert largest.most is None or largest.most <= 13


def test_as_of_a_day_in_april_june_is_not_known_yet(demo):
    _, workspace, _, _ = demo
    april = hold_as_of(workspace, date(2026, 4, 30))
    names = {name for r in april.register.people for name in r.names}
    assert names & spellings("zoska")
    assert not names & spellings("mikita")


def test_the_inbox_has_work(demo):
    _, _, holding, _ = demo
    waiting = {r.name for r in holding.reports.values() if r.open.statements}
    undecided = {s.name for s in story.sources() if s.decided is None}
    assert waiting & undecided


def site(built):
    return {p: p.read_text(encoding="utf-8", errors="replace") for p in built.site.rglob("*") if p.is_file()}


def test_the_public_site_shows_everyone_who_was_shown_and_nobody_else(demo):
    built, _, _, _ = demo
    pages = "".join(site(built).values())
    for key, person in story.people().items():
        if person.get("public"):
            assert any(name in pages for name in spellings(key)), key
    for key in ("liza", "hanna", "ihnat"):
        for name in spellings(key):
            assert name not in pages, f"{name} is on the public site"


def test_every_page_says_that_all_of_it_is_invented(demo):
    built, _, _, _ = demo
    for path, text in site(built).items():
        if path.suffix == ".html" and path.parent.name in ("en", "people") and "/en/" in str(path):
            assert "invented" in text, path


def test_the_dataset_holds_the_same_people(demo):
    built, _, _, _ = demo
    data = json.loads((built.site / "data" / "habeas.json").read_text(encoding="utf-8"))
    public = [k for k, p in story.people().items() if p.get("public")]
    assert len(data["people"]) == len(public)


def test_a_demonstration_that_is_there_stays_as_it_is(demo):
    built, _, _, _ = demo
    said = []
    again = build(built.folder, say=said.append)
    assert "stays as it is" in said[0]
    assert again.folder == built.folder


def test_nothing_of_the_building_stays_behind(demo):
    built, _, _, _ = demo
    assert {p.suffix for p in (built.folder / "tmp").iterdir()} <= {".lock"}
    assert isinstance(built.folder, Path)


def test_the_other_verifier_finds_what_the_sample_publishes_proven(demo, tmp_path):
    """Whoever reads the published sample can check any statement of it without Habeas: one file, one public key."""
    _, workspace, holding, _ = demo
    shown = everyones(workspace).map(holding).claims
    public = [one.id for one in holding.held.statements if one.id in shown]
    assert len(public) > 20
    for number, one in enumerate((public[0], public[-1])):
        file = tmp_path / f"{number}.proof"
        root = prove(workspace, one, (), file, today=TODAY).hex()
        said = subprocess.run([sys.executable, VERIFIER, file, root], capture_output=True, text=True)
        assert (said.returncode, said.stderr) == (0, ""), said.stdout
        file.write_bytes(file.read_bytes().replace(b"lang", b"long"))
        said = subprocess.run([sys.executable, VERIFIER, file, root], capture_output=True, text=True)
        assert said.returncode == 1 and said.stdout.startswith("NOT PROVEN: ")


def test_its_keys_are_those_of_the_end_of_the_story(demo):
    _, workspace, _, _ = demo
    since = {datetime.fromtimestamp(key.since, UTC).date().isoformat() for key in workspace.own_keys.held()}
    assert since == {story.today()}
