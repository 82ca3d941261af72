"""A side set against the register: which member is a side, a body or a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from attribution.actors import Register
from attribution.errors import ConfigError
from attribution.records import DefinedSide, SideSet, is_code
from attribution.sidesets.configured import SideConfig, SideSetConfig
from attribution.speakers.introductions import is_named_as_body

__all__ = ["CheckedSet", "MemberKind", "ReadMember", "check_side_set"]

_MOST_NAME_WORDS: Final = 3
_N_STATE_CHARS: Final = 2
"""Length of ISO 3166 codes, a closed list: one that is not in it is a mistake."""


class MemberKind(StrEnum):
    """What a member of a side is."""

    SIDE = "side"
    ORGANISATION = "organisation"
    PERSON = "person"
    EITHER = "organisation or person"


@dataclass(frozen=True, slots=True)
class ReadMember:
    """A member as it was read.

    Attributes:
        side: code of the side it belongs to.
        text: as written in the file.
        kind: what it was taken for.
        known_as: its name in the register, empty where that does not know it.
    """

    side: str
    text: str
    kind: MemberKind
    known_as: str


@dataclass(frozen=True, slots=True)
class CheckedSet:
    """A side set, how its members were read, and what looks odd about it in words."""

    side_set: SideSet
    members: tuple[ReadMember, ...]
    warnings: tuple[str, ...]


def check_side_set(config: SideSetConfig, register: Register, *, origin: str) -> CheckedSet:
    """Read the members of a set with the register's help.

    Args:
        config: of the file.
        register: tells codes of sides, bodies and people apart.
        origin: path or name, for messages.

    Raises:
        ConfigError: if a two-letter code is no state's, or one person or body has two sides.
    """
    members = [member for side in config.side for member in _members(side, register, origin)]
    sides = tuple(_defined(side, members, register) for side in config.side)
    _check_owners(members, origin)
    return CheckedSet(
        side_set=SideSet(
            name=config.name, sides=sides, others=config.others,
            description=config.description, sources=config.sources,
        ),
        members=tuple(members),
        warnings=tuple(_warnings(sides, members)),
    )  # fmt: skip


def _members(side: SideConfig, register: Register, origin: str) -> Iterator[ReadMember]:
    for text in side.members:
        kind = _kind_of(text, register)
        if kind is MemberKind.SIDE and text not in register.sides:
            _refuse_state(text, side.code, register, origin)
        yield ReadMember(side.code, text, kind, _known_as(text, kind, register))
    for kind, names in (
        (MemberKind.ORGANISATION, side.organisations), (MemberKind.PERSON, side.people),
    ):  # fmt: skip
        for text in names:
            yield ReadMember(side.code, text, kind, _known_as(text, kind, register))


def _kind_of(text: str, register: Register) -> MemberKind:
    if text in register.sides:
        return MemberKind.SIDE
    if register.organisation(text) or register.outlet(text):
        return MemberKind.ORGANISATION
    if is_code(text):
        return MemberKind.SIDE
    return _kind_of_name(text, register)


def _kind_of_name(name: str, register: Register) -> MemberKind:
    """Of a name that is no known body's: people are known, or have a known given name."""
    if register.people_named(name):
        return MemberKind.PERSON
    words = name.split()
    is_short = 1 < len(words) <= _MOST_NAME_WORDS and all(word[:1].isupper() for word in words)
    if not is_short or is_named_as_body(name):
        return MemberKind.ORGANISATION
    return MemberKind.PERSON if register.gender_of(words[0]) else MemberKind.EITHER


def _known_as(text: str, kind: MemberKind, register: Register) -> str:
    if kind is MemberKind.SIDE:
        return register.side_name(text) if text in register.sides else ""
    if kind is MemberKind.PERSON:
        people = register.people_named(text)
        return people[0].name if len(people) == 1 else ""
    body = register.organisation(text) or register.outlet(text)
    return body.name if body else ""


def _refuse_state(code: str, side: str, register: Register, origin: str) -> None:
    """A two-letter code that no state has is a slip such as UK for GB."""
    if len(code) != _N_STATE_CHARS:
        return
    meant = register.country_side(code)
    hint = f"{register.side_name(meant)} is {meant}" if meant else (
        "write the code of ISO 3166, or the name of a body in full"
    )  # fmt: skip
    msg = f"{origin}: side {side}: member {code} is no code of a state; {hint}"
    raise ConfigError(msg)


def _check_owners(members: list[ReadMember], origin: str) -> None:
    """Two spellings of one register entry are one member, so they must be of one side."""
    owner: dict[tuple[MemberKind, str], ReadMember] = {}
    for member in members:
        if not member.known_as:
            continue
        known = owner.setdefault((member.kind, member.known_as), member)
        if known.side != member.side:
            msg = (
                f"{origin}: {member.text!r} of {member.side} and {known.text!r} of {known.side} "
                f"are both {member.known_as}; keep one"
            )
            raise ConfigError(msg)


def _defined(side: SideConfig, members: list[ReadMember], register: Register) -> DefinedSide:
    def of_kind(kind: MemberKind) -> tuple[str, ...]:
        own = (m.text for m in members if m.side == side.code and m.kind is kind)
        return tuple(dict.fromkeys(own))

    return DefinedSide(
        code=side.code, name=side.name or register.side_name(side.code), kind=side.kind,
        aliases=side.aliases, codes=of_kind(MemberKind.SIDE),
        organisations=of_kind(MemberKind.ORGANISATION), people=of_kind(MemberKind.PERSON),
        names=of_kind(MemberKind.EITHER),
    )  # fmt: skip


def _warnings(sides: tuple[DefinedSide, ...], members: list[ReadMember]) -> Iterator[str]:
    for member in members:
        if member.kind is MemberKind.SIDE and not member.known_as and member.text != member.side:
            yield (
                f"side {member.side}: no side with the code {member.text} is known; it counts "
                "only where a text gives that code to a body of its own"
            )
    for side in sides:
        for name in side.names:
            yield (
                f"side {side.code}: {name!r} may be a body or a person; list it under "
                "organisations or people to have it known when documents are read"
            )
        if side.code == side.name and not any(m.side == side.code for m in members):
            yield f"side {side.code}: has neither name nor members; only its code is matched"
