"""A folder's `docs.json`: outlet, date, kind, address and issuer of its documents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from attribution.errors import ReadError
from attribution.letters import has_half_characters
from attribution.reading.formats import READABLE_SUFFIXES
from attribution.reading.options import ReadOptions, parse_date
from attribution.records import DocumentKind

__all__ = ["DOCS_FILE", "FolderOptions", "folder_options"]

DOCS_FILE = "docs.json"


@dataclass(frozen=True, slots=True)
class FolderOptions:
    """What a folder's `docs.json` says.

    Attributes:
        options: of each document that it lists soundly, in its order.
        refused: files of entries that are wrong; without what these say they are not read.
        problems: one line for each wrong entry.
    """

    options: Mapping[Path, ReadOptions] = field(default_factory=dict)
    refused: frozenset[Path] = frozenset()
    problems: tuple[str, ...] = ()


def folder_options(folder: Path) -> FolderOptions:
    """Options of each document that the folder's `docs.json` lists; empty without that file.

    Args:
        folder: holds `docs.json`, a list of objects with `doc` (file name, the suffix may be
            left out) and any of `outlet`, `published`, `kind`, `url`, `issuer`. Other keys are
            left to other readers of the file.

    Raises:
        ReadError: if `docs.json` cannot be read or is no list. A wrong entry is a problem of the
            answer and costs its document only.
    """
    path = folder / DOCS_FILE
    found: dict[Path, ReadOptions] = {}
    refused: set[Path] = set()
    problems: list[str] = []
    for number, entry in enumerate(_entries_of(path), 1):
        document: Path | None = None
        try:
            if not isinstance(entry, dict):
                raise _malformed(path, f"entry {number}: expected an object, got {entry!r}")
            document = _file_of(entry.get("doc"), path, number)
            if document in found or document in refused:
                raise _malformed(path, f"entry {number}: {entry['doc']!r} is listed twice")
            found[document] = _options_of(entry, path, number)
        except ReadError as error:
            problems.append(str(error))
            if document is not None and document not in found:
                refused.add(document)
    return FolderOptions(found, frozenset(refused), tuple(problems))


def _entries_of(path: Path) -> list[object]:
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return []
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); check its permissions"
        raise ReadError(msg) from error
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        msg = f"{path}: not JSON ({error}); mend or remove it"
        raise ReadError(msg) from error
    if not isinstance(entries, list):
        raise _malformed(path, f"expected a list of documents, got {type(entries).__name__}")
    return entries


def _malformed(path: Path, problem: str) -> ReadError:
    return ReadError(f"{path}: {problem}; mend the file")


def _file_of(name: object, path: Path, number: int) -> Path:
    if not isinstance(name, str) or not name or Path(name).name != name:
        raise _malformed(path, f"entry {number}: doc is {name!r}, expected the name of a file")
    for suffix in ("", *READABLE_SUFFIXES):
        candidate = path.parent / f"{name}{suffix}"
        try:
            if candidate.is_file():
                return candidate
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or error
            raise _malformed(path, f"entry {number}: doc {name[:40]!r}: {why}") from error
    raise _malformed(path, f"entry {number}: no file for {name!r} in the folder")


def _options_of(entry: dict[str, object], path: Path, number: int) -> ReadOptions:
    texts: dict[str, str | None] = {}
    for key in ("outlet", "published", "kind", "url", "issuer"):
        value = entry.get(key)
        if value is not None and not isinstance(value, str):
            raise _malformed(path, f"entry {number}: {key} is {value!r}, expected text")
        if value is not None and has_half_characters(value):
            raise _malformed(path, f"entry {number}: {key} holds half a character: {value!r}")
        texts[key] = value or None
    published, kind = parse_date(texts["published"]), texts["kind"]
    if texts["published"] and published is None:
        expected = "expected a date like 2025-02-28"
        raise _malformed(path, f"entry {number}: published is {texts['published']!r}, {expected}")
    if kind is not None and kind not in set(DocumentKind):
        known = ", ".join(DocumentKind)
        raise _malformed(path, f"entry {number}: kind is {kind!r}, expected one of {known}")
    return ReadOptions(
        published=published,
        outlet=texts["outlet"],
        kind=DocumentKind(kind) if kind else None,
        url=texts["url"],
        issuer=texts["issuer"],
    )
