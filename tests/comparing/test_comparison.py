"""Claims of a meeting to points and verdicts, with embeddings given by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from attribution.comparing import ComparisonConfig, compare_claims, compared_sides, sides_of
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Comparison,
    Document,
    Meeting,
    RelationKind,
    SectionKind,
    Silence,
    Speaker,
    SpeakerKind,
    Stance,
    StatementKind,
)
from attribution.spans import Span

MEETING = Meeting(name="Border talks")


class TopicEmbedder:
    """Texts that share a topic word have the same direction; a few words turn it a little."""

    topics = ("border", "trade", "prisoners", "round")

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One axis a topic, plus a small axis for the length of the text."""
        rows = np.zeros((len(texts), len(self.topics) + 1), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for i, topic in enumerate(self.topics):
                row[i] = float(topic in text)
            row[-1] = 0.1 + len(text) / 1000
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def claim(
    text: str, side: str, *, act: Act = Act.ASSERT, doc: str = "a", before: str = "X said "
) -> Claim:
    """A claim whose document is `before` + `text`."""
    document = replace(Document.from_text(before + text, name=doc))
    attribution = Attribution(
        source=None, cue=None, contents=(Span(len(before), len(before + text)),)
    )
    members = tuple(side.split("+")) if "+" in side else ()
    speaker = Speaker(name=f"{side} speaker", kind=SpeakerKind.PERSON,
                      side="JOINT" if members else side, sides=members)  # fmt: skip
    return Claim(
        id=Claim.make_id(document, attribution), document=document, attribution=attribution,
        speaker=speaker, stance=Stance.NEUTRAL, stance_score=0.5, act=act, act_score=0.5,
    )  # fmt: skip


def compared(claims: Sequence[Claim], sides: tuple[str, ...] = ()) -> Comparison:
    """Compare with the topic embedder."""
    return compare_claims(claims, meeting=replace(MEETING, sides=sides), embedder=TopicEmbedder())


def verdicts(comparison: Comparison) -> Mapping[str, str]:
    """Label → verdict in words."""
    return {point.label: str(point.verdict) for point in comparison.points}


def test_same_matter_without_difference_is_agreed() -> None:
    """Both sides tell it alike."""
    result = compared([claim("the border will open", "AM"), claim("the border opens", "AZ")])
    (point,) = result.points
    assert str(point.verdict) == "agreed"
    assert {r.kind for r in point.relations} == {RelationKind.AGREE}


def test_negation_is_a_dispute() -> None:
    """One says so, the other that it is not so."""
    result = compared(
        [claim("a border deal was made", "AM"), claim("no border deal was made", "AZ")]
    )
    (point,) = result.points
    assert str(point.verdict) == "disputed"
    assert "negation" in point.relations[0].signals


def test_opposite_acts_are_a_dispute() -> None:
    """An accusation and its denial."""
    result = compared(
        [
            claim("they crossed the border at night", "AM", act=Act.ACCUSE),
            claim("crossed the border at night", "AZ", act=Act.DENY),
        ]
    )
    assert str(result.points[0].verdict) == "disputed"


def test_other_numbers_are_another_scope() -> None:
    """Six against eight is no contradiction yet."""
    result = compared([claim("six prisoners go home", "AM"), claim("eight prisoners go", "AZ")])
    (point,) = result.points
    assert str(point.verdict) == "scope differs"
    assert point.relations[0].kind is RelationKind.PARTIAL


def test_one_side_only_names_the_side_and_accounts_for_silence() -> None:
    """Silent after reading is not the same as no document."""
    result = compared([claim("trade grew", "AM"), claim("the border is calm", "AZ")])
    assert verdicts(result) == {"Trade grew": "only AM", "The border is calm": "only AZ"}
    assert {s for p in result.points for s in p.silent.values()} == {Silence.SILENT}
    result = compared([claim("trade grew", "AM")], sides=("AM", "AZ"))
    assert result.points[0].silent == {"AZ": Silence.NO_DOCUMENT}
    assert result.documents == {"AM": 1, "AZ": 0}


def test_joint_statement_counts_for_every_member() -> None:
    """What both sides say together they agree on."""
    joint = claim("the next round is in May", "AM+AZ")
    result = compared([joint, claim("trade grew", "AM"), claim("the border is calm", "AZ")])
    (point,) = [p for p in result.points if "round" in p.label]
    assert str(point.verdict) == "agreed"
    assert point.claims == {"AM": (joint.id,), "AZ": (joint.id,)}
    assert sides_of(joint) == ("AM", "AZ")


def test_answer_is_a_dispute_even_in_other_words() -> None:
    """`called this a lie` shares no word with what it answers."""
    text = "Yerevan accused Baku of shelling the border. Baku called this a lie."
    document = Document.from_text(text)
    spans = (Span(22, 43), Span(text.index("this"), len(text) - 1))
    pair = []
    for span, side, act in zip(spans, ("AM", "AZ"), (Act.ACCUSE, Act.DENY), strict=True):
        attribution = Attribution(source=None, cue=None, contents=(span,))
        pair.append(replace(claim("x", side, act=act), document=document,
                            attribution=attribution,
                            id=Claim.make_id(document, attribution)))  # fmt: skip
    (point,) = compared(pair).points
    assert str(point.verdict) == "disputed"
    assert "answers it" in point.relations[0].signals


def test_nested_attitudes_and_furniture_are_left_out() -> None:
    """What A says of B is A's account; a belief or a teaser is no version of the meeting."""
    kept = claim("trade grew", "AM")
    nested = replace(claim("trade fell", "AZ"), nested_in=kept.id)
    teaser = replace(claim("trade fell again", "AZ"), section=SectionKind.FURNITURE)
    attitude = claim("trade will fall", "AZ")
    attitude = replace(
        attitude, attribution=replace(attitude.attribution, kind=StatementKind.ATTITUDE)
    )
    result = compared([kept, nested, teaser, attitude])
    assert list(result.claims) == [kept.id]


def test_points_are_sorted_by_verdict_and_repeatable() -> None:
    """Disputes first; the order of input does not matter."""
    claims = [
        claim("trade grew", "AM"), claim("the border will open", "AM"),
        claim("the border opens", "AZ"), claim("a prisoners deal was made", "AM"),
        claim("no prisoners deal was made", "AZ"),
    ]  # fmt: skip
    result = compared(claims)
    assert [str(p.verdict) for p in result.points] == ["disputed", "agreed", "only AM"]
    assert compared(claims[::-1]) == result


def test_columns_are_the_sides_with_most_claims() -> None:
    """MEDIA and UNKNOWN get no column."""
    claims = [claim("a", "AM"), claim("b", "AM"), claim("c", "AZ"), claim("d", "MEDIA"),
              claim("e", "UNKNOWN")]  # fmt: skip
    assert compared_sides(claims, max_sides=4) == ("AM", "AZ")
    assert compared_sides(claims, max_sides=1) == ("AM",)


def test_no_claims_give_no_points() -> None:
    """An empty meeting is not an error."""
    result = compared([])
    assert result.points == ()
    assert result.sides == ()


def test_config_refuses_values_that_compare_nothing() -> None:
    """The message states value and range."""
    with pytest.raises(ValueError, match=r"min_similarity is 1\.5"):
        ComparisonConfig(min_similarity=1.5)
    with pytest.raises(ValueError, match="max_sides is 1"):
        ComparisonConfig(max_sides=1)
