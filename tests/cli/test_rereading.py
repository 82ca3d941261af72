"""Stored documents read again: by which models, and what becomes of corrections."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from attribution.cli import rereading, working
from attribution.records import Claim, Document
from attribution.store import Run, Store
from tests.cli.conftest import Invoke
from tests.store.examples import make_claim, make_document

WORDS = {"fast": "the berths stay open", "accurate": "the berths stay open until May"}
DOCUMENTS = {
    tier: make_document(f"Karin Lind told the {tier} press that {WORDS['accurate']}.", name=tier)
    for tier in WORDS
}


class OfTier:
    """An analyser that finds other words than that of another tier."""

    def __init__(self, tier: str) -> None:
        """Be of that tier."""
        self._tier = tier

    def analyse(self, documents: Sequence[Document]) -> list[list[Claim]]:
        """One claim a document."""
        return [[claim_of(document, self._tier)] for document in documents]


def claim_of(document: Document, tier: str) -> Claim:
    """What a tier finds."""
    return make_claim(document, WORDS[tier])


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Tier and backend of the analysers that were loaded."""
    loaded: list[tuple[str, str]] = []

    def load(tier: str, threads: object, registers: object, backend: str, _: object) -> OfTier:
        loaded.append((tier, backend))
        return OfTier(tier)

    monkeypatch.setattr(working, "load_analyser", load)
    return loaded


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Two documents, each read by a tier of its own."""
    path = tmp_path / "claims.db"
    with Store.open(path) as store:
        for (tier, document), backend in zip(DOCUMENTS.items(), ("onnx", "torch"), strict=True):
            run = Run(config=json.dumps({"tier": tier, "backend": backend}))
            with store.writer(run) as writer:
                writer.add(document, [claim_of(document, tier)])
    return path


def apply(invoke: Invoke, db: Path, *args: str) -> str:
    """What `actors apply` says."""
    own = {"ATTRIBUTION_REGISTER": str(db.parent / "none.yaml"), "ATTRIBUTION_BACKEND": ""}
    result = invoke("actors", "apply", "--db", db, *args, environment=own)
    assert (result.exit_code, result.stdout) == (0, "")
    return result.stderr


def test_each_document_is_read_by_its_own_models(
    invoke: Invoke, db: Path, used: list[tuple[str, str]]
) -> None:
    """Without --model tier and backend are those of the run that read it; ids stay."""
    assert apply(invoke, db) == f"{db}: 2 documents read again\n"
    assert used == [("fast", "onnx"), ("accurate", "torch")]
    with Store.open(db) as store:
        reader = store.reader()
        for tier, document in DOCUMENTS.items():
            run = reader.run_of(document.sha256)
            assert run is not None
            assert json.loads(run.config)["tier"] == tier
            assert reader.claim(claim_of(document, tier).id).document.name == tier


def test_named_models_read_all(invoke: Invoke, db: Path, used: list[tuple[str, str]]) -> None:
    """What is named counts for every document, and the rest stays as it was."""
    apply(invoke, db, "--model", "accurate")
    assert used == [("accurate", "onnx"), ("accurate", "torch")]
    used.clear()
    apply(invoke, db, "--model", "fast", "--backend", "onnx")
    assert used == [("fast", "onnx")]


@pytest.mark.parametrize("config", ["", "[]", '{"tier": "gone", "backend": "abacus"}'])
def test_unknown_models_are_todays(
    invoke: Invoke, tmp_path: Path, used: list[tuple[str, str]], config: str
) -> None:
    """A run that names no models, or ones that are no more, is read by the default."""
    path = tmp_path / "old.db"
    with Store.open(path) as store, store.writer(Run(config=config)) as writer:
        writer.add(DOCUMENTS["fast"], [])
    apply(invoke, path)
    assert used == [("accurate", "onnx")]


def test_judgements_are_carried_or_told(
    invoke: Invoke, db: Path, used: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line names old and new claim; one that is gone is counted, and `show` opens it."""
    old, new = (claim_of(DOCUMENTS["fast"], tier) for tier in ("fast", "accurate"))
    invoke("label", old.id, "--side", "NO", "--author", "ann", "--db", db)
    said = apply(invoke, db, "--model", "accurate")
    assert "judgements of 1 claim carried to the claim that now has those words: " in said
    assert f"{old.id} → {new.id}\n" in said
    shown = invoke("show", new.id, "--db", db, "--format", "json")
    assert json.loads(shown.stdout)["side"] == "NO"
    earlier = invoke("show", old.id, "--db", db)
    assert "of an earlier reading" in earlier.stdout
    assert new.id in earlier.stdout
    monkeypatch.setitem(WORDS, "fast", "Karin")
    said = apply(invoke, db, "--model", "fast")
    assert "warning: 1 judged claim not found again" in said
    assert new.id in said
    lost = invoke("show", new.id, "--db", db, "--format", "json")
    assert json.loads(lost.stdout)["side"] == "NO"
    assert "of an earlier reading" in lost.stderr
    assert used[-1][0] == "fast"


def test_many_ids_are_counted() -> None:
    """A line stays a line."""
    told = rereading._some([str(number) for number in range(rereading.N_LISTED + 3)])
    assert told.endswith(f"{rereading.N_LISTED - 1} and 3 more")
