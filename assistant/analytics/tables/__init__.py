"""Tables as people have them, read into typed columns."""

from assistant.analytics.tables.column import Column, Kind
from assistant.analytics.tables.corrections import Corrections
from assistant.analytics.tables.limited import read_limited
from assistant.analytics.tables.read import read_table
from assistant.analytics.tables.table import Table

__all__ = ["Column", "Corrections", "Kind", "Table", "read_limited", "read_table"]
