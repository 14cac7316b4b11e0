"""The canvas as files: text, documents, slides and pictures, one file a format."""

from assistant.canvas.export.formats import FORMATS, TEXT_FORMATS, Format, find_format, render, write_export
from assistant.canvas.export.sheet import KeyFigure, Sheet, Source

__all__ = [
    "FORMATS",
    "TEXT_FORMATS",
    "Format",
    "KeyFigure",
    "Sheet",
    "Source",
    "find_format",
    "render",
    "write_export",
]
