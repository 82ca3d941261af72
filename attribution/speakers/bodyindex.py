"""Where a text names bodies, and what nouns such as `the ministry` can mean there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from attribution.actors import Organisation
from attribution.records import UNKNOWN, Speaker, SpeakerKind
from attribution.speakers.bodies import DocumentRegister
from attribution.speakers.bodywords import SMALL_TAIL, STATE_COUNCIL
from attribution.speakers.introductions import without_role
from attribution.speakers.mentions import OPENERS, capital_runs
from attribution.speakers.pointed import for_nobody

__all__ = ["BODY_NOUNS", "BodyIndex"]

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
_CALLED_ALONE: Final = frozenset("alliance movement coalition front bloc".split())
"""Nouns that end names of parties, which the other documents of a meeting may give in full."""
_JUNTA: Final = re.compile(
    r"\b(?:juntas?|military rulers?|coup|(?:seized|took) power|ruling generals?)\b"
)
"""Words for those who rule by arms, whose council is their state's."""
_OFTEN_OF_STATES: Final = frozenset({"council", "commission", "committee"})
_KINDS_TOLD: Final = frozenset({"party", "militia", "council"})
"""Nouns that mean another body than the one of which only roles tell."""
_TELLING: Final = frozenset(_KINDS) | {"forum", "network", "committee", "democrats", "greens"}
_OF_STATES: Final = frozenset({"agency", "state", "government"})


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
        if named is None and noun in _STANDS_ALONE | _CALLED_ALONE:
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
        first, _, rest = run.partition(" ")
        opened = (rest,) if rest and first.lower() in OPENERS else ()
        whole = (run + tail.group(),) if tail else ()
        for words in (*whole, run, without_role(run), *opened):
            body = register.organisation(words)
            if body is not None:
                yield _Place(start, words, body)
                break
