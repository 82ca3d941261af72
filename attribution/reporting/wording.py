"""The words that every report shares: verdicts, stances, sides, dates, silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from countryinfo import CountryInfo, CountryNotFoundError

from attribution.records import (
    JOINT,
    MEDIA,
    UNKNOWN,
    Claim,
    Comparison,
    Meeting,
    Point,
    RelationKind,
    Silence,
    Speaker,
    Stance,
    Verdict,
    VerdictKind,
)

__all__ = [
    "OTHERS",
    "SURE_SIDE",
    "SideVersion",
    "claims_in",
    "column_of",
    "column_sides",
    "count",
    "documents_read",
    "meeting_when_where",
    "no_claims_line",
    "one_line",
    "printable",
    "relation_words",
    "side_names_of",
    "side_title",
    "silence_words",
    "sorted_points",
    "speaker_side",
    "stance_profile",
    "stance_words",
    "verdict_words",
    "versions",
    "when_words",
]

_STANCE_SIGNS = {Stance.SUPPORTIVE: "+", Stance.NEUTRAL: "·", Stance.CRITICAL: "−"}
_VERDICT_SIGNS = {
    VerdictKind.DISPUTED: "≠",
    VerdictKind.SCOPE_DIFFERS: "≈",
    VerdictKind.AGREED: "=",
    VerdictKind.ONLY: "○",
}
_RELATION_SIGNS = {
    RelationKind.CONTRADICT: _VERDICT_SIGNS[VerdictKind.DISPUTED],
    RelationKind.PARTIAL: _VERDICT_SIGNS[VerdictKind.SCOPE_DIFFERS],
    RelationKind.AGREE: _VERDICT_SIGNS[VerdictKind.AGREED],
}
OTHERS = "others"
"""The column for sides that have none of their own; in small letters, so no code of a side."""
SURE_SIDE = 0.6
"""Confidence of a speaker below which the side is shown as a guess: `RU?`."""
_VERDICT_ORDER = tuple(_VERDICT_SIGNS)

_COMMON_NAMES = {
    # One code, two bearers: the ISO code of a state and the usual one of a union of states.
    "AU": "Australia or African Union",
    "EU": "European Union",
    "NATO": "NATO",
    "UN": "United Nations",
    "XK": "Kosovo",
    JOINT: "Joint statements",
    MEDIA: "Media",
    UNKNOWN: "Side unknown",
    OTHERS: "Other sides",
}

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Escape sequences would drive the terminal, lone surrogates cannot be written as UTF-8, and
# direction overrides would turn round the text that follows the quotation.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


class SideVersion(NamedTuple):
    """What one side says about a point: its claims, or `silence` where it has none."""

    side: str
    claims: tuple[Claim, ...]
    silence: str


def printable(text: str) -> str:
    """`text` safe to show: breaks as newlines, control characters as �, no direction overrides."""
    text = _LINE_BREAK.sub("\n", text)
    return _DIRECTION.sub("", _CONTROL.sub("\ufffd", text)).replace("\t", " ")


def one_line(text: str) -> str:
    """`text` safe to show, with every run of blanks and line breaks as one space."""
    return " ".join(printable(text).split())


def when_words(claim: Claim) -> tuple[str, ...]:
    """The day of saying; where that is unknown, words that tell so and what is known instead.

    A table may put each on a line of its own.
    """
    if claim.said_on is not None:
        return (claim.said_on.isoformat(),)
    published = claim.document.published
    return ("undated",) if published is None else ("published", published.isoformat())


def count(number: int, noun: str) -> str:
    """`1 document`, `3 documents`, `2 entries`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def no_claims_line() -> str:
    """What to say where no claim was found."""
    return "No claims found. Widen the filters, or add documents with: attribution add FILE"


def stance_words(stance: Stance) -> str:
    """Sign and word: `+ supportive`, `· neutral`, `− critical`."""
    return f"{_STANCE_SIGNS[stance]} {stance.value}"


def verdict_words(verdict: Verdict) -> str:
    """Sign and words: `≠ disputed`, `○ only RU`."""
    return one_line(f"{_VERDICT_SIGNS[verdict.kind]} {verdict}")


def relation_words(kind: RelationKind) -> str:
    """Sign and word: `≠ contradict`, `≈ partial`, `= agree`."""
    return f"{_RELATION_SIGNS[kind]} {kind.value}"


def speaker_side(speaker: Speaker) -> str:
    """The side as code; `JOINT: RU, US` for a joint one, `RU, via TASS` for a relayed one.

    A guess has a question mark: `RU?`.
    """
    side = f"{speaker.side}: {', '.join(speaker.sides)}" if speaker.sides else speaker.side
    if speaker.confidence < SURE_SIDE and speaker.side != UNKNOWN:
        side += "?"
    return one_line(f"{side}, via {speaker.via}" if speaker.via else side)


def side_title(side: str, names: Mapping[str, str]) -> str:
    """`Russia (RU)`; the code alone where `names` does not hold it."""
    name = one_line(names.get(side, side))
    if name == side or side in (JOINT, MEDIA, UNKNOWN, OTHERS):
        return name
    return one_line(f"{name} ({side})")


