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
from attribution.reading.walking import files_below
from attribution.records import Claim, Document, DocumentKind, RelationKind
from attribution.spans import Span

__all__ = [
    "Dossier",
    "GoldClaim",
    "GoldRelation",
    "find_dossiers",
    "match_claims",
    "read_dossier",
    "read_split",
]


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
    target: str | None = None


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
    """`folder` itself or the folders below it, behind links too, that hold a gold.json, sorted.

    Raises:
        ReadError: if there is none.
    """
    found = [path.parent for path in files_below(folder) if path.name == "gold.json"]
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
        meeting = (gold.get("meeting") or {}).get("name") or folder.name
        for entry in _load(folder / "docs.json"):
            documents[entry["doc"]] = _document(folder, entry, meeting)
        claims = tuple(_claim(folder, entry, documents) for entry in gold["claims"])
        relations = tuple(
            GoldRelation(r["a"], r["b"], RelationKind(r["relation"]).value)
            for r in gold.get("relations", ())
        )
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


def _document(folder: Path, entry: dict[str, Any], meeting: str) -> Document:
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
        url=entry.get("url"), issuer=entry.get("issuer"), meeting=meeting,
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
        target=entry.get("target"),
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


def match_claims(gold: Sequence[GoldClaim], claims: Sequence[Claim]) -> dict[str, Claim]:
    """Gold id → predicted claim whose content covers the anchor; maximal, one to one.

    Shorter contents are tried first, so a claim that covers several anchors takes the one no
    other claim can take (augmenting paths, Kuhn 1955).
    """
    covering = {
        g.id: sorted(
            (i for i, claim in enumerate(claims) if _covers(claim, g)),
            key=lambda i: sum(len(span) for span in claims[i].attribution.contents),
        )
        for g in gold
    }
    taken: dict[int, str] = {}

    def assign(gold_id: str, tried: set[int]) -> bool:
        for i in covering[gold_id]:
            if i not in tried:
                tried.add(i)
                if i not in taken or assign(taken[i], tried):
                    taken[i] = gold_id
                    return True
        return False

    for g in gold:
        assign(g.id, set())
    return {gold_id: claims[i] for i, gold_id in taken.items()}


def _covers(claim: Claim, gold: GoldClaim) -> bool:
    return any(content.contains(gold.anchor) for content in claim.attribution.contents)
