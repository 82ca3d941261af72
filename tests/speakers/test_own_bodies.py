"""Bodies of an analyst's own register are read with what the text calls them."""

from __future__ import annotations

import pytest

from attribution.actors import Register
from attribution.actors.own import add_entries
from tests.speakers.test_siding import appearances


@pytest.fixture(scope="module")
def with_own(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The packaged register under a company and a union, as `actors add` writes them."""
    path = tmp_path_factory.mktemp("own") / "actors.yaml"
    company = {"id": "calder", "name": "Calder Mining Company", "kind": "company", "side": "CMC",
               "source": "own"}  # fmt: skip
    union = {"id": "pit", "name": "Pit Workers' Union", "kind": "union", "side": "PWU",
             "aliases": ["the pit men"], "source": "own"}  # fmt: skip
    add_entries(path, {"organisations": [company, union]})
    return Register.load(extra=[path])


@pytest.mark.parametrize("register_name", ["with_own", "register"])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<s>The Calder Mining Company</s> said <c>pay would rise</c>.", "Calder Mining Company"),
        ("The Calder Mining Company met. Later <s>Calder</s> said <c>pay would rise</c>.",
         "Calder Mining Company"),
        ("The Calder Mining Company (CMC) met. <s>CMC</s> said <c>pay would rise</c>.",
         "Calder Mining Company"),
        ("Calder Mining Company met. <s>The company</s> said <c>pay would rise</c>.",
         "Calder Mining Company"),
        ("<s>The company</s> said <c>pay would rise</c>. Calder Mining Company met.",
         "Calder Mining Company"),
        ("The Pit Workers' Union met. <s>The Union</s> said <c>pay would rise</c>.",
         "Pit Workers' Union"),
    ],
)  # fmt: skip
def test_what_the_text_calls_them(
    request: pytest.FixtureRequest, register_name: str, text: str, name: str
) -> None:
    """Short forms, initials, the noun for what it is: no less than without the own entries."""
    (found,) = appearances(request.getfixturevalue(register_name), text)
    (speaker,) = found.speakers
    assert speaker.name == name


def test_the_side_is_the_analysts(with_own: Register) -> None:
    """Whatever code the text would give."""
    (found,) = appearances(
        with_own, "Calder Mining Company met. Later <s>Calder</s> said <c>pay would rise</c>."
    )
    assert [speaker.side for speaker in found.speakers] == ["CMC"]


def test_own_and_packaged_bodies_are_told_apart(with_own: Register) -> None:
    """Only entries of an own register are the analyst's."""
    own = {body.name for body in with_own.organisations if body.is_own}
    assert own == {"Calder Mining Company", "Pit Workers' Union"}
