"""YAML with nothing but mappings, lists and strings, read twice as fast as PyYAML constructs it.

JSON is YAML as well, and is read ten times as fast: long files are written so, an entry a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

__all__ = ["dump_plain", "load_plain"]

_BASE: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser where it is there."""


N_LONG: Final = 2_000
"""A table of so many entries is written as JSON."""
_WORDS_OF_JSON: Final = ("true", "false", "null", "NaN", "Infinity")
_A_WORD_OF_JSON: Final = re.compile(rf"[:,\[]\s*-?(?:{'|'.join(_WORDS_OF_JSON)})\b")
"""What JSON reads as something else than a string."""


class _Loader(_BASE):  # type: ignore[misc] # libyaml's class is not known before import
    """Composes nodes without looking for types: every scalar is a string."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def load_plain(text: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Content of a YAML document; an empty one is None.

    Raises:
        yaml.YAMLError: if it is no YAML, or a mapping has the same key twice.
    """
    if text[:1] == "{" and not _has_words_of_json(text):
        try:
            return json.loads(text, object_pairs_hook=_unique, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            pass  # YAML of another form; its parser tells what is wrong and where
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    return None if node is None else _value(node, {})


def _value(node: yaml.Node, done: dict[int, Any]) -> Any:  # noqa: ANN401 - YAML
    """Value of a node; `done` keeps those built before, so that aliases cannot multiply."""
    if type(node) is yaml.ScalarNode:
        return node.value
    if id(node) in done:
        return done[id(node)]
    if type(node) is yaml.SequenceNode:
        value: Any = [_value(child, done) for child in node.value]
    else:
        value = {}
        for key, child in node.value:
            if type(key) is not yaml.ScalarNode or key.value in value:
                problem = f"key {str(key.value)[:40]!r} is no text or occurs twice"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            value[key.value] = _value(child, done)
    done[id(node)] = value
    return value


def _has_words_of_json(text: str) -> bool:
    return any(word in text for word in _WORDS_OF_JSON) and bool(_A_WORD_OF_JSON.search(text))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) != len(pairs):
        raise ValueError
    return mapping


def dump_plain(table: Mapping[str, Any]) -> str:
    """YAML of a table, mostly of lists of entries; a long one as JSON with an entry a line."""
    if sum(len(entries) for entries in table.values() if isinstance(entries, list)) < N_LONG:
        return str(yaml.safe_dump(table, allow_unicode=True, sort_keys=False))
    parts = [f"{json.dumps(key)}: {_lines(entries)}" for key, entries in table.items()]
    return "{" + ",\n".join(parts) + "}\n"


def _lines(entries: Any) -> str:  # noqa: ANN401 - whatever a table holds
    if not isinstance(entries, list):
        return json.dumps(entries, ensure_ascii=False)
    lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    return "[" + ",".join([f"\n{line}" for line in lines]) + "]"
