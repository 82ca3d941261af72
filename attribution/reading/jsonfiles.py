"""Articles in JSON: one object a line, a list, a list inside an object, or one object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final, NamedTuple

from attribution.reading.articles import has_text_field, item_from_fields
from attribution.reading.sources import (
    Item,
    Problem,
    Source,
    canonical_bytes,
    in_megabytes,
    too_many,
)

__all__ = ["read_json", "read_json_lines"]

_LISTS: Final = ("articles", "items", "results", "entries", "documents", "docs", "records", "data",
                 "response", "hits", "posts", "news", "stories")  # fmt: skip
"""Names under which services answer with a list of articles."""
_MAX_WRAPPERS: Final = 3
_SPACE: Final = re.compile(r"\s*")
_TOO_DEEP: Final = "its values are nested too deeply; leave out all but text and metadata"


def read_json_lines(source: Source) -> Iterator[Item | Problem]:
    """One item a line, known by the bytes of its line without the white space around them.

    Lines are read one after another, so that the file may be of any size.
    """
    number = 0
    for number, line in enumerate(source.lines(), 1):
        if number > source.options.max_records:
            yield too_many(source)
            return
        if line is None:
            told = f"larger than {in_megabytes(source.options.max_bytes)}; leave it out"
            yield Problem(told=told, number=number)
            continue
        data = line.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else line.strip()
        if data:
            yield _item_of_line(data, source, number)


def _item_of_line(data: bytes, source: Source, number: int) -> Item | Problem:
    try:
        value = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Problem(told="not UTF-8; save the file in that encoding", number=number)
    except RecursionError:
        return Problem(told=_TOO_DEEP, number=number)
    except ValueError as error:
        told = f"not JSON ({_reason(error)}); mend the line or leave it out"
        return Problem(told=told, number=number)
    return _item_of(value, source, key=data, number=number)


def read_json(source: Source) -> Iterator[Item | Problem]:
    """The items of a list, those of the list inside an object, or the only object.

    An object that stands by itself is known by its bytes, one of a list by its canonical form:
    white space and the order of its fields do not matter.

    Raises:
        ReadError: if the file is too large.
    """
    data = source.read_whole(source.options.max_whole_bytes)
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        yield Problem(told="not UTF-8; save the file in that encoding")
        return
    del data
    values = _values(text)
    first, second = next(values, None), next(values, None)
    if first is None:
        return
    if second is None:
        yield from _items_of_only(first, source)
        return
    for number, found in enumerate(chain((first, second), values), 1):
        if number > source.options.max_records:
            yield too_many(source)
            return
        yield _item_of_value(found, source, number)


class _Value(NamedTuple):
    """A value that stands by itself, or in the list that the file is."""

    value: Any
    written: str | None
    """As it stands in the file; None for one of a list."""
    is_listed: bool = False


def _items_of_only(found: _Value | Problem, source: Source) -> Iterator[Item | Problem]:
    """Those of a file that is one object, or a list of one."""
    inner = None if isinstance(found, Problem) or found.is_listed else _listed_in(found.value)
    if inner is None:
        is_listed = isinstance(found, _Value) and found.is_listed
        yield _item_of_value(found, source, 1 if is_listed else None)
        return
    for number, value in enumerate(inner, 1):
        if number > source.options.max_records:
            yield too_many(source)
            return
        yield _item_of_value(_Value(value, None, is_listed=True), source, number)


def _listed_in(value: object) -> list[Any] | None:
    """The list of objects inside an answer: {"articles": […]}, {"response": {"results": […]}}."""
    for _ in range(_MAX_WRAPPERS):
        if not isinstance(value, Mapping) or has_text_field(value):
            return None
        value = next(
            (value[name] for name in _LISTS if isinstance(value.get(name), (list, dict))), None
        )
        if isinstance(value, list):
            return value if any(isinstance(part, dict) for part in value) else None
    return None


def _item_of_value(found: _Value | Problem, source: Source, number: int | None) -> Item | Problem:
    if isinstance(found, Problem):
        return Problem(told=found.told, number=number)
    try:
        if found.written is not None:
            key = found.written.encode("utf-8", "surrogatepass")
        else:
            key = canonical_bytes(found.value)
    except RecursionError:
        return Problem(told=_TOO_DEEP, number=number)
    return _item_of(found.value, source, key=key, number=number)


def _item_of(value: object, source: Source, *, key: bytes, number: int | None) -> Item | Problem:
    if not isinstance(value, dict):
        told = f'{type(value).__name__}, not an object with fields; write it as {{"text": …}}'
        return Problem(told=told, number=number, is_foreign=True)
    name = source.name if number is None else f"{source.name}#{number}"
    return item_from_fields(value, key=key, number=number, name=name)


def _values(text: str) -> Iterator[_Value | Problem]:
    """The values of a file one after another; after damage nothing can be told apart."""
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    is_list = text.startswith("[", at)
    at = _skip(text, at + 1) if is_list else at
    while at < len(text) and not (is_list and text[at] == "]"):
        try:
            value, end = decoder.raw_decode(text, at)
        except RecursionError:
            yield Problem(told=_TOO_DEEP)
            return
        except ValueError as error:
            yield _damage(error)
            return
        yield _Value(value, None if is_list else text[at:end], is_listed=is_list)
        at = _skip(text, end)
        if is_list and text.startswith(",", at):
            at = _skip(text, at + 1)
        elif is_list and not text.startswith("]", at):
            yield Problem(told="the list breaks off here; get the whole file")
            return
    if is_list and at >= len(text):
        yield Problem(told="the list breaks off here; get the whole file")


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _damage(error: ValueError) -> Problem:
    return Problem(told=f"not JSON ({_reason(error)}); it and what follows are not read, mend it")


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg}: line {error.lineno}, column {error.colno}"
    return str(error).partition(";")[0]
