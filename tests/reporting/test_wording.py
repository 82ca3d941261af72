"""The words that all reports share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from attribution.records import Meeting, Silence, Stance, Verdict, VerdictKind
from attribution.reporting.wording import (
    meeting_when_where,
    one_line,
    printable,
    side_names_of,
    side_title,
    silence_words,
    speaker_side,
    stance_words,
    verdict_words,
    when_words,
)
from tests.reporting.examples import BOTH, COMPARISON, EMPTY, HOSTILE_CLAIM, IDA_DAHL, KARIN_LIND


def test_stances_have_sign_and_word() -> None:
    """A stance can be told without colour."""
    assert [stance_words(stance) for stance in Stance] == [
        "+ supportive",
        "· neutral",
        "− critical",
    ]


def test_verdicts_have_sign_and_word() -> None:
    """A verdict can be told without colour; a lone side is named."""
    verdicts = [Verdict(kind) for kind in VerdictKind if kind is not VerdictKind.ONLY]
    verdicts.append(Verdict(VerdictKind.ONLY, "RU"))
    assert [verdict_words(verdict) for verdict in verdicts] == [
        "= agreed", "≠ disputed", "≈ scope differs", "○ only RU"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("side", "title"),
    [("US", "United States (US)"), ("XK", "Kosovo (XK)"), ("EU", "European Union (EU)"),
     ("NATO", "NATO"), ("JOINT", "Joint statements"), ("UNKNOWN", "Side unknown"),
     ("ZZ", "ZZ"), ("HARBOURMEN", "HARBOURMEN")],
)  # fmt: skip
def test_sides_have_readable_names(side: str, title: str) -> None:
    """States and common bodies are named; any other code stands for itself."""
    names = side_names_of(replace(EMPTY, sides=(side,)))
    assert side_title(side, names) == title


def test_given_names_go_first() -> None:
    """A name from the register replaces the built-in one."""
    names = side_names_of(EMPTY, {"DK": "Kingdom of Denmark"})
    assert side_title("DK", names) == "Kingdom of Denmark (DK)"


def test_joint_and_relayed_sides_say_so() -> None:
    """A joint statement lists its sides, a relayed one its relay."""
    assert speaker_side(KARIN_LIND) == "SE"
    assert speaker_side(BOTH) == "JOINT: SE, NORDEN"
    assert speaker_side(IDA_DAHL) == "NORDEN, via Norden Wire"


def test_guessed_sides_have_a_question_mark() -> None:
    """Unless nothing is said: UNKNOWN is no guess."""
    assert speaker_side(replace(KARIN_LIND, confidence=0.59)) == "SE?"
    assert speaker_side(replace(IDA_DAHL, confidence=0.4)) == "NORDEN?, via Norden Wire"
    assert speaker_side(replace(KARIN_LIND, side="UNKNOWN", confidence=0.1)) == "UNKNOWN"


def test_silence_without_reason_follows_the_documents() -> None:
    """Where a point gives no reason, a side of which documents were read is silent."""
    point = replace(COMPARISON.points[0], silent={})
    assert silence_words(COMPARISON, point, "NORDEN") == "silent (3 documents read)"
    assert silence_words(COMPARISON, point, "DK") == "no document"
    said = replace(point, silent={"NORDEN": Silence.NO_DOCUMENT})
    assert silence_words(COMPARISON, said, "NORDEN") == "no document"


def test_meeting_dates_and_place() -> None:
    """A day is named once, an interval by both ends, and what is unknown is left out."""
    day, next_day = date(2031, 4, 1), date(2031, 4, 2)
    assert meeting_when_where(Meeting(name="m", start=day, end=day, place="X")) == "2031-04-01, X"
    assert meeting_when_where(Meeting(name="m", start=day, end=next_day)) == (
        "2031-04-01 to 2031-04-02"
    )
    assert meeting_when_where(Meeting(name="m")) == ""


def test_printable_keeps_text_and_disarms_controls() -> None:
    """Letters, emoji sequences and brackets stay; controls become a sign, breaks newlines."""
    assert printable("[sic] 👩‍🚀 نص\r\na\rb\u2029c\td") == "[sic] 👩‍🚀 نص\na\nb\nc d"
    assert printable("a\x1b[0m\x00\x9b\ud83d\u202eb") == "a\ufffd[0m\ufffd\ufffd\ufffdb"
    assert one_line(" a \n\n b\u00a0c ") == "a b c"


def test_when_it_was_said() -> None:
    """The day of saying, else that of publication with a word, else that neither is known."""
    said, nothing = date(2031, 4, 1), replace(HOSTILE_CLAIM.document, published=None)
    published = str(HOSTILE_CLAIM.document.published)
    undated = replace(HOSTILE_CLAIM, said_on=None)
    assert when_words(replace(HOSTILE_CLAIM, said_on=said)) == ("2031-04-01",)
    assert when_words(undated) == ("published", published)
    assert when_words(replace(undated, document=nothing)) == ("undated",)
