"""What the pattern library holds: patterns, industries, kinds of work and regions with item templates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from assistant.canvas.blocks import BlockId
from assistant.canvas.brief import Brief

PatternKind = Literal["base", "pattern", "industry", "work", "region"]
PROFILE = frozenset("buyers users pains gains regulation sales_cycle metrics failures".split())
SLOTS = frozenset(
    "customer customer_full user users product product_bare offer problem pain relief pricing revenue region "
    "channel ally differentiator promise said industry task complaint object per if_ai if_device if_institution "
    "if_learning if_uncounted if_plain_software "
    "no_pain no_user no_price partner trade_buyers trade_users trade_pains trade_gains trade_rules trade_cycle "
    "trade_metrics trade_trap".split()
)
STAGES = frozenset({"idea", "prototype", "pilot", "launched", "scaling"})


@dataclass(frozen=True)
class Template:
    """One item to be filled.

    Attributes:
        text: By language, with slots such as {customer}; a capitalised slot starts with a capital letter.
        fact: True where it only repeats the founder's words.
        stages: Stages of the venture it applies to; empty means all.
    """

    text: Mapping[str, str]
    fact: bool
    stages: tuple[str, ...]


@dataclass(frozen=True)
class Pattern:
    """A business pattern, an industry, a kind of work or a region: cue words and templates by block.

    Attributes:
        id: The file's name.
        kind: What it describes; a canvas combines one or two patterns with one of each other kind.
        title: By language.
        cues: Words that point to it, by language.
        items: Templates by block.
        profile: What is typical (`PROFILE`: buyers, pains, sales cycle ...), by field and language.
        modes: Ways of charging (`assistant.canvas.modes`) it goes with.
    """

    id: str
    kind: PatternKind
    title: Mapping[str, str]
    cues: Mapping[str, tuple[str, ...]]
    items: Mapping[BlockId, tuple[Template, ...]]
    profile: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    modes: tuple[str, ...] = ()

    def score(self, brief: Brief) -> float:
        """How many of its cues the brief holds; those in product and price, and an industry's customers, count more."""
        cues = self.cues[brief.language]
        who = f"{brief.customer} {brief.user}".replace("农民工", "务工者")  # who work in towns, not on farms
        return (
            sum(1.0 for cue in cues if holds(brief.idea, cue))
            + sum(2.0 for cue in cues if holds(f"{brief.product} {brief.pricing}", cue))
            + sum(2.5 for cue in cues if self.kind == "industry" and holds(who, cue))
        )


def holds(text: str, cue: str) -> bool:
    """Whether a cue word occurs in a text, for English as a whole word in singular or plural."""
    return _cue_pattern(cue).search(text) is not None


@lru_cache(maxsize=8192)
def _cue_pattern(cue: str) -> re.Pattern[str]:
    escaped = re.escape(cue)
    return re.compile(
        rf"(?<![\w-]){escaped}(?:e?s)?(?![\w-])" if cue.isascii() and len(cue) > 2 else escaped,
        re.IGNORECASE if len(cue) > 2 else 0,
    )
