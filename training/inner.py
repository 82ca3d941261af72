"""Silver labels of attributions nested in contents, for the tagger's inner head.

`python -m training.inner --data ../shared/data/attribution/polnear_train.jsonl.gz --output FILE`
reads every annotated content as a text of its own with a trained tagger: the corpus marks
outer attributions only.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from attribution.linking import link_spans
from attribution.reading.jsonl import read_jsonl
from attribution.records import Attribution
from attribution.spans import LabelledSpan, Span
from attribution.tagging import SpanTagger, Tagger
from training.corpora import AnnotatedText, read_polnear

__all__ = ["inner_spans", "read_inner"]

N_MIN_CHARS = 30
"""Shorter contents hold no source, cue and content of their own."""


def inner_spans(article: AnnotatedText, tagger: SpanTagger) -> list[LabelledSpan]:
    """The spans of complete attributions inside the contents of `article`, in its code points."""
    contents = [
        Span(start, end)
        for start, end, role in article.spans
        if role == "content" and end - start >= N_MIN_CHARS
    ]
    found: set[LabelledSpan] = set()
    texts = [content.slice(article.text) for content in contents]
    for content, text, tagged in zip(contents, texts, tagger.tag(texts), strict=True):
        for attribution in link_spans(text, tagged):
            if attribution.source is not None and attribution.cue is not None:
                found.update(_labelled(attribution, content.start))
    return sorted(found)


def _labelled(attribution: Attribution, by_chars: int) -> Iterator[LabelledSpan]:
    for role, spans in (
        ("source", (attribution.source,)),
        ("cue", (attribution.cue,)),
        ("content", attribution.contents),
    ):
        for span in spans:
            if span is not None:
                yield LabelledSpan(span.start + by_chars, span.end + by_chars, role)


def read_inner(path: Path) -> dict[str, list[LabelledSpan]]:
    """Article name → silver spans, as `main` wrote them.

    Raises:
        ReadError: if the file is missing or malformed.
    """
    return {
        row["doc"]: [LabelledSpan(start, end, role) for start, end, role in row["spans"]]
        for row in read_jsonl(path)
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="default: the packaged accurate tagger")
    arguments = parser.parse_args()
    tagger = Tagger(arguments.weights) if arguments.weights else Tagger.load()
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    with arguments.output.open("w", encoding="utf-8") as file:
        for article in read_polnear(arguments.data):
            row = {"doc": article.name, "spans": inner_spans(article, tagger)}
            file.write(json.dumps(row) + "\n")
    print(arguments.output)


if __name__ == "__main__":
    main()
