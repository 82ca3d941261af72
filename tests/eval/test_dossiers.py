"""Scoring of dossiers: matching, relations, reading errors and the command line."""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from attribution.actors import Register
from attribution.reading.dossiers import (
    Dossier,
    GoldClaim,
    GoldRelation,
    find_dossiers,
    match_claims,
    read_dossier,
    read_split,
)
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Document,
    DocumentKind,
    RelationKind,
    Speaker,
    SpeakerKind,
    Stance,
)
from attribution.spans import Span
from eval.dossiers import (
    Pairing,
    Scored,
    claim_counts,
    error_lines,
    macro_f1,
    main,
    relation_counts,
    relation_f1,
    relations_told,
    share_right,
)
from eval.measures import Counts
from eval.stance import label_counts
from eval.stance import macro_f1 as stance_macro_f1
from eval.stance import main as stance_main

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "attribution" / "data" / "demo" / "istanbul"
TEXT = "Ada Roy said the border is open. Ben Oz denied that. It was late."
DOCUMENT = Document.from_text(TEXT, name="doc-1.txt")


def claim(*contents: Span, name: str = "Ada Roy", stance: Stance = Stance.NEUTRAL) -> Claim:
    """A predicted claim with given contents."""
    attribution = Attribution(source=Span(0, 7), cue=Span(8, 12), contents=contents)
    return Claim(
        id=Claim.make_id(DOCUMENT, attribution), document=DOCUMENT, attribution=attribution,
        speaker=Speaker(name=name, kind=SpeakerKind.PERSON, side="NO"), stance=stance,
        stance_score=0.5, act=Act.ASSERT, act_score=0.5,
    )  # fmt: skip


def gold(identity: str, anchor: Span, *, speaker: str = "Ada Roy", org: str = "") -> GoldClaim:
    """A gold claim of `DOCUMENT`."""
    return GoldClaim(
        id=identity, doc="doc-1", anchor=anchor, speaker=speaker, org=org, side="NO",
        quote_type="indirect", stance="neutral", act="assert",
    )  # fmt: skip


def test_matching_covers_anchors_one_to_one() -> None:
    """A claim finds a gold claim when one of its contents covers the whole anchor."""
    split = claim(Span(0, 10), Span(20, 30))
    assert match_claims([gold("a", Span(22, 26))], [split]) == {"a": split}
    assert match_claims([gold("a", Span(8, 22))], [split]) == {}
    assert set(match_claims([gold("a", Span(1, 3)), gold("b", Span(4, 6))], [split])) == {"a"}


def test_matching_finds_the_largest_assignment() -> None:
    """The claim that could take either anchor leaves to the other the only one it can take."""
    wide, narrow = claim(Span(0, 30)), claim(Span(0, 31))
    first, second = gold("first", Span(2, 5)), gold("second", Span(27, 31))
    # `wide` is the shorter, so `first` tries it first; `second` needs `narrow`.
    assert match_claims([first, second], [wide, narrow]) == {"first": wide, "second": narrow}
    # Here `first` takes the shorter claim, which alone covers `third`: it must give it back.
    small, large = claim(Span(0, 12)), claim(Span(1, 40))
    third = gold("third", Span(0, 2))
    assert match_claims([first, third], [small, large]) == {"first": large, "third": small}


def scored_example() -> Scored:
    """Three gold claims, two found; two predicted relations, one between found claims."""
    a, b, c = gold("a", Span(0, 3)), gold("b", Span(33, 39)), gold("c", Span(53, 55))
    dossier = Dossier(
        name="d", meeting="m", split="dev", documents={"doc-1": DOCUMENT}, claims=(a, b, c),
        relations=(GoldRelation("a", "b", "contradict"), GoldRelation("b", "c", "contradict"),
                   GoldRelation("a", "c", "agree")),
    )  # fmt: skip
    return Scored(
        dossier=dossier,
        pairings=(
            Pairing(a, claim(Span(0, 5))),
            Pairing(b, claim(Span(33, 52), name="Ben Oz", stance=Stance.CRITICAL)),
        ),
        missed=(c,),
        spurious=(claim(Span(53, 54)), claim(Span(60, 64))),
        relations=(
            (RelationKind.CONTRADICT, frozenset(("a", "b"))),
            (RelationKind.CONTRADICT, None),
            (RelationKind.AGREE, None),
        ),
    )


