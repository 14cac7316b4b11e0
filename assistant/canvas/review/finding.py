"""What a review says: rules, hits of a rule, findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.canvas.blocks import BLOCKS, BlockId
from assistant.canvas.review.sheet import Placed

Text = Mapping[str, str]
Kind = Literal["contradiction", "gap", "wording"]


@dataclass(frozen=True)
class Fix:
    """An edit that would settle a finding, with slots in its texts."""

    op: Literal["add", "replace", "remove", "move"]
    block: BlockId | Literal["same", "gap"]
    text: Text


@dataclass(frozen=True)
class Condition:
    """Items that must be there (`has`) or must not be (`lacks`): word families, and in which blocks."""

    families: tuple[str, ...]
    blocks: tuple[BlockId, ...]
    present: bool


@dataclass(frozen=True)
class Rule:
    """One rule of the review.

    Attributes:
        id: Stable name.
        kind: A contradiction, a gap, or only the wording.
        severity: 3 breaks the model, 2 costs money or customers, 1 is worth a look.
        when: Conditions that must all hold; empty where `check` names a function.
        check: Name of a check of `checks.CHECKS`.
        says: What is wrong, with slots {item}, {other}, {block}, {name}, {a}, {b}.
        why: Why it matters.
        example: A case of it.
        fix: The edit offered.
    """

    id: str
    kind: Kind
    severity: int
    when: tuple[Condition, ...]
    check: str
    says: Text
    why: Text
    example: Text
    fix: Fix


@dataclass(frozen=True)
class Hit:
    """Where a rule holds: the items concerned, and values for the slots of its texts, texts by language."""

    items: tuple[Placed, ...] = ()
    values: Mapping[str, Text] = field(default_factory=dict)
    block: BlockId | None = None


@dataclass(frozen=True)
class Finding:
    """A rule with what it found."""

    rule: Rule
    hit: Hit

    def to_json(self) -> dict[str, Any]:
        """`{rule, kind, severity, items, says, why, example, fix: {operation, says}}`; texts by language."""
        return {
            "rule": self.rule.id,
            "kind": self.rule.kind,
            "severity": self.rule.severity,
            "items": [p.item.id for p in self.hit.items],
            "says": self._filled(self.rule.says),
            "why": dict(self.rule.why),
            "example": dict(self.rule.example),
            "fix": self._fix(),
        }

    def _fix(self) -> dict[str, Any]:
        fix, items = self.rule.fix, self.hit.items
        # Where two items disagree, the later one is the one to change.
        target = items[-1] if items else None
        block: str | None = fix.block
        if fix.block in {"same", "gap"}:
            block = self.hit.block if fix.block == "gap" else target.block if target else None
        operation: dict[str, str] = {"op": fix.op, "block": block or "value_propositions"}
        if fix.op != "add" and target:
            operation["item"] = target.item.id
        return {"operation": operation, "text": self._filled(fix.text)}

    def _filled(self, text: Text) -> dict[str, str]:
        filled = {}
        for language, template in text.items():
            values = {name: value[language] for name, value in self.hit.values.items()}
            if self.hit.items:
                values.setdefault("item", short(self.hit.items[0].text))
                values.setdefault("other", short(self.hit.items[-1].text))
            if self.hit.block:
                values.setdefault("block", BLOCKS[self.hit.block].label[language])
            filled[language] = template.format_map(_Gaps(values))
        return filled


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def short(text: str, limit: int = 70) -> str:
    """A text cut for quoting, at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
