"""The measured figures at the foot of a report are those of the models that made it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from attribution.cli import comparing
from attribution.cli.versions import measured_rates, run_of, tiers_of
from attribution.store import ClaimQuery, Run, Store
from tests.cli.conftest import Invoke
from tests.reporting.examples import CLAIMS, COMPARISON, HARBOUR, RIVAL


def database(path: Path, *configs: str) -> Path:
    """The two example documents, each read by a run of its own configuration."""
    with Store.open(path) as store:
        for document, config in zip((HARBOUR, RIVAL), configs, strict=True):
            with store.writer(Run(models={"tagger": "hand"}, config=config)) as writer:
                own = [claim for claim in CLAIMS if claim.document is document]
                writer.add(document, own, meeting="Harbour talks")
    return path


@pytest.mark.parametrize(
    ("configs", "tiers"),
    [
        (('{"tier": "fast"}', '{"tier": "fast"}'), ("fast",)),
        (('{"tier": "fast"}', '{"tier": "accurate"}'), ("accurate", "fast")),
        (("by hand", '{"tier": "accurate"}'), ("accurate",)),
        (("[]", '{"tier": 7}'), ()),
    ],
)
def test_tiers_of_stored_claims(
    tmp_path: Path, configs: tuple[str, str], tiers: tuple[str, ...]
) -> None:
    """The runs of the claims tell their tiers; runs that name none are left out."""
    with Store.open(database(tmp_path / "a.db", *configs), create=False) as store:
        reader = store.reader()
        assert tiers_of(reader, reader.claims(ClaimQuery())) == tiers


def test_runs_tell_their_tier(tmp_path: Path) -> None:
    """What a run records is what its tier is read from."""
    config = run_of("fast").config
    assert json.loads(config)["tier"] == "fast"
    with Store.open(database(tmp_path / "a.db", config, config), create=False) as store:
        reader = store.reader()
        assert tiers_of(reader, reader.claims(ClaimQuery())) == ("fast",)


def test_rates_are_the_tiers_own() -> None:
    """Each figure names its tier and has that tier's value; a tier of old counts for nothing."""
    accurate, fast = (measured_rates([tier], relations="accurate") for tier in ("accurate", "fast"))
    found = "statements found (F1, 2,192 statements of unseen news)"
    assert accurate[f"{found}, accurate"] != fast[f"{found}, fast"]
    both = measured_rates(["accurate", "fast", "older"], relations="accurate")
    assert both == fast | accurate
    verdict = "verdict right, of points told by two or more sides (9 unseen dossiers), accurate"
    assert accurate[verdict] == fast[verdict]
    of_fast = measured_rates(["fast"], relations="fast")
    assert verdict not in of_fast
    assert all(name.endswith(", fast") for name in of_fast)
    assert set(measured_rates([], relations="accurate")) < set(accurate)


def test_foot_of_the_page(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """`compare --html` prints the figures of the tier that read the stored documents."""
    monkeypatch.setattr(comparing, "comparison_of", lambda *_, **__: COMPARISON)
    db = database(tmp_path / "a.db", '{"tier": "fast"}', '{"tier": "fast"}')
    page = tmp_path / "page.html"
    assert invoke("compare", "--db", db, "--html", page).exit_code == 0
    rows = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select(".rates tr")[1:]
    shown = {row.select("th")[0].get_text(): row.select("td")[0].get_text() for row in rows}
    assert shown == measured_rates(["fast"], relations="accurate")
