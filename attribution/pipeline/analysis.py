"""Documents to claims: every stage in order, as one pure function of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from attribution.actors import Register
from attribution.cleaning import clean
from attribution.dates import dates_of_statements
from attribution.linking import LinkScorer
from attribution.pipeline.extraction import link_working_texts, to_raw
from attribution.pipeline.nesting import add_nested
from attribution.records import (
    JOINT,
    UNKNOWN,
    Attribution,
    Claim,
    Document,
    DocumentKind,
    SectionKind,
    Speaker,
    SpeakerKind,
    StatementKind,
    WorkingText,
)
from attribution.speakers import issuer_of, resolve_speakers
from attribution.stance import (
    StanceClassifier,
    StanceModel,
    classify_act,
    stance_input,
    stance_of,
)
from attribution.tagging import DEFAULT_TIER, SpanTagger, Tagger

__all__ = ["Analyser", "is_default_claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyser:
    """The models and the register that documents are read with.

    Attributes:
        tagger: finds source, cue and content spans.
        stance: scores stances.
        register: known actors.
        scorer: learned links of the tagger's weights; the paragraph rule without.
    """

    tagger: SpanTagger
    stance: StanceModel
    register: Register
    scorer: LinkScorer | None = None

    @classmethod
    def load(cls, *, tier: str = DEFAULT_TIER, n_threads: int | None = None) -> Analyser:
        """The packaged models and register.

        Raises:
            ModelError: if weights are missing or damaged.
        """
        return cls(
            tagger=Tagger.load(tier, n_threads=n_threads),
            stance=StanceClassifier.load(n_threads=n_threads),
            register=Register.load(),
            scorer=LinkScorer.load(tier),
        )

    def analyse(self, documents: Sequence[Document]) -> list[list[Claim]]:
        """The claims of each document, nested ones, attitudes and furniture included.

        Args:
            documents: read together, which is faster; the result of each is its own.

        Returns:
            For each document its claims, outer ones in reading order, then nested ones.
        """
        workings = [clean(document.text) for document in documents]
        linked = link_working_texts(
            workings,
            tagger=self.tagger,
            scorer=self.scorer,
            kinds=[document.kind for document in documents],
        )
        return [
            self._claims(
                document,
                working,
                add_nested(working.text, found.attributions, found.inner, scorer=self.scorer),
            )
            for document, working, found in zip(documents, workings, linked, strict=True)
        ]

    def _claims(
        self, document: Document, working: WorkingText, attributions: Sequence[Attribution]
    ) -> list[Claim]:
        text = working.text
        speakers = resolve_speakers(document, text, attributions, register=self.register)
        if document.kind is DocumentKind.READOUT:
            speakers = self._as_issuer(document, attributions, speakers)
        days = dates_of_statements(text, attributions, published=document.published)
        acts = [
            classify_act(
                None if a.cue is None else a.cue.slice(text),
                " ".join(c.slice(text) for c in a.contents),
            )
            for a in attributions
        ]
        inputs = [stance_input(text, attribution) for attribution in attributions]
        probabilities = self.stance.probabilities(inputs)
        raw = [to_raw(attribution, working.offset_map) for attribution in attributions]
        ids = [Claim.make_id(document, attribution) for attribution in raw]
        claims: list[Claim] = []
        for i, attribution in enumerate(attributions):
            stance, stance_score = stance_of(probabilities[i], acts[i].act)
            item = inputs[i]
            claims.append(Claim(
                id=ids[i], document=document, attribution=raw[i], speaker=speakers[i],
                stance=stance, stance_score=stance_score,
                stance_target=None if item.target is None else item.target.slice(item.text),
                act=acts[i].act, act_score=acts[i].score, said_on=days[i],
                meeting=document.meeting,
                nested_in=None if attribution.nested_in is None else ids[attribution.nested_in],
                section=working.kind_at(attribution.contents[0]),
            ))  # fmt: skip
        return _without_twins(claims)

    def _as_issuer(
        self, document: Document, attributions: Sequence[Attribution], speakers: Sequence[Speaker]
    ) -> list[Speaker]:
        """In a readout, bodies and groups speak in the issuer's account, persons for themselves."""
        issuer = issuer_of(document, self.register)
        return [
            issuer
            if attribution.nested_in is None and _is_issuers_account(speaker, issuer)
            else speaker
            for attribution, speaker in zip(attributions, speakers, strict=True)
        ]


def _is_issuers_account(speaker: Speaker, issuer: Speaker) -> bool:
    if speaker.kind is SpeakerKind.PERSON:
        return speaker.side == UNKNOWN
    return speaker.side in {issuer.side, UNKNOWN, JOINT} or (
        speaker.kind in {SpeakerKind.ORGANISATION, SpeakerKind.GROUP}
    )


def _without_twins(claims: Sequence[Claim]) -> list[Claim]:
    """One claim an id: spans that repair made distinct can be the same raw characters."""
    unique: dict[str, Claim] = {}
    for claim in claims:
        kept = unique.setdefault(claim.id, claim)
        if kept is not claim and kept.nested_in is not None and claim.nested_in is None:
            unique[claim.id] = claim
    return [
        claim if claim.nested_in != claim.id else replace(claim, nested_in=None)
        for claim in unique.values()
    ]


def is_default_claim(claim: Claim) -> bool:
    """Whether a claim is shown without `--all`: a statement of the body, not a nested one."""
    return (
        claim.section is SectionKind.BODY
        and claim.attribution.kind is StatementKind.STATEMENT
        and claim.nested_in is None
    )
