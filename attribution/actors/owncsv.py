"""CSV files of an analyst's own people and bodies, as entries of the register."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attribution.actors.records import ORGANISATION_KINDS
from attribution.errors import RegisterError
from attribution.letters import bare_letters
from attribution.spreadsheets import CsvTable, text_of_spreadsheet
from attribution.wholefiles import why_unread

__all__ = ["CSV_COLUMNS", "entries_of_csv", "new_id", "person_entry"]

CSV_COLUMNS: Final = (
    "id", "name", "kind", "side", "office", "organisation", "start", "end", "gender", "aliases",
)  # fmt: skip
"""Of an imported CSV file; only name and side are needed. `kind` is person, or a kind of
organisation; `aliases` are separated by semicolons; rows of one person are several roles."""
_NEEDED: Final = frozenset({"name", "side"})
_WORD: Final = re.compile(r"[^\W_]+")
_ROLE_KEYS: Final = ("office", "organisation", "side", "start", "end")


def new_id(name: str) -> str:
    """An id made of a name: `Zoë Ågren` → `zoe-agren`; other scripts keep their letters."""
    return "-".join(_WORD.findall(bare_letters(name).casefold())) or "entry"


def person_entry(row: Mapping[str, str]) -> dict[str, Any]:
    """A register entry of one person with one role, from named fields as in `CSV_COLUMNS`."""
    role = {key: row[key] for key in _ROLE_KEYS if row.get(key)}
    role.setdefault("office", "Official")
    entry: dict[str, Any] = {"id": row.get("id") or new_id(row["name"]), "name": row["name"]}
    if row.get("gender"):
        entry["gender"] = row["gender"]
    if row.get("aliases"):
        entry["aliases"] = _split(row["aliases"])
    return {**entry, "roles": [role], "source": "own"}


def entries_of_csv(path: Path) -> dict[str, list[dict[str, Any]]]:
    """People and organisations of a CSV file.

    Raises:
        RegisterError: if the file cannot be read or a row lacks what it needs; the message names
            file and line.
    """
    people: dict[str, dict[str, Any]] = {}
    bodies: dict[str, dict[str, Any]] = {}
    for where, row in _rows(_text_of(path), str(path)):
        kind = row.get("kind") or "person"
        if kind == "person":
            entry = person_entry(row)
            known = people.setdefault(entry["id"], entry)
            if known is not entry:
                known["roles"] += entry["roles"]
        elif kind in ORGANISATION_KINDS:
            entry_id = row.get("id") or new_id(row["name"])
            bodies[entry_id] = {
                "id": entry_id, "name": row["name"], "kind": kind, "side": row["side"],
                "aliases": _split(row.get("aliases", "")), "source": "own",
            }  # fmt: skip
        else:
            kinds = ", ".join(("person", *sorted(ORGANISATION_KINDS)))
            msg = f"{where}: kind {kind!r} is none of {kinds}"
            raise RegisterError(msg)
    return {"people": list(people.values()), "organisations": list(bodies.values())}


def _text_of(path: Path) -> str:
    try:
        return text_of_spreadsheet(path.read_bytes())
    except UnicodeDecodeError as error:
        found = "UTF-16" if error.encoding.startswith("utf-16") else "UTF-8"
        msg = f"{path}: not {found} at byte {error.start}; save the file as CSV UTF-8"
        raise RegisterError(msg) from error
    except (OSError, ValueError) as error:
        problem = why_unread(error, if_folder="this is a folder; give the CSV or YAML file")
        msg = f"{path}: {problem}"
        raise RegisterError(msg) from error


def _rows(text: str, label: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each row is, and its cells by column, blanks around them left out."""
    table = CsvTable(text)
    try:
        columns = [cell.strip().lower() for cell in next(table, [])]
        _check_columns(columns, label)
        for written in table:
            where = f"{label}: line {table.line}"
            cells = [cell.strip() for cell in written]
            row = dict(zip(columns, cells, strict=False))
            if not any(cells):
                continue
            if any(cells[len(columns) :]):
                msg = (
                    f"{where}: more cells than columns; put a cell with a {table.delimiter!r} in "
                    "quotation marks"
                )
                raise RegisterError(msg)
            if not row.get("name") or not row.get("side"):
                msg = f"{where}: name or side is empty; fill in both"
                raise RegisterError(msg)
            row.pop("", None)
            yield where, row
    except csv.Error as error:
        msg = (f"{label}: line {table.line}: no CSV ({error}); "
               "see that every quotation mark is closed")  # fmt: skip
        raise RegisterError(msg) from error


def _check_columns(columns: Sequence[str], label: str) -> None:
    named = [column for column in columns if column]
    missing, unknown = _NEEDED - {*named}, {*named} - {*CSV_COLUMNS}
    twice = {column for column in named if named.count(column) > 1}
    problems = {
        "lacks": missing, "has unknown columns": unknown, "has more than once": twice,
    }  # fmt: skip
    for problem, found in problems.items():
        if found:
            listed = ", ".join(sorted(found))
            msg = f"{label}: {problem} {listed}; columns are {', '.join(CSV_COLUMNS)}"
            raise RegisterError(msg)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]
