"""Stored documents read again, each by the models that read it before unless others are named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import click

from attribution.cli.failing import report, sound
from attribution.cli.output import message
from attribution.cli.versions import run_of
from attribution.cli.working import Workers
from attribution.errors import AttributionError
from attribution.records import Document
from attribution.reporting.wording import count
from attribution.store import Reader, Reread, Store

__all__ = ["Models", "Rereading", "batches", "named_models", "reread_documents", "tell_carried"]

N_BATCH: Final = 8
"""Documents analysed together; each is still stored by a transaction of its own."""
N_TOGETHER: Final = 32
"""The same for documents of one meeting, which tell each other who is who."""
N_LISTED: Final = 20
"""Ids in one line; more are counted."""


class Models(NamedTuple):
    """What reads documents; None leaves it to the run that read each of them."""

    tier: str | None
    backend: str | None


@dataclass(slots=True)
class Rereading:
    """What reading again did so far."""

    n_documents: int = 0
    n_failed: int = 0
    carried: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def count(self, reread: Reread) -> None:
        """Count one document."""
        self.n_documents += 1
        self.carried |= reread.carried
        self.lost += reread.lost


def named_models(tier: str, backend: str) -> Models:
    """The models named by options of the running command or by the environment, not by default."""
    context = click.get_current_context()

    def is_named(name: str) -> bool:
        source = context.get_parameter_source(name)
        return source is not None and source.name not in {"DEFAULT", "DEFAULT_MAP"}

    return Models(tier if is_named("tier") else None, backend if is_named("backend") else None)


def reread_documents(
    store: Store,
    documents: Iterable[Document],
    *,
    models: Models,
    workers: Callable[[str, str], Workers],
    meeting: str | None = None,
    corrected: Mapping[str, Sequence[str]] | None = None,
) -> Rereading:
    """Analyse stored documents again; their new claims become the current ones.

    Args:
        store: open.
        documents: with the metadata that they should have.
        models: named by the user.
        workers: made of tier and backend.
        meeting: whose documents they are, if of one.
        corrected: sha256 → fields of that document to store anew.

    Returns:
        How many there were and where judgements of claims that are gone went.
    """
    done = Rereading()
    for (tier, backend), group in _by_models(store.reader(), documents, models).items():
        with closing(
            workers(tier, backend).run((batch, batch) for batch in batches(group, meeting))
        ) as analysed:
            for batch, found in analysed:
                with store.writer(run_of(tier, backend)) as writer:
                    for document, claims in zip(batch, found, strict=True):
                        fields = (corrected or {}).get(document.sha256, ())
                        try:
                            reread = writer.rerun(document, sound(claims), corrected=fields)
                        except AttributionError as error:
                            done.n_failed += 1
                            report(error, document)
                            continue
                        done.count(reread)
    return done


def _by_models(
    reader: Reader, documents: Iterable[Document], models: Models
) -> dict[tuple[str, str], list[Document]]:
    from attribution.encoders import BACKENDS, DEFAULT_BACKEND  # noqa: PLC0415 - loads numpy
    from attribution.tagging import DEFAULT_TIER, TIERS  # noqa: PLC0415 - loads numpy

    groups: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        before = _config(reader, document)
        tier = models.tier or before.get("tier", "")
        backend = models.backend or before.get("backend", "")
        # What a release with other models read is read with today's.
        used = (
            tier if tier in TIERS else DEFAULT_TIER,
            backend if backend in BACKENDS else DEFAULT_BACKEND,
        )
        groups.setdefault(used, []).append(document)
    return groups


def _config(reader: Reader, document: Document) -> Mapping[str, str]:
    run = reader.run_of(document.sha256)
    try:
        config = json.loads(run.config) if run is not None else {}
    except ValueError:
        return {}
    return config if isinstance(config, dict) else {}


def batches(documents: Iterable[Document], meeting: str | None = None) -> Iterator[list[Document]]:
    """Documents that are analysed together."""
    size = N_BATCH if meeting is None else N_TOGETHER
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def tell_carried(done: Rereading) -> None:
    """Say on stderr what became of judgements whose claim is gone."""
    if done.carried:
        pairs = [f"{old} → {new}" for old, new in done.carried.items()]
        message(f"judgements of {count(len(pairs), 'claim')} carried to the claim that now has "
                f"those words: {_some(pairs)}")  # fmt: skip
    if done.lost:
        message(
            f"warning: {count(len(done.lost), 'judged claim')} not found again, so the judgements "
            f"have no effect: {_some(done.lost)}; see them with: attribution show ID"
        )


def _some(told: Sequence[str]) -> str:
    more = len(told) - N_LISTED
    return ", ".join(told[:N_LISTED]) + (f" and {more} more" if more > 0 else "")
