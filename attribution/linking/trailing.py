"""Cues right behind a content that the tagger left out, as in "…, Lund added"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.linking.quotes import quotation_of, quoted_spans
from attribution.linking.sentences import TextGrid
from attribution.records import Attribution, Quotation
from attribution.spans import Span

__all__ = ["split_at_trailing_cues"]

_VERB: Final = (
    r"(?:said|says|added|adds|told\s+\w+|insisted|stressed|noted|argued|claimed|warned|replied|"
    r"answered|countered|retorted|conceded|admitted|allowed|asserted|maintained|contended|"
    r"explained|recalled|remarked|observed|promised|vowed|complained|confirmed|declared|stated|"
    r"announced|suggested|cautioned|joked|quipped|wrote|reported|repeated|concluded|continued|"
    r"went\s+on|asked|urged|acknowledged|granted|objected|protested|predicted|underlined|"
    r"indicated|hinted|ventured|lamented|let\s+slip)"
)
_SOURCE: Final = (
    r"(?:[Hh]e|[Ss]he|[Tt]hey|(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir)(?:\s+[\w’'-]+){1,4}?|"
    r"(?:(?:[A-Z]\.|[A-Z][\w’'-]+)\s+){0,4}[A-Z][\w’'-]+)"
)
_TRAILING: Final = re.compile(
    rf"(?:,[\"”’']*|[\"”’']+,?)\s*(?:(?P<source>{_SOURCE})\s+(?P<cue>{_VERB})|"
    rf"(?P<cue_first>{_VERB})\s+(?P<source_last>{_SOURCE}))(?=[.,;:\s])"
)
"""A comma or a closing quotation mark, then who speaks and a word for it, in either order."""


def split_at_trailing_cues(
    text: str, attributions: Sequence[Attribution], grid: TextGrid | None = None
) -> list[Attribution]:
    """Contents of another sentence than their cue's that have a cue of their own behind them.

    "He found the talks decent, she said. The Red Cross may come, Lund added": where `Lund added`
    was not tagged, the second sentence was given to `she`.

    Args:
        text: the text that the attributions were found in.
        attributions: in reading order.
        grid: of the text, where it is known.

    Returns:
        The same with such contents as attributions of their own, in reading order.
    """
    if all(len(attribution.contents) == 1 for attribution in attributions):
        return list(attributions)
    grid = grid or TextGrid.of(text)
    quoted: list[Span] | None = None
    taken = [span for attribution in attributions for span in attribution.spans()]
    found: list[Attribution] = []
    for attribution in attributions:
        own = [
            _own_cue(text, grid, attribution, content, taken) for content in attribution.contents
        ]
        rest = tuple(
            content for content, match in zip(attribution.contents, own, strict=True) if not match
        )
        if not rest or not any(own):
            found.append(attribution)
            continue
        quoted = quoted_spans(text) if quoted is None else quoted
        found.append(replace(
            attribution, contents=rest, quote_type=quotation_of(text, rest, quoted)
        ))  # fmt: skip
        found += [
            _own(attribution, content, match, quotation_of(text, (content,), quoted))
            for content, match in zip(attribution.contents, own, strict=True) if match
        ]  # fmt: skip
    return sorted(found, key=lambda a: (a.contents[0], a.cue or a.contents[0]))


def _own_cue(
    text: str, grid: TextGrid, attribution: Attribution, content: Span, taken: Sequence[Span]
) -> re.Match[str] | None:
    cue = attribution.cue
    if cue is None or cue.end > content.start or not grid.n_sentences_between(cue, content):
        return None
    # The tagger may have put the comma or the closing mark inside the content.
    start = content.end - 1 if text[content.end - 1] in ",\"”’'" else content.end
    match = _TRAILING.match(text, start)
    if match is None:
        return None
    spans = [Span(*match.span(name)) for name in match.re.groupindex if match[name] is not None]
    return None if any(span.overlaps(other) for span in spans for other in taken) else match


def _own(
    attribution: Attribution, content: Span, match: re.Match[str], quote_type: Quotation
) -> Attribution:  # fmt: skip
    source, cue = (
        Span(*match.span(name if match[name] is not None else other))
        for name, other in (("source", "source_last"), ("cue", "cue_first"))
    )
    return Attribution(
        source=source, cue=cue, contents=(content,), confidence=attribution.confidence,
        quote_type=quote_type,
    )  # fmt: skip
