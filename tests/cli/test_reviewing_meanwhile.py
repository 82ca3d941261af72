"""`attribution review` while others judge, read again or remove what is gone through."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from attribution.cli import reviewing
from attribution.cli.keys import Keys
from attribution.records import Judgement
from attribution.store import Run, Store
from tests.cli.conftest import Invoke
from tests.cli.test_reviewing import FIRST, shown
from tests.reporting.examples import (
    ARABIC_CLAIM,
    HOSTILE_CLAIM,
    JOINT_CLAIM,
    LONG_CLAIM,
    NO_CUE_CLAIM,
    RIVAL,
)


@pytest.fixture
def db(claims_db: Path, tmp_path: Path) -> Path:
    """A copy of the database of examples, to be changed."""
    return Path(shutil.copy(claims_db, tmp_path / "own.db"))


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Lets something happen to the database while the first key is waited for."""

    def arrange(happen: Callable[[], object]) -> None:
        events = [happen]

        class Slow(Keys):
            def key(self) -> str:
                if events:
                    events.pop()()
                return super().key()

        monkeypatch.setattr(reviewing, "Keys", Slow)

    return arrange


def accept(db: Path, claim: str, *, author: str) -> None:
    """Accept a claim as another process does."""
    at = datetime.now(tz=UTC)
    with Store.open(db) as store, store.writer() as writer:
        writer.judge(
            Judgement(claim=claim, field="verdict", value="accept", author=author, at=at)
        )  # fmt: skip


def test_judged_by_somebody_else_meanwhile(
    invoke: Invoke, db: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """Two people who review one database do not judge the same claims twice."""
    meanwhile(lambda: accept(db, LONG_CLAIM.id, author="b\no"))
    result = invoke("review", "--db", db, "--author", "ann", stdin="auaq")
    told = f"{LONG_CLAIM.id}: passed over, judged by b o in the meantime"
    assert told in result.stderr.splitlines()
    assert shown(result.stdout) == [FIRST, NO_CUE_CLAIM.id, FIRST, NO_CUE_CLAIM.id]
    assert result.stderr.endswith(
        "1 accepted, 0 corrected, 0 rejected, 0 skipped, 1 passed over, 5 left\n"
    )


def test_all_claims_are_shown_to_everybody_who_asks_for_judged_ones(
    invoke: Invoke, db: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """With --judged a claim that somebody judges in the meantime is no surprise."""
    meanwhile(lambda: accept(db, LONG_CLAIM.id, author="bo"))
    result = invoke("review", "--db", db, "--judged", stdin="kk")
    assert shown(result.stdout)[:2] == [FIRST, LONG_CLAIM.id]
    assert "passed over" not in result.stderr


def test_documents_that_change_meanwhile(
    invoke: Invoke, db: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """Claims of removed documents, and those that a new reading lacks, are passed over."""

    def read_again() -> None:
        with Store.open(db) as store, store.writer(Run()) as writer:
            writer.rerun(RIVAL, [ARABIC_CLAIM, NO_CUE_CLAIM])
            writer.remove_document(HOSTILE_CLAIM.document.sha256)

    meanwhile(read_again)
    result = invoke("review", "--db", db, stdin="kkkk")
    assert result.exit_code == 0
    assert shown(result.stdout) == [FIRST, NO_CUE_CLAIM.id]
    lines = result.stderr.splitlines()
    gone = "passed over, its document was read again and no longer has it"
    assert lines[0] == f"{LONG_CLAIM.id}: {gone}"
    assert f"{HOSTILE_CLAIM.id}: passed over, its document was removed" in lines
    assert lines[-1].endswith("2 skipped, 5 passed over, 0 left")


def test_replaced_while_it_is_shown(
    invoke: Invoke, db: Path, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    """A judgement of a claim that was removed a moment ago is refused, and the next one shown."""

    def remove() -> None:
        with Store.open(db) as store, store.writer() as writer:
            writer.remove_document(RIVAL.sha256)

    meanwhile(remove)
    result = invoke("review", "--db", db, stdin="a")
    assert f"'{FIRST}': no such claim in {db}" in result.stderr
    assert shown(result.stdout) == [FIRST, JOINT_CLAIM.id]
