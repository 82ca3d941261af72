"""Headers of mail, bounded: the parser of the standard library takes minutes for long ones."""

from __future__ import annotations

from email.headerregistry import BaseHeader, HeaderRegistry
from email.policy import default
from typing import Final

__all__ = ["BOUNDED"]

_MAX_CHARS: Final = 1_000
"""Of one header; what follows is not read. Lists of recipients are longer, and not needed."""


class _Bounded(HeaderRegistry):
    """Makes headers of their beginning."""

    def __call__(self, name: str, value: str) -> BaseHeader:
        return super().__call__(name, value[:_MAX_CHARS])


BOUNDED: Final = default.clone(header_factory=_Bounded())
"""The policy to parse messages with."""
