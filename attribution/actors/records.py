"""The frozen records of the actor register."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

__all__ = [
    "ORGANISATION_KINDS",
    "OWNERSHIPS",
    "PRECISIONS",
    "ROLE_STATUSES",
    "SET_SOURCE",
    "Actor",
    "Organisation",
    "Role",
]

ORGANISATION_KINDS: Final = frozenset(
    {"state", "government", "ministry", "mission", "military", "parliament", "international",
     "movement", "party", "company", "union", "agency", "other"}
)  # fmt: skip
SET_SOURCE: Final = "side set"
"""`source` of an entry that an analyst's side set made."""
OWNERSHIPS: Final = frozenset({"state", "private", "public"})
PRECISIONS: Final = frozenset({"day", "month", "year"})
ROLE_STATUSES: Final = frozenset({"held", "acting", "designate", "disputed"})


@dataclass(frozen=True, slots=True)
class Role:
    """An office that somebody held or holds.

    Attributes:
        office: its title ("Foreign Minister").
        organisation: id of the organisation it belongs to, if listed.
        side: the party the holder stands for while in it.
        start: first day, None when unknown.
        end: first day out of it, None while it is held.
        precision: `day`, `month` or `year`: how exact the two dates are.
        status: `held`, `acting`, `designate` or `disputed`.

    Raises:
        ValueError: if `end` does not follow `start`.
    """

    office: str
    organisation: str | None
    side: str
    start: date | None = None
    end: date | None = None
    precision: str = "day"
    status: str = "held"

    def __post_init__(self) -> None:
        """Reject intervals that hold no day."""
        if self.start and self.end and self.end <= self.start:
            msg = f"end {self.end} does not follow start {self.start}"
            raise ValueError(msg)

    def covers(self, day: date) -> bool:
        """Whether the office was held on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: Role) -> bool:
        """Whether some day lies in both roles."""
        return (self.start or date.min) < (other.end or date.max) and (other.start or date.min) < (
            self.end or date.max
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """A person of the register.

    Attributes:
        id: unique among people.
        name: canonical form.
        gender: `male`, `female` or None when not recorded.
        aliases: other full names, and one-word names that mean nobody else.
        roles: in the order of the file.
        source: code or text saying where the entry comes from.
        as_of: the day up to which open roles were checked.
        family_first: whether the family name stands first (Xi Jinping).
        surname: as written, where it is not simply the last word.
    """

    id: str
    name: str
    gender: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    source: str = ""
    as_of: date | None = None
    family_first: bool = False
    surname: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that speaks, or an outlet.

    Attributes:
        id: unique among organisations; `ru:army` for bodies known by their pattern only.
        name: canonical form.
        kind: one of `ORGANISATION_KINDS`; outlets of every sort are `agency`.
        aliases: other names.
        side: the party it stands for; for an outlet, its country.
        ownership: of an outlet: `state`, `private`, `public` or None.
        source: code or text saying where the entry comes from.
        is_own: the analyst's, in an own register or a side set, not the package's.
        governs: side of the state that a movement has come to govern as a whole.
        governs_since: the first day on which it does.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    side: str = ""
    ownership: str | None = None
    source: str = ""
    is_own: bool = False
    governs: str | None = None
    governs_since: date | None = None

    def at(self, day: date | None) -> Organisation:
        """The body as it stood on `day`, None for the present: for its state once it governs it."""
        if self.governs is None or self.governs_since is None or self.side == self.governs:
            return self
        is_in_power = day is None or day >= self.governs_since
        return replace(self, side=self.governs) if is_in_power else self
