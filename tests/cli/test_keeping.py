"""What `compare` keeps in the database, and the bar it shows while it reads."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from attribution.claimencoder import ClaimEncoder
from attribution.cli import keeping
from attribution.records import Judgement, Speaker, SpeakerKind
from attribution.store import Store
from tests.cli.conftest import Invoke
from tests.cli.counting import Reading
from tests.store.examples import make_claim, make_document, store_with

N_TEXTS = 4
TEXT = (
    "Lind said the border opens. Berg said the border will open. "
    "Lind said a trade deal was made. Berg said no trade deal was made."
)
CONTENTS = {
    "the border opens": "SE", "the border will open": "NO", "a trade deal was made": "SE",
    "no trade deal was made": "NO",
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Four claims of two sides in one document."""
    path = tmp_path / "claims.db"
    document = make_document(TEXT, meeting="Harbour talks")
    claims = [
        make_claim(document, content,
                   speaker=Speaker(name=f"{side} speaker", kind=SpeakerKind.PERSON, side=side))
        for content, side in CONTENTS.items()
    ]  # fmt: skip
    store_with(path, (document, claims)).close()
    return path


def compared(invoke: Invoke, path: Path, *options: str) -> tuple[str, str]:
    """Both streams of a comparison with the fast tier, which has no trees."""
    result = invoke("compare", "--db", path, "--model", "fast", "--format", "json", *options)
    assert result.exit_code == 0
    return result.stdout, result.stderr


def execute(path: Path, statement: str) -> None:
    """Change the database behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_nothing_changed_reads_nothing(invoke: Invoke, database: Path, model: Reading) -> None:
    """The second time the model is not even loaded, in any format; piped, nothing is said."""
    first = compared(invoke, database)
    assert model.taken() == (1, N_TEXTS, 2 * 4)
    assert first[1] == ""
    assert compared(invoke, database) == first
    shown = invoke("compare", "--db", database, "--model", "fast")
    assert "disputed" in shown.stdout
    assert model.taken() == (0, 0, 0)


def test_other_columns_are_another_comparison(
    invoke: Invoke, database: Path, model: Reading
) -> None:
    """It is not taken for the kept one, but what was read for that is not read again."""
    first = compared(invoke, database)
    model.taken()
    assert compared(invoke, database, "--sides", "SE,NO") != first
    assert model.taken() == (1, 0, 0)


def test_a_corrected_side_is_read_anew(invoke: Invoke, database: Path, model: Reading) -> None:
    """A person's judgement shows at once; only the pairs of the claim are read."""
    first = compared(invoke, database)
    model.taken()
    with Store.open(database) as store, store.writer() as writer:
        claims = store.reader().claims()
        (moved,) = [c for c in claims if c.content_text == "no trade deal was made"]
        writer.judge(Judgement(
            claim=moved.id, field="side", value="SE", author="test", at=datetime.now(UTC)
        ))  # fmt: skip
    second = compared(invoke, database)
    assert second != first
    # Now three claims of SE against one of NO.
    assert model.taken() == (1, 0, 2)


def test_another_model_or_program_reads_all_anew(
    invoke: Invoke, database: Path, model: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an older version made is not taken, and is dropped when the newer one writes."""
    first = compared(invoke, database)
    model.taken()
    monkeypatch.setattr(keeping, "_code", lambda *_: [Path(__file__)])
    assert compared(invoke, database) == first
    assert model.taken() == (1, N_TEXTS, 2 * 4)
    with closing(sqlite3.connect(database)) as connection:
        (n_rows,) = connection.execute("SELECT count(*) FROM kept_results").fetchone()
    # Of each text its scores and its vector, both orders of each pair, and the comparison.
    assert n_rows == 2 * N_TEXTS + 2 * 4 + 1


@pytest.mark.parametrize("kinds", ["'comparisons'", "'comparisons', 'claims', 'pairs'"])
@pytest.mark.parametrize("change", ["value = x'00ff'", "digest = x'00'"])
def test_damaged_rows_change_nothing(
    invoke: Invoke, database: Path, model: Reading, kinds: str, change: str
) -> None:
    """The comparison is the same, without a word."""
    first = compared(invoke, database)
    model.taken()
    execute(database, f"UPDATE kept_results SET {change} WHERE kind IN ({kinds})")  # noqa: S608 - cases above
    assert compared(invoke, database) == first
    assert model.taken()[1] == (N_TEXTS if "claims" in kinds else 0)
    assert compared(invoke, database) == first
    assert model.taken() == (0, 0, 0)


def test_a_database_that_cannot_keep_results_is_still_compared(
    invoke: Invoke, database: Path, model: Reading
) -> None:
    """It is given up with one line, and the comparison is the same."""
    output, _ = compared(invoke, database)
    model.taken()
    execute(database, "DROP TABLE kept_results")
    again, said = compared(invoke, database)
    assert again == output
    assert model.taken() == (1, N_TEXTS, 2 * 4)
    (line,) = said.splitlines()
    assert line.startswith(f"what was read is not kept for next time: {database}: no such table")


def test_a_busy_database_does_not_stop_the_comparison(
    invoke: Invoke, database: Path, model: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process that writes for too long: results are not kept, with one line."""
    opened = Store.open
    monkeypatch.setattr(
        Store, "open",
        lambda path, **options: opened(path, timeout_seconds=0.05, **options),
    )  # fmt: skip
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        output, said = compared(invoke, database)
        other.execute("ROLLBACK")
    assert said.count("another process is using the database") == len(said.splitlines()) == 1
    assert compared(invoke, database) == (output, "")
    assert model.taken() == (2, 2 * N_TEXTS, 2 * 2 * 4)


def test_progress_shows_on_a_terminal_only(
    invoke: Invoke, database: Path, model: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bar names what is read; data on stdout is the same with it."""
    screen = io.StringIO()
    monkeypatch.setattr(
        keeping, "message_console",
        lambda: Console(file=screen, force_terminal=True, width=80),
    )  # fmt: skip
    output, said = compared(invoke, database)
    assert model.taken() == (1, N_TEXTS, 2 * 4)
    assert "reading claims" in screen.getvalue()
    assert "comparing pairs" in screen.getvalue()
    assert said == ""
    execute(database, "DELETE FROM kept_results")
    monkeypatch.undo()
    monkeypatch.setattr(ClaimEncoder, "load", model.loaded)
    assert compared(invoke, database) == (output, "")
