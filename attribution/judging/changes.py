"""What a file with corrections would change in a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from attribution.errors import StoreError
from attribution.exporting import CORRECTABLE_FIELDS, JUDGEMENT, correctable_values
from attribution.judging.rows import LeftOut, Row, WrongRow
from attribution.judging.values import name_problem, side_problem, standing_problem, tidy_side
from attribution.records import JOINT, Claim
from attribution.reporting.wording import one_line
from attribution.store import FIELDS, Reader, Standing

__all__ = ["Changes", "find_changes"]

_VERDICT: Final = "verdict"
"""What the store calls a `judgement` of a file."""


@dataclass(slots=True)
class Changes:
    """What is to be judged, and what was found on the way.

    Attributes:
        said: claim id → field as the store names it → value that is new to it.
        claims: ids that the file tells of.
        problems: rows that are wrong, in words; if there are any, nothing may be stored.
        notes: what else is worth knowing.
    """

    said: dict[str, dict[str, str]] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def n_unchanged(self) -> int:
        """Claims of which the file says what the database shows."""
        return len(self.claims) - len(self.said)


def find_changes(rows: Iterable[Row | WrongRow | LeftOut], reader: Reader) -> Changes:
    """Every value that differs from what the database shows, people's judgements included.

    Raises:
        StoreError: if the database cannot be read.
        FormatError: if the rows cannot be read to the end.
    """
    finder = _Finder(reader)
    for row in rows:
        if isinstance(row, WrongRow):
            finder.changes.problems.append(f"{row.where}: {row.problem}")
        elif isinstance(row, LeftOut):
            finder.changes.notes.append(f"{row.where}: left out: {row.reason}")
        else:
            finder.take(row)
    return finder.changes


class _Finder:
    """Compares rows with the database, one after another."""

    def __init__(self, reader: Reader) -> None:
        self.changes = Changes()
        self._reader = reader
        self._claims: dict[str, Claim] = {}
        self._standings: dict[str, Standing] = {}
        self._side_problems: dict[str, str | None] = {}
        self._given: dict[tuple[str, str], tuple[str, str]] = {}

    def take(self, row: Row) -> None:
        """Note what a row changes, and what is wrong with it."""
        try:
            claim = self._claim(row.claim)
        except StoreError as error:
            self.changes.problems.append(f"{row.where}: {error}")
            return
        if row.claim.lower() != claim.id:
            # Somebody who types may shorten an id; in a file it is a damaged one or a number.
            self.changes.problems.append(f"{row.where}: {row.claim!r} is no whole id of a claim; "
                                         f"those have {len(claim.id)} digits")  # fmt: skip
            return
        self.changes.claims.add(claim.id)
        shown = self._shown(claim, row.values)
        for name in CORRECTABLE_FIELDS:
            if name in row.values:
                problem = self._compare(claim, name, row, shown.get(name))
                if problem is not None:
                    self.changes.problems.append(f"{row.where}: {problem}")

    def _claim(self, wanted: str) -> Claim:
        if wanted not in self._claims:
            self._claims[wanted] = self._reader.claim(wanted)
        return self._claims[wanted]

    def _standing(self, claim: Claim) -> Standing:
        if claim.id not in self._standings:
            self._standings[claim.id] = self._reader.standing(claim)
        return self._standings[claim.id]

    def _shown(self, claim: Claim, values: Mapping[str, str]) -> dict[str, str]:
        shown = correctable_values(claim)
        if JUDGEMENT in values and self._standing(claim).rejected is not None:
            shown[JUDGEMENT] = "reject"
        return shown

    def _compare(self, claim: Claim, name: str, row: Row, shown: str | None) -> str | None:
        """Take one value; what is wrong with it, if anything."""
        value = _tidy(name, row.values[name])
        before, where = self._given.setdefault((claim.id, name), (value, row.where))
        if before != value:
            return f"{name} of {claim.id} is {value!r}, but {before!r} at {where}; leave one"
        if shown is not None and value == _tidy(name, shown):
            return None
        problem = self._problem(claim, name, value)
        if problem is None:
            said = self.changes.said.setdefault(claim.id, {})
            said[_VERDICT if name == JUDGEMENT else name] = value
        return problem

    def _problem(self, claim: Claim, name: str, value: str) -> str | None:
        standing = self._standing(claim)
        if problem := standing_problem(claim, standing):
            return problem
        if problem := self._value_problem(claim, name, value):
            return f"{name} {problem}"
        if not standing.is_current and claim.id not in self.changes.said:
            self.changes.notes.append(
                f"{claim.id}: of an earlier reading; what is said counts when it is found again"
            )
        return None

    def _value_problem(self, claim: Claim, name: str, value: str) -> str | None:
        if name == "speaker":
            return name_problem(value)
        if name == "side":
            return self._side_problem(claim, value)
        allowed = FIELDS[_VERDICT if name == JUDGEMENT else name] or frozenset()
        return None if value in allowed else f"{value!r} is unknown; give {_listed(allowed)}"

    def _side_problem(self, claim: Claim, side: str) -> str | None:
        # Where people gave another side, the members that were found do not show in the claim.
        if side == JOINT and not self._standing(claim).sides:
            return f"{JOINT} is of several sides that speak together, and none are found here"
        if side not in self._side_problems:
            self._side_problems[side] = side_problem(side, self._reader)
        return self._side_problems[side]


def _listed(allowed: Iterable[str]) -> str:
    return ", ".join(sorted(allowed))


def _tidy(name: str, given: str) -> str:
    """A value as it would be stored, so that blanks and case make no difference."""
    if name == "side":
        return tidy_side(given)
    # Exports put values on one line so; a control character that counts as a blank is one then.
    words = " ".join(given.split())
    return one_line(words) if name == "speaker" else words.lower()
