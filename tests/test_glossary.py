"""The glossary explains every word that records can hold."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from attribution.records import (
    JOINT,
    MEDIA,
    UNKNOWN,
    Act,
    DocumentKind,
    MeetingKind,
    Quotation,
    RelationKind,
    SectionKind,
    Silence,
    SpeakerKind,
    Stance,
    StatementKind,
    VerdictKind,
)
from attribution.records.modality import Modality, Polarity

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
LABELS: tuple[type[StrEnum], ...] = (
    Act, DocumentKind, MeetingKind, Modality, Polarity, Quotation, RelationKind, SectionKind,
    Silence, SpeakerKind, Stance, StatementKind, VerdictKind,
)  # fmt: skip


def explained() -> set[str]:
    """Words in code type in the first column of a table."""
    rows = re.findall(r"^\| ([^|]+) \|", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return set(re.findall(r"`([^`]+)`", " ".join(rows)))


@pytest.mark.parametrize("labels", LABELS, ids=lambda labels: labels.__name__)
def test_every_label_is_explained(labels: type[StrEnum]) -> None:
    """Each value of a set of labels has its line."""
    assert {label.value for label in labels} <= explained()


def test_sides_of_no_state_are_explained() -> None:
    """The codes that are no state's have their lines."""
    assert {JOINT, MEDIA, UNKNOWN} <= explained()