def test_counts_of_claims_and_relations() -> None:
    """Over found claims only, missed and spurious claims drop out; over all they count."""
    scored = scored_example()
    assert claim_counts(scored) == Counts(2, 3, 4)
    contradict, agree = RelationKind.CONTRADICT, RelationKind.AGREE
    assert relation_counts(scored, contradict, found_only=True) == Counts(1, 1, 1)
    assert relation_counts(scored, contradict, found_only=False) == Counts(1, 2, 2)
    assert relation_counts(scored, agree, found_only=True) == Counts(0, 0, 0)
    assert relation_counts(scored, agree, found_only=False) == Counts(0, 1, 1)
    assert relation_f1([scored, scored], contradict, found_only=False) == 0.5
    assert relation_f1([scored], agree, found_only=True) == 1
    told = relations_told([scored, replace(scored, relations=())])
    assert (told.recall, told.precision) == (0.5, 1)


def test_shares_and_macro_f1_of_found_claims() -> None:
    """Neutral is right once of two predicted, critical never: (2/3 + 0) / 2."""
    scored = scored_example()
    stances = macro_f1([scored], list(Stance), lambda g: g.stance, lambda c: c.stance)
    assert stances == pytest.approx(1 / 3)
    assert share_right([scored], lambda p: p.gold.stance == p.claim.stance) == 0.5
    assert share_right([], lambda _: False) == 1
    assert macro_f1([], list(Stance), lambda g: g.stance, lambda c: c.stance) == 1


def test_errors_are_listed_with_their_words() -> None:
    """Missed, spurious, mislabelled claims and missing relations, one line each."""
    lines = error_lines([scored_example()], Register.load())
    assert sum(" missed c" in line for line in lines) == 1
    assert sum(" spurious: " in line for line in lines) == 2
    assert any("speaker: 'Ada Roy'" in line and "got 'Ben Oz'" in line for line in lines)
    assert any("stance: neutral, got critical" in line for line in lines)
    assert sum("not found" in line for line in lines) == 2
    wrong = replace(
        scored_example(), relations=((RelationKind.AGREE, frozenset(("b", "a"))),)
    )  # fmt: skip
    (shown,) = (line for line in error_lines([wrong], Register.load()) if " shown" in line)
    assert shown == "d relation a–b: agree shown, labelled contradict"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """A dossier of one document and two claims."""
    folder = tmp_path / "talks"
    folder.mkdir()
    docs = [{"doc": "doc-1", "outlet": "Wire", "published": "2024-05-01", "kind": "readout",
             "issuer": "Norway"}]  # fmt: skip
    labels = {"side": "NO", "quote_type": "indirect", "stance": "neutral", "act": "assert"}
    table = {
        "meeting": {"name": "Border talks"}, "split": "dev",
        "claims": [
            {"id": "c1", "doc": "doc-1", "anchor": "border is open", "speaker": "Ada Roy",
             "org": None, **labels},
            {"id": "c2", "anchor": "denied that", "speaker": "Ben Oz", **labels},
        ],
        "relations": [{"a": "c1", "b": "c2", "relation": "contradict"}],
    }  # fmt: skip
    (folder / "docs.json").write_text(json.dumps(docs), encoding="utf-8")
    (folder / "doc-1.txt").write_text(TEXT.replace("denied that", "denied\n that"), "utf-8")
    (folder / "gold.json").write_text(json.dumps(table), encoding="utf-8")
    return folder


def test_dossier_is_read(dossier: Path) -> None:
    """Anchors become spans, also over a broken line; the only document is the default."""
    read = read_dossier(dossier)
    assert (read.name, read.meeting, read.split) == ("talks", "Border talks", "dev")
    document = read.documents["doc-1"]
    assert (document.kind, document.issuer) == (DocumentKind.READOUT, "Norway")
    first, second = read.claims
    assert first.anchor.slice(document.text) == "border is open"
    assert second.anchor.slice(document.text) == "denied\n that"
    assert (first.org, second.doc) == ("", "doc-1")
    assert read.relations == (GoldRelation("c1", "c2", "contradict"),)


def test_dossiers_are_found_below_a_folder_and_by_split(dossier: Path) -> None:
    """The folder itself, or any below it; a split without dossiers is an error."""
    shutil.copytree(dossier, dossier.parent / "more" / "again")
    assert find_dossiers(dossier) == [dossier]
    assert [path.name for path in find_dossiers(dossier.parent)] == ["again", "talks"]
    assert [d.name for d in read_split(dossier.parent, "dev")] == ["again", "talks"]
    assert len(read_split(dossier.parent)) == 2


