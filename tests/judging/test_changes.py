"""What rows change: values that differ, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from attribution.judging import Changes, LeftOut, Row, WrongRow, find_changes
from attribution.records import Judgement, Speaker, SpeakerKind
from attribution.store import Run, Store
from tests.store.examples import RUN, make_claim, make_document

DOCUMENT = make_document("Two berths would open. A third would not. Both agreed to meet again.")
OPEN = make_claim(DOCUMENT, "Two berths would open")
THIRD = make_claim(DOCUMENT, "A third would not")
JOINT = make_claim(
    DOCUMENT, "to meet again",
    speaker=Speaker(name="Both", kind=SpeakerKind.GROUP, side="JOINT", sides=("SE", "NO")),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database with three claims: one of SE, neutral assertions."""
    with Store.open(tmp_path / "c.db") as opened:
        with opened.writer(RUN) as writer:
            writer.add(DOCUMENT, [OPEN, THIRD, JOINT])
        yield opened


def changes_of(store: Store, *rows: Row | WrongRow | LeftOut) -> Changes:
    """What rows change."""
    return find_changes(rows, store.reader())


def row(claim: str, where: str = "c: line 2", **values: str) -> Row:
    """A row of a file."""
    return Row(where, claim, values)


def say(store: Store, claim: str, field: str, value: str) -> None:
    """Store a judgement."""
    with store.writer() as writer:
        writer.judge(
            Judgement(claim=claim, field=field, value=value, author="a", at=datetime.now(tz=UTC))
        )


def test_values_that_differ(store: Store) -> None:
    """They are taken as they would be stored, by the field's name in the store."""
    found = changes_of(
        store,
        row(OPEN.id, side=" dk", speaker=" Ola \n Dal ", stance="Critical", act="assert",
            judgement="ACCEPT"),
        row(THIRD.id, side="se", speaker="Karin  Lind", stance="neutral ", act="ASSERT"),
    )  # fmt: skip
    assert found.said == {
        OPEN.id: {"side": "DK", "speaker": "Ola Dal", "stance": "critical", "verdict": "accept"}
    }
    assert (found.n_unchanged, found.problems, found.notes) == (1, [], [])


def test_judgements_are_what_the_database_shows(store: Store) -> None:
    """What people said is compared with, verdicts too, and not what was predicted."""
    for field, value in (("stance", "critical"), ("verdict", "reject")):
        say(store, OPEN.id, field, value)
    say(store, THIRD.id, "verdict", "accept")
    same = (
        row(OPEN.id, stance="critical", judgement="reject"), row(THIRD.id, judgement="accept")
    )  # fmt: skip
    assert changes_of(store, *same).said == {}
    back = (
        row(OPEN.id, stance="neutral", judgement="accept"), row(THIRD.id, judgement="reject")
    )  # fmt: skip
    assert changes_of(store, *back).said == {
        OPEN.id: {"stance": "neutral", "verdict": "accept"}, THIRD.id: {"verdict": "reject"}
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"side": "the ports"}, "side 'THE PORTS' is no code of a side: those have 2 to 16"),
        ({"side": "none"}, "side 'NONE' is no code of a side: those have 2 to 16"),
        ({"side": "Sweden"}, "side 'SWEDEN' is no code of a side; that of Sweden is SE"),
        ({"side": "u.s."}, "side 'U.S.' is no code of a side; that of United States is US"),
        ({"side": "UK"}, "side 'UK' is no code of a side; that of United Kingdom is GB"),
        ({"side": "JOINT"}, "side JOINT is of several sides that speak together, and none are"),
        ({"speaker": "…"}, "speaker '…' is no name; write one"),
        ({"stance": "angry"}, "stance 'angry' is unknown; give critical, neutral, supportive"),
        ({"act": "sing"}, "act 'sing' is unknown; give accuse, agree, assert, commit, concern,"),
        ({"judgement": "yes"}, "judgement 'yes' is unknown; give accept, reject"),
    ],
)
def test_wrong_values(store: Store, values: dict[str, str], problem: str) -> None:
    """What no label can be is told with its line."""
    found = changes_of(store, row(OPEN.id, **values))
    assert (found.said, len(found.problems)) == ({}, 1)
    assert found.problems[0].startswith(f"c: line 2: {problem}")


