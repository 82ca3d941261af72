"""What an analyst or a folder's `docs.json` knows about a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date

from attribution.records import DocumentKind

__all__ = ["DEFAULT_MAX_BYTES", "ReadOptions", "parse_date"]

DEFAULT_MAX_BYTES = 20_000_000
DEFAULT_MAX_WHOLE_BYTES = 100_000_000
DEFAULT_MAX_RECORDS = 100_000

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
    """Metadata that wins over what the page says, and the limits.

    Attributes:
        published: date on the page.
        kind: article, readout or transcript; article where nobody says.
        issuer: whose account a readout is.
        meeting: name of the meeting the analyst files it under.
        max_bytes: of one document and of a feed; longer ones are refused.
        max_whole_bytes: of a JSON list, which is held whole to be read. JSON Lines and tables
            are read record by record.
        max_records: of one file; those after them are not read.

    Raises:
        ValueError: if a limit is not positive.
    """

    published: date | None = None
    outlet: str | None = None
    kind: DocumentKind | None = None
    issuer: str | None = None
    meeting: str | None = None
    url: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES
    max_whole_bytes: int = DEFAULT_MAX_WHOLE_BYTES
    max_records: int = DEFAULT_MAX_RECORDS

    def __post_init__(self) -> None:
        """Reject a limit that refuses everything."""
        for name in ("max_bytes", "max_whole_bytes", "max_records"):
            if getattr(self, name) <= 0:
                msg = f"{name} is {getattr(self, name)}, expected a positive number"
                raise ValueError(msg)

    def over(self, fallback: ReadOptions) -> ReadOptions:
        """These options, with what they leave open taken from `fallback`; limits are ours."""
        missing = {
            field.name: getattr(fallback, field.name)
            for field in fields(self)
            if getattr(self, field.name) is None
        }
        return replace(self, **missing)
