"""The command line as a process of its own: pipes, terminals, start-up."""

from __future__ import annotations

import json
import os
import select
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import STATEMENT

pty = pytest.importorskip("pty", reason="needs pseudo-terminals")

COMMAND = [sys.executable, "-m", "attribution"]
ENVIRONMENT = {
    key: value for key, value in os.environ.items()
    if key not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "ATTRIBUTION_DB"}
} | {"TERM": "xterm"}  # fmt: skip


def run(*args: str | Path, **extra: str) -> subprocess.CompletedProcess[bytes]:
    """Run `attribution` with both streams piped."""
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *map(str, args)], capture_output=True, check=False, env=ENVIRONMENT | extra
    )


def run_on_terminal(*args: str | Path, **extra: str) -> tuple[bytes, bytes]:
    """What goes to a piped stdout, and to a stderr that is a terminal."""
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*COMMAND, *map(str, args)], stdout=subprocess.PIPE, stderr=theirs,
            env=ENVIRONMENT | extra,
        )  # fmt: skip
        printed, _ = process.communicate()
        os.write(theirs, b"\nend\n")
        os.close(theirs)
        shown = b""
        while b"end" not in shown:
            shown += terminal.read(65_536)
    return printed, shown


def modules_after(*args: str) -> set[str]:
    """The modules that a command has loaded when it is done."""
    code = (
        "import sys\nfrom attribution.cli import main\n"
        "main(sys.argv[1:], standalone_mode=False)\n"
        "print('MODULES', *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code, *args], capture_output=True, check=True, env=ENVIRONMENT
    )
    return set(done.stderr.decode().partition("MODULES")[2].split())


def test_help_is_light() -> None:
    """The list of commands loads no command."""
    heavy = {"onnxruntime", "trafilatura", "numpy", "sqlite_utils", "rich", "tokenizers"}
    assert not heavy & modules_after("--help")


def test_viewing_is_light(claims_db: Path) -> None:
    """Listing claims loads no model and nothing that reads pages."""
    loaded = modules_after("claims", "--db", str(claims_db))
    assert "sqlite3" in loaded
    assert not {"onnxruntime", "trafilatura", "numpy", "tokenizers", "sqlite_utils"} & loaded


def test_comparing_without_a_side_set_is_light() -> None:
    """What finds speakers in texts is not loaded to compare stored claims."""
    assert not {"attribution.speakers.resolver", "tokenizers"} & modules_after("compare", "--help")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("claims > /dev/full", "error: the output cannot be written (No space left on device)"),
        ("claims --format csv > /dev/full", "error: the output cannot be written (No space"),
        ("claims --format json >&-", "error: the output cannot be written (standard output is"),
        ("--help > /dev/full", "error: the output cannot be written (No space left on device)"),
        ("extract - <&-", "error: -: standard input is closed; give a file"),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_streams_that_are_full_or_closed(claims_db: Path, command: str, told: str) -> None:
    """They are one line."""
    done = subprocess.run(  # noqa: S602 - our own command, with a redirection of the shell's
        f"{shlex.join(COMMAND)} {command}", shell=True, capture_output=True, check=False,
        env=ENVIRONMENT | {"ATTRIBUTION_DB": str(claims_db)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(told)


@pytest.mark.parametrize("command", ["claims", "compare", "show"])
def test_no_colour_beats_forced_colour(claims_db: Path, command: str) -> None:
    """With both variables set there is no escape sequence at all."""
    first = json.loads(run("claims", "--db", claims_db, "--format", "json").stdout)[0]["id"]
    args = [command, *([first] if command == "show" else []), "--db", claims_db]
    assert b"\x1b" in run(*args, FORCE_COLOR="1").stdout
    done = run(*args, FORCE_COLOR="1", NO_COLOR="1")
    assert b"\x1b" not in done.stdout + done.stderr


def test_closed_pipe(claims_db: Path) -> None:
    """A reader that stops early gets its lines, and nobody a traceback."""
    for output_format in ("table", "jsonl", "csv", "md", "json"):
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*COMMAND, "claims", "--db", str(claims_db), "--format", output_format],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT,
        )  # fmt: skip
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        complaints = process.stderr.read().decode()
        process.stderr.close()
        process.wait()
        assert "Traceback" not in complaints
        assert "Exception" not in complaints
        assert "Broken pipe" not in complaints


