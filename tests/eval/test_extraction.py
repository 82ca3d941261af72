"""The extraction scorer on cases computed by hand, and its command line."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from attribution.records import Attribution, Quotation
from attribution.spans import Span
from attribution.tagging import TaggedSpan
from eval.extraction import (
    are_correct,
    by_field,
    figures,
    gold_attributions,
    join_tokens,
    main,
    score_cofenet,
    score_document,
    score_polnear,
)
from eval.measures import Counts

TEXT = "Oda Lien said the ferry sails. Bo denied it: “No ferry sails at all.”"


def place(words: str, text: str = TEXT) -> Span:
    """Where `words` stand."""
    at = text.index(words)
    return Span(at, at + len(words))


FIRST = Attribution(
    source=place("Oda Lien"), cue=place("said"), contents=(place("the ferry sails"),)
)  # fmt: skip
SECOND = Attribution(
    source=place("Bo"), cue=place("denied"), contents=(place("“No ferry sails at all.”"),),
    quote_type=Quotation.DIRECT,
)  # fmt: skip


def counts(
    gold: Sequence[Attribution], predicted: Sequence[Attribution]
) -> dict[str, Counts]:  # fmt: skip
    """All counts of `TEXT`."""
    return score_document("d", TEXT, gold, predicted).counts


def test_perfect_extraction_is_one_everywhere() -> None:
    """Gold against itself."""
    scored = counts([FIRST, SECOND], [SECOND, FIRST])
    assert {name: c.f1 for name, c in scored.items()} == dict.fromkeys(scored, 1.0)
    assert scored["content found"] == Counts(2, 2, 2)
    assert scored["correct, direct and mixed"].n_gold == 1
    assert scored["correct, indirect"].n_gold == 1


def test_tokens_are_counted_once_a_role() -> None:
    """Gold content has 3 tokens, the prediction 4 of which 2 are right; punctuation counts."""
    predicted = [Attribution(source=place("Lien"), cue=None, contents=(place("ferry sails. Bo"),))]
    scored = counts([FIRST], predicted)
    assert scored["token content"] == Counts(2, 3, 4)
    assert scored["token source"] == Counts(1, 2, 1)
    assert scored["token cue"] == Counts(0, 1, 0)


def test_content_is_found_from_dice_one_half() -> None:
    """2 x 1 / (3 + 1) is enough, 2 x 1 / (3 + 2) is not."""
    exactly = [Attribution(source=None, cue=None, contents=(place("sails"),))]
    under = [Attribution(source=None, cue=None, contents=(place("sails."),))]
    assert counts([FIRST], exactly)["content found"] == Counts(1, 1, 1)
    assert counts([FIRST], under)["content found"] == Counts(0, 1, 1)


def test_correct_needs_the_source_too() -> None:
    """Found content with another source is found, not correct; a missing source is another."""
    wrong = [Attribution(source=place("Bo"), cue=FIRST.cue, contents=FIRST.contents)]
    missing = [Attribution(source=None, cue=FIRST.cue, contents=FIRST.contents)]
    for predicted in (wrong, missing):
        scored = counts([FIRST], predicted)
        assert scored["content found"] == Counts(1, 1, 1)
        assert scored["attribution correct"] == Counts(0, 1, 1)
    nobody = Attribution(source=None, cue=None, contents=FIRST.contents)
    assert counts([nobody], [nobody])["attribution correct"] == Counts(1, 1, 1)


def test_one_prediction_finds_one_gold_attribution() -> None:
    """A copy of a prediction is a second, wrong one."""
    scored = counts([FIRST], [FIRST, FIRST])
    assert scored["content found"] == Counts(1, 1, 2)
    assert scored["content found"].precision == 0.5


def test_quote_types_are_those_of_gold_and_of_prediction() -> None:
    """Recall goes by the gold type, precision by the predicted one."""
    as_indirect = Attribution(source=SECOND.source, cue=SECOND.cue, contents=SECOND.contents)
    scored = counts([SECOND], [as_indirect])
    quoted, indirect = scored["correct, direct and mixed"], scored["correct, indirect"]
    assert (quoted.n_hits, quoted.n_gold, quoted.n_predicted, quoted.n_gold_hits) == (0, 1, 0, 1)
    assert (indirect.n_hits, indirect.n_gold, indirect.n_predicted) == (1, 0, 1)


def test_nothing_to_find() -> None:
    """Empty gold: silence is 1, a prediction is 0."""
    assert counts([], [])["attribution correct"].f1 == 1
    assert counts([], [FIRST])["attribution correct"].f1 == 0


def test_gold_rows_become_attributions() -> None:
    """Parts of source and cue become their hull; rows without content are left out."""
    row = {
        "doc": "d", "text": "The mayor, Ute Alm, said “it is over” and more.",
        "attributions": [
            {"source": [[11, 18], [0, 9]], "cue": [[20, 24]], "content": [[42, 46], [25, 37]]},
            {"source": [[0, 9]], "cue": [], "content": []},
            {"source": [], "cue": [], "content": [[5, 5]]},
        ],
    }  # fmt: skip
    (found,) = gold_attributions(row)
    assert found.source == Span(0, 18)
    assert found.contents == (Span(25, 37), Span(42, 46))
    assert found.quote_type is Quotation.MIXED


class StubTagger:
    """Tags given words, each with a role, wherever they stand in a text."""

    def __init__(self, roles: dict[str, str]) -> None:
        """Remember word → role."""
        self._roles = roles

    def tag(self, texts: Sequence[str]) -> list[list[TaggedSpan]]:
        """The known words of each text, in reading order."""
        return [
            sorted(
                TaggedSpan(place(words, text), role, 1.0)
                for words, role in self._roles.items()
                if words in text
            )
            for text in texts
        ]


def polnear_row() -> dict[str, Any]:
    """The text above with both attributions, in the format of the PolNeAR files."""
    return {
        "doc": "d1", "text": TEXT,
        "attributions": [
            {"source": [[a.source.start, a.source.end]], "cue": [[a.cue.start, a.cue.end]],
             "content": [[s.start, s.end] for s in a.contents]}
            for a in (FIRST, SECOND) if a.source and a.cue
        ],
    }  # fmt: skip


def test_polnear_rows_are_extracted_and_scored() -> None:
    """A tagger that knows one of two attributions has recall one half."""
    tagger = StubTagger({"Oda Lien": "source", "said": "cue", "the ferry sails": "content"})
    (scored,) = score_polnear([polnear_row()], tagger)
    assert scored.name == "d1"
    assert scored.counts["attribution correct"] == Counts(1, 2, 1)


def test_figures_are_percent_with_intervals() -> None:
    """Totals over documents, not means of documents."""
    scored = [
        score_document("a", TEXT, [FIRST, SECOND], [FIRST, SECOND]),
        score_document("b", TEXT, [FIRST], []),
    ]
    row = figures(scored, n_samples=50)["content found"]
    assert (row["precision"], row["recall"], row["n_gold"]) == (100.0, 66.67, 3)
    assert row["f1"] == 80.0
    assert row["low"] <= row["f1"] <= row["high"]
    assert figures([], n_samples=5) == {}


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["He", "said", ",", "“", "no", ".", "”"], "He said, “no.”"),
        (["It", "is", "n't", "Oda", "'s", "(", "yet", ")"], "It isn't Oda's (yet)"),
        (["about", "$", "5", "%", "they", "’ll", "pay"], "about $5% they’ll pay"),
        (["one"], "one"),
        ([], ""),
    ],
)
def test_tokens_are_joined_as_running_text(tokens: list[str], text: str) -> None:
    """Spaces where print has them; every place holds its token."""
    joined, places = join_tokens(tokens)
    assert joined == text
    assert [span.slice(joined) for span in places] == tokens


def test_cofenet_rows_need_exact_spans() -> None:
    """One row right, one row with a content a token too long and no cue."""
    rows = [
        {"id": "r1", "tokens": ["Oda", "said", "it", "rained", "."],
         "labels": ["B-source", "B-cue", "B-content", "I-content", "O"]},
        {"id": "r2", "tokens": ["Bo", "told", "us", "why", "."],
         "labels": ["B-source", "B-cue", "O", "B-content", "O"]},
    ]  # fmt: skip
    tagger = StubTagger({
        "Oda": "source", "said": "cue", "it rained": "content", "Bo": "source",
        "why.": "content",
    })  # fmt: skip
    first, second = score_cofenet(rows, tagger)
    assert first.counts == {f"exact {r}": Counts(1, 1, 1) for r in ("source", "cue", "content")}
    assert second.counts == {
        "exact source": Counts(1, 1, 1),
        "exact cue": Counts(0, 1, 0),
        "exact content": Counts(0, 1, 1),
    }


def test_missing_data_is_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, nothing on stdout."""
    assert main(["--data", str(tmp_path / "none.jsonl")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "none.jsonl: not found" in captured.err


def test_unknown_tier_and_weights_are_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says which choice or folder is wrong."""
    data = tmp_path / "rows.jsonl"
    data.write_text("", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["--data", str(data), "--model", "huge"])
    assert stopped.value.code == 2
    assert "invalid choice: 'huge'" in capsys.readouterr().err
    assert main(["--data", str(data), "--weights", str(tmp_path)]) == 2
    assert "no model here" in capsys.readouterr().err


def test_command_line_prints_and_writes_the_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The packaged tagger on a tiny gzipped file; the JSON holds what is printed."""
    data, result = tmp_path / "rows.jsonl.gz", tmp_path / "figures.json"
    with gzip.open(data, "wt", encoding="utf-8") as file:
        file.write(json.dumps(polnear_row()) + "\n")
        file.write(json.dumps({"doc": "d2", "text": "Rain.", "attributions": []}) + "\n")
    assert main(["--data", str(data), "--samples", "10", "--json", str(result)]) == 0
    lines = capsys.readouterr().out.splitlines()
    table = json.loads(result.read_text(encoding="utf-8"))
    assert len(lines) == 1 + len(table)
    assert table["content found"]["n_gold"] == 2
    assert table["token content"]["f1"] > 50
    for line, (name, row) in zip(lines[1:], table.items(), strict=True):
        assert line.startswith(name)
        assert f"{row['f1']:.1f}" in line


def test_command_line_of_the_sentence_protocol(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--protocol cofenet` reads tokens and labels; `--limit` cuts."""
    row = {"id": "r", "tokens": ["It", "rained", "."], "labels": ["O", "O", "O"]}
    data = tmp_path / "rows.jsonl"
    data.write_text(json.dumps(row) + "\n" + json.dumps(row) + "\n", encoding="utf-8")
    assert main(["--data", str(data), "--protocol", "cofenet", "--limit", "1"]) == 0
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()[1:]] == [
        ["exact", "source"], ["exact", "cue"], ["exact", "content"],
    ]  # fmt: skip


def test_correct_predictions_are_told_one_by_one() -> None:
    """Content and source must both agree with one gold attribution."""
    nobody = Attribution(source=None, cue=FIRST.cue, contents=FIRST.contents)
    assert are_correct(TEXT, [FIRST, SECOND], [SECOND, nobody]) == [True, False]
    assert are_correct(TEXT, [], [FIRST]) == [False]


def test_nested_attributions_are_scored_apart() -> None:
    """Marked nested ones count neither for nor against the outer ones."""
    row = polnear_row()
    row["attributions"][1]["nested_in"] = 0
    assert len(gold_attributions(row)) == 1
    assert len(gold_attributions(row, nested=True)) == 1
    tagger = StubTagger({"Oda Lien": "source", "said": "cue", "the ferry sails": "content"})
    (scored,) = score_polnear([row], tagger)
    assert scored.counts["attribution correct"] == Counts(1, 1, 1)
    assert scored.counts["nested correct"] == Counts(0, 1, 0)
    assert figures([scored], n_samples=5)["nested correct"]["recall"] == 0


def test_kinds_of_rows_reach_the_extraction() -> None:
    """A transcript's turns are found by their labels; its gold counts as direct."""
    text = "Q: Is it so?\n\nBOYD: It is.\n\nQ: Since when?\n\nBOYD: Since May."
    row = {
        "doc": "t", "kind": "transcript", "text": text,
        "attributions": [{"source": [[0, 1]], "cue": [[1, 2]], "content": [[3, 12]]}],
    }  # fmt: skip
    (scored,) = score_polnear([row], StubTagger({}))
    assert scored.counts["attribution correct"] == Counts(1, 1, 4)
    assert scored.counts["correct, direct and mixed"].n_gold == 1


def test_documents_are_grouped_by_a_field() -> None:
    """One group a value, in order."""
    rows = [{"publisher": "b"}, {"publisher": "a"}, {"publisher": "b"}]
    scored = [score_document(str(i), TEXT, [FIRST], [FIRST]) for i in range(3)]
    groups = by_field(rows, scored, "publisher")
    assert {name: len(group) for name, group in groups.items()} == {"a": 1, "b": 2}
    assert list(groups) == ["a", "b"]


def test_false_attributions_are_counted_a_thousand_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Data without any attribution gives a rate in place of an F1."""
    data = tmp_path / "narrative.jsonl"
    row = {"doc": "n", "text": "Oda Lien said the ferry sails.", "attributions": []}
    data.write_text(json.dumps(row) + "\n", encoding="utf-8")
    stub = StubTagger({"Oda Lien": "source", "said": "cue", "the ferry sails": "content"})
    monkeypatch.setattr("eval.extraction.Tagger", lambda _, backend: stub)
    assert main(["--data", str(data), "--weights", str(tmp_path), "--samples", "5"]) == 0
    assert "per 1,000 words: 166.67 (1 in 6 words)" in capsys.readouterr().out
