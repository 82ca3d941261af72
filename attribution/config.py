"""Typed, frozen configuration, read once from TOML and checked strictly."""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

from attribution.errors import ConfigError

__all__ = ["config_from_table", "load_config"]

ConfigT = TypeVar("ConfigT")
ValueT = TypeVar("ValueT")


def load_config(path: Path, config_class: type[ConfigT]) -> ConfigT:
    """Read a TOML file into `config_class`.

    Args:
        path: the file.
        config_class: a frozen dataclass; fields that are dataclasses are TOML tables.

    Raises:
        ConfigError: if the file is missing or malformed, a key is unknown or missing, or a
            value has the wrong type or is refused by the class.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        msg = f"{path}: no such configuration file"
        raise ConfigError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{path}: not a TOML file ({error})"
        raise ConfigError(msg) from error
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})"
        raise ConfigError(msg) from error
    return config_from_table(table, config_class, origin=str(path))


def config_from_table(
    table: dict[str, Any], config_class: type[ConfigT], *, origin: str, prefix: str = ""
) -> ConfigT:
    """Build `config_class` from a parsed table; see `load_config`."""
    if not dataclasses.is_dataclass(config_class):
        msg = f"{config_class.__name__} is not a dataclass"
        raise ConfigError(msg)
    hints = typing.get_type_hints(config_class)
    fields = {field.name: field for field in dataclasses.fields(config_class)}
    for key in table:
        if key not in fields:
            msg = f"{origin}: {prefix}{key}: unknown key; known are {', '.join(sorted(fields))}"
            raise ConfigError(msg)
    values: dict[str, Any] = {}
    for name, field in fields.items():
        if name in table:
            values[name] = _checked(table[name], hints[name], f"{prefix}{name}", origin)
        elif field.default is dataclasses.MISSING and (
            field.default_factory is dataclasses.MISSING
        ):
            msg = f"{origin}: {prefix}{name}: missing"
            raise ConfigError(msg)
    try:
        return typing.cast("ConfigT", config_class(**values))
    except ValueError as error:
        where = f"{origin}: {prefix.rstrip('.')}" if prefix else origin
        msg = f"{where}: {error}"
        raise ConfigError(msg) from error


def _checked(value: object, hint: Any, key: str, origin: str) -> object:  # noqa: ANN401 - a type hint
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(option for option in typing.get_args(hint) if option is not type(None))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        table = _required(value, dict, "a table", f"{origin}: {key}")
        return config_from_table(table, hint, origin=origin, prefix=f"{key}.")
    if typing.get_origin(hint) is tuple:
        items = _required(value, list, "a list", f"{origin}: {key}")
        item = typing.get_args(hint)[0]
        return tuple(_checked(v, item, f"{key}[{i}]", origin) for i, v in enumerate(items))
    if typing.get_origin(hint) is dict:
        table = _required(value, dict, "a table", f"{origin}: {key}")
        item = typing.get_args(hint)[1]
        return {k: _checked(v, item, f"{key}.{k}", origin) for k, v in table.items()}
    return _scalar(value, hint, f"{origin}: {key}")


def _required(value: object, kind: type[ValueT], words: str, where: str) -> ValueT:
    if not isinstance(value, kind):
        msg = f"{where}: expected {words}, got {value!r}"
        raise ConfigError(msg)
    return value


def _scalar(value: object, hint: type, where: str) -> object:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is Path and isinstance(value, str):
        return Path(value)
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        msg = f"{where}: expected {hint.__name__}, got {value!r}"
        raise ConfigError(msg)
    return value
