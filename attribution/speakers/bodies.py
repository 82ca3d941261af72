"""The bodies a document names: those of the register and those only the text knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from attribution.actors import Actor, Organisation, Register, Role
from attribution.records import UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.bodywords import SMALL_TAIL, STATE_COUNCIL
from attribution.speakers.codes import is_called
from attribution.speakers.introductions import introduced_bodies, without_role
from attribution.speakers.mentions import UPPER, capital_runs
from attribution.speakers.nobodies import is_surname
from attribution.speakers.pointed import for_nobody
from attribution.speakers.shortnames import CALLED, N_STEM_CHARS, coded_company, listed_short_forms

__all__ = ["BODY_NOUNS", "BodyIndex", "DocumentRegister", "by_key", "united"]

_KINDS: Final[Mapping[str, frozenset[str]]] = {
    noun: frozenset(kinds.split())
    for nouns, kinds in (
        ("ministry department", "ministry"),
        (
            "group movement militia faction rebels rebel force paramilitary fighters front",
            "movement",
        ),
        ("army military command forces", "military"),
        ("government administration cabinet authorities", "government state"),
        ("union federation guild association league", "union"),
        ("coalition", "military"),
        (
            "company carmaker firm manufacturer airline employer management retailer carrier "
            "operator owner developer miner studio bank utility supplier club",
            "company",
        ),
        ("watchdog regulator service charity", "service"),
        ("party", "party"),
        ("commission bloc alliance organisation organization body agency", "international"),
        ("council", "council"),
        ("parliament assembly", "parliament"),
        ("embassy mission consulate delegation", "mission"),
        ("presidency office palace", "government"),
        ("newspaper outlet broadcaster channel", "agency"),
    )
    for noun in nouns.split()
}
BODY_NOUNS: Final = frozenset(_KINDS) | {"statement", "readout", "communique", "kremlin", "court"}
"""Head nouns of mentions that mean a body and not a person."""

_STANDS_ALONE: Final = frozenset(
    "union guild federation association league company carmaker airline manufacturer employer "
    "carrier operator owner developer miner studio bank utility club council party militia".split()
)
"""Nouns of parties to a dispute that a text may leave without a name."""
_JUNTA: Final = re.compile(
    r"\b(?:juntas?|military rulers?|coup|(?:seized|took) power|ruling generals?)\b"
)
"""Words for those who rule by arms, whose council is their state's."""
_OFTEN_OF_STATES: Final = frozenset({"council", "commission", "committee"})
_KINDS_TOLD: Final = frozenset({"party", "militia", "council"})
"""Nouns that mean another body than the one of which only roles tell."""
_TELLING: Final = frozenset(_KINDS) | {"forum", "network", "committee", "democrats", "greens"}
_OF_STATES: Final = frozenset({"agency", "state", "government"})
_CAPITALISED: Final = re.compile(rf"\b[{UPPER}]\w{{3,}}")
N_REMEMBERED: Final = 20_000
"""Names kept without article and ending: a document asks for the same ones thousands of times."""
_POSSESSIVE: Final = re.compile(r"['’]s?(?=\s|$)")
_ARTICLE: Final = re.compile(r"^the\s+", re.IGNORECASE)


class DocumentRegister:
    """The register with the bodies that one document introduces.

    A company, union or party that the register does not know stands for itself: its side is
    a short code (`codes.side_code`).
    """

    def __init__(self, register: Register, text: str, *, day: date | None = None) -> None:
        """Find the bodies that `text` introduces, as they stand on `day`, else at present."""
        self._register = register
        self._day = day
        self._local = by_key(introduced_bodies(text, register))
        self._called = [
            noun for noun, called in CALLED.items() if noun in text and called.search(text)
        ]
        self.stems = frozenset(word[:N_STEM_CHARS] for word in _CAPITALISED.findall(text))
        self._short = listed_short_forms(self._called, self.stems, register)
        self._is_belgian = "Belgi" in text and not re.search(r"\bE\.?U\b|\bEuropean\b", text)

    @property
    def local(self) -> Mapping[str, Organisation]:
        """The bodies that this document introduces, by folded name."""
        return self._local

    def learn(
        self, bodies: Mapping[str, Organisation], stems: frozenset[str] = frozenset()
    ) -> None:
        """Take the bodies that all documents about the same meeting introduce; see `united`.

        Args:
            bodies: by folded name.
            stems: of the capitalised words of all the documents, one of which may name in full
                what this one calls `the Fund`.
        """
        self._local = dict(bodies)
        left = [noun for noun in self._called if noun not in self._short]
        self._short = {**listed_short_forms(left, stems, self._register), **self._short}

    def organisation(self, mention: str) -> Organisation | None:
        """A body of the register or of this document, whose own acronyms come first."""
        known = self._register.organisation(mention)
        key = _key(mention)
        local = self._local.get(key)
        if local is None and key.endswith("s"):  # an apostrophe lost in scraping
            local = self._local.get(key[:-1])
        is_acronym = mention.isupper() and " " not in mention
        if known is None or known.is_own or (local and is_acronym):
            known = local or known or self._short.get(_bare(mention))
        return None if known is None else known.at(self._day)

    def company(self, word: str) -> Organisation | None:
        """The only listed company whose code a word is in capitals: "Nordwerk"."""
        return coded_company(self._register, word)

    def outlet(self, mention: str) -> Organisation | None:
        """A news outlet."""
        return self._register.outlet(mention)

    def country_side(self, word: str) -> str | None:
        """The side of a country word."""
        return self._register.country_side(word)

    def capital_side(self, word: str) -> str | None:
        """The side of a capital; Brussels is the Union's unless the text is about Belgium."""
        if word == "Brussels":
            return "BE" if self._is_belgian else "EU"
        return self._register.capital_side(word)

    def people_named(self, mention: str) -> tuple[Actor, ...]:
        """Actors of that name."""
        return self._register.people_named(mention)

    def people_with_surname(self, surname: str) -> tuple[Actor, ...]:
        """Actors with that surname."""
        return self._register.people_with_surname(surname)

    def gender_of(self, given_name: str) -> str:
        """Gender of listed people of that given name, if one."""
        return self._register.gender_of(given_name)

    def people_of(self, side: str) -> tuple[Actor, ...]:
        """Actors who ever had a role of a side."""
        return self._register.people_of(side)

    def role_at(self, actor: Actor, day: date | None) -> Role | None:
        """The role held on a day."""
        return self._register.role_at(actor, day)

    def organisation_by_id(self, organisation_id: str | None) -> Organisation | None:
        """A listed organisation."""
        return self._register.organisation_by_id(organisation_id)

    def organisation_name(self, organisation_id: str | None) -> str | None:
        """The name of an organisation by its id."""
        return self._register.organisation_name(organisation_id)

    def side_name(self, side: str) -> str:
        """A side in words; a local one is its body's name."""
        local = next((body.name for body in self._local.values() if body.side == side), None)
        return local or self._register.side_name(side)


