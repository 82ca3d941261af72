"""The same statement in several documents: wire copies, whole or cut short, edited here and there.

An agency's text stands in many outlets. That is one statement with many outlets and never one
that others confirm. Candidates come from an index of rare words (prefix filtering, Chaudhuri,
Ganti and Kaushik, 2006), so that cost grows with the claims and not with their square.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from attribution.letters import bare_letters
from attribution.records import UNKNOWN, Claim, Document, DocumentKind

__all__ = ["find_copies", "is_edited", "pair_statements", "shared_text"]

MIN_ALIKE: Final = 0.75
"""Words in the same order, twice their number by those of both contents, from which on edited
contents are the same."""
MIN_SHARED: Final = 0.5
"""Share of the shorter text that stands in the other one, from which on they are copies."""
N_VERBATIM: Final = 10
"""So many words, all the same, are no chance: copied whatever else the texts hold."""
N_TELLING: Final = 4
"""Contents of fewer words are the same only where the whole statement is."""
MAX_DAYS: Final = 7
"""Texts published further apart are not copies: a side may say the same again."""
N_CANDIDATES: Final = 16
"""A claim is held against so many others at most, those that share most rare words with it."""
_N_SHINGLE: Final = 5
_MIN_OVERLAP: Final = MIN_ALIKE / (2 - MIN_ALIKE)
"""Of the words of either content, so many stand in the other one where both are alike."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# An edit that touches one of these says something else.
_WEIGHTY: Final = re.compile(
    r".*\d.*|no|not|never|none|neither|nor|cannot|without|"
    r"(?:did|does|do|is|was|were|has|have|had|would|could|should|wo|ca)n'?t|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundreds?|thousands?|millions?|billions?|dozens?"
)

Token = tuple[str, int]
Key = tuple[Token, str]


@dataclass(slots=True, eq=False)
class _Group:
    """One statement: the claim that was found first, and all of them, one a document."""

    lead: _Statement
    claims: list[Claim]
    documents: set[str] = field(default_factory=set)


