"""What people say of claims: values that are valid, files with corrections, what they change.

Reading a file and finding what it changes store nothing; `Writer.judge` does.
"""

from attribution.judging.changes import Changes, find_changes
from attribution.judging.reading import is_brat, read_bytes, read_path
from attribution.judging.rows import LeftOut, Row, WrongRow
from attribution.judging.values import name_problem, side_problem, standing_problem, tidy_side

__all__ = [
    "Changes",
    "LeftOut",
    "Row",
    "WrongRow",
    "find_changes",
    "is_brat",
    "name_problem",
    "read_bytes",
    "read_path",
    "side_problem",
    "standing_problem",
    "tidy_side",
]
