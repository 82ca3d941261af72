"""The questions that the claim encoder answers, each one a slice of its output columns."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from attribution.records import Act, RelationKind, Stance

__all__ = ["HEADS", "N_COLUMNS", "VECTOR", "Event", "Inference", "StanceTarget", "columns_of"]


class StanceTarget(StrEnum):
    """What a claim's stance is about."""

    OTHER_SIDE = "other_side"
    TALKS = "talks"
    PROPOSAL = "proposal"
    THIRD_PARTY = "third_party"
    NONE = "none"


class Inference(StrEnum):
    """Whether a second sentence follows from the first."""

    ENTAIL = "entail"
    NEUTRAL = "neutral"
    CONTRADICT = "contradict"


class Event(StrEnum):
    """The event roots of PLOVER that its training sentences name (Halterman et al., 2023)."""

    ACCUSE = "ACCUSE"
    AGREE = "AGREE"
    AID = "AID"
    ASSAULT = "ASSAULT"
    COERCE = "COERCE"
    CONSULT = "CONSULT"
    COOPERATE = "COOPERATE"
    MOBILIZE = "MOBILIZE"
    PROTEST = "PROTEST"
    REJECT = "REJECT"
    REQUEST = "REQUEST"
    SANCTION = "SANCTION"
    SUPPORT = "SUPPORT"
    THREATEN = "THREATEN"
    YIELD = "YIELD"


VECTOR: Final = "vector"
_VECTOR_SIZE: Final = 128

HEADS: Final[dict[str, Sequence[str]]] = {
    "stance": tuple(Stance),
    "act": tuple(Act),
    "target": tuple(StanceTarget),
    "relation": tuple(RelationKind),
    "sentiment": tuple(Stance),
    "inference": tuple(Inference),
    "event": tuple(Event),
    VECTOR: tuple(f"v{i}" for i in range(_VECTOR_SIZE)),
}
"""Head → its labels in the order of its columns.

`stance`, `act`, `target` read one claim, `relation` a pair of claims. `sentiment` (of one mention
toward another, as DSE and NewsMTSC label it), `inference` and `event` are of the public corpora.
Nothing asks for `vector`, which the encoder of matters does better (decision 0012).
"""

N_COLUMNS: Final = sum(len(labels) for labels in HEADS.values())


def columns_of(head: str) -> slice:
    """The columns of one head."""
    start = 0
    for name, labels in HEADS.items():
        if name == head:
            return slice(start, start + len(labels))
        start += len(labels)
    raise KeyError(head)
