"""A memory of what the packaged claim encoders read, for tests that read the same texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from attribution.claimencoder import ClaimEncoder
from attribution.comparing import CachedModel

__all__ = ["Memory", "SharedReadings"]


class Memory:
    """Bytes by key, in a dictionary."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._kept: dict[bytes, bytes] = {}

    def get_many(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """The values of those keys that are there."""
        return {key: self._kept[key] for key in keys if key in self._kept}

    def put_many(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values."""
        self._kept |= values


class SharedReadings:
    """Loads packaged claim encoders that remember together what one of them read.

    What is read comes out the same with and without a memory (`tests/comparing/test_caching.py`).
    """

    def __init__(self) -> None:
        """Nothing read."""
        self._load = ClaimEncoder.load
        self._kept: defaultdict[tuple[str, str], tuple[Memory, Memory]] = defaultdict(
            lambda: (Memory(), Memory())
        )

    def load(
        self, tier: str = "accurate", *, n_threads: int | None = None, backend: str = "onnx"
    ) -> CachedModel:
        """In place of `ClaimEncoder.load`."""
        claims, pairs = self._kept[tier, backend]
        model = self._load(tier, n_threads=n_threads, backend=backend)
        return CachedModel(model, claims=claims, pairs=pairs)
