"""A table that was read: typed data, what its columns are, what was dropped and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from assistant.analytics.tables.column import Column, Kind
from assistant.errors import ToolInputError
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd


def named_column(names: Sequence[str], name: str) -> str:
    """The one of `names` that `name` means, in any case.

    Raises:
        ToolInputError: No such column; names the nearest.
    """
    if name in names:
        return name
    folded = name.strip().casefold()
    same = next((n for n in names if n.casefold() == folded), None)
    if same is not None:
        return same
    near = get_close_matches(folded, names, n=3, cutoff=0.5) or list(names[:8])
    raise ToolInputError(
        f"The table has no column “{name}”. Did you mean {', '.join(near)}?",
        f"表里没有“{name}”这一列。您是指{'、'.join(near)}吗？",
        question=True,
        choices=tuple(near),
    )


@dataclass(frozen=True)
class Table:
    """A table in memory.

    Attributes:
        frame: Rows; float columns for numbers, money and rates (fractions), `datetime64[ns]` for dates, `object` of str
            or None otherwise.
        columns: One for each column of `frame`, in its order.
        notes: What was dropped, assumed or could not be read.
        source: Name of the file.
    """

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    notes: tuple[Text, ...] = field(default=())
    source: str = ""

    def __len__(self) -> int:
        return len(self.frame)

    def column(self, name: str) -> Column:
        """The column called `name`, in any case.

        Raises:
            ToolInputError: No such column; names the nearest.
        """
        name = named_column([c.name for c in self.columns], name)
        return next(c for c in self.columns if c.name == name)

    def of_kind(self, *kinds: Kind) -> tuple[Column, ...]:
        """Columns of these kinds that hold no personal data."""
        return tuple(c for c in self.columns if c.kind in kinds and c.personal is None)

    def to_json(self) -> dict[str, Any]:
        """What was understood, without the data."""
        return {
            "source": self.source,
            "rows": len(self.frame),
            "columns": [c.to_json() for c in self.columns],
            "notes": [n.to_json() for n in self.notes],
        }
