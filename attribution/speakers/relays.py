"""Statements that reach the reader through an outlet: "Peskov, quoted by TASS"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from attribution.records import Attribution
from attribution.spans import Span

__all__ = [
    "Relay",
    "heard_source",
    "quoted_source",
    "relayed_source",
    "sources_within",
    "split_relay",
    "with_antecedent",
]

N_RELATIVE_CHARS: Final = 120
"""How far back the noun of a relative clause may begin."""
_RELATIVE: Final = re.compile(r"^(?:who|which|whose|that)\b", re.IGNORECASE)
_PHRASE_END: Final = re.compile(r"[.;:!?\n“”\"]")
_INVERTED: Final = re.compile(r"^.*\b(?:was|is|were|are|came|stood)\s+(?=(?:an?|one|the)\s)")
"""Words before a subject that stands last: "Less pleased was a driver, who …"."""
N_MIN_SHARE: Final = 0.6
"""Of a report, in characters, that is one statement of somebody else for it to be a relay."""

_RELAY: Final = re.compile(
    r"^(?P<source>.+?),?\s+(?:quoted|cited|as reported|as quoted)\s+by\s+(?P<via>.+)$",
    re.IGNORECASE,
)
_VERBS: Final = (
    "said|says|told|called|described|warned|proposed|rejected|denied|accused|urged|demanded|"
    "announced|insisted|added|argued|complained|promised|confirmed|suggested|stressed|blamed|"
    "asked|claimed|declared|stated|criticised|criticized|welcomed|praised|dismissed|refused|replied|"
    "reaffirmed|reiterated|repeated|pledged|vowed|condemned|hailed|acknowledged|underlined|appealed|"
    "expressed|voiced|conceded|admitted|assured|threatened|thanked"
)
_INNER: Final = re.compile(
    rf"(?:that\s+|(?:In|On|At|From)\s+[A-Z][\w\s]{{2,24}}?,\s+)?(?P<source>(?:(?:[Tt]he\s+[\w’']+|[A-Z][\w’']+)\s+(?:[\w\-]+\s+){{0,2}}?"
    rf"(?:spokes\w+|minister|president|envoy|ambassador|commander|chief|leader|director|delegates|"
    rf"delegations|negotiators|ministers|officials)(?:,\s+[A-Z][\w.’'\-]*(?:\s+[A-Z][\w.’'\-]*){{0,4}}?,)?|[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s+[a-z]+|(?:[Aa]n?|two|three|four|several|some)\s+[\w.\-]+(?:\s+[\w.\-]+){{0,4}}?|[A-Z][\w’'.\-]*(?:\s+[\w’'.\-]+){{0,4}}?))"
    rf"\s+(?:has\s+|had\s+|have\s+)?(?:{_VERBS})\b"
)


_THROUGH: Final = re.compile(
    rf"^(?:{_VERBS})\b.*\b(?:through|via|by|from|to)\s+(?=(?:an?|one|its|his|her|their|the)\s)"
)
"""Words before who spoke for somebody: "denied it through a spokesman, who …"."""
_SAID_BEFORE: Final = re.compile(
    rf"(?:^|[.!?,;\n“”\"]\s*)(?P<source>[^.!?;\n“”\"]{{2,90}}?)\s+(?:has\s+|had\s+)?(?:{_VERBS})"
    r"(?:\s+(?:on|in|at|late|to)\s+\w+(?:\s+\w+){0,2})?,?[”\"]?\s*$"
)
"""`Dvorkovich said in Sochi, ` right before `according to Tass`."""
_CITED: Final = re.compile(
    r"(?:\s+(?:reported|said|says|wrote|added)\b[^.;:\n“”\"]{0,160}?)?"
    r",?\s*(?:quoting|quoted|citing|cited|referring\s+to)\s+(?P<source>[^,;:\n“”\"]{3,80}?)"
    r"(?=[,:;]|\.?\s*$|\.\s|\.\n|\s+as\s+saying|\s+as\s+telling)",
    re.MULTILINE,
)
"""`, quoting a source, ` or ` reported on Friday, citing a diplomat.` right behind the outlet."""


_QUOTED_BY: Final = re.compile(
    r"(?:^|[.!?;\n“”\"]\s*)(?P<source>[^.!?;\n“”\"]{3,90}?),?\s+(?:(?:was|were|has\s+been|have\s+been)\s+)?"
    r"(?:quoted|cited)\s+(?:as\s+saying\s+)?by\s+(?:the\s+)?$"
)
"""`A military source, quoted by ` right before the outlet."""


_TOLD_BEFORE: Final = re.compile(
    r"(?:^|[.!?,;:\n“”\"]\s*)(?P<source>[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he\s+[\w’'\-]+|[A-Z][\w’'.\-]*)"
    r"(?:\s+[\w’'.\-]+){0,4}?)\s+(?:has\s+|had\s+)?(?:told|warned|assured|promised|asked)\s+"
    r"[^,.;:\n“”\"]{3,90},?\s+according\s+to\s+$"
)
"""`Lund told a breakfast of bankers, according to ` before who was there."""
N_TOLD_CHARS: Final = 220
"""How far before witnesses the one whom they heard may stand."""


class Relay(NamedTuple):
    """The words for who spoke and for who passed it on."""

    source: str
    via: str | None = None


def split_relay(text: str) -> Relay:
    """A mention without the outlet that quotes its speaker."""
    match = _RELAY.match(" ".join(text.split()))
    return Relay(match["source"], match["via"].strip(" ,")) if match else Relay(text)


def relayed_source(text: str, content: Span) -> Span | None:
    """The speaker that a content itself begins with: "He called them absurd", an agency says."""
    match = _INNER.match(text, content.start, content.end)
    return Span(*match.span("source")) if match else None


def sources_within(attributions: Sequence[Attribution]) -> dict[int, Span]:
    """Index of an attribution → who speaks in its content, where nearly all of it is that one's.

    "Xinhua reported that [in Hanoi] the minister had replied …": the minister.
    """
    found: dict[int, Span] = {}
    for inner in attributions:
        if inner.nested_in is None or inner.source is None:
            continue
        contents = attributions[inner.nested_in].contents
        start = inner.contents[0].start
        if inner.source.start >= contents[0].start:  # else it is no part of the report
            start = min(start, inner.source.start)
        n_inner = inner.contents[-1].end - start
        if n_inner >= N_MIN_SHARE * (contents[-1].end - contents[0].start):
            found.setdefault(inner.nested_in, inner.source)
    return found


def quoted_source(text: str, outlet: Span) -> Span | None:
    """Who speaks where an outlet only passes it on: named just before or after the outlet.

    Args:
        text: of the document.
        outlet: the mention of the outlet: "Dvorkovich said, according to [Tass]",
            "[Sana], quoting a military source, said".
    """
    after = _CITED.match(text, outlet.end)
    if after:
        return Span(*after.span("source"))
    start = max(0, outlet.start - 160)
    passed = _QUOTED_BY.search(text[start : outlet.start])
    if passed:
        return Span(*passed.span("source")).shift(start)
    lead = re.search(r"(?:according to|as reported by|as quoted by)\s+(?:the\s+)?$",
                     text[start : outlet.start])  # fmt: skip
    if lead is None:
        return None
    before = _SAID_BEFORE.search(text[start : start + lead.start()])
    return None if before is None else Span(*before.span("source")).shift(start)


def heard_source(text: str, witness: Span) -> Span | None:
    """Whose words unnamed witnesses pass on: "Lund told the bankers, according to [two of them]".

    Args:
        text: of the document.
        witness: the mention behind "according to".
    """
    before = text[max(0, witness.start - N_TOLD_CHARS) : witness.start]
    told = _TOLD_BEFORE.search(before)
    return None if told is None else Span(*told.span("source")).shift(witness.start - len(before))


def with_antecedent(text: str, source: Span) -> str:
    """The words of a mention; a relative clause is read with the noun phrase before it."""
    words = source.slice(text)
    if not _RELATIVE.match(words):
        return words
    before = text[max(0, source.start - N_RELATIVE_CHARS) : source.start]
    phrases = [part for part in _PHRASE_END.split(before)[-1].split(",") if part.strip()]
    phrase = re.sub(r"^according to\s+", "", phrases[-1].strip()) if phrases else words
    return _THROUGH.sub("", _INVERTED.sub("", phrase))
