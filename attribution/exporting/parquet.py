"""Claims as an Apache Parquet file, and the rows of one; needs the extra `[parquet]`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attribution.errors import FormatError
from attribution.exporting.objects import CLAIM_FIELDS

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["check_parquet", "parquet_rows", "write_parquet"]

_N_ROWS: Final = 10_000
"""Rows held in memory at one time."""
_DAYS: Final = frozenset({"published", "said_on"})
_NUMBERS: Final = frozenset({"stance_score", "act_score", "confidence"})
_LISTS: Final = frozenset({"sides", "judged"})


def check_parquet() -> None:
    """See that the library is there.

    Raises:
        FormatError: saying how to install it.
    """
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415 - of the extra [parquet]
    except ModuleNotFoundError as error:
        msg = f'Parquet needs {error.name}: pip install "attribution[parquet]"'
        raise FormatError(msg) from error


def write_parquet(records: Iterable[Mapping[str, object]], path: Path) -> None:
    """Write records of claims, a column a field of `CLAIM_FIELDS`; days are days, spans nested.

    Raises:
        FormatError: if the library is missing.
        OSError: if the file cannot be written.
    """
    check_parquet()
    import pyarrow as pa  # noqa: PLC0415 - of the extra [parquet]
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema, left = _schema(), iter(records)
    with pq.ParquetWriter(path, schema) as writer:
        while rows := [_typed(record) for record in islice(left, _N_ROWS)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))


def parquet_rows(data: bytes, columns: Iterable[str]) -> list[dict[str, Any]]:
    """The rows of a file, with those of the columns that it has.

    Raises:
        FormatError: if the library is missing, or it is no Parquet file.
    """
    check_parquet()
    import pyarrow as pa  # noqa: PLC0415 - of the extra [parquet]
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        wanted = [name for name in columns if name in file.schema_arrow.names]
        rows: list[dict[str, Any]] = file.read(columns=wanted).to_pylist()
    except (pa.ArrowException, OSError, ValueError) as error:
        msg = "no Parquet file, or a damaged one; export it again"
        raise FormatError(msg) from error
    return rows


def _schema() -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415 - of the extra [parquet]

    pairs = pa.list_(pa.list_(pa.int32()))
    kinds = {
        **dict.fromkeys(_DAYS, pa.date32()),
        **dict.fromkeys(_NUMBERS, pa.float64()),
        **dict.fromkeys(_LISTS, pa.list_(pa.string())),
        "spans": pa.struct([(part, pairs) for part in ("source", "cue", "content")]),
    }
    return pa.schema([(name, kinds.get(name, pa.string())) for name in CLAIM_FIELDS])


def _typed(record: Mapping[str, object]) -> dict[str, object]:
    days = {
        name: date.fromisoformat(day) for name in _DAYS if isinstance(day := record[name], str)
    }  # fmt: skip
    return {**record, **days}
