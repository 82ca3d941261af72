"""`attribution review`: what each key does, what is asked for and what is stored."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from rich.cells import cell_len

from attribution.cli import reviewing, session
from attribution.cli.keys import Keys
from attribution.cli.session import ACT_KEYS, STANCE_KEYS
from attribution.errors import StoreError
from attribution.records import Act, Claim, Stance
from attribution.store import Store
from tests.cli.conftest import Invoke
from tests.reporting.examples import (
    ARABIC_CLAIM,
    HOSTILE_CLAIM,
    JOINT_CLAIM,
    LONG_CLAIM,
    NO_CUE_CLAIM,
    RELAYED_CLAIM,
    SPLIT_CLAIM,
    make_claim,
    make_document,
)
from tests.store.examples import store_with

QUEUE = [
    ARABIC_CLAIM, LONG_CLAIM, NO_CUE_CLAIM, RELAYED_CLAIM, JOINT_CLAIM, HOSTILE_CLAIM, SPLIT_CLAIM,
]  # fmt: skip
"""The claims of the example by the product of their scores, ties by day and place."""
FIRST = ARABIC_CLAIM.id
TITLE = re.compile(r"^Claim (\d+) of (\d+)  (\w+)", re.MULTILINE)
TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")


@pytest.fixture
def db(claims_db: Path, tmp_path: Path) -> Path:
    """A copy of the database of examples, to be judged."""
    return Path(shutil.copy(claims_db, tmp_path / "own.db"))


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys are pressed one at a time, as on a terminal."""

    class Pressed(Keys):
        def __init__(self) -> None:
            super().__init__()
            self.is_terminal = True

    monkeypatch.setattr(reviewing, "Keys", Pressed)


def shown(stdout: str) -> list[str]:
    """Ids of the claims in the order in which they were shown."""
    return [found[3] for found in TITLE.finditer(stdout)]


def judged(db: Path) -> list[tuple[str, str, str, str]]:
    """What is stored, the oldest first."""
    with Store.open(db, create=False) as store:
        return [(j.claim, j.field, j.value, j.author) for j in store.reader().judgements()]


def test_whole_session_from_a_pipe(
    invoke: Invoke, db: Path, check_golden: Callable[[str, str], None]
) -> None:
    """Claims on stdout, what was done on stderr; the characters of the lines are the keys."""
    result = invoke("review", "--db", db, "--author", "ann", stdin="s dk\na\nr\n\nz\nuq\n")
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert max(map(cell_len, result.output.splitlines())) <= 80
    check_golden("review-piped.txt", TIME.sub("YYYY-MM-DD HH:MM UTC", result.output))


@pytest.mark.usefixtures("on_terminal")
def test_whole_session_on_a_terminal(
    invoke: Invoke, db: Path, check_golden: Callable[[str, str], None]
) -> None:
    """The keys stand below the claim, and what a key asks for behind its question."""
    keys = "?sDK\nsd\nnCy\ncx\u001b[a"
    result = invoke("review", "--db", db, "--author", "ann", "--limit", "2", stdin=keys)
    assert result.exit_code == 0
    check_golden("review-terminal.txt", TIME.sub("YYYY-MM-DD HH:MM UTC", result.output))


@pytest.mark.parametrize("width", [20, 60, 120])
@pytest.mark.usefixtures("on_terminal")
def test_fits_the_terminal(invoke: Invoke, db: Path, width: int) -> None:
    """No line of a claim or of the keys is wider than the terminal."""
    environment = {"COLUMNS": str(width)}
    result = invoke("review", "--db", db, stdin="kkkkkkk", environment=environment)
    assert len(shown(invoke("review", "--db", db, stdin="\n" * 9).stdout)) == len(QUEUE)
    assert max(map(cell_len, result.stdout.splitlines())) <= width
    legend = [line for line in result.stderr.splitlines() if "skipped" not in line]
    assert max(map(cell_len, legend)) <= width


def test_least_sure_first(invoke: Invoke, db: Path) -> None:
    """Claims come by the product of their scores; --limit keeps the first ones."""
    order = [claim.id for claim in QUEUE]
    assert shown(invoke("review", "--db", db, stdin="\n" * 9).stdout) == order
    limited = invoke("review", "--db", db, "--limit", "2", stdin="kkk")
    assert shown(limited.stdout) == order[:2]
    assert limited.stderr == "0 accepted, 0 corrected, 0 rejected, 2 skipped, 0 left\n"


