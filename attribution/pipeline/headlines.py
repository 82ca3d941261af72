"""Where an article's headline stands: it repeats what the body reports."""

from __future__ import annotations

import re
from typing import Final

from attribution.spans import Span

__all__ = ["headline_of"]

N_HEADLINE_CHARS: Final = 160
"""A longer first line is a paragraph."""
_FIRST_LINE: Final = re.compile(r"\s*(?P<line>\S[^\n]*?)[ \t]*\n[ \t]*\n\s*\S")
_SENTENCE_END: Final = (".", "!", "”", '"', ":", ",", ";")
"""What ends no headline; question marks do."""


def headline_of(text: str) -> Span | None:
    """The first line of a text, if an empty line follows and it does not end as a sentence does.

    Args:
        text: of an article, with whatever stands below the headline.
    """
    match = _FIRST_LINE.match(text)
    if match is None or len(match["line"]) > N_HEADLINE_CHARS:
        return None
    return None if match["line"].endswith(_SENTENCE_END) else Span(*match.span("line"))
