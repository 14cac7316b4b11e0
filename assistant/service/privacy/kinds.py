"""Kinds of personal data, and a place in a text where one stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "phone", "email", "card", "id", "iban", "address", "ip", "account", "secret", "literal"]


@dataclass(frozen=True)
class Found:
    """Personal data in a text.

    Attributes:
        start: Place of its first character.
        end: Place after its last one.
        kind: What it is; "literal" is text that only looks like one of our placeholders.
    """

    start: int
    end: int
    kind: Kind
