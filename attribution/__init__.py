"""Who said what, for which side.

Reported statements from news and official readouts, with speaker, side, stance and act, and the
sides' versions of one meeting next to each other:

    >>> import attribution
    >>> [a.quote_type.value for a in attribution.extract("The envoy said talks would go on.")]
    ['indirect']

Names load when first used, so that importing a part does not load the models' runtime.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribution.api import analyse, compare, extract
    from attribution.errors import AttributionError
    from attribution.records import (
        Act,
        Attribution,
        Claim,
        Comparison,
        DefinedSide,
        Document,
        DocumentKind,
        Meeting,
        Point,
        PositionChange,
        Quotation,
        Relation,
        RelationKind,
        Selection,
        SideSet,
        Speaker,
        SpeakerKind,
        Stance,
        StatementKind,
        Verdict,
        VerdictKind,
    )
    from attribution.spans import Span

__all__ = [
    "Act",
    "Attribution",
    "AttributionError",
    "Claim",
    "Comparison",
    "DefinedSide",
    "Document",
    "DocumentKind",
    "Meeting",
    "Point",
    "PositionChange",
    "Quotation",
    "Relation",
    "RelationKind",
    "Selection",
    "SideSet",
    "Span",
    "Speaker",
    "SpeakerKind",
    "Stance",
    "StatementKind",
    "Verdict",
    "VerdictKind",
    "analyse",
    "compare",
    "extract",
]

_HOMES = {
    "AttributionError": "attribution.errors",
    "Span": "attribution.spans",
    "analyse": "attribution.api",
    "compare": "attribution.api",
    "extract": "attribution.api",
}


def __getattr__(name: str) -> object:
    """Import a public name from where it lives."""
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_HOMES.get(name, "attribution.records")), name)
