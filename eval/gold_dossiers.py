"""Labelled dossiers (DESIGN.md section 10): docs.json, texts and gold.json."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from attribution.errors import ReadError
from attribution.records import Document, DocumentKind, RelationKind
from attribution.spans import Span

__all__ = ["Dossier", "GoldClaim", "GoldRelation", "find_dossiers", "read_dossier", "read_split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One labelled claim; `anchor` is a span of its document's text."""

    id: str
    doc: str
    anchor: Span
    speaker: str
    org: str
    side: str
    quote_type: str
    stance: str
    act: str


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """How two gold claims (ids) relate."""

    a: str
    b: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Documents about one meeting with their gold claims and relations."""

    name: str
    meeting: str
    split: str
    documents: dict[str, Document]
    claims: tuple[GoldClaim, ...]
    relations: tuple[GoldRelation, ...]


def find_dossiers(folder: Path) -> list[Path]:
    """`folder` itself or the folders below it that hold a gold.json, sorted.

    Raises:
        ReadError: if there is none.
    """
    found = sorted(path.parent for path in folder.rglob("gold.json")) if folder.is_dir() else []
    if not found:
        msg = f"{folder}: no dossier here (a folder with docs.json, texts and gold.json)"
        raise ReadError(msg)
    return found


def _load(path: Path) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        msg = f"{path}: not found; a dossier needs it"
        raise ReadError(msg) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: not JSON ({error})"
        raise ReadError(msg) from error


def read_dossier(folder: Path) -> Dossier:
    """Read one dossier.

    Raises:
        ReadError: if a file is missing or malformed, or an anchor is not in its text.
    """
    gold = _load(folder / "gold.json")
    documents: dict[str, Document] = {}
    try:
        for entry in _load(folder / "docs.json"):
            documents[entry["doc"]] = _document(folder, entry)
        claims = tuple(_claim(folder, entry, documents) for entry in gold["claims"])
        relations = tuple(
            GoldRelation(r["a"], r["b"], RelationKind(r["relation"]).value)
            for r in gold.get("relations", ())
        )
        meeting = (gold.get("meeting") or {}).get("name") or folder.name
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        msg = f"{folder}: malformed dossier ({type(error).__name__}: {error})"
        raise ReadError(msg) from error
    return Dossier(
        name=folder.name, meeting=meeting, split=gold.get("split", ""), documents=documents,
        claims=claims, relations=relations,
    )  # fmt: skip


def read_split(folder: Path, split: str | None = None) -> list[Dossier]:
    """The dossiers below `folder`, or only those of one split.

    Raises:
        ReadError: if there is none, or one is malformed.
    """
    dossiers = [read_dossier(path) for path in find_dossiers(folder)]
    chosen = [dossier for dossier in dossiers if split in (None, dossier.split)]
    if not chosen:
        splits = ", ".join(sorted({dossier.split or "(none)" for dossier in dossiers}))
        msg = f"{folder}: no dossier of split {split!r}; there are {splits}"
        raise ReadError(msg)
    return chosen


def _document(folder: Path, entry: dict[str, Any]) -> Document:
    path = folder / f"{entry['doc']}.txt"
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        msg = f"{path}: not found, but docs.json lists it"
        raise ReadError(msg) from error
    published = entry.get("published")
    bare = Document.from_text(text, name=str(path))
    return Document(
        sha256=bare.sha256, text=text, name=str(path), outlet=entry.get("outlet"),
        url=entry.get("url"), issuer=entry.get("issuer"),
        kind=DocumentKind(entry.get("kind", "article")),
        published=date.fromisoformat(published) if published else None,
    )  # fmt: skip


def _claim(folder: Path, entry: dict[str, Any], documents: dict[str, Document]) -> GoldClaim:
    name = entry.get("doc") or next(iter(documents), "")
    return GoldClaim(
        id=entry["id"], doc=name,
        anchor=_anchor(folder, entry["anchor"], documents[name].text),
        speaker=entry.get("speaker") or "", org=entry.get("org") or "", side=entry["side"],
        quote_type=entry["quote_type"], stance=entry["stance"], act=entry["act"],
    )  # fmt: skip


def _anchor(folder: Path, anchor: str, text: str) -> Span:
    at = text.find(anchor)
    if at >= 0:
        return Span(at, at + len(anchor))
    words: Sequence[str] = anchor.split()
    match = re.search(r"\s+".join(re.escape(word) for word in words), text)
    if match is None:
        msg = f"{folder}: anchor {anchor!r} is not in its document"
        raise ReadError(msg)
    return Span(*match.span())
