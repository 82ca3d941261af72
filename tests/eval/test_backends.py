"""What two backends read differently, on cases made by hand and on the packaged weights."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from attribution.records import Act, Quotation, Stance
from eval.backends import claim_differences, main
from tests.reporting.examples import CLAIMS


def test_claims_are_compared_field_by_field() -> None:
    """A missing claim counts once; changed fields only where both have the claim."""
    first, second, *others = CLAIMS
    assert set(claim_differences(CLAIMS, CLAIMS).values()) == {0, len(CLAIMS)}
    other_stance = next(stance for stance in Stance if stance is not first.stance)
    other_act = next(act for act in Act if act is not second.act)
    other_type = next(q for q in Quotation if q is not second.attribution.quote_type)
    changed = [
        replace(first, stance=other_stance, speaker=replace(first.speaker, side="ZZ")),
        replace(second, act=other_act, stance_target="nothing",
                attribution=replace(second.attribution, quote_type=other_type)),
    ]  # fmt: skip
    counts = claim_differences(CLAIMS, changed)
    assert counts == {
        "claims": len(CLAIMS), "claims_different": len(others), "quote_type_different": 1,
        "stance_different": 1, "act_different": 1, "target_different": 1, "side_different": 1,
    }  # fmt: skip


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Counts of the packaged weights; a missing file is one line and exit code 2."""
    pytest.importorskip("transformers")
    pytest.importorskip("onnx")
    data, result = tmp_path / "rows.jsonl", tmp_path / "out.json"
    text = "The finance minister said that the new tax would start in May."
    data.write_text(2 * (json.dumps({"text": text}) + "\n"), encoding="utf-8")
    arguments = ["--data", str(data), "--model", "fast", "--limit", "1", "--json", str(result)]
    assert main(arguments) == 0
    counts = json.loads(result.read_text(encoding="utf-8"))
    assert counts["pieces"] == 13
    assert (counts["spans"], counts["spans_different"]) == (3, 0)
    assert (counts["claims"], counts["claims_different"]) == (1, 0)
    assert "pieces_different" in capsys.readouterr().out
    assert main(["--data", str(tmp_path / "no.jsonl")]) == 2
    assert "no.jsonl" in capsys.readouterr().err
