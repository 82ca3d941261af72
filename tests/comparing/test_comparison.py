"""Claims of a meeting to points and verdicts, with embeddings given by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from attribution.claimencoder import ClaimScores, MarkedText
from attribution.claimencoder.heads import N_COLUMNS, columns_of
from attribution.comparing import (
    ComparisonConfig,
    RelationConfig,
    compare_claims,
    compared_sides,
    sides_of,
)
from attribution.comparing.relations import candidate_pairs, decide
from attribution.comparing.voices import are_apart, which_are_apart
from attribution.records import (
    Act,
    Attribution,
    Claim,
    Comparison,
    DefinedSide,
    Document,
    Meeting,
    RelationKind,
    SectionKind,
    SideSet,
    Silence,
    Speaker,
    SpeakerKind,
    Stance,
    StatementKind,
)
from attribution.spans import Span
from tests.reporting.examples import OLE_BERG
from tests.wires import COPIED, CUT, EDITED, WIRE, told

MEETING = Meeting(name="Border talks")


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same with length 1."""
    lengths: NDArray[np.float64] = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths


class TopicModel:
    """Texts that share a topic word are about one matter; "no" in one of them contradicts."""

    topics = ("border", "trade", "prisoners", "round")

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """Nothing said of any."""
        return ClaimScores(np.zeros((len(items), N_COLUMNS)), {})

    def matters(self, items: Sequence[MarkedText]) -> NDArray[np.float64]:
        """Vectors with one axis a topic, and a small one for the length of the text."""
        vectors = np.zeros((len(items), 32))
        for row, item in zip(vectors, items, strict=True):
            for i, topic in enumerate(self.topics):
                row[i] = float(topic in item.text)
            row[len(self.topics)] = 0.1 + len(item.text) / 1000
        return unit(vectors)

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """Sure of one kind each."""
        columns = np.zeros((len(items), N_COLUMNS))
        kinds = list(RelationKind)
        for row, (a, b) in zip(columns, items, strict=True):
            kind = self._kind(a.text, b.text)
            row[columns_of("relation").start + kinds.index(kind)] = 8.0
        return ClaimScores(columns, {})

    def _kind(self, a: str, b: str) -> RelationKind:
        if not any(topic in a and topic in b for topic in self.topics):
            return RelationKind.UNRELATED
        if (" no " in a) != (" no " in b):
            return RelationKind.CONTRADICT
        return RelationKind.PARTIAL if "only" in a + b else RelationKind.AGREE


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
    return compare_claims(claims, meeting=replace(MEETING, sides=sides), model=TopicModel())


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


def test_narrower_claim_is_another_scope() -> None:
    """The same matter, but one covers less."""
    result = compared([claim("prisoners go home", "AM"), claim("only ill prisoners go", "AZ")])
    (point,) = result.points
    assert str(point.verdict) == "scope differs"
    assert point.relations[0].kind is RelationKind.PARTIAL
    assert "wider or narrower" in point.relations[0].signals


def test_one_side_only_names_the_side_and_accounts_for_silence() -> None:
    """Silent after reading is not the same as no document."""
    result = compared([claim("trade grew", "AM"), claim("the border is calm", "AZ")])
    assert verdicts(result) == {"Trade grew": "only AM", "The border is calm": "only AZ"}
    assert {s for p in result.points for s in p.silent.values()} == {Silence.SILENT}
    result = compared([claim("trade grew", "AM")], sides=("AM", "AZ"))
    assert result.points[0].silent == {"AZ": Silence.NO_DOCUMENT}
    assert result.documents == {"AM": 1, "AZ": 0}


def test_claims_without_a_side_are_compared_with_those_of_every_side() -> None:
    """A villager's account stands beside the army's, under no side, and may dispute it."""
    result = compared(
        [claim("a border post burnt", "AM"), claim("no border post burnt", "UNKNOWN"),
         claim("trade grew", "AZ")]
    )  # fmt: skip
    disputed = next(point for point in result.points if str(point.verdict) == "disputed")
    assert set(disputed.claims) == {"AM", "UNKNOWN"}
    assert disputed.silent == {"AZ": Silence.SILENT}
    assert result.sides == ("AM", "AZ")


def test_what_only_speakers_without_a_side_tell_is_the_points_of_no_side() -> None:
    """They do not turn what one side tells alone into a difference, nor vanish."""
    result = compared([claim("trade grew", "AM"), claim("the border is calm", "UNKNOWN")])
    assert verdicts(result) == {"Trade grew": "only AM", "The border is calm": "only UNKNOWN"}


