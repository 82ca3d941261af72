"""The bodies a document names: those of the register and those only the text knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from attribution.actors import Actor, Organisation, Register, Role
from attribution.records import Speaker, SpeakerKind
from attribution.speakers.mentions import UPPER, capital_runs

__all__ = ["BODY_NOUNS", "BodyIndex", "DocumentRegister"]

_KINDS: Final[Mapping[str, frozenset[str]]] = {
    noun: frozenset(kinds.split())
    for nouns, kinds in (
        ("ministry department", "ministry"),
        ("group movement militia faction rebels force paramilitary fighters", "movement"),
        ("army military command forces", "military"),
        ("government administration cabinet authorities", "government state"),
        ("union federation guild", "union"),
        ("company carmaker firm manufacturer airline employer management retailer", "company"),
        ("party", "party"),
        ("commission bloc alliance organisation organization body agency council", "international"),
        ("parliament assembly", "parliament"),
        ("embassy mission consulate delegation", "mission"),
        ("presidency office palace", "government"),
        ("newspaper outlet broadcaster channel", "agency"),
    )
    for noun in nouns.split()
}
BODY_NOUNS: Final = frozenset(_KINDS) | {"statement", "readout", "communique", "kremlin", "court"}
"""Head nouns of mentions that mean a body and not a person."""

_LOCAL_KINDS: Final[Mapping[str, str]] = {
    word: kind
    for kind, words in (
        ("union", "union federation guild brotherhood"),
        (
            "company",
            "motors company corporation corp inc ltd plc airlines airways group industries",
        ),
        ("party", "party"),
        ("movement", "front movement militia brigades"),
    )
    for word in words.split()
}
_OF_NAME: Final = re.compile(
    rf"\b(?P<name>(?P<noun>Forces|Front|Party|Movement|Union|Federation|Coalition|Alliance)\s+of\s+"
    rf"(?:the\s+)?[{UPPER}]\w+(?:\s+(?:and\s+)?[{UPPER}]\w+)*)"
)
"""A name whose noun comes first: "the Front of Free Fishers"."""
_SHORT_NOUNS: Final = ("Commission", "Union", "Council", "Alliance", "Agency", "Parliament")
N_STEM_CHARS: Final = 6
_INTRODUCED: Final = re.compile(
    r"\b(?:[Tt]he|[Aa]n?)\s+(?:\w+\s+)?(?P<noun>carmaker|company|airline|retailer|firm|manufacturer|"
    rf"union|guild|party)\s+(?P<name>[{UPPER}]\w+(?:\s+[{UPPER}]\w+)*)"
)


class DocumentRegister:
    """The register with the bodies that one document introduces.

    A company, union or party that the register does not know stands for itself: its side is
    a short code made of its initials, or of its first word when it has fewer than three.
    """

    def __init__(self, register: Register, text: str) -> None:
        """Find the bodies that `text` introduces."""
        self._register = register
        self._local = {_key(body.name): body for body in _local_bodies(text, register)}
        self._short = _short_forms(text, register)

    def organisation(self, mention: str) -> Organisation | None:
        """A body of the register or of this document."""
        return (
            self._register.organisation(mention)
            or self._local.get(_key(mention))
            or self._short.get(_bare(mention))
        )

    def outlet(self, mention: str) -> Organisation | None:
        """A news outlet."""
        return self._register.outlet(mention)

    def country_side(self, word: str) -> str | None:
        """The side of a country word."""
        return self._register.country_side(word)

    def capital_side(self, word: str) -> str | None:
        """The side of a capital."""
        return self._register.capital_side(word)

    def people_named(self, mention: str) -> tuple[Actor, ...]:
        """Actors of that name."""
        return self._register.people_named(mention)

    def people_with_surname(self, surname: str) -> tuple[Actor, ...]:
        """Actors with that surname."""
        return self._register.people_with_surname(surname)

    def role_at(self, actor: Actor, day: date | None) -> Role | None:
        """The role held on a day."""
        return self._register.role_at(actor, day)

    def organisation_name(self, organisation_id: str | None) -> str | None:
        """The name of an organisation by its id."""
        return self._register.organisation_name(organisation_id)

    def side_name(self, side: str) -> str:
        """A side in words; a local one is its body's name."""
        local = next((body.name for body in self._local.values() if body.side == side), None)
        return local or self._register.side_name(side)


