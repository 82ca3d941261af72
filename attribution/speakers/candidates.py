"""Whom `she` or `the minister` may mean, as numbers: whoever spoke or was named before."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.records import Speaker, SpeakerKind
from attribution.speakers.casting import Person
from attribution.speakers.descriptions import description_numbers
from attribution.speakers.mentions import ROLE_NOUNS, UPPER, Mention, places_of
from attribution.speakers.scene import Scene

__all__ = ["FEATURES", "Candidate", "Candidates", "Choice", "Found", "Said", "agrees_with"]

FEATURES: Final = (
    "spoke", "speakers_since", "chars_since_said", "sentences_since_said", "chars_since_named",
    "sentences_since_named", "named_in_sentence", "opens_sentence_before", "opens_sentence",
    "gender", "said_as_pronoun", "n_agreeing", "mentioned_since", "oblique", "owner", "person",
    "n_said", "paragraphs_since", "by_rule", "in_quotation", "said_in_sentence", "others_since",
    "has_role", "alone", "sentences_since_called", "called_first",
)  # fmt: skip
N_BACK_CHARS: Final = 1_500
"""How far before a pronoun somebody may have spoken or been named."""
N_DESCRIBED_CHARS: Final = 6_000
"""The same before a description, which reaches further back."""
N_CALLED_CHARS: Final = 500
"""The same for descriptions: "The union leader was in a softer mood."."""
N_OPENING_CHARS: Final = 45
"""How far into a sentence a name opens it."""
N_PERSON_CHARS: Final = 60
"""The same in the pronoun's own sentence: "On fees Lund was brief"."""
N_CALLED_OPENING_CHARS: Final = 30
FAR: Final = 20.0
"""Sentences since what never was."""
FAR_LOG: Final = 9.0
"""The same for logarithms of characters, and for speakers in between."""
_GENDERS: Final = frozenset({"male", "female"})
_OBLIQUE: Final = re.compile(
    r"\b(?:to|of|with|by|from|for|than|on|about|at|told|asked|against|between)\s+"
    r"(?:[A-Z][\w.]*\s+){0,2}$"
)
_CALLED: Final = re.compile(r"\b[Tt]he\s+(?P<words>[a-z\-]+(?:\s+[a-z\-]+){0,2})")
_CAPITAL_BEHIND: Final = re.compile(rf"\s+[{UPPER}]|['’]s?\s+[{UPPER}]|-")
_GOES_ON: Final = re.compile(r"\s+(?:[A-Z]|(?:of|for|to)\b)")
"""Behind the noun of a name or of an office, which are no description."""


@dataclass(frozen=True, slots=True)
class Found:
    """A speaker with what pronouns must agree with: a gender, `thing` or `plural`."""

    speaker: Speaker
    gender: str


@dataclass(frozen=True, slots=True)
class Said:
    """A resolved earlier mention that ends at `at`."""

    at: int
    mention: Mention
    speaker: Speaker
    gender: str


def _is_somebody(said: Said) -> bool:
    """Whether a speaker is one person, which "Baku's reading" is not."""
    if said.speaker.kind is SpeakerKind.PERSON:
        return True
    words = set(re.findall(r"[\w\-]+", said.mention.text.lower()))
    singular = said.speaker.kind is SpeakerKind.UNNAMED
    return singular and bool(words & ROLE_NOUNS or said.gender in _GENDERS)


def agrees_with(wanted: str, said: Said) -> bool:
    """Whether a pronoun of gender `wanted` can mean an earlier speaker."""
    kind = said.speaker.kind
    if wanted in {"male", "female"}:
        return _is_somebody(said) and said.gender in {"", wanted}
    if wanted == "plural":
        return kind is SpeakerKind.GROUP or said.mention.number == "plural"
    if wanted == "thing":
        return kind is SpeakerKind.ORGANISATION
    return True


