"""What `compare` keeps in the database to save time, and the bar it shows meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.progress import Progress

from attribution.cli.output import message, message_console
from attribution.encoders import weights_folder
from attribution.errors import StoreError
from attribution.store import Cache, CacheKind, Store

if TYPE_CHECKING:
    from attribution.comparing import ResultCache, Watch

__all__ = ["KeptResults", "kept_results", "watch_reading"]

_LIMITS: Final = {"claims": 100_000, "pairs": 200_000, "comparisons": 20}
"""Rows kept, the newest: 110 MB of claims, of which each has two (its scores, its vector), 30 MB of
pairs, and what finished comparisons take."""
_READING_CODE: Final = ("claimencoder", "encoders")
"""Subpackages that decide what the encoder makes of a text."""
_READING_LIBRARIES: Final = ("numpy", "onnxruntime", "tokenizers", "torch")
_LIBRARIES: Final = (*_READING_LIBRARIES, "symspellpy")
_SHOWN: Final = {"claims": "reading claims", "pairs": "comparing pairs"}


class KeptResults:
    """The caches of one comparison; where the database fails, they are empty."""

    def __init__(self, store: Store, *, tier: str, backend: str) -> None:
        """Name what is kept by model and version.

        Args:
            store: an open database.
            tier: of the claim encoder.
            backend: what runs it.
        """
        from attribution.claimencoder.matters import (  # noqa: PLC0415 - loads numpy
            MATTER_WEIGHTS,
        )
        from attribution.claimencoder.model import CLAIM_TIERS  # noqa: PLC0415 - loads numpy

        encoder = weights_folder(CLAIM_TIERS[tier])
        reading = _version_of(
            [
                *(folder / "manifest.json" for folder in (encoder, weights_folder(MATTER_WEIGHTS))),
                *_code(*_READING_CODE),
            ],
            _READING_LIBRARIES,
        )
        manifests = sorted(encoder.parent.glob("*/manifest.json"))
        self.version = _version_of([*manifests, *_code("")], _LIBRARIES)
        maker, state = f"{CLAIM_TIERS[tier]}/{backend}", _DatabaseState()

        def cache(name: str, made_by: str) -> _Forgiving:
            kind = CacheKind(name=name, maker=maker, version=made_by, limit=_LIMITS[name])
            return _Forgiving(store.cache(kind), state)

        self.claims: ResultCache = cache("claims", reading)
        self.pairs: ResultCache = cache("pairs", reading)
        self.comparisons: ResultCache = cache("comparisons", self.version)


def kept_results(store: Store | None, *, tier: str, backend: str) -> KeptResults | None:
    """The caches in a database, if there is one."""
    return None if store is None else KeptResults(store, tier=tier, backend=backend)


class _DatabaseState:
    """Whether the database is still asked; shared by the caches of one comparison."""

    def __init__(self) -> None:
        self.is_failed = False

    def give_up(self, error: StoreError) -> None:
        self.is_failed = True
        message(f"what was read is not kept for next time: {error}")


class _Forgiving:
    """A cache that is given up, with one line for all, when the database fails."""

    def __init__(self, cache: Cache, state: _DatabaseState) -> None:
        self._cache = cache
        self._state = state

    def get_many(self, keys: Sequence[bytes]) -> Mapping[bytes, bytes]:
        if not self._state.is_failed:
            try:
                return self._cache.get_many(keys)
            except StoreError as error:
                self._state.give_up(error)
        return {}

    def put_many(self, values: Mapping[bytes, bytes]) -> None:
        if not self._state.is_failed:
            try:
                self._cache.put_many(values)
            except StoreError as error:
                self._state.give_up(error)


def _code(*subpackages: str) -> list[Path]:
    """Source files: what they made must not outlive a change in them."""
    root = Path(__file__).parents[1]
    return sorted(path for name in subpackages for path in (root / name).rglob("*.py"))


def _version_of(files: Sequence[Path], libraries: Sequence[str]) -> str:
    digest = blake2b(digest_size=12)
    for path in files:
        digest.update(blake2b(path.read_bytes()).digest())
    for library in libraries:
        try:
            digest.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{library} missing\n".encode())
    return digest.hexdigest()


@contextmanager
def watch_reading() -> Iterator[Watch | None]:
    """A bar on stderr while claims and pairs are read; nothing where that is no terminal."""
    console = message_console()
    if not console.is_terminal:
        yield None
        return
    # Left to itself the bar redirects stdout, and so the data, to its own stream.
    with Progress(console=console, transient=True, redirect_stdout=False) as progress:
        tasks = {kind: progress.add_task(words, total=None, visible=False)
                 for kind, words in _SHOWN.items()}  # fmt: skip

        def watch(kind: str, n_done: int, n_total: int) -> None:
            progress.update(tasks[kind], completed=n_done, total=n_total, visible=True)

        yield watch
