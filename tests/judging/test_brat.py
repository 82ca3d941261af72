"""Corrections in brat's attributes and notes."""

from __future__ import annotations

import pytest

from attribution.judging import LeftOut, Row, WrongRow
from attribution.judging.brat import brat_corrections

CLAIM = "T1\tContent 0 4\ttext\n#1\tClaim T1\ta1\n"


def rows(*lines: str) -> list[Row | WrongRow | LeftOut]:
    """What a file says in which these lines follow those of a claim."""
    found = [*brat_corrections(CLAIM + "\n".join(lines), "d.ann")]
    assert found.pop(0) == Row("d.ann: line 2", "a1", {})
    return found


def test_attributes_and_notes() -> None:
    """Both name fields, each at its line; what they leave out says nothing."""
    found = rows(
        "A1\tStance T1 neutral", "A2\tJudgement T1 accept",
        "#2\tAnnotatorNotes T1\tcheck this! ; speaker: Jo Ray;SIDE : DK\r", "T2\tSource 5 9\tJo R",
        "R1\tHasSource Arg1:T1 Arg2:T2", "#3\tAnnotatorNotes T2\tno: this; is: free",
    )  # fmt: skip
    assert found == [
        Row("d.ann: line 3", "a1", {"stance": "neutral"}),
        Row("d.ann: line 4", "a1", {"judgement": "accept"}),
        Row("d.ann: line 5", "a1", {"speaker": "Jo Ray"}),
        Row("d.ann: line 5", "a1", {"side": "DK"}),
    ]


def test_the_note_counts() -> None:
    """A side that brat does not offer goes into the note, whatever the attribute says."""
    assert rows("A1\tSide T1 SE", "#2\tAnnotatorNotes T1\tside: DK") == [
        Row("d.ann: line 4", "a1", {"side": "DK"})
    ]


@pytest.mark.parametrize("line", ["", "x", "A1\tMood T1 good", "E1\tSay:T1", "*\tEquiv T1 T2", "A"])
def test_other_lines(line: str) -> None:
    """Lines of other kinds say nothing."""
    assert rows(line) == []


def test_new_and_wrong_spans() -> None:
    """A span that somebody added is told; an attribute without a value is wrong."""
    lines = "T2\tContent 5 9\tmore\nA1\tStance T2 neutral\nA2\tAct T1\n"
    assert [*brat_corrections(CLAIM + lines, "d.ann")] == [
        WrongRow("d.ann: line 5", "Act of T1 has no value; give one"),
        LeftOut("d.ann: line 3", "T2 is no claim that was exported; new claims are not read"),
        Row("d.ann: line 2", "a1", {}),
    ]
