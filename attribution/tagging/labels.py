"""The label set of the tagger and which label may follow which."""

from __future__ import annotations

from typing import Final

__all__ = ["LABELS", "ROLES"]

ROLES: Final = ("source", "cue", "content")

LABELS: Final = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
"""O, B-source, I-source, B-cue, I-cue, B-content, I-content. I follows only its own B or I."""
