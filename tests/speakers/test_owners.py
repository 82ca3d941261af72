"""`its spokesman`: of the sentence's subject, else of what was named last, as a guess."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from tests.speakers.conftest import Reader
from tests.speakers.test_siding import appearances


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Norway will cut ties with Russia before May, its envoy, <s>Kari Holm</s>, said "
         "<c>on Monday</c>.", "NO"),
        ("OSLO, Norway, May 6 (ABC) - Portugal wants more fish than China does, its deputy "
         "minister, <s>Ana Reis</s>, said <c>on Monday</c>.", "PT"),
        ("Norway abstained after a long talk with Russia. Its envoy, <s>Kari Holm</s>, said "
         "<c>it was late</c>.", "NO"),
        ("Portugal fears for its fish. \"Norway takes all of it,\" its envoy, <s>Ana Reis</s>, "
         "said <c>on Monday</c>.", "PT"),
        ("In Moscow Norway found no friends. Its envoy, <s>Kari Holm</s>, said <c>it was late</c>.",
         "NO"),
        ("The European Commission has no view on Russia, its spokesman, <s>Jan Maes</s>, said "
         "<c>on Monday</c>.", "EU"),
    ],
)  # fmt: skip
def test_subject_of_the_sentence_owns(read: Reader, text: str, side: str) -> None:
    """Not the state that stands nearest."""
    speaker = read(text)[-1]
    assert (speaker.side, speaker.confidence) == (side, 0.8)


def test_a_union_of_another_document_owns(register: Register) -> None:
    """`The union waits. Its branch head`, where only the other text has its name."""
    found, _ = appearances(
        register,
        "The union waits. <s>Its Bergen branch head, Kari Holm,</s> said <c>no</c>.",
        "The Reef Pilots Union struck. <s>Eva Lind</s> said <c>it rained</c>.",
    )
    assert found.speakers[0].organisation == "Reef Pilots Union"


def test_without_a_subject_the_owner_is_a_guess(read: Reader) -> None:
    """What was named last, at a confidence that others may overrule."""
    text = ("A long day began with rain and with coffee for all who came to the talks on Norway, "
            "and its envoy, <s>Kari Holm</s>, said <c>it was late</c>.")  # fmt: skip
    speaker = read(text)[-1]
    assert speaker.side == "NO"
    assert speaker.confidence < 0.5


def test_other_possessions_are_no_roles(read: Reader) -> None:
    """`its first alert` says nothing of who speaks."""
    text = "Russia sent its first alert to Norway late, <s>Kari Holm</s> said <c>on Monday</c>."
    assert read(text)[-1].confidence < 0.5


@pytest.mark.parametrize(
    ("text", "side", "is_sure"),
    [
        # The body that was reported goes on.
        ("Fog came to Moscow, Hamas said on Friday. What fell there was a Norwegian kite, "
         "according to its spokesman, <s>Jan Maes</s>, who said <c>no more</c>.", "HAMAS", True),
        # A ministry whose state is not told is not the state named beside it.
        ("The defence ministry asked Norway for the men, whom its spokeswoman, <s>Eva Lind</s>, "
         "put <c>at twelve</c>.", "NO", False),
    ],
)  # fmt: skip
def test_what_was_reported_owns(read: Reader, text: str, side: str, is_sure: bool) -> None:
    """`its spokesman` after a report; sure only where the body's side is told."""
    speaker = read(text)[-1]
    assert (speaker.side, speaker.confidence >= 0.5) == (side, is_sure)
