"""Whose words may be laid against whose: sides apart, and a joint statement against its parties."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["are_apart", "which_are_apart"]

Sides = frozenset[str]


def are_apart(a: Sides, b: Sides) -> bool:
    """Whether claims of these sides can agree or clash.

    Those of one side cannot; what several sides said together can, with what one of them says
    for itself. A claim that counts for no side is compared with none.
    """
    if not a or not b:
        return False
    return not a & b or (a != b and max(len(a), len(b)) > 1)


def which_are_apart(sides: Sequence[Sides]) -> NDArray[np.bool_]:
    """(n, n) of `are_apart` for the sides of n claims."""
    kinds = list(dict.fromkeys(sides))
    of_kinds = np.array([[are_apart(a, b) for b in kinds] for a in kinds], dtype=bool)
    places = np.array([kinds.index(codes) for codes in sides], dtype=np.int64)
    found: NDArray[np.bool_] = of_kinds.reshape(len(kinds), len(kinds))[np.ix_(places, places)]
    return found
