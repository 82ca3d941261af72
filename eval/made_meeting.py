"""A meeting of any size, made of the claims of labelled dossiers with their words varied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from attribution.errors import ReadError
from attribution.reading.dossiers import Dossier, GoldClaim
from attribution.records import (
    JOINT,
    MEDIA,
    UNKNOWN,
    Act,
    Attribution,
    Claim,
    Document,
    Quotation,
    Speaker,
    SpeakerKind,
    Stance,
)
from attribution.spans import Span

__all__ = ["MADE_SIDES", "make_meeting", "varied"]

MADE_SIDES: Final = ("RU", "US", "TR", "QA")
"""Sides of the made meeting; the first side of every dossier is the first of these."""
FIRST_DAY: Final = date(2024, 1, 1)
N_DAYS: Final = 14
N_VARIANTS: Final = 60
_SENTENCE: Final = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*[.!?]*[\"”’]*")
_WORD: Final = re.compile(r"\d+|[^\W\d_]+")
_NAMES: Final = tuple(
    f"{first}{last}" for first in ("Tar", "Vel", "Kor", "Nis", "Or", "Bel", "Dun", "Sar", "Pel")
    for last in ("nova", "dania", "mark", "heim", "istan", "ara", "burg", "ovia")
)  # fmt: skip
_EXCHANGED: Final[Sequence[Sequence[str]]] = tuple(
    line.split() for line in (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April June July August September October November December",
        "two three four five six seven eight nine ten",
        "talks negotiations consultations discussions", "meeting session round",
        "agreement accord deal settlement", "said stated declared noted", "trade commerce exports",
        "border frontier boundary", "ready prepared willing", "government cabinet ministry",
        "quickly soon promptly shortly", "serious grave severe", "ships vessels boats",
        "prisoners detainees captives", "proposal offer plan draft", "continue proceed endure",
        "important essential vital", "people citizens residents", "must should shall",
        "joint common shared", "workers staff employees", "full complete whole",
        "new further fresh",
    )
)  # fmt: skip
"""Words that take each other's place."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text of one labelled document and where claims stand in it."""

    text: str
    claims: tuple[tuple[Span, GoldClaim, str], ...]


def varied(text: str, variant: int) -> str:
    """The same text about other names, numbers and days, and with some other words.

    Args:
        text: of a document; variant 0 is the text itself.
        variant: each one is different and always the same.
    """
    if not variant:
        return text
    return _WORD.sub(lambda match: _other_word(match, text, variant), text)


def _other_word(match: re.Match[str], text: str, variant: int) -> str:
    word = match.group()
    if word.isdigit():
        return str(int(word) + variant) if len(word) < 4 else word
    for words in _EXCHANGED:
        if word in words:
            return words[(words.index(word) + variant) % len(words)]
    before = text[: match.start()].rstrip()[-1:]
    if word[0].isupper() and len(word) > 3 and before not in ("", ".", "!", "?", "\n", '"', "“"):
        drawn = int(sha256(f"{word}/{variant}".encode()).hexdigest()[:8], 16)
        return _NAMES[drawn % len(_NAMES)]
    return word


def make_meeting(
    dossiers: Sequence[Dossier], *, n_documents: int, n_claims: int, meeting: str
) -> list[tuple[Document, list[Claim]]]:
    """Documents with claims of the sides `MADE_SIDES`; no two claims have the same words.

    Args:
        dossiers: whose texts are used.
        n_documents: all alike in their number of claims, plus or minus one.
        n_claims: of all documents together.
        meeting: its name.

    Raises:
        ReadError: if the dossiers do not give so many different claims.
        ValueError: if there are fewer claims than documents.
    """
    if not 0 < n_documents <= n_claims:
        msg = f"{n_documents} documents of {n_claims} claims; each needs at least one"
        raise ValueError(msg)
    pieces = _pieces(dossiers)
    made: list[tuple[Document, list[Claim]]] = []
    for k in range(n_documents):
        wanted = n_claims * (k + 1) // n_documents - n_claims * k // n_documents
        made.append(_document(k, wanted, pieces, meeting))
    return made


