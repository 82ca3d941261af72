"""Statement or attitude, from the words of the cue."""

from __future__ import annotations

import re
from typing import Final

from attribution.records import StatementKind

__all__ = ["kind_of_cue"]

_ATTITUDE_LEMMAS: Final = (
    "accept admire anticipate appreciate assume await aim back believe care consider contemplate "
    "deem desire disagree dislike distrust doubt dread embrace envision expect favor favour fear "
    "feel foresee hate hesitate hope imagine intend know like long love mean mind mull need notice "
    "oppose perceive plan prefer ponder presume realize realise recognize recognise regard "
    "resent respect see seek seem appear sense side suppose support suspect "
    "sympathize sympathise tend think trust try understand view want weigh wish wonder worry "
    "prepare determine ready willing unwilling eager keen aware unaware afraid confident "
    "convinced optimistic pessimistic skeptical sceptical sure unsure certain uncertain likely "
    "inclined hopeful concerned worried impressed disappointed frustrated angry "
    "decide discover hear watch ignore investigate comprehend rely dedicate "
    "admiration adulation ambition aversion belief bet commitment concern conviction "
    "decision desire despair determination distrust doubt eagerness enthusiasm expectation faith "
    "fear hope illusion impetus impression intention mistrust obvious outlook plan recognition "
    "reluctance reservation resolve sadness suspicion theory unclear wish willingness"
).split()
_IRREGULAR: Final = (
    "felt foresaw foreseen heard knew known meant saw seen sought thought understood trying tries "
    "tried"
).split()
_STATEMENT_LEMMAS: Final = (
    "say tell state announce declare report claim assert add argue note warn urge insist stress "
    "deny reject accuse blame criticize criticise condemn praise welcome propose offer agree "
    "promise pledge vow demand call ask request confirm admit acknowledge explain describe "
    "suggest write tweet post testify reply respond answer indicate express voice reiterate "
    "reaffirm emphasize emphasise caution threaten allege maintain contend predict read according "
    "statement remark comment speech interview letter release reveal disclose raise refuse "
    "decline apologize apologise thank mention"
).split()
_IRREGULAR_STATEMENT: Final = "said told wrote written".split()
_IDIOMS: Final = re.compile(
    r"\b(?:let|lets|letting|made|make|makes|making)\b.*\bknown\b|\b(?:shot|struck|fired) back\b|"
    r"\baloud\b"
)
"""Ways to speak whose words alone would be states of mind: "let it be known"."""
_WORD: Final = re.compile(r"[a-z]+")


def _forms(lemmas: list[str]) -> frozenset[str]:
    forms: set[str] = set()
    for lemma in lemmas:
        stem = lemma.removesuffix("e")
        y_stem = lemma[:-1] + "i" if lemma.endswith("y") else stem
        forms |= {lemma, lemma + "s", lemma + "es", y_stem + "es", stem + "ed", y_stem + "ed",
                  stem + "ing", lemma + "ing", lemma + lemma[-1] + "ed",
                  lemma + lemma[-1] + "ing"}  # fmt: skip
    return frozenset(forms)


_ATTITUDES: Final = _forms(_ATTITUDE_LEMMAS) | frozenset(_IRREGULAR)
_STATEMENTS: Final = _forms(_STATEMENT_LEMMAS) | frozenset(_IRREGULAR_STATEMENT)


def kind_of_cue(cue: str | None) -> StatementKind:
    """The kind of an attribution with this cue text; without a cue it is a statement.

    A word of communication anywhere in the cue decides for a statement ("said he hopes").
    """
    told = (cue or "").lower()
    words = set(_WORD.findall(told))
    if words & _ATTITUDES and not words & _STATEMENTS and not _IDIOMS.search(told):
        return StatementKind.ATTITUDE
    return StatementKind.STATEMENT
