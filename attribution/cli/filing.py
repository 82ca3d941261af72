"""Meetings and documents by the names that users give."""

from __future__ import annotations

import string
from typing import Final

from attribution.cli.output import message
from attribution.errors import StoreError
from attribution.records import Document
from attribution.reporting.wording import one_line
from attribution.store import ClaimQuery, Reader

__all__ = ["choose_document", "choose_meeting", "fitting_documents", "hint_at_meetings"]

MIN_HASH_DIGITS: Final = 4
N_LISTED: Final = 5


def choose_meeting(reader: Reader, wanted: str | None) -> str | None:
    """The meeting meant: its name or an older one, else the only name that contains the words.

    Args:
        reader: of the database.
        wanted: as given; without it the only meeting is meant.

    Returns:
        None if none was asked for and none is known.

    Raises:
        StoreError: if no meeting fits, or several do.
    """
    known = _names(reader)
    if wanted is None:
        if len(known) > 1:
            msg = f"several meetings here; name one of: {_listed(known)}"
            raise StoreError(msg)
        return known[0] if known else None
    if wanted in known:
        return wanted
    # The store knows spellings without accents and the names from before a merge.
    about = reader.claims(ClaimQuery(meeting=wanted, include_all=True, limit=1))
    if about:
        return about[0].meeting
    fitting = [name for name in known if wanted.casefold() in name.casefold()]
    if len(fitting) != 1:
        problem = "fits several meetings" if fitting else "is no meeting here"
        msg = f"{wanted!r} {problem}; known are: {_listed(fitting or known)}"
        raise StoreError(msg)
    return fitting[0]


def fitting_documents(reader: Reader, wanted: str) -> list[Document]:
    """Documents of exactly this name, else those whose path ends so, else by the hash.

    A path ends at a separator: `a.txt` is `press/a.txt`, not `extra.txt`.
    """
    known = reader.documents()
    endings = tuple(f"{separator}{wanted}" for separator in "/\\")
    return (
        [d for d in known if d.name == wanted]
        or [d for d in known if wanted and d.name.endswith(endings)]
        or [d for d in known if _is_hash(wanted) and d.sha256.startswith(wanted.lower())]
    )


def _is_hash(text: str) -> bool:
    return len(text) >= MIN_HASH_DIGITS and set(text) <= set(string.hexdigits)


def choose_document(reader: Reader, wanted: str) -> Document:
    """The only document that fits.

    Raises:
        StoreError: if none does, or several do.
    """
    fitting = fitting_documents(reader, wanted)
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        msg = f"{one_line(wanted)!r} is no document here; see them with: attribution documents"
        raise StoreError(msg)
    named = [f"{one_line(d.name)} ({d.sha256[:12]})" for d in fitting[:N_LISTED]]
    msg = (
        f"{one_line(wanted)!r} fits {len(fitting)} documents: {', '.join(named)}"
        f"{' …' if len(fitting) > N_LISTED else ''}; give more of its path, or of its hash"
    )
    raise StoreError(msg)


def hint_at_meetings(reader: Reader, wanted: str) -> None:
    """Where `wanted` is no meeting, say which there are."""
    known = _names(reader)
    if wanted not in known:
        message(f"{wanted!r} is no meeting here; known are: {_listed(known)}")


def _names(reader: Reader) -> list[str]:
    return [count.meeting.name for count in reader.meetings()]


def _listed(names: list[str]) -> str:
    return "; ".join(map(one_line, names)) or "none (file documents with: add --meeting NAME)"
