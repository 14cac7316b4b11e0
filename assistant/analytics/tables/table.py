"""A table that was read: typed data, what its columns are, what was dropped and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from assistant.analytics.tables.column import Column, Kind
from assistant.errors import ToolInputError
from assistant.language.text import Text

if TYPE_CHECKING:
    import pandas as pd

PART = 2  # characters of the shortest part of a name


def named_column(names: Sequence[str], name: str) -> str:
    """The one of `names` that people mean by `name`: in any case, with or without "_" and "column", or a part of it.

    Raises:
        ToolInputError: No such column, or several; names the nearest.
    """
    if name in names:
        return name
    wanted = _folded(name)
    same = [n for n in names if _folded(n) == wanted]
    if not same and wanted.endswith("s"):
        same = [n for n in names if _folded(n) == wanted[:-1]]
    if not same and wanted:
        words = wanted.split()
        same = [n for n in names if all(word in _folded(n).split() for word in words)]
    if not same and len(wanted) >= PART:
        same = [n for n in names if wanted.replace(" ", "") in _folded(n).replace(" ", "")]
    if len(same) == 1:
        return same[0]
    near = same or get_close_matches(name.casefold(), list(names), n=3, cutoff=0.5) or list(names[:8])
    raise ToolInputError(
        f"Which column do you mean by “{name}”: {', '.join(near)}?"
        if same
        else f"The table has no column “{name}”. Did you mean {', '.join(near)}?",
        f"“{name}”指的是哪一列：{'、'.join(near)}？"
        if same
        else f"表里没有“{name}”这一列。您是指{'、'.join(near)}吗？",
        question=True,
        choices=tuple(near),
    )


def _folded(name: str) -> str:
    """Words of a name in lower case: "customerID", "Customer_Id" and "the customer id column" are one."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", name).strip())
    words = re.sub(r"[\W_]+", " ", spaced.casefold())
    words = re.sub(
        r"^(?:the|my|our)\s+|\s+(?:column|columns|field|values?)$|(?:这一|那一)?(?:列|字段)$", "", words.strip()
    )
    return words.strip()


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
