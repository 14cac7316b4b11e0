"""What a column of a table holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["id", "number", "money", "rate", "category", "flag", "date", "text", "empty"]
Personal = Literal["name", "email", "phone", "address", "national id", "card", "ip"]
NUMERIC: tuple[Kind, ...] = ("number", "money", "rate")


@dataclass(frozen=True)
class Column:
    """What was understood of one column.

    Attributes:
        name: Header, made unique.
        kind: `rate` is a percentage kept as a fraction; `flag` has two values; `id` tells rows
            apart and measures nothing.
        currency: ISO code of a money column, where a sign or the user said so.
        missing: Cells that are blank or say so ("n/a", 无).
        unreadable: Cells that are not blank but do not read as `kind`; they are missing in the data.
        distinct: Different values.
        personal: The kind of personal data it seems to hold; such a column never reaches a prompt.
        examples: The first few different cells as written; none of a personal column.
        said: True where the user, not the data, decided the kind.
    """

    name: str
    kind: Kind
    currency: str | None = None
    missing: int = 0
    unreadable: int = 0
    distinct: int = 0
    personal: Personal | None = None
    examples: tuple[str, ...] = ()
    said: bool = False

    @property
    def is_numeric(self) -> bool:
        """True where cells are floats."""
        return self.kind in NUMERIC

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        return {
            "name": self.name,
            "kind": self.kind,
            "currency": self.currency,
            "missing": self.missing,
            "unreadable": self.unreadable,
            "distinct": self.distinct,
            "personal": self.personal,
            "examples": list(self.examples),
            "said": self.said,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Column:
        """Inverse of `to_json`."""
        return cls(**{**data, "examples": tuple(data["examples"])})
