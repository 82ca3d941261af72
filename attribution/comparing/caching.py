"""What was read before is not read again: a claim encoder with a memory.

The memory is anything with `get_many` and `put_many`, such as a table of the database that only
the command line knows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from attribution.claimencoder import ClaimModel, ClaimScores, MarkedText
from attribution.claimencoder.heads import N_COLUMNS, columns_of

__all__ = ["CachedModel", "NoCache", "ResultCache", "Watch", "key_of"]

Columns = NDArray[np.int64]
Watch = Callable[[str, int, int], None]
"""Told what is read (`claims` or `pairs`), how many are done, of how many."""
N_BATCH: Final = 128
"""Texts read before they are kept and reported."""
_OF_CLAIM: Final[Columns] = np.arange(N_COLUMNS)
_OF_PAIR: Final[Columns] = np.concatenate(
    [_OF_CLAIM[columns_of(head)] for head in ("relation", "inference")]
)
_STORED: Final = np.dtype("<f4")


class ResultCache(Protocol):
    """Bytes by key; what was put may be gone later."""

    def get_many(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """The values of those keys that are there."""
        ...

    def put_many(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values."""
        ...


class NoCache:
    """Remembers nothing."""

    def get_many(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        """Nothing."""
        del keys
        return {}

    def put_many(self, values: Mapping[bytes, bytes]) -> None:
        """Forget them."""


def key_of(*parts: object) -> bytes:
    """A key for JSON values that nothing else has."""
    described = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return blake2b(described.encode(), digest_size=20).digest()


class CachedModel:
    """A claim encoder that asks its memory first; results are the same either way.

    They are kept in the 32 bits in which the encoder gives them. A pair has its relation and
    inference only; everything else about it is zero.
    """

    def __init__(
        self,
        model: ClaimModel,
        *,
        claims: ResultCache | None = None,
        pairs: ResultCache | None = None,
        watch: Watch | None = None,
    ) -> None:
        """Wrap `model`.

        Args:
            model: reads what is not remembered.
            claims: memory of single claims; it must belong to this model alone.
            pairs: memory of pairs; likewise.
            watch: told of progress while the model reads.
        """
        self._model = model
        self._claims = NoCache() if claims is None else claims
        self._pairs = NoCache() if pairs is None else pairs
        self._watch = watch

    def claims(self, items: Sequence[MarkedText]) -> ClaimScores:
        """Scores of single claims."""
        keys = [key_of("claim", _described(item)) for item in items]

        def read(places: Sequence[int]) -> ClaimScores:
            return self._model.claims([items[k] for k in places])

        return self._scores("claims", keys, _OF_CLAIM, read, self._claims)

    def pairs(self, items: Sequence[tuple[MarkedText, MarkedText]]) -> ClaimScores:
        """Relation and inference of pairs."""
        keys = [key_of("pair", _described(a), _described(b)) for a, b in items]

        def read(places: Sequence[int]) -> ClaimScores:
            return self._model.pairs([items[k] for k in places])

        return self._scores("pairs", keys, _OF_PAIR, read, self._pairs)

    def matters(self, items: Sequence[MarkedText]) -> NDArray[np.float64]:
        """(n, size) vectors, remembered with the single claims."""
        keys = [key_of("matter", _described(item)) for item in items]
        rows = _of_one_size(self._claims.get_many(list(dict.fromkeys(keys))))
        missing = [k for key, k in _first_places(keys) if key not in rows]
        for done in self._batches("claims", missing):
            found = self._model.matters([items[k] for k in done]).astype(_STORED)
            fresh = {keys[k]: row for k, row in zip(done, found, strict=True)}
            self._claims.put_many({key: row.tobytes() for key, row in fresh.items()})
            rows |= fresh
        if len({len(row) for row in rows.values()}) != 1:  # nothing asked, or another model's rows
            return self._model.matters(items)
        return np.array([rows[key] for key in keys], dtype=np.float64)

    def _scores(
        self,
        kind: str,
        keys: Sequence[bytes],
        columns: Columns,
        read: Callable[[Sequence[int]], ClaimScores],
        cache: ResultCache,
    ) -> ClaimScores:
        rows = _usable(cache.get_many(list(dict.fromkeys(keys))), len(columns))
        # Alike texts are read once, in the place of the first.
        missing = [k for key, k in _first_places(keys) if key not in rows]
        temperatures = dict(read([]).temperatures)
        for done in self._batches(kind, missing):
            found = read(done).columns[:, columns].astype(_STORED)
            fresh = {keys[k]: row for k, row in zip(done, found, strict=True)}
            cache.put_many({key: row.tobytes() for key, row in fresh.items()})
            rows |= fresh
        table = np.zeros((len(keys), N_COLUMNS))
        if len(keys):
            table[:, columns] = np.array([rows[key] for key in keys])
        return ClaimScores(table, temperatures)

    def _batches(self, kind: str, places: Sequence[int]) -> Iterator[Sequence[int]]:
        for at in range(0, len(places), N_BATCH):
            if self._watch is not None:
                self._watch(kind, at, len(places))
            yield places[at : at + N_BATCH]
        if self._watch is not None and places:
            self._watch(kind, len(places), len(places))


def _described(item: MarkedText) -> tuple[object, ...]:
    spans = sorted((role, span.start, span.end) for role, span in item.spans.items())
    return item.text, spans


def _first_places(keys: Sequence[bytes]) -> list[tuple[bytes, int]]:
    places: dict[bytes, int] = {}
    for k, key in enumerate(keys):
        places.setdefault(key, k)
    return list(places.items())


def _of_one_size(kept: Mapping[bytes, bytes]) -> dict[bytes, NDArray[np.float32]]:
    """Rows of numbers; none if their sizes differ, since a model's vectors have one size."""
    sizes = {len(value) // _STORED.itemsize for value in kept.values()}
    return _usable(kept, sizes.pop()) if len(sizes) == 1 else {}


def _usable(kept: Mapping[bytes, bytes], n_columns: int) -> dict[bytes, NDArray[np.float32]]:
    """Rows of numbers of the right length; what is anything else is left out."""
    rows: dict[bytes, NDArray[np.float32]] = {}
    for key, value in kept.items():
        if len(value) == n_columns * _STORED.itemsize:
            row = np.frombuffer(value, dtype=_STORED)
            if np.isfinite(row).all():
                rows[key] = row
    return rows
