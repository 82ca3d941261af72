"""`--backend`: the option, its environment variable and what it says when it cannot run."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import STATEMENT, Invoke


def test_torch_reads_the_same_statement(invoke: Invoke) -> None:
    """`extract` gives the same spans, speaker and labels with either backend."""
    pytest.importorskip("transformers")
    pytest.importorskip("onnx")
    arguments = ("extract", "-", "--model", "fast", "--threads", "1")
    default = invoke(*arguments, stdin=STATEMENT)
    chosen = invoke(*arguments, "--backend", "torch", stdin=STATEMENT)
    assert default.exit_code == chosen.exit_code == 0
    (one,), (other,) = (json.loads(r.stdout)["attributions"] for r in (default, chosen))
    for field in ("id", "speaker", "side", "spans", "quote_type", "stance", "act"):
        assert one[field] == other[field]
    assert one["confidence"] != other["confidence"]


def test_comparing_with_torch(invoke: Invoke, claims_db: Path) -> None:
    """The claim encoder of `compare` runs on it too."""
    pytest.importorskip("transformers")
    pytest.importorskip("onnx")
    arguments = ("compare", "--db", claims_db, "--model", "fast", "--format", "json")
    default, chosen = invoke(*arguments), invoke(*arguments, "--backend", "torch")
    assert default.exit_code == chosen.exit_code == 0
    assert json.loads(chosen.stdout)["claims"].keys() == json.loads(default.stdout)["claims"].keys()


@pytest.mark.parametrize("by_environment", [False, True])
def test_missing_torch_is_one_line(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, by_environment: bool
) -> None:
    """The extra is named, nothing is stored, and the exit code is 2."""
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.delitem(sys.modules, "attribution.encoders.torch_runtime", raising=False)
    database = tmp_path / "claims.db"
    arguments = ("add", "-", "--db", database, *([] if by_environment else ["--backend", "torch"]))
    environment = {"ATTRIBUTION_BACKEND": "torch"} if by_environment else {}
    result = invoke(*arguments, stdin=STATEMENT, environment=environment)
    assert result.exit_code == 2
    expected = "error: the torch backend needs torch: pip install 'attribution[torch]'\n"
    assert result.stderr == expected
    assert not database.exists()


def test_unknown_backend_is_wrong_usage(invoke: Invoke) -> None:
    """The choices are listed."""
    result = invoke("extract", "-", "--backend", "tpu", stdin=STATEMENT)
    assert result.exit_code == 2
    assert "'onnx', 'torch'" in result.stderr
