"""Side sets: which sides an analyst wants to lay next to each other, and who belongs to each."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DefinedSide", "SideSet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedSide:
    """One side of a set: a bloc of sides, a body with its people, or both.

    Attributes:
        code: shown for it everywhere; speakers who have it already belong to it.
        name: readable, the title of its column; also a name of its own body.
        kind: of its bodies, as in the actor register (`union`, `company`, `party` …).
        aliases: other names of its own body.
        codes: of sides that it joins; with any it is a bloc.
        organisations: bodies that speak for it.
        people: who speak for it, whatever else they are.
        names: of bodies or people, nobody knows which.
    """

    code: str
    name: str
    kind: str = "other"
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def bodies(self) -> tuple[str, ...]:
        """All names of bodies that may stand for it: its own, aliases, organisations."""
        return (self.name, *self.aliases, *self.organisations, *self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSet:
    """Sides under comparison, as an analyst defines them.

    Attributes:
        name: of the set, for people.
        sides: in the order of their columns.
        others: sides outside the set are compared as well, after those of the set.
        description: what it is for.
        sources: where its members are taken from.
    """

    name: str
    sides: tuple[DefinedSide, ...]
    others: bool = True
    description: str = ""
    sources: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of its sides, in order."""
        return tuple(side.code for side in self.sides)
