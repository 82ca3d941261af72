"""A side set as its TOML file says it, with all that can be checked without the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from attribution.actors import ORGANISATION_KINDS
from attribution.actors.folding import body_key
from attribution.records import JOINT, MAX_CODE_CHARS, MEDIA, UNKNOWN, is_code

__all__ = ["SideConfig", "SideSetConfig"]

_RESERVED: Final = frozenset({JOINT, MEDIA, UNKNOWN, "NONE"})
_KINDS: Final = ORGANISATION_KINDS - {"agency", "state"}
"""An outlet or a state cannot be a body of a set: the register finds them by other ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideConfig:
    """One `[[side]]` of a file.

    Attributes:
        code: of the side, in capitals.
        name: readable; without one the register's name of the code, or the code.
        kind: of its bodies (`union`, `company`, `party` …).
        members: codes of sides, and names of bodies and people; which is which is read off them.
        organisations: names of bodies, where `members` would be read otherwise.
        people: names of people, where `members` would be read otherwise.
        aliases: other names of the side.

    Raises:
        ValueError: if the code is no code or reserved, the kind unknown or a name empty.
    """

    code: str
    name: str = ""
    kind: str = "other"
    members: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Reject what no side can be."""
        if not is_code(self.code):
            msg = (
                f"code {self.code!r} is no code of a side; write 2 to {MAX_CODE_CHARS} capitals, "
                "such as WGA"
            )
            raise ValueError(msg)
        if self.code in _RESERVED:
            msg = f"code {self.code!r} means something else already; choose another"
            raise ValueError(msg)
        if self.kind not in _KINDS:
            msg = f"kind {self.kind!r} of {self.code} is none of {', '.join(sorted(_KINDS))}"
            raise ValueError(msg)
        for name in self.names():
            if not body_key(name):
                msg = f"an empty name in side {self.code}; fill it in or remove it"
                raise ValueError(msg)

    def names(self) -> Iterator[str]:
        """Everything that is listed for the side, in the order of the file."""
        yield from (*self.members, *self.organisations, *self.people, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSetConfig:
    """A whole file.

    Attributes:
        name: of the set, for people.
        side: its sides, at least one.
        others: sides outside the set are compared as well, after those of the set.
        description: what it is for.
        sources: where its members are taken from.

    Raises:
        ValueError: if the set is empty, a code occurs twice, or somebody belongs to two sides.
    """

    name: str
    side: tuple[SideConfig, ...] = ()
    others: bool = True
    description: str = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Reject sets that leave nothing to compare or nobody's side clear."""
        if not self.name.strip():
            msg = "name is empty; say what the set is called"
            raise ValueError(msg)
        if not self.side:
            msg = "no side is defined; add a table [[side]] with a code and members"
            raise ValueError(msg)
        if len(self.side) < 2 and not self.others:
            msg = "one side alone leaves nothing to compare; add another or set others = true"
            raise ValueError(msg)
        codes = [side.code for side in self.side]
        twice = next((code for code in codes if codes.count(code) > 1), None)
        if twice is not None:
            msg = f"code {twice} occurs twice; give each side its own"
            raise ValueError(msg)
        self._check_members(frozenset(codes))

    def _check_members(self, codes: frozenset[str]) -> None:
        owner: dict[str, SideConfig] = {}
        for side in self.side:
            for name in side.names():
                if name in codes and name != side.code:
                    msg = f"{name} is a side of its own and a member of {side.code}; keep one"
                    raise ValueError(msg)
            # A side may list its own name again: that is no second member.
            for name in dict.fromkeys((*([side.name] if side.name else []), *side.names())):
                known = owner.setdefault(body_key(name), side)
                if known is not side:
                    msg = f"{name!r} belongs to {known.code} and to {side.code}; keep one"
                    raise ValueError(msg)
