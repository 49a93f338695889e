"""Names that are easily got wrong (``examples/hard_names.yml``): never joined or parted wrongly, and ranked in order."""

from pathlib import Path

import pytest
import yaml

from habeas.identity.compare.names import compare_names, score_names
from habeas.model.judgement import Judgement

KINDS = yaml.safe_load((Path(__file__).parent / "examples" / "hard_names.yml").read_text(encoding="utf-8"))
SAME = [(kind, *pair) for kind, answers in KINDS.items() for pair in answers.get("same", ())]
OTHER = [(kind, *pair) for kind, answers in KINDS.items() for pair in answers.get("other", ())]


@pytest.mark.parametrize(("kind", "a", "b"), SAME)
def test_one_persons_names_are_never_parted(kind, a, b):
    found = compare_names(a, b)
    assert found.judgement is not Judgement.DIFFERENT, (kind, found.score, [str(r) for r in found.reasons])


@pytest.mark.parametrize(("kind", "a", "b"), OTHER)
def test_two_peoples_names_are_never_joined_without_a_question(kind, a, b):
    found = compare_names(a, b)
    assert found.judgement is not Judgement.SAME, (kind, found.score, [str(r) for r in found.reasons])


def test_one_persons_names_score_higher_than_two_peoples():
    """One threshold parts nearly all of them, and nearly every pair of kinds stands in the right order."""
    same = [score_names(a, b) for _, a, b in SAME]
    other = [score_names(a, b) for _, a, b in OTHER]
    assert max(_f1(same, other, threshold) for threshold in same) >= 0.97
    in_order = sum(one > two for one in same for two in other)
    assert in_order / (len(same) * len(other)) >= 0.98


def _f1(same, other, threshold):
    right, wrong = sum(s >= threshold for s in same), sum(s >= threshold for s in other)
    return 2 * right / (right + wrong + len(same))


KINDS_OF_CHANGE = {"surname_replaced", "surname_letter", "surname_several", "surname_derived"}


@pytest.mark.parametrize(
    ("a", "b", "change"),
    [
        ("Сергей Волков", "Sergei Volnov", "surname_replaced"),  # no spelling puts n for k
        ("Игорь Ковальчук", "Игорь Ковальчик", "surname_letter"),
        ("Марина Левина", "Марина Лебина", "surname_letter"),
        ("Павел Гаранин", "Pavel Haralik", "surname_replaced"),  # also beside another difference
        ("Сергей Гончар", "Siarhei Hancharou", "surname_derived"),
        ("Ганна Кавальчук", "Hanna Kavalenka", "surname_derived"),
        ("Дмитрий Козел", "Dmitry Kozlov", "surname_derived"),
        ("Антона Марозава", "Антон Марозаў", ""),  # a case form
        ("Тереза Новакова", "Terezou Novákovou", ""),
        ("Петер Габу", "Peter Gabou", ""),  # a vowel more
        ("Jan Olszański", "Jan Olczyński", "surname_several"),
        ("Павло Розенко", "Pawlo Rosenko", ""),  # German s is з
        ("Голкері Ян", "Холкери Ян", ""),  # г and х in foreign names
        ("Ярмолік Іван", "Ермолик Иван", ""),
    ],
)
def test_what_spellings_do_and_what_makes_another_name(a, b, change):
    from habeas.identity.compare.names import weigh

    seen = weigh(a, b).observed
    found = {name for name in seen if name in KINDS_OF_CHANGE}
    assert found == ({change} if change else set())
