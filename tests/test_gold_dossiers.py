"""The labelled dossiers keep their own promises: format, label values, anchors, relations."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from attribution.claimencoder.heads import StanceTarget
from attribution.records import Act, DocumentKind, Quotation, RelationKind, Stance

ROOT: Final = Path(__file__).parent.parent
GOLD: Final = ROOT / "eval" / "gold" / "dossiers"
DEMO: Final = ROOT / "attribution" / "data" / "demo" / "istanbul"
TRAINING: Final = ROOT / "training" / "gold_dossiers"
GOLD_DOSSIERS: Final = tuple(sorted(path.parent for path in GOLD.glob("*/gold.json")))
NEWSROOMS: Final = ROOT / "eval" / "gold" / "newsrooms"
NEWSROOM_DOSSIERS: Final = tuple(sorted(path.parent for path in NEWSROOMS.glob("*/gold.json")))
NATURAL: Final = ROOT / "eval" / "gold" / "natural"
NATURAL_DOSSIERS: Final = tuple(sorted(path.parent for path in NATURAL.glob("*/gold.json")))
TRAINING_DOSSIERS: Final = tuple(sorted(path.parent for path in TRAINING.glob("*/gold.json")))
DOSSIERS: Final = (
    DEMO, *GOLD_DOSSIERS, *NEWSROOM_DOSSIERS, *NATURAL_DOSSIERS, *TRAINING_DOSSIERS,
)  # fmt: skip

CLAIM_KEYS: Final = {
    "id", "doc", "anchor", "speaker", "org", "source_mention", "side", "quote_type", "cue",
    "stance", "act",
}  # fmt: skip
DOC_KEYS: Final = {"doc", "outlet", "published", "kind"}
SIDE: Final = re.compile(r"[A-Z][A-Z0-9]{1,9}")

every_dossier = pytest.mark.parametrize("folder", DOSSIERS, ids=lambda folder: folder.name)


def _load(folder: Path, name: str) -> Any:  # noqa: ANN401 - parsed JSON
    return json.loads((folder / name).read_text(encoding="utf-8"))


def _texts(folder: Path) -> dict[str, str]:
    return {path.stem: path.read_bytes().decode("utf-8") for path in folder.glob("*.txt")}


def _squeezed(text: str) -> str:
    """With runs of white space as one space: a damaged name can be broken over two lines."""
    return " ".join(text.split())


@every_dossier
def test_docs_json_lists_exactly_the_text_files(folder: Path) -> None:
    """Every text is described once, and nothing is described that is not there."""
    documents = _load(folder, "docs.json")
    names = [document["doc"] for document in documents]
    assert sorted(names) == sorted(_texts(folder))
    assert all(text.strip() for text in _texts(folder).values())


@every_dossier
def test_documents_are_complete(folder: Path) -> None:
    """Documents have an outlet, a known kind, a date, and an issuer if they are readouts."""
    for document in _load(folder, "docs.json"):
        assert set(document) - {"issuer", "url"} == DOC_KEYS
        assert document["outlet"]
        date.fromisoformat(document["published"])
        kind = DocumentKind(document["kind"])
        assert bool(document.get("issuer")) == (kind is DocumentKind.READOUT)


@every_dossier
def test_meeting_is_complete(folder: Path) -> None:
    """The meeting has a name, a date, a place or null, and at least two different sides."""
    meeting = _load(folder, "gold.json")["meeting"]
    assert set(meeting) == {"name", "date", "place", "sides"}
    assert meeting["name"]
    assert meeting["place"] is None or meeting["place"]
    date.fromisoformat(meeting["date"])
    assert len(set(meeting["sides"])) == len(meeting["sides"]) >= 2
    assert all(SIDE.fullmatch(side) for side in meeting["sides"])


@every_dossier
def test_claims_have_known_label_values(folder: Path) -> None:
    """Every claim has all keys, and its labels are values of the package's enums."""
    for claim in _load(folder, "gold.json")["claims"]:
        assert set(claim) - {"target"} == CLAIM_KEYS, claim["id"]
        assert claim["speaker"]
        if "target" in claim:
            StanceTarget(claim["target"])
        assert SIDE.fullmatch(claim["side"]), claim["id"]
        Quotation(claim["quote_type"])
        Stance(claim["stance"])
        Act(claim["act"])


@every_dossier
def test_claim_ids_are_unique(folder: Path) -> None:
    """No two claims of a dossier share an id."""
    counts = Counter(claim["id"] for claim in _load(folder, "gold.json")["claims"])
    assert [name for name, n in counts.items() if n > 1] == []


@every_dossier
def test_anchors_occur_once_in_the_raw_text(folder: Path) -> None:
    """An anchor is two to six words and stands literally once in its document."""
    texts = _texts(folder)
    for claim in _load(folder, "gold.json")["claims"]:
        anchor = claim["anchor"]
        assert 2 <= len(anchor.split()) <= 6, anchor
        assert texts[claim["doc"]].count(anchor) == 1, anchor


@every_dossier
def test_anchors_of_a_document_do_not_overlap(folder: Path) -> None:
    """Two claims never share characters of their anchors, so one prediction finds one claim."""
    texts = _texts(folder)
    spans = sorted(
        (claim["doc"], start := texts[claim["doc"]].index(claim["anchor"]),
         start + len(claim["anchor"]))
        for claim in _load(folder, "gold.json")["claims"]
    )  # fmt: skip
    for before, after in pairwise(spans):
        assert before[0] != after[0] or before[2] <= after[1], (before, after)


