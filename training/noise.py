"""Scrape damage as augmentation: what copying a page into text does to it.

Every kind of damage is a function from text and random generator to edits, so labelled spans
move with the text through the same `OffsetMap` that cleaning uses.

`python -m training.noise polnear_dev.jsonl.gz --seed 7 --output FOLDER` writes the annotated
articles of a file once for each kind of damage, for `eval.robustness`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from attribution.reading.jsonl import read_jsonl
from attribution.spans import Edit, Span, apply_edits

__all__ = ["DAMAGE_KINDS", "damage_row", "damage_text", "maybe_damage"]

_ROLES: Final = ("source", "cue", "content")

_SENTENCE_GAP: Final = re.compile(r"(?<=[.!?][\"”’']|\w[.!?])\s+(?=[A-Z“\"‘'])")
_WORD_GAP: Final = re.compile(r"(?<=[\w,;:]) (?=\w)")
_APOSTROPHE: Final = re.compile(r"(?<=\w)['’](?=\w)")
_DOUBLE_QUOTE: Final = re.compile(r"[\"“”]")
_ABBREVIATION: Final = re.compile(r"\b(?:U\.S\.|U\.N\.|U\.K\.|[MD]rs?\.|Ms\.|Sen\.|Gov\.|Rep\.) ")
_SPACE: Final = re.compile(r"(?<=\S) (?=\S)")
_PARAGRAPH_GAP: Final = re.compile(r"\n{2,}")
_HEADLINE: Final = re.compile(r"[^\n]{5,200}")
_MOJIBAKE: Final = re.compile(r"[’‘“”–—é]")


def glue_sentences(text: str, rng: random.Random) -> list[Edit]:
    """Lose the space between some or all sentences: `said.The`."""
    rate = rng.choice((0.1, 0.5, 1.0))
    return [Edit(*m.span(), "") for m in _SENTENCE_GAP.finditer(text) if rng.random() < rate]


def glue_words(text: str, rng: random.Random) -> list[Edit]:
    """Lose a few spaces between words, as at the edge of a link: `reportedthat`."""
    rate = rng.choice((0.005, 0.02, 0.05))
    return [Edit(*m.span(), "") for m in _WORD_GAP.finditer(text) if rng.random() < rate]


def lose_apostrophes(text: str, rng: random.Random) -> list[Edit]:
    """Drop apostrophes inside words: `Russias`."""
    rate = rng.choice((0.3, 1.0))
    return [Edit(*m.span(), "") for m in _APOSTROPHE.finditer(text) if rng.random() < rate]


def lose_quotes(text: str, rng: random.Random) -> list[Edit]:
    """Drop double quotation marks: some or all."""
    rate = rng.choice((0.1, 1.0))
    return [Edit(*m.span(), "") for m in _DOUBLE_QUOTE.finditer(text) if rng.random() < rate]


def restyle_quotes(text: str, rng: random.Random) -> list[Edit]:
    """Write all double quotation marks in another style; opening and closing alternate."""
    styles = (('"', '"'), ("“", "”"), ("«", "»"), ("‘", "’"), ("'", "'"), ("''", "''"))
    opening, closing = rng.choice(styles)
    edits: list[Edit] = []
    is_open = False
    for match in _DOUBLE_QUOTE.finditer(text):
        mark = match.group()
        is_open = mark == "“" or (mark == '"' and not is_open)
        edits.append(Edit(*match.span(), opening if is_open else closing))
    return edits


def break_lines(text: str, rng: random.Random) -> list[Edit]:
    """Break lines after abbreviations and at random spaces."""
    rate = rng.choice((0.0, 0.02, 0.08))
    breaks = {m.end() - 1 for m in _ABBREVIATION.finditer(text) if rng.random() < 0.8}
    breaks |= {m.start() for m in _SPACE.finditer(text) if rng.random() < rate}
    return [Edit(at, at + 1, "\n") for at in sorted(breaks)]


def lose_paragraphs(text: str, rng: random.Random) -> list[Edit]:
    """Turn paragraph breaks into line breaks, spaces or nothing."""
    replacement = rng.choice(("\n", " ", ""))
    return [Edit(*m.span(), replacement) for m in _PARAGRAPH_GAP.finditer(text)]


def capitalise_headline(text: str, rng: random.Random) -> list[Edit]:
    """Write the first line, or now and then the whole text, in capitals."""
    match = _HEADLINE.search(text)
    if match is None:
        return []
    start, end = (0, len(text)) if rng.random() < 0.1 else match.span()
    return [
        Edit(i, i + 1, text[i].upper())
        for i in range(start, end)
        if text[i].islower() and len(text[i].upper()) == 1
    ]


def garble_encoding(text: str, rng: random.Random) -> list[Edit]:
    """Read UTF-8 punctuation as Windows-1252: `â€™`."""
    rate = rng.choice((0.3, 1.0))
    return [
        Edit(*m.span(), m.group().encode().decode("cp1252", "replace"))
        for m in _MOJIBAKE.finditer(text)
        if rng.random() < rate
    ]


def odd_spaces(text: str, rng: random.Random) -> list[Edit]:
    """Write some spaces as no-break, double or thin spaces."""
    rate = rng.choice((0.02, 0.1))
    odd = ("\u00a0", "  ", "\u2009", "\t", " \n")
    return [Edit(*m.span(), rng.choice(odd)) for m in _SPACE.finditer(text) if rng.random() < rate]


DAMAGE_KINDS: Final[dict[str, Callable[[str, random.Random], list[Edit]]]] = {
    "glue_sentences": glue_sentences,
    "glue_words": glue_words,
    "lose_apostrophes": lose_apostrophes,
    "lose_quotes": lose_quotes,
    "restyle_quotes": restyle_quotes,
    "break_lines": break_lines,
    "lose_paragraphs": lose_paragraphs,
    "capitalise_headline": capitalise_headline,
    "garble_encoding": garble_encoding,
    "odd_spaces": odd_spaces,
}


def damage_text(
    text: str, spans: Sequence[Span], kinds: Sequence[str], rng: random.Random
) -> tuple[str, list[Span]]:
    """Damage `text` by each of `kinds` in turn and move `spans` along.

    Args:
        text: clean text.
        spans: spans of `text`, in any order.
        kinds: names from `DAMAGE_KINDS`.
        rng: decides where; the same state gives the same damage.

    Returns:
        The damaged text and the spans in it, in the given order. A span whose text is lost
        whole comes back empty.
    """
    moved = list(spans)
    for kind in kinds:
        text, offset_map = apply_edits(text, DAMAGE_KINDS[kind](text, rng))
        to_damaged = offset_map.inverse()
        moved = [to_damaged.to_raw(span) for span in moved]
    return text, moved


def maybe_damage(
    text: str, spans: Sequence[Span], *, probability: float, rng: random.Random
) -> tuple[str, list[Span]]:
    """With `probability`, damage `text` by one to four random kinds; otherwise return it as is."""
    if rng.random() >= probability:
        return text, list(spans)
    kinds = rng.sample(sorted(DAMAGE_KINDS), k=rng.choice((1, 2, 3, 4)))
    return damage_text(text, spans, kinds, rng)


def damage_row(row: dict[str, Any], kind: str, rng: random.Random) -> dict[str, Any]:
    """A corpus row with its text damaged by one kind and its attributions moved along."""
    places = [
        (entry, role, i)
        for entry in row["attributions"]
        for role in _ROLES
        for i in range(len(entry[role]))
    ]
    spans = [Span(*entry[role][i]) for entry, role, i in places]
    text, moved = damage_text(row["text"], spans, (kind,), rng)
    attributions = [{role: list(entry[role]) for role in _ROLES} for entry in row["attributions"]]
    index = {id(entry): i for i, entry in enumerate(row["attributions"])}
    for (entry, role, i), span in zip(places, moved, strict=True):
        attributions[index[id(entry)]][role][i] = [span.start, span.end]
    return {"doc": row["doc"], "text": text, "attributions": attributions}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", required=True, help="one that no training used")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    rows = list(read_jsonl(arguments.data))
    arguments.output.mkdir(parents=True, exist_ok=True)
    for kind in DAMAGE_KINDS:
        path = arguments.output / f"{kind}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for row in rows:
                rng = random.Random(f"{arguments.seed}/{kind}/{row['doc']}")
                file.write(json.dumps(damage_row(row, kind, rng)) + "\n")
        print(path)


if __name__ == "__main__":
    main()
