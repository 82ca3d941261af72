"""Claims and comparisons as JSON, JSON Lines, CSV and Markdown tables, and as bytes to keep.

Claims also as Parquet, as W3C Web Annotations and for brat. The fields are documented and stable;
text is kept as it stands in the document, in any script.
"""

from attribution.exporting.annotations import CLAIM_PREFIX, annotation_collection
from attribution.exporting.brat import brat_files
from attribution.exporting.finished import (
    comparison_bytes,
    comparison_from_bytes,
    comparison_key,
)
from attribution.exporting.formats import FileFormat, format_of
from attribution.exporting.objects import (
    CLAIM_FIELDS,
    claim_record,
    comparison_record,
    extraction_record,
)
from attribution.exporting.parquet import check_parquet, parquet_rows, write_parquet
from attribution.exporting.tags import (
    CORRECTABLE_FIELDS,
    JUDGEMENT,
    correctable_values,
    values_of_note,
    values_of_tag,
)
from attribution.exporting.writers import (
    MARKDOWN_FIELDS,
    formula_guarded,
    formula_unguarded,
    write_csv,
    write_json,
    write_jsonl,
    write_markdown_table,
)

__all__ = [
    "CLAIM_FIELDS",
    "CLAIM_PREFIX",
    "CORRECTABLE_FIELDS",
    "JUDGEMENT",
    "MARKDOWN_FIELDS",
    "FileFormat",
    "annotation_collection",
    "brat_files",
    "check_parquet",
    "claim_record",
    "comparison_bytes",
    "comparison_from_bytes",
    "comparison_key",
    "comparison_record",
    "correctable_values",
    "extraction_record",
    "format_of",
    "formula_guarded",
    "formula_unguarded",
    "parquet_rows",
    "values_of_note",
    "values_of_tag",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_markdown_table",
    "write_parquet",
]
