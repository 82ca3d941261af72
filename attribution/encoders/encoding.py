"""Text to word pieces with the features an uncased tokenizer throws away.

Each piece keeps its code-point range, the case of its letters and what stands before it
(nothing, a space, a line break, a paragraph break).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from attribution.errors import OffsetError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = [
    "N_CASE_CLASSES",
    "N_SPACE_CLASSES",
    "Pieces",
    "PlainPieces",
    "Window",
    "encode_plainly",
    "encode_text",
    "plan_windows",
]

N_CASE_CLASSES: Final = 4
"""0 no capital, 1 first letter only, 2 all letters (two or more), 3 otherwise mixed."""

N_SPACE_CLASSES: Final = 4
"""0 glued to the piece before, 1 space, 2 line break, 3 paragraph break or start of text."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Word pieces of one text; all arrays have shape (n_pieces,).

    Attributes:
        ids: vocabulary indices.
        starts: first code point of each piece.
        ends: half-open end of each piece.
        cases: case class, 0 to `N_CASE_CLASSES` - 1.
        spaces: class of the gap before the piece, 0 to `N_SPACE_CLASSES` - 1.
    """

    ids: IntArray
    starts: IntArray
    ends: IntArray
    cases: IntArray
    spaces: IntArray

    def __post_init__(self) -> None:
        """Reject arrays of different lengths."""
        lengths = {len(self.ids), len(self.starts), len(self.ends), len(self.cases),
                   len(self.spaces)}  # fmt: skip
        if len(lengths) != 1:
            msg = f"piece arrays have different lengths: {sorted(lengths)}"
            raise OffsetError(msg)

    def __len__(self) -> int:
        """Number of word pieces."""
        return len(self.ids)


@dataclass(frozen=True, slots=True, eq=False)
class PlainPieces:
    """Word pieces of one text without features; all lists have one entry a piece.

    Attributes:
        ids: vocabulary indices.
        starts: first code point of each piece.
        ends: half-open end of each piece.
    """

    ids: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        """Number of word pieces."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start:end` go through the encoder together."""

    start: int
    end: int


@cache
def _character_classes() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """(is upper case, is a letter) for every code point of the basic multilingual plane."""
    characters = [chr(code) for code in range(0x10000)]
    upper = np.fromiter((c.isupper() for c in characters), dtype=bool, count=0x10000)
    letter = np.fromiter((c.isalpha() for c in characters), dtype=bool, count=0x10000)
    return upper, letter


def _running_count(flags: NDArray[np.bool_]) -> IntArray:
    return np.concatenate(([0], np.cumsum(flags, dtype=np.int64)))


def encode_plainly(text: str, tokenizer: Tokenizer) -> PlainPieces:
    """Split `text` into word pieces, the same as `encode_text` does, in half its time.

    Args:
        text: any text.
        tokenizer: without truncation or padding.
    """
    encoding = tokenizer.encode(_readable(text), add_special_tokens=False)
    offsets = encoding.offsets
    return PlainPieces(encoding.ids, [start for start, _ in offsets], [end for _, end in offsets])


def _readable(text: str) -> str:
    # Half a surrogate pair, as broken JSON leaves it, is no character: tokenizers refuse it.
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def encode_text(text: str, tokenizer: Tokenizer) -> Pieces:
    """Split `text` into word pieces with case and spacing features.

    Args:
        text: any text; line breaks matter.
        tokenizer: without truncation or padding.

    Returns:
        Pieces in reading order; characters the tokenizer drops belong to no piece. Several
        pieces may share one character (a Hangul syllable); otherwise they are disjoint.
    """
    readable = _readable(text)
    encoding = tokenizer.encode(readable, add_special_tokens=False)
    n_pieces = len(encoding.ids)
    offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(n_pieces, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    codes = np.frombuffer(readable.encode("utf-32-le"), dtype=np.uint32)
    upper_table, letter_table = _character_classes()
    plane = np.minimum(codes, 0xFFFF)
    n_upper_before = _running_count(upper_table[plane])
    n_letters_before = _running_count(letter_table[plane])
    n_breaks_before = _running_count(codes == ord("\n"))

    n_upper = n_upper_before[ends] - n_upper_before[starts]
    n_letters = n_letters_before[ends] - n_letters_before[starts]
    first_upper = n_upper_before[np.minimum(starts + 1, ends)] - n_upper_before[starts]
    cases = np.where(n_upper == 0, 0, 3)
    cases[(n_upper == 1) & (first_upper == 1)] = 1
    cases[(n_upper == n_letters) & (n_letters > 1)] = 2

    ends_before = np.concatenate(([0], ends[:-1])) if n_pieces else ends
    n_breaks = n_breaks_before[starts] - n_breaks_before[np.minimum(ends_before, starts)]
    spaces = np.where(starts > ends_before, 1, 0) + np.minimum(n_breaks, 2)
    spaces = np.minimum(spaces, N_SPACE_CLASSES - 1)
    if n_pieces:
        spaces[0] = N_SPACE_CLASSES - 1
    return Pieces(np.asarray(encoding.ids, dtype=np.int64), starts, ends, cases, spaces)


def plan_windows(n_pieces: int, *, window: int, stride: int, phase: int = 0) -> Iterator[Window]:
    """Cover `n_pieces` with windows of at most `window` pieces, one every `stride`.

    Args:
        n_pieces: length of the text in pieces.
        window: largest number of pieces in a window.
        stride: distance between window starts; the overlap is `window - stride`.
        phase: how many pieces the first window is shorter (varies the cuts in training).

    Yields:
        Windows in reading order; every piece is in at least one.

    Raises:
        ValueError: if the stride is not in 1 to `window` or the phase not in 0 to `stride`.
    """
    if not (0 < stride <= window and 0 <= phase <= stride):
        msg = f"stride {stride} and phase {phase} do not fit a window of {window} pieces"
        raise ValueError(msg)
    start, end = 0, min(window - phase, n_pieces)
    while start < n_pieces:
        yield Window(start, end)
        if end == n_pieces:
            return
        start = end - (window - stride)
        end = min(start + window, n_pieces)
