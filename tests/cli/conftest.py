"""A runner of commands, a database built by hand, and the packaged models loaded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from click.testing import CliRunner, Result

from attribution.claimencoder import ClaimEncoder
from attribution.cli import main
from attribution.cli import working as working_module
from attribution.pipeline import Analyser
from attribution.records import Document
from attribution.store import Run, Store
from tests.cli.counting import Reading
from tests.reporting.examples import CLAIMS, HARBOUR, RIVAL

GOLDEN = Path(__file__).parents[1] / "golden" / "cli"

STATEMENT = "The port minister of Sweden, Karin Lind, said on Friday that two berths would open."
"""One sentence that any tagger finds a statement in."""


class Invoke(Protocol):
    """Runs `attribution` with arguments."""

    def __call__(
        self,
        *args: str | Path,
        stdin: str | bytes | None = None,
        environment: dict[str, str] | None = None,
    ) -> Result:
        """What it printed and its exit code; an exception is a failure of the test."""
        ...


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """What commands read with."""
    reading = Reading()
    monkeypatch.setattr(ClaimEncoder, "load", reading.loaded)
    return reading


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the tests store claims."""
    return tmp_path / "out.db"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A plain text with a statement."""
    path = tmp_path / "article.txt"
    path.write_text(STATEMENT, encoding="utf-8")
    return path


def stored(path: Path) -> list[Document]:
    """The documents of a database."""
    with Store.open(path, create=False) as store:
        return store.reader().documents()


@pytest.fixture
def invoke() -> Invoke:
    """The command line at 80 columns, without colours."""

    def run(
        *args: str | Path,
        stdin: str | bytes | None = None,
        environment: dict[str, str] | None = None,
    ) -> Result:
        env = {"COLUMNS": "80", "NO_COLOR": "1", "ATTRIBUTION_DB": None, **(environment or {})}
        return CliRunner(env=env).invoke(
            main, [str(arg) for arg in args], input=stdin, catch_exceptions=False,
            prog_name="attribution",
        )  # fmt: skip

    return run


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """The packaged models, loaded once for all tests."""
    return Analyser.load()


@pytest.fixture
def loaded_models(monkeypatch: pytest.MonkeyPatch, analyser: Analyser) -> None:
    """Commands use the models that are loaded already."""
    monkeypatch.setattr(working_module, "load_analyser", lambda *_: analyser)


@pytest.fixture(scope="session")
def claims_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two documents with seven claims, some hostile, one of them filed under a meeting."""
    path = tmp_path_factory.mktemp("claims") / "claims.db"
    with Store.open(path) as store, store.writer(Run(models={"tagger": "hand"})) as writer:
        for document in (HARBOUR, RIVAL):
            own = [claim for claim in CLAIMS if claim.document is document]
            writer.add(document, own, meeting="Harbour talks")
    return path


@pytest.fixture
def two_meetings(tmp_path: Path) -> Path:
    """The same documents, filed under meetings of their own."""
    path = tmp_path / "two.db"
    with Store.open(path) as store, store.writer(Run(models={"tagger": "hand"})) as writer:
        for document, meeting in ((HARBOUR, "Harbour talks"), (RIVAL, "Norden talks")):
            own = [claim for claim in CLAIMS if claim.document is document]
            writer.add(document, own, meeting=meeting)
    return path


@pytest.fixture
def check_golden(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """Compare a whole output with its golden file; `--update-golden` rewrites the file."""

    def check(name: str, output: str) -> None:
        path = GOLDEN / name
        if pytestconfig.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(output, encoding="utf-8", newline="\n")
        assert output == path.read_text(encoding="utf-8")

    return check