def break_gold(folder: Path, **changes: object) -> None:
    """Change keys of gold.json."""
    path = folder / "gold.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**table, **changes}), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"claims": [{"id": "c1", "anchor": "no such words", "side": "NO"}]},
         "anchor 'no such words' is not in its document"),
        ({"claims": [{"id": "c1", "anchor": "border is open"}]}, "KeyError: 'side'"),
        ({"claims": [{"id": "c1", "doc": "doc-9", "anchor": "x"}]}, "KeyError: 'doc-9'"),
        ({"claims": 3}, "malformed dossier"),
        ({"meeting": "talks"}, "malformed dossier"),
        ({"relations": [{"a": "c1", "b": "c2", "relation": "quarrel"}]}, "'quarrel' is not"),
    ],
)  # fmt: skip
def test_malformed_gold_is_one_line_and_exit_2(
    dossier: Path, changes: dict[str, object], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line names the folder and the fault."""
    break_gold(dossier, **changes)
    assert main(["--data", str(dossier)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"error: {dossier}")
    assert captured.err.count("\n") == 1
    assert message in captured.err


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("docs.json", None, r"docs.json: not found"),
        ("docs.json", b"[", "docs.json: not JSON"),
        ("docs.json", b"[]", "malformed dossier"),
        ("docs.json", b'[{"doc": "doc-1", "kind": "poem"}]', "'poem' is not a valid DocumentKind"),
        ("doc-1.txt", None, "doc-1.txt: not found, but docs.json lists it"),
        ("doc-1.txt", b"\xff\xfe", "malformed dossier (UnicodeDecodeError"),
        ("gold.json", b"\xff", "gold.json: not JSON"),
        ("gold.json", b"[]", "malformed dossier"),
    ],
)
def test_broken_files_are_one_line_and_exit_2(
    dossier: Path, name: str, content: bytes | None, message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """Missing, not JSON, not UTF-8, wrong values."""
    (dossier / name).unlink()
    if content is not None:
        (dossier / name).write_bytes(content)
    assert main(["--data", str(dossier)]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1


def test_no_dossier_and_no_split_are_one_line_and_exit_2(
    dossier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder, no folder, and a split nobody belongs to score nothing."""
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "none"):
        assert main(["--data", str(path)]) == 2
        assert "no dossier here" in capsys.readouterr().err
    assert main(["--data", str(dossier), "--split", "final"]) == 2
    assert "no dossier of split 'final'; there are dev" in capsys.readouterr().err


@pytest.mark.xdist_group("demo")
@pytest.mark.usefixtures("shared_readings")
def test_command_line_scores_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures on stdout, errors on request, the same figures in the JSON file."""
    result = tmp_path / "figures.json"
    arguments = ["--data", str(DEMO), "--samples", "5", "--errors", "2", "--json", str(result)]
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    table = json.loads(result.read_text(encoding="utf-8"))
    assert table["dossiers"] == ["istanbul"]
    assert lines[0].startswith("istanbul: ")
    for line, (name, row) in zip(lines[1:], table["figures"].items(), strict=False):
        assert line.startswith(name)
        assert float(line.removeprefix(name).split()[0]) == pytest.approx(row["value"], abs=0.06)
        assert row["low"] <= row["value"] <= row["high"]
    assert table["figures"]["claims found, recall"]["value"] > 50
    assert len(lines) <= 1 + len(table["figures"]) + 2


def test_stance_figures_by_hand() -> None:
    """One of two critical texts found, one supportive right, neutral absent: (2/3 + 1 + 1) / 3."""
    pairs = [
        (Stance.CRITICAL, Stance.CRITICAL),
        (Stance.CRITICAL, Stance.NEUTRAL),
        (Stance.SUPPORTIVE, Stance.SUPPORTIVE),
    ]
    assert label_counts(pairs, Stance.CRITICAL) == Counts(1, 2, 1)
    assert label_counts(pairs, Stance.NEUTRAL) == Counts(0, 0, 1)
    assert stance_macro_f1(pairs) == pytest.approx((2 / 3 + 0 + 1) / 3)


def test_stance_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Missing data is one line and exit 2; tiny files give figures on both sets."""
    assert stance_main(["--data", str(tmp_path)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "dse_train.jsonl.gz: not found" in captured.err

    labels = ("positive", "neutral", "negative")
    seen = {"text": "[Lima] met [Quito].", "source": "Lima", "target": "Quito", "label": "neutral"}
    fresh = [{**seen, "text": f"[Lima] {x} [Quito].", "label": x} for x in labels]
    targets = [{"text": f"Bo {x}.", "start": 0, "end": 2, "label": x} for x in labels]
    rows: dict[str, list[dict[str, Any]]] = {
        "dse_train": [seen], "dse_valid": [seen, *fresh], "newsmtsc_devtest_mt": targets,
    }  # fmt: skip
    for name, part in rows.items():
        with gzip.open(tmp_path / f"{name}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in part)
    result = tmp_path / "figures.json"
    assert stance_main(["--data", str(tmp_path), "--samples", "5", "--json", str(result)]) == 0
    table = json.loads(result.read_text(encoding="utf-8"))
    assert {name: row["n"] for name, row in table.items()} == {
        "dse_valid, unseen texts": 3, "newsmtsc_devtest_mt": 3,
    }  # fmt: skip
    assert "dse_valid, unseen texts: 3 texts, macro-F1" in capsys.readouterr().out
