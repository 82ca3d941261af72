"""Reports show what several documents copied once, and where else it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from attribution.copies import find_copies
from attribution.records import Comparison, Meeting, Point, Verdict, VerdictKind
from attribution.reporting import claims_table, comparison_html, comparison_markdown
from attribution.reporting import comparison_view as view
from attribution.reporting.copied import also_in
from attribution.reporting.wording import documents_read, stance_profile
from tests.reporting.conftest import render
from tests.reporting.examples import make_claim, make_document
from tests.wires import COPIED, CUT, EDITED, EDITED_BERTHS, WIRE, told

HOSTILE = "[bold]Quay[/bold] | <script>alert(1)</script>"


def copied(*, outlet: str = "The Quay") -> Comparison:
    """Lind's two statements and Berg's answer, copied by two outlets."""
    quay = replace(CUT, outlet=outlet)
    claims = [replace(claim, document=quay) if claim.document is CUT else claim
              for claims in COPIED.values() for claim in claims]  # fmt: skip
    groups = find_copies(claims)
    points = tuple(
        Point(
            id=f"p{k}", label=first.content_text, claims={first.speaker.side: (first.id,)},
            verdict=Verdict(VerdictKind.ONLY, first.speaker.side),
        )
        for k, (first, *_) in enumerate(groups)
    )  # fmt: skip
    return Comparison(
        meeting=Meeting(name="Berths"), sides=("SE", "NORDEN"), points=points,
        documents={"SE": 3, "NORDEN": 2}, claims={first.id: first for first, *_ in groups},
        copies={first.id: tuple(others) for first, *others in groups},
    )  # fmt: skip


def test_where_else_in_words() -> None:
    """Outlet and id, and whether words were edited; a document without outlet by its name."""
    nameless = make_claim(make_document("All fees were fair.", name="a/b.txt"), "fees were fair")
    edited = told(EDITED, EDITED_BERTHS)
    assert also_in(told(WIRE), [told(CUT), edited, nameless]) == [
        f"The Quay ({told(CUT).id})", f"Harwick Post, edited ({edited.id})",
        f"b.txt, edited ({nameless.id})",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
def test_terminal(check_golden: Callable[[str, str], None], width: int) -> None:
    """Each statement once with the others below it, in columns and stacked."""
    check_golden(f"copied_{width}.txt", render(view(copied(), width=width), width))


def test_markdown(check_golden: Callable[[str, str], None]) -> None:
    """The same in Markdown; the name of an outlet is no markup."""
    check_golden("copied.md", comparison_markdown(copied(outlet=HOSTILE)))


@pytest.mark.parametrize("width", [40, 80, 160])
def test_list_of_claims(width: int) -> None:
    """A list names them at every width."""
    comparison = copied()
    claims = [*comparison.claims.values()]
    shown = render(claims_table(claims, width=width, copies=comparison.copies), width)
    for others in comparison.copies.values():
        assert all(copy.id in shown for copy in others)
    assert "also in" in shown
    assert "also in" not in render(claims_table(claims, width=width), width)


def test_page() -> None:
    """Each copy leads to its own sentence: on the web, and in its own paragraph."""
    page = BeautifulSoup(comparison_html(copied(outlet=HOSTILE)), "html.parser")
    assert len(page.select("article.claim")) == 3
    ids = [element["id"] for element in page.select("[id^=claim-]")]
    assert len(ids) == len({*ids}) == 8
    lists = page.select("article.claim ul.also-in")
    assert [len(found.select("li")) for found in lists] == [2, 2, 1]
    berths = next(found for found in lists if "edited" in found.text)
    quay, post = berths.select("li")
    assert HOSTILE in quay.text
    assert not page.select(".also-in script, .also-in b")
    assert quay.select_one("a") is None
    link = post.select_one("a")
    assert link is not None
    assert str(link["href"]).startswith("https://example.com/post#:~:text=")
    assert "edited" in post.text.split("2031")[0]
    assert "edited" not in quay.text.split("2031")[0]
    marks = [mark.text for mark in post.select("mark.content")]
    assert [EDITED_BERTHS in mark for mark in marks] == [True]
    listed = [item.text for item in page.select(".documents li")]
    assert len(listed) == 3
    assert sum("SE 2" in item for item in listed) == 3


def test_counts() -> None:
    """A statement counts once; documents of a side are all in which it stands."""
    comparison = copied()
    assert stance_profile(comparison, "SE").startswith("2 claims")
    assert documents_read(comparison, "SE") == "3 documents"
    others = replace(comparison, sides=("SE",), documents={"SE": 3})
    assert documents_read(others, "NORDEN") == "2 documents"
