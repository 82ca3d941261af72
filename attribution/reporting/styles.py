"""Colours of the terminal reports; a sign and a word always stand beside them."""

from __future__ import annotations

from attribution.records import Stance, VerdictKind

__all__ = ["MARK_STYLES", "STANCE_STYLES", "VERDICT_STYLES"]

STANCE_STYLES = {Stance.SUPPORTIVE: "green", Stance.NEUTRAL: "", Stance.CRITICAL: "red"}
VERDICT_STYLES = {
    VerdictKind.DISPUTED: "bold red",
    VerdictKind.SCOPE_DIFFERS: "bold yellow",
    VerdictKind.AGREED: "bold green",
    VerdictKind.ONLY: "bold cyan",
}
MARK_STYLES = {"source": "bold cyan", "cue": "bold yellow", "content": "green"}