@every_dossier
def test_sources_and_cues_occur_in_the_text(folder: Path) -> None:
    """Source mentions and cues are words of the document; a floating quotation has neither."""
    texts = _texts(folder)
    for claim in _load(folder, "gold.json")["claims"]:
        text = _squeezed(texts[claim["doc"]])
        for key in ("source_mention", "cue"):
            for word in _squeezed(claim[key] or "").split(" … "):
                assert all(part in text for part in word.split()), claim["id"]


@every_dossier
def test_relations_join_claims_of_different_sides(folder: Path) -> None:
    """A relation names two existing claims of different sides, and each pair once."""
    gold = _load(folder, "gold.json")
    sides = {claim["id"]: claim["side"] for claim in gold["claims"]}
    pairs = []
    for relation in gold["relations"]:
        assert set(relation) == {"a", "b", "relation"}
        kind = RelationKind(relation["relation"])
        assert kind is not RelationKind.UNRELATED
        assert sides[relation["a"]] != sides[relation["b"]], relation
        pairs.append(frozenset((relation["a"], relation["b"])))
    assert len(set(pairs)) == len(pairs)


@every_dossier
def test_nested_and_furniture_refer_to_the_texts(folder: Path) -> None:
    """Nested statements stand in existing claims, and listed furniture stands in a text."""
    gold = _load(folder, "gold.json")
    ids = {claim["id"] for claim in gold["claims"]}
    texts = [_squeezed(text) for text in _texts(folder).values()]
    for nested in gold.get("nested", ()):
        assert set(nested) == {"in", "speaker", "side", "cue"}
        assert nested["in"] in ids
        assert any(_squeezed(nested["cue"]) in text for text in texts)
    for furniture in gold.get("furniture", ()):
        assert any(_squeezed(furniture) in text for text in texts), furniture


@every_dossier
def test_claims_do_not_stand_in_furniture(folder: Path) -> None:
    """No anchor lies on a line that is listed as page furniture."""
    gold = _load(folder, "gold.json")
    lines = [line for text in _texts(folder).values() for line in text.splitlines()]
    furniture = [line for line in lines if any(mark in line for mark in gold.get("furniture", ()))]
    for claim in gold["claims"]:
        assert not any(claim["anchor"] in line for line in furniture), claim["id"]


def test_the_evaluation_set_is_as_large_and_as_varied_as_described() -> None:
    """Eighteen dossiers in two equal splits, four or more clean, every label value in use."""
    golds = [_load(folder, "gold.json") for folder in GOLD_DOSSIERS]
    assert Counter(gold["split"] for gold in golds) == {"dev": 9, "heldout": 9}
    assert sum(not gold["damage"] for gold in golds) >= 4
    assert sum(len(gold["claims"]) for gold in golds) >= 500
    assert sum(len(gold["relations"]) for gold in golds) >= 250
    _assert_every_label(golds)


def test_the_training_set_is_as_large_and_as_varied_as_described() -> None:
    """Enough claims and relations of every kind, and no story of the evaluation set."""
    golds = [_load(folder, "gold.json") for folder in TRAINING_DOSSIERS]
    assert sum(len(gold["claims"]) for gold in golds) >= 2_500
    assert sum(len(gold["relations"]) for gold in golds) >= 1_500
    _assert_every_label(golds)
    measured = {folder.name for folder in (*GOLD_DOSSIERS, *NEWSROOM_DOSSIERS)}
    assert not measured & {folder.name for folder in TRAINING_DOSSIERS}


def test_the_newsrooms_are_as_described() -> None:
    """Sixteen, all held out, every label value in use, and all labelled a second time."""
    golds = [_load(folder, "gold.json") for folder in NEWSROOM_DOSSIERS]
    assert len(golds) == 16
    assert {gold["split"] for gold in golds} == {"heldout"}
    _assert_every_label(golds)
    rows = (ROOT / "eval/gold/second_annotator_newsrooms.jsonl").read_text(encoding="utf-8")
    second = {row["dossier"]: row for row in map(json.loads, rows.splitlines())}
    assert set(second) == {folder.name for folder in NEWSROOM_DOSSIERS}
    for folder, gold in zip(NEWSROOM_DOSSIERS, golds, strict=True):
        assert set(second[folder.name]["claims"]) == {claim["id"] for claim in gold["claims"]}


def _assert_every_label(golds: list[Any]) -> None:
    claims = [claim for gold in golds for claim in gold["claims"]]
    assert {claim["act"] for claim in claims} == {act.value for act in Act}
    assert {claim["stance"] for claim in claims} == {stance.value for stance in Stance}
    assert {claim["quote_type"] for claim in claims} == {kind.value for kind in Quotation}
    kinds = {relation["relation"] for gold in golds for relation in gold["relations"]}
    assert kinds == {"agree", "contradict", "partial"}


def test_the_demo_shows_every_kind_of_relation() -> None:
    """The demo has both readouts and an agreement, a dispute and a difference of scope."""
    kinds = [document["kind"] for document in _load(DEMO, "docs.json")]
    assert kinds.count(DocumentKind.READOUT) == 2
    assert kinds.count(DocumentKind.ARTICLE) >= 3
    relations = {relation["relation"] for relation in _load(DEMO, "gold.json")["relations"]}
    assert relations == {"agree", "contradict", "partial"}
