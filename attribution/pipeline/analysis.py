"""Documents to claims: every stage in order, as one pure function of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attribution.actors import Register
from attribution.claimencoder import ClaimEncoder, ClaimModel
from attribution.claimencoder.heads import StanceTarget
from attribution.cleaning import clean
from attribution.dates import dates_of_statements
from attribution.encoders import DEFAULT_BACKEND, default_threads
from attribution.linking import LinkScorer
from attribution.pipeline.accounts import as_account
from attribution.pipeline.answers import split_answers
from attribution.pipeline.extraction import link_working_texts, to_raw
from attribution.pipeline.headlines import headline_of
from attribution.pipeline.nesting import add_nested
from attribution.records import (
    Attribution,
    Claim,
    Document,
    DocumentKind,
    SectionKind,
    Speaker,
    WorkingText,
)
from attribution.spans import Span
from attribution.speakers import SideScorer, resolve_together
from attribution.stance import ClaimReading, read_claims
from attribution.tagging import DEFAULT_TIER, SpanTagger, Tagger

__all__ = ["Analyser", "is_default_claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analyser:
    """The models and the register that documents are read with.

    Attributes:
        tagger: finds source, cue and content spans.
        claim_model: reads stance and act of claims.
        register: known actors.
        scorer: learned links of the tagger's weights; the paragraph rule without.
        side_scorer: likely sides of speakers whom the rules leave open; UNKNOWN without.
        n_threads: with more than one, claims are read while speakers are resolved.
    """

    tagger: SpanTagger
    claim_model: ClaimModel
    register: Register
    scorer: LinkScorer | None = None
    side_scorer: SideScorer | None = None
    n_threads: int = 1

    @classmethod
    def load(
        cls,
        *,
        tier: str = DEFAULT_TIER,
        n_threads: int | None = None,
        registers: Sequence[Path] = (),
        tables: Sequence[Mapping[str, Any]] = (),
        backend: str = DEFAULT_BACKEND,
    ) -> Analyser:
        """The packaged models and register.

        Args:
            tier: of the tagger.
            n_threads: by default the number of processors.
            registers: own register files; their entries override the packaged ones.
            tables: entries of side sets, above those files.
            backend: what runs the models, `onnx` or `torch`.

        Raises:
            ModelError: if weights are missing or damaged, or the backend is not installed.
            RegisterError: if a register file is wrong.
        """
        return cls(
            tagger=Tagger.load(tier, n_threads=n_threads, backend=backend),
            claim_model=ClaimEncoder.load(tier, n_threads=n_threads, backend=backend),
            register=Register.load(extra=registers, tables=tables),
            scorer=LinkScorer.load(tier),
            side_scorer=SideScorer.load(),
            n_threads=n_threads or default_threads(),
        )

    def analyse(self, documents: Sequence[Document]) -> list[list[Claim]]:
        """The claims of each document, nested ones, attitudes and furniture included.

        Args:
            documents: read together, which is faster. Those filed under one meeting tell each
                other who is who (`speakers.resolve_together`); otherwise the result of each is
                its own.

        Returns:
            For each document its claims, outer ones in reading order, then nested ones.
        """
        workings, nested = self.attributions(documents)
        texts = [working.text for working in workings]
        # What a readout states follows from who speaks; the claims of others are read meanwhile.
        is_readout = [document.kind is DocumentKind.READOUT for document in documents]
        others = [
            (text, found)
            for text, found, is_late in zip(texts, nested, is_readout, strict=True)
            if not is_late
        ]
        with ThreadPoolExecutor(1) as beside:
            early = beside.submit(self._read, others) if self.n_threads > 1 else None
            speakers = resolve_together(
                list(zip(documents, texts, nested, strict=True)), register=self.register,
                side_scorer=self.side_scorer,
            )  # fmt: skip
        told = [
            _told(*of) for of in zip(documents, workings, nested, speakers, strict=True)
        ]  # fmt: skip
        accounts = [(texts[i], told[i][0]) for i, is_late in enumerate(is_readout) if is_late]
        readings = iter(early.result() if early else self._read(others))
        late_readings = iter(self._read(accounts))
        return [
            _claims(document, workings[i], *told[i],
                    next(late_readings if is_readout[i] else readings))
            for i, document in enumerate(documents)
        ]  # fmt: skip

    def _read(self, told: Sequence[tuple[str, Sequence[Attribution]]]) -> list[list[ClaimReading]]:
        return read_claims(told, self.claim_model)

    def attributions(
        self, documents: Sequence[Document]
    ) -> tuple[list[WorkingText], list[list[Attribution]]]:
        """Cleaned texts of the documents and the attributions in them, without speakers.

        Each point of an answer in a transcript is an attribution of its own.
        """
        workings = [clean(document.text) for document in documents]
        linked = link_working_texts(
            workings,
            tagger=self.tagger,
            scorer=self.scorer,
            kinds=[document.kind for document in documents],
        )
        nested = [
            add_nested(working.text, found.attributions, found.inner, scorer=self.scorer)
            for working, found in zip(workings, linked, strict=True)
        ]
        points = [
            split_answers(working.text, attributions, turns=found.turns)
            for working, attributions, found in zip(workings, nested, linked, strict=True)
        ]
        return workings, points


def _claims(
    document: Document,
    working: WorkingText,
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
    readings: Sequence[ClaimReading],
) -> list[Claim]:
    is_article = document.kind is DocumentKind.ARTICLE
    headline = headline_of(working.text) if is_article else None
    days = dates_of_statements(working.text, attributions, published=document.published)
    raw = [to_raw(attribution, working.offset_map) for attribution in attributions]
    ids = [Claim.make_id(document, attribution) for attribution in raw]
    claims: list[Claim] = []
    for i, attribution in enumerate(attributions):
        reading = readings[i]
        claims.append(Claim(
            id=ids[i], document=document, attribution=raw[i], speaker=speakers[i],
            stance=reading.stance, stance_score=reading.stance_score,
            stance_target=_target_words(reading.target),
            act=reading.act, act_score=reading.act_score, said_on=days[i],
            meeting=document.meeting,
            nested_in=None if attribution.nested_in is None else ids[attribution.nested_in],
            section=_section(working, attribution.contents[0], headline),
        ))  # fmt: skip
    return _without_twins(claims)


def _section(working: WorkingText, content: Span, headline: Span | None) -> SectionKind:
    """Where a claim stands; a headline repeats the body."""
    kind = working.kind_at(content)
    is_heading = headline is not None and kind is SectionKind.BODY and headline.contains(content)
    return SectionKind.HEADLINE if is_heading else kind


def _told(
    document: Document,
    working: WorkingText,
    attributions: Sequence[Attribution],
    speakers: Sequence[Speaker],
) -> tuple[Sequence[Attribution], Sequence[Speaker]]:
    """Attributions and their speakers, those of a readout as its issuer's account."""
    if document.kind is DocumentKind.READOUT:
        return as_account(working.text, attributions, speakers)
    return attributions, speakers


def _target_words(target: StanceTarget) -> str | None:
    return None if target is StanceTarget.NONE else target.value.replace("_", " ")


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
    """Whether a claim is shown without `--all`; see `Claim.is_listed`."""
    return claim.is_listed
