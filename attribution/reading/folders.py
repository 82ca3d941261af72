"""A folder's `docs.json`: outlet, date, kind, address and issuer of its documents."""

from __future__ import annotations

import json
from pathlib import Path

from attribution.errors import ReadError
from attribution.reading.options import ReadOptions, parse_date
from attribution.records import DocumentKind

__all__ = ["DOCS_FILE", "READABLE_SUFFIXES", "folder_options"]

DOCS_FILE = "docs.json"
READABLE_SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")


def folder_options(folder: Path) -> dict[Path, ReadOptions]:
    """Options of each document that the folder's `docs.json` lists; empty without that file.

    Args:
        folder: holds `docs.json`, a list of objects with `doc` (file name, the suffix may be
            left out) and any of `outlet`, `published`, `kind`, `url`, `issuer`. Other keys are
            left to other readers of the file.

    Raises:
        ReadError: if `docs.json` is malformed or lists a document that is not there.
    """
    path = folder / DOCS_FILE
    if not path.is_file():
        return {}
    try:
        entries = json.loads(path.read_text(encoding="utf-8-sig"))
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        msg = f"{path}: not JSON ({error}); mend or remove it"
        raise ReadError(msg) from error
    if not isinstance(entries, list):
        raise _malformed(path, f"expected a list of documents, got {type(entries).__name__}")
    found: dict[Path, ReadOptions] = {}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise _malformed(path, f"entry {number}: expected an object, got {entry!r}")
        document = _file_of(entry.get("doc"), path, number)
        if document in found:
            raise _malformed(path, f"entry {number}: {entry['doc']!r} is listed twice")
        found[document] = _options_of(entry, path, number)
    return found


def _malformed(path: Path, problem: str) -> ReadError:
    return ReadError(f"{path}: {problem}; mend the file")


def _file_of(name: object, path: Path, number: int) -> Path:
    if not isinstance(name, str) or not name or Path(name).name != name:
        raise _malformed(path, f"entry {number}: doc is {name!r}, expected the name of a file")
    for suffix in ("", *READABLE_SUFFIXES):
        candidate = path.parent / f"{name}{suffix}"
        if candidate.is_file():
            return candidate
    raise _malformed(path, f"entry {number}: no file for {name!r} in the folder")


def _options_of(entry: dict[str, object], path: Path, number: int) -> ReadOptions:
    texts: dict[str, str | None] = {}
    for key in ("outlet", "published", "kind", "url", "issuer"):
        value = entry.get(key)
        if value is not None and not isinstance(value, str):
            raise _malformed(path, f"entry {number}: {key} is {value!r}, expected text")
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
