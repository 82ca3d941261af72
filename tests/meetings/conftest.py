"""The packaged register, read once."""

from __future__ import annotations

import pytest

from attribution.actors import Register


@pytest.fixture(scope="session")
def register() -> Register:
    """The packaged register."""
    return Register.load()
