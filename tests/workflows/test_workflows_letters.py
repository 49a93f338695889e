"""Letters: a sheet of one person, an evening, the log. What may not be written is refused; what is missing is said.

All people and places are invented.
"""

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from workflows_house import NOON, TODAY

from habeas.model.statement import State
from habeas.review.notes import Note
from habeas.workflows import letters_log
from habeas.workflows.erase import erase
from habeas.workflows.letters import desk_of, kit
from habeas.workflows.letters_evening import evening, listed
from habeas.workflows.note import Typed, enter
from habeas.workflows.publish import publish
from habeas.workflows.refused import Refused

PLACES = Path(__file__).parents[2] / "habeas" / "packs" / "sample" / "letter-places.yml"
LANGUAGES = ("be", "ru", "uk", "pl", "en", "de")
MARKS = {
    "be": "працоўная копія, не для публікацыі",
    "ru": "рабочая копия, не для публикации",
    "uk": "робоча копія, не для публікації",
    "pl": "kopia robocza, nie do publikacji",
    "en": "working copy, not for publication",
    "de": "Arbeitskopie, nicht zur Veröffentlichung",
}


@pytest.fixture
def known(make):
    """Maryna, whose sentence we accepted, and where to write to her."""
    house = make()
    house.accepted_verdict()
    fact(house, "identity", name=("Зялёнка Марына Їнґаўна",))
    fact(house, "contact", facility=("СІЗА № 9",))
    return house


def fact(house, type, text="Somebody told us this of Maryna.", **fields):
    """Enter something that somebody told us of Maryna; each time in words of its own."""
    told = Note(f"{text} {sorted(fields)}", "mother", "only us", "2026-06-01")
    return enter(
        house.workspace, house.person("Maryna Zialonka").id, Typed(type, fields), told, house.who(), now=NOON
    )


def made(house, tmp_path, lang="en", today=TODAY, places=PLACES):
    """The sheet of Maryna as text, a page each."""
    file = tmp_path / "maryna-ONLY-FOR-US.pdf"
    kit(house.workspace, "Maryna Zialonka", file, today=today, lang=lang, places=places)
    return text_of(file)


def text_of(file):
    pdf = pypdfium2.PdfDocument(file)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_sheet_is_one_page_whose_text_extracts_exactly_in_every_language(known, tmp_path, lang):
    [page] = made(known, tmp_path, lang)
    assert MARKS[lang] in page
    assert "Зялёнка Марына Їнґаўна" in page
    assert "СІЗА № 9 вул. Рачная, 1 000000, г. Узгорск Рэспубліка Беларусь / BELARUS" in page
    assert "2026" in page.split(MARKS[lang])[1][:60], "the day on which it was printed"
    assert "Добры дзень! Мы не знаёмыя, але мне хочацца расказаць Вам" in page
    assert "�" not in page


def test_equal_sheets_have_equal_bytes_and_no_day_of_the_law(known, tmp_path):
    [page] = made(known, tmp_path)
    before = (tmp_path / "maryna-ONLY-FOR-US.pdf").read_bytes()
    made(known, tmp_path)
    assert (tmp_path / "maryna-ONLY-FOR-US.pdf").read_bytes() == before
    assert (tmp_path / "maryna-ONLY-FOR-US.pdf").stat().st_mode & 0o077 == 0
    assert "2029" not in page, "three years from the sentence: counted from law, it stands on no sheet"


def test_it_says_when_to_send_so_that_it_arrives_for_the_birthday(known, tmp_path):
    fact(known, "identity", born=("1990-03-01",))
    [page] = made(known, tmp_path, today=date(2026, 11, 20))
    assert "Birthday: March 1, 2027." in page
    assert "send the letter between December 28, 2026 and January 18, 2027" in page
    [late] = made(known, tmp_path, today=date(2027, 2, 20))
    assert "Post takes weeks; send the letter now." in late


