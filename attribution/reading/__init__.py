"""Bytes to documents: text files, Markdown, HTML, and the metadata of a folder."""

from attribution.reading.files import find_inputs, find_unread, read_bytes, read_file
from attribution.reading.folders import FolderOptions, folder_options
from attribution.reading.options import ReadOptions

__all__ = [
    "FolderOptions",
    "ReadOptions",
    "find_inputs",
    "find_unread",
    "folder_options",
    "read_bytes",
    "read_file",
]