def by_key(bodies: Iterable[Organisation]) -> dict[str, Organisation]:
    """Bodies by all their names, folded."""
    return {_key(name): body for body in bodies for name in (body.name, *body.aliases)}


def united(
    local: Sequence[Mapping[str, Organisation]], texts: Sequence[str]
) -> dict[str, Organisation]:
    """The bodies of several documents about one meeting by folded name, each with one code.

    A code that one of the texts uses wins; a name that begins only one longer name is short for it.

    Args:
        local: bodies that each document introduces, by folded name.
        texts: of the same documents.
    """
    bodies: dict[str, Organisation] = {}
    used: dict[str, bool] = {}
    for known in local:
        for key, body in known.items():
            if len(local) > 1 and _is_surname(body, texts):
                continue
            if body.side not in used:
                used[body.side] = any(is_called(body.side, text) for text in texts)
            best = bodies.get(key)
            if best is None or (used[body.side] and not used[best.side]):
                bodies[key] = body
    names = {_key(body.name): body for body in bodies.values() if body.source == "text"}
    return {
        key: body if body.source != "text" else _whole(key, body, names)
        for key, body in bodies.items()
    }


def _whole(key: str, body: Organisation, names: Mapping[str, Organisation]) -> Organisation:
    """The body with the only longer name that begins with `key`, else the best of its name."""
    longer = [name for name in names if name.startswith(f"{key} ")]
    if not longer and body.kind == "party":  # of which only roles tell: "the leader of the Front"
        longer = [name for name in names if name != key and key in name.split()]
    return names[longer[0]] if len(longer) == 1 else names.get(_key(body.name), body)


@lru_cache(N_REMEMBERED)
def _bare(name: str) -> str:
    """A name without article and possessive ending."""
    bare = _POSSESSIVE.sub("", name)
    return _ARTICLE.sub("", " ".join(bare.split()))


def _is_surname(body: Organisation, texts: Sequence[str]) -> bool:
    """Whether another document of the meeting has somebody of the one-word name of a body."""
    told_by_role = body.source == "text" and body.kind == "party" and " " not in body.name
    return told_by_role and any(is_surname(body.name, text) for text in texts)


@lru_cache(N_REMEMBERED)
def _key(name: str) -> str:
    return _bare(name).casefold()


class _Place(NamedTuple):
    start: int
    words: str
    organisation: Organisation


