"""What somebody's file says for those who write to her: where she is, what she reads, what she wishes, when she was born.

An address rests on what is accepted. A wish not to be written to counts from the moment at which a reader finds it:
asking first costs little, a letter against a wish cannot be taken back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from habeas.exchange.letters.wishes import ReadWish, read_wish
from habeas.identity.values import parse_date
from habeas.model.claim import Modality
from habeas.model.reason import Reason
from habeas.model.record import Belief, Record
from habeas.model.statement import State
from habeas.register.due import due_rules
from habeas.register.due_people import birthday_after
from habeas.register.jurisdiction import jurisdiction
from habeas.text.places.institutions import parse_facility

WRITTEN = "contact"
STAYS = (
    "transfer",
    "custody",
    "custody_extension",
    "conditions",
    "regime_change",
    "not_released",
    "detention",
    "sentence",
)
UNTRUE = (Modality.DENIED, Modality.EXPECTED, Modality.ALLEGED)


@dataclass(frozen=True, slots=True)
class Where:
    """The place at which she is held, in the words of a report, and the day of which that holds (None: not known)."""

    facility: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person as a letter writer needs her. ``where`` or the reason ``lost`` why there is no place to write to.

    ``send`` is the week span in which a letter must leave to arrive for the ``birthday``.
    """

    id: str
    name: str
    names: tuple[str, ...]
    held: bool | None
    accepted: bool
    country: str | None
    where: Where | None
    lost: Reason | None
    reads: tuple[str, ...]
    wishes: tuple[ReadWish, ...]
    known: tuple[str, ...]
    born: str | None
    birthday: date | None
    send: tuple[date, date] | None

    @property
    def born_year(self) -> str:
        """The year of birth, or "" where it is not known for sure."""
        found = parse_date(self.born) if self.born else None
        first, last = (found.earliest, found.latest) if found else (None, None)
        return str(first.year) if first and last and first.year == last.year else ""


def recipient_of(record: Record, today: date) -> Recipient:
    """Return what ``record`` says for those who write."""
    where, lost = where_held(record)
    born = next(iter(_values(record, "born")), None)
    birthday = birthday_after(born, today) if born else None
    send = sending(birthday) if birthday is not None else None
    wishes = _values(record, "wish", proposed=True)
    return Recipient(
        id=record.id,
        name=record.name,
        names=tuple(dict.fromkeys((record.name, *record.names))),
        held=record.held,
        accepted=record.state is not State.PROPOSED,
        country=jurisdiction(record)[0],
        where=where,
        lost=lost,
        reads=_values(record, "languages"),
        wishes=tuple(read_wish(words, today) for words in wishes),
        known=_values(record, "letters_known"),
        born=born,
        birthday=birthday,
        send=send,
    )


def sending(birthday: date) -> tuple[date, date]:
    """Return the first and the last day on which a letter for a birthday should leave."""
    weeks = due_rules()["birthday"]
    first, last = (birthday - timedelta(weeks=int(weeks[key])) for key in ("from_weeks", "to_weeks"))
    return first, last


def _values(record: Record, name: str, *, proposed: bool = False) -> tuple[str, ...]:
    """Return the values held of one property, rivals included: of two wishes both count."""
    found: list[str] = []
    for belief in record.beliefs:
        if belief.property == name and (proposed or belief.state is not State.PROPOSED):
            found += [
                belief.value,
                *(rival.value for rival in belief.rivals if name in ("wish", "languages")),
            ]
    return tuple(dict.fromkeys(found))


def where_held(record: Record) -> tuple[Where | None, Reason | None]:
    """Return the place at which accepted reports saw her last, or None and why there is none to write to."""
    dates = {episode.id: _day(episode.date) for episode in record.episodes}
    told = [(_told(b, dates), b) for b in record.beliefs if _says_where(b)]
    moves = [
        day
        for episode in record.episodes
        if episode.type == "transfer" and episode.state is not State.PROPOSED and episode.modality not in UNTRUE
        and not any(b.property == "facility" for b in episode.beliefs)
        and (day := _day(episode.date)) is not None
    ]  # fmt: skip
    if not told:
        return None, Reason("letter.no-address", "No accepted report says where she is held.")
    day, belief = max(told, key=lambda one: (one[0] or date.min, one[1].episode_type == WRITTEN))
    later = [move for move in moves if day is None or move > day]
    if later:
        moved = max(later).isoformat()
        words = f"Moved on {moved}; to which place is not known."
        return None, Reason("letter.moved", words, (("day", moved),))
    return Where(belief.value, day), None


def _says_where(belief: Belief) -> bool:
    """Whether a letter could go there: a cell inside a prison is no address of its own, nor is a planned place."""
    if belief.property != "facility" or belief.state is State.PROPOSED or belief.modality in UNTRUE:
        return False
    return belief.episode_type in (WRITTEN, *STAYS) and parse_facility(belief.value).kind != "cell"


def _told(belief: Belief, dates: dict[str, date | None]) -> date | None:
    own = dates.get(belief.episode) if belief.episode else None
    if own is not None and belief.episode_type != WRITTEN:
        return own
    days = [_day(evidence.published) for evidence in belief.evidence]
    return max((day for day in days if day is not None), default=None)


def _day(edtf: str | None) -> date | None:
    found = parse_date(edtf) if edtf else None
    return found.latest if found is not None and found.is_resolved else None