def side_names_of(
    comparison: Comparison, side_names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Readable names of all sides of a comparison.

    `side_names` goes before the names of the meeting's side set, those before built-in ones.
    """
    own = comparison.meeting.side_set
    given = {side.code: side.name for side in own.sides} if own else {}
    given |= side_names or {}
    sides = (*column_sides(comparison), *comparison.other_sides, *comparison.meeting.sides)
    return {side: given.get(side) or _built_in_name(side) for side in sides}


def column_sides(comparison: Comparison) -> tuple[str, ...]:
    """The compared sides, then any other side that has a claim, so that no claim is lost.

    Several others share the column `OTHERS`; claims of no known side stand last.
    """
    others = comparison.other_sides
    more = (OTHERS,) if len(others) > 1 else others
    unknown = (UNKNOWN,) if any(point.claims.get(UNKNOWN) for point in comparison.points) else ()
    return tuple(dict.fromkeys((*comparison.sides, *more, *unknown)))


def column_of(side: str, columns: Sequence[str]) -> str:
    """The column among `columns` (`column_sides`) that claims of a side stand in."""
    return side if side in columns else OTHERS


def claims_in(comparison: Comparison, point: Point, column: str) -> tuple[Claim, ...]:
    """The claims of a point that stand in a column (`column_sides`), each once."""
    sides = comparison.other_sides if column == OTHERS else (column,)
    ids = dict.fromkeys(key for side in sides for key in point.claims.get(side, ()))
    return tuple(comparison.claims[key] for key in ids)


def documents_read(comparison: Comparison, column: str) -> str:
    """How many documents hold claims of a column: `3 documents`."""
    return count(_n_documents(comparison, column), "document")


def _n_documents(comparison: Comparison, column: str) -> int:
    # Of a side that is shown for its claims only the comparison does not count them.
    if column in comparison.documents or column in comparison.sides:
        return comparison.documents.get(column, 0)
    shown = [c for point in comparison.points for c in claims_in(comparison, point, column)]
    everywhere = (one for c in shown for one in (c, *comparison.copies.get(c.id, ())))
    return len({claim.document.sha256 for claim in everywhere})


def versions(comparison: Comparison, point: Point, columns: Sequence[str]) -> Iterator[SideVersion]:
    """Each side's version of `point`, in the order of `columns` (`column_sides`)."""
    for side in columns:
        claims = claims_in(comparison, point, side)
        yield SideVersion(side, claims, "" if claims else silence_words(comparison, point, side))


def silence_words(comparison: Comparison, point: Point, side: str) -> str:
    """Why `side` has no claim about `point`: `silent (3 documents read)` or `no document`.

    Empty for other sides and speakers whose side is not known: they are no side that could be
    silent.
    """
    if side in (UNKNOWN, OTHERS):
        return ""
    n_documents = _n_documents(comparison, side)
    inferred = Silence.SILENT if n_documents else Silence.NO_DOCUMENT
    if point.silent.get(side, inferred) is Silence.NO_DOCUMENT:
        return "no document"
    return f"silent ({count(n_documents, 'document')} read)"


def sorted_points(comparison: Comparison) -> list[Point]:
    """Disputed points first, then scope differs, agreed, and the points of one side by side."""
    columns = column_sides(comparison)

    def rank(point: Point) -> tuple[int, int]:
        column = column_of(point.verdict.side or "", columns)
        place = columns.index(column) if column in columns else len(columns)
        return _VERDICT_ORDER.index(point.verdict.kind), place

    return sorted(comparison.points, key=rank)


def selection_words(comparison: Comparison) -> str:
    """Which claims were compared: `said from 2025-02-24 on, outlet Reuters`; empty where all."""
    chosen = comparison.selection
    if chosen is None:
        return ""
    since, until = chosen.since, chosen.until
    if since and until:
        days = f"said {' to '.join(day.isoformat() for day in _days(since, until))}"
    elif since or until:
        days = f"said from {since} on" if since else f"said until {until}"
    else:
        days = ""
    outlets = " or ".join(map(one_line, chosen.outlets))
    return ", ".join(part for part in (days, outlets and f"outlet {outlets}") if part)


def meeting_when_where(meeting: Meeting) -> str:
    """Dates and place: `2025-02-24 to 2025-02-28, Istanbul`; empty where neither is known."""
    days = [day.isoformat() for day in _days(meeting.start, meeting.end)]
    return ", ".join(part for part in (" to ".join(days), one_line(meeting.place or "")) if part)


def _days(start: date | None, end: date | None) -> list[date]:
    return list(dict.fromkeys(day for day in (start, end) if day is not None))


def _built_in_name(side: str) -> str:
    if side in _COMMON_NAMES:
        return _COMMON_NAMES[side]
    if len(side) != 2:
        return side
    try:
        return str(CountryInfo(side).name())
    except CountryNotFoundError:
        return side


def stance_profile(comparison: Comparison, side: str) -> str:
    """How a side's claims are meant: `7 claims: 3 supportive, 2 neutral, 2 critical`."""
    shown = [c for point in comparison.points for c in claims_in(comparison, point, side)]
    distinct = {claim.id: claim.stance for claim in shown}
    if not distinct:
        return "no claim"
    counts = Counter(distinct.values())
    parts = ", ".join(f"{counts[stance]} {stance.value}" for stance in Stance if counts[stance])
    return f"{count(len(distinct), 'claim')}: {parts}"
