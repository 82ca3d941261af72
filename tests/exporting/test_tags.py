"""Tags and notes of what can be corrected, and formats by name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from attribution.errors import FormatError
from attribution.exporting import (
    FileFormat,
    correctable_values,
    format_of,
    values_of_note,
    values_of_tag,
)
from attribution.exporting.tags import note_of
from tests.reporting.examples import HOSTILE_CLAIM


def test_values_of_a_claim() -> None:
    """Side, speaker, stance and act; a judgement where the claim was accepted."""
    values = {"side": "SE", "speaker": "Karin Lind", "stance": "critical", "act": "accuse"}
    assert correctable_values(HOSTILE_CLAIM) == values
    accepted = replace(HOSTILE_CLAIM, judged=("side", "verdict"))
    assert correctable_values(accepted) == {**values, "judgement": "accept"}


@pytest.mark.parametrize(
    ("text", "values"),
    [("stance: critical", {"stance": "critical"}), (" Side :US ", {"side": "US"}),
     ("speaker: A: b; act: c", {"speaker": "A: b; act: c"}), ("act:", {"act": ""}),
     ("", {}), ("outside: US", {}), ("see side: US", {})],
)  # fmt: skip
def test_tags(text: str, values: dict[str, str]) -> None:
    """A tag begins with a field; any other text is none."""
    assert values_of_tag(text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [("", {}), ("to be checked", {}), ("outside: US; inside: RU", {}),
     ("ask Jo; side: US;ACT: deny ; speaker: A: b",
      {"side": "US", "act": "deny", "speaker": "A: b"}),
     ("side: US; side: RU", {"side": "RU"})],
)  # fmt: skip
def test_notes(text: str, values: dict[str, str]) -> None:
    """A note holds several, with words of its own before them."""
    assert values_of_note(text) == values
    assert values_of_note(note_of(values)) == values


def test_formats_by_name() -> None:
    """The end of a name tells the format, in any case; else all formats are named."""
    names = {"a.jsonl": "jsonl", "a.NDJSON": "jsonl", "a.csv": "csv", "a.parquet": "parquet",
             "a.jsonld": "annotations"}  # fmt: skip
    assert {name: format_of(Path(name)) for name in names} == names
    for name in ("a", "a.json", "a.txt", "-"):
        with pytest.raises(FormatError) as error:
            format_of(Path(name))
        assert str(error.value) == (
            f"{name}: the name does not tell the format; give --format "
            "jsonl|csv|parquet|annotations|brat"
        )
    assert [one for one in FileFormat if not one.is_text] == ["parquet", "brat"]
