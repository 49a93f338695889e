"""Who can take part in a sentence's events: names, counted groups, pronouns, “the activist”, “both”.

Neighbours joined by commas and “and” form one unit (“A, B and two others”). Each participant knows its role
and what speaks against its being a prisoner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from habeas.claims.grammar.counts import Count, is_one_of
from habeas.claims.people.acted_for import for_whose_sake, whose_case
from habeas.claims.people.appositions import (
    behind_noun,
    each_is_told,
    only_described,
    says_whose,
)
from habeas.claims.people.between_listed import (
    LONGEST_TRADE,
    apart_by_role,
    behind_group,
    filler,
    goes_with_trade,
    is_deed,
    is_plain_word,
    is_trade,
    of_any_body,
)
from habeas.claims.people.kin_in_lists import is_owners_kin, kin_ends_list, leads_to_kin
from habeas.claims.people.roles import NO_ROLE, Role
from habeas.claims.role_words import is_what_they_become
from habeas.claims.sentences import CLOSING, DASHES, OPENING, Sentence
from habeas.text.tokens import MARK

HARD_BLOCK = 1000.0
SOFT, OWNER, AGENT, ABOUT = 8.0, 40.0, 30.0, 12.0
CASE = 11.0  # less than speaks against whom the sentence is about: a case tells of whoever is tried in it
LONGEST_PREPOSITION = 3
LONGEST_ONE_OF = 10  # words of “one of the leaders of the campaign ...” before the name
VOICE_REACH = 4  # words between “according to” and the name: “the lawyer”, “her lawyer”


@dataclass(slots=True)
class Participant:
    """One stretch that stands for people. ``people`` are ids of people or groups; ``sort`` says how it was found.

    ``cases`` are those that a name can stand in here (empty: not known); ``can_own``: the genitive may be one. An ``open`` one stands for somebody
    whom the text leaves open (two people of one surname): it takes events to itself and gives no claim.
    """

    sort: str
    first: int
    last: int
    people: tuple[str, ...]
    role: Role = NO_ROLE
    against: float = 0.0
    why: str = ""
    count: Count | None = None
    cases: frozenset[str] = frozenset()
    can_own: bool = True


def taken(known: Sequence[Participant], first: int, last: int) -> bool:
    """Whether one of those known stands on some of the tokens ``first`` to ``last``."""
    return any(participant.first < last and first < participant.last for participant in known)


@dataclass(slots=True)
class Unit:
    """Participants that are listed together; what happens to one happens to all."""

    members: list[Participant] = field(default_factory=list)

    @property
    def first(self) -> int:
        """First token."""
        return self.members[0].first

    @property
    def last(self) -> int:
        """Token after the last."""
        return self.members[-1].last

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of all its people and groups, each once."""
        return tuple(dict.fromkeys(one for member in self.members for one in member.people))

    @property
    def against(self) -> float:
        """What speaks against the unit: the least that speaks against a member."""
        return min(member.against for member in self.members)


def join_units(sentence: Sentence, participants: Sequence[Participant]) -> list[Unit]:
    """Join participants that stand in one list: only commas, “and”, ages, brackets and words for persons between."""
    units: list[Unit] = []
    for participant in participants:
        again = units and participant.people[:1] == units[-1].people[-1:]
        if participant.sort == "owner" or (again and leads_to_kin(sentence, participant.last)):
            continue  # “B's” in “A, B and B's wife C”
        if units and (
            _listed_together(sentence, units[-1].members[-1], participant)
            or kin_ends_list(sentence, units[-1].last, participant.first)
        ):
            units[-1].members.append(participant)
        elif units and _are_those(sentence, units[-1], participant, participants):
            if units[-1].members[-1].count is not None and units[-1].members[-1].count.least == 1:
                units[-1].members.pop()  # “A and one of the leaders, B”: that one is B
            units[-1].members.append(participant)
        else:
            units.append(Unit([participant]))
    units += [Unit([participant]) for participant in participants if participant.sort == "owner"]
    return sorted(units, key=lambda unit: unit.first)


def _are_those(
    sentence: Sentence, unit: Unit, name: Participant, participants: Sequence[Participant]
) -> bool:
    """Whether a list goes on with a counted group and just so many names at once: “A and his two colleagues B and C”."""
    group = unit.members[-1]
    if group.count is None or len(unit.members) < 2 or name.sort != "name":
        return False
    between = range(group.last, name.first)
    alone = group.count.least == 1 and len(between) <= LONGEST_TRADE
    if between and not (alone and all(is_plain_word(sentence, at) for at in between)):
        return False
    run = [one for one in participants if one.sort == "name" and one.first >= name.first]
    listed = 1
    while listed < len(run) and _listed_together(sentence, run[listed - 1], run[listed]):
        listed += 1
    return group.count.least == group.count.most == listed


