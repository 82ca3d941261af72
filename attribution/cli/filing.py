"""Meetings, documents and sides by the names that users give."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from attribution.cli.output import message
from attribution.cli.sidesets import read_viewed
from attribution.errors import StoreError
from attribution.letters import bare_letters, has_half_characters
from attribution.reading import file_of_record
from attribution.records import JOINT, MEDIA, UNKNOWN, Document, SideSet
from attribution.reporting.wording import one_line
from attribution.store import ClaimQuery, Reader

__all__ = [
    "N_HASH_DIGITS",
    "check_name",
    "choose_document",
    "choose_documents",
    "choose_meeting",
    "filter_meeting",
    "fitting_documents",
    "hint_at_filters",
    "hint_at_outlets",
]

N_HASH_DIGITS: Final = 8
"""Shown of a hash; commands take the beginning of one."""
MIN_HASH_DIGITS: Final = 4
N_TOLD: Final = 5
"""Of the documents that a word fits."""


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
    # The store knows spellings without accents and the names from before a merge.
    if wanted is not None and (alike := reader.meeting(wanted)):
        return alike.name
    known = _names(reader)
    if wanted is None:
        if len(known) > 1:
            msg = f"several meetings here; name one of: {_listed(known)}"
            raise StoreError(msg)
        return known[0] if known else None
    if not wanted.strip():
        msg = f"the name of the meeting is empty; known are: {_listed(known)}"
        raise StoreError(msg)
    fitting = _fitting(known, wanted)
    if len(fitting) != 1:
        problem = "fits several meetings" if fitting else "is no meeting here"
        msg = f"{wanted!r} {problem}; known are: {_listed(fitting or known)}"
        raise StoreError(msg)
    return fitting[0]


def check_name(name: str) -> None:
    """See that a new name of a meeting is one.

    Raises:
        StoreError: if it is blank or holds half a character.
    """
    if not name.strip():
        msg = "the name of a meeting is empty; give it one, such as 'Harbour talks'"
        raise StoreError(msg)
    if has_half_characters(name):
        msg = "the name of a meeting holds half a character; write it in UTF-8"
        raise StoreError(msg)


def filter_meeting(reader: Reader, wanted: str | None) -> str | None:
    """The meeting that a filter means, as `choose_meeting` finds it.

    A name that fits no meeting is given back: nothing is filed there.

    Raises:
        StoreError: if several meetings fit.
    """
    if wanted is None:
        return None
    is_known = reader.meeting(wanted) is not None or _fitting(_names(reader), wanted)
    return choose_meeting(reader, wanted) if is_known else wanted


def choose_document(reader: Reader, wanted: str) -> Document:
    """The stored document meant: its name, else the end of one, or the beginning of a hash.

    Raises:
        StoreError: if no document fits, or several do.
    """
    return _only(fitting_documents(reader, wanted), wanted)


def choose_documents(reader: Reader, wanted: str) -> list[Document]:
    """The document meant as `choose_document` finds it, or all that came from one file of many.

    Raises:
        StoreError: if no document fits, or several of different files do.
    """
    fitting = fitting_documents(reader, wanted)
    files = {file_of_record(document.name) for document in fitting}
    is_file = len(files) == 1 and not files & {document.name for document in fitting}
    return fitting if is_file else [_only(fitting, wanted)]


def _only(fitting: list[Document], wanted: str) -> Document:
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        msg = f"{one_line(wanted)!r} is no document here; see them with: attribution documents"
        raise StoreError(msg)
    listed = ", ".join(f"{d.sha256[:N_HASH_DIGITS]} ({one_line(d.name)})" for d in fitting[:N_TOLD])
    more = ", …" if len(fitting) > N_TOLD else ""
    msg = f"{wanted!r} fits several documents; give the hash of one: {listed}{more}"
    raise StoreError(msg)


def fitting_documents(reader: Reader, wanted: str) -> list[Document]:
    """Documents of exactly this name, whose path ends so, out of such a file, or of this hash.

    Earlier revisions of a page are meant only where no current document fits.
    """
    return _fitting_among(reader.documents(), wanted) or _fitting_among(
        reader.documents(is_all=True), wanted
    )


def _fitting_among(known: list[Document], wanted: str) -> list[Document]:
    return (
        [d for d in known if d.name == wanted]
        or [d for d in known if _is_end_of_path(wanted, d.name)]
        or [d for d in known if _is_end_of_path(wanted, file_of_record(d.name))]
        or [d for d in known if _is_hash(wanted) and d.sha256.startswith(wanted.lower())]
    )


def _is_hash(text: str) -> bool:
    return len(text) >= MIN_HASH_DIGITS and set(text) <= set(string.hexdigits)


def _is_end_of_path(wanted: str, name: str) -> bool:
    """Whether a path ends with these parts, each of them whole."""
    parts = wanted.replace("\\", "/").strip("/")
    path = name.replace("\\", "/")
    return bool(parts) and (path == parts or path.endswith(f"/{parts}"))


def hint_at_filters(reader: Reader, query: ClaimQuery, side_set: SideSet | None) -> None:
    """Where a query found nothing, say which meetings or sides there are if it names none.

    Args:
        reader: of the database.
        query: that found nothing.
        side_set: that the claims are seen with.
    """
    if query.meeting is not None and reader.meeting(query.meeting) is None:
        known = _listed(_names(reader))
        message(f"{query.meeting!r} is no meeting here; known are: {known}")
        return
    hint_at_outlets(reader, query.outlets)
    if query.side is None or query.side.upper() in {JOINT, MEDIA, UNKNOWN}:
        return
    if side_set is None:
        told = reader.sides()
    else:
        viewed = read_viewed(reader, replace(query, side=None), side_set)
        told = {side for c in viewed for side in (c.speaker.side, *c.speaker.sides)}
    if told and query.side.upper() not in {side.upper() for side in told}:
        message(f"{query.side!r} is no side here; sides here: {', '.join(sorted(told))}")


def hint_at_outlets(reader: Reader, wanted: Sequence[str]) -> None:
    """Say which outlets there are where a name that was asked for is part of none of them."""
    if not wanted:
        return
    known = {document.outlet for document in reader.documents() if document.outlet is not None}
    folded = {bare_letters(outlet).casefold() for outlet in known}
    missing = [
        name for name in wanted
        if not any(bare_letters(name).casefold() in outlet for outlet in folded)
    ]  # fmt: skip
    if missing:
        told = ", ".join(sorted(map(one_line, known))) or "none (give them with: add --outlet NAME)"
        message(f"no document of {', '.join(map(one_line, missing))}; outlets here: {told}")


def _fitting(known: list[str], wanted: str) -> list[str]:
    return [name for name in known if wanted.casefold() in name.casefold()]


def _names(reader: Reader) -> list[str]:
    return [count.meeting.name for count in reader.meetings()]


def _listed(names: list[str]) -> str:
    return "; ".join(map(one_line, names)) or "none (file documents with: add --meeting NAME)"
