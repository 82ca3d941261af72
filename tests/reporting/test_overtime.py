"""Stance by day and changed positions in the reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bs4 import BeautifulSoup

from attribution.exporting import comparison_record
from attribution.records import PositionChange
from attribution.reporting import comparison_html, comparison_markdown, comparison_view
from attribution.reporting.overtime import MAX_SPEAKERS, over_time
from tests.reporting.conftest import render
from tests.reporting.examples import COMPARISON, EMPTY, HOSTILE, HOSTILE_CLAIM, SPLIT_CLAIM

POINT = next(p for p in COMPARISON.points if HOSTILE_CLAIM.id in p.claims.get("SE", ()))
CHANGED = replace(
    COMPARISON,
    changes=(
        PositionChange(side="SE", point=POINT.id, before=HOSTILE_CLAIM.id, after=SPLIT_CLAIM.id,
                       score=0.914),
    ),
)  # fmt: skip


def flat(text: str) -> str:
    """With single spaces."""
    return " ".join(text.split())


def test_terminal_and_markdown_name_both_days() -> None:
    """Heading, side, point, both claims with their days and ids, and the score."""
    shown = flat(render(comparison_view(CHANGED, width=200), 200))
    assert "Seem to have changed their position (read both)" in shown
    days = [claim.day for claim in (HOSTILE_CLAIM, SPLIT_CLAIM)]
    for day, claim in zip(days, (HOSTILE_CLAIM, SPLIT_CLAIM), strict=True):
        assert day is not None
        assert f"{day.isoformat()} {claim.speaker.name}:" in shown
        assert f"({claim.id})" in shown
    assert "score 0.91" in shown
    assert HOSTILE in shown
    markdown = comparison_markdown(CHANGED)
    assert "## Seem to have changed their position (read both)\n\n- Sweden" in markdown
    assert "<script>" not in markdown
    assert "[a link](" not in markdown


def test_day_of_publication_is_marked() -> None:
    """Where the day of saying is unknown, words say that another one stands there."""
    before = replace(HOSTILE_CLAIM, said_on=None)
    published = before.document.published
    assert published is not None
    undated = replace(CHANGED, claims={**CHANGED.claims, before.id: before})
    shown = flat(render(comparison_view(undated, width=200), 200))
    assert f"published {published.isoformat()} {before.speaker.name}:" in shown
    page = BeautifulSoup(comparison_html(undated), "html.parser")
    first, second = (flat(li.get_text()) for li in page.select("ul.changes ol li"))
    assert first.startswith(f"published {published.isoformat()} ")
    assert second.startswith(str(SPLIT_CLAIM.said_on))


def test_page_links_to_both_claims() -> None:
    """The section leads to the claims; hostile text is text."""
    page = BeautifulSoup(comparison_html(CHANGED), "html.parser")
    section = page.select_one("section[aria-labelledby=changes-heading]")
    assert section is not None
    assert [a["href"] for a in section.select("a")] == [
        f"#claim-{HOSTILE_CLAIM.id}", f"#claim-{SPLIT_CLAIM.id}",
    ]  # fmt: skip
    assert HOSTILE in section.get_text()
    assert section.select("script") == []
    for link in section.select("a"):
        assert page.select(f'[id="{str(link["href"])[1:]}"]')
    stances = page.select_one("section[aria-labelledby=stance-heading]")
    assert stances is not None
    assert len(stances.select("time")) == len({(id(t)) for t in stances.select("time")}) > 1


def test_nothing_to_tell_is_no_section() -> None:
    """Without days and changes the reports are as they were."""
    page = comparison_html(EMPTY)
    assert "stance-heading" not in page
    assert "changes-heading" not in page
    assert "Stance by day" not in comparison_markdown(EMPTY)
    assert "Stance by day" not in render(comparison_view(EMPTY, width=80), 80)


def test_reports_show_the_busiest_speakers() -> None:
    """JSON has all of them."""
    claims = {}
    for number in range(MAX_SPEAKERS + 2):
        speaker = replace(SPLIT_CLAIM.speaker, name=f"Speaker {number}")
        for later in (0, 1):
            assert SPLIT_CLAIM.day is not None
            day = SPLIT_CLAIM.day + timedelta(days=later)
            claim = replace(SPLIT_CLAIM, id=f"{number}-{later}", speaker=speaker, said_on=day)
            claims[claim.id] = claim
    point = replace(POINT, claims={"SE": tuple(claims)})
    comparison = replace(COMPARISON, points=(point,), claims=claims)
    shown = over_time(comparison, {"SE": "Sweden"})
    assert len(shown.lines) == 1 + MAX_SPEAKERS
    record = comparison_record(comparison)
    assert len(record["stance_over_time"]) == 1 + MAX_SPEAKERS + 2  # type: ignore[arg-type] - a list


def test_json_of_both() -> None:
    """Fields of the two keys."""
    record = comparison_record(CHANGED)
    assert record["changed_positions"] == [
        {"side": "SE", "point": POINT.id, "before": HOSTILE_CLAIM.id, "after": SPLIT_CLAIM.id,
         "score": 0.914},
    ]  # fmt: skip
    lines = record["stance_over_time"]
    assert isinstance(lines, list)
    assert list(lines[0]) == ["side", "speaker", "days"]
    assert list(lines[0]["days"][0]) == ["day", "supportive", "neutral", "critical"]
