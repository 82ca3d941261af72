"""Documents through the analyser, in this process or in several."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from attribution.errors import AttributionError, ModelError
from attribution.records import Claim, Document

if TYPE_CHECKING:
    from attribution.pipeline import Analyser

__all__ = ["Workers", "analyse_each"]

GroupT = TypeVar("GroupT")
Found = list[list[Claim] | AttributionError]
"""For each document of a group its claims, or why it has none."""

N_AHEAD: Final = 2
"""Groups in hand for each process, so that none waits and memory stays flat."""

_analyser: Analyser | None = None
"""Of a worker process."""


def load_analyser(
    tier: str,
    threads: int | None,
    registers: Sequence[Path],
    backend: str,
    tables: Sequence[Mapping[str, Any]],
) -> Analyser:
    """The packaged models, and the register with the analyst's own above it."""
    from attribution.pipeline import Analyser  # noqa: PLC0415 - loads models

    return Analyser.load(
        tier=tier, n_threads=threads, registers=registers, tables=tables, backend=backend
    )


def _start_worker(
    tier: str,
    threads: int | None,
    registers: Sequence[Path],
    backend: str,
    tables: Sequence[Mapping[str, Any]],
) -> None:  # fmt: skip
    global _analyser  # noqa: PLW0603 - one analyser a process
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _analyser = load_analyser(tier, threads, registers, backend, tables)


def _analyse(documents: Sequence[Document]) -> Found:
    if _analyser is None:  # the pool's initialiser ran before
        raise AssertionError
    return analyse_each(_analyser, documents)


def analyse_each(analyser: Analyser, documents: Sequence[Document]) -> Found:
    """The claims of documents that tell each other who is who; one that fails costs no other.

    Raises:
        ModelError: if the models are at fault, and not a document.
    """
    try:
        return [*analyser.analyse(documents)]
    except ModelError:
        raise
    except AttributionError as error:
        if len(documents) == 1:
            return [error]
    alone = [analyse_each(analyser, [document])[0] for document in documents]
    sound = [
        document for document, found in zip(documents, alone, strict=True)
        if not isinstance(found, AttributionError)
    ]  # fmt: skip
    if len(sound) == len(documents):
        return alone
    together = iter(analyse_each(analyser, sound) if sound else [])
    return [found if isinstance(found, AttributionError) else next(together) for found in alone]


class Workers:
    """Analyses groups of documents; models are loaded when the first group needs them."""

    def __init__(
        self,
        *,
        tier: str,
        threads: int | None,
        jobs: int = 1,
        registers: Sequence[Path] = (),
        tables: Sequence[Mapping[str, Any]] = (),
        backend: str = "onnx",
    ) -> None:
        """Prepare.

        Args:
            tier: of the tagger.
            threads: of each process; by default all processors, or one with several jobs.
            jobs: processes; 1 works in this one.
            registers: own files above the packaged register.
            tables: entries of a side set above those.
            backend: what runs the models.
        """
        self._registers = tuple(registers)
        self._tables = tuple(tables)
        self._tier = tier
        self._backend = backend
        self._jobs = jobs
        self._threads = threads if jobs == 1 else threads or 1
        self._analyser: Analyser | None = None

    def run(
        self, groups: Iterable[tuple[GroupT, Sequence[Document]]]
    ) -> Generator[tuple[GroupT, Found]]:
        """The claims of each group's documents, groups in the given order.

        Args:
            groups: anything of the caller's with the documents to analyse for it.
        """
        if self._jobs == 1:
            yield from self._here(groups)
        else:
            yield from self._elsewhere(groups)

    def _here(
        self, groups: Iterable[tuple[GroupT, Sequence[Document]]]
    ) -> Generator[tuple[GroupT, Found]]:
        for group, documents in groups:
            yield group, analyse_each(self._load(), documents) if documents else []

    def prepare(self) -> None:
        """Load the models where this process reads, so that what is wrong with them shows."""
        if self._jobs == 1:
            self._load()

    def _load(self) -> Analyser:
        if self._analyser is None:
            self._analyser = load_analyser(
                self._tier, self._threads, self._registers, self._backend, self._tables
            )
        return self._analyser

    def _elsewhere(
        self, groups: Iterable[tuple[GroupT, Sequence[Document]]]
    ) -> Generator[tuple[GroupT, Found]]:
        waiting: deque[tuple[GroupT, Future[Found] | None]] = deque()
        try:
            yield from self._pooled(groups, waiting)
        except BrokenProcessPool as error:
            # A worker says what was wrong on its own stderr.
            msg = "a reading process ended early; try again with --jobs 1 to see why"
            raise AttributionError(msg) from error

    def _pooled(
        self,
        groups: Iterable[tuple[GroupT, Sequence[Document]]],
        waiting: deque[tuple[GroupT, Future[Found] | None]],
    ) -> Generator[tuple[GroupT, Found]]:
        # Forking a process that runs threads is not safe.
        pool = ProcessPoolExecutor(
            self._jobs, mp_context=get_context("spawn"), initializer=_start_worker,
            initargs=(self._tier, self._threads, self._registers, self._backend, self._tables),
        )  # fmt: skip
        try:
            for group, documents in groups:
                waiting.append((group, _submitted(pool, list(documents)) if documents else None))
                if len(waiting) > N_AHEAD * self._jobs:
                    yield _taken(waiting)
            while waiting:
                yield _taken(waiting)
        finally:
            # What is in hand is finished; to kill its processes may hang the pool.
            pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, documents: list[Document]) -> Future[Found]:
    """Hand over documents; a process started for them leaves interrupts to this one."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return pool.submit(_analyse, documents)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_analyse, documents)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _taken(waiting: deque[tuple[GroupT, Future[Found] | None]]) -> tuple[GroupT, Found]:
    group, future = waiting.popleft()
    return group, [] if future is None else future.result()
