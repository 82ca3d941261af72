"""What became of the claims of a session."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

__all__ = ["Tally"]


class _Outcome(StrEnum):
    """In the order in which they are told."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"
    PASSED_OVER = "passed over"


_SELDOM = (_Outcome.WITHDRAWN, _Outcome.PASSED_OVER)


class Tally:
    """One outcome a claim, whatever was pressed before it."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self._outcomes: dict[str, _Outcome] = {}
        self._corrected: set[str] = set()

    def judge(self, claim: str, field: str, value: str) -> None:
        """Somebody said what is right; a corrected claim stays so when the rest is accepted."""
        if field != "verdict":
            self._corrected.add(claim)
            # What is left out of every list stays so until it is accepted.
            if self._outcomes.get(claim) is _Outcome.REJECTED:
                return
        if value == "reject" and field == "verdict":
            self._outcomes[claim] = _Outcome.REJECTED
        else:
            is_corrected = claim in self._corrected
            self._outcomes[claim] = _Outcome.CORRECTED if is_corrected else _Outcome.ACCEPTED

    def withdraw(self, claim: str) -> None:
        """Nothing that was said of it counts any more."""
        self._corrected.discard(claim)
        self._outcomes[claim] = _Outcome.WITHDRAWN

    def skip(self, claim: str) -> None:
        """Nothing is said of it, unless something was before."""
        self._outcomes.setdefault(claim, _Outcome.SKIPPED)

    def pass_over(self, claim: str) -> None:
        """It was not to be judged any more, unless it was before."""
        self._outcomes.setdefault(claim, _Outcome.PASSED_OVER)

    def summary(self, total: int) -> str:
        """`3 accepted, 1 corrected, 0 rejected, 2 skipped, 35 left`.

        Withdrawn and passed over ones are told only where there are some.

        Args:
            total: of claims to review.
        """
        counts = Counter(self._outcomes.values())
        told = [o for o in _Outcome if o not in _SELDOM or counts[o]]
        parts = [f"{counts[outcome]} {outcome.value}" for outcome in told]
        return ", ".join([*parts, f"{total - counts.total()} left"])
