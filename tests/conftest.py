"""Options and fixtures that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Workers of pytest-xdist share the processors, so each computes with one thread. Libraries look
# once, when they are imported; processes that tests start inherit it.
if "PYTEST_XDIST_WORKER" in os.environ:
    for variable in ("ATTRIBUTION_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")

from attribution.claimencoder import ClaimEncoder
from tests.readings import SharedReadings

# How long an example takes tells of the machine and what else it does, not of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SHARED = Path(__file__).parents[2] / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites golden files; review the difference."""
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of development data, which is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("needs the development data in ../shared")
    return SHARED


@pytest.fixture(scope="session")
def all_readings() -> SharedReadings:
    """What claim encoders read in any test."""
    return SharedReadings()


@pytest.fixture
def shared_readings(monkeypatch: pytest.MonkeyPatch, all_readings: SharedReadings) -> None:
    """Claims and pairs that another test read are not read again: use `xdist_group("demo")`."""
    monkeypatch.setattr(ClaimEncoder, "load", all_readings.load)
