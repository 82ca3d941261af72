"""A register of a few invented and real states' people, and a reader of marked texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from attribution.actors import Register
from attribution.records import Attribution, Document, DocumentKind, Speaker
from attribution.spans import Span
from attribution.speakers import resolve_speakers

ORGANISATIONS: list[dict[str, Any]] = [
    {"id": "no-mfa", "name": "Norwegian Foreign Ministry", "kind": "ministry", "side": "NO"},
    {"id": "pt-mfa", "name": "Portuguese Foreign Ministry", "kind": "ministry", "side": "PT"},
    {"id": "cn-mfa", "name": "Chinese Foreign Ministry", "kind": "ministry", "side": "CN"},
    {"id": "ru-mfa", "name": "Russian Foreign Ministry", "kind": "ministry", "side": "RU"},
    {"id": "kremlin", "name": "Kremlin", "kind": "government", "side": "RU"},
    {"id": "eu", "name": "European Union", "kind": "union", "side": "EU", "aliases": ["EU"]},
    {"id": "ec", "name": "European Commission", "kind": "government", "side": "EU"},
    {"id": "hamas", "name": "Hamas", "kind": "movement", "side": "HAMAS"},
    {"id": "tass", "name": "TASS", "kind": "agency", "side": "RU", "ownership": "state"},
]
PEOPLE: list[dict[str, Any]] = [
    {"id": "lund", "name": "Ada Lund", "gender": "female", "roles": [
        {"office": "Foreign Minister", "organisation": "no-mfa", "side": "NO",
         "start": "2020-01-01", "end": "2025-03-01"}]},
    {"id": "voss", "name": "Nils Voss", "gender": "male", "roles": [
        {"office": "Foreign Minister", "organisation": "no-mfa", "side": "NO",
         "start": "2025-03-01", "end": None}]},
    {"id": "pinto", "name": "Rui Pinto", "gender": "male", "roles": [
        {"office": "Foreign Minister", "organisation": "pt-mfa", "side": "PT",
         "start": "2019-01-01", "end": None}]},
    {"id": "zakharova", "name": "Maria Zakharova", "gender": "female", "roles": [
        {"office": "Spokeswoman", "organisation": "ru-mfa", "side": "RU",
         "start": "2015-08-10", "end": None}]},
    {"id": "peskov", "name": "Dmitry Peskov", "gender": "male", "roles": [
        {"office": "Spokesman", "organisation": "kremlin", "side": "RU",
         "start": "2012-05-22", "end": None}]},
    {"id": "sefcovic", "name": "Maroš Šefčovič", "gender": "male", "roles": [
        {"office": "Trade Commissioner", "organisation": "ec", "side": "EU",
         "start": "2024-12-01", "end": None}]},
    {"id": "wang", "name": "Wang Yi", "gender": "male", "family_first": True, "roles": [
        {"office": "Foreign Minister", "organisation": "cn-mfa", "side": "CN",
         "start": "2023-07-25", "end": None}]},
    {"id": "berg-a", "name": "Olav Berg", "gender": "male", "roles": [
        {"office": "Ambassador", "organisation": "no-mfa", "side": "NO",
         "start": "2020-01-01", "end": None}]},
    {"id": "berg-b", "name": "Inês Berg", "gender": "female", "roles": [
        {"office": "Ambassador", "organisation": "pt-mfa", "side": "PT",
         "start": "2020-01-01", "end": None}]},
]  # fmt: skip
_MARK = re.compile(r"<([sc])>(.*?)</\1>", re.DOTALL)

Reader = Callable[..., list[Speaker]]


@pytest.fixture(scope="session")
def register() -> Register:
    """A few people and bodies, written for these tests."""
    return Register.from_tables(
        [{"as_of": "2026-01-31", "organisations": ORGANISATIONS, "people": PEOPLE}]
    )


def marked(text: str) -> tuple[str, list[Attribution]]:
    """A text without its marks `<s>source</s>` and `<c>content</c>`, and its attributions.

    Each content takes the last source that no other content took, or stands alone.
    """
    plain, at = "", 0
    source: Span | None = None
    found: list[Attribution] = []
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        span = Span(len(plain), len(plain) + len(match[2]))
        plain += match[2]
        at = match.end()
        if match[1] == "s":
            source = span
        else:
            found.append(Attribution(source=source, cue=None, contents=(span,)))
            source = None
    return plain + text[at:], found


def write_stump(path: Path, inputs: Sequence[str], feature: str, *, over: float) -> None:
    """A tree that likes the rows whose `feature` is over a number."""
    stump = {
        "feature": [inputs.index(feature), 0, 0], "threshold": [over, 0, 0],
        "left": [1, 1, 2], "right": [2, 1, 2], "value": [0, -6.0, 6.0],
    }  # fmt: skip
    table = {"format_version": 1, "features": list(inputs), "start": 0.0, "trees": [stump]}
    path.write_text(json.dumps(table), encoding="utf-8")


@pytest.fixture(scope="session")
def read(register: Register) -> Reader:
    """Resolve the speakers of a marked text."""

    def resolve(
        text: str, *, day: date = date(2025, 5, 6), issuer: str | None = None
    ) -> list[Speaker]:
        plain, attributions = marked(text)
        kind = DocumentKind.READOUT if issuer else DocumentKind.ARTICLE
        document = replace(Document.from_text(plain, published=day), issuer=issuer, kind=kind)
        return resolve_speakers(document, plain, attributions, register=register)

    return resolve