@dataclass(slots=True)
class Candidate:
    """Somebody whom a pronoun or a description may mean.

    Attributes:
        speaker: as known before it.
        gender: `male`, `female` or empty.
        said: where the last statement's source ends; None if there is none near.
        n_said: statements near before the pronoun.
        named: (start, end) of the last naming near before it.
        words: of the mentions so far.
        was_pronoun: whether the last of them was a pronoun.
    """

    speaker: Speaker
    gender: str
    said: int | None = None
    n_said: int = 0
    named: tuple[int, int] | None = None
    words: str = ""
    was_pronoun: bool = False

    @property
    def last(self) -> int:
        """Where the candidate spoke or was named last."""
        return max(-1 if self.said is None else self.said, self.named[0] if self.named else -1)


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What is known where a pronoun or a description stands.

    Attributes:
        text: of the document.
        at: first code point of the pronoun or description.
        candidates: everybody whom it may mean, in order of appearance.
        numbers: (n_candidates, n_features) of them.
        is_description: whether it is `the minister` rather than `she`.
    """

    text: str
    at: int
    candidates: Sequence[Candidate]
    numbers: NDArray[np.float64]
    is_description: bool = False


class Candidates:
    """Names and descriptions of people in one document, for all mentions that point back."""

    def __init__(self, scene: Scene) -> None:
        """Find where `scene` names people."""
        self._scene = scene
        self._text = scene.text
        self._sentences = scene.sentence_starts
        self._opening = frozenset(self._sentences)
        self._names = sorted(
            (
                (start, start + len(surname), person)
                for surname, person in self._called_so().items() if person is not None
                for form in {surname, surname[:1].upper() + surname[1:]}
                for start in places_of(self._text, form)
            ),
            key=lambda named: named[0],
        )  # fmt: skip
        self._name_starts = [start for start, _, _ in self._names]
        self._called = list(_descriptions(self._text))
        self._called_starts = [start for start, _ in self._called]

    def _called_so(self) -> dict[str, Person | None]:
        """People by surname, or by the first name by which alone the text calls them: Phumtham."""
        surnames: dict[str, Person | None] = {}
        first_names: dict[str, Person | None] = {}
        for person in self._people():
            first, _, surname = person.name.rpartition(" ")
            other = surnames.get(surname, person)
            surnames[surname] = person if other is not None and other.name == person.name else None
            is_known = person.gender or person.speaker.role
            if is_known and " " not in first and self._stands_alone(first):
                first_names[first] = None if first in first_names else person
        return first_names | surnames

    def _stands_alone(self, name: str) -> bool:
        """Whether a name begins a sentence without another capitalised word behind it."""
        return any(
            at in self._opening and not _CAPITAL_BEHIND.match(self._text, at + len(name))
            for at in places_of(self._text, name)
        )

    def _people(self) -> Iterator[Person]:
        cast = self._scene.cast
        yield from cast
        for person in cast.elsewhere:
            yield cast.find(person.name, person.name) or person

    def choice(self, at: int, wanted: str, history: Sequence[Said], found: Found) -> Choice:
        """Whom a pronoun may mean.

        Args:
            at: first code point of the pronoun.
            wanted: its gender, `male` or `female`.
            history: earlier mentions in reading order.
            found: what rules take the pronoun for; one of the candidates if it is somebody.
        """
        near = self._before(at, history, found)
        return Choice(self._text, at, near, self._numbers(near, at, wanted, found.speaker.name))

    def described_choice(
        self, mention: Mention, at: int, history: Sequence[Said], found: Found
    ) -> Choice:
        """Whom a description such as `the minister` may mean.

        Args:
            mention: the description.
            at: its first code point.
            history: earlier mentions in reading order.
            found: what rules take it for; one of the candidates.
        """
        near = self._before(at, history, found, reach=N_DESCRIBED_CHARS)
        numbers = self._numbers(near, at, mention.gender, found.speaker.name)
        told = [self.told(one) for one in near]
        sides = [one.speaker.side for one in near]
        words = description_numbers(mention.text, told, sides, self._scene.register)
        return Choice(self._text, at, near, np.hstack([numbers, words]), is_description=True)

    def told(self, one: Candidate) -> str:
        """What the text says of somebody, lower-case."""
        described = self._scene.cast.described(one.speaker.name)
        return " ".join(filter(None, (described, one.speaker.role, one.words))).lower()

    def _before(
        self, at: int, history: Sequence[Said], found: Found, *, reach: int = N_BACK_CHARS
    ) -> list[Candidate]:
        near: dict[str, Candidate] = {}
        for said in history:
            if at - reach <= said.at <= at and _is_somebody(said):
                _add_said(near, said)
        first = bisect_left(self._name_starts, at - reach)
        for start, end, person in self._names[first : bisect_left(self._name_starts, at)]:
            one = near.setdefault(person.name, Candidate(person.speaker, person.gender))
            one.named = (start, end)
            one.gender = one.gender or person.gender
        if found.speaker.resolved_by != "pronoun without antecedent":
            near.setdefault(found.speaker.name, Candidate(found.speaker, found.gender))
        return list(near.values())

    def _numbers(
        self, near: Sequence[Candidate], at: int, wanted: str, rule: str
    ) -> NDArray[np.float64]:
        agreeing = [one for one in near if _agrees(one, wanted)]
        latest = sorted((one.last for one in agreeing), reverse=True)
        spoken = sorted((one.said for one in near if one.said is not None), reverse=True)
        here = bisect_right(self._sentences, at - 1)
        rows = []
        for one in near:
            of_said = self._of_said(one, at, here, spoken)
            of_name = self._of_name(one, at, here)
            others = sum(o.last > one.last for o in near if not _agrees(o, wanted))
            agrees = _agrees(one, wanted)
            rows.append({
                **of_said, **of_name, **self._of_description(one, at, here),
                "gender": 0 if not (one.gender and wanted) else 1 if agrees else -1,
                "n_agreeing": len(agreeing),
                "mentioned_since": latest.index(one.last) if agrees else FAR_LOG,
                "person": one.speaker.kind is SpeakerKind.PERSON,
                "paragraphs_since": self._text[one.last : at].count("\n\n") if one.last >= 0 else 0,
                "by_rule": one.speaker.name == rule, "others_since": others,
                "has_role": bool(one.speaker.role), "alone": len(agreeing) == 1,
            })  # fmt: skip
        table = [[float(row[name]) for name in FEATURES] for row in rows]
        return np.array(table, dtype=np.float64).reshape(len(rows), len(FEATURES))

    def _sentence(self, at: int) -> int:
        return bisect_right(self._sentences, at)

    def _of_said(
        self, one: Candidate, at: int, here: int, spoken: Sequence[int]
    ) -> dict[str, float]:
        """What the last statement of a candidate tells."""
        said = one.said
        if said is None:
            return {
                "spoke": 0, "speakers_since": FAR_LOG, "chars_since_said": FAR_LOG, "n_said": 0,
                "sentences_since_said": FAR, "said_as_pronoun": 0, "said_in_sentence": 0,
            }  # fmt: skip
        since = here - self._sentence(said - 1)
        return {
            "spoke": 1, "speakers_since": spoken.index(said), "chars_since_said": log1p(at - said),
            "sentences_since_said": since, "said_as_pronoun": one.was_pronoun,
            "said_in_sentence": since == 0, "n_said": one.n_said,
        }  # fmt: skip

    def _of_name(self, one: Candidate, at: int, here: int) -> dict[str, float]:
        """What the last naming of a candidate tells."""
        if one.named is None:
            return {
                "chars_since_named": FAR_LOG, "sentences_since_named": FAR, "named_in_sentence": 0,
                "opens_sentence_before": 0, "opens_sentence": 0, "oblique": 0, "owner": 0,
                "in_quotation": 0,
            }  # fmt: skip
        start, end = one.named
        since = here - self._sentence(start)
        first = self._sentences[self._sentence(start) - 1]
        paragraph = self._text[self._text.rfind("\n", 0, start) + 1 : start]
        is_open = paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1
        return {
            "chars_since_named": log1p(at - start), "sentences_since_named": since,
            "named_in_sentence": since == 0, "in_quotation": is_open,
            "opens_sentence_before": since == 1 and start - first < N_OPENING_CHARS,
            "opens_sentence": since == 0 and start - first < N_PERSON_CHARS,
            "oblique": _OBLIQUE.search(self._text, max(first, start - 40), start) is not None,
            "owner": self._text[end : end + 2] in {"'s", "’s"},
        }  # fmt: skip

    def _of_description(self, one: Candidate, at: int, here: int) -> dict[str, float]:
        """Whether the candidate was meant by a description since: "the union leader"."""
        first = max(at - N_CALLED_CHARS, one.said or 0)
        since = self._called[
            bisect_left(self._called_starts, first) : bisect_left(self._called_starts, at)
        ]
        words = set(re.findall(r"[\w\-]+", self.told(one))) if since else set()
        last = next((start for start, head in reversed(since) if head in words), None)
        if last is None:
            return {"sentences_since_called": FAR, "called_first": 0}
        n = self._sentence(last)
        opens = last - self._sentences[n - 1] < N_CALLED_OPENING_CHARS
        return {"sentences_since_called": here - n, "called_first": opens}


def _agrees(one: Candidate, wanted: str) -> bool:
    return not wanted or one.gender in {"", wanted}


def _descriptions(text: str) -> Iterator[tuple[int, str]]:
    """Where `the minister`, `the union leader` begin, and their nouns."""
    for match in _CALLED.finditer(text):
        if ROLE_NOUNS.isdisjoint(match["words"].split()):
            continue
        for word in re.finditer(r"\S+", match["words"]):
            end = match.start("words") + word.end()
            if word.group() in ROLE_NOUNS and not _GOES_ON.match(text, end):
                yield match.start(), word.group()
                break


def _add_said(near: dict[str, Candidate], said: Said) -> None:
    one = near.setdefault(said.speaker.name, Candidate(said.speaker, said.gender))
    if said.speaker.confidence >= one.speaker.confidence:
        one.speaker = said.speaker
    one.said, one.n_said = said.at, one.n_said + 1
    one.gender = said.gender or one.gender
    one.words = f"{one.words} {said.mention.text}"
    one.was_pronoun = said.mention.text.lower() in {"he", "she", "him", "her"}