def test_speakers_without_a_side_are_not_compared_with_each_other() -> None:
    """Nothing says that they stand on different sides."""
    result = compared(
        [claim("the border is open", "UNKNOWN"), claim("the border is not open, no", "UNKNOWN"),
         claim("trade grew", "AM")]
    )  # fmt: skip
    assert not [relation for point in result.points for relation in point.relations]


def test_columns_that_are_asked_for_are_the_only_ones() -> None:
    """Who asks for two sides does not get a third column."""
    claims = [claim("trade grew", "AM"), claim("trade shrank", "UNKNOWN")]
    result = compared(claims, sides=("AM", "AZ"))
    assert {side for point in result.points for side in point.claims} == {"AM"}


def test_nothing_is_compared_where_no_side_is_known() -> None:
    """Speakers without a side alone make no comparison."""
    assert compared([claim("trade grew", "UNKNOWN")]).points == ()


def test_joint_statement_counts_for_every_member() -> None:
    """What both sides say together they agree on."""
    joint = claim("the next round is in May", "AM+AZ")
    result = compared([joint, claim("trade grew", "AM"), claim("the border is calm", "AZ")])
    (point,) = [p for p in result.points if "round" in p.label]
    assert str(point.verdict) == "agreed"
    assert point.claims == {"AM": (joint.id,), "AZ": (joint.id,)}
    assert sides_of(joint) == ("AM", "AZ")


def test_a_joint_statement_is_compared_with_what_its_parties_say() -> None:
    """A side may contradict what it said together with another; that is the point of looking."""
    joint = claim("the next round is in May", "AM+AZ")
    own = claim("there is no next round", "AZ", doc="b")
    (point,) = compared([joint, own]).points
    assert str(point.verdict) == "disputed"
    assert {relation.kind for relation in point.relations} == {RelationKind.CONTRADICT}
    again = claim("the next round is in June", "AM+AZ", doc="c")
    assert all(not p.relations for p in compared([joint, again]).points)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [("AM", "AZ", True), ("AM", "AM", False), ("AM AZ", "AM", True), ("AM AZ", "AZ AM", False),
     ("AM AZ", "AM GE", True), ("", "AM", False), ("", "", False), ("UNKNOWN", "AM", True)],
)  # fmt: skip
def test_whose_words_are_laid_against_whose(a: str, b: str, *, apart: bool) -> None:
    """Sides apart, and a joint statement against others than itself, either way round."""
    first, second = frozenset(a.split()), frozenset(b.split())
    assert are_apart(first, second) is are_apart(second, first) is apart
    assert which_are_apart([first, second])[0, 1] == apart


def test_copies_are_one_claim() -> None:
    """Compared and counted once, in all the documents that print it, and shown beside it."""
    claims = [claim for claims in COPIED.values() for claim in claims]
    result = compared(claims)
    assert [*result.claims] == [claim.id for claim in COPIED[WIRE]]
    assert {claim.id for claims in result.copies.values() for claim in claims} == {
        claim.id for document in (CUT, EDITED) for claim in COPIED[document]
    }
    shown = [name for point in result.points for names in point.claims.values() for name in names]
    assert sorted(shown) == sorted(result.claims)
    assert result.documents == {"SE": 3, "NORDEN": 2}


def test_copies_do_not_confirm_each_other() -> None:
    """One sentence whose speaker was resolved to another side in a copy is no agreement."""
    copy = told(CUT, speaker=replace(OLE_BERG, side="DK"))
    result = compared([told(WIRE), copy])
    (point,) = result.points
    assert str(point.verdict) == "only SE"
    assert not point.relations
    assert result.copies == {told(WIRE).id: (copy,)}


def test_many_claims_are_compared_with_their_nearest_and_their_replies() -> None:
    """Pairs do not grow with the square of the claims; an answer is compared with its charge."""
    claims = [
        claim(f"{topic} {i}", side, doc=f"{topic}{i}{side}")
        for topic in ("border", "trade")
        for i in range(8)
        for side in ("AM", "AZ")
    ]
    text = "Yerevan accused Baku of shelling the border. Baku called this a lie."
    document = Document.from_text(text)
    spans = (Span(22, 43), Span(text.index("this"), len(text) - 1))
    for span, side, act in zip(spans, ("AM", "AZ"), (Act.ACCUSE, Act.DENY), strict=True):
        attribution = Attribution(source=None, cue=None, contents=(span,))
        claims.append(replace(claim("x", side, act=act), document=document,
                              attribution=attribution,
                              id=Claim.make_id(document, attribution)))  # fmt: skip
    sides = [frozenset(sides_of(c)) for c in claims]
    similarity = np.eye(len(claims))
    few = candidate_pairs(claims, sides, similarity, RelationConfig(n_whole=10, n_neighbours=2))
    assert (len(claims) - 2, len(claims) - 1) in few
    assert len(few) <= 2 * len(claims) + 1
    assert all(not sides[i] & sides[j] for i, j in few)
    everything = candidate_pairs(claims, sides, similarity, RelationConfig())
    assert len(everything) == 17 * 17


