"""Where else a statement stands, in words that every report shares."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribution.copies import is_edited
from attribution.records import Claim, Document
from attribution.reporting.links import web_address
from attribution.reporting.wording import one_line

__all__ = ["also_in", "document_label", "told_in"]


def also_in(claim: Claim, copies: Sequence[Claim]) -> list[str]:
    """`Tidal Wire (0a1b2c3d4e5f)` for each copy; `Tidal Wire, edited (…)` with other words."""
    return [
        f"{told_in(copy.document)}{', edited' if is_edited(claim, copy) else ''} ({copy.id})"
        for copy in copies
    ]


def told_in(document: Document) -> str:
    """The outlet, else what the document is called."""
    return one_line(document.outlet or "") or document_label(document)


def document_label(document: Document) -> str:
    """The title, else the address, else the name of the file: pages are passed on, folders not."""
    if document.title or web_address(document.name):
        return one_line(document.title or document.name)
    return one_line(re.split(r"[\\/]", document.name.rstrip("\\/"))[-1]) or "untitled"
