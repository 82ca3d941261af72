"""Days as scrapers, feeds and mail write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribution.reading.days import read_day


@pytest.mark.parametrize(
    "written",
    [
        "2031-05-02", "2031-05-02T23:10:00Z", " 2031-05-02 23:10", "2031/05/02", "2031/5/2 10:00",
        "2031-5-2",
        "2031.05.02", "20310502", "20310502T231000Z", "20310502231000", "2 May 2031",
        "May 2, 2031", "Fri, 02 May 2031 23:10:00 -0500", "Fri, 2 May 2031 01:10:00 +0200 (CEST)",
        "2nd May 2031, 10:00 CEST", "1935467400", "1935467400000", "1935467400.5",
    ],
)  # fmt: skip
def test_days_that_are_plain(written: str) -> None:
    """Whatever the notation, the day is the one that stands there."""
    assert read_day(written) == date(2031, 5, 2)


@pytest.mark.parametrize(
    "written",
    [
        "", "03/04/2031", "3.4.31", "2031-02-31", "2031/13/02", "20311302", "May 2031", "Friday",
        "2 May", "yesterday", "May 45, 2031", "2031", "x" * 200 + "2 May 2031", "maybe in 2031",
        "99999999999999999", "203111", "2031123",
    ],
)  # fmt: skip
def test_days_that_are_not(written: str) -> None:
    """Part of a date, none of this calendar, and one that may be read in two ways are none."""
    assert read_day(written) is None


@given(st.dates(min_value=date(1970, 1, 1)))
def test_every_day_in_words(day: date) -> None:
    """A day with the name of its month is read back whatever it is."""
    assert read_day(f"{day:%d %B} {day.year:04}") == day


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_none(written: str) -> None:
    """Nothing but a day or none comes of any text."""
    assert isinstance(read_day(written), date | None)
