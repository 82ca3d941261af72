"""Statements that reach the reader through an outlet: "Peskov, quoted by TASS"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from attribution.spans import Span

__all__ = ["Relay", "relayed_source", "split_relay"]

_RELAY: Final = re.compile(
    r"^(?P<source>.+?),?\s+(?:quoted|cited|as reported|as quoted)\s+by\s+(?P<via>.+)$",
    re.IGNORECASE,
)
_VERBS: Final = (
    "said|says|told|called|described|warned|proposed|rejected|denied|accused|urged|demanded|"
    "announced|insisted|added|argued|complained|promised|confirmed|suggested|stressed|blamed|"
    "asked|claimed|declared|stated|criticised|criticized|welcomed|praised|dismissed|refused"
)
_INNER: Final = re.compile(
    rf"(?P<source>(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]he\s+[a-z]+|[A-Z][\w’'.\-]*(?:\s+[\w’'.\-]+){{0,4}}?))"
    rf"\s+(?:has\s+|had\s+|have\s+)?(?:{_VERBS})\b"
)


class Relay(NamedTuple):
    """The words for who spoke and for who passed it on."""

    source: str
    via: str | None = None


def split_relay(text: str) -> Relay:
    """A mention without the outlet that quotes its speaker."""
    match = _RELAY.match(" ".join(text.split()))
    return Relay(match["source"], match["via"].strip(" ,")) if match else Relay(text)


def relayed_source(text: str, content: Span) -> Span | None:
    """The speaker that a content itself begins with: "He called them absurd", an agency says."""
    match = _INNER.match(text, content.start, content.end)
    return Span(*match.span("source")) if match else None