def _listed_together(sentence: Sentence, one: Participant, other: Participant) -> bool:
    if apart_by_role(one.role, other.role):
        return False
    if (
        _ends_voice(sentence, one)
        or _is_companion(sentence, one)
        or (
            other.role.name == "relative" != one.role.name
            and is_owners_kin(sentence, one.first, one.last, other.first)
        )
    ):
        return False
    offices = of_any_body(one.role, other.role) and (one.role.hard or other.role.hard)
    if (one.against >= CASE) != (other.against >= CASE) and not offices:
        return False  # “three lawyers of X, A, B and C”: X is not of the list
    named = one.sort == other.sort == "name"
    if named and says_whose(sentence, (one.last, other.first), one.cases, other.cases):
        return False
    described = named and only_described(sentence, one.last, other.first, other.last)
    counted = one.sort == "name" and other.count is not None
    both = (named or counted) and (
        each_is_told(sentence, one.last, other.first) or (named and _both_done_to(sentence, one, other))
    )
    if both or (described and not _has_own_event(sentence, one, other)):
        return True
    index = behind_group(sentence, one.last, other.first) if one.count is not None else one.last
    joined, only_comma = False, True
    while index < other.first:
        link = sentence.link("and", index)
        if link is not None:
            joined, index, only_comma = True, link.last, False
            continue
        token = sentence.tokens[index]
        if token.text == ",":
            joined, index = True, index + 1
            continue
        step = filler(sentence, index, other.first)
        if (
            step is None
            and joined
            and (is_trade(sentence, index, other.first) or goes_with_trade(sentence, index, other.first))
        ):
            step = other.first
        if step is None:
            return False
        index = step
    if only_comma and not {"anaphor", "pronoun"}.isdisjoint((one.sort, other.sort)):
        return False  # “said his wife A, the politician was moved”
    lone = other.count is not None and other.count.exact == 1 and other.count.noun is None
    if only_comma and lone and one.count is not None:
        return False  # «задержали пятерых, одного отпустили»
    return joined and not (only_comma and _has_own_event(sentence, one, other))


def _both_done_to(sentence: Sentence, one: Participant, other: Participant) -> bool:
    """Whether a few words about the first stand in front of “and” and a second name in its case: «Мишу С. с пустым листом и Иру Л.»."""
    link = next((mark for mark in sentence.links("and") if mark.last == other.first), None)
    if link is None or not (one.cases & other.cases) or (one.cases | other.cases) & {"nom"}:
        return False
    between = range(one.last, link.first)
    small = len(between) > 1 and len(sentence.tokens[one.last].text) <= LONGEST_PREPOSITION
    return small and len(between) <= LONGEST_TRADE and all(is_plain_word(sentence, at) for at in between[1:])


def is_source(sentence: Sentence, one: Participant) -> bool:
    """Whether a name stands behind “according to”, with nothing but a title between, or “one of the leaders of ...”."""
    return one.sort == "name" and any(
        _leads_to(sentence, mark.last, one.first) for mark in sentence.marks("voices.according")
    )


def _leads_to(sentence: Sentence, first: int, name: int) -> bool:
    between = sentence.tokens[first:name]
    if name >= first and len(between) <= VOICE_REACH and all(token.kind != MARK for token in between):
        return True
    apposed = sentence.pack.has_articles and between[-1:] and between[-1].text == ","
    told = between[:-1] if apposed else between
    plain = all(token.kind != MARK or token.text in CLOSING | OPENING - DASHES for token in told)
    return 2 < len(told) <= LONGEST_ONE_OF and plain and is_one_of(sentence, first + 2)


def _ends_voice(sentence: Sentence, one: Participant) -> bool:
    """Whether a name and its comma end “according to (the lawyer) X,”: whoever follows is no second voice."""
    if one.sort != "name" or one.last >= len(sentence.tokens) or sentence.tokens[one.last].text != ",":
        return False
    return is_source(sentence, one)


