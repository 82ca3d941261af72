"""Configuration files are read strictly: every wrong key or value is named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

from attribution.config import config_from_table, load_config
from attribution.errors import ConfigError
from training.config import ClaimConfig, MatterConfig, TaggerConfig

CONFIGS: Final = Path(__file__).parent.parent / "configs" / "training"


@dataclass(frozen=True, slots=True)
class Inner:
    """A nested table."""

    size: int
    rate: float = 0.5

    def __post_init__(self) -> None:
        """Refuse sizes below 1."""
        if self.size < 1:
            msg = f"size is {self.size}, expected 1 or more"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Outer:
    """One field of every kind."""

    name: str
    data: Inner
    folder: Path = Path("runs")
    on: bool = False
    words: tuple[str, ...] = ()
    parts: tuple[Inner, ...] = ()
    weights: dict[str, float] | None = None
    extra: Inner | None = None
    limit: int | None = None


def build(**table: object) -> Outer:
    """An `Outer` from a table with the required keys filled in."""
    full: dict[str, Any] = {"name": "a", "data": {"size": 1}, **table}
    return config_from_table(full, Outer, origin="run.toml")


def test_every_kind_of_field_is_read(tmp_path: Path) -> None:
    """Nested tables, lists, paths, optional values and whole-number floats get their types."""
    path = tmp_path / "run.toml"
    path.write_text(
        'name = "a"\nfolder = "out/x"\non = true\nwords = ["b", "c"]\nlimit = 3\n'
        "weights = { x = 1 }\n"
        "[data]\nsize = 2\nrate = 1\n[extra]\nsize = 4\n[[parts]]\nsize = 5\n",
        encoding="utf-8",
    )
    config = load_config(path, Outer)
    assert config == Outer(
        name="a", data=Inner(2, 1.0), folder=Path("out/x"), on=True, words=("b", "c"),
        parts=(Inner(5),), weights={"x": 1.0}, extra=Inner(4), limit=3,
    )  # fmt: skip
    assert isinstance(config.data.rate, float)


def test_absent_fields_take_their_defaults() -> None:
    """Only fields without a default are required."""
    assert build() == Outer(name="a", data=Inner(1))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"foo": 1}, r"run\.toml: foo: unknown key; known are data, extra,"),
        ({"data": {"size": 1, "foo": 2}}, r"run\.toml: data\.foo: unknown key; known are rate"),
        ({"data": {}}, r"run\.toml: data\.size: missing"),
        ({"data": 3}, r"run\.toml: data: expected a table, got 3"),
        ({"name": 3}, r"run\.toml: name: expected str, got 3"),
        ({"data": {"size": "2"}}, r"run\.toml: data\.size: expected int, got '2'"),
        ({"data": {"size": 2.0}}, r"run\.toml: data\.size: expected int, got 2\.0"),
        ({"data": {"size": True}}, r"run\.toml: data\.size: expected int, got True"),
        ({"data": {"size": 1, "rate": True}}, r"run\.toml: data\.rate: expected float, got True"),
        ({"on": 1}, r"run\.toml: on: expected bool, got 1"),
        ({"folder": 1}, r"run\.toml: folder: expected Path, got 1"),
        ({"words": "ab"}, r"run\.toml: words: expected a list, got 'ab'"),
        ({"words": ["a", 1]}, r"run\.toml: words\[1\]: expected str, got 1"),
        ({"parts": [{"size": "x"}]}, r"run\.toml: parts\[0\]\.size: expected int, got 'x'"),
        ({"weights": [1]}, r"run\.toml: weights: expected a table, got \[1\]"),
        ({"weights": {"x": "y"}}, r"run\.toml: weights\.x: expected float, got 'y'"),
        ({"limit": "3"}, r"run\.toml: limit: expected int, got '3'"),
        ({"data": {"size": 0}}, r"run\.toml: data: size is 0, expected 1 or more"),
    ],
)
def test_wrong_tables_are_refused_by_name(table: dict[str, Any], message: str) -> None:
    """The message names file, key and value."""
    with pytest.raises(ConfigError, match=message):
        build(**table)


def test_missing_required_key_is_named() -> None:
    """A key without default must be there."""
    with pytest.raises(ConfigError, match=r"^run\.toml: name: missing$"):
        config_from_table({"data": {"size": 1}}, Outer, origin="run.toml")


def test_refusal_of_the_outermost_class_names_the_class() -> None:
    """A value that only the class refuses is reported with the class's words."""
    with pytest.raises(ConfigError, match=r"^x: size is -1"):
        config_from_table({"size": -1}, Inner, origin="x")


def test_only_dataclasses_are_configurations() -> None:
    """Any other class is a mistake of the caller."""
    with pytest.raises(ConfigError, match="int is not a dataclass"):
        config_from_table({}, int, origin="x")


def test_unreadable_files_give_one_line(tmp_path: Path) -> None:
    """Missing, not TOML, not UTF-8 and not a file: each is a `ConfigError` that names the path."""
    broken, binary = tmp_path / "broken.toml", tmp_path / "binary.toml"
    broken.write_text("name = ", encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00")
    for path, words in (
        (tmp_path / "no.toml", "no such configuration file"),
        (broken, "not a TOML file"),
        (binary, "not a TOML file"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(ConfigError) as caught:
            load_config(path, Outer)
        assert str(caught.value).startswith(f"{path}: {words}")
        assert "\n" not in str(caught.value)


def test_shipped_training_configs_load() -> None:
    """Every file in configs/training has its class and satisfies it."""
    classes: dict[str, type[ClaimConfig | MatterConfig | TaggerConfig]] = {
        "tagger": TaggerConfig, "claims": ClaimConfig, "matters": MatterConfig,
    }  # fmt: skip
    paths = sorted(CONFIGS.glob("*.toml"))
    assert {path.stem.split("-")[0] for path in paths} == set(classes)
    for path in paths:
        config = load_config(path, classes[path.stem.split("-")[0]])
        assert config.optimisation.epochs > 0
        assert not config.output.is_absolute()


@pytest.mark.parametrize(
    ("line", "changed", "message"),
    [
        ("epochs = 3", "epochs = 0", "optimisation: epochs is 0, expected more than 0"),
        ("dropout = 0.1", "dropout = 1.0", "optimisation: dropout is 1.0, expected 0 or more"),
        ("stride_pieces = 224", "stride_pieces = 255", "windows: stride_pieces is 255, expected 1"),
    ],
)
def test_training_configs_refuse_senseless_values(
    tmp_path: Path, line: str, changed: str, message: str
) -> None:
    """A run that would train nothing, or skip text, does not start."""
    text = (CONFIGS / "tagger-fast.toml").read_text(encoding="utf-8")
    assert line in text
    path = tmp_path / "tagger.toml"
    path.write_text(text.replace(line, changed), encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        load_config(path, TaggerConfig)
