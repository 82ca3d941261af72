"""One claim in its paragraph, with everything known about where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from attribution.records import Claim, Judgement, SectionKind, StatementKind
from attribution.reporting.paragraphs import (
    is_cut_after,
    is_cut_before,
    marked_pieces,
    paragraph_of,
)
from attribution.reporting.styles import MARK_STYLES, STANCE_STYLES
from attribution.reporting.wording import one_line, printable, speaker_side, stance_words
from attribution.spans import Span

__all__ = ["claim_panel", "rejected_note", "review_panel"]

_Row = tuple[str, str | Text | None]

_LONGEST_LEGEND_CHARS = 90
_LEGEND_HEAD_CHARS = 50
_LEGEND_TAIL_CHARS = 30
_SHA256_CHARS = 16
_NARROW = 40
"""Columns of a terminal below which a table of names and values would have no room."""


def claim_panel(
    claim: Claim,
    *,
    width: int = 80,
    judgements: Sequence[Judgement] = (),
    notes: Sequence[str] = (),
) -> RenderableType:
    """The claim in its paragraph and its provenance.

    Source, cue and content are coloured and also stand in brackets that name them
    (`source⟦Ms Lind⟧`), so that they can be told apart without colour.

    Args:
        claim: as people corrected it.
        width: columns of the terminal; where they are few, values stand right behind their names.
        judgements: that corrected it.
        notes: lines below the title.
    """
    layout = _grid if width >= _NARROW else _lines
    title = Text.assemble(("Claim ", "bold"), (claim.id, "bold cyan"))
    told = [Text(one_line(note), style="bold yellow") for note in notes]
    parts: list[RenderableType] = [title, *told, "", Padding(_paragraph(claim), (0, 2)), ""]
    for heading, rows in (
        ("Spans (characters of the document)", _span_rows(claim)),
        ("Speaker", _speaker_rows(claim)),
        ("Reading", _reading_rows(claim)),
        *([("Judged", _judged_rows(judgements))] if judgements else []),
        ("Document", _document_rows(claim)),
    ):
        parts += [Text(heading, style="bold"), Padding(layout(rows), (0, 0, 0, 2))]
    return Group(*parts)


def review_panel(
    claim: Claim,
    *,
    position: int,
    total: int,
    width: int = 80,
    judgements: Sequence[Judgement] = (),
) -> RenderableType:
    """The claim in its paragraph and what a person can judge of it, short enough for a screen.

    Args:
        claim: as people corrected it.
        position: of the claim among those to review, from 1.
        total: how many are to be reviewed.
        width: columns of the terminal, as for `claim_panel`.
        judgements: of earlier, the newest of each field.
    """
    layout = _grid if width >= _NARROW else _lines
    title = Text.assemble(
        (f"Claim {position} of {total}", "bold"), "  ", (claim.id, "bold cyan")
    )  # fmt: skip
    document = claim.document
    published = document.published and f"published {document.published.isoformat()}"
    known = (document.name, document.outlet, document.issuer, published, claim.meeting)
    origin = Text(", ".join(one_line(part) for part in known if part), style="dim")
    parts: list[RenderableType] = [Rule(style="dim"), title, origin, ""]
    parts += [Padding(_paragraph(claim), (0, 2)), ""]
    parts.append(Padding(layout(_reviewed_rows(claim)), (0, 0, 0, 2)))
    if judgements:
        rows = layout(_judged_rows(judgements))
        parts += [Text("Judged", style="bold"), Padding(rows, (0, 0, 0, 2))]
    return Group(*parts)


def _reviewed_rows(claim: Claim) -> Iterator[_Row]:
    for name, value in _speaker_rows(claim):
        yield "speaker" if name == "name" else name, value
    is_statement = claim.attribution.kind is StatementKind.STATEMENT
    is_body = claim.section is SectionKind.BODY
    left_out = {"modality", "meeting", *["kind"] * is_statement, *["section"] * is_body}
    for name, value in _reading_rows(claim):
        if name not in left_out:
            yield name, value


def _paragraph(claim: Claim) -> Text:
    window = paragraph_of(claim)
    shown = Text()
    if is_cut_before(claim.document.text, window.start):
        shown.append("[…] ", style="dim")
    for piece in marked_pieces(claim, window):
        if piece.mark is None:
            shown.append(printable(piece.text))
            continue
        shown.append(f"{piece.mark}⟦", style="dim")
        shown.append(printable(piece.text), style=MARK_STYLES[piece.mark])
        shown.append("⟧", style="dim")
    if is_cut_after(claim.document.text, window.end):
        shown.append(" […]", style="dim")
    return shown


def _grid(rows: Iterator[_Row]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", min_width=12)
    grid.add_column(overflow="fold")
    for name, value in _texts(rows):
        grid.add_row(Text(name), value)
    return grid


def _lines(rows: Iterator[_Row]) -> Text:
    lines = [Text.assemble((name, "dim"), ": ", value) for name, value in _texts(rows)]
    return Text("\n", overflow="fold").join(lines)


def _texts(rows: Iterator[_Row]) -> Iterator[tuple[str, Text]]:
    for name, value in rows:
        if value is not None:
            # A plain string would be read as markup.
            yield name, Text(one_line(value)) if isinstance(value, str) else value


def _span_rows(claim: Claim) -> Iterator[_Row]:
    attribution = claim.attribution
    yield "source", _described(claim, attribution.source)
    yield "cue", _described(claim, attribution.cue)
    for span in attribution.contents:
        yield "content", _described(claim, span)


def _described(claim: Claim, span: Span | None) -> Text:
    if span is None:
        return Text("none in the text", style="dim")
    quoted = one_line(span.slice(claim.document.text))
    if len(quoted) > _LONGEST_LEGEND_CHARS:
        # The paragraph above shows it whole.
        quoted = f"{quoted[:_LEGEND_HEAD_CHARS]} […] {quoted[-_LEGEND_TAIL_CHARS:]}"
    return Text(f"{span.start}–{span.end}  “{quoted}”")


def _speaker_rows(claim: Claim) -> Iterator[_Row]:
    speaker = claim.speaker
    yield "name", f"{speaker.name} ({speaker.kind.value})"
    yield "role", speaker.role
    yield "organisation", speaker.organisation
    yield "side", speaker_side(speaker)
    yield "resolved by", f"{speaker.resolved_by}, confidence {speaker.confidence:.2f}"


def _reading_rows(claim: Claim) -> Iterator[_Row]:
    attribution = claim.attribution
    target = f", toward {one_line(claim.stance_target)}" if claim.stance_target else ""
    yield (
        "stance",
        Text.assemble(
            (stance_words(claim.stance), STANCE_STYLES[claim.stance]),
            f" ({claim.stance_score:.2f}){target}",
        ),
    )
    yield "act", f"{claim.act.value} ({claim.act_score:.2f})"
    yield "modality", f"{claim.modality.value}, {claim.polarity.value}"
    yield "quote type", attribution.quote_type.value
    yield "kind", attribution.kind.value
    yield "confidence", f"{attribution.confidence:.2f}"
    yield "nested in", claim.nested_in and f"claim {claim.nested_in}"
    yield "said on", claim.said_on.isoformat() if claim.said_on else "unknown"
    yield "meeting", claim.meeting
    yield "section", claim.section.value


def _judged_rows(judgements: Sequence[Judgement]) -> Iterator[_Row]:
    for judgement in judgements:
        said = "withdrawn" if judgement.value is None else judgement.value
        yield judgement.field, f"{said}, says {judgement.author}, {_time(judgement)}"


def _time(judgement: Judgement) -> str:
    return judgement.at.strftime("%Y-%m-%d %H:%M %Z").strip()


def rejected_note(judgement: Judgement) -> str:
    """Who left the claim out, and when."""
    return f"rejected by {judgement.author}, {_time(judgement)}: it is in no list"


def _document_rows(claim: Claim) -> Iterator[_Row]:
    document = claim.document
    spans = claim.attribution.spans()
    window = paragraph_of(claim)
    yield "name", document.name
    yield "title", document.title
    yield "kind", document.kind.value
    yield "issuer", document.issuer
    yield "outlet", document.outlet
    yield "author", document.author
    yield "published", document.published.isoformat() if document.published else "unknown"
    yield "retrieved", document.retrieved.isoformat() if document.retrieved else None
    yield "url", document.url
    yield "sha256", f"{document.sha256[:_SHA256_CHARS]}…"
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    yield "offsets", f"claim {first}–{last}, paragraph {window.start}–{window.end}"
