"""YAML with nothing but mappings, lists and strings, read twice as fast as PyYAML constructs it."""

from __future__ import annotations

from typing import Any, Final

import yaml

__all__ = ["load_plain"]

_BASE: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser where it is there."""


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
