"""The packaged models, loaded once."""

from __future__ import annotations

import pytest

from attribution.pipeline import Analyser


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """Models and register that ship with the package."""
    return Analyser.load()
