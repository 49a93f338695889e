"""What stands between a word for a person and the name: “старшыня партыі БНФ X”, «журналіст “Радыё Рацыя” X».

In languages of cases the body, town or paper that a person belongs to stands between what she is called and her name.
Such a word means the one named behind it, nobody told of before.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from habeas.claims.people.participants import Participant
from habeas.claims.people.titles import owns_kin
from habeas.claims.sentences import Mark, Sentence
from habeas.text.lexicon import QUOTES
from habeas.text.tokens import MARK, WORD

LONGEST = 10  # tokens of “абласной арганізацыі партыі «Беларускі народны фронт»”
ADJECTIVES = 2  # words of “the young history teacher”
WITHIN = 2  # words between a person and the body to which she belongs
HAPPENS = ("events", "voices.say")
OTHERWISE = ("events", "voices.say", "voices.according", "pronouns", "modality")


def begins_described(sentence: Sentence, index: int) -> int | None:
    """Return where “the (young history) teacher” begins; a language without articles takes the word itself, but not “her deputy”."""
    if not sentence.pack.has_articles:
        return None if is_somebodys(sentence, index) else index
    for start in range(index - 1, max(index - 2 - ADJECTIVES, -1), -1):
        if sentence.at("definite", start) is not None:
            return start
        if start < index - 1 and not _is_adjective(sentence, start):
            return None
    return None


def is_somebodys(sentence: Sentence, index: int) -> bool:
    """Whether “her” or “his” stands in front of a word for a person: “her deputy” is nobody told of before."""
    return any(
        mark.last == index and mark.payload.sense.endswith("own") for mark in sentence.marks("pronouns")
    )


def _is_adjective(sentence: Sentence, index: int) -> bool:
    """Whether a word in small letters that no list of events, voices or small words has stands there."""
    token = sentence.tokens[index]
    listed = sentence.link_senses(index) - {"former"} or sentence.opens(
        index, (*HAPPENS, "modality", "pronouns", "relatives")
    )
    return token.kind == WORD and not token.capital and not listed


def describes(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words up to a name at ``last`` say only where the one belongs who is called by the word before ``first``.

    They end with a capitalised word or a quotation, and hold no clause, event or verb of saying.
    """
    if sentence.pack.has_articles or not 0 < last - first <= LONGEST:
        return False
    end = sentence.tokens[last - 1]
    if not (end.capital or end.text in QUOTES):
        return False
    return not any(_is_otherwise(sentence, at) for at in _unquoted(sentence, first, last))


def _unquoted(sentence: Sentence, first: int, last: int) -> list[int]:
    """Return the tokens of a stretch that stand in no quotation: what a paper is called tells nothing, «Юг – это мы»."""
    kept, inside = [], False
    for at in range(first, last):
        quote = sentence.tokens[at].text in QUOTES
        if not (quote or inside):
            kept.append(at)
        inside = inside != quote
    return kept if not inside else list(range(first, last))


def beside_name(sentence: Sentence, known: Sequence[Participant], first: int, last: int) -> bool:
    """Whether the word is part of how somebody is named: a name follows (“the activist Anna”), or it stands in „Anna, aktywistka,”."""
    if _is_apposed(sentence, known, first, last) or _is_in_bracket(sentence, known, first):
        return True
    if last < len(sentence.tokens) and sentence.tokens[last].text == ",":
        begin = last + 1  # “another woman, 62-year-old X”, “another teacher, the physicist Y”
        step = sentence.at("ages", begin) or sentence.at("persons", begin)
        if step is not None and any(p.sort == "name" and p.first == step.last for p in known):
            return True
        if any(one.sort == "name" and _in_a_row(sentence, last, one.first) for one in known):
            return True  # «журналіст, правозахисник, співзасновник "Радіо" Максим Б.»
    if any(one.sort == "name" and describes(sentence, last, one.first) for one in known):
        return True  # «старшыня партыі БНФ Кастусь Смолікаў»
    return any(participant.sort == "name" and 0 <= participant.first - last <= 2 and
               all(token.kind != MARK or token.text in "«“\"." for token in sentence.tokens[last:participant.first])
               for participant in known)  # fmt: skip


def _is_in_bracket(sentence: Sentence, known: Sequence[Participant], first: int) -> bool:
    """Whether a bracket right behind a name holds the word: «Мария Белова (журналистка), Галина Громова и ...»."""
    opened = next((at for at in range(first - 1, -1, -1) if sentence.tokens[at].text in "()"), -1)
    inside = opened > 0 and sentence.tokens[opened].text == "("
    return inside and any(one.sort == "name" and one.last == opened for one in known)


