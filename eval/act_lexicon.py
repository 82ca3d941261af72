"""The act of a claim from the words of its cue and content: a baseline for the claim encoder.

A small lexicon of cue verbs, then patterns in the content when the cue is neutral ("said").
Scores are fixed and coarse.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from attribution.records import Act

__all__ = ["ActGuess", "classify_act"]

CUE_SCORE: Final = 0.8
CONTENT_SCORE: Final = 0.6
DEFAULT_SCORE: Final = 0.5
N_CONTENT_CHARS: Final = 260
"""What a claim does mostly shows in its first clauses."""


class ActGuess(NamedTuple):
    """An act and how sure the lexicon is of it, 0 to 1."""

    act: Act
    score: float


def _pattern(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})", re.IGNORECASE)


_ACCUSATION: Final = (
    r"accusation|allegation|claim|report|charge|rumou?r|suggestion|speculation|assertion"
)

_CUES: Final[tuple[tuple[Act, re.Pattern[str]], ...]] = (
    (Act.DENY, _pattern(r"den(?:y|ies|ied|ying)\b", r"refut", r"disput(?:e|ing)", r"rebut",
        rf"(?:reject|dismiss)\w*(?: \w+){{0,3}} (?:{_ACCUSATION})")),
    (Act.DECLINE, _pattern(r"refus", r"declin", r"reject", r"rul(?:e|es|ed|ing) out", r"rebuff",
        r"balk", r"turn(?:s|ed|ing)? down", r"dismiss", r"brush\w* aside")),
    (Act.ACCUSE, _pattern(r"accus", r"blam(?:e|ing)", r"critici[sz]", r"condemn", r"denounc",
        r"slam", r"blast(?:s|ed|ing)", r"lambast", r"charg(?:ed|ing) that", r"alleg(?:e|ing)",
        r"decr(?:y|ied)", r"rebuk", r"faulted", r"hit out", r"lash(?:ed|ing) out", r"deplor",
        r"protest", r"complain", r"deride", r"mock(?:s|ed)")),
    (Act.CONCERN, _pattern(r"concern", r"worr(?:y|ied|ies)", r"alarm", r"unease", r"misgiving",
        r"fear(?:s|ed)")),
    (Act.WARN, _pattern(r"warn", r"caution", r"threaten")),
    (Act.DEMAND, _pattern(r"demand", r"urg(?:e|es|ed|ing)\b",
        r"call(?:s|ed|ing)? (?:on|for|upon)", r"insist(?:s|ed|ing)? (?:on|upon)", r"appeal",
        r"press(?:ed|ing) for", r"request", r"seek", r"sought", r"asked? for",
        r"stress\w* (?:the )?need")),
    (Act.PROPOSE, _pattern(r"propos", r"offer", r"suggest", r"float(?:s|ed)", r"recommend",
        r"invit")),
    (Act.COMMIT, _pattern(r"vow", r"pledg", r"promis", r"commit(?:s|ted|ting)?\b", r"guarantee",
        r"undertook")),
    (Act.PRAISE, _pattern(r"prais", r"welcom", r"hail", r"thank", r"laud", r"commend", r"applaud",
        r"congratulat", r"express\w* (?:gratitude|appreciation|satisfaction)")),
    (Act.AGREE, _pattern(r"agre(?:e|es|ed|eing)\b", r"accept", r"consent")),
)  # fmt: skip

_THIRD_PARTY: Final = (
    r"violat", r"(?:is|are|was|were) (?:responsible|to blame)", r"sabotag", r"provok",
    r"provocati", r"undermin", r"(?:fail|failed|fails) to", r"blackmail", r"\blying\b", r"lies\b",
    r"obstruct", r"stall(?:ing|ed)", r"walk(?:ed|ing) out", r"broke(?:n)? (?:its|their|the|off)",
    r"bad faith", r"breach", r"aggressi", r"illegal", r"hostile", r"irresponsib", r"derail",
    r"backtrack", r"reneg", r"go(?:ing|es|ne)? back on", r"open(?:ed|ing)? fire",
    r"bomb(?:ed|ing|s)", r"attack(?:ed|ing)", r"shell(?:ed|ing)", r"pretext", r"hostage to",
    r"taken hostage", r"insult", r"protectionis", r"unanswered", r"new conditions",
    r"dragg(?:ed|ing) (?:its|their)", r"threw out", r"ignor(?:ed|es|ing)", r"block(?:ed|ing|s) ",
    r"(?:called|cancelled|canceled) off", r"(?:cancelled|canceled) (?:by|the)", r"excuse",
    r"at the initiative of the (?!two|both)", r"absurd",
)  # fmt: skip

_CONTENTS: Final[tuple[tuple[Act, re.Pattern[str]], ...]] = (
    (Act.DENY, _pattern(r"(?:not|n[’']t) true", r"false\b", r"no such", r"baseless",
        r"groundless", r"fabricat", r"unfounded",
        r"never (?:happened|took place|said|offered|agreed|discussed|asked|received)",
        r"no truth", r"den(?:ied|ies|y)\b", r"had nothing to do with",
        r"did (?:not|n[’']t) (?:take place|happen)", r"fake\b", r"untrue",
        r"(?:a|outright) lie\b", r"not correspond to (?:reality|the facts)",
        r"no (?:decision|agreement|deal|offer|plan) (?:has|had|was)")),
    (Act.DECLINE, _pattern(r"will not\b", r"won[’']?t\b", r"would not\b", r"cannot accept",
        r"refus", r"rul(?:e|es|ed|ing) out", r"reject", r"no intention",
        r"not (?:ready|prepared|willing|going to|negotiable)", r"unacceptable", r"no plans? to",
        r"never (?:accept|agree|recogni[sz]e)", r"declin", r"out of the question",
        r"there will be no\b", r"do(?:es)? not need", r"not for sale")),
    (Act.AGREE, _pattern(r"(?:have|had|has)? ?agreed\b", r"agree(?:s|ing)? (?:to|on|that|with)",
        r"reached (?:an? )?(?:\w+ )?(?:agreement|understanding|deal|consensus)", r"accepted\b",
        r"signed (?:an?|the)", r"common ground", r"(?:had|has|have|was|were) (?:been )?settled",
        r"settled on", r"finali[sz]e", r"exchanged notes", r"consensus")),
    (Act.CONCERN, _pattern(r"concern(?:s|ed)?\b(?! (?:only|the))", r"worr(?:y|ied|ies)", r"alarm",
        r"anxi", r"troubl(?:ed|ing)")),
    (Act.DEMAND, _pattern(r"must\b", r"should\b", r"ought to", r"ha(?:s|ve) to\b",
        r"need(?:s)? to", r"demand", r"call(?:s|ed|ing)? (?:on|for|upon)",
        r"urg(?:e|es|ed|ing)\b", r"insist", r"seeking\b", r"condition(?:al|ed)?\b",
        r"only (?:if|when)", r"the need (?:for|to)", r"press(?:es|ed)? for",
        r"remains? a priority", r"it is (?:time|up to)", r"wants? (?:the )?return")),
    (Act.WARN, _pattern(r"warn", r"consequences", r"risk", r"threaten", r"pay (?:a|the) price",
        r"retaliat", r"red line", r"face\b.{0,30}(?:sanctions|response)")),
    (Act.ACCUSE, _pattern(r"accus", r"blam", *_THIRD_PARTY)),
    (Act.PROPOSE, _pattern(r"propos", r"offer(?:s|ed|ing)?\b",
        r"(?:is|are|was|were|stands?|stood|remains?|remained) "
        r"(?:ready|willing|prepared|open) to",
        r"suggest", r"invit(?:e|ed|ation)", r"put forward")),
    (Act.PRAISE, _pattern(r"constructive", r"productive", r"fruitful", r"useful",
        r"business-?like", r"welcom", r"positive", r"progress", r"successful", r"substantive",
        r"encourag", r"grateful", r"thank", r"prais", r"step forward", r"breakthrough",
        r"historic", r"optimis", r"serious (?:talks|discussion)", r"listened", r"important step",
        r"apprecia",
        r"(?:good|great|excellent|cordial|warm|friendly) (?:\w+ )?"
        r"(?:talks|meeting|conversation|discussion|atmosphere|start)")),
    (Act.COMMIT, _pattern(r"will\b", r"[’']ll\b", r"plan(?:s|ned|ning)? to", r"intend",
        r"(?:is|are|was|were) (?:set|due|going|scheduled|committed) to",
        r"would (?:continue|hold|send|meet|return|keep|begin|start|release)", r"pledg", r"vow",
        r"promis", r"next round", r"remain(?:s|ed)? committed", r"would (?:be held|go on)",
        r"keep(?:s)? up (?:its|their)", r"determined to")),
)  # fmt: skip

_DESCRIBES: Final = _pattern(r"describ", r"call(?:s|ed|ing)?\b", r"characteri[sz]")


def classify_act(cue: str | None, content: str) -> ActGuess:
    """The act of a claim.

    Args:
        cue: as written; absent in readouts and floating quotes.
        content: as written.

    Returns:
        The first match in the cue, else the earliest in the content (at one place the order of
        the lexicon decides), else assert.
    """
    for act, pattern in _CUES:
        if cue and pattern.search(cue):
            return _refined(act, content)
    head = content[:N_CONTENT_CHARS]
    matches = [
        (match.start(), order, act)
        for order, (act, pattern) in enumerate(_CONTENTS)
        if (match := pattern.search(head))
    ]
    if not matches:
        return ActGuess(Act.ASSERT, DEFAULT_SCORE)
    acts = {act for _, _, act in matches}
    if cue and _DESCRIBES.search(cue):
        for act in (Act.PRAISE, Act.ACCUSE):
            if act in acts:
                return ActGuess(act, CUE_SCORE)
    return ActGuess(min(matches)[2], CONTENT_SCORE)


def _refined(act: Act, content: str) -> ActGuess:
    """A rejected allegation is denied; anything else rejected is declined."""
    if act is Act.DECLINE and re.search(rf"\b(?:{_ACCUSATION})s?\b", content[:80], re.IGNORECASE):
        return ActGuess(Act.DENY, CUE_SCORE)
    return ActGuess(act, CUE_SCORE)
