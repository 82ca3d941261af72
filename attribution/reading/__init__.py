"""Bytes to documents: text files, Markdown, HTML, and the metadata of a folder."""

from attribution.reading.files import find_inputs, read_bytes, read_file
from attribution.reading.folders import folder_options
from attribution.reading.options import ReadOptions

__all__ = ["ReadOptions", "find_inputs", "folder_options", "read_bytes", "read_file"]