def test_rows_of_no_claim(store: Store) -> None:
    """Unknown ids, ambiguous ones and wrong rows are problems; rows left out are notes."""
    found = changes_of(
        store, row("1.23E+11"), row("", "c: line 3"), WrongRow("c: line 4", "no object"),
        LeftOut("c: line 5", "new"), row(OPEN.id.upper(), "c: line 6"),
    )  # fmt: skip
    assert found.problems[0].startswith("c: line 2: '1.23E+11': no such claim in ")
    assert found.problems[1].startswith("c: line 3: '': more than one claim (")
    assert found.problems[2] == "c: line 4: no object"
    assert found.notes == ["c: line 5: left out: new"]
    assert found.claims == {OPEN.id}


@pytest.mark.parametrize("n_digits", [1, 11])
def test_parts_of_ids_are_no_ids(store: Store, n_digits: int) -> None:
    """A column with numbers of rows, or ids that lost a digit, must not judge some other claim."""
    part = OPEN.id[:n_digits]
    found = changes_of(store, row(part, stance="critical"))
    assert (found.said, found.claims) == ({}, set())
    told = f"c: line 2: {part!r} is no whole id of a claim; those have 12 digits"
    assert found.problems == [told]


def test_rows_that_contradict_each_other(store: Store) -> None:
    """One claim may stand twice if both rows say the same, however it is written."""
    found = changes_of(store, row(OPEN.id, side="dk"), row(OPEN.id, "c: line 9", side="DK "))
    assert (found.said, found.problems) == ({OPEN.id: {"side": "DK"}}, [])
    found = changes_of(store, row(OPEN.id, side="dk"), row(OPEN.id, "c: line 9", side="SE"))
    assert found.problems == [
        f"c: line 9: side of {OPEN.id} is 'SE', but 'DK' at c: line 2; leave one"
    ]


def test_control_characters_are_blanks(store: Store) -> None:
    """A name with one that counts as a blank is the same on one line."""
    odd = make_document("Two said so.")
    speaker = replace(OPEN.speaker, name="Karin\x1fLind")
    claim = make_claim(odd, "so", speaker=speaker)
    with store.writer(RUN) as writer:
        writer.add(odd, [claim])
    for name in ("Karin\x1fLind", "Karin Lind", " Karin\n\tLind"):
        assert changes_of(store, row(claim.id, speaker=name)).said == {}


def test_joint_sides_come_back(store: Store) -> None:
    """Whoever was found to speak together may do so again."""
    say(store, JOINT.id, "side", "SE")
    assert changes_of(store, row(JOINT.id, side="JOINT")).said == {JOINT.id: {"side": "JOINT"}}


def test_sides_in_use_need_no_code(store: Store) -> None:
    """What some reading gave as a side may be given, though no code."""
    odd = make_document("One said so.")
    speaker = replace(OPEN.speaker, side="SIDE ONE")
    with store.writer(RUN) as writer:
        writer.add(odd, [make_claim(odd, "so", speaker=speaker)])
    assert changes_of(store, row(OPEN.id, side="side one")).said == {OPEN.id: {"side": "SIDE ONE"}}


def test_claims_of_an_earlier_reading(store: Store) -> None:
    """Unchanged ones are no matter; one that is replaced takes no more, one that is gone does."""
    successor = make_claim(DOCUMENT, "Two berths would open.")
    say(store, OPEN.id, "act", "warn")
    with store.writer(Run()) as writer:
        writer.rerun(DOCUMENT, [successor])
    unchanged = changes_of(store, row(OPEN.id, act="warn"), row(THIRD.id, act="assert"))
    assert (unchanged.n_unchanged, unchanged.problems, unchanged.notes) == (2, [], [])
    found = changes_of(
        store, row(OPEN.id, act="deny"), row(THIRD.id, act="deny", stance="critical")
    )
    assert found.problems == [
        f"c: line 2: {OPEN.id}: of an earlier reading; its judgements are with {successor.id}: "
        "label that"
    ]
    assert found.notes == [
        f"{THIRD.id}: of an earlier reading; what is said counts when it is found again"
    ]
    assert found.said == {THIRD.id: {"act": "deny", "stance": "critical"}}
