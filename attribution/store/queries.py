"""What a reader asks for, and the SQL that finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from attribution.records import Act, Stance
from attribution.store.rows import HIDDEN, LISTED, fold, select_columns

__all__ = [
    "CLAIM_TABLES",
    "ClaimQuery",
    "Statement",
    "claim_statement",
    "match_expression",
    "storable",
]

_MAX_QUERY_CHARS = 1_000
_MAX_LIMIT = 2**62
MANY = 5_000
"""More claims than this are not fetched and sorted to show the first few of them."""
# A phrase in quotation marks (the closing one may be missing), or a word with an optional star.
_TERM = re.compile(r'["“”„]([^"“”„]*)["“”„]?|([^\s"“”„]+)')
_ORDER = "c.day NULLS LAST, c.document_id, c.position"


def _sureness(score: str, *fields: str) -> str:
    """A score as `corrected` has it: what a person judged is certain."""
    judged = " OR ".join(f"json_type(c.corrections, '$.{field}') IS NOT NULL" for field in fields)
    return f"CASE WHEN {judged} THEN 1.0 ELSE {score} END"


_LEAST_SURE_FIRST = " * ".join(
    (
        "a.confidence",
        _sureness("a.speaker_confidence", "side", "speaker"),
        _sureness("a.stance_score", "stance"),
        _sureness("a.act_score", "act"),
    )
)

CLAIM_TABLES = (
    "claims AS c"
    " CROSS JOIN attributions AS a ON a.id = c.attribution_id"
    " CROSS JOIN speakers AS s ON s.id = a.speaker_id"
    " LEFT JOIN meetings AS m ON m.id = c.meeting_id"
    " LEFT JOIN meetings AS successor ON successor.id = m.same_as"
)
# CROSS JOIN keeps SQLite from starting at another table: `claims` has the indexes and the order.

# Conditions that are lists of keys; see `claim_statement`.
_ABOUT_MEETING = (
    "SELECT attribution_id AS key FROM claims WHERE meeting_id IN ({marks})"
    " UNION SELECT filed.attribution_id FROM document_meetings AS f"
    " CROSS JOIN claims AS filed ON filed.document_id = f.document_id"
    " WHERE f.meeting_id IN ({marks})"
)
_CONTENT_MATCHES = "SELECT rowid AS key FROM content_fts WHERE content_fts MATCH ?"
_SPEAKER_NAMED = "SELECT id AS key FROM speakers WHERE instr(folded, ?)"
# Documents are many, outlets few: each is folded once.
_OF_OUTLET = (
    "SELECT id AS key FROM documents WHERE outlet IN (SELECT outlet FROM"
    " (SELECT DISTINCT outlet FROM documents) WHERE {named})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """Which claims to read; conditions are joined by "and".

    Attributes:
        meeting: name of the meeting the claim is about or its document is filed under.
        side: code of the side, in any case.
        speaker: part of the speaker's name; case and accents do not matter.
        outlets: parts of the names of outlets, of which one must fit, likewise.
        since: first day on which it was said, else published.
        until: last day, inclusive.
        text: words that all stand in the content, in any inflection; "a phrase" in quotation
            marks; a star ends the beginning of a word (sanction*). Any input is accepted.
        include_all: attitudes, nested claims, headlines and page furniture as well.
        unjudged: only those of which no person has said anything yet.
        least_sure_first: order by the product of the confidences of attribution and speaker and
            the scores of stance and act, rather than by day.
        limit: at most this many, the first ones in order.

    Raises:
        ValueError: if `limit` is negative.
    """

    meeting: str | None = None
    side: str | None = None
    speaker: str | None = None
    outlets: tuple[str, ...] = ()
    stance: Stance | None = None
    act: Act | None = None
    since: date | None = None
    until: date | None = None
    text: str | None = None
    include_all: bool = False
    unjudged: bool = False
    least_sure_first: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        """Reject a limit that no list can have."""
        if self.limit is not None and self.limit < 0:
            msg = f"limit is {self.limit}, expected 0 or more"
            raise ValueError(msg)


class Statement(NamedTuple):
    """SQL and its parameters."""

    sql: str
    parameters: tuple[str | int, ...]


def storable(text: str) -> str:
    """Text without lone surrogates, which no database can hold and so no row can equal."""
    return text.encode("utf-8", "replace").decode("utf-8")


def match_expression(text: str) -> str | None:
    """What a user typed as an FTS5 expression without operators; None if it has no words.

    Every term is quoted, so no input can be a syntax error. Only the first 1,000 characters
    count, which bounds the size of the expression.
    """
    terms: list[str] = []
    for phrase, word in _TERM.findall(storable(text[:_MAX_QUERY_CHARS]).replace("\0", " ")):
        term = phrase or word
        if any(c.isalnum() for c in term):
            is_prefix = bool(word) and word.endswith("*")
            terms.append(f'"{term.rstrip("*")}"' + ("*" if is_prefix else ""))
    return " AND ".join(terms) if terms else None


def claim_statement(
    query: ClaimQuery,
    meeting_ids: tuple[int, ...],
    *,
    walk: bool = False,
    columns: str | None = None,
) -> Statement | None:
    """The SQL of a query.

    Lists of keys (a meeting, words, a speaker) either lead, so that only their claims are
    fetched and sorted, or claims are walked in order of day and looked up in the lists, which
    is quick where the lists are long and a limit is soon reached. Left to itself SQLite always
    walks.

    Args:
        query: what is asked for.
        meeting_ids: the meeting asked for and those merged into it; unused without a meeting.
        walk: walk rather than let the first list lead.
        columns: of `CLAIM_TABLES`, by default those that `claim_from_row` reads.

    Returns:
        None if nothing can match.
    """
    lists = [*_lists(query, meeting_ids)]
    if any(not found.values for found in lists):
        return None
    lead, others = ([], lists) if walk else (lists[:1], lists[1:])
    conditions = [
        *_column_conditions(query),
        *(_Condition(f"+c.{other.column} IN ({other.sql})", other.values) for other in others),
    ]
    clauses = " AND ".join(condition.clause for condition in conditions)
    tables, order = _led_by(lead), _ORDER
    if query.least_sure_first:
        tables += " CROSS JOIN attributions AS a ON a.id = c.attribution_id"
        order = f"{_LEAST_SURE_FIRST}, {_ORDER}"
    # Choosing the claims first keeps wide rows out of the sorting.
    sql = (
        f"WITH hit(key) AS MATERIALIZED (SELECT c.attribution_id FROM {tables}"  # noqa: S608 - values are bound
        f" WHERE {clauses} ORDER BY {order} LIMIT ?)"
        f" SELECT {columns or select_columns()} FROM hit"
        f" CROSS JOIN {CLAIM_TABLES} WHERE c.attribution_id = hit.key ORDER BY {order}"
    )
    limit = -1 if query.limit is None else min(query.limit, _MAX_LIMIT)
    leading = [value for found in lead for value in found.values]
    values = [value for condition in conditions for value in condition.values]
    return Statement(sql, (*leading, *values, limit))


def breadth_statement(query: ClaimQuery, meeting_ids: tuple[int, ...]) -> Statement | None:
    """The SQL that counts the claims of the leading list, up to `MANY`; None without a list."""
    lead = [*_lists(query, meeting_ids)][:1]
    if not lead or not lead[0].values:
        return None
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {_led_by(lead)} LIMIT ?)"  # noqa: S608 - values are bound
    return Statement(sql, (*lead[0].values, MANY))


def _led_by(lead: list[_List]) -> str:
    if not lead:
        return "claims AS c"
    return f"({lead[0].sql}) AS lead CROSS JOIN claims AS c ON c.{lead[0].column} = lead.key"


class _Condition(NamedTuple):
    clause: str
    values: tuple[str | int, ...]


class _List(NamedTuple):
    """Keys that a column of `claims` must be among; without values nothing can be."""

    column: str
    sql: str
    values: tuple[str | int, ...]


def _column_conditions(query: ClaimQuery) -> Iterator[_Condition]:
    # Word for word as in the partial indexes.
    yield _Condition(f"c.visibility > {HIDDEN}", ())
    if not query.include_all:
        yield _Condition(f"c.visibility = {LISTED}", ())
    if query.unjudged:
        yield _Condition("c.corrections IS NULL", ())
    asked = {
        "c.side = ?": query.side,
        "c.stance = ?": query.stance,
        "c.act = ?": query.act,
        "c.day >= ?": None if query.since is None else query.since.isoformat(),
        "c.day <= ?": None if query.until is None else query.until.isoformat(),
    }
    for clause, value in asked.items():
        if value is not None:
            yield _Condition(clause, (storable(value),))


def _lists(query: ClaimQuery, meeting_ids: tuple[int, ...]) -> Iterator[_List]:
    if query.meeting is not None:
        marks = ", ".join("?" * len(meeting_ids))
        sql = _ABOUT_MEETING.format(marks=marks)
        yield _List("attribution_id", sql, meeting_ids + meeting_ids)
    if query.text is not None and query.text.strip():
        match = match_expression(query.text)
        yield _List("attribution_id", _CONTENT_MATCHES, () if match is None else (match,))
    if query.speaker is not None:
        yield _List("speaker_id", _SPEAKER_NAMED, (fold(storable(query.speaker)),))
    if query.outlets:
        sql = _OF_OUTLET.format(
            named=" OR ".join(["instr(folded(outlet), ?)"] * len(query.outlets))
        )
        yield _List("document_id", sql, tuple(fold(storable(name)) for name in query.outlets))
