"""What the documents of a meeting say about the side of one of its speakers, as numbers.

A speaker is compared with every side that the documents name: how near, in whose sentence,
how often, by what sort of role. `siding` weighs the numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.records import JOINT, MEDIA, UNKNOWN, Attribution, Document, Speaker, SpeakerKind
from attribution.speakers.mentions import places_of
from attribution.speakers.pointed import SURE
from attribution.speakers.scene import Scene
from attribution.speakers.sidemarks import MarkedPage
from attribution.speakers.sideroles import RoleTraits, is_state, read_traits

__all__ = [
    "FEATURES",
    "N_OF_SIDE",
    "Appearance",
    "MeetingEvidence",
    "Subject",
    "is_issuer",
    "subjects_of",
]

Numbers = NDArray[np.float64]

FEATURES: Final = (
    "in_mention", "before_in_sentence", "after_in_sentence", "nearest_before",
    "nearest_state_before", "nearest_own_before", "decay_before", "decay_after", "owner_before",
    "subject_before", "alone_in_paragraph", "in_title", "in_lead", "in_dateline", "outlet",
    "issuer", "share", "log_share", "share_of_speakers", "outlet_of_meeting", "issuer_of_meeting",
    "state_first", "state_second", "own_first", "own_second", "is_state", "is_international",
    "spoken_of", "opens_content", "asked_in_content", "opens_sentence", "speaker_before",
    "replied_to", "speaks_here", "town_near", "town_in_paragraph", "town_of_page", "town_first",
    "town_spoken_of", "town_of_meeting", "rule_sure", "rule_likely", "rule_guess", "none",
    "rule_none", "state_role", "body_role", "private_role", "former", "no_role", "is_person",
    "is_unnamed", "is_group", "n_statements", "nothing_near",
)  # fmt: skip
"""Names of the numbers; `none` marks the answer that no side is told."""
N_OF_SIDE: Final = FEATURES.index("rule_none")
"""The first numbers are of a side, the others of the speaker, the same in every row."""
_COLUMN: Final = {name: i for i, name in enumerate(FEATURES)}
_ASKED: Final = re.compile(
    r"^\W*(?:\w+\W+){0,3}?(?:must|should|had to|has to|have to|ought|needs? to|was|were|is|are|had|"
    r"has|refus\w+|broke|violated|fail\w+)\b"
)
"""What is asked or said of another rather than of oneself: "Norland must"."""
_REPLY: Final = frozenset(
    "replied reply answered countered retorted responded rejected denied dismissed shot disputed "
    "contradicted rebuffed brushed rebutted objected".split()
)
_INTERNATIONAL: Final = frozenset("EU UN NATO AU OSCE IAEA ECOWAS ASEAN WTO WHO IMF".split())
N_PLACES: Final = 3
"""Occurrences of a speaker in a document that are looked at."""
N_NEAR_CHARS: Final = 1500
"""How far back a side may be named."""
N_AFTER_CHARS: Final = 400
N_APPOSITION_CHARS: Final = 120
N_OPENING_CHARS: Final = 25
"""How far into a sentence its first words go."""


@dataclass(frozen=True, slots=True, eq=False)
class Appearance:
    """A document as the scorer sees it, one speaker an attribution.

    Attributes:
        issuer: whose account the document is, if it is a readout.
    """

    document: Document
    scene: Scene
    attributions: Sequence[Attribution]
    speakers: Sequence[Speaker]
    issuer: Speaker | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """Somebody whose side is asked for.

    Attributes:
        speaker: as the rules have it.
        statements: (number of document, number of attribution) of what they say.
    """

    speaker: Speaker
    statements: tuple[tuple[int, int], ...]


def is_issuer(speaker: Speaker) -> bool:
    """Whether a statement is the issuer's of a readout, named or not."""
    return speaker.resolved_by.startswith(("issuer of the readout", "readout without issuer"))


def subjects_of(appearances: Sequence[Appearance]) -> list[Subject]:
    """The speakers of a meeting's documents, by name; issuers, outlets and joint ones left out."""
    found: dict[tuple[str, SpeakerKind], list[tuple[int, int]]] = {}
    best: dict[tuple[str, SpeakerKind], Speaker] = {}
    for i, appearance in enumerate(appearances):
        for j, speaker in enumerate(appearance.speakers):
            if speaker.side in {JOINT, MEDIA} or is_issuer(speaker):
                continue
            key = (speaker.name, speaker.kind)
            found.setdefault(key, []).append((i, j))
            known = best.setdefault(key, speaker)
            if _certainty(known) < _certainty(speaker):
                best[key] = speaker
    return [Subject(best[key], tuple(statements)) for key, statements in found.items()]


def _certainty(speaker: Speaker) -> float:
    """A guess that stands directly says more than a pronoun that points to it."""
    return 2.0 if "nearest" in speaker.resolved_by else speaker.confidence