def test_without_an_address_the_sheet_says_what_is_missing_and_has_no_label(known, tmp_path):
    (tmp_path / "none.yml").write_text("institutions: []\n", encoding="utf-8")
    [page] = made(known, tmp_path, places=tmp_path / "none.yml")
    assert "We have no address of “СІЗА № 9”." in page
    assert "BELARUS" not in page
    [row] = listed(known.workspace, today=TODAY)
    assert row.barred.rule == "letter.unknown-place"


def test_after_a_transfer_to_nobody_knows_where_nobody_writes_to_the_old_place(known, tmp_path):
    fact(known, "transfer", date=("2026-09-02",))
    [page] = made(known, tmp_path)
    assert "Moved on September 2, 2026; to which place is not known." in page
    assert "вул. Рачная" not in page


@pytest.mark.parametrize(
    "wish, rule",
    [
        ("no letters, please", "does not want letters"),
        ("просіць не пісаць", "does not want letters"),
        ("keine Briefe", "does not want letters"),
        ("no letters before 2027-03-01", "before 2027-03-01"),
        ("не называць нідзе", "wishes to be named to nobody"),
    ],
)
def test_a_wish_not_to_be_written_to_is_kept(known, tmp_path, wish, rule):
    fact(known, "contact", wish=(wish,))
    with pytest.raises(Refused, match=rule):
        made(known, tmp_path)
    assert not (tmp_path / "maryna-ONLY-FOR-US.pdf").exists()
    with pytest.raises(Refused, match="nobody to write to"):
        evening(known.workspace, tmp_path / "evening", today=TODAY, lang="en", places=PLACES)


def test_a_pause_ends_and_a_wish_that_we_cannot_read_is_for_a_person(known, tmp_path):
    fact(known, "contact", wish=("no letters before 2027-03-01",))
    assert made(known, tmp_path, today=date(2027, 3, 1))
    fact(known, "contact", wish=("only postcards with cats",))
    [page] = made(known, tmp_path, today=date(2027, 3, 1))
    assert "A wish about letters, read it first: “only postcards with cats”" in page
    [row] = listed(known.workspace, today=date(2027, 3, 1), places=PLACES)
    assert row.barred.rule == "letter.unread-wish"


def test_nobody_writes_to_a_prison_for_somebody_who_is_free_or_of_whom_all_is_proposed(known, tmp_path):
    known.add("On 2 June 2026 police detained Piatro Lazavik in Lasnychy.\n", "yard.txt")
    with pytest.raises(Refused, match="still proposed"):
        kit(known.workspace, "Piatro Lazavik", tmp_path / "p-ONLY-FOR-US.pdf", today=TODAY, lang="en")
    fact(known, "release", date=("2026-10-01",))
    with pytest.raises(Refused, match="no longer held"):
        made(known, tmp_path)
    assert not listed(known.workspace, today=TODAY, places=PLACES)


def test_a_sheet_is_named_as_ours_and_lies_in_no_published_folder(known, tmp_path):
    with pytest.raises(Refused, match="ONLY-FOR-US"):
        kit(known.workspace, "Maryna Zialonka", tmp_path / "maryna.pdf", today=TODAY, lang="en")
    publish(known.workspace, tmp_path / "site", today=TODAY, languages=("en",))
    for inside in (tmp_path / "site", tmp_path / "site" / "en"):
        with pytest.raises(Refused, match="published folder"):
            kit(known.workspace, "Maryna Zialonka", inside / "m-ONLY-FOR-US.pdf", today=TODAY, lang="en")
        with pytest.raises(Refused, match="published folder"):
            evening(known.workspace, inside / "letters", today=TODAY, lang="en", places=PLACES)


