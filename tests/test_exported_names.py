"""The public names of the package, and what the README shows of them."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import attribution
from attribution.cli import main

README = Path(__file__).parents[1] / "README.md"


def test_every_public_name_is_there() -> None:
    """`__all__` is the interface: sorted, and each name importable."""
    assert attribution.__all__ == sorted(attribution.__all__)
    for name in attribution.__all__:
        assert getattr(attribution, name).__doc__


def test_unknown_names_are_attribute_errors() -> None:
    """A typing mistake is told as for any module."""
    with pytest.raises(AttributeError, match="no attribute 'extrakt'"):
        attribution.extrakt  # noqa: B018 - the access is the test


def test_the_docstring_example_is_true() -> None:
    """Doctest of the package."""
    assert doctest.testmod(attribution).failed == 0
    assert doctest.testmod(attribution).attempted > 0


def test_analyse_and_compare_work_together() -> None:
    """Text to claims to points, with the packaged models."""
    document = attribution.Document.from_text(
        "Armenian Foreign Minister Ararat Mirzoyan said the border would open in May. "
        "Azerbaijan's Foreign Ministry denied that the border would open in May."
    )
    claims = attribution.analyse(document)
    assert {claim.speaker.side for claim in claims} == {"AM", "AZ"}
    comparison = attribution.compare(claims)
    assert [str(point.verdict) for point in comparison.points] == ["disputed"]


def test_readme_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """What a reader copies works."""
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(example, "README", "exec"), {})  # noqa: S102 - the README's own example
    assert "indirect" in capsys.readouterr().out


def test_readme_names_only_commands_that_exist() -> None:
    """Every `attribution WORD` in a code block is a command."""
    blocks = re.findall(r"```\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    used = set(re.findall(r"^(?:\$ )?attribution (\w+)", "\n".join(blocks), re.MULTILINE))
    assert used
    assert used <= set(main.list_commands(None))  # type: ignore[arg-type] - no context is needed
