"""Takes the answer to a question that an edit of the canvas asked: which block, which item, what it should say."""

from __future__ import annotations

import re
from typing import Any, get_args

from assistant.canvas import BlockId, Canvas, History, find_blocks
from assistant.canvas.edits import apply_operations, parse_operation
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import ORDINALS, SURELY_HYPOTHETICAL
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.understand.edits.amounts_said import corrected_amount
from assistant.planner.understand.edits.canvas_edits import IMPLIED, ORDINAL, edit_op
from assistant.planner.understand.edits.grounded import ground, named_best
from assistant.planner.understand.edits.item_words import ASKS, bare
from assistant.planner.understand.edits.read_spans import wanted_blocks

JsonDict = dict[str, Any]
_OF_CANVAS = lazy_re(r"\b(?:canvas|show|see)\b|画布|展示|看看|[?？]", re.IGNORECASE)  # 价值主张画布 names no block
_PUTS = lazy_re(
    r"\W*(?:(?:put|place|it|that|this|in|into|to|under|as|on|at|the|our|a|key|block|ok|okay|yes|please|then|"
    r"goes?|i|guess|"
    r"think|maybe|probably)\b\W*)*|\W*(?:放|写|归|算|进|到|在|入|里面?|中|吧|那|就|请|好|嗯|这|一?[格栏块条个]|可以|应该|是|的|它)*\W*",
    re.IGNORECASE,
)
_OURS = lazy_re(r"\W*(?:and |so |also )*(?:we|i|our)\b|\W*(?:我们|咱们?|我)", re.IGNORECASE)
LONGEST_BESIDE = {"en": 5, "zh": 10}  # words or characters that may stand beside the block that answers


def answer_edit(context: Context, view: FinanceView) -> Plan | None:
    """The edits that were refused, with what the answer tells; None where it tells nothing they need."""
    canvas = History.from_json(context.canvas).canvas
    operations = [dict(op) for op in context.asked.get("operations") or ()]
    orders_anew = edit_op(context.text, of_known_item=True) and len(context.text) > LONGEST_BESIDE["zh"]
    if orders_anew or ASKS.search(context.text) or _says_else(context.text, operations, view):
        return None
    for operation in operations:
        refused = _refusal(canvas, operation)
        if refused is None:
            continue
        told = _told(operation, refused, canvas, context)
        if not told:
            return None
        operation.update(told)
        if _refusal(canvas, operation):
            return None
    return Plan(calls=(Call("edit_canvas", {"operations": operations}),), focus=edited(operations))


def _says_else(text: str, operations: list[JsonDict], view: FinanceView) -> bool:
    """Whether a message that may be the words of an item is plainly something else: a number of the model, an order.

    So is what tells of another block than the one that an item is wanted for: "we'd sell through resellers".
    """
    if SURELY_HYPOTHETICAL.search(text) or (
        re.search(r"\d", text) and find_quantities(text) and view.find_inputs(text)
    ):
        return True
    wanted = {str(op.get("block") or "") for op in operations if op.get("op") == "add" and not op.get("text")}
    if not wanted:
        return False
    told = next((block for pattern, block in IMPLIED if re.search(pattern, text, re.IGNORECASE)), "")
    return edit_op(text, of_known_item=True) in {"remove", "move"} or bool(
        told and told not in wanted and _OURS.match(text)
    )


def ask_block(text: str, *, told_only: bool = False) -> Plan:
    """Ask where on the canvas an item belongs; `told_only` for what no order asked to be put there."""
    asked = {"kind": "block", "text": text, **({"told_only": True} if told_only else {})}
    return Plan(says=(Say("ask_block", {"text": text}),), asked=asked)


def edited(operations: list[JsonDict]) -> JsonDict:
    """What the talk is about after these edits."""
    return (
        {"edit": str(operations[-1]["op"]), "in_view": "edit", "in_view_now": True, "missed": {}} if operations else {}
    )


def missed(operations: list[JsonDict], context: Context) -> JsonDict:
    """The one edit that finds no item by its words and asks nothing: the next message may say what was meant."""
    if len(operations) != 1 or operations[0]["op"] == "add":
        return {}
    refused = _refusal(History.from_json(context.canvas).canvas, operations[0])
    return operations[0] if refused and not refused.question else {}


def names_block_alone(text: str) -> bool:
    """Whether a message is the name of a block and words that put something there: "under channels, please"."""
    mentions = find_blocks(text)
    return bool(mentions) and bool(
        _PUTS.fullmatch(text[: mentions[0].span[0]]) and _PUTS.fullmatch(text[mentions[0].span[1] :])
    )


def answers_block(text: str, language: str) -> bool:
    """Whether a message says little more than the name of a block."""
    mentions = find_blocks(text)
    if not mentions or _OF_CANVAS.search(text) or ORDINAL.search(text[: mentions[0].span[0]]):
        return False  # "and the first channel should go" speaks of an item
    rest = f"{text[: mentions[0].span[0]]} {text[mentions[0].span[1] :]}"
    if re.search(r"[,，;；:：]", rest.strip(" ,，。.")):
        return False
    beside = re.findall(r"[a-z']+", rest, re.IGNORECASE) if language == "en" else re.findall(r"[\u4e00-\u9fff]", rest)
    return len(beside) <= LONGEST_BESIDE[language]


def _refusal(canvas: Canvas, operation: JsonDict) -> ToolInputError | None:
    try:
        apply_operations(canvas, [parse_operation(operation)])
    except ToolInputError as error:
        return error
    return None


def _wording(operation: JsonDict, said: str, canvas: Canvas) -> str:
    """What an item is to say after an answer; an amount alone takes the place of the one in it."""
    found = canvas.find(str(operation.get("item") or ""))
    amount = found and corrected_amount(said, *found)
    return amount[0].text if amount else said


def _told(operation: JsonDict, refused: ToolInputError, canvas: Canvas, context: Context) -> JsonDict:
    """The fields of an edit that an answer gives."""
    text, choices = context.text, list(refused.choices or ())
    if choices and set(choices) <= set(get_args(BlockId)):
        return {"block": find_blocks(text)[0].block} if answers_block(text, context.language) else {}
    if operation.get("op") in {"add", "replace"} and not operation.get("text"):
        return {"text": said} if (said := _wording(operation, bare(text), canvas)) else {}
    offered = [(b, i) for b, i in canvas.all_items() if not choices or i.id in choices]
    meant = {mention.block for mention in wanted_blocks(text)}
    there = [i.id for b, i in offered if b in meant]
    if len(there) == 1:
        return {"item": there[0]}
    whole = [g.item.id for g in ground(text, canvas) if g.whole and any(i.id == g.item.id for _, i in offered)]
    best = named_best(text, offered)
    placed = [choices[place] for place, pattern in enumerate(ORDINALS[: len(choices)]) if pattern.search(text)]
    named = [*whole[:1], *([best[1].id] if best else []), *placed]  # "the Brook one" is no first one
    return {"item": named[0]} if named else {}