def _is_apposed(sentence: Sentence, known: Sequence[Participant], first: int, last: int) -> bool:
    """Whether the word stands between two commas behind a name, in words that say nothing but who she is."""
    begin = first - 1
    while begin > 0 and _tells_who(sentence, begin) and first - begin <= LONGEST:
        begin -= 1
    named = sentence.tokens[begin].text == "," and any(p.sort == "name" and p.last == begin for p in known)
    if begin < 1 or not named:
        return False
    end = last
    while end < len(sentence.tokens) and _tells_who(sentence, end) and end - last <= LONGEST:
        end += 1
    return end < len(sentence.tokens) and sentence.tokens[end].text == ","


def _tells_who(sentence: Sentence, index: int) -> bool:
    """Whether no comma, event or verb stands there."""
    ends = sentence.pack.endings_of_verbs
    token = sentence.tokens[index]
    happens = sentence.opens(index, HAPPENS)
    return token.text != "," and not happens and not (ends and token.key.endswith(ends))


def stands_for(sentence: Sentence, first: int, last: int, person: str, told: Container[str]) -> Participant:
    """Return whom a word for one person stands for: ``person``, whose relative only is meant, or somebody new.

    „Dziennikarkę telewizji Hromadske” is new unless something was ``told`` of that journalist before.
    """
    if (person not in told and _is_described(sentence, last)) or _is_witness(sentence, first, last):
        return Participant("open", first, last, ())
    return Participant(sort_of(sentence, first, last), first, last, (person,))


def _is_witness(sentence: Sentence, first: int, last: int) -> bool:
    """Whether somebody new only tells of others: «расказала былая зняволеная», «паводле жанчыны, якая выйшла ў маі»."""
    if sentence.pack.has_articles:
        return False
    former = next((mark.first for mark in sentence.links("former") if mark.last == first), first)
    says = any(
        mark.last == former for name in ("voices.say", "voices.according") for mark in sentence.marks(name)
    )
    taken_up = last < len(sentence.tokens) and sentence.tokens[last].text == ","
    return says and (former < first or (taken_up and sentence.link("who", last + 1) is not None))


def not_named_behind(
    sentence: Sentence, words: Sequence[Participant], names: Sequence[Participant]
) -> list[Participant]:
    """Leave out the word for a person whose own name follows behind a comma: “the deputy head of the council, X, and Y”."""

    def is_named(word: Participant) -> bool:
        name = next((one for one in names if one.first >= word.last and one.sort == "name"), None)
        if name is None or name.people != word.people or name.first - word.last > LONGEST:
            return False
        between = sentence.tokens[word.last : name.first]
        happens = any(sentence.opens(at, HAPPENS) for at in range(word.last, name.first))
        return [token.text for token in between].count(",") == 1 and between[-1].text == "," and not happens

    return [word for word in words if not is_named(word)]


def sort_of(sentence: Sentence, first: int, last: int) -> str:
    """Return “owner” for a word for people that only says whose relative or friend is meant: „znajoma braci”."""
    return "owner" if owns_kin(sentence, first, last) else "anaphor"


def _is_described(sentence: Sentence, index: int) -> bool:
    """Whether a body or movement stands behind a word for a person, where no article says whether she is known."""
    if sentence.pack.has_articles:
        return False
    for at in range(index, min(index + WITHIN, len(sentence.tokens))):
        if sentence.link_senses(at):
            return False  # „dziennikarza z redakcji”: where he was
        if any(sentence.at(name, at) is not None for name in ("movements", "bodies")):
            return True
    return False


def _in_a_row(sentence: Sentence, first: int, name: int) -> bool:
    """Whether nothing but further words for who one is stands behind a comma in front of a name: no clause and no verb."""
    between = sentence.tokens[first:name]
    if len(between) < 2 or between[0].text != "," or len(between) > LONGEST or sentence.pack.has_articles:
        return False
    ends = sentence.pack.endings_of_verbs
    return not any(
        (token.text != "," and _is_otherwise(sentence, at))
        or (token.kind != MARK and token.key.endswith(ends))
        for at, token in enumerate(between, first)
    )


def described_together(
    sentence: Sentence, definite: Sequence[tuple[int, Mark]], people: Sequence[str]
) -> Participant | None:
    """Read “the lawyer and the journalist” as the two ``people`` told of before, if there are just two."""
    if len(definite) != 2 or len(people) != 2:
        return None
    (first, one), (second, other) = definite
    joint = sentence.link("and", one.last)
    if joint is None or joint.last != second:
        return None
    return Participant("anaphor", first, other.last, tuple(people))


def _is_otherwise(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.kind == MARK and token.text not in (*QUOTES, "-"):
        return True
    if any(sentence.link(name, index) is not None for name in ("who", "but", "reported")):
        return True
    return sentence.opens(index, OTHERWISE)