def _pieces(dossiers: Sequence[Dossier]) -> Iterator[_Piece]:
    """The dossiers' documents, then the same varied, with claims whose words are new."""
    seen: set[str] = set()
    for variant in range(N_VARIANTS):
        for dossier in dossiers:
            sides = list(dict.fromkeys(c.side for c in dossier.claims if _is_side(c.side)))
            for name, document in dossier.documents.items():
                claims = [c for c in dossier.claims if c.doc == name and c.side in sides]
                spans = _sentences_of(document.text, claims)
                piece = _varied_piece(document.text, spans, sides, variant)
                kept = [entry for entry in piece.claims if entry[0].slice(piece.text) not in seen]
                seen.update(span.slice(piece.text) for span, _, _ in kept)
                if kept:
                    yield replace(piece, claims=tuple(kept))
    msg = f"only {len(seen):,} different claims can be made of these dossiers; ask for fewer"
    raise ReadError(msg)


def _is_side(side: str) -> bool:
    return side not in (JOINT, MEDIA, UNKNOWN)


def _sentences_of(text: str, claims: Sequence[GoldClaim]) -> list[tuple[Span, GoldClaim]]:
    """The first claim of each sentence that holds one, with the sentence."""
    found: list[tuple[Span, GoldClaim]] = []
    for match in _SENTENCE.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        sentence = Span(start, match.end())
        first = next((c for c in claims if sentence.start <= c.anchor.start < sentence.end), None)
        if first is not None:
            found.append((sentence, first))
    return found


def _varied_piece(
    text: str, spans: Sequence[tuple[Span, GoldClaim]], sides: Sequence[str], variant: int
) -> _Piece:
    """Stretch by stretch, so that the spans of the varied sentences are known."""
    parts: list[str] = []
    claims: list[tuple[Span, GoldClaim, str]] = []
    at, length = 0, 0
    for span, claim in spans:
        for start, end in ((at, span.start), (span.start, span.end)):
            parts.append(varied(text[start:end], variant))
            length += len(parts[-1])
        side = MADE_SIDES[sides.index(claim.side) % len(MADE_SIDES)]
        claims.append((Span(length - len(parts[-1]), length), claim, side))
        at = span.end
    parts.append(varied(text[at:], variant))
    return _Piece("".join(parts), tuple(claims))


def _document(
    number: int, n_claims: int, pieces: Iterator[_Piece], meeting: str
) -> tuple[Document, list[Claim]]:
    """As many pieces as it takes, one after the other, the last one cut short."""
    text, placed = "", list[tuple[Span, GoldClaim, str]]()
    while len(placed) < n_claims:
        piece = next(pieces)
        text += "\n\n" if text else ""
        claims = piece.claims[: n_claims - len(placed)]
        placed += [(span.shift(len(text)), claim, side) for span, claim, side in claims]
        whole = len(claims) == len(piece.claims)
        text += piece.text if whole else piece.text[: claims[-1][0].end]
    document = Document.from_text(text, name=f"made-{number:04}.txt")
    document = replace(
        document, published=FIRST_DAY + timedelta(days=number % N_DAYS), meeting=meeting
    )
    return document, [_claim(document, *entry, meeting=meeting) for entry in placed]


def _claim(document: Document, span: Span, gold: GoldClaim, side: str, *, meeting: str) -> Claim:
    attribution = Attribution(
        source=None, cue=None, contents=(span,), quote_type=Quotation(gold.quote_type)
    )
    return Claim(
        id=Claim.make_id(document, attribution), document=document, attribution=attribution,
        speaker=Speaker(name=gold.speaker or side, kind=SpeakerKind.PERSON, side=side,
                        resolved_by="label", confidence=1.0),
        stance=Stance(gold.stance), stance_score=1.0, act=Act(gold.act), act_score=1.0,
        said_on=document.published, meeting=meeting,
    )  # fmt: skip
