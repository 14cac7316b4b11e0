"""The assumption ledger: what the canvas takes for granted, how risky that is, and how to test it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from assistant.canvas.blocks import BLOCK_IDS, BlockId
from assistant.canvas.canvas import Canvas, Item
from assistant.errors import KnowledgeError
from assistant.paths import KNOWLEDGE

Level = Literal["opinion", "desk", "said", "did", "paid"]
LEVELS: tuple[Level, ...] = get_args(Level)
LEVEL_LABELS: dict[Level, dict[str, str]] = {
    "opinion": {"en": "the founder's opinion", "zh": "创始人的判断"},
    "desk": {"en": "desk research", "zh": "案头资料"},
    "said": {"en": "people said it", "zh": "对方口头表示"},
    "did": {"en": "people did it", "zh": "对方实际做了"},
    "paid": {"en": "people paid", "zh": "对方付了钱"},
}
# Uncertainty left, by the best evidence so far: 5 nothing but an idea, 1 money on the table.
_UNCERTAINTY: dict[Level, int] = {"opinion": 5, "desk": 4, "said": 3, "did": 2, "paid": 1}
STAGES: tuple[tuple[str, str, str], ...] = (
    ("market", "market analysis", "市场分析"),
    ("proposition", "value proposition", "价值主张"),
    ("build", "building the model", "搭建模式"),
    ("validate", "validation", "验证"),
    ("optimise", "optimisation", "优化"),
)


@dataclass(frozen=True)
class TestCard:
    """How a block's assumptions are tested; `threshold` is a share, `days` are working days."""

    impact: int
    statement: Mapping[str, str]
    experiment: Mapping[str, str]
    metric: Mapping[str, str]
    threshold: float
    sample: int
    days: int


@dataclass(frozen=True)
class Assumption:
    """One assumption: an item of the canvas and what has been found out about it.

    Attributes:
        item: Id of the item.
        block: Its block.
        text: What the item says.
        impact: 1 to 5, how much falls with it.
        uncertainty: 1 to 5, how little is known.
        level: Best evidence so far.
        status: "open", "validated" or "refuted".
        results: What was recorded, oldest first, as `evidence.Judgement` gives it.
    """

    item: str
    block: BlockId
    text: str
    impact: int
    uncertainty: int
    level: Level
    status: str
    results: tuple[Mapping[str, Any], ...] = ()

    @property
    def risk(self) -> int:
        """Impact times uncertainty, 1 to 25."""
        return self.impact * self.uncertainty

    def to_json(self) -> dict[str, Any]:
        """Plain JSON with the risk."""
        return {**asdict(self), "results": [dict(r) for r in self.results], "risk": self.risk}


@lru_cache(maxsize=4)
def load_cards(path: Path = KNOWLEDGE / "review" / "assumptions.yaml") -> dict[BlockId, TestCard]:
    """The test cards by block.

    Raises:
        KnowledgeError: A block is missing or a card has other fields than `TestCard`.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    try:
        return {block: TestCard(**data[block]) for block in BLOCK_IDS}
    except (KeyError, TypeError) as error:
        raise KnowledgeError(f"a card for each block with the fields of a test card is needed: {error}", path) from None


def ledger(
    canvas: Canvas, known: Sequence[Mapping[str, Any]] | None, cards: Mapping[BlockId, TestCard]
) -> list[Assumption]:
    """Every assumption of a canvas, riskiest first.

    Args:
        canvas: The canvas.
        known: The ledger as stored, or nothing; results of items that were reworded meanwhile no longer count.
        cards: From `load_cards`.
    """
    results = {str(k["item"]): k["results"] for k in known or () if k.get("results")}
    texts = {str(k["item"]): k["text"] for k in known or ()}
    found = []
    for block, item in canvas.all_items():
        kept = results.get(item.id, ()) if texts.get(item.id) == item.text else ()
        found.append(_assumption(block, item, tuple(kept), cards[block]))
    # In a tie the founder's own words come first: the venture stands on them; and each block has its turn.
    facts = {i.id for _, i in canvas.all_items() if i.status == "fact"}
    ranked = sorted(found, key=lambda a: a.item not in facts)
    place = {a.item: sum(b.block == a.block for b in ranked[:n]) for n, a in enumerate(ranked)}
    return sorted(ranked, key=lambda a: (-a.risk, place[a.item]))


def _assumption(block: BlockId, item: Item, results: tuple[Mapping[str, Any], ...], card: TestCard) -> Assumption:
    levels = [r["level"] for r in results]
    level: Level = max(levels, key=LEVELS.index) if levels else "opinion"
    status = "open"
    for result in results:
        status = result["verdict"] if result["verdict"] in {"validated", "refuted"} else status
    return Assumption(item.id, block, item.text, card.impact, _UNCERTAINTY[level], level, status, results)


def open_ones(assumptions: Sequence[Assumption]) -> list[Assumption]:
    """Those that are neither validated nor refuted, riskiest first."""
    return [a for a in assumptions if a.status == "open"]


def with_status(canvas: Canvas, item_id: str, verdict: str) -> Canvas:
    """The canvas with an item shown as validated or refuted; an open one takes such a mark back."""
    found = canvas.find(item_id)
    if found and verdict == "open" and found[1].status in {"validated", "refuted"}:
        return canvas.put(replace(found[1], status="assumption"))  # a corrected result no longer settles it
    if found is None or verdict not in {"validated", "refuted"}:
        return canvas
    return canvas.put(replace(found[1], status="validated" if verdict == "validated" else "refuted"))


def card_json(assumption: Assumption, cards: Mapping[BlockId, TestCard]) -> dict[str, Any]:
    """The test card of an assumption: statement, experiment, metric by language, and its numbers."""
    card = cards[assumption.block]
    return {
        "item": assumption.item,
        "block": assumption.block,
        "text": assumption.text,
        "statement": {lang: text.format(item=assumption.text) for lang, text in card.statement.items()},
        "experiment": dict(card.experiment),
        "metric": dict(card.metric),
        "threshold": card.threshold,
        "sample": card.sample,
        "days": card.days,
        "impact": assumption.impact,
        "uncertainty": assumption.uncertainty,
        "risk": assumption.risk,
        "level": assumption.level,
        "evidence": LEVEL_LABELS[assumption.level],
    }


def stage(assumptions: Sequence[Assumption]) -> dict[str, Any]:
    """Where the venture stands in the innovation loop, `{id, place, of, en, zh}`.

    Market analysis until a segment is validated, value proposition until a proposition is, building until somebody
    did something, validation until the price held, then optimisation.
    """

    def proved(*blocks: BlockId) -> bool:
        return any(a.status == "validated" for a in assumptions if a.block in blocks)

    did = any(a.level in {"did", "paid"} for a in assumptions)
    steps = (proved("customer_segments"), proved("value_propositions"), did, proved("revenue_streams"))
    place = next((n for n, done in enumerate(steps) if not done), len(steps))
    id_, en, zh = STAGES[place]
    return {"id": id_, "place": place + 1, "of": len(STAGES), "en": en, "zh": zh}
