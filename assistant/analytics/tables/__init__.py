"""Tables as people have them, read into typed columns."""

from assistant.analytics.tables.column import Column, Kind
from assistant.analytics.tables.read import read_table
from assistant.analytics.tables.table import Table

__all__ = ["Column", "Kind", "Table", "read_table"]
