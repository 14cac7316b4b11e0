"""What a text asks for: what its form makes certain, else what it is likeliest to ask in its place of the talk."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assistant.language.lazy_re import lazy_re
from assistant.planner.in_place.reader import Placed
from assistant.planner.lexicon import STACKING
from assistant.planner.plans.canvas import tells_venture
from assistant.planner.plans.documents import asks_documents
from assistant.planner.plans.part_of import of_part
from assistant.planner.understand.advice import asks_advice
from assistant.planner.understand.beyond import asks_beyond, exports_again, fills_rest, harms
from assistant.planner.understand.edits.steps_back import steps_back
from assistant.planner.understand.edits.told_blocks import orders_onto_block, tells_blocks, tells_by_labels
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.own_money import of_own_money
from assistant.planner.understand.pressed import presses
from assistant.planner.understand.version_talk import of_versions
from assistant.planner.understand.whole_canvas import pasted
from assistant.planner.understand.wished import of_wish

# Told by their form, or no kind of request that talks are labelled with.
CERTAIN: tuple[Callable[[Evidence], str | None], ...] = (
    harms,
    presses,
    pasted,
    asks_beyond,
    asks_documents,
    fills_rest,
    exports_again,
    of_versions,
    steps_back,
    tells_blocks,
    tells_by_labels,
    orders_onto_block,
    of_wish,
    of_own_money,
    of_part,
    asks_advice,
)
_BEGINS = lazy_re(
    r"\b(?:start|begin|launch|open|found|set up|build)(?:ing)?\b.{0,24}"
    r"\b(?:business|company|start-?up|venture|firm|shop|something of my own)\b|"
    r"创业|(?:开|办|搞|做)(?:一?[个家]|点)?(?:自己的)?(?:公司|店|企业|生意|小买卖|副业)",
    re.IGNORECASE,
)
_LETS_SAY = lazy_re(r"\W*(?:(?:and|now|so|ok(?:ay)?|well|then)\b\W*)*(?:let['’]?s |just )?say\b", re.IGNORECASE)
_ADDS = lazy_re(r"\W*(?:please |pls |can you |请|麻烦|帮我)?(?:add\b|(?:增加|加上|添加|新增)(?!了|到))", re.IGNORECASE)
_WHAT_IS = lazy_re(
    r"(?!.*(?:\b(?:our|my|the)\b|我|咱))\W*(?:what(?:['’]s| is| are)\b|啥是|什么(?:是|叫)|.{1,12}(?:是什么|是啥))",
    re.IGNORECASE,
)
LEAST = 0.3  # so unlikely, and unlike anything the classifier knows, it is better asked than guessed


class Places(Protocol):
    """Names the intent of a text in its place of the talk."""

    def read(self, seen: Evidence) -> Placed:
        """The likeliest intent."""
        ...


@dataclass(frozen=True)
class Heard:
    """What a text asks for, how sure that is, whether it is more than a guess, and what else it may ask."""

    intent: str
    confidence: float
    understood: bool
    others: tuple[str, ...] = ()


def settle(seen: Evidence, places: Places) -> Heard:
    """What the text of `seen` asks for."""
    for certain in CERTAIN:
        if intent := certain(seen):
            return Heard(intent, 1.0, True)
    placed = places.read(seen)
    elsewhere = ELSEWHERE[placed.intent](seen) if placed.intent in ELSEWHERE else None
    understood = seen.found.understood or placed.probability >= LEAST
    # What is not understood is asked about, not tried as one thing after the other.
    return Heard(elsewhere or placed.intent, placed.probability, understood, placed.others if understood else ())


def _begins(seen: Evidence) -> str | None:
    """Who wants to start something and knows not how is asked about it, not told what the assistant can do."""
    nothing_yet = not (seen.context.brief or seen.context.canvas or seen.context.asked)
    return "describe_venture" if nothing_yet and _BEGINS.search(seen.text) else None


def _ordered(seen: Evidence) -> str | None:
    """An order to add something answers no question about the venture, even where one is open: 增加口腔展会."""
    orders = seen.context.canvas and not seen.quantities and _ADDS.match(seen.text)
    return "add_item" if orders else None


def _defined(seen: Evidence) -> str | None:
    """Who asks what a view is before there is anything to view wants to know, not to see: 什么是精益画布."""
    asks = not seen.context.canvas and _WHAT_IS.match(seen.text)
    return "guidance" if asks else None


def _of_numbers(seen: Evidence) -> str | None:
    """What numbers told as facts belong to besides the plan: the first story of a venture, the what-if in hand."""
    context = seen.context
    if not (context.brief or context.canvas or context.finance.get("template")) and tells_venture(seen.text, context):
        return "describe_venture"
    supposed = _LETS_SAY.match(seen.text) or (seen.view.scenario and STACKING.search(seen.text))
    return "what_if" if supposed else None


# By the likeliest intent, what the words may ask for instead.
ELSEWHERE: dict[str, Callable[[Evidence], str | None]] = {
    "set_inputs": _of_numbers,
    "help": _begins,
    "answer_brief": _ordered,
    "show_view": _defined,
}
