"""Files that users bring: checked for size, opened in a process with limits, read as plain text."""

from assistant.files.guard import parse_limited
from assistant.files.read import DOCUMENT_TYPES, Part, is_document, read_document

__all__ = ["DOCUMENT_TYPES", "Part", "is_document", "parse_limited", "read_document"]
