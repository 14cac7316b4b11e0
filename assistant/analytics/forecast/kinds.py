"""Words of a forecast that a caller may use; apart from the rest, which is slow to load."""

from __future__ import annotations

from typing import Literal

Frequency = Literal["day", "week", "month", "quarter", "year"]
Effect = Literal["multiply", "add", "set"]
