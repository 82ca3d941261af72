"""Evidence on pairs of claims, and the trees that weigh it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from attribution.claimencoder import ClaimScores
from attribution.claimencoder.heads import N_COLUMNS
from attribution.comparing import ComparisonConfig, RelationScorer
from attribution.comparing.evidence import (
    CHEAP_EVIDENCE,
    EVIDENCE,
    Reading,
    cheap_numbers,
    read_numbers,
)
from attribution.comparing.scoring import N_ALL_READ, SCORER_TIERS
from attribution.encoders import weights_folder
from attribution.errors import ModelError
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Document,
    RelationKind,
    Speaker,
    SpeakerKind,
    Stance,
)
from attribution.spans import Span
from tests.comparing.test_comparison import unit

TEXT = (
    "Oslo said 40 lorries crossed the Vardø checkpoint. Riga denied that any lorries crossed.\n"
    "Riga said the ferry would sail."
)
CONTENTS = (
    "40 lorries crossed the Vardø checkpoint",
    "any lorries crossed",
    "the ferry would sail",
)
SIDES = ("NO", "LV", "LV")


def claims_of(text: str = TEXT) -> list[Claim]:
    """Three claims of one document."""
    document = Document.from_text(text)
    made = []
    for content, side in zip(CONTENTS, SIDES, strict=True):
        start = text.index(content)
        attribution = Attribution(
            source=None, cue=None, contents=(Span(start, start + len(content)),)
        )
        made.append(Claim(
            id=Claim.make_id(document, attribution), document=document, attribution=attribution,
            speaker=Speaker(name=side, kind=SpeakerKind.ORGANISATION, side=side),
            stance=Stance.NEUTRAL, stance_score=0.5,
            act=Act.DENY if "any" in content else Act.ASSERT, act_score=0.5,
        ))  # fmt: skip
    return made


def scores_of(n: int) -> ClaimScores:
    """No opinion."""
    return ClaimScores(np.zeros((n, N_COLUMNS)), {})


def vectors_of(n: int) -> NDArray[np.float64]:
    """Of three claims each, the first two near each other, the third apart, as their texts are."""
    vectors = np.random.default_rng(5).normal(size=(n, 64))
    vectors[1::3] = vectors[0::3][: len(vectors[1::3])] + vectors[1::3] / 3
    return unit(vectors)


def reading_of(related: Sequence[float]) -> Reading:
    """A reading that shares what is related evenly."""
    chances = np.array(related, dtype=np.float64)
    rows = np.column_stack([chances / 3] * 3 + [1 - chances])
    return Reading(rows, np.full((len(rows), 3), 1 / 3))


def number(numbers: np.ndarray, name: str, names: Sequence[str]) -> list[float]:
    """One column by name."""
    return [float(value) for value in numbers[:, list(names).index(name)]]


def test_cheap_numbers_tell_distance_and_shared_words() -> None:
    """The claim answered next door stands nearer and shares its words."""
    claims = claims_of()
    numbers = cheap_numbers(claims, scores_of(3), vectors_of(3), [(0, 1), (0, 2)])
    assert numbers.shape == (2, len(CHEAP_EVIDENCE))
    near, far = number(numbers, "gap", CHEAP_EVIDENCE)
    assert near < far
    assert number(numbers, "between", CHEAP_EVIDENCE) == [0, 1]
    assert number(numbers, "breaks", CHEAP_EVIDENCE) == [0, 1]
    assert number(numbers, "n_shared", CHEAP_EVIDENCE) == [2, 0]
    assert number(numbers, "answer", CHEAP_EVIDENCE) == [1, 0]
    assert number(numbers, "best_rank_words", CHEAP_EVIDENCE) == [0, 0]
    assert number(numbers, "worst_rank_words", CHEAP_EVIDENCE) == [0, 1]


def test_claims_of_two_documents_have_no_distance() -> None:
    """All such pairs stand equally far apart."""
    first, second = claims_of()[0], claims_of(TEXT + " More.")[2]
    numbers = cheap_numbers([first, second], scores_of(2), vectors_of(2), [(0, 1)])
    assert number(numbers, "same_document", CHEAP_EVIDENCE) == [0]
    assert number(numbers, "gap", CHEAP_EVIDENCE) == [12]


def test_numbers_do_not_depend_on_the_order_of_claims() -> None:
    """A pair is what it is, whichever claim comes first."""
    claims = claims_of()
    there = cheap_numbers(claims, scores_of(3), vectors_of(3), [(0, 1), (0, 2)])
    back = cheap_numbers(claims[::-1], scores_of(3), vectors_of(3)[::-1], [(2, 1), (2, 0)])
    assert there == pytest.approx(back)


def test_a_reading_is_set_against_rival_pairs() -> None:
    """The pair that beats the others of its claims has the larger part of them."""
    numbers = read_numbers(reading_of([0.8, 0.2]), [(0, 1), (0, 2)], n_claims=3)
    names = EVIDENCE[len(CHEAP_EVIDENCE) :]
    assert numbers.shape == (2, len(names))
    assert number(numbers, "related", names) == pytest.approx([0.8, 0.2])
    assert number(numbers, "above_rivals", names) == pytest.approx([0.6, -0.6])
    assert number(numbers, "n_better_high", names) == [0, 1]
    assert number(numbers, "rival_high", names) == pytest.approx([0.2, 0.8])


def test_probabilities_sum_to_one_and_follow_the_reading() -> None:
    """A pair that the encoder takes for a contradiction is likelier one than an unrelated pair."""
    claims = claims_of()

    def read(pairs: Sequence[tuple[int, int]]) -> Reading:
        rows = {(0, 1): [0.02, 0.93, 0.03, 0.02], (0, 2): [0.001, 0.001, 0.001, 0.997]}
        return Reading(np.array([rows[pair] for pair in pairs]), np.full((len(pairs), 3), 1 / 3))

    scorer = RelationScorer.load()
    assert scorer is not None
    found = scorer.probabilities(claims, scores_of(3), vectors_of(3), [(0, 1), (0, 2)], read)
    assert found.sum(axis=1) == pytest.approx([1, 1])
    contradict = list(RelationKind).index(RelationKind.CONTRADICT)
    assert found[0, contradict] > 5 * found[1, contradict]
    assert found[0, contradict] > 0.1
    assert found[1, contradict] < 0.05
    assert scorer.probabilities(claims, scores_of(3), vectors_of(3), [], read).shape == (0, 4)


def test_only_the_likelier_pairs_are_read() -> None:
    """Of many pairs the encoder reads a share; the others stay unrelated, with a chance."""
    many = [claim for k in range(12) for claim in claims_of(f"Part {k}. {TEXT}")]
    pairs = [(i, j) for i in range(len(many)) for j in range(i) if i % 3 == 0 and j % 3]
    pairs = sorted((min(pair), max(pair)) for pair in pairs)
    asked: list[tuple[int, int]] = []

    def read(chosen: Sequence[tuple[int, int]]) -> Reading:
        asked.extend(chosen)
        return reading_of([0.5] * len(chosen))

    scorer = RelationScorer.load()
    assert scorer is not None
    found = scorer.probabilities(many, scores_of(len(many)), vectors_of(len(many)), pairs, read)
    assert len(pairs) > N_ALL_READ
    assert len(asked) == max(N_ALL_READ, int(np.ceil(scorer.setting("share_read") * len(pairs))))
    assert found.sum(axis=1) == pytest.approx(np.ones(len(pairs)))
    unread = np.array([pair not in asked for pair in pairs])
    assert (found[unread, list(RelationKind).index(RelationKind.UNRELATED)] > 0.5).all()


def test_thresholds_come_with_the_trees() -> None:
    """Both tiers have trees, a tier of one's own has none; a manifest without one is damaged."""
    for tier in SCORER_TIERS:
        scorer = RelationScorer.load(tier)
        assert scorer is not None
        config = ComparisonConfig.of(scorer)
        assert config.relations.least == scorer.setting("least")
    assert RelationScorer.load("own") is None
    with pytest.raises(ModelError, match="manifest lacks nothing; reinstall"):
        scorer.setting("nothing")


def test_damaged_trees_are_a_model_error(tmp_path: Path) -> None:
    """Trees of other features, or none, are refused by name."""
    folder = tmp_path / "relations"
    shutil.copytree(weights_folder("relations-accurate"), folder)
    table = json.loads((folder / "agree.json").read_text(encoding="utf-8"))
    (folder / "agree.json").write_text(json.dumps(table | {"features": ["a"]}), encoding="utf-8")
    with pytest.raises(ModelError, match=r"agree\.json"):
        RelationScorer(folder)