@pytest.mark.parametrize(
    ("keys", "field", "value", "follows"),
    [
        ("a", "verdict", "accept", LONG_CLAIM),
        ("r", "verdict", "reject", LONG_CLAIM),
        ("R", "verdict", "reject", LONG_CLAIM),
        ("s dk", "side", "DK", ARABIC_CLAIM),
        ("s\n se \n", "side", "SE", ARABIC_CLAIM),
        ("sUNKNOWN", "side", "UNKNOWN", ARABIC_CLAIM),
        ("n Ola   Dal", "speaker", "Ola Dal", ARABIC_CLAIM),
        *((f"t{key}", "stance", stance, ARABIC_CLAIM) for key, stance in STANCE_KEYS.items()),
        *((f"c\n{key}", "act", act, ARABIC_CLAIM) for key, act in ACT_KEYS.items()),
    ],
)
def test_keys(
    invoke: Invoke, db: Path, keys: str, field: str, value: str, follows: Claim
) -> None:  # fmt: skip
    """A verdict leads to the next claim, a correction shows the same one as it is now."""
    result = invoke("review", "--db", db, "--author", "ann", stdin=keys)
    assert result.exit_code == 0
    assert judged(db) == [(FIRST, field, value, "ann")]
    assert result.stderr.splitlines()[0] == f"{FIRST}: {field} {value}, says ann"
    assert shown(result.stdout) == [FIRST, follows.id]


def test_letters_stand_for_their_words() -> None:
    """Every stance and act has a key of its own, which is a letter of the word."""
    assert [*STANCE_KEYS.values()] == [*Stance]
    assert [*ACT_KEYS.values()] == [*Act]
    assert all(key in stance.value for key, stance in STANCE_KEYS.items())
    assert all(key in act.value for key, act in ACT_KEYS.items())


@pytest.mark.parametrize("keys", ["q", "", "s\n", "s", "n", "t", "c", "kq", "x\n\n\tq"])
def test_stopping_stores_nothing(invoke: Invoke, db: Path, keys: str) -> None:
    """The end of the input is q wherever it comes, and who only looks judges nothing."""
    result = invoke("review", "--db", db, stdin=keys)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[-1].startswith("0 accepted, 0 corrected, 0 rejected, ")
    assert judged(db) == []


@pytest.mark.parametrize("keys", ["s\n\nq", "n\n\nq", "t\n\nq", "c\n\nq"])
def test_nothing_typed_leaves_the_value(invoke: Invoke, db: Path, keys: str) -> None:
    """Enter instead of a value keeps the claim as it is, and does not leave it."""
    result = invoke("review", "--db", db, stdin=keys)
    assert result.stderr == "0 accepted, 0 corrected, 0 rejected, 0 skipped, 7 left\n"
    assert judged(db) == []


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("s the ports", "side 'THE PORTS' is no code of a side: those have 2 to 16 capitals or"),
        ("s D", "side 'D' is no code of a side"),
        ("s joint", f"{FIRST}: side JOINT is of several sides that speak together, and none"),
        ("n …", "name '…' is no name; write one"),
        ("tx", "'x' is no key here; the stance stays"),
        ("cz", "'z' is no key here; the act stays"),
    ],
)
def test_wrong_values(invoke: Invoke, db: Path, keys: str, told: str) -> None:
    """What is none is told in one line, the claim stands there again, and nothing is stored."""
    result = invoke("review", "--db", db, "--author", "ann", stdin=f"{keys}\nq")
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0].startswith(told)
    assert shown(result.stdout) == [FIRST, FIRST]
    assert judged(db) == []


def test_unknown_keys(invoke: Invoke, db: Path) -> None:
    """They are told; what is no letter is not printed, and the claim is not shown again."""
    result = invoke("review", "--db", db, stdin=b"x\n\xff\n\x1b\nq")
    assert result.stderr.splitlines()[:3] == [
        "'x' is no key here; ? lists the keys", "'\ufffd' is no key here; ? lists the keys",
        "no key of this program; ? lists the keys",
    ]  # fmt: skip
    assert shown(result.stdout) == [FIRST]