def _is_companion(sentence: Sentence, one: Participant) -> bool:
    """Whether a comma ends “alongside X,”: whoever follows is of the list in front of it."""
    if one.last >= len(sentence.tokens) or sentence.tokens[one.last].text != ",":
        return False
    return sentence.link_ends("together", one.first)


def _has_own_event(sentence: Sentence, one: Participant, other: Participant) -> bool:
    """Whether each of two has an event of its own: “15 people were held, six were let go”, with a comma alone between."""
    events = sentence.marks("events")
    behind = any(other.last <= mark.first <= other.last + 1 for mark in events)
    return behind and any(mark.last <= one.first for mark in events)


def weigh(sentence: Sentence, participant: Participant, others: Sequence[Participant]) -> None:
    """Note what speaks against a participant: its role, an agent's “by”, words that make it the owner."""
    word = participant.role.word or participant.role.name
    if participant.role.hard:
        participant.against, participant.why = HARD_BLOCK, f"is named as {word}"
    elif participant.role.soft:
        participant.against, participant.why = SOFT, f"is named as {word}"
    owner = participant.role.owner or _is_owner(sentence, participant, others)
    owner = owner or _is_whose_one_is(sentence, participant, others)
    if participant.sort == "name" and owner:
        participant.against = max(participant.against, OWNER)
        participant.why = participant.why or "only owns what stands beside the name"
    for name, cost in (("by", AGENT), ("about", ABOUT), ("together", SOFT), ("except", OWNER)):
        if sentence.link_ends(name, participant.first):
            participant.against = max(participant.against, cost)
            participant.why = participant.why or f"stands after “{sentence.word(participant.first - 1)}”"
    if participant.sort == "name" and for_whose_sake(sentence, participant.first):
        participant.against = max(participant.against, OWNER)
        participant.why = participant.why or "is whom others act for"
    if participant.sort == "name" and whose_case(sentence, participant.first):
        participant.against = max(participant.against, CASE)
        participant.why = participant.why or "says whose case it is"


def _is_owner(sentence: Sentence, participant: Participant, others: Sequence[Participant]) -> bool:
    """Whether the name is in “X's lawyers”, “three lawyers of (the politician) X”."""
    tokens, last = sentence.tokens, participant.last
    if last < len(tokens) and tokens[last].glued and tokens[last].key in ("'s", "'"):
        return True
    if not participant.can_own and not sentence.pack.has_articles:
        return False  # “działacz Związku Polaków Jan Kowal”: a nominative owns nothing
    for mark in sentence.marks("peoples"):
        start = behind_noun(sentence, mark.last)
        if start is None or not start <= participant.first <= start + 3:
            continue
        between = sentence.tokens[start : participant.first]
        if any(token.kind == MARK or token.capital for token in between):
            continue
        says = ("passive", "not")
        if any(sentence.link(name, at) for name in says for at in range(start, participant.first)):
            continue  # “wśród zatrzymanych jest poeta X”, „na liście zwolnionych nie ma X”
        if any(is_deed(sentence, at) for at in range(start, participant.first)):
            continue  # «військові забрали X»
        if any(sentence.at("voices.say", at) is not None for at in range(start, participant.first)):
            continue  # «правозащитники сообщили о задержании X»
        behind = [one for one in others if one.sort == "name" and one.first >= last]
        count = next(
            (one.count for one in others if one.count is not None and one.first < mark.last <= one.last), None
        )
        kin = sentence.at("relative_sex", mark.first)
        single = sentence.ends("persons", mark.last) or (kin is not None and kin.last == mark.last)
        if count is None and single and mark.last == participant.first:
            continue  # «крымского татарина Ильи Асанова», «брата Павла Зимина»: one person, and the name's own
        if is_what_they_become(sentence, mark):
            continue  # «добавили в список политзаключённых Артёма Котова»
        if is_one_of(sentence, mark.first) or sentence.ends("movements", mark.first):
            continue  # «одного из активистов Ивана Котова», «лідера профспілки водіїв Антіна Брика»
        exact = count.exact if count is not None else None
        listed = last < len(tokens) and (tokens[last].text == "," or sentence.link("and", last) is not None)
        return not listed or exact == len({person for one in behind for person in one.people})
    return False


def _is_whose_one_is(sentence: Sentence, name: Participant, others: Sequence[Participant]) -> bool:
    """Whether the name only says whose somebody named in front of it is."""
    return name.sort == "name" and any(
        one.sort == "name" and says_whose(sentence, (one.last, name.first), one.cases, name.cases)
        for one in others
    )
