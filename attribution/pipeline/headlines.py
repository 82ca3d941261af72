"""Where an article's headline stands: it repeats what the body reports."""

from __future__ import annotations

import re
from typing import Final

from attribution.spans import Span

__all__ = ["headline_of"]

N_HEADLINE_CHARS: Final = 160
"""A longer first line is a paragraph."""
_FIRST_LINE: Final = re.compile(
    r"\s*(?P<line>\S[^\n]*?)[ \t]*\n[ \t]*(?:\n\s*\S|"
    r"(?=By\s+[A-ZÀ-Þ][\w’'.\-]*(?:\s+[\w’'.\-]+){0,4}[ \t]*\n|"
    r"(?:Last\s+updated|Updated|Published|Posted)\b[^\n]{0,60}\n|"
    r"[A-ZÀ-Þ]{4,}[^\n.!?]{0,40}?(?:\s[—–-]|,\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))))"
)
"""Above an empty line, a byline, the date of the page or a dateline."""
_SENTENCE_END: Final = (".", "!", "”", '"', ":", ",", ";")
"""What ends no headline; question marks do."""


def headline_of(text: str) -> Span | None:
    """The first line of a text, if it stands apart and does not end as a sentence does.

    Args:
        text: of an article, with whatever stands below the headline.
    """
    match = _FIRST_LINE.match(text)
    if match is None or len(match["line"]) > N_HEADLINE_CHARS:
        return None
    return None if match["line"].endswith(_SENTENCE_END) else Span(*match.span("line"))