def _bare(name: str) -> str:
    """A name without article and possessive ending."""
    bare = re.sub(r"['’]s?(?=\s|$)", "", name)
    return re.sub(r"^the\s+", "", " ".join(bare.split()), flags=re.IGNORECASE)


def _key(name: str) -> str:
    return _bare(name).casefold()


def _local_bodies(text: str, register: Register) -> Iterable[Organisation]:
    found: dict[str, str] = {}
    for _, run in capital_runs(text):
        name = re.sub(r"^The\s+", "", run)
        words = name.split()
        kind = _LOCAL_KINDS.get(words[-1].lower()) if len(words) > 1 else None
        if kind:
            found.setdefault(name, kind)
    for match in _OF_NAME.finditer(text):
        found.setdefault(match["name"], "movement")
    for match in _INTRODUCED.finditer(text):
        found.setdefault(match["name"], next(iter(_KINDS[match["noun"]])))
    for name, kind in found.items():
        known = (
            register.organisation(name)
            or register.country_side(name)
            or register.country_side(name.split()[0])
        )
        if not known and not register.outlet(name):
            yield Organisation(
                id=f"text:{_key(name)}", name=name, kind=kind, side=_code(name), source="text"
            )


def _short_forms(text: str, register: Register) -> dict[str, Organisation]:
    """`the Commission`, where the text leaves no doubt whose it is.

    Of the listed bodies whose name ends so, only one may have its other words in the text:
    "Europe" or "European" for the European Commission.
    """
    stems = {word[:N_STEM_CHARS] for word in re.findall(rf"\b[{UPPER}]\w{{3,}}", text)}
    found: dict[str, Organisation] = {}
    for noun in _SHORT_NOUNS:
        if re.search(rf"\b(?:[Tt]he|[Aa]n?)\s+{noun}\b", text) is None:
            continue
        fitting = [
            body for body in register.organisations
            if (words := body.name.split())[-1] == noun and len(words) > 1
            and {word[:N_STEM_CHARS] for word in words[:-1] if word[0].isupper()} <= stems
        ]  # fmt: skip
        if len(fitting) == 1:
            found[noun] = fitting[0]
    return found


def _code(name: str) -> str:
    words = re.findall(rf"\b[{UPPER}]\w+", name) or [name]
    return "".join(w[0] for w in words).upper() if len(words) > 2 else words[0].upper()


class _Place(NamedTuple):
    start: int
    words: str
    organisation: Organisation


class BodyIndex:
    """Where a text names bodies, in reading order: what `the ministry` or `the group` can mean."""

    def __init__(self, text: str, register: DocumentRegister) -> None:
        """Find every body that `text` names."""
        self._places = list(_places(text, register))

    def last_before(
        self, at: int, noun: str, *, side: str | None = None, by_name: bool = False
    ) -> Speaker | None:
        """The last body named before `at` that `noun` describes, by its kind or name.

        Args:
            at: code point of the mention.
            noun: head of the mention, lower-case.
            side: only bodies of this side.
            by_name: only bodies whose name holds `noun`, whatever their kind.
        """
        kinds = frozenset() if by_name else _KINDS.get(noun, frozenset())
        for place in reversed(self._places):
            body = place.organisation
            described = body.kind in kinds or noun in _nouns(place.words)
            if place.start < at and described and side in {None, body.side}:
                return Speaker(
                    name=body.name, kind=SpeakerKind.ORGANISATION, side=body.side,
                    organisation=body.name, confidence=0.7,
                    resolved_by=f"the {noun} → {place.words}",
                )  # fmt: skip
        return None


def _nouns(name: str) -> set[str]:
    """The words of a name, plurals also without their ending ("Forces" is a force)."""
    words = name.lower().split()
    return {form for word in words for form in (word, word.removesuffix("s"))}


def _places(text: str, register: DocumentRegister) -> Iterable[_Place]:
    for start, run in capital_runs(text):
        tail = re.match(
            r"\s+(?:state|foreign|defen[cs]e|interior|health|trade|finance)?\s*"
            r"(?:ministry|department|government|army|military)\b",
            text[start + len(run) : start + len(run) + 40],
        )
        for words in ((run + tail.group(),) if tail else ()) + (run,):
            body = register.organisation(words)
            if body is not None:
                yield _Place(start, words, body)
                break
