"""Agreement of annotators on a small document, by hand, and the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.annotators import annotations_of, main, score_model, score_people
from eval.measures import Counts
from tests.eval.test_extraction import StubTagger

TEXT = "Oda Lien said the ferry sails. Bo Berg denied it."


def marked(source: str, cue: str, content: str) -> dict[str, list[list[int]]]:
    """One attribution as a PolNeAR file has it."""
    spans = {"source": source, "cue": cue, "content": content}
    return {
        role: [[TEXT.index(words), TEXT.index(words) + len(words)]]
        for role, words in spans.items()
    }  # fmt: skip


LIEN = marked("Oda Lien", "said", "the ferry sails")
BERG = marked("Bo Berg", "denied", "it")


def article(*others: list[dict[str, list[list[int]]]], doc: str = "one") -> dict[str, Any]:
    """Annotated with both attributions by the first annotator, and by `others`."""
    rows = [{"annotator": f"a{i}", "attributions": other} for i, other in enumerate(others)]
    return {"doc": doc, "text": TEXT, "attributions": [LIEN, BERG], "other_annotations": rows}


def write(path: Path, *rows: dict[str, Any]) -> str:
    """The rows as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def test_both_directions_of_a_pair_count() -> None:
    """Two attributions against one: precision and recall change places, 2 of 3 agree."""
    scored = score_people(article([LIEN])).counts
    assert scored["content found"] == Counts(2, 3, 3)
    assert scored["attribution correct"].f1 == pytest.approx(2 / 3)
    assert scored["token cue"] == Counts(2, 3, 3)
    assert scored["token source"] == Counts(4, 6, 6)


def test_a_content_with_another_source_is_found_but_not_correct() -> None:
    """One annotator credits Berg with what Lien said."""
    scored = score_people(article([{**LIEN, "source": BERG["source"]}, BERG])).counts
    assert scored["content found"] == Counts(4, 4, 4)
    assert scored["attribution correct"] == Counts(2, 4, 4)


def test_every_two_of_three_annotators_are_compared() -> None:
    """Of six ordered pairs two agree in full, four in the first attribution."""
    row = article([LIEN, BERG], [LIEN])
    assert [len(attributions) for attributions in annotations_of(row)] == [2, 2, 1]
    assert score_people(row).counts["content found"] == Counts(2 * 2 + 4, 10, 10)


def test_model_is_scored_against_each_annotator() -> None:
    """It finds the ferry: one of two for the first person, all for the second."""
    tagger = StubTagger({"Oda Lien": "source", "said": "cue", "the ferry sails": "content"})
    scored = score_model(article([LIEN]), tagger).counts
    assert scored["attribution correct"] == Counts(2, 3, 2)


def test_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Articles with one annotator are left out; files are read together."""
    one = write(tmp_path / "a.jsonl", article([LIEN]), article(doc="alone"))
    two = write(tmp_path / "b.jsonl", article([LIEN, BERG], [LIEN], doc="two"))
    result = tmp_path / "out.json"
    arguments = ["--data", one, two, "--model", "fast", "--samples", "20", "--json", str(result)]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("2 articles, 5 annotations\npeople against each other\n")
    assert "\nfast tier\n" in printed
    tables = json.loads(result.read_text(encoding="utf-8"))
    assert tables["people"]["content found"]["f1"] == pytest.approx(100 * 10 / 13, abs=0.01)
    assert tables["model"]["content found"]["n_gold"] == 2 + 1 + 2 + 2 + 1


def test_files_with_one_annotator_only_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the file and what is missing."""
    assert main(["--data", write(tmp_path / "alone.jsonl", article())]) == 2
    error = capsys.readouterr().err
    assert "alone.jsonl: no article has other_annotations" in error
    assert error.count("\n") == 1


def test_missing_file_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and the name of the file."""
    assert main(["--data", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_people_agree_on_polnear(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two articles of the development part have six annotators each."""
    path = shared_data / "data" / "attribution" / "polnear_dev.jsonl.gz"
    if not path.is_file():
        pytest.skip(f"needs {path.name} in ../shared/data/attribution")
    assert main(["--data", str(path), "--samples", "20"]) == 0
    assert capsys.readouterr().out.startswith("2 articles, 12 annotations\n")