def test_undo_goes_back(invoke: Invoke, db: Path) -> None:
    """A later judgement wins and the earlier one stays; on the first claim u says so."""
    result = invoke("review", "--db", db, "--author", "ann", stdin="ruak q")
    assert shown(result.stdout) == [
        FIRST, LONG_CLAIM.id, FIRST, LONG_CLAIM.id, NO_CUE_CLAIM.id
    ]  # fmt: skip
    assert "back to claim 1; what you press now is newer and wins\n" in result.stderr
    assert result.stderr.endswith("1 accepted, 0 corrected, 0 rejected, 1 skipped, 5 left\n")
    verdicts = [(FIRST, "verdict", "reject", "ann"), (FIRST, "verdict", "accept", "ann")]
    assert judged(db) == verdicts
    with Store.open(db, create=False) as store:
        assert FIRST in {claim.id for claim in store.reader().claims()}
    first = invoke("review", "--db", db, stdin="u")
    assert first.stderr.splitlines()[0] == "this is the first claim"


def test_withdrawing(invoke: Invoke, db: Path) -> None:
    """The key w takes back all that was said; the claim stands there as it was found."""
    keys = "sdk\nr\nuwuwq"
    result = invoke("review", "--db", db, "--author", "ann", "--limit", "2", stdin=keys)
    assert shown(result.stdout) == [FIRST, FIRST, LONG_CLAIM.id, FIRST, FIRST]
    told = result.stderr.splitlines()
    assert f"{FIRST}: side withdrawn, verdict withdrawn, says ann" in told
    assert f"{FIRST}: nobody judged it; there is nothing to withdraw" in told
    assert told[-1] == "0 accepted, 0 corrected, 0 rejected, 1 withdrawn, 0 skipped, 1 left"
    assert len(judged(db)) == 4
    later = invoke("review", "--db", db, stdin="q")
    assert shown(later.stdout) == [FIRST]


@pytest.mark.usefixtures("on_terminal")
def test_undo_tells_what_it_was(invoke: Invoke, db: Path) -> None:
    """Whoever goes back sees what was judged, and the question what stood there before."""
    result = invoke("review", "--db", db, "--author", "ann", stdin="sDK\naus\nnBo\nn\nq")
    assert re.search(r"Judged\n +side +DK, says ann, .*\n +verdict +accept, says", result.stdout)
    assert "side (now NORDEN; Enter leaves it): " in result.stderr
    assert "side (now DK, before NORDEN; Enter leaves it): " in result.stderr
    assert f"name (now Bo, before {ARABIC_CLAIM.speaker.name}; Enter" in result.stderr


def test_going_on_later(invoke: Invoke, db: Path) -> None:
    """Judged claims do not come again unless asked for, rejected ones never; skipped ones do."""
    invoke("review", "--db", db, "--author", "ann", stdin="kar")
    order = [claim.id for claim in QUEUE]
    rest = invoke("review", "--db", db, stdin="\n" * 9)
    assert shown(rest.stdout) == [order[0], *order[3:]]
    again = invoke("review", "--db", db, "--judged", stdin="\n" * 9)
    assert shown(again.stdout) == [order[0], order[1], *order[3:]]


def test_nothing_left(invoke: Invoke, db: Path) -> None:
    """Where all is judged, the line says so and how to see it again; exit code 1."""
    assert invoke("review", "--db", db, stdin="aaaaaaa").exit_code == 0
    result = invoke("review", "--db", db)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Nothing to review: all claims that fit are judged. Go through them with: --judged\n"
    )


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["--side", "BR"], "'BR' is no side here; sides here: JOINT, NORDEN, SE"),
        (["--meeting", "Spring"], "'Spring' is no meeting here; known are: Harbour talks"),
        (["--query", "zebra"], "No claims found. Widen the filters, or add documents with: "),
    ],
)
def test_nothing_fits(invoke: Invoke, db: Path, options: list[str], hint: str) -> None:
    """What fits no claim is told as `claims` does, with exit code 1."""
    result = invoke("review", "--db", db, *options)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(hint)
    assert "No claims found." in result.stderr


def test_filters(invoke: Invoke, db: Path) -> None:
    """The filters of `claims` choose what is gone through."""
    options = ("--side", "se", "--stance", "critical", "--meeting", "harbour")
    result = invoke("review", "--db", db, *options, stdin="kk")
    assert shown(result.stdout) == [HOSTILE_CLAIM.id]


