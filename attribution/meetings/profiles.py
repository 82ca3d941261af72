"""What grouping needs to know of a document: its words, sides, days, place and mentions."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from attribution.actors import Register
from attribution.actors.folding import fold
from attribution.cleaning import clean
from attribution.cleaning.vocabulary import word_counts
from attribution.meetings.mentions import find_mentions
from attribution.meetings.places import dateline_of
from attribution.meetings.sides import count_sides
from attribution.records import Document, MeetingMention, SectionKind, WorkingText
from attribution.spans import Span

__all__ = ["Profile", "profile_document"]

_TOKEN: Final = re.compile(r"[^\W\d_][\w’']*[^\W_]")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
N_MIN_CHARS: Final = 4
NAME_WEIGHT: Final = 2.0
"""A word that is never written small here counts so many times its rarity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A document seen as a report about a meeting.

    Attributes:
        words: unit vector of its words, rare ones and names weighing most; a country is its
            side's code, however it is called, and weighs little, as a capital does.
        sides: that it names most, and how often.
        mentions: in `Document.text`, in reading order; at most one is the main one.
        dateline: place of its dateline.
    """

    sha256: str
    published: date | None
    words: Mapping[str, float]
    sides: Mapping[str, int]
    mentions: tuple[MeetingMention, ...]
    dateline: str | None = None

    @property
    def main(self) -> MeetingMention | None:
        """The mention of the meeting that the document reports about."""
        return next((mention for mention in self.mentions if mention.is_main), None)


def profile_document(document: Document, *, register: Register) -> Profile:
    """The profile of a document; page furniture does not count."""
    working = clean(document.text)
    body = _body_of(working)
    mentions = find_mentions(body, published=document.published, register=register)
    return Profile(
        sha256=document.sha256,
        published=document.published,
        words=weigh_words(body, register=register),
        sides=count_sides(body, register=register),
        mentions=tuple(
            replace(mention, span=working.offset_map.to_raw(mention.span)) for mention in mentions
        ),
        dateline=dateline_of(body, register=register),
    )


def _body_of(working: WorkingText) -> str:
    """The working text with furniture blanked out, so that offsets stay."""
    parts = list(working.text)
    for section in working.sections:
        if section.kind is not SectionKind.BODY:
            span: Span = section.span
            parts[span.start : span.end] = ["\n" if c == "\n" else " " for c in
                                            parts[span.start : span.end]]  # fmt: skip
    return "".join(parts)


def weigh_words(text: str, *, register: Register) -> dict[str, float]:
    """The words of a text as a vector of length 1.

    Weights are those of TF-IDF (Spärck Jones, 1972) with the frequencies of a large corpus, so
    that they do not depend on which documents happen to be at hand.
    """
    tokens = [_POSSESSIVE.sub("", match.group()) for match in _TOKEN.finditer(text)]
    small = {fold(token) for token in tokens if token[0].islower()}
    counts: Counter[str] = Counter()
    names: set[str] = set()
    for token in _with_capitals(tokens, register):
        side = register.country_side(token)
        if side is not None:
            counts[f"side:{side}"] += 1
        elif register.capital_side(token) is not None:
            counts[f"capital:{fold(token)}"] += 1
        elif len(token) >= N_MIN_CHARS:
            key = fold(token)
            counts[key] += 1
            if token[0].isupper() and key not in small:
                names.add(key)
    weights = {
        key: (1 + math.log(n)) * _rarity(key) * (NAME_WEIGHT if key in names else 1)
        for key, n in counts.items()
    }
    norm = math.sqrt(sum(weight**2 for weight in weights.values())) or 1.0
    return {key: weight / norm for key, weight in weights.items()}


def _with_capitals(tokens: Sequence[str], register: Register) -> Iterator[str]:
    """The tokens, those of a capital in two words ("Addis Ababa") as one."""
    index = 0
    while index < len(tokens):
        pair = " ".join(tokens[index : index + 2])
        is_capital = tokens[index][0].isupper() and register.capital_side(pair) is not None
        yield pair if is_capital else tokens[index]
        index += 1 + is_capital


@cache
def _n_words() -> int:
    return sum(word_counts().values())


_SIDE_RARITY: Final = 8.0
_RAREST: Final = 14.0


def _rarity(key: str) -> float:
    """Negative logarithm of a word's share of the corpus, between 0 and `_RAREST`, shifted."""
    if key.startswith(("side:", "capital:")):
        return _SIDE_RARITY - 4
    counts = word_counts()
    count = (
        counts.get(key) or counts.get(key.removesuffix("s")) or counts.get(key.removesuffix("es"))
    )
    if not count:
        return _RAREST - 4
    return max(0.0, min(_RAREST, math.log(_n_words() / count)) - 4 - 3)
