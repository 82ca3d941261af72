"""Whole outputs for terminals of 80, 120 and 200 columns: no word is lost at any of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from rich.cells import cell_len

from attribution.cli import comparing
from attribution.reporting.wording import one_line
from tests.cli.conftest import Invoke
from tests.reporting.examples import CLAIMS, COMPARISON, HOSTILE_CLAIM, make_claim, make_document
from tests.store.examples import store_with

WIDTHS = (80, 120, 200)
COMMANDS = {
    "claims": ["claims"], "compare": ["compare"], "show": ["show", HOSTILE_CLAIM.id],
    "speakers": ["speakers"], "meetings": ["meetings"], "meetings-show": ["meetings", "show"],
}  # fmt: skip
LONGEST_WHOLE_WORD = 16
"""Characters; longer words may not fit a column and are folded."""

RunAt = Callable[[str, int], Result]


@pytest.fixture
def run_at(invoke: Invoke, claims_db: Path, monkeypatch: pytest.MonkeyPatch) -> RunAt:
    """Runs a command at a width; comparisons are those of the examples, without models."""
    monkeypatch.setattr(comparing, "comparison_of", lambda *_, **__: COMPARISON)

    def run(name: str, width: int) -> Result:
        command = COMMANDS[name]
        return invoke(*command, "--db", claims_db, environment={"COLUMNS": str(width)})

    return run


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [*COMMANDS])
def test_whole_output(
    run_at: RunAt, check_golden: Callable[[str, str], None], name: str, width: int
) -> None:
    """What a command prints is as reviewed and fits the terminal."""
    result = run_at(name, width)
    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= width
    check_golden(f"{width}/{name}.txt", result.stdout)


@pytest.mark.parametrize("width", [60, *WIDTHS])
@pytest.mark.parametrize("name", ["claims", "compare"])
def test_no_word_is_lost(run_at: RunAt, name: str, width: int) -> None:
    """Every word of every content is there, whole where it fits, and nothing ends in dots."""
    output = run_at(name, width).stdout
    words = set(output.split())
    letters = re.sub(r"\s", "", output)
    for claim in CLAIMS:
        assert claim.id in output
        for word in one_line(claim.content_text).split():
            if len(word) <= LONGEST_WHOLE_WORD:
                assert word in words, word
            else:
                assert all(letters.count(letter) >= word.count(letter) for letter in word)
    contents = " ".join(claim.content_text for claim in CLAIMS)
    assert output.count("…") <= contents.count("…") * 2


@pytest.mark.parametrize("width", [20, 30])
def test_show_on_a_narrow_terminal(run_at: RunAt, width: int) -> None:
    """Values are folded, and no letter of them is lost."""
    narrow, wide = (run_at("show", columns).stdout for columns in (width, 200))
    assert max(map(cell_len, narrow.splitlines())) <= width
    assert sorted(re.sub(r"[\s:]", "", narrow)) == sorted(re.sub(r"[\s:]", "", wide))


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_shortened_can_be_opened(
    invoke: Invoke, tmp_path: Path, width: int
) -> None:  # fmt: skip
    """A long paragraph and a long content are cut with […], and the whole is one command away."""
    told = " ".join(f"berth{number} opens" for number in range(300))
    text = f"{'Before it all. ' * 100}Karin Lind said {told}.{' After it all.' * 100}"
    claim = make_claim(make_document(text, name="long.txt"), told, source="Karin Lind", cue="said")
    path = tmp_path / "long.db"
    store_with(path, (claim.document, [claim])).close()
    environment = {"COLUMNS": str(width)}
    shown = invoke("show", claim.id, "--db", path, environment=environment).stdout
    listed = invoke("claims", "--db", path, environment=environment).stdout
    assert shown.count("[…]") == 3  # before and after in the paragraph, inside the span's line
    for output in (shown, listed):
        assert set(told.split()) <= set(re.findall(r"\w+", output))
    whole = invoke("show", claim.id, "--db", path, "--format", "json").stdout
    assert told in whole


@pytest.mark.parametrize("command", ["speakers", "claims"])
def test_names_cannot_drive_the_terminal(
    invoke: Invoke, tmp_path: Path, command: str
) -> None:  # fmt: skip
    """Control characters in a mention or in a rule's words show as a sign."""
    document = make_document("Karin \x1b[31mLind\x07 said no.", name="a.txt")
    claim = make_claim(document, "no", source="Karin \x1b[31mLind\x07", cue="said")
    path = tmp_path / "a.db"
    store_with(path, (document, [claim])).close()
    result = invoke(command, "--db", path)
    assert result.exit_code == 0
    assert not set("\x1b\x07") & set(result.stdout)
