"""A readout is its issuer's account: each sentence of it is a statement, direct if it says "we"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
    sentences = _Sentences(text, taken=[
        span for attribution, who in outer if not is_issuer(who) for span in attribution.spans()
    ])  # fmt: skip
    stated: dict[tuple[Span, ...], tuple[Attribution, Speaker]] = {}
    for attribution, who in outer:
        versions = [attribution]
        if is_issuer(who):
            versions = [
                _statement(text, attribution, sentence) for sentence in sentences.of(attribution)
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


class _Sentences:
    """The sentences of a text that hold no words of others."""

    def __init__(self, text: str, *, taken: Sequence[Span]) -> None:
        self._all = sentence_spans(text)
        self._starts = [sentence.start for sentence in self._all]
        self._foreign = {sentence for span in taken for sentence in self._around(span)}

    def _around(self, span: Span) -> list[Span]:
        first = max(0, bisect_right(self._starts, span.start) - 1)
        near = self._all[first : bisect_left(self._starts, span.end)]
        return [sentence for sentence in near if sentence.overlaps(span)]

    def of(self, attribution: Attribution) -> list[Span]:
        """Those that an attribution's contents stand in; none if a content has none."""
        if attribution.quote_type is not Quotation.INDIRECT:
            return []
        free = [
            [sentence for sentence in self._around(content) if sentence not in self._foreign]
            for content in attribution.contents
        ]
        return list(dict.fromkeys(s for found in free for s in found)) if all(free) else []


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
