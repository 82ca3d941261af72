"""Claims and comparisons as JSON, JSON Lines, CSV and Markdown tables, and as bytes to keep.

The fields are documented and stable; text is kept as it stands in the document, in any script.
"""

from attribution.exporting.finished import (
    comparison_bytes,
    comparison_from_bytes,
    comparison_key,
)
from attribution.exporting.objects import (
    CLAIM_FIELDS,
    claim_record,
    comparison_record,
    extraction_record,
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
    "MARKDOWN_FIELDS",
    "claim_record",
    "comparison_bytes",
    "comparison_from_bytes",
    "comparison_key",
    "comparison_record",
    "extraction_record",
    "formula_guarded",
    "formula_unguarded",
    "write_csv",
    "write_json",
    "write_jsonl",
    "write_markdown_table",
]