class _Rows:
    """The numbers of one subject while they are gathered, a row a side."""

    def __init__(self, sides: Sequence[str]) -> None:
        self.numbers = np.zeros((len(sides) + 1, len(FEATURES)))
        self.at = {side: i for i, side in enumerate(sides)}

    def add(self, name: str, side: str, value: float = 1.0) -> None:
        if side in self.at:
            self.numbers[self.at[side], _COLUMN[name]] += value

    def add_all(self, name: str, value: float) -> None:
        self.numbers[:, _COLUMN[name]] = value


class MeetingEvidence:
    """Numbers for speakers and sides of one meeting's documents.

    Attributes:
        sides: every side that the documents name or that somebody speaks for, most named first.
        pages: the documents with their marks, in order.
    """

    def __init__(self, appearances: Sequence[Appearance]) -> None:
        """Find where the documents name sides."""
        self._appearances = appearances
        self.pages = [MarkedPage(a.document, a.scene) for a in appearances]
        self._named: Counter[str] = Counter()
        for page in self.pages:
            self._named.update(page.counts)
        self._spoken = Counter(
            speaker.side for a in appearances for speaker in a.speakers if _is_sure(speaker)
        )
        self._towns: Counter[str] = Counter()
        for page in self.pages:
            self._towns.update(page.towns_by_side)
        self._behind = {
            part: Counter(side for page in self.pages for side in page.parts[part])
            for part in ("outlet", "issuer")
        }
        ranked = [side for side, _ in self._named.most_common()]
        self.sides = tuple(dict.fromkeys([*ranked, *self._spoken]))

    def numbers(self, subject: Subject) -> Numbers:
        """(n_sides + 1, n_features): a row for each of `sides`, the last for none of them."""
        rows = _Rows(self.sides)
        places = list(self.places(subject))
        for i, start, end in places:
            self._add_place(rows, self.pages[i], start, end)
        rows.numbers /= max(1, len(places))
        near = rows.numbers[:-1, _COLUMN["before_in_sentence"]].max(initial=0.0)
        self._add_meeting(rows, subject)
        for i, j in subject.statements:
            self._add_statement(rows, subject, i, j)
        _add_rule(rows, subject.speaker)
        _add_traits(rows, subject, read_traits(self._told(subject, places)))
        rows.add_all("nothing_near", float(near == 0))
        return rows.numbers

    def places(self, subject: Subject) -> Iterator[tuple[int, int, int]]:
        """(document, start, end) of where the speaker is introduced or named."""
        name = subject.speaker.name
        speaks_in = {i for i, _ in subject.statements}
        for i, page in enumerate(self.pages):
            named: list[tuple[int, int]] = []
            if subject.speaker.kind is SpeakerKind.PERSON and (i in speaks_in or " " in name):
                named = [(at, at + len(name)) for at in places_of(page.text, name)]
            if not named and i in speaks_in:
                sources = (
                    self._appearances[k].attributions[j].source
                    for k, j in subject.statements if k == i
                )  # fmt: skip
                named = sorted({(s.start, s.end) for s in sources if s is not None})
            yield from ((i, start, end) for start, end in named[:N_PLACES])

    def _told(self, subject: Subject, places: Sequence[tuple[int, int, int]]) -> list[str]:
        """Words that may tell the role: of the mentions and around the first place."""
        told = [subject.speaker.role or "", subject.speaker.name]
        for i, j in subject.statements:
            source = self._appearances[i].attributions[j].source
            told.append(source.slice(self.pages[i].text) if source else "")
        for i, start, end in places[:1]:
            page = self.pages[i]
            first, last = page.sentence(start)
            told.append(page.text[max(first, start - 90) : start])
            after = page.text[end : min(last, end + 90)]
            told.append(after if after.startswith((",", " of", " from", " who")) else "")
        return told

    def _add_place(self, rows: _Rows, page: MarkedPage, start: int, end: int) -> None:
        """Sides around one occurrence of the speaker."""
        first, last = page.sentence(start)
        near = page.between(first, start)
        around = {
            "in_mention": page.between(start, end),
            "before_in_sentence": near,
            "after_in_sentence": page.between(end, min(last, end + N_APPOSITION_CHARS)),
            "owner_before": [mark for mark in near if page.is_owner(mark)],
        }
        for name, marks in around.items():
            for side in {mark.side for mark in marks}:
                rows.add(name, side)
        _add_nearest(rows, page, start)
        for mark in page.between(end, end + N_AFTER_CHARS):
            rows.add("decay_after", mark.side, exp(-(mark.start - end) / 100) / 4)
        previous = page.sentence(start, back=1)[0]
        for mark in page.between(previous, previous + N_OPENING_CHARS)[:1]:
            rows.add("subject_before", mark.side)
        paragraph = {mark.side for mark in page.between(page.paragraph(start), start)}
        if len(paragraph) == 1:
            rows.add("alone_in_paragraph", paragraph.pop())
        for name, sides in page.parts.items():
            for side in sides:
                rows.add(name, side)
        _add_towns(rows, page, start, (first, last))

    def _add_meeting(self, rows: _Rows, subject: Subject) -> None:
        """How much the meeting is about each side, the subject's own statements left out."""
        total = sum(self._named.values()) or 1
        spoken = self._spoken.copy()
        if _is_sure(subject.speaker):
            spoken[subject.speaker.side] -= len(subject.statements)
        n_spoken = sum(max(0, n) for n in spoken.values()) or 1
        for side in self.sides:
            named = self._named[side]
            rows.add("share", side, named / total)
            rows.add("log_share", side, log((named + 0.5) / total))
            rows.add("share_of_speakers", side, max(0, spoken[side]) / n_spoken)
            rows.add("is_state", side, float(is_state(side)))
            rows.add("is_international", side, float(side in _INTERNATIONAL))
            rows.add("town_of_meeting", side, self._towns[side] / (self._towns.total() or 1))
            for part, counts in self._behind.items():
                rows.add(f"{part}_of_meeting", side, counts[side] / len(self.pages))
        for kind in ("state", "own"):
            ranked = [side for side in self.sides if is_state(side) == (kind == "state")]
            for rank, side in zip(("first", "second"), ranked, strict=False):
                rows.add(f"{kind}_{rank}", side)

    def _add_statement(self, rows: _Rows, subject: Subject, i: int, j: int) -> None:
        """What one statement of the subject says of sides, and after whom it comes."""
        page, appearance = self.pages[i], self._appearances[i]
        attribution, part = appearance.attributions[j], 1 / len(subject.statements)
        for content in attribution.contents:
            for side in {mark.side for mark in page.between(content.start, content.end)}:
                rows.add("spoken_of", side, part)
            for side in {mark.side for mark in page.towns_between(content.start, content.end)}:
                rows.add("town_spoken_of", side, part)
        start = attribution.contents[0].start
        for mark in page.between(start, start + N_OPENING_CHARS)[:1]:
            asked = _ASKED.match(page.text[mark.end : mark.end + 60])
            rows.add("asked_in_content" if asked else "opens_content", mark.side, part)
        source = attribution.source
        opening = page.sentence(min(start, source.start) if source else start)[0]
        for mark in page.between(opening, opening + N_OPENING_CHARS)[:1]:
            rows.add("opens_sentence", mark.side, part)
        others = [s for s in appearance.speakers[:j] if s.name != subject.speaker.name]
        if others and _is_sure(others[-1]):
            cue = attribution.cue
            words = set(cue.slice(page.text).lower().split()) if cue else set()
            rows.add("replied_to" if words & _REPLY else "speaker_before", others[-1].side, part)
        for side in {s.side for s in appearance.speakers if _is_sure(s)}:
            rows.add("speaks_here", side, part)


