"""Records to rows and back."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from datetime import date, datetime

from attribution.config import config_from_table
from attribution.letters import bare_letters
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Document,
    DocumentKind,
    Meeting,
    MeetingKind,
    MeetingMention,
    Quotation,
    SectionKind,
    SideSet,
    Speaker,
    SpeakerKind,
    Stance,
    StatementKind,
)
from attribution.spans import Span
from attribution.store.runs import Run

__all__ = [
    "ATTRIBUTION_COLUMNS",
    "DOCUMENT_COLUMNS",
    "HIDDEN",
    "LISTED",
    "MEETING_COLUMNS",
    "MENTION_COLUMNS",
    "OFFERED",
    "attribution_row",
    "claim_from_row",
    "claim_row",
    "document_from_row",
    "document_row",
    "fold",
    "meeting_from_row",
    "mention_from_row",
    "mention_row",
    "run_from_row",
    "select_columns",
    "side_set_json",
]

HIDDEN, OFFERED, LISTED = 0, 1, 2
"""`claims.visibility`: rejected; shown when everything is asked for; shown by default."""

_SPEAKER_COLUMNS = ("name", "kind", "side", "sides", "role", "organisation")
DOCUMENT_COLUMNS = (
    "sha256", "name", "kind", "url", "outlet", "title", "author", "published", "retrieved",
    "language", "issuer", "text",
)  # fmt: skip
ATTRIBUTION_COLUMNS = (
    "position", "claim_id", "spans", "source_text", "cue_text", "content_text", "quote_type",
    "kind", "confidence", "nested_position", "nested_in", "section", "via", "resolved_by",
    "speaker_confidence", "stance", "stance_score", "stance_target", "act", "act_score", "said_on",
)  # fmt: skip
MEETING_COLUMNS = (
    "m.name", "m.start", 'm."end"', "m.place", "m.sides",
    "(SELECT coalesce(s.name, f.name) FROM meetings AS f"
    " LEFT JOIN meetings AS s ON s.id = f.same_as"
    " WHERE f.id = m.follows AND f.id <> m.id AND f.same_as IS NOT m.id) AS follows_name",
    "m.side_set", "m.sides_told",
)  # fmt: skip
"""With `meetings AS m`."""
MENTION_COLUMNS = (
    "start", '"end"', "kind", "first_day", "last_day", "place", "sides", "participants", "round",
    "is_coming", "is_main",
)  # fmt: skip


def select_columns() -> str:
    """The columns `claim_from_row` reads: aliases `c` claims, `a`, `s` its predicted speaker.

    `m` and `successor` are the claim's meeting and what that was merged into.
    """
    attribution = ", ".join(f"a.{name}" for name in ATTRIBUTION_COLUMNS)
    speaker = ", ".join(f"s.{name} AS speaker_{name}" for name in _SPEAKER_COLUMNS)
    return (
        f"c.document_id, c.corrections, {attribution}, {speaker},"
        " coalesce(successor.name, m.name) AS meeting"
    )


def fold(text: str) -> str:
    """Text for comparing names: without case, accents and strokes."""
    return bare_letters(text).casefold()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def document_row(document: Document) -> tuple[str | None, ...]:
    """Values of `DOCUMENT_COLUMNS`."""
    return (
        document.sha256, document.name, document.kind, document.url, document.outlet,
        document.title, document.author, _iso(document.published), _iso(document.retrieved),
        document.language, document.issuer, document.text,
    )  # fmt: skip


def document_from_row(row: sqlite3.Row, meeting: str | None) -> Document:
    """The document filed under `meeting`."""
    retrieved = row["retrieved"]
    return Document(
        sha256=row["sha256"],
        text=row["text"],
        name=row["name"],
        kind=DocumentKind(row["kind"]),
        url=row["url"],
        outlet=row["outlet"],
        title=row["title"],
        author=row["author"],
        published=_day(row["published"]),
        retrieved=None if retrieved is None else datetime.fromisoformat(retrieved),
        language=row["language"],
        issuer=row["issuer"],
        meeting=meeting,
    )


def _spans_json(attribution: Attribution) -> str:
    def pair(span: Span | None) -> list[int] | None:
        return None if span is None else [span.start, span.end]

    return json.dumps(
        {
            "source": pair(attribution.source),
            "cue": pair(attribution.cue),
            "content": [pair(span) for span in attribution.contents],
        }
    )


def attribution_row(claim: Claim, position: int) -> tuple[str | int | float | None, ...]:
    """Values of `ATTRIBUTION_COLUMNS` for the claim at `position` in its document's list."""
    attribution, speaker = claim.attribution, claim.speaker
    return (
        position, claim.id, _spans_json(attribution), claim.source_text, claim.cue_text,
        claim.content_text, attribution.quote_type, attribution.kind, attribution.confidence,
        attribution.nested_in, claim.nested_in, claim.section, speaker.via, speaker.resolved_by,
        speaker.confidence, claim.stance, claim.stance_score, claim.stance_target, claim.act,
        claim.act_score, _iso(claim.said_on),
    )  # fmt: skip


