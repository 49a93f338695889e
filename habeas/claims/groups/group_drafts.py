"""Groups of unnamed people in the making: their counts, of which group they are a part, whom they equal or include."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from habeas.claims.grammar.counts import Count
from habeas.claims.groups.parts_of_wholes import is_behind_of
from habeas.claims.people.appositions import is_where_they_work
from habeas.claims.people.named_among import begins_to_speak, named_among
from habeas.claims.people.participants import ABOUT, Participant, Unit
from habeas.claims.sentences import ENDS, Sentence
from habeas.model.reason import Reason

FEWEST = 2  # people of a group that is told although no claim is about it
REACH_BACK = 4  # sentences in which “two of them” looks for the whole


@dataclass(slots=True)
class GroupDraft:
    """A counted stretch. ``of`` is the id of the group that it is a part of."""

    id: str
    sentence: Sentence
    count: Count
    of: str | None = None
    equals: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    told: bool = False
    left: tuple[int | None, int | None] | None = None
    reasons: list[Reason] = field(default_factory=list)

    @property
    def counts_held(self) -> bool:
        """Whether its noun is one that only people who are held are called by (“three more detainees”)."""
        noun = self.count.noun
        if noun is None:
            return False
        return any(noun.first <= mark.first < noun.last for mark in self.sentence.marks("held_people"))

    @property
    def counts_people(self) -> bool:
        """Whether it gives a number of people who are no bystanders (“28 journalists”, not “three children”)."""
        noun, (least, most) = self.count.noun, self.bounds
        rest = self.count.part == "rest" and (self.count.least or 0) >= FEWEST
        if noun is None and (rest or self.left is not None or self.count.again or self._names_its_whole):
            return True
        if noun is None or self.count.bare or (least is None and most is None) or (most or FEWEST) < FEWEST:
            return False
        beside = self.sentence.marks("bystanders")
        return not any(mark.first < noun.last and noun.first < mark.last for mark in beside)

    @property
    def _names_its_whole(self) -> bool:
        """Whether it is a number “of them”: “61 were convicted, 19 of them more than once”."""
        of_them = any(
            self.count.first < mark.first < self.count.last for mark in self.sentence.marks("pronouns")
        )
        return self.of is not None and of_them and (self.count.least or 0) >= FEWEST

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """Its least and greatest number: its own, or what is left of its whole."""
        return self.left if self.left is not None else (self.count.least, self.count.most)

    @property
    def exact(self) -> int | None:
        """Its number, if that is exact."""
        return self.count.exact


@dataclass(slots=True)
class Groups:
    """All groups of a document, by id, in order; ``kin``: the sentence and the group of a relative without a name, by its word."""

    all: list[GroupDraft] = field(default_factory=list)
    kin: dict[str, tuple[int, str]] = field(default_factory=dict)
    _of: dict[tuple[int, int], str] = field(default_factory=dict)

    def id_of(self, sentence: Sentence, count: Count) -> str:
        """Return the group of a count, making it when first asked."""
        key = (sentence.number, count.first)
        if key not in self._of and (heading := self._in_heading(sentence, count)) is not None:
            heading.sentence, heading.count = sentence, count
            self._of[key] = heading.id
        if key not in self._of and (whole := self._counted_before(sentence, count)) is not None:
            self._of[key] = whole.id
        if key not in self._of:
            group = GroupDraft(f"g{len(self.all) + 1}", sentence, count)
            group.of = self._whole(group)
            if group.of is not None:
                group.reasons.append(Reason("group.part", f"a part of the group {group.of} told of before"))
            self._count_rest(group)
            self.all.append(group)
            self._of[key] = group.id
        return self._of[key]

    def by_name(self, units: Sequence[Unit]) -> list[Unit]:
        """Return the units with the people by whose names a group was told in its place: “they” of “two men, A and B”."""
        return [Unit([self._named(one) for one in unit.members]) for unit in units]

    def _named(self, one: Participant) -> Participant:
        group = self.get(one.people[0]) if len(one.people) == 1 else None
        return replace(one, people=group.equals) if group is not None and group.equals else one

    def whole_before(self, group_id: str) -> str:
        """Return the larger group told of just before in its paragraph, else the group itself: “34 were detained. Seven were let go. All ...”"""
        group = self.get(group_id)
        if group is None:
            return group_id
        near = [
            one for one in self.all
            if one.told and one.of is None and one.sentence.block == group.sentence.block
            and 0 <= group.sentence.number - one.sentence.number <= REACH_BACK
        ]  # fmt: skip
        return max([group, *near], key=lambda one: one.bounds[0] or 0).id

    def _in_heading(self, sentence: Sentence, count: Count) -> GroupDraft | None:
        """Return the group of the report's heading that the first sentences below it count once more."""
        first = self.all[0] if self.all else None
        if first is None or first.sentence.number or not 0 < sentence.number <= REACH_BACK or count.partial:
            return None
        heads = first.sentence.tokens[-1].text not in ENDS and sentence.tokens[-1].text in ENDS
        counted = count.exact
        return first if heads and counted is not None and FEWEST < counted == first.exact else None

    def _counted_before(self, sentence: Sentence, count: Count) -> GroupDraft | None:
        """Return the group told of lately that a whole counts once more: “two of the five detainees”, “all five” behind “five people”."""
        everybody = count.part == "all" or sentence.ends("everybody", count.first)
        behind_of = not count.partial and is_behind_of(sentence, count.first)
        if count.exact is None or not (everybody or behind_of):
            return None
        near = (
            one for one in reversed(self.all)
            if everybody or sentence.number - one.sentence.number <= REACH_BACK
        )  # fmt: skip
        return next((one for one in near if one.exact == count.exact and not one.count.partial), None)

    def _count_rest(self, group: GroupDraft) -> None:
        """Count “the rest”: the whole without the parts told of since (11 detained, four let go: seven)."""
        whole = self.get(group.of) if group.of is not None else None
        if group.count.part != "rest" or whole is None or group.count.least is not None:
            return
        if off := group.count.but:
            least, most = whole.bounds
            group.left = (least - off if least else None, most - off if most else None)
            group.reasons.append(Reason("group.rest", f"all of {whole.id} but {off}"))
            return
        since = self.all[self.all.index(whole) + 1 :]
        parts = [one for one in since if not one.count.bare and (one.of in (None, whole.id))]
        least, most = whole.bounds
        if not parts or any(one.count.least is None or one.count.most is None for one in parts):
            return
        taken_most = sum(one.count.most or 0 for one in parts)
        taken_least = sum(one.count.least or 0 for one in parts)
        low = least - taken_most if least is not None else None
        high = most - taken_least if most is not None else None
        if (low is None or low > 0) and (high is None or high > 0):
            group.left = (low, high)
            group.reasons.append(
                Reason("group.rest", f"what is left of {whole.id} without the parts told of")
            )

    def get(self, one: str) -> GroupDraft | None:
        """Return a group by id, or None."""
        return next((group for group in self.all if group.id == one), None)

    def _whole(self, part: GroupDraft) -> str | None:
        """Return the last group before that a partial one (“two remain”, “most”) can be a part of."""
        if not part.count.partial:
            return None
        if part.count.part == "rest" and part.count.least is None:
            return self._greatest(part)
        for group in reversed(self.all[-8:]):
            if part.sentence.number - group.sentence.number > REACH_BACK:
                return None
            if group.count.again or (group.count.partial and group.of is not None):
                continue
            greatest = group.count.most
            enough = part.count.least is None or greatest is None or greatest >= part.count.least
            if enough and not group.count.bare:
                return group.id
        return None

    def _greatest(self, part: GroupDraft) -> str | None:
        """Return the greatest group told of lately: “60 were seized. 11 were let go, another 20 freed. The rest ...”."""
        near = [
            one
            for one in self.all[-8:]
            if part.sentence.number - one.sentence.number <= REACH_BACK
            and not (one.count.bare or one.count.again)
            and not (one.count.partial and one.of is not None)
        ]
        best = max(near, key=lambda one: (one.count.least or 0, -one.sentence.number), default=None)
        return best.id if best is not None else None


