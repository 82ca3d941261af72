"""Bytes to documents: texts, pages, PDF, mail, feeds and records, and a folder's metadata."""

from attribution.reading.files import (
    file_of_record,
    find_inputs,
    find_unread,
    may_hold_many,
    read_bytes,
    read_documents,
    read_file,
    read_stream,
)
from attribution.reading.folders import FolderOptions, folder_options
from attribution.reading.options import ReadOptions
from attribution.reading.sources import Problem

__all__ = [
    "FolderOptions",
    "Problem",
    "ReadOptions",
    "file_of_record",
    "find_inputs",
    "find_unread",
    "folder_options",
    "may_hold_many",
    "read_bytes",
    "read_documents",
    "read_file",
    "read_stream",
]
