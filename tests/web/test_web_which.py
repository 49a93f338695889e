"""A surname alone that two people have is one question in the queue, with one answer for all of them."""

NOTE = "A note\n\nHanna Kavalchuk was moved to SIZO No. 9 on 2 June 2026.\n"
ANOTHER = "Another note\n\nVasil Kavalchuk was detained on 3 June 2026.\n"
SHORT = "A third note\n\nKavalchuk was sentenced to two years in prison on 9 June 2026.\n"


def which(visitor):
    visitor.get("/")
    [item] = [one for one in visitor.page.css("#same ~ .item") if "Only a surname" in visitor.words(one)]
    return item


def test_a_surname_alone_is_asked_once_and_answered_once(visitor, take_in):
    for name, text in (("one.txt", NOTE), ("two.txt", ANOTHER), ("three.txt", SHORT)):
        take_in(name, text)
    told = visitor.words(which(visitor))
    assert "Hanna Kavalchuk" in told
    assert "Vasil Kavalchuk" in told
    visitor.press("None of them")
    assert "Only a surname" not in visitor.text
    visitor.get("/people/")
    assert sorted(name.split()[-1] for name in visitor.all(".people h2")) == ["Kavalchuk"] * 3


def test_the_person_who_is_meant_is_chosen(visitor, take_in):
    for name, text in (("one.txt", NOTE), ("two.txt", ANOTHER), ("three.txt", SHORT)):
        take_in(name, text)
    which(visitor)
    visitor.press("Vasil Kavalchuk")
    assert "Only a surname" not in visitor.text
    visitor.get("/people/")
    assert sorted(visitor.all(".people h2")) == ["Hanna Kavalchuk", "Vasil Kavalchuk"]
