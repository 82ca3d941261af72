"""Hypothesis strategies: texts as scraping leaves them, and spans inside them."""

from __future__ import annotations

from hypothesis import strategies as st

from attribution.spans import Span

__all__ = ["prose", "scraped_texts", "spans_of", "texts", "unicode_texts"]


def _words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


_WORDS = _words(
    "the minister said that talks on fishing quotas were held in Lisbon and would resume after"
    " Easter U.N. officials told reporters Zelmira Okonjo denied it 1,200 tonnes “useful” p.m."
    " delegation agreed tariffs (on steel) reportedthat asconstructive didnt Norways ministry"
)
_JOINERS = (" ", " ", " ", " ", "  ", "\xa0", "", "\n", "\n\n", "\r\n", "\t", "\u200b", "\xad", ".",
            ". ", ".\n\n", ",", ", ", ".”", "’", "? ", ' "', '." ')  # fmt: skip
_LINES = (
    "ADVERTISEMENT",
    "Read also:",
    "[Norway] - Minister Quits Over Ferry Contract",
    "Port Workers Vote to Strike, Union Says",
    "Subscribe to our newsletter",
    "---",
    "title: Quotas",
    "قال الوزير إن المحادثات مفيدة.",
    "השר אמר שהשיחות יימשכו.",
    "🇳🇴🤝🇵🇹 “Takk!” 👩🏽‍⚖️",
    "It’s cafÃ© and naÃ¯ve â€œtalkâ€\x9d",
    "Q: Will you sign?",
)

unicode_texts = st.text(max_size=300)
"""Any code points that Python strings hold, surrogates left out."""

scraped_texts = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(_WORDS), st.sampled_from(_JOINERS)).map("".join),
        st.sampled_from(_LINES).map(lambda line: f"\n{line}\n\n"),
    ),
    max_size=60,
).map("".join)
"""Sentences with lost spaces, broken lines, odd characters and furniture between them."""

texts = st.one_of(scraped_texts, unicode_texts)
"""Both of the above."""

_SENTENCES = (
    "The two delegations met in Lisbon on Tuesday.",
    "“We will come back in June,” the Norwegian minister told reporters.",
    "Officials at the U.N. said 1,200 tonnes of cod were at stake.",
    "She added that the quota, set in 2019, no longer fits the stock.",
    "He declined to comment.",
)

prose = st.lists(
    st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=5).map(" ".join),
    min_size=1,
    max_size=8,
).map("\n\n".join)
"""Well-formed paragraphs that need no repair."""


def spans_of(text: str) -> st.SearchStrategy[Span]:
    """Spans inside `text`, empty ones and its very end included."""
    ends = st.integers(min_value=0, max_value=len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))
