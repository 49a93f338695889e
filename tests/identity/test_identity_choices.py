"""A surname alone that may be several people is one question; every other question stays about two."""

from habeas.identity.choices import choices
from habeas.identity.people import Question

NAMES = {
    "p-short": ("Papłavok", "Паплавок"),
    "p-other": ("Паплавок",),
    "hanna": ("Hanna Paplavok",),
    "vasil": ("Vasil Paplavok",),
    "ihar": ("I. Paplavok",),
}


def asked(a, b, score=0.5):
    return Question(*sorted((a, b)), score, ())


def test_a_surname_alone_is_asked_once_with_everybody_whom_it_may_be_likeliest_first():
    rows = [asked("p-short", "vasil", 0.6), asked("hanna", "p-short"), asked("hanna", "ihar")]
    made, rest = choices(rows, NAMES)
    assert [(one.who, one.others()) for one in made] == [("p-short", ("vasil", "hanna"))]
    assert rest == (rows[2],)


def test_one_possible_person_and_two_surnames_alone_stay_questions_about_two():
    rows = [asked("p-short", "vasil"), asked("p-short", "p-other"), asked("p-nobody", "vasil")]
    assert choices(rows, NAMES) == ((), tuple(rows))
