"""Bodies of a side set are read with what the text calls them, and stand for the set's side."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.config import config_from_table
from attribution.sidesets import SideSetConfig, check_side_set, register_table
from tests.speakers.test_siding import appearances


@pytest.fixture(scope="module")
def with_set() -> Register:
    """The packaged register under the names of a company and a union."""
    register = Register.load()
    table = {
        "name": "Pay dispute",
        "side": [
            {"code": "CLD", "name": "Calder Motors"},
            {"code": "AMU", "name": "Allied Metalworkers' Union", "people": ["Joan Sample"]},
        ],
    }
    config = config_from_table(table, SideSetConfig, origin="set.toml")
    side_set = check_side_set(config, register, origin="set.toml").side_set
    return Register.load(tables=[register_table(side_set, register)])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<s>Calder Motors</s> said <c>pay would rise</c>.", "Calder Motors"),
        ("Calder Motors met. Later <s>Calder</s> said <c>pay would rise</c>.", "Calder Motors"),
        ("Calder Motors met. <s>The company</s> said <c>pay would rise</c>.", "Calder Motors"),
        ("Calder Motors met. <s>Its chief executive, Ann Teal,</s> said <c>pay would rise</c>.",
         "Ann Teal"),
    ],
)  # fmt: skip
def test_what_the_text_calls_them(with_set: Register, text: str, name: str) -> None:
    """Short forms, the noun for what it is, and its people: all on the side of the set."""
    (found,) = appearances(with_set, text)
    (speaker,) = found.speakers
    assert (speaker.name, speaker.side) == (name, "CLD")


def test_people_of_the_set(with_set: Register) -> None:
    """A bare surname finds them, with their organisation."""
    (found,) = appearances(with_set, "<s>Sample</s> said <c>pay would rise</c>.")
    (speaker,) = found.speakers
    assert (speaker.name, speaker.side) == ("Joan Sample", "AMU")
    assert speaker.organisation == "Allied Metalworkers' Union"
