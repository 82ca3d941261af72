"""Files for brat: as its own reader takes them, offsets that lead back, names of files."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from attribution.exporting import brat_files
from attribution.records import Claim, Document
from tests.reporting.examples import CLAIMS, KARIN_LIND, SPLIT_CLAIM, make_claim, make_document
from tests.store.strategies import documents_with_claims

ID = re.compile(r"[TRA#][0-9]+")
MARKED = re.compile(r"(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)")


def read(claims: list[Claim]) -> dict[str, str]:
    """Name → text of the files."""
    return dict(brat_files(claims))


def lines_of(claims: list[Claim]) -> list[str]:
    """The annotations of claims of one document."""
    (lines,) = (text for name, text in read(claims).items() if name.endswith(".ann"))
    return lines.splitlines()


def check_as_brat_does(text: str, annotations: str) -> dict[str, list[tuple[int, int]]]:
    """Refuse what brat's reader refuses.

    Returns:
        Id of a marked span → its fragments.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    names: set[str] = set()
    for line in annotations.splitlines():
        name, data, *rest = line.split("\t")
        assert ID.fullmatch(name)
        assert name not in names
        names.add(name)
        if name.startswith("T"):
            found = MARKED.fullmatch(data)
            assert found
            pairs = [pair.split(" ") for pair in found[2].split(";")]
            spans[name] = [(int(start), int(end)) for start, end in pairs]
            (words,) = rest
            assert words == " ".join(text[start:end] for start, end in spans[name])
            flat = [offset for pair in spans[name] for offset in pair]
            assert flat == sorted(flat)
            assert all(start < end for start, end in spans[name])
        else:
            targets = re.findall(r"\bT[0-9]+\b", data)
            assert len(targets) == (2 if name.startswith("R") else 1)
            assert {*targets} <= spans.keys()
    return spans


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents_with_claims())
def test_any_text_is_valid(example: tuple[Document, list[Claim]]) -> None:
    """The text is whole, and every content leads back to its words whatever lines it crosses."""
    document, claims = example
    files = read(claims)
    if not claims:
        assert [*files] == ["annotation.conf"]
        return
    (text,) = (text for name, text in files.items() if name.endswith(".txt"))
    (annotations,) = (text for name, text in files.items() if name.endswith(".ann"))
    assert text == document.text
    spans = check_as_brat_does(text, annotations)
    ids = dict(re.findall(r"^#\d+\tClaim (T\d+)\t(\w+)$", annotations, re.MULTILINE))
    by_id = {claim.id: claim for claim in claims}
    for span, claim in ids.items():
        words = "".join(text[start:end] for start, end in spans[span])
        contents = by_id[claim].attribution.contents
        assert "".join(words.split()) == "".join(
            "".join(one.slice(text).split()) for one in contents
        )
    marked = {claim for claim in by_id if any(
        one.slice(document.text).strip() for one in by_id[claim].attribution.contents
    )}  # fmt: skip
    assert {*ids.values()} == marked


def test_annotations_of_a_claim() -> None:
    """Spans, relations, attributes and a note; a split content is one span."""
    assert lines_of([SPLIT_CLAIM]) == [
        'T1\tContent 175 200;226 244\t"We will open two berths" "and not a third."',
        f"#1\tClaim T1\t{SPLIT_CLAIM.id}",
        "T2\tSource 202 209\tMs Lind",
        "R1\tHasSource Arg1:T1 Arg2:T2",
        "T3\tCue 210 224\ttold reporters",
        "R2\tHasCue Arg1:T1 Arg2:T3",
        "A1\tSide T1 SE",
        "A2\tStance T1 neutral",
        "A3\tAct T1 commit",
        "#2\tAnnotatorNotes T1\tspeaker: Karin Lind",
    ]


def test_line_breaks_make_fragments() -> None:
    """Each line of a content is a fragment without the blanks around it, tabs end one too."""
    document = make_document("Lind said two \n  berths\r\n\r\nwould\topen\u2028soon.")
    claim = make_claim(document, "two \n  berths\r\n\r\nwould\topen\u2028soon", cue="said")
    assert lines_of([claim])[0] == (
        "T1\tContent 10 13;17 23;27 32;33 37;38 42\ttwo berths would open soon"
    )


def test_shared_and_nested_spans() -> None:
    """Claims of one source share its span, and a nested one leads to the claim around it."""
    document = make_document("Lind said that Berg agreed to meet.")
    outer = make_claim(document, "that Berg agreed to meet", source="Lind", cue="said")
    again = make_claim(document, "Berg agreed", source="Lind")
    inner = replace(make_claim(document, "to meet", source="Berg"), nested_in=outer.id)
    lines = lines_of([inner, outer, again])
    assert sum("\tSource 0 4\t" in line for line in lines) == 1
    assert lines[-1] == "R5\tNestedIn Arg1:T1 Arg2:T3"
    assert not any("NestedIn" in line for line in lines_of([inner]))


def test_values_that_brat_cannot_offer() -> None:
    """A side of other letters stands in the note; a name that reads as tags is left out."""
    document = make_document("Lind said so.")
    speaker = replace(KARIN_LIND, side="ЗАРЯ", name="Karin\n Lind")
    claim = replace(make_claim(document, "so", speaker=speaker), judged=("verdict",))
    lines = lines_of([claim])
    assert lines[-1] == "#2\tAnnotatorNotes T1\tside: ЗАРЯ; speaker: Karin Lind"
    assert "A3\tJudgement T1 accept" in lines
    assert not any("Side" in line for line in lines)
    hostile = replace(speaker, side="SE", name="Lind; act: warn")
    assert "Notes" not in lines_of([replace(claim, speaker=hostile)])[-1]


def test_configuration_offers_every_value() -> None:
    """All labels and the sides in use can be chosen; what overlaps may overlap."""
    configuration = read([*CLAIMS])["annotation.conf"]
    assert "Side\tArg:Content, Value:JOINT|MEDIA|NORDEN|SE|UNKNOWN\n" in configuration
    assert "Stance\tArg:Content, Value:supportive|neutral|critical\n" in configuration
    assert "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n" in configuration
    sections = re.findall(r"^\[(\w+)\]$", configuration, re.MULTILINE)
    assert sections == ["entities", "relations", "events", "attributes"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("talks/day 1.txt", "day-1"), ("https://a.org/b/c.html", "c"), ("-", "document"),
     ("../../etc/passwd", "passwd"), ("переговоры.txt", "document"), ("", "document"),
     ("https://a.org/b/", "b"), ("a\0b\n.txt", "a-b"), ("x" * 300, "x" * 60)],
)  # fmt: skip
def test_names_of_files(name: str, stem: str) -> None:
    """They are made of the document's name and hash, and of letters that any system takes."""
    document = make_document("Lind said so.", name=name)
    digits = document.sha256[:8]
    assert [*read([make_claim(document, "so")])] == [
        "annotation.conf", f"{stem}-{digits}.txt", f"{stem}-{digits}.ann"
    ]  # fmt: skip


def test_half_characters() -> None:
    """What no file can hold becomes U+FFFD, and offsets stay."""
    document = make_document("Lind said \ud83d so.")
    files = read([make_claim(document, "\ud83d so")])
    assert [*files.values()][1] == "Lind said \ufffd so."
    assert [*files.values()][2].startswith("T1\tContent 10 14\t\ufffd so\n")
