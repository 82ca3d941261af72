"""Corrections in the tags of W3C Web Annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from attribution.errors import FormatError
from attribution.exporting import CLAIM_PREFIX, values_of_tag
from attribution.judging.rows import LeftOut, Row, WrongRow, json_problem

__all__ = ["annotation_corrections"]

_NOT_OURS: Final = "no annotation of a claim that was exported; new claims are not read"


def annotation_corrections(text: str, label: str) -> Iterator[Row | WrongRow | LeftOut]:
    """What the tags of each annotation say: of a collection, a page, a list or a single one.

    Raises:
        FormatError: if there are no annotations.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        msg = f"{label}: no JSON ({json_problem(error)}); export the annotations as JSON-LD"
        raise FormatError(msg) from error
    items = _items(found)
    if _goes_on(found):
        msg = f"{label}: has further pages elsewhere; give one file with all annotations"
        raise FormatError(msg)
    if items is None:
        msg = f"{label}: no annotations; a collection, a page or a list of them is read"
        raise FormatError(msg)
    for number, item in enumerate(items, start=1):
        yield _row(f"{label}: annotation {number}", item)


def _items(found: object) -> list[Any] | None:
    if isinstance(found, list):
        return found
    if isinstance(found, dict) and found.get("type") == "Annotation":
        return [found]
    page = _first_page(found)
    items = page.get("items") if isinstance(page, dict) else None
    return items if isinstance(items, list) else None


def _goes_on(found: object) -> bool:
    """Whether pages stand elsewhere, as servers write large collections."""
    page = _first_page(found)
    return isinstance(page, str) or (isinstance(page, dict) and bool(page.get("next")))


def _first_page(found: object) -> object:
    """Of a collection; a page is its own."""
    return found.get("first", found) if isinstance(found, dict) else None


def _row(where: str, item: object) -> Row | WrongRow | LeftOut:
    if not isinstance(item, dict):
        return WrongRow(where, "no object")
    name = item.get("id")
    if not isinstance(name, str) or not name.startswith(CLAIM_PREFIX):
        return LeftOut(where, _NOT_OURS)
    values: dict[str, str] = {}
    for tag in _tags(item.get("body")):
        for field, value in values_of_tag(tag).items():
            if values.setdefault(field, value) != value:
                return WrongRow(where, f"{field} is {values[field]!r} and {value!r}; leave one")
    return Row(where, name.removeprefix(CLAIM_PREFIX), {f: v for f, v in values.items() if v})


def _tags(body: object) -> Iterator[str]:
    for one in body if isinstance(body, list) else [body]:
        value = one.get("value") if isinstance(one, dict) else one
        if isinstance(value, str):
            yield value