class BodyIndex:
    """Where a text names bodies, in reading order: what `the ministry` or `the group` can mean."""

    def __init__(self, text: str, register: DocumentRegister) -> None:
        """Find every body that `text` names."""
        self._text = text
        self._register = register
        self._places = list(_places(text, register))
        self._unlisted: dict[str, list[int]] = {}

    @property
    def sides(self) -> Counter[str]:
        """How often the text names bodies of each side."""
        counts = Counter(place.organisation.side for place in self._places)
        del counts[UNKNOWN]
        return counts

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
                return _speaker(body, f"the {noun} → {place.words}")
        return None

    def called(self, at: int, noun: str) -> Speaker | None:
        """Whom `the club` at `at` means: the body last called so, else the next one.

        A company, union or council that the text never names stands under its noun.
        """
        named = self.last_before(at, noun, by_name=True)
        if self._is_of_state(noun, at, is_named=named is not None):
            return None
        if named is None and noun in _STANDS_ALONE:
            called = [body for body in self._introduced() if noun in _nouns(body.name)]
            named = _speaker(called[0], f"the {noun}") if len(called) == 1 else None
        body = named or self.last_before(at, noun)
        if body is not None:
            return self._within(body, noun)
        kinds = _KINDS.get(noun, frozenset())
        story = {body.id for body in self._introduced()}
        for place in self._places:
            known = place.organisation
            if known.kind in kinds and (known.is_own or known.id in story):
                return _speaker(known, f"the {noun} → {place.words}")
        if noun not in _STANDS_ALONE:
            return None
        only = self._only_one(noun, kinds)
        if only is not None:
            return _speaker(only, f"the {noun} → {only.name}")
        return Speaker(
            name=f"The {noun}", kind=SpeakerKind.ORGANISATION, side=noun.upper(),
            organisation=f"The {noun}", confidence=0.5, resolved_by=f"the {noun}, never named",
        )  # fmt: skip

    def _within(self, body: Speaker, noun: str) -> Speaker:
        """`The commission` where the text names only the Union: that one of its bodies."""
        is_part = noun == "commission" and body.side == "EU" and noun not in body.name.lower()
        part = self._register.organisation("European Commission") if is_part else None
        return _speaker(part, body.resolved_by) if part else body

    def of_members(self, at: int, members: str, noun: str) -> Speaker:
        """The `players' committee`: a body named so before `at`, else one of that name alone."""
        named = self.last_before(at, noun, by_name=True)
        if named is not None:
            return named
        name = f"The {members} {noun}"
        return Speaker(
            name=name, kind=SpeakerKind.ORGANISATION, side=members.upper(), organisation=name,
            confidence=0.5, resolved_by=f"the {noun}, called after its members",
        )  # fmt: skip

    def _is_of_state(self, noun: str, at: int, *, is_named: bool) -> bool:
        """Whether `the commission` is one of a state, called so in full but not whose."""
        if noun not in _OFTEN_OF_STATES:
            return False
        if noun == "council" and not is_named and _JUNTA.search(self._text):
            return True
        if noun not in self._unlisted:
            self._unlisted[noun] = list(self._places_unlisted(noun))
        before = [place for place in self._unlisted[noun] if place < at]
        if not is_named:
            return bool(before)
        last = max(
            (p.start for p in self._places if p.start < at and noun in _nouns(p.words)), default=0
        )
        return bool(before) and before[-1] > last

    def _places_unlisted(self, noun: str) -> Iterable[int]:
        """Where the text calls a state's council so, or in capitals one that nobody lists."""
        for match in STATE_COUNCIL.finditer(self._text):
            if match["noun"].lower() == noun and self._register.organisation(match[0]) is None:
                yield match.start()

    def _introduced(self) -> list[Organisation]:
        """The bodies that the documents of the meeting introduce."""
        return list({body.name: body for body in self._register.local.values()}.values())

    def _only_one(self, noun: str, kinds: frozenset[str]) -> Organisation | None:
        """The one body of the meeting that `noun` can mean.

        Else the one of which only roles tell ("the treasurer of the Uniti"), not what it is.
        """
        bodies = self._introduced()
        called = [b for b in bodies if b.kind in kinds]
        if not called and noun not in _KINDS_TOLD:
            called = [
                b for b in bodies if b.kind == "party" and not _nouns(b.name) & _TELLING
            ]  # fmt: skip
        return called[0] if len(called) == 1 else None

    def between(self, start: int, end: int) -> list[tuple[int, Organisation]]:
        """The bodies named in `start` to `end`, and where, in reading order."""
        return [(p.start, p.organisation) for p in self._places if start <= p.start < end]

    def names_side(self, side: str) -> bool:
        """Whether the text names a body of `side`."""
        return any(place.organisation.side == side for place in self._places)

    def nearest_before(self, at: int, *, within: int) -> tuple[int, Organisation] | None:
        """The last body of its own named in the `within` code points before `at`, and where."""
        for place in reversed(self._places):
            if at - within <= place.start < at and place.organisation.kind not in _OF_STATES:
                return place.start, place.organisation
        return None


def _speaker(body: Organisation, resolved_by: str) -> Speaker:
    speaker = Speaker(
        name=body.name, kind=SpeakerKind.ORGANISATION, side=body.side, organisation=body.name,
        confidence=0.7, resolved_by=resolved_by,
    )  # fmt: skip
    return for_nobody(speaker) if body.side == UNKNOWN else speaker


def _nouns(name: str) -> set[str]:
    """The words of a name, plurals also without their ending ("Forces" is a force)."""
    words = name.lower().split()
    return {form for word in words for form in (word, word.removesuffix("s"))}


def _places(text: str, register: DocumentRegister) -> Iterable[_Place]:
    for start, run in capital_runs(text):
        tail = SMALL_TAIL.match(text, start + len(run))
        for words in ((run + tail.group(),) if tail else ()) + (run, without_role(run)):
            body = register.organisation(words)
            if body is not None:
                yield _Place(start, words, body)
                break
