"""What the user said of the columns of a file, kept with the conversation and applied whenever the file is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.analytics.tables.column import Kind


@dataclass(frozen=True)
class Corrections:
    """Corrections of one file.

    Attributes:
        kinds: Kind by column.
        ignore: Columns to leave out, in the order told.
        currency: ISO code by column.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    currency: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.kinds or self.ignore or self.currency)

    def merged(self, later: Corrections) -> Corrections:
        """These and later ones; a column that is given a kind or currency is no longer ignored."""
        back = {name.casefold() for name in (*later.kinds, *later.currency)}
        kept = [name for name in self.ignore if name.casefold() not in back]
        return Corrections(
            {**self.kinds, **later.kinds},
            tuple(dict.fromkeys([*kept, *later.ignore])),
            {**self.currency, **later.currency},
        )

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, as the state keeps it."""
        return {"kinds": dict(self.kinds), "ignore": list(self.ignore), "currency": dict(self.currency)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Corrections:
        """Inverse of `to_json`; none where there is nothing."""
        data = data or {}
        return cls(dict(data.get("kinds") or {}), tuple(data.get("ignore") or ()), dict(data.get("currency") or {}))
