"""What a person may correct of a claim, as short texts: `stance: critical`.

Tools for annotation keep such texts as tags or notes, and people can edit them there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attribution.records import Claim

__all__ = [
    "CORRECTABLE_FIELDS",
    "JUDGEMENT",
    "correctable_values",
    "note_of",
    "tag_of",
    "values_of_note",
    "values_of_tag",
]

JUDGEMENT: Final = "judgement"
"""Field for `accept` or `reject`, which exports leave empty unless the claim was accepted."""
CORRECTABLE_FIELDS: Final = ("side", "speaker", "stance", "act", JUDGEMENT)
"""Fields whose values are read back."""

_FIELD: Final = rf"({'|'.join(CORRECTABLE_FIELDS)})\s*:\s*"
_TAG: Final = re.compile(rf"\s*{_FIELD}", re.IGNORECASE)
_NEXT_OF_NOTE: Final = re.compile(rf"(?:^|;)\s*{_FIELD}", re.IGNORECASE)


def correctable_values(claim: Claim) -> dict[str, str]:
    """Field → what the claim has there, on one line."""
    values = {
        "side": " ".join(claim.speaker.side.split()),
        "speaker": " ".join(claim.speaker.name.split()),
        "stance": claim.stance.value,
        "act": claim.act.value,
    }
    # A rejected claim is in no list, so a verdict that shows is to accept it.
    return values | ({JUDGEMENT: "accept"} if "verdict" in claim.judged else {})


def tag_of(field: str, value: str) -> str:
    """`side: US`."""
    return f"{field}: {value}"


def values_of_tag(text: str) -> dict[str, str]:
    """Field → value of one tag; nothing where it is another text."""
    found = _TAG.match(text)
    return {found[1].lower(): text[found.end() :].strip()} if found else {}


def note_of(values: Mapping[str, str]) -> str:
    """Several tags in one line: `side: US; speaker: Jo Ray`."""
    return "; ".join(tag_of(field, value) for field, value in values.items())


def values_of_note(text: str) -> dict[str, str]:
    """The reverse of `note_of`; of a field that stands twice the last value counts."""
    _, *parts = _NEXT_OF_NOTE.split(text)
    return {
        field.lower(): value.strip()
        for field, value in zip(parts[::2], parts[1::2], strict=True)
    }  # fmt: skip
