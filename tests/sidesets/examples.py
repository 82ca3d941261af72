"""Side sets and claims made for the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from attribution.config import config_from_table
from attribution.records import Claim, Speaker, SpeakerKind
from attribution.sidesets import SideSetConfig
from tests.store.examples import make_claim, make_document

FERRIES = """
name = "Ferry dispute"
others = false

[[side]]
code = "FCU"
name = "Ferry Crews' Union"
kind = "union"
aliases = ["Crews' Union"]
members = ["Federation of Harbour Pilots", "Marta Oyelaran"]
people = ["Jonas Feldbusch"]

[[side]]
code = "NORDLINE"
name = "Nordline Ferries"
kind = "company"
aliases = ["Nordline Holding Ltd."]
members = ["Xqi Sample"]
people = ["Íris Vandepütte"]
"""
WEST = """
name = "West and Russia"

[[side]]
code = "WEST"
name = "The West"
members = ["US", "GB", "FR", "Viktor Sample"]

[[side]]
code = "RU"
"""


def write_set(folder: Path, text: str = FERRIES, name: str = "ferries.toml") -> Path:
    """A file of a side set."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def configured(**table: Any) -> SideSetConfig:  # noqa: ANN401 - any key of a file
    """A set of a table with a name."""
    return config_from_table({"name": "Set", **table}, SideSetConfig, origin="set.toml")


def said_by(
    name: str, side: str, *, kind: SpeakerKind = SpeakerKind.PERSON, **fields: Any  # noqa: ANN401
) -> Claim:  # fmt: skip
    """A claim of a speaker; `judged` is a field of the claim, others are the speaker's."""
    judged = fields.pop("judged", ())
    speaker = Speaker(
        name=name, kind=kind, side=side, **{"confidence": 0.4, "resolved_by": "text"} | fields
    )
    document = make_document(f"{name} of {side} said that the boats would sail.")
    return make_claim(document, "the boats would sail", speaker=speaker, judged=judged)
