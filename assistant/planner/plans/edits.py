"""Plans edits of the canvas: what a clause adds, rewords, moves or takes off; undo and redo by steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assistant.canvas import Canvas, History, find_blocks, read_correction
from assistant.canvas.likely_block import likely_block
from assistant.canvas.matching import holds
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.plan import Call, Plan
from assistant.planner.plans.edit_answers import ask_block, edited, missed
from assistant.planner.plans.repricing import price_of_edits
from assistant.planner.plans.talk import plan_guidance, plan_small_talk, plan_unclear
from assistant.planner.plans.views import plan_show
from assistant.planner.understand.blocks_asked import asked_blocks
from assistant.planner.understand.edits.block_led import read_block_led
from assistant.planner.understand.edits.canvas_edits import EDGES, Edit, edit_op
from assistant.planner.understand.edits.confirmed import read_confirmed
from assistant.planner.understand.edits.held_back import holds_back
from assistant.planner.understand.edits.in_talk import keeps_all, read_in_talk, read_last_item
from assistant.planner.understand.edits.in_view import in_same_block, just_put_on, pointed, repeated
from assistant.planner.understand.edits.item_orders import read_orders
from assistant.planner.understand.edits.item_text import reworded_beside, worded
from assistant.planner.understand.edits.item_words import bare, stands
from assistant.planner.understand.edits.not_but import set_apart
from assistant.planner.understand.edits.one_of_several import taken_back
from assistant.planner.understand.edits.order_proper import as_meant, proper, slip, sparing_nothing_new
from assistant.planner.understand.edits.parts import parts_only
from assistant.planner.understand.edits.read_spans import sent_anew, settled
from assistant.planner.understand.edits.removal_said import may_remove
from assistant.planner.understand.edits.said_again import completed, placed_beside, read_put_there
from assistant.planner.understand.edits.several_edits import read_edits
from assistant.planner.understand.edits.steps_back import AT_FIRST, first_state
from assistant.planner.understand.edits.told_blocks import puts_into_block
from assistant.planner.understand.edits.whole_orders import read_whole

JsonDict = dict[str, Any]
INTERJECTED = lazy_re(
    r"\W*(?:fair(?: enough)?|right|great|good|nice|perfect|cool|well|hm+|行|好的?|嗯+|对)\W*", re.IGNORECASE
)
JUDGED = lazy_re(
    r"\b(?:says?|said|thinks?|thought|feels?|claims?|complain(?:s|ed)|told (?:me|us)|"
    r"argues?)\b (?:that )?(?:our|the|my|we|it)\b"
    r".*\b(?:is|are|was|were|looks?|sounds?)\b|(?:说|觉得|认为|吐槽|嫌)(?:我们?|咱们?)的?.{0,12}(?:只是|就是|太|不够|不清|像|没有|缺)",
    re.IGNORECASE,
)
QUESTION = lazy_re(r"^\W*(?:is|are|was|were|do|does|did|has|have|which|what|who|where)\b.*[?？]\W*$|吗\W*$", re.I)
LONGEST_NAME = 18  # characters; what is longer and all that is said names no item
BOTH = lazy_re(r"\bboth\b|两(?:步|个|次|条)都|都撤|俩", re.IGNORECASE)
_ARROW = lazy_re(r"(?P<old>.+?)\s*(?:→|->|=>|⇒)\s*(?P<new>.+)")
STEPS = lazy_re(r"\b(\d{1,2}|two|three|four|five|twice)\b|(\d{1,2}|[两三四五])\s*(?:步|次)", re.IGNORECASE)
NUMBER_WORDS = {"two": 2, "twice": 2, "three": 3, "four": 4, "five": 5, "两": 2, "三": 3, "四": 4, "五": 5}


def orders_addition(text: str) -> bool:
    """Whether a text is an order by its form to put something into a block it names: 成本里写上…, "put X under Y"."""
    led = read_block_led(text)
    return (led.ordered and led.settles) or puts_into_block(text)


def plan_edit(text: str, op: str, context: Context) -> Plan:
    """An edit of the canvas, or several additions in one clause."""
    if op == "add" and asked_blocks(text):
        return plan_show(text, context)  # 报一下渠道 is no item of the channels
    if op == "add" and JUDGED.search(text) and not edit_op(text):
        return plan_guidance(text, context)  # "my mentor says our offer is just a list" orders nothing
    if op == "add" and QUESTION.search(text) and not edit_op(text):
        return plan_guidance(text, context)  # 合作伙伴里有重复的吗
    if op == "remove" and keeps_all(text, History.from_json(context.canvas).canvas):
        return plan_small_talk("affirm")
    if op == "remove" and not may_remove(text, context):
        # "They don't pay anything" takes nothing off; beside other requests it is but a remark.
        return plan_unclear(text, context) if text == context.text else Plan()
    edits = repeated(text, context) or taken_back(proper(text), context) or _meant(text, op, context)
    if _tells(edits, text):
        return plan_guidance(text, context) if text.rstrip().endswith(("?", "？")) else plan_unclear(text, context)
    edit = edits[0]
    if op == "add" and len(edits) == 1 and not edit.block:
        block = likely_block(edit.text)
        if block is None:
            return ask_block(edit.text) if edit.text else plan_unclear(text, context)
        edits = [replace(edit, block=block)]
    if op == "replace" and INTERJECTED.fullmatch(text):
        return Plan()  # "Fair." before an order
    return _made(edits, context)


def _tells(edits: Sequence[Edit], text: str) -> bool:
    """Whether what was read as an edit of an item is but the sentence itself: "the kitchen raised its prices"."""
    only = edits[0] if len(edits) == 1 and edits[0].op != "add" and not edits[0].text else None
    return only is not None and len(only.item) > LONGEST_NAME and len(only.item) * 5 >= len(text.strip(EDGES)) * 4


def plan_whole(context: Context) -> Plan | None:
    """The edits of a message each clause of which is one; None where it says anything else."""
    canvas = History.from_json(context.canvas).canvas
    corrects = context.brief and read_correction(context.text, context.language)  # the brief, of which much follows
    if corrects or holds_back(context.text):
        return None
    edits = read_whole(context.text, canvas) or read_confirmed(context.text, canvas)
    return _made(edits, context) if edits else None


def _made(edits: Sequence[Edit], context: Context) -> Plan:
    operations = [edit.to_json() for edit in edits]
    calls = (Call("edit_canvas", {"operations": operations}), *price_of_edits(edits, context))
    refused: JsonDict = {"kind": "edit", "operations": operations, "if_refused": True}
    return Plan(calls=calls, asked=refused, focus={**edited(operations), "missed": missed(operations, context)})


def _meant(text: str, op: str, context: Context) -> list[Edit]:
    """The edits that a clause orders, in the words that were meant, of the items that it points at."""
    canvas = History.from_json(context.canvas).canvas
    said, text = text, proper(text)
    if slipped := slip(text):
        text = slipped[0]
    edits = pointed(worded(edits_of(text, op, context), text, canvas), context)
    edits = as_meant(edits, slipped[1]) if slipped else sparing_nothing_new(edits, text, canvas)
    edits = [_moved(edit) for edit in just_put_on(edits, said, context)]
    edits = parts_only(in_same_block(placed_beside(edits, text, context), text, context), text, canvas)
    edits = [*edits, *reworded_beside(edits, text, canvas)] if op == "replace" and not slipped else edits
    return completed(edits, text, context)


def edits_of(text: str, op: str, context: Context) -> list[Edit]:
    """The edits that a clause orders; what is to go somewhere and stands nowhere is added there."""
    canvas = History.from_json(context.canvas).canvas
    if op == "add" and (arrow := _ARROW.fullmatch(text)) and stands(arrow["old"], canvas):
        return [Edit("replace", "", bare(arrow["old"]), arrow["new"])]
    if op == "add" and (led := read_block_led(text)).settles:
        return list(led.edits)
    edits = read_last_item(text, context) or read_orders(text, canvas) or read_in_talk(text, context)
    edits = edits or (read_put_there(text) if op == "add" else [])
    edits = edits or settled(read_edits(text, op), text, op, canvas, context.text)
    if op == "replace" and not any(edit.text for edit in edits) and (apart := set_apart(text)):
        return [Edit("replace", "", *apart)]
    unknown = op == "move" and not any(stands(edit.item, canvas) for edit in edits)
    added = (sent_anew(text) or read_edits(text, "add")) if unknown else []
    if added and all(edit.block and edit.text for edit in added):
        return added
    return [replace(edit, everywhere=True) if _renames_customer(edit, canvas) else edit for edit in edits]


def _moved(edit: Edit) -> Edit:
    """A move for a "replacement" of an item by the name of a block: 印刷厂其实是资源."""
    mentions = find_blocks(edit.text) if edit.op == "replace" else []
    named = len(mentions) == 1 and not edit.text.replace(mentions[0].text, "").strip(EDGES)
    return Edit("move", mentions[0].block, edit.item, "") if named and edit.item else edit


def _renames_customer(edit: Edit, canvas: Canvas) -> bool:
    """Whether a replacement is of a customer whom other items name too: "replace parents with schools"."""
    if edit.op != "replace" or edit.block not in {"", "customer_segments"} or canvas.find(edit.item):
        return False
    blocks = {block for block, item in canvas.all_items() if holds(item.text, edit.item)}
    return "customer_segments" in blocks and len(blocks) > 1


def plan_steps(text: str, tool: str, context: Context | None = None) -> Plan:
    """Undo or redo; one step unless a number says otherwise."""
    match = STEPS.search(text)
    word = next((g for g in match.groups() if g), "1").lower() if match else "1"
    focus = {"step": tool.removesuffix("_canvas"), "in_view_now": True, "missed": {}}
    history = History.from_json(context.canvas) if context else History()
    changes = ((context.seen.get("edit_canvas") or {}).get("data") or {}).get("changes") if context else None
    if not match and BOTH.search(text) and len(changes or ()) != len(("one", "other")):
        word = "two"
    if tool == "undo_canvas" and AT_FIRST.search(text) and history.position > first_state(history):
        return Plan(calls=(Call(tool, {"steps": history.position - first_state(history)}),), focus=focus)
    return Plan(calls=(Call(tool, {"steps": NUMBER_WORDS.get(word) or int(word)}),), focus=focus)