def claim_row(claim: Claim, *, rejected: bool) -> tuple[str, str, str, str | None, int]:
    """Values of `claims.side, stance, act, day, visibility` for a corrected claim."""
    listed = claim.is_listed and claim.attribution.nested_in is None
    visibility = HIDDEN if rejected else LISTED if listed else OFFERED
    day = _iso(claim.said_on or claim.document.published)
    return claim.speaker.side, claim.stance, claim.act, day, visibility


def _attribution_from_row(row: sqlite3.Row) -> Attribution:
    spans = json.loads(row["spans"])

    def span(pair: list[int] | None) -> Span | None:
        return None if pair is None else Span(*pair)

    return Attribution(
        source=span(spans["source"]),
        cue=span(spans["cue"]),
        contents=tuple(Span(*pair) for pair in spans["content"]),
        quote_type=Quotation(row["quote_type"]),
        kind=StatementKind(row["kind"]),
        confidence=row["confidence"],
        nested_in=row["nested_position"],
    )


def claim_from_row(row: sqlite3.Row, document: Document, *, meeting: str | None = None) -> Claim:
    """The claim as predicted; see `select_columns`.

    Its meeting is the one asked for, else its own, else the one its document is filed under.
    """
    speaker = Speaker(
        name=row["speaker_name"],
        kind=SpeakerKind(row["speaker_kind"]),
        side=row["speaker_side"],
        sides=tuple(json.loads(row["speaker_sides"])),
        role=row["speaker_role"],
        organisation=row["speaker_organisation"],
        via=row["via"],
        resolved_by=row["resolved_by"],
        confidence=row["speaker_confidence"],
    )
    return Claim(
        id=row["claim_id"],
        document=document,
        attribution=_attribution_from_row(row),
        speaker=speaker,
        stance=Stance(row["stance"]),
        stance_score=row["stance_score"],
        act=Act(row["act"]),
        act_score=row["act_score"],
        stance_target=row["stance_target"],
        said_on=_day(row["said_on"]),
        meeting=meeting or row["meeting"] or document.meeting,
        nested_in=row["nested_in"],
        section=SectionKind(row["section"]),
    )


def meeting_from_row(row: sqlite3.Row) -> Meeting:
    """The meeting in `MEETING_COLUMNS`."""
    return Meeting(
        name=row["name"],
        start=_day(row["start"]),
        end=_day(row["end"]),
        place=row["place"],
        sides=tuple(json.loads(row["sides"])),
        follows=row["follows_name"],
        side_set=_side_set(row["side_set"]),
        sides_told=bool(row["sides_told"]),
    )


def side_set_json(side_set: SideSet | None) -> str | None:
    """As kept in `meetings.side_set`."""
    if side_set is None:
        return None
    return json.dumps(dataclasses.asdict(side_set), ensure_ascii=False)


def _side_set(text: str | None) -> SideSet | None:
    if text is None:
        return None
    return config_from_table(json.loads(text), SideSet, origin="side set of a meeting")


def mention_row(mention: MeetingMention) -> tuple[str | int | None, ...]:
    """Values of `MENTION_COLUMNS`."""
    return (
        mention.span.start, mention.span.end, mention.kind, _iso(mention.start),
        _iso(mention.end), mention.place, json.dumps(mention.sides, ensure_ascii=False),
        json.dumps(mention.participants, ensure_ascii=False), mention.round,
        int(mention.is_coming), int(mention.is_main),
    )  # fmt: skip


def mention_from_row(row: sqlite3.Row) -> MeetingMention:
    """The mention in `MENTION_COLUMNS`."""
    return MeetingMention(
        span=Span(row["start"], row["end"]),
        kind=MeetingKind(row["kind"]),
        start=_day(row["first_day"]),
        end=_day(row["last_day"]),
        place=row["place"],
        sides=tuple(json.loads(row["sides"])),
        participants=tuple(json.loads(row["participants"])),
        round=row["round"],
        is_coming=bool(row["is_coming"]),
        is_main=bool(row["is_main"]),
    )


def run_from_row(row: sqlite3.Row) -> Run:
    """The run in columns `models, config, started_at`."""
    return Run(
        models=json.loads(row["models"]),
        config=row["config"],
        started_at=datetime.fromisoformat(row["started_at"]),
    )
