"""Several processes at once, and processes that are killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from attribution.store import Store
from tests.store.examples import contents

ROOT = Path(__file__).parents[2]
ADD_MANY = """
import sys
from pathlib import Path
from attribution.store import Store
from tests.store.examples import RUN, make_claim, make_document

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Store.open(path) as store, store.writer(RUN) as writer:
    for number in range(count):
        document = make_document(f"{name} said number {number} opens.")
        assert writer.add(document, [make_claim(document, f"number {number}")], meeting="Talks")
        shared = make_document(f"Both said {number}.")
        writer.add(shared, [make_claim(shared, f"{number}")])
"""
HANG_HALF_WAY = """
import sys, time
from pathlib import Path
import attribution.store.inserting as inserting
from attribution.store import Store
from tests.store.examples import RUN, make_claim, make_document

path = Path(sys.argv[1])
with Store.open(path) as store, store.writer(RUN) as writer:
    first = make_document("Lind said the first is whole.")
    writer.add(first, [make_claim(first, "the first is whole")], meeting="Talks")
    print("committed", flush=True)
    def hang(corrections):
        print("half-way", flush=True)
        time.sleep(60)
    inserting.is_rejected = hang
    second = make_document("Lind said the second is half." + " More text." * 100_000)
    # A small cache makes SQLite write pages to the log before the commit.
    store._connection.execute("PRAGMA cache_size = 5")
    writer.add(second, [make_claim(second, "the second is half")], meeting="More talks")
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    """A process that runs `script` with the package importable."""
    return subprocess.Popen(  # noqa: S603 - the scripts above
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def check_integrity(path: Path) -> None:
    """The database and its full-text index are sound."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute(
            "INSERT INTO content_fts(content_fts, rank) VALUES ('integrity-check', 1)"
        )


def test_processes_create_and_write_at_once(tmp_path: Path) -> None:
    """Processes that start together on a new file lose nothing and store shared texts once."""
    path = tmp_path / "claims.db"
    writers = [start(ADD_MANY, str(path), name, "25") for name in ("Lind", "Berg", "Dahl")]
    for writer in writers:
        _, errors = writer.communicate(timeout=120)
        assert (writer.returncode, errors) == (0, "")
    with Store.open(path, create=False) as store:
        reader = store.reader()
        assert len(reader.hashes()) == 3 * 25 + 25
        assert len(contents(reader, meeting="Talks")) == 3 * 25
        (counted,) = reader.meetings()
        assert counted.n_documents == 3 * 25
    check_integrity(path)


def test_process_killed_half_way(tmp_path: Path) -> None:
    """What was committed is there after SIGKILL; of the document in work there is nothing."""
    path = tmp_path / "claims.db"
    with start(HANG_HALF_WAY, str(path)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGKILL)
        assert lines == ["committed\n", "half-way\n"], process.stderr.read()
    assert process.returncode == -signal.SIGKILL
    with Store.open(path, create=False) as store:
        reader = store.reader()
        assert [claim.content_text for claim in reader.claims()] == ["the first is whole"]
        assert len(reader.hashes()) == 1
        assert [counted.meeting.name for counted in reader.meetings()] == ["Talks"]
    check_integrity(path)


def test_killed_process_holds_no_lock(tmp_path: Path) -> None:
    """After a kill another process can write at once, without an error or a wait."""
    path = tmp_path / "claims.db"
    with start(HANG_HALF_WAY, str(path)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "committed\n"
        process.send_signal(signal.SIGKILL)
    with Store.open(path, timeout_seconds=1) as store, store.writer() as writer:
        writer.merge_meetings("Talks", into="Renamed")
        assert contents(store.reader(), meeting="Renamed") == ["the first is whole"]
