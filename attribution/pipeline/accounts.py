"""A readout is its issuer's account: each sentence of it is a statement, direct if it says "we"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.linking import sentence_spans
from attribution.records import Attribution, Quotation, Speaker, StatementKind
from attribution.spans import Span
from attribution.speakers import is_issuer

__all__ = ["as_account"]

_FIRST_PERSON: Final = re.compile(r"\b(?:we|our|ours|us|ourselves|I|my|me)\b", re.IGNORECASE)
_STATE: Final = re.compile(r"\bUS\b|\bU\.S\.")
_QUOTED: Final = re.compile(r"[\"“«][^\"”»]*[\"”»]")


def as_account(
    text: str, attributions: Sequence[Attribution], speakers: Sequence[Speaker]
) -> tuple[list[Attribution], list[Speaker]]:
    """What a readout's issuer says as whole sentences, whatever cue was found inside them.

    "We regret that the talks broke off" states a regret, and "the Ministry cannot accept the
    allegation" a refusal: the content of such a sentence is all of it. A sentence that also holds
    words of others is left as it was found, and so is what stands in quotation marks.

    Args:
        text: the working text of a readout.
        attributions: found in it, nested ones after the outer ones.
        speakers: of each.

    Returns:
        Attributions and their speakers in the same order, several of one sentence as one.
    """
    told = list(zip(attributions, speakers, strict=True))
    outer = [(attribution, who) for attribution, who in told if attribution.nested_in is None]
    foreign = [span for attribution, who in outer if not is_issuer(who)
               for span in attribution.spans()]  # fmt: skip
    sentences = [
        sentence for sentence in sentence_spans(text)
        if not any(span.overlaps(sentence) for span in foreign)
    ]  # fmt: skip
    stated: dict[tuple[Span, ...], tuple[Attribution, Speaker]] = {}
    for attribution, who in outer:
        versions = [attribution]
        if is_issuer(who):
            versions = [
                _statement(text, attribution, sentence)
                for sentence in _sentences_of(attribution, sentences)
            ] or [replace(attribution, kind=StatementKind.STATEMENT)]
        for version in versions:
            stated.setdefault(version.spans(), (version, who))
    kept = list(stated.values())
    n_outer = len(kept)
    for attribution, who in told:
        if attribution.nested_in is not None:
            holder = _holder(attribution, kept[:n_outer])
            if holder is not None:
                kept.append((replace(attribution, nested_in=holder), who))
    return [attribution for attribution, _ in kept], [who for _, who in kept]


def _sentences_of(attribution: Attribution, sentences: Sequence[Span]) -> list[Span]:
    """The sentences that an attribution's contents stand in; none if some are not free."""
    if attribution.quote_type is not Quotation.INDIRECT:
        return []
    found = [
        sentence for sentence in sentences
        if any(content.overlaps(sentence) for content in attribution.contents)
    ]  # fmt: skip
    covered = all(
        any(sentence.overlaps(content) for sentence in found) for content in attribution.contents
    )
    return found if covered else []


def _statement(text: str, attribution: Attribution, sentence: Span) -> Attribution:
    words = _STATE.sub("", _QUOTED.sub("", sentence.slice(text)))
    is_direct = _FIRST_PERSON.search(words) is not None
    return Attribution(
        source=None, cue=None, contents=(sentence,), confidence=attribution.confidence,
        quote_type=Quotation.DIRECT if is_direct else Quotation.INDIRECT,
    )  # fmt: skip


def _holder(nested: Attribution, outer: Sequence[tuple[Attribution, Speaker]]) -> int | None:
    """The number of the outer attribution whose content a nested one stands in."""
    content = nested.contents[0]
    return next(
        (i for i, (attribution, _) in enumerate(outer)
         if any(span.contains(content) for span in attribution.contents)),
        None,
    )  # fmt: skip
