"""Claims that answer the claim before them: "called this a lie", "countered that …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attribution.comparing.voices import are_apart
from attribution.records import Act, Claim

__all__ = ["N_REPLY_CHARS", "answers", "find_replies"]

N_REPLY_CHARS: Final = 500
"""An answer stands in the same paragraph as what it answers, or the next."""
N_LOOK_BACK: Final = 4
"""Claims before it that an answer may mean."""
_INVITES: Final = frozenset({Act.ACCUSE, Act.DEMAND, Act.PROPOSE, Act.WARN})
"""Acts that are answered rather than left standing."""
_REPLY_CUE: Final = re.compile(
    r"\b(?:counter|repl(?:y|ied)|respond|retort|answer|rebut|refut|dismiss|reject|den(?:y|ied|ies)|"
    r"disput|contradict|shot back|hit back|object|disagree|rebuff)",
    re.IGNORECASE,
)
_POINTS_BACK: Final = re.compile(
    r"\b(?:this|that|it|such|the (?:charge|charges|accusation|accusations|allegation|allegations|"
    r"claim|claims|report|reports|idea|offer|proposal|demand|suggestion|figure|account|assertion))"
    r"\b(?: \w+){0,4}[.”\"’']*$",
    re.IGNORECASE,
)


def answers(claim: Claim) -> bool:
    """Whether a claim, by its cue, act or words, answers what was said just before."""
    if claim.act is Act.DENY or _REPLY_CUE.search(claim.cue_text or ""):
        return True
    short = claim.content_text.strip()
    return len(short.split()) <= 8 and _POINTS_BACK.search(short) is not None


def find_replies(claims: Sequence[Claim], sides: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs (answered, answering) of indices into `claims`.

    Args:
        claims: any order.
        sides: of each claim; a claim answers the last one before it, in its document, of
            another side.
    """
    order = sorted(
        range(len(claims)),
        key=lambda i: (claims[i].document.sha256, claims[i].attribution.contents[0].start),
    )
    pairs: list[tuple[int, int]] = []
    for place, i in enumerate(order):
        if not answers(claims[i]):
            continue
        before = [
            j
            for j in order[max(0, place - N_LOOK_BACK) : place]
            if _can_answer(claims[j], claims[i]) and are_apart(sides[i], sides[j])
        ]
        charged = [j for j in before if claims[j].act in _INVITES]
        if before:
            pairs.append(((charged or before)[-1], i))
    return pairs


def _can_answer(earlier: Claim, later: Claim) -> bool:
    if earlier.document.sha256 != later.document.sha256:
        return False
    gap = later.attribution.contents[0].start - earlier.attribution.contents[-1].end
    return gap <= N_REPLY_CHARS