def link_named(sentence: Sentence, groups: Groups, participants: Sequence[Participant]) -> None:
    """Note which named people a group of this sentence equals or includes."""
    for participant in participants:
        group = groups.get(participant.people[0]) if len(participant.people) == 1 else None
        if group is None:
            continue
        if participant.sort == "group":
            _link(sentence, group, participant, participants)
        elif participant.sort in ("anaphor", "pronoun"):
            _link_copula(sentence, group, participant, participants)


def _link_copula(
    sentence: Sentence, group: GroupDraft, stretch: Participant, participants: Sequence[Participant]
) -> None:
    """Read “The defendants are A, B and C” of a group told of before."""
    at = stretch.last
    is_ = sentence.link("passive", at)
    at = is_.last if is_ is not None else at
    colon = at < len(sentence.tokens) and sentence.tokens[at].text in (":", "—", "–", "-")
    names = [p for p in participants if p.sort == "name" and p.first >= stretch.last and p.against < 12]
    if not names or not (is_ is not None or colon) or names[0].first - at > 2 or group.equals:
        return
    run = tuple(dict.fromkeys(one for p in _run_of_names(sentence, names) for one in p.people))
    if group.exact == len(run):
        group.equals = run
        group.reasons.append(
            Reason("group.equals", f"{len(run)} people, and a later sentence names {len(run)}")
        )


