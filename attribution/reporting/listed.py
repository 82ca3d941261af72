"""A list of claims as a table for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from rich import box
from rich.table import Table
from rich.text import Text

from attribution.records import Claim
from attribution.reporting.copied import also_in
from attribution.reporting.styles import STANCE_STYLES
from attribution.reporting.wording import one_line, speaker_side, stance_words, when_words

__all__ = ["claims_table"]

_DEFAULT_WIDTH = 80
_WIDE = 140
_MEDIUM = 60

_Cell = Callable[[Claim], Text]
_NO_COPIES: Mapping[str, Sequence[Claim]] = MappingProxyType({})


def claims_table(
    claims: Sequence[Claim],
    *,
    width: int | None = None,
    copies: Mapping[str, Sequence[Claim]] = _NO_COPIES,
) -> Table:
    """A table of claims, one row each, in the order given.

    Args:
        claims: may be empty; the table then has no rows.
        width: columns of the terminal, 80 unless given. From 140 on every field has a column;
            below, fields share columns. Nothing is left out or cut at any width.
        copies: id of a claim → the same statement in other documents, named below it.
    """
    table = Table(box=box.HORIZONTALS, show_lines=True, header_style="bold", pad_edge=False)
    columns = _columns(width or _DEFAULT_WIDTH, partial(_content, copies=copies))
    for header, _, least, most in columns:
        table.add_column(Text(header), overflow="fold", min_width=least, max_width=most)
    for claim in claims:
        table.add_row(*(cell(claim) for _, cell, _, _ in columns))
    return table


def _columns(width: int, content: _Cell) -> list[tuple[str, _Cell, int | None, int | None]]:
    """Header, cell, least and most width of each column; content gets what the others leave."""
    if width >= _WIDE:
        return [
            ("Claim", _id, 12, None), ("Said", _said_on, 10, None),
            ("Speaker (side)", _speaker, None, 22), ("Cue", _cue, None, 14),
            ("Content", content, None, None), ("Stance", _stance, 12, None),
            ("Act", _act, 7, None),
        ]  # fmt: skip
    if width >= _MEDIUM:
        return [
            ("Claim", lambda claim: _lines(_id(claim), _said_on(claim)), 12, None),
            ("Speaker (side), cue", lambda claim: _lines(_speaker(claim), _cue(claim)), None, 22),
            ("Content, stance, act", lambda claim: _lines(content(claim), _tags(claim)),
             None, None),
        ]  # fmt: skip
    return [("Claims", partial(_stacked, content=content), None, None)]


def _id(claim: Claim) -> Text:
    return Text(claim.id, style="cyan")


def _said_on(claim: Claim) -> Text:
    return Text("\n".join(when_words(claim)))


def _speaker(claim: Claim) -> Text:
    name = Text(one_line(claim.speaker.name), style="bold")
    return Text.assemble(name, f" ({speaker_side(claim.speaker)})")


def _cue(claim: Claim) -> Text:
    return Text(one_line(claim.cue_text or "no cue"), style="italic" if claim.cue_text else "dim")


def _content(claim: Claim, *, copies: Mapping[str, Sequence[Claim]]) -> Text:
    told = Text(one_line(claim.content_text))
    if others := copies.get(claim.id):
        told.append(f"\nalso in: {'; '.join(also_in(claim, others))}", style="dim")
    return told


def _stance(claim: Claim) -> Text:
    return Text(stance_words(claim.stance), style=STANCE_STYLES[claim.stance])


def _act(claim: Claim) -> Text:
    return Text(claim.act.value)


def _tags(claim: Claim) -> Text:
    return Text("  ").join([_stance(claim), _act(claim)])


def _stacked(claim: Claim, *, content: _Cell) -> Text:
    head = Text("  ").join([_id(claim), Text(" ".join(when_words(claim)))])
    return _lines(head, _speaker(claim), _cue(claim), content(claim), _tags(claim))


def _lines(*parts: Text) -> Text:
    return Text("\n").join(parts)
