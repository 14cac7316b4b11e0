"""The brief: what is known of the venture, in the founder's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

NEEDED = ("customer", "problem", "pricing")


@dataclass(frozen=True)
class Brief:
    """What the founder said; an empty field is unknown.

    Attributes:
        idea: The description as given.
        product: What is offered, e.g. "AI tool that drafts radiology reports".
        job: What it does for the customer, as a verb phrase: "drafts radiology reports".
        customer: Who pays.
        user: Who uses it, where that is somebody else.
        problem: What bothers them, as the founder put it.
        pricing: How it is charged, with the founder's own prices.
        industry: Industry id of the pattern library, or the founder's word for it.
        stage: "idea", "prototype", "pilot", "launched" or "scaling".
        region: Where.
        channel: How customers are reached.
        differentiator: Why this rather than another.
        partner: Who helps to make or run it.
        mode: How it charges, one of `modes.MODES`; follows from `pricing`.
        language: "en" or "zh", of the description.
    """

    idea: str = ""
    product: str = ""
    job: str = ""
    customer: str = ""
    user: str = ""
    problem: str = ""
    pricing: str = ""
    industry: str = ""
    stage: str = ""
    region: str = ""
    channel: str = ""
    differentiator: str = ""
    partner: str = ""
    mode: str = ""
    language: str = "en"

    def merge(self, newer: Brief) -> Brief:
        """This brief with every field that `newer` knows; the language follows a new idea only."""
        known = {f: v for f, v in asdict(newer).items() if v and f != "language"}
        language = newer.language if newer.idea or not self.idea else self.language
        return replace(self, **known, language=language)

    def filled_from(self, other: Brief) -> Brief:
        """This brief with its unknown fields taken from `other`."""
        gaps = {f: v for f, v in asdict(other).items() if v and not getattr(self, f)}
        return replace(self, **gaps)

    def missing(self) -> tuple[str, ...]:
        """The fields worth asking for that are unknown, most valuable first."""
        return tuple(f for f in NEEDED if not getattr(self, f))

    def to_json(self) -> dict[str, str]:
        """Known fields only, plus the language."""
        return {f: v for f, v in asdict(self).items() if v}

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Brief:
        """Inverse of `to_json`; unknown keys are ignored, None is an empty brief."""
        names = {f.name for f in fields(cls)}
        return cls(**{k: str(v).strip() for k, v in (data or {}).items() if k in names and v})
