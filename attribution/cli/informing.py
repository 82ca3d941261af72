"""Documents of a meeting that inform each other although they were stored at different times."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from attribution.cli.output import message
from attribution.cli.own_register import default_register, registers
from attribution.records import Meeting, SideSet, Speaker
from attribution.reporting.wording import count, one_line
from attribution.store import Predictions, Renewed, Store

if TYPE_CHECKING:
    from attribution.actors import Register
    from attribution.speakers import SideScorer

__all__ = ["inform_meetings", "keep_option", "set_tables"]

CommandT = TypeVar("CommandT", bound=Callable[..., Any])

MAX_DOCUMENTS: Final = 500
"""Documents of one meeting that are resolved together; time grows faster than their number."""
_SAME_CONFIDENCE: Final = 0.05
"""A speaker who is only so much surer than before is not stored anew."""


def keep_option(command: CommandT) -> CommandT:
    """`--keep-speakers`: leave what other documents of the meeting say unused."""
    return click.option(
        "--keep-speakers", "is_kept", is_flag=True,
        help="Leave the speakers of stored documents as they are. Otherwise the documents of "
        "the meeting tell each other who is who.",
    )(command)  # fmt: skip


def set_tables(side_set: SideSet | None, own: Path) -> tuple[Mapping[str, Any], ...]:
    """Register entries for the names of a side set that the register does not know."""
    return () if side_set is None else _Resolver(own).tables(side_set)


def inform_meetings(store: Store, names: Iterable[str], *, own: Path | None = None) -> None:
    """Resolve the speakers of each meeting's documents together, from what is stored.

    Nothing is tagged or read by a model again. A document is stored anew, in a transaction of
    its own, only where a speaker changed; judgements stay and win. What changed is said on
    stderr.

    Args:
        store: open.
        names: of meetings.
        own: the analyst's register.
    """
    resolver = _Resolver(default_register() if own is None else own)
    for name in dict.fromkeys(names):
        meeting = store.reader().meeting(name)
        predictions = store.reader().predictions(name)
        if meeting is None or not any(found.claims for found in predictions):
            continue
        if len(predictions) > MAX_DOCUMENTS:
            message(
                f"{one_line(meeting.name)}: {len(predictions)} documents are too many to resolve "
                "together; their speakers stay as they are"
            )
            continue
        speakers = resolver.speakers(meeting, predictions)
        done = _store(store, meeting.name, predictions, speakers)
        if len(predictions) > 1 or done.n_speakers or done.n_sides:
            message(
                f"{one_line(meeting.name)}: {count(len(predictions), 'document')} resolved "
                f"together; {count(done.n_speakers, 'claim')} changed speaker, "
                f"{count(done.n_sides, 'claim')} changed side"
            )


class _Resolver:
    """The register and the scorer of sides, read once for several meetings."""

    def __init__(self, own: Path) -> None:
        self._files = registers(own)

    @cached_property
    def _register(self) -> Register:
        from attribution.actors import Register  # noqa: PLC0415 - reads the register

        return Register.load(extra=self._files)

    @cached_property
    def _scorer(self) -> SideScorer:
        from attribution.speakers import SideScorer  # noqa: PLC0415 - loads numpy

        return SideScorer.load()

    def tables(self, side_set: SideSet) -> tuple[Mapping[str, Any], ...]:
        """Register entries of a side set."""
        from attribution.sidesets import register_table  # noqa: PLC0415 - loads numpy

        return (register_table(side_set, self._register),)

    def speakers(self, meeting: Meeting, predictions: Sequence[Predictions]) -> list[list[Speaker]]:
        """The speakers of each document's claims, as all the documents of a meeting tell them."""
        from attribution.pipeline import resolve_again  # noqa: PLC0415 - loads models' code

        register = self._register
        if meeting.side_set is not None:
            register = type(register).load(extra=self._files, tables=self.tables(meeting.side_set))
        items = [
            # A document of several meetings informs all of them, and is informed by its first.
            (replace(found.document, meeting=meeting.name),
             [claim.attribution for claim in found.claims])
            for found in predictions
        ]  # fmt: skip
        return resolve_again(items, register=register, side_scorer=self._scorer)


def _store(
    store: Store,
    meeting: str,
    predictions: Sequence[Predictions],
    speakers: Sequence[Sequence[Speaker]],
) -> Renewed:
    n_speakers = n_sides = 0
    with store.writer() as writer:
        for found, told in zip(predictions, speakers, strict=True):
            is_own = found.document.meeting == meeting
            if not is_own or not _is_news(found, told):
                continue
            by_claim = {claim.id: one for claim, one in zip(found.claims, told, strict=True)}
            renewed = writer.renew_speakers(found, by_claim)
            if renewed is not None:
                n_speakers += renewed.n_speakers
                n_sides += renewed.n_sides
    return Renewed(n_speakers, n_sides)


def _is_news(found: Predictions, speakers: Sequence[Speaker]) -> bool:
    return any(
        replace(claim.speaker, confidence=0.0) != replace(speaker, confidence=0.0)
        or abs(claim.speaker.confidence - speaker.confidence) > _SAME_CONFIDENCE
        for claim, speaker in zip(found.claims, speakers, strict=True)
    )
