"""Claims and comparisons as rich renderables, Markdown and one self-contained HTML file.

Everything here returns; nothing prints. Text of a document is data in every output: it never
becomes markup, a terminal command or a script.
"""

from __future__ import annotations

from attribution.reporting.compared import comparison_view
from attribution.reporting.fitted import fitted_table
from attribution.reporting.listed import claims_table
from attribution.reporting.markdown import comparison_markdown
from attribution.reporting.paragraphs import Piece, marked_pieces, paragraph_of
from attribution.reporting.shown import claim_panel, rejected_note, review_panel
from attribution.reporting.webpage import comparison_html
from attribution.reporting.wording import no_claims_line

__all__ = [
    "Piece",
    "claim_panel",
    "claims_table",
    "comparison_html",
    "comparison_markdown",
    "comparison_view",
    "fitted_table",
    "marked_pieces",
    "no_claims_line",
    "paragraph_of",
    "rejected_note",
    "review_panel",
]
