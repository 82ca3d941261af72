"""Labelled dossiers as training rows, with an extraction that finds the anchors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("torch", reason="needs the extra [train]")

from attribution.claimencoder import BlankModel, MarkedText
from attribution.reading.dossiers import Dossier, GoldRelation, read_split
from attribution.records import (
    JOINT,
    Act,
    Attribution,
    Claim,
    Document,
    Speaker,
    SpeakerKind,
    Stance,
)
from training.gold import dossier_rows, pair_examples

GOLD = Path(__file__).parents[2] / "training/gold_dossiers"


class AnchorAnalyser:
    """Finds a claim at each anchor but the first."""

    def __init__(self, dossier: Dossier) -> None:
        """Know the labels of `dossier`."""
        self._dossier = dossier

    def analyse(self, documents: Sequence[Document]) -> list[list[Claim]]:
        """Claims in the order of the labels."""
        labelled = self._dossier.claims[1:]
        return [
            [self._claim(document, gold) for gold in labelled
             if self._dossier.documents[gold.doc].sha256 == document.sha256]
            for document in documents
        ]  # fmt: skip

    def _claim(self, document: Document, gold: object) -> Claim:
        attribution = Attribution(source=None, cue=None, contents=(gold.anchor,))  # type: ignore[attr-defined]
        return Claim(
            id=Claim.make_id(document, attribution), document=document, attribution=attribution,
            speaker=Speaker(name="X", kind=SpeakerKind.PERSON), stance=Stance.NEUTRAL,
            stance_score=0.5, act=Act.ASSERT, act_score=0.5,
        )  # fmt: skip


@pytest.fixture
def dossier() -> Dossier:
    """One of the training part, with relations."""
    return next(d for d in read_split(GOLD, None) if d.relations)


def test_found_claims_and_pairs_of_different_sides_become_rows(dossier: Dossier) -> None:
    """A claim that was not found is in no row; unrelated pairs are drawn and weighed."""
    rows = list(dossier_rows(dossier, AnchorAnalyser(dossier), n_unrelated=1))  # type: ignore[arg-type]
    claims = [row for row in rows if "claim" in row]
    assert len(claims) == len(dossier.claims) - 1
    assert Counter(row["act"] for row in claims) == Counter(g.act for g in dossier.claims[1:])
    kinds = Counter(row["relation"] for row in rows if "a" in row)
    missed = dossier.claims[0].id
    related = [r for r in dossier.relations if missed not in (r.a, r.b)]
    assert kinds.total() - kinds["unrelated"] == len(related)
    assert 0 < kinds["unrelated"] <= max(3, len(dossier.relations))
    assert all(row["weight"] >= 1 for row in rows if row.get("relation") == "unrelated")


def test_pairs_can_be_left_out(dossier: Dossier) -> None:
    """What trees are fitted to must be pairs that the encoder never saw."""
    rows = list(dossier_rows(dossier, AnchorAnalyser(dossier), with_pairs=False))  # type: ignore[arg-type]
    assert rows
    assert not [row for row in rows if "a" in row]


def test_passages_stand_beside_the_wordings(dossier: Dossier) -> None:
    """With what stands before; a share of the examples does without."""
    rows = [row for row in dossier_rows(dossier, AnchorAnalyser(dossier), reach=200)  # type: ignore[arg-type]
            if "a" in row]  # fmt: skip
    assert all(len(row[f"{end}_passage"]["text"]) >= len(row[end]["text"])
               for row in rows for end in "ab")  # fmt: skip
    assert any(row["a_passage"] != row["a"] for row in rows)
    texts = {row["a"]["text"] for row in rows}
    passages = {row["a_passage"]["text"] for row in rows}
    for alone, read in ((None, texts), (1.0, texts), (0.0, passages)):
        assert {example.first.text for example in pair_examples(rows, alone=alone)} == read
    some = [example.first.text for example in pair_examples(rows, alone=0.5)]
    assert set(some) - texts
    assert set(some) - passages
    assert some == [example.first.text for example in pair_examples(rows, alone=0.5)]


def test_unrelated_pairs_of_a_smaller_share_weigh_more(dossier: Dossier) -> None:
    """Related pairs weigh 1 whatever the share."""
    rows = [row for row in dossier_rows(dossier, AnchorAnalyser(dossier)) if "a" in row]  # type: ignore[arg-type]
    for row, whole, half in zip(
        rows, pair_examples(rows, weight_power=1), pair_examples(rows, weight_power=1, share=0.5),
        strict=True,
    ):  # fmt: skip
        unrelated = row["relation"] == "unrelated"
        assert half.weight == pytest.approx(2 * whole.weight if unrelated else 1)


class NearModel(BlankModel):
    """Finds texts alike whose lengths are both even or both odd."""

    def matters(self, items: Sequence[MarkedText]) -> NDArray[np.float64]:
        """One-hot vectors."""
        return np.eye(2)[[len(item.text) % 2 for item in items]]


def _n_alike(rows: Sequence[dict[str, Any]]) -> int:
    return sum((len(row["a"]["text"]) - len(row["b"]["text"])) % 2 == 0 for row in rows)


def test_unrelated_pairs_are_drawn_from_the_nearest(dossier: Dossier) -> None:
    """All shares of the weights together stand for every unrelated pair."""
    analyser = AnchorAnalyser(dossier)
    analyser.claim_model = NearModel()  # type: ignore[attr-defined]
    every, near, plain = (
        [row for row in dossier_rows(dossier, analyser, n_unrelated=n, near=share)  # type: ignore[arg-type]
         if row.get("relation") == "unrelated"]
        for n, share in ((1000, 0.0), (1, 0.5), (1, 0.0))
    )  # fmt: skip
    assert len(near) == len(plain) < len(every)
    for rows in (near, plain):
        assert sum(row["weight"] for row in rows) == pytest.approx(len(every), rel=0.01)
    assert _n_alike(near) > _n_alike(plain)


def test_joint_statements_count_where_their_relations_are_told(dossier: Dossier) -> None:
    """Unrelated only in dossiers that relate joint statements to others, else unlabelled."""
    (joint, *others) = dossier.claims[1:]
    other = next(g for g in others if g.side != joint.side)
    claims = [replace(g, side=JOINT) if g is joint else g for g in dossier.claims]
    untold = replace(dossier, claims=claims, relations=[])
    told = replace(untold, relations=[GoldRelation(joint.id, other.id, "agree")])
    n_pairs = [
        sum("a" in row for row in dossier_rows(d, AnchorAnalyser(d), n_unrelated=1000))  # type: ignore[arg-type]
        for d in (untold, told)
    ]
    assert n_pairs[0] < n_pairs[1]
