"""Corrections in the tags of Web Annotations."""

from __future__ import annotations

import json
from typing import Any

import pytest

from attribution.errors import FormatError
from attribution.judging import LeftOut, Row, WrongRow
from attribution.judging.annotated import annotation_corrections

OURS = "urn:attribution:claim:a1"


def annotation(*tags: Any, name: Any = OURS) -> dict[str, Any]:  # noqa: ANN401 - wrong ones too
    """An annotation with tags as its bodies."""
    return {"id": name, "type": "Annotation", "body": [*tags], "target": "urn:x"}


@pytest.mark.parametrize("shape", ["collection", "page", "list", "single"])
def test_shapes(shape: str) -> None:
    """A collection with its page, a page, a list and a single annotation are read."""
    one = annotation({"type": "TextualBody", "value": "Stance : neutral"}, "act: deny")
    page = {"type": "AnnotationPage", "items": [one]}
    shapes = {"collection": {"first": page}, "page": page, "list": [one], "single": one}
    (row,) = annotation_corrections(json.dumps(shapes[shape]), "c.jsonld")
    assert row == Row("c.jsonld: annotation 1", "a1", {"stance": "neutral", "act": "deny"})


def test_bodies_that_say_nothing() -> None:
    """Comments, links, empty tags and a body that is a text are no corrections."""
    bodies = (
        "Well said: yes", {"type": "TextualBody", "value": "side:"}, {"id": "https://a.org"},
        {"value": 3}, None,
    )  # fmt: skip
    for item in (annotation(*bodies), {**annotation(), "body": "I disagree"}, {"id": OURS}):
        (row,) = annotation_corrections(json.dumps([item]), "c")
        assert row == Row("c: annotation 1", "a1", {})


def test_annotations_of_others() -> None:
    """What somebody added is left out and told; what says two things or nothing is wrong."""
    items = [annotation(name="urn:other"), annotation(name=5), "x", annotation("act: a", "act: b")]
    reason = "no annotation of a claim that was exported; new claims are not read"
    assert [*annotation_corrections(json.dumps(items), "c")] == [
        LeftOut("c: annotation 1", reason),
        LeftOut("c: annotation 2", reason),
        WrongRow("c: annotation 3", "no object"),
        WrongRow("c: annotation 4", "act is 'a' and 'b'; leave one"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<html>", "c: no JSON (Expecting value); export the annotations as JSON-LD"),
        ("[" * 100_000, "c: no JSON (nested too deeply)"),
        ("[1" + "0" * 5000 + "]", "c: no JSON (a number is too long)"),
        ('{"type": "Person"}', "c: no annotations; a collection, a page or a list of them is read"),
        ('{"first": "https://a.org/page1"}', "c: has further pages elsewhere; give one file with"),
        ('{"first": {"items": [], "next": "urn:2"}}', "c: has further pages elsewhere"),
        ('{"type": "AnnotationPage", "items": [], "next": {}, "first": 5}', "c: no annotations"),
        ("5", "c: no annotations"),
    ],
)
def test_files_without_annotations(text: str, problem: str) -> None:
    """Other JSON, other files and pages that stand elsewhere are said in one line."""
    with pytest.raises(FormatError) as error:
        [*annotation_corrections(text, "c")]
    assert str(error.value).startswith(problem)
