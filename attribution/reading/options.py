"""What an analyst or a folder's `docs.json` knows about a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date

from attribution.records import DocumentKind

__all__ = ["DEFAULT_MAX_BYTES", "ReadOptions", "parse_date"]

DEFAULT_MAX_BYTES = 20_000_000

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")


def parse_date(written: str | None) -> date | None:
    """The date that `written` begins with (2025-02-28, a time may follow), or none."""
    match = _ISO_DATE.match(written or "")
    if match is None:
        return None
    try:
        return date.fromisoformat(match[0])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Metadata that wins over what the page says, and the size limit.

    Attributes:
        published: date on the page.
        kind: article, readout or transcript; article where nobody says.
        issuer: whose account a readout is.
        meeting: name of the meeting the analyst files it under.
        max_bytes: longer inputs are refused.

    Raises:
        ValueError: if `max_bytes` is not positive.
    """

    published: date | None = None
    outlet: str | None = None
    kind: DocumentKind | None = None
    issuer: str | None = None
    meeting: str | None = None
    url: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES

    def __post_init__(self) -> None:
        """Reject a limit that refuses everything."""
        if self.max_bytes <= 0:
            msg = f"max_bytes is {self.max_bytes}, expected a positive number"
            raise ValueError(msg)

    def over(self, fallback: ReadOptions) -> ReadOptions:
        """These options, with what they leave open taken from `fallback`; the limit is ours."""
        missing = {
            field.name: getattr(fallback, field.name)
            for field in fields(self)
            if getattr(self, field.name) is None
        }
        return replace(self, **missing)