def _link(
    sentence: Sentence, group: GroupDraft, stretch: Participant, participants: Sequence[Participant]
) -> None:
    after = [p for p in participants if p.sort == "name" and p.first >= stretch.last and p.against < 100]
    before = [p for p in participants if p.sort == "name" and p.last <= stretch.first and p.against < 100]
    number = group.exact
    if group.count.bare and after and sentence.link_ends("including", stretch.first):
        group.equals = tuple(dict.fromkeys(one for p in _run_of_names(sentence, after) for one in p.people))
        group.reasons.append(Reason("group.among", "those of them who are named are meant"))
        return
    including = [mark for mark in sentence.links("including") if mark.first >= stretch.last]
    told = [mark for mark in sentence.marks("events") if including and including[0].last <= mark.first]
    ahead = after and not any(mark.last <= after[0].first for mark in told)  # “among them are held, said X”
    if including and ahead and including[0].last <= after[0].first:
        names = [p for p in after if p.first >= including[0].last and p.against < ABOUT]
        run = _run_of_names(sentence, names)
        group.includes = tuple(dict.fromkeys(one for p in run for one in p.people))
        group.reasons.append(Reason("group.includes", "names that follow “including” are among the group"))
        return
    if beside := named_among(sentence, stretch, participants):
        group.includes = beside
        group.reasons.append(Reason("group.includes", "names beside “among the ...” are among the group"))
        return
    these = [mark for mark in sentence.links("these") if mark.first >= stretch.last]
    if group.count.partial and number is None and these and after and these[0].last == after[0].first:
        group.includes = tuple(dict.fromkeys(one for p in _run_of_names(sentence, after) for one in p.people))
        group.reasons.append(Reason("group.includes", "“these are” and names: those whom the text can name"))
        return
    if number is None or number > 30:
        return
    opened = _opening(sentence, stretch, after)
    after = [p for p in after if p.against < 12]
    people = tuple(dict.fromkeys(one for p in after for one in p.people))
    first = tuple(dict.fromkeys(one for p in _run_of_names(sentence, after) for one in p.people))
    if opened and number in (len(people), len(first)):
        group.equals = people if len(people) == number else first
        group.reasons.append(Reason("group.equals", f"{number} people, and {number} names follow"))
        return
    back = tuple(dict.fromkeys(one for p in before for one in p.people))
    if (
        len(back) == number > 1
        and sentence.tokens[stretch.first - 1].text in ",—–-("
        and before[-1].last >= stretch.first - 2
    ):
        group.equals = back
        group.reasons.append(
            Reason(
                "group.equals", f"{number} names, and “{sentence.words(stretch.first, stretch.last)}” follows"
            )
        )


def _opening(sentence: Sentence, stretch: Participant, after: Sequence[Participant]) -> bool:
    """Whether names are listed behind the group: after a colon, a dash, a comma or nothing at all."""
    if not after:
        return False
    listed = [p for p in after if p.against < 12]
    if not listed:
        return False
    owners = [p.last for p in after if p.against >= 12 and p.last <= listed[0].first]
    start = max(owners, default=stretch.last)
    between = [token.text for token in sentence.tokens[start : listed[0].first]]
    if len(between) <= 2 or any(text in (":", "—", "–", "-", "(") for text in between):
        return True
    return is_where_they_work(sentence, range(start, listed[0].first), listed[0].cases)


def _run_of_names(sentence: Sentence, names: Sequence[Participant]) -> list[Participant]:
    run: list[Participant] = []
    for participant in names:
        if run:
            between = sentence.tokens[run[-1].last : participant.first]
            if any(token.text in (";", ":", ".") for token in between) or len(between) > 6:
                break
            if begins_to_speak(sentence, run[-1].last, participant):
                break
        run.append(participant)
    return run