def test_pair_below_the_threshold_is_left_open() -> None:
    """The kind is the best one only where some relation is likely enough."""
    a, b = claim("border", "AM"), claim("border", "AZ")
    unsure = np.array([0.3, 0.1, 0.05, 0.55])
    assert decide(a, b, unsure, RelationConfig()).kind is RelationKind.UNRELATED
    loose = RelationConfig(least=0.25)
    assert decide(a, b, unsure, loose).kind is RelationKind.AGREE
    factor = RelationConfig(least=0.25, contradict=4.0)
    assert decide(a, b, unsure, factor).kind is RelationKind.CONTRADICT
    spread = np.array([0.2, 0.2, 0.19, 0.41])
    assert decide(a, b, spread, loose).kind is RelationKind.PARTIAL  # by its factor of two
    assert decide(a, b, spread, RelationConfig(least=0.4)).kind is RelationKind.UNRELATED


def test_a_pair_that_was_not_read_has_no_relation() -> None:
    """However probable it is that it has some: all kinds are equally so."""
    a, b = claim("border", "AM"), claim("border", "AZ")
    unread = np.array([0.3, 0.3, 0.3, 0.1])
    relation = decide(a, b, unread, RelationConfig())
    assert relation.kind is RelationKind.UNRELATED
    assert relation.score == 0.1


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
    assert compared_sides(claims) == ("AM", "AZ")


def test_sides_without_a_column_are_compared_as_well() -> None:
    """Two columns hold the sides with most claims; the third clashes under its own code."""
    claims = [
        claim("the border is calm", "AM"), claim("trade grew", "AM"),
        claim("the border is calm", "AZ"), claim("trade grew", "AZ"),
        claim("there is no calm border", "GE"),
    ]  # fmt: skip
    config = ComparisonConfig(max_sides=2)
    model = TopicModel()
    result = compare_claims(claims, meeting=MEETING, model=model, config=config)
    assert result.sides == ("AM", "AZ")
    assert claims[-1].id in result.claims
    (point,) = [p for p in result.points if "GE" in p.claims]
    assert str(point.verdict) == "disputed"
    assert {relation.kind for relation in point.relations} >= {RelationKind.CONTRADICT}
    assert all("GE" not in p.silent for p in result.points)
    assert "GE" not in result.documents
    chosen = compare_claims(
        claims, meeting=replace(MEETING, sides=("AM", "AZ")), model=model, config=config
    )
    assert claims[-1].id not in chosen.claims


def test_a_side_set_gives_the_first_columns() -> None:
    """Its sides that speak, in its order; others after them, compared without a column too."""
    claims = [
        claim("the border is calm", "AM"), claim("trade grew", "AM"),
        claim("the border is calm", "AZ"), claim("there is no calm border", "GE"),
        claim("no calm border at all", "UNKNOWN"), claim("trade shrank", "MEDIA"),
    ]  # fmt: skip
    side_set = SideSet(
        name="Set", sides=tuple(DefinedSide(code=code, name=code) for code in ("GE", "TR", "AZ"))
    )

    def compared_with(side_set: SideSet, *sides: str) -> Comparison:
        meeting = replace(MEETING, side_set=side_set, sides=sides)
        config = ComparisonConfig(max_sides=2)
        return compare_claims(claims, meeting=meeting, model=TopicModel(), config=config)

    result = compared_with(side_set)
    assert result.sides == ("GE", "AZ")
    assert result.other_sides == ("AM",)
    assert set(result.claims) == {claim.id for claim in claims[:5]}
    assert compared_with(SideSet(name="Set", sides=side_set.sides[:1])).sides == ("GE", "AM")
    alone = compared_with(replace(side_set, others=False))
    assert (alone.sides, set(alone.claims)) == (("GE", "AZ"), {claims[2].id, claims[3].id})
    assert compared_with(side_set, "AZ", "AM").sides == ("AZ", "AM")
    nobody = replace(side_set, sides=side_set.sides[1:2], others=False)
    assert compared_with(nobody).points == ()


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
    with pytest.raises(ValueError, match="least is 1"):
        RelationConfig(least=1.0)
    with pytest.raises(ValueError, match="n_neighbours is 0"):
        RelationConfig(n_neighbours=0)