@pytest.mark.parametrize(
    "options",
    [["--author", " "], ["--author", ""], ["--limit", "0"], ["--stance", "angry"], ["extra"]],
)
def test_wrong_use(invoke: Invoke, db: Path, options: list[str]) -> None:
    """It is told with exit code 2 before any claim is shown."""
    result = invoke("review", "--db", db, *options, stdin="a")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: attribution review" in result.stderr
    assert judged(db) == []


def test_side_sets_choose_but_do_not_change(invoke: Invoke, db: Path, tmp_path: Path) -> None:
    """With a set --side is one of its sides; shown and corrected is the side that is stored."""
    own = tmp_path / "north.toml"
    own.write_text(
        'name = "North"\n[[side]]\ncode = "COAST"\nname = "The coast"\nmembers = ["SE"]\n',
        encoding="utf-8",
    )
    options = ("--sides", str(own), "--side", "coast")
    result = invoke("review", "--db", db, *options, stdin="kkk")
    assert shown(result.stdout) == [JOINT_CLAIM.id, HOSTILE_CLAIM.id, SPLIT_CLAIM.id]
    assert len(re.findall(r"^  side +SE +$", result.stdout, re.MULTILINE)) == 2
    assert "COAST" not in result.stdout
    nothing = invoke("review", "--db", db, "--sides", str(own), "--side", "NATO")
    assert nothing.exit_code == 1
    assert invoke("review", "--db", db, "--sides", "nowhere.toml").exit_code == 2


def test_text_is_never_markup(invoke: Invoke, tmp_path: Path) -> None:
    """Brackets appear as they are; nothing of document or author drives the terminal."""
    text = "Karin \x1b[31mLind said [sic] [/quote] red \x9b2J things."
    document = make_document(text, name="[b]e.txt")
    claim = make_claim(document, "[sic] [/quote] red \x9b2J things", source="Karin", cue="said")
    path = tmp_path / "e.db"
    store_with(path, (document, [claim])).close()
    result = invoke("review", "--db", path, "--author", "a\x1bb", stdin="sDK\nnKarin \x1b[1m\nq")
    assert "content⟦[sic] [/quote] red" in result.stdout
    assert "[b]e.txt" in result.stdout
    assert not set("\x1b\x07\x9b") & set(result.output)


@pytest.mark.usefixtures("on_terminal")
@pytest.mark.parametrize("keys", ["a", "sD"])
def test_interrupted(invoke: Invoke, db: Path, monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    """Ctrl-C keeps what was decided, tells it, and has the exit code of an interrupt."""
    pressed = iter(keys)

    def press() -> str:
        try:
            return next(pressed)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(click, "getchar", press)
    result = invoke("review", "--db", db, "--author", "ann", stdin="DK\n")
    assert result.exit_code == 130
    told, interrupted = result.stderr.splitlines()[-2:]
    assert told == {"a": "1 accepted, 0 corrected, ", "sD": "0 accepted, 1 corrected, "}[keys] + (
        "0 rejected, 0 skipped, 6 left"
    )
    assert interrupted == "interrupted; what was stored before stays"
    assert len(judged(db)) == 1


def test_a_failing_database_ends_it(
    invoke: Invoke, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be stored is a line with exit code 2, and no later key is lost unheard."""
    store = session.store_judgements
    n_stored = 0

    def fail(*args: object, **options: object) -> None:
        nonlocal n_stored
        n_stored += 1
        if n_stored > 1:
            msg = f"{db}: the disk is full; free some space, nothing was half-written"
            raise StoreError(msg)
        store(*args, **options)  # type: ignore[arg-type] - as given

    monkeypatch.setattr(session, "store_judgements", fail)
    result = invoke("review", "--db", db, stdin="aaa")
    assert result.exit_code == 2
    told, error = result.stderr.splitlines()[-2:]
    assert told == "1 accepted, 0 corrected, 0 rejected, 0 skipped, 6 left"
    assert error == f"error: {db}: the disk is full; free some space, nothing was half-written"


@pytest.mark.usefixtures("on_terminal")
@pytest.mark.parametrize("key", ["s", "n"])
def test_the_end_of_a_question(invoke: Invoke, db: Path, key: str) -> None:
    """Where the input ends behind a question, what was done stands on a line of its own."""
    result = invoke("review", "--db", db, stdin=key)
    asked, told = result.stderr.splitlines()[-2:]
    assert asked.endswith("; Enter leaves it): ")
    assert told == "0 accepted, 0 corrected, 0 rejected, 0 skipped, 7 left"