def test_progress_is_on_the_terminal_only(tmp_path: Path) -> None:
    """A bar for many documents goes to the terminal, the data to the pipe, whole."""
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{STATEMENT} {number}.", encoding="utf-8")
    printed, shown = run_on_terminal("extract", tmp_path)
    assert len([json.loads(line) for line in printed.splitlines()]) == 6
    assert b"reading" in shown
    assert b"attributions" not in shown
    printed, shown = run_on_terminal("extract", tmp_path / "0.txt")
    assert len(printed.splitlines()) == 1
    assert b"reading" not in shown


def test_other_encodings(claims_db: Path) -> None:
    """Piped data is UTF-8 whatever the environment says."""
    expected = run("claims", "--db", claims_db, "--format", "jsonl").stdout
    assert "🚢" in expected.decode("utf-8")
    for encoding in ("ascii", "cp1252", "utf-16"):
        done = run("claims", "--db", claims_db, "--format", "jsonl", PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stdout) == (0, expected)


def test_no_colours_in_a_pipe(claims_db: Path) -> None:
    """Piped output holds no escape sequences even where the terminal could show them."""
    done = run("claims", "--db", claims_db)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr


def test_errors_have_no_traceback(tmp_path: Path) -> None:
    """An expected error is one line and exit code 2."""
    done = run("claims", "--db", tmp_path / "none.db")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("error: ")
    assert done.stderr.count(b"\n") == 1


LISTENING = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from attribution.cli import main; main()"
)
"""Tests in the background inherit that interrupts are ignored; a user's command does not."""


def is_alive(group: int) -> bool:
    """Whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def stored(db: Path) -> int:
    """Documents in a database that another process may be writing."""
    if not db.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0  # not made yet


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted(tmp_path: Path, jobs: str) -> None:
    """Ctrl-C leaves whole documents, one line, no process and the exit code of an interrupt."""
    folder, db = tmp_path / "articles", tmp_path / "a.db"
    folder.mkdir()
    for number in range(400):
        text = f"{STATEMENT} {number}. " * 10
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", LISTENING, "add", str(folder), "--db", str(db), "--model", "fast",
         "--jobs", jobs],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT, start_new_session=True,
    )  # fmt: skip
    try:
        while not stored(db):
            assert process.poll() is None
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process gets it
        _, complaints = process.communicate(timeout=60)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    # Where the interrupt comes during an import, Python ends by the signal itself; shells say 130.
    assert process.returncode in {130, -signal.SIGINT}
    assert complaints.decode() == "interrupted; what was stored before stays\n"
    deadline = time.monotonic() + 20
    while is_alive(process.pid):  # Python's tracker of processes ends a moment after them
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert 0 < stored(db) < 400
    done = run("claims", "--db", db, "--format", "jsonl", "--limit", "1")
    assert (done.returncode, done.stdout.count(b"\n")) == (0, 1)


def press(terminal: int, key: bytes, until: Callable[[], bool]) -> None:
    """Press a key until it shows an effect: what comes before a key is asked for is not read."""
    deadline = time.monotonic() + 60
    while not until():
        assert time.monotonic() < deadline
        if select.select([terminal], [], [], 0.2)[0]:
            os.read(terminal, 65_536)
        else:
            os.write(terminal, key)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGHUP])
def test_killed_review(claims_db: Path, tmp_path: Path, ending: signal.Signals) -> None:
    """Whatever ends the program or closes the terminal, what was decided is stored."""
    db = Path(shutil.copy(claims_db, tmp_path / "own.db"))

    def n_judged() -> int:
        with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM judgements").fetchone()[0])

    terminal, theirs = pty.openpty()
    # Below `nohup` the closing of a terminal is ignored, and whom we start would ignore it too.
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "review", "--db", str(db), "--author", "ann"],
        stdin=theirs, stdout=theirs, stderr=theirs, env=ENVIRONMENT,
    )  # fmt: skip
    signal.signal(signal.SIGHUP, before)
    try:
        press(terminal, b"a", lambda: n_judged() > 0)
    finally:
        process.send_signal(ending)
        process.wait()
        os.close(terminal)
        os.close(theirs)
    assert process.returncode == -ending
    n_stored = n_judged()
    left = run("review", "--db", db)
    assert left.stderr.decode().endswith(f" {7 - n_stored} left\n")
