"""The words that all reports share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from attribution.records import (
    JOINT,
    UNKNOWN,
    Comparison,
    Meeting,
    Point,
    Silence,
    Stance,
    Verdict,
    VerdictKind,
)
from attribution.reporting import comparison_html, comparison_markdown, comparison_view
from attribution.reporting.wording import (
    OTHERS,
    column_sides,
    documents_read,
    meeting_when_where,
    one_line,
    printable,
    side_names_of,
    side_title,
    silence_words,
    sorted_points,
    speaker_side,
    stance_profile,
    stance_words,
    verdict_words,
    versions,
    when_words,
)
from tests.reporting.conftest import render
from tests.reporting.examples import (
    BOTH,
    COMPARISON,
    EMPTY,
    HARBOUR,
    HOSTILE_CLAIM,
    IDA_DAHL,
    KARIN_LIND,
    OLE_BERG,
    RIVAL,
    make_claim,
)


def _terminal(comparison: Comparison) -> str:
    return render(comparison_view(comparison, width=200), 200)


def _page(comparison: Comparison) -> str:
    return comparison_html(comparison, generated=date(2031, 4, 4))


def test_stances_have_sign_and_word() -> None:
    """A stance can be told without colour."""
    assert [stance_words(stance) for stance in Stance] == [
        "+ supportive",
        "· neutral",
        "− critical",
    ]


def test_verdicts_have_sign_and_word() -> None:
    """A verdict can be told without colour; a lone side is named."""
    verdicts = [Verdict(kind) for kind in VerdictKind if kind is not VerdictKind.ONLY]
    verdicts.append(Verdict(VerdictKind.ONLY, "RU"))
    assert [verdict_words(verdict) for verdict in verdicts] == [
        "= agreed", "≠ disputed", "≈ scope differs", "○ only RU"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("side", "title"),
    [("US", "United States (US)"), ("XK", "Kosovo (XK)"), ("EU", "European Union (EU)"),
     ("NATO", "NATO"), ("JOINT", "Joint statements"), ("UNKNOWN", "Side unknown"),
     ("ZZ", "ZZ"), ("HARBOURMEN", "HARBOURMEN")],
)  # fmt: skip
def test_sides_have_readable_names(side: str, title: str) -> None:
    """States and common bodies are named; any other code stands for itself."""
    names = side_names_of(replace(EMPTY, sides=(side,)))
    assert side_title(side, names) == title


def of_many_sides() -> Comparison:
    """Two columns, and a point that two other sides and a joint statement of theirs speak of."""
    others = [
        make_claim(HARBOUR, "The harbour talks", speaker=replace(KARIN_LIND, side="FI")),
        make_claim(RIVAL, "three berths", speaker=replace(OLE_BERG, side="DK")),
        make_claim(RIVAL, "at noon", speaker=replace(BOTH, sides=("DK", "FI"))),
    ]
    fi, dk, both = (claim.id for claim in others)
    point = Point(
        id="0", label="berths", verdict=Verdict(VerdictKind.SCOPE_DIFFERS),
        claims={"FI": (fi, both), "DK": (dk, both), UNKNOWN: ()},
        silent={"SE": Silence.SILENT, "NORDEN": Silence.NO_DOCUMENT},
    )  # fmt: skip
    return replace(
        COMPARISON,
        sides=("SE", "NORDEN"),
        points=(point,),
        claims={claim.id: claim for claim in others},
        changes=(),
    )


def test_sides_without_a_column_share_one() -> None:
    """Their claims stand there once each, with the side beside the speaker; none is silent."""
    comparison = of_many_sides()
    columns = column_sides(comparison)
    assert columns == (*comparison.sides, OTHERS)
    *_, others = versions(comparison, comparison.points[0], columns)
    assert [claim.speaker.side for claim in others.claims] == ["DK", JOINT, "FI"]
    assert side_title(OTHERS, side_names_of(comparison)) == "Other sides"
    assert documents_read(comparison, OTHERS) == "2 documents"
    assert stance_profile(comparison, OTHERS) == "3 claims: 3 neutral"
    assert silence_words(comparison, comparison.points[0], OTHERS) == ""


@pytest.mark.parametrize("render_as", [comparison_markdown, _terminal, _page])
def test_every_report_shows_the_shared_column(render_as: Callable[[Comparison], str]) -> None:
    """Title, speakers and their sides stand in the table of terminal, Markdown and page."""
    shown = render_as(of_many_sides())
    for words in ("Other sides", "Karin Lind", "FI", "Ole Berg", "DK", "JOINT: DK, FI"):
        assert words in shown


def test_columns_that_cannot_be_silent_stay_empty() -> None:
    """Neither marks without words nor a heading with nothing under it."""
    comparison = of_many_sides()
    (point,) = comparison.points
    own = replace(point, id="1", verdict=Verdict(VerdictKind.ONLY, "SE"),
                  claims={"SE": point.claims["FI"][:1]})  # fmt: skip
    comparison = replace(comparison, points=(point, own))
    *_, row = (r for r in comparison_markdown(comparison).splitlines() if r.startswith("| berths"))
    assert row.endswith("| _no document_ |  |")
    stacked = render(comparison_view(comparison, width=80), 80)
    assert stacked.count("\n  Other sides  ") == 1
    page = BeautifulSoup(_page(comparison), "html.parser")
    shared = page.select("tr.point td:last-child")
    assert [bool(cell.get_text().strip()) for cell in shared] == [True, False]
    assert all(silence.get_text() for silence in page.select(".silence"))


def test_one_side_more_has_its_own_column() -> None:
    """Sharing a column would hide its name for nothing."""
    comparison = of_many_sides()
    point = replace(comparison.points[0], claims={"FI": comparison.points[0].claims["FI"]})
    comparison = replace(comparison, points=(point,))
    assert column_sides(comparison) == (*comparison.sides, "FI")
    elsewhere = replace(point, claims={"SE": ()})
    comparison = replace(comparison, points=(point, elsewhere))
    *_, silent = versions(comparison, elsewhere, column_sides(comparison))
    assert silent == ("FI", (), "silent (2 documents read)")


def test_a_side_whose_code_reads_like_the_shared_column() -> None:
    """Whatever a side is called, its column holds its claims alone."""
    comparison = of_many_sides()
    point = replace(comparison.points[0], claims={**comparison.points[0].claims, "OTHERS": ()})
    comparison = replace(comparison, sides=("SE", "OTHERS"), points=(point,))
    columns = column_sides(comparison)
    assert columns == ("SE", "OTHERS", OTHERS)
    own, shared = list(versions(comparison, point, columns))[1:]
    assert (own.claims, len(shared.claims)) == ((), 3)


def test_points_of_sides_without_a_column_stand_where_their_column_does() -> None:
    """After those of the columns before it, and before those of no known side."""
    comparison = of_many_sides()
    fi, dk = (comparison.points[0].claims[side] for side in ("FI", "DK"))
    points = [
        Point(id=side, label=side, verdict=Verdict(VerdictKind.ONLY, side), claims={side: ids})
        for side, ids in ((UNKNOWN, fi[:1]), ("FI", fi), ("SE", fi[:1]), ("DK", dk))
    ]
    ordered = sorted_points(replace(comparison, points=tuple(points)))
    assert [point.id for point in ordered] == ["SE", "FI", "DK", UNKNOWN]


def test_the_page_counts_the_claims_of_every_side_in_a_document() -> None:
    """Also of those that share a column."""
    page = BeautifulSoup(comparison_html(of_many_sides()), "html.parser")
    told = [item.get_text().split(": ")[-1] for item in page.select("ul.documents li")]
    assert told == ["FI 1", "DK 2, FI 1"]


def test_given_names_go_first() -> None:
    """A name from the register replaces the built-in one."""
    names = side_names_of(EMPTY, {"DK": "Kingdom of Denmark"})
    assert side_title("DK", names) == "Kingdom of Denmark (DK)"


def test_joint_and_relayed_sides_say_so() -> None:
    """A joint statement lists its sides, a relayed one its relay."""
    assert speaker_side(KARIN_LIND) == "SE"
    assert speaker_side(BOTH) == "JOINT: SE, NORDEN"
    assert speaker_side(IDA_DAHL) == "NORDEN, via Norden Wire"


def test_guessed_sides_have_a_question_mark() -> None:
    """Unless nothing is said: UNKNOWN is no guess."""
    assert speaker_side(replace(KARIN_LIND, confidence=0.59)) == "SE?"
    assert speaker_side(replace(IDA_DAHL, confidence=0.4)) == "NORDEN?, via Norden Wire"
    assert speaker_side(replace(KARIN_LIND, side="UNKNOWN", confidence=0.1)) == "UNKNOWN"


def test_silence_without_reason_follows_the_documents() -> None:
    """Where a point gives no reason, a side of which documents were read is silent."""
    point = replace(COMPARISON.points[0], silent={})
    assert silence_words(COMPARISON, point, "NORDEN") == "silent (3 documents read)"
    assert silence_words(COMPARISON, point, "DK") == "no document"
    said = replace(point, silent={"NORDEN": Silence.NO_DOCUMENT})
    assert silence_words(COMPARISON, said, "NORDEN") == "no document"


def test_meeting_dates_and_place() -> None:
    """A day is named once, an interval by both ends, and what is unknown is left out."""
    day, next_day = date(2031, 4, 1), date(2031, 4, 2)
    assert meeting_when_where(Meeting(name="m", start=day, end=day, place="X")) == "2031-04-01, X"
    assert meeting_when_where(Meeting(name="m", start=day, end=next_day)) == (
        "2031-04-01 to 2031-04-02"
    )
    assert meeting_when_where(Meeting(name="m")) == ""


def test_printable_keeps_text_and_disarms_controls() -> None:
    """Letters, emoji sequences and brackets stay; controls become a sign, breaks newlines."""
    assert printable("[sic] 👩‍🚀 نص\r\na\rb\u2029c\td") == "[sic] 👩‍🚀 نص\na\nb\nc d"
    assert printable("a\x1b[0m\x00\x9b\ud83d\u202eb") == "a\ufffd[0m\ufffd\ufffd\ufffdb"
    assert one_line(" a \n\n b\u00a0c ") == "a b c"


def test_when_it_was_said() -> None:
    """The day of saying, else that of publication with a word, else that neither is known."""
    said, nothing = date(2031, 4, 1), replace(HOSTILE_CLAIM.document, published=None)
    published = str(HOSTILE_CLAIM.document.published)
    undated = replace(HOSTILE_CLAIM, said_on=None)
    assert when_words(replace(HOSTILE_CLAIM, said_on=said)) == ("2031-04-01",)
    assert when_words(undated) == ("published", published)
    assert when_words(replace(undated, document=nothing)) == ("undated",)
