"""docs/json.md says which keys there are, and what may stand in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from attribution.claimencoder.heads import StanceTarget
from attribution.exporting import (
    CLAIM_FIELDS,
    claim_record,
    comparison_record,
    extraction_record,
)
from attribution.records import (
    Act,
    DefinedSide,
    PositionChange,
    Quotation,
    SectionKind,
    Selection,
    SideSet,
    SpeakerKind,
    Stance,
    StatementKind,
)
from attribution.records.modality import Modality, Polarity
from tests.reporting.examples import COMPARISON
from tests.wires import CUT, WIRE, told

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
SECTION = re.compile(r"^##+ (.*)$")
ROW = re.compile(r"^\| `(\w+)` \| (.*) \|$")
VALUE = re.compile(r"`([^`]+)`")


def documented() -> dict[str, dict[str, str]]:
    """Section of the page → key → what it holds."""
    found: dict[str, dict[str, str]] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if title := SECTION.match(line):
            rows = found.setdefault(title[1], {})
        elif row := ROW.match(line):
            rows[row[1]] = row[2]
    return found


def full_comparison() -> dict[str, object]:
    """A comparison in which everything occurs: two days, a change, a side set, a selection."""
    point = next(point for point in COMPARISON.points if point.relations)
    side, ids = next((s, ids) for s, ids in point.claims.items() if ids)
    claims = dict(COMPARISON.claims)
    days = (date(2031, 4, 1), date(2031, 4, 2))
    own = [name for name, claim in claims.items() if claim.speaker.side == side]
    for k, name in enumerate(own):
        claims[name] = replace(claims[name], said_on=days[k % 2])
    change = PositionChange(side=side, point=point.id, before=ids[0], after=ids[-1], score=0.7)
    side_set = SideSet(name="Own", sides=(DefinedSide(code=side, name=side),))
    return comparison_record(replace(
        COMPARISON, claims=claims, changes=(change,), selection=Selection(outlets=("Tide",)),
        meeting=replace(COMPARISON.meeting, side_set=side_set),
    ))  # fmt: skip


def part(record: object, *path: str | int) -> list[str]:
    """The keys of an object inside a record."""
    for step in path:
        record = record[step]  # type: ignore[index] # JSON
    assert isinstance(record, dict)
    return list(record)


def test_keys_are_the_real_ones() -> None:
    """In every object, in order, none left out."""
    pages = {section: list(rows) for section, rows in documented().items() if rows}
    record = full_comparison()
    claim = claim_record(next(iter(COMPARISON.claims.values())))
    points = [point for point in record["points"] if point["relations"]]  # type: ignore[attr-defined]
    # tests/cli/test_revising.py holds those of revisions against the program.
    assert pages == {
        "A claim": list(claim),
        "Spans of a claim": part(claim, "spans"),
        "A copy of a claim": part(claim_record(told(WIRE), [told(CUT)]), "also_in", 0),
        "A document of `extract`": list(extraction_record("a.txt", [])),
        "A page of `documents revisions`": ["url", "revisions"],
        "A revision": ["revision", "document", "document_name", "published", "added", "claims",
                       "new", "gone", "same"],
        "A claim that stayed": ["before", "after", "edited"],
        "A comparison": list(record),
        "A selection": part(record, "selection"),
        "A point": list(points[0]),
        "A relation": list(points[0]["relations"][0]),
        "A line of stance over time": part(record, "stance_over_time", 0),
        "A day of a line": part(record, "stance_over_time", 0, "days", 0),
        "A changed position": part(record, "changed_positions", 0),
    }  # fmt: skip
    assert list(claim) == list(CLAIM_FIELDS)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("speaker_kind", list(SpeakerKind)),
        ("quote_type", list(Quotation)),
        ("kind", list(StatementKind)),
        ("stance", list(Stance)),
        ("act", list(Act)),
        ("section", list(SectionKind)),
        ("polarity", list(Polarity)),
        ("modality", list(Modality)),
        ("stance_target",
         [t.replace("_", " ") for t in StanceTarget if t is not StanceTarget.NONE]),
    ],
)  # fmt: skip
def test_values_are_the_real_ones(key: str, values: list[str]) -> None:
    """Of keys that hold one of a few words, all words are told."""
    told = VALUE.findall(documented()["A claim"][key])
    assert [word for word in told if word not in {"null", "--all"}] == values