def test_an_evening_is_a_file_for_each_writer_and_a_plan_with_reasons(known, tmp_path):
    writers = tmp_path / "writers.yml"
    writers.write_text(
        "writers:\n  - {code: W-05, languages: [pl, be], letters: 2}\n  - {code: W-06, languages: [de], letters: 2}\n",
        encoding="utf-8",
    )
    plan, _ = evening(
        known.workspace, tmp_path / "evening", today=TODAY, lang="pl", writers=writers, places=PLACES
    )
    assert [one.writer for one in plan.assignments] == ["W-05"]
    assert sorted(file.name for file in (tmp_path / "evening").iterdir()) == [
        "2026-11-20-W-05-ONLY-FOR-US.pdf", "2026-11-20-plan-ONLY-FOR-US.txt",
    ]  # fmt: skip
    [page] = text_of(tmp_path / "evening" / "2026-11-20-W-05-ONLY-FOR-US.pdf")
    assert "Pisze W-05" in page
    assert "0 letters so far" in (tmp_path / "evening" / "2026-11-20-plan-ONLY-FOR-US.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "text, said",
    [
        ("writers: []\n", "no list of writers"),
        ("- a\n", "no list of writers"),
        ("writers: [{code: Anna Nowak, languages: [pl], letters: 1}]\n", "never a name"),
        ("writers: [{code: W-1, languages: [xx], letters: 1}]\n", "languages"),
        ("writers: [{code: W-1, languages: [pl], letters: 0}]\n", "a number from 1"),
        (
            "writers: [{code: W-1, languages: [pl], letters: 1}, {code: W-1, languages: [be], letters: 1}]\n",
            "two writers",
        ),
        ("writers: [{code: W-1\n", "to mend it|To mend it"),
    ],
)
def test_a_broken_list_of_writers_is_named(known, tmp_path, text, said):
    (tmp_path / "writers.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=said):
        evening(
            known.workspace,
            tmp_path / "e",
            today=TODAY,
            lang="en",
            writers=tmp_path / "writers.yml",
            places=PLACES,
        )
    assert not (tmp_path / "e").exists()


def logged(house, act, day=TODAY, who=None):
    [(_, tally)] = letters_log.log(
        house.workspace, act, ["Maryna Zialonka"], who or house.who(), day=day, now=NOON
    )
    return tally


def test_the_log_counts_and_a_letter_of_ours_is_no_news_about_her(known):
    before = known.person("Maryna Zialonka")
    assert [logged(known, "sent").sent for _ in range(2)] == [1, 2], "two on one day are two"
    after = known.person("Maryna Zialonka")
    assert (after.held_as_of, after.status) == (before.held_as_of, before.status)
    published = [e.published for b in after.beliefs if b.episode_type == "letter" for e in b.evidence]
    assert published and not any(published)


def test_a_letter_that_came_back_asks_whether_she_was_moved_until_an_answer_or_a_newer_address(
    known, tmp_path
):
    logged(known, "sent", TODAY - timedelta(days=40))
    assert logged(known, "returned").reached == 0
    [row] = listed(known.workspace, today=TODAY, places=PLACES)
    assert row.barred.rule == "letter.returned"
    [page] = made(known, tmp_path)
    assert "A letter came back on November 20, 2026. Perhaps this person was moved" in page
    later = TODAY + timedelta(days=3)
    logged(known, "answered", later, known.who(today=later))
    [row] = listed(known.workspace, today=later, places=PLACES)
    assert row.barred is None


def test_a_day_to_come_or_nobody_at_all_is_not_logged(known):
    with pytest.raises(Refused, match="has not come yet"):
        logged(known, "sent", TODAY + timedelta(days=1))
    entries = len(known.workspace.private().entries)
    with pytest.raises(Refused, match="Nobody here"):
        letters_log.log(
            known.workspace, "sent", ["Maryna Zialonka", "Nobody"], known.who(), day=TODAY, now=NOON
        )
    assert len(known.workspace.private().entries) == entries, "all are logged or none"


def test_the_log_stays_with_us_and_goes_when_it_is_erased(known):
    logged(known, "sent")
    line = known.the("letter", State.ACCEPTED)
    with pytest.raises(Refused):
        known.widen(line.id)
    assert not known.workspace.public().entries[1:]
    erase(known.workspace, [line.id], known.who())
    assert desk_of(known.workspace, today=TODAY).log == {}
