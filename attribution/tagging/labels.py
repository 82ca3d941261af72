"""The label set of the tagger and which label may follow which."""

from __future__ import annotations

from typing import Final

__all__ = ["LABELS", "LINK_PARTS", "ROLES"]

ROLES: Final = ("source", "cue", "content")

LABELS: Final = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
"""O, B-source, I-source, B-cue, I-cue, B-content, I-content. I follows only its own B or I."""

LINK_PARTS: Final = ("source_query", "source_key", "cue_query", "cue_key")
"""Link vectors of a piece, in the order of the network's last columns: a cue asks for its
source, a source answers; a content asks for its cue, a cue answers."""