def _is_sure(speaker: Speaker) -> bool:
    return speaker.confidence > SURE and speaker.side not in {UNKNOWN, JOINT, MEDIA}


def _add_nearest(rows: _Rows, page: MarkedPage, at: int) -> None:
    """The last sides named before `at`, of any kind, states, and other bodies."""
    first: dict[str, str] = {}
    for mark in page.before(at):
        if at - mark.end > N_NEAR_CHARS:
            break
        kind = "nearest_state_before" if is_state(mark.side) else "nearest_own_before"
        for name in ("nearest_before", kind):
            first.setdefault(name, mark.side)
        rows.add("decay_before", mark.side, exp(-max(0, at - mark.end) / 150) / 4)
    for name, side in first.items():
        rows.add(name, side)


def _add_towns(rows: _Rows, page: MarkedPage, at: int, sentence: tuple[int, int]) -> None:
    """In which states the towns lie that are named around one occurrence of a speaker."""
    around = {
        "town_near": page.towns_between(*sentence),
        "town_in_paragraph": page.towns_between(page.paragraph(at), sentence[1]),
        "town_first": page.towns[:1],
    }
    for name, marks in around.items():
        for side in {mark.side for mark in marks}:
            rows.add(name, side)
    total = page.towns_by_side.total() or 1
    for side, n in page.towns_by_side.items():
        rows.add("town_of_page", side, n / total)


def _add_rule(rows: _Rows, speaker: Speaker) -> None:
    if speaker.side == UNKNOWN:
        rows.add_all("rule_none", 1.0)
        return
    grade = "sure" if speaker.confidence > 0.65 else "likely" if _is_sure(speaker) else "guess"
    rows.add(f"rule_{grade}", speaker.side)


def _add_traits(rows: _Rows, subject: Subject, traits: RoleTraits) -> None:
    rows.numbers[-1, _COLUMN["none"]] = 1
    kind = subject.speaker.kind
    told: Mapping[str, float] = {
        "state_role": traits.of_state, "body_role": traits.of_body, "private_role": traits.private,
        "former": traits.former, "no_role": traits.untold,
        "is_person": kind is SpeakerKind.PERSON, "is_unnamed": kind is SpeakerKind.UNNAMED,
        "is_group": kind is SpeakerKind.GROUP, "n_statements": len(subject.statements),
    }  # fmt: skip
    for name, value in told.items():
        rows.add_all(name, float(value))
