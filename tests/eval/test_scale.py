"""The made meeting and what comparing it takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from attribution.errors import ReadError
from attribution.reading.dossiers import Dossier, read_dossier
from eval import scale
from eval.made_meeting import MADE_SIDES, make_meeting, varied

DOSSIERS = Path(__file__).parents[2] / "training" / "gold_dossiers"
NAMES = ("abu-dhabi-prisoner-lists", "addis-vaccine-plant")


@pytest.fixture(scope="module")
def dossiers() -> list[Dossier]:
    """Two labelled dossiers."""
    return [read_dossier(DOSSIERS / name) for name in NAMES]


def test_claims_of_a_made_meeting_all_differ(dossiers: list[Dossier]) -> None:
    """As many documents and claims as asked for, spread evenly, and always the same ones."""
    made = make_meeting(dossiers, n_documents=30, n_claims=215, meeting="Made")
    assert [len(claims) for _, claims in made] == [215 * (k + 1) // 30 - 215 * k // 30
                                                   for k in range(30)]  # fmt: skip
    claims = [claim for _, members in made for claim in members]
    assert len({claim.content_text for claim in claims}) == len({c.id for c in claims}) == 215
    assert len({document.text for document, _ in made}) == 30
    assert {claim.speaker.side for claim in claims} <= set(MADE_SIDES)
    assert all(claim.document is document for document, members in made for claim in members)
    assert made == make_meeting(dossiers, n_documents=30, n_claims=215, meeting="Made")


def test_too_many_claims_are_refused(dossiers: list[Dossier]) -> None:
    """The line says how many can be made; documents without claims are refused as well."""
    with pytest.raises(ReadError, match="different claims can be made of these dossiers"):
        make_meeting(dossiers, n_documents=1, n_claims=100_000, meeting="Made")
    with pytest.raises(ValueError, match="9 documents of 3 claims"):
        make_meeting(dossiers, n_documents=9, n_claims=3, meeting="Made")


def test_varied_words_are_of_the_same_sort() -> None:
    """Numbers, days and names become others; the first variant is the text itself."""
    text = "On Monday Oda Lundgren said 12 ships of Norvik were ready."
    assert varied(text, 0) == text
    assert varied(text, 3) == varied(text, 3)
    words = varied(text, 3).split()
    assert words[1] == "Thursday"
    assert words[5] == "15"
    assert words[3] != "Lundgren"
    assert words[3][0].isupper()
    assert len(words) == len(text.split())


def test_every_run_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cold, again and corrected, of both meetings; the JSON holds what is printed."""
    monkeypatch.setattr(scale, "TYPICAL", (2, 6))
    result = tmp_path / "scale.json"
    arguments = ["--data", str(DOSSIERS / NAMES[0]), "--documents", "3", "--claims", "9",
                 "--model", "fast", "--threads", "1", "--json", str(result)]  # fmt: skip
    assert scale.main(arguments) == 0
    table = json.loads(result.read_text(encoding="utf-8"))
    assert table["model"] == "fast"
    for name, n_claims in (("typical", 6), ("large", 9)):
        runs = [table[name][run] for run in ("cold", "again", "one claim corrected")]
        assert all(run["seconds"] > 0 and run["peak_memory_mb"] > 20 for run in runs)
        assert [run["claims"] for run in runs] == [n_claims] * 3
        measured = dict.fromkeys(("seconds", "processor_seconds", "peak_memory_mb"), 0)
        assert runs[0] | measured == runs[1] | measured
    assert "large: 3 documents" in capsys.readouterr().out


def test_bad_input_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without dossiers, and sizes that do not fit, are exit code 2."""
    assert scale.main(["--data", str(tmp_path)]) == 2
    assert "no dossier here" in capsys.readouterr().err
    arguments = ["--data", str(DOSSIERS / NAMES[0]), "--documents", "9", "--claims", "3"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scale, "TYPICAL", (9, 3))
        assert scale.main(arguments) == 2
    assert "each needs at least one" in capsys.readouterr().err