class _Statement:
    """A claim as words."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self.raw = _WORD.findall(claim.content_text)
        self.words = [_folded(word) for word in self.raw]
        self.speaker = _folded(claim.speaker.name)
        self.source = _folded(claim.source_text or "")

    def keys(self, counts: Counter[Token]) -> list[Key]:
        """Its rarest words with speaker and source: with any copy it shares one of these.

        Args:
            counts: how often each word stands in all contents.
        """
        rare = sorted(self.tokens(), key=lambda token: (counts[token], token))
        prefix = rare[: len(rare) - math.ceil(len(rare) * _MIN_OVERLAP) + 1]
        said_by = (f"speaker {self.speaker}", f"source {self.source}")
        return [(token, whose) for token in prefix for whose in said_by]

    @property
    def whole(self) -> list[str]:
        """The words from source or cue to the end of the content, in the order of the text."""
        spans = self.claim.attribution.spans()
        first, last = min(span.start for span in spans), max(span.end for span in spans)
        return _words(self.claim.document.text[first:last])

    def tokens(self) -> Iterator[Token]:
        """The words of the content, each with how often it came before."""
        seen: Counter[str] = Counter()
        for word in self.words:
            yield word, seen[word]
            seen[word] += 1


def find_copies(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """The claims that are one statement in several documents.

    Two claims are the same statement where speaker or source and content are (some words may be
    edited, but no number, negation or name), the texts were published within a week, and either
    the texts are copies or the words so many that they were copied.

    Args:
        claims: of any documents, in any order.

    Returns:
        Groups of two or more, at most one claim a document: first the one that stands for all,
        then the others in order of publication. What a person judged stands first, then what has
        a known side, then a readout, then what was published first.
    """
    return [_ranked(group) for group in _grouped(claims, _Texts()) if len(group) > 1]


def pair_statements(before: Sequence[Claim], after: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """The claims of two revisions of a page that are one statement, as `find_copies` tells them.

    Args:
        before: claims of the older document.
        after: claims of the newer one.

    Returns:
        The older and the newer claim of each, in order of the newer text.
    """
    old = {claim.id for claim in before}
    groups = (group for group in _grouped([*before, *after], None) if len(group) > 1)
    pairs = [(one, two) if one.id in old else (two, one) for one, two in groups]
    return sorted(pairs, key=lambda pair: (pair[1].attribution.contents[0].start, pair[1].id))


def _grouped(claims: Iterable[Claim], texts: _Texts | None) -> list[list[Claim]]:
    """Claims of one statement each; `texts` None means that all are of one page."""
    ordered = sorted(map(_Statement, claims), key=lambda one: _reading_order(one.claim))
    counts = Counter(token for one in ordered for token in one.tokens())
    index: dict[Key, list[_Group]] = {}
    groups: list[_Group] = []
    for one in ordered:
        keys = one.keys(counts)
        group = _group_of(one, (found for key in keys for found in index.get(key, ())), texts)
        if group is None:
            group = _Group(one, [])
            groups.append(group)
            for key in keys:
                index.setdefault(key, []).append(group)
        group.claims.append(one.claim)
        group.documents.add(one.claim.document.sha256)
    return [group.claims for group in groups]


def is_edited(claim: Claim, copy: Claim) -> bool:
    """Whether two contents differ in more than case, accents and punctuation."""
    return _words(claim.content_text) != _words(copy.content_text)


def shared_text(a: Document, b: Document) -> float:
    """Share of the shorter text that stands in the other one word for word, 0 to 1."""
    return _Texts().shared(a, b)


def _group_of(one: _Statement, candidates: Iterable[_Group], texts: _Texts | None) -> _Group | None:
    for group, _ in Counter(candidates).most_common(N_CANDIDATES):
        is_elsewhere = one.claim.document.sha256 not in group.documents
        if is_elsewhere and _is_same(group.lead, one, texts):
            return group
    return None


def _ranked(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    first = min(
        claims,
        key=lambda claim: (
            not claim.judged,
            claim.speaker.side == UNKNOWN,
            claim.document.kind is not DocumentKind.READOUT,
            _reading_order(claim),
        ),
    )
    return (first, *(claim for claim in claims if claim is not first))


def _reading_order(claim: Claim) -> tuple[str, str, int, str]:
    published = claim.document.published
    # What has no date may be anything's copy, so it comes last.
    day = published.isoformat() if published else "~"
    return day, claim.document.sha256, claim.attribution.contents[0].start, claim.id


def _is_same(a: _Statement, b: _Statement, texts: _Texts | None) -> bool:
    is_near = texts is None or _are_near(a.claim, b.claim)
    if not (is_near and _has_same_source(a, b) and _has_same_content(a, b)):
        return False
    whole = a.whole
    is_whole = whole == b.whole
    n_verbatim = max(len(a.words) * (a.words == b.words), len(whole) * is_whole)
    if n_verbatim >= N_VERBATIM and not _are_apart(a, b):
        return True
    if not is_whole and min(len(a.words), len(b.words)) < N_TELLING:
        return False
    return texts is None or texts.shared(a.claim.document, b.claim.document) >= MIN_SHARED


def _are_near(a: Claim, b: Claim) -> bool:
    one, other = a.document.published, b.document.published
    return one is None or other is None or abs((one - other).days) <= MAX_DAYS


def _has_same_source(a: _Statement, b: _Statement) -> bool:
    one, other = a.claim, b.claim
    judged = {*one.judged} & {*other.judged}
    # What a person keeps apart stays apart.
    if ("side" in judged and one.speaker.side != other.speaker.side) or (
        "speaker" in judged and a.speaker != b.speaker
    ):
        return False
    # Each issuer tells its own account, in the same words too.
    if one.document.issuer and other.document.issuer:
        return _folded(one.document.issuer) == _folded(other.document.issuer)
    if a.source or b.source:
        return a.speaker == b.speaker or a.source == b.source
    return a.speaker == b.speaker or UNKNOWN in (one.speaker.side, other.speaker.side)


def _are_apart(a: _Statement, b: _Statement) -> bool:
    """Whether they seem to be of two sides: then only copied texts make them one."""
    sides = {a.claim.speaker.side, b.claim.speaker.side}
    return a.speaker != b.speaker and len(sides - {UNKNOWN}) > 1


def _has_same_content(a: _Statement, b: _Statement) -> bool:
    if a.words == b.words:
        return bool(a.words)
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - loads numpy; most pairs need it not

    if not Indel.normalized_similarity(a.words, b.words, score_cutoff=MIN_ALIKE):
        return False
    only_a, only_b = Counter(a.words) - Counter(b.words), Counter(b.words) - Counter(a.words)
    if any(_WEIGHTY.fullmatch(word) for word in (*only_a, *only_b)):
        return False
    # One name may be added ("President Lind" for "Lind"), but not put in another's place.
    return not (_names(a.raw, only_a) and _names(b.raw, only_b))


def _names(raw: Sequence[str], words: Iterable[str]) -> bool:
    wanted = {*words}
    return any(word[0].isupper() and _folded(word) in wanted for word in raw)


class _Texts:
    """Texts as sets of shingles, each made when it is needed."""

    def __init__(self) -> None:
        self._shingles: dict[str, frozenset[int]] = {}
        self._shared: dict[tuple[str, str], float] = {}

    def shared(self, a: Document, b: Document) -> float:
        """Share of the shorter text that stands in the other one."""
        key = (a.sha256, b.sha256)
        if key not in self._shared:
            one, other = self._of(a), self._of(b)
            shortest = min(len(one), len(other))
            self._shared[key] = len(one & other) / shortest if shortest else 0.0
        return self._shared[key]

    def _of(self, document: Document) -> frozenset[int]:
        if document.sha256 not in self._shingles:
            words = _words(document.text)
            self._shingles[document.sha256] = frozenset(
                hash(tuple(words[k : k + _N_SHINGLE])) for k in range(len(words) - _N_SHINGLE + 1)
            )
        return self._shingles[document.sha256]


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    return " ".join(bare_letters(text).casefold().replace("’", "'").split())
