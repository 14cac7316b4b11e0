"""Plans work on the canvas: drafting from what the founder tells, edits, undo, export."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.canvas import (
    NEEDED,
    Brief,
    Canvas,
    History,
    extract_brief,
    questions,
    read_correction,
    surely_told,
    venture_numbers,
)
from assistant.canvas.draft import same_venture
from assistant.canvas.drafting import too_thin
from assistant.canvas.matching import holds
from assistant.canvas.reading.numbers import without_run_rate
from assistant.canvas.reading.remarks import is_no_answer, leaves_open, may_answer
from assistant.canvas.reading.sanity import complains
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.lexicon import CORRECTED_CUSTOMER
from assistant.planner.plan import Call, Plan, Say, merge
from assistant.planner.plans.documents import plan_from_documents
from assistant.planner.plans.edit_answers import edited, missed
from assistant.planner.plans.redraft import plan_instead
from assistant.planner.plans.remarks import offers, take
from assistant.planner.plans.repricing import price_of_edits
from assistant.planner.plans.talk import plan_small_talk, plan_unclear
from assistant.planner.plans.telling import GO, ORDERS, SHORTEST_DESCRIPTION, as_typed, read_brief, vague
from assistant.planner.understand.edits import Edit
from assistant.planner.understand.in_talk import read_in_talk, read_last_item
from assistant.planner.understand.in_view import in_same_block, pointed
from assistant.planner.understand.item_orders import read_orders
from assistant.planner.understand.item_words import stands
from assistant.planner.understand.not_but import set_apart
from assistant.planner.understand.parts import parts_only
from assistant.planner.understand.read_spans import settled
from assistant.planner.understand.several_edits import read_edits
from assistant.planner.understand.steps_back import AT_FIRST, first_state

JsonDict = dict[str, Any]
STEPS = lazy_re(r"\b(\d{1,2}|two|three|four|five|twice)\b|(\d{1,2}|[两三四五])\s*(?:步|次)", re.IGNORECASE)
NUMBER_WORDS = {"two": 2, "twice": 2, "three": 3, "four": 4, "five": 5, "两": 2, "三": 3, "四": 4, "五": 5}
LONGEST_BARE_ANSWER = 120  # characters
# What the grammar of descriptions may fill: all but the offer while nobody is known to pay, then the price alone.
_FILLED = ("customer", "user", "problem", "pricing", "stage", "region", "channel", "differentiator", "partner")


def tells_venture(text: str, context: Context) -> bool:
    """Whether a text tells enough of a venture to be a founder's description: what is offered and to whom."""
    if len(text) < SHORTEST_DESCRIPTION[context.language]:
        return False
    if ORDERS.match(text) or read_correction(text, context.language):
        return False
    brief = read_brief(as_typed(text, context.raw), context.language)
    if any(q.kind in ("percent", "money") for q in find_quantities(brief.product)):
        return False  # "转化率百分之十五" is a number of the business, not what it sells
    return bool(brief.product and brief.customer) and not vague(brief)


def tells_part(text: str, context: Context) -> bool:
    """Whether a text tells who buys, what bothers them or how it is charged."""
    brief = read_brief(as_typed(text, context.raw), context.language)
    return bool(brief.customer or brief.pricing or (brief.problem and complains(brief.problem, context.language)))


def plan_draft(text: str, context: Context) -> Plan:
    """Draft the canvas from the founder's description."""
    text = as_typed(text, context.raw)
    if from_documents := plan_from_documents(text, context):
        return from_documents
    if corrected := _corrected(text, context):
        return draft_plan(corrected, context)
    if awaits_answer(context) and not _another(text, context):
        return plan_answer(text, context)
    said = read_brief(without_run_rate(text, context.language), context.language)
    known = Brief.from_json(context.brief)
    if (known.idea or known.product) and not (offers(text) and tells_venture(text, context)):
        return _remarked(known, text, context) or _unread(known, text, context)
    if vague(said):
        said = Brief(language=said.language)
    return draft_plan(known.merge(said), context)


def awaits_answer(context: Context) -> bool:
    """Whether questions about the venture are open: asked just now, or before any canvas could be drafted."""
    told = context.focus.get("told") and not context.brief
    return bool(told) or context.asked.get("kind") == "brief"


def _another(text: str, context: Context) -> bool:
    """Whether a message tells of another venture than the one that questions are open about."""
    told = offers(text) and tells_venture(text, context)
    return told and not same_venture(_told(context), read_brief(text, context.language))


def _told(context: Context) -> Brief:
    """What is known of the venture, with what was told before the questions that are still open."""
    told = Brief.from_json(context.asked.get("brief") or (not context.brief and context.focus.get("told")) or None)
    return Brief.from_json(context.brief).merge(told)


def _remarked(known: Brief, text: str, context: Context) -> Plan | None:
    """The canvas after a remark on the venture: only the slot that it speaks of changes."""
    taken = take(known, text, context.language, drafted=bool(context.canvas))
    plans = [draft_plan(taken.brief, context)] if taken.brief != known else []
    if taken.operations:
        plans.append(Plan((Call("edit_canvas", {"operations": list(taken.operations)}),)))
    if not plans:
        return None
    merged = merge(plans)
    return merged if merged.asked else replace(merged, asked=context.asked if taken.brief == known else {})


def _unread(known: Brief, text: str, context: Context) -> Plan:
    """The questions that are still open, after a message of which nothing could be read."""
    asked = [] if is_no_answer(text) else questions(known, context.language)
    return Plan(says=(Say("ask_brief", {"questions": asked}),)) if asked else plan_unclear(text, context)


def _left_open(brief: Brief, text: str, context: Context) -> Plan:
    """The next question after one that the founder cannot answer; what is no answer at all is not understood."""
    if not leaves_open(text):
        return plan_unclear(text, context)
    fields = context.asked.get("fields") or [q["field"] for q in questions(brief, context.language)]
    left = [q for q in questions(brief, context.language) if q["field"] in fields[1:]]
    if not context.canvas and brief.customer and not too_thin(brief):
        return draft_plan(brief, context)
    if not left and context.canvas:
        return plan_small_talk("affirm")
    left = left or questions(brief, context.language)
    pending = {"kind": "brief", "fields": [q["field"] for q in left], "brief": brief.to_json()}
    return Plan(says=(Say("ask_brief", {"questions": left}),), asked=pending)


def plan_repriced(text: str, context: Context) -> Plan:
    """The canvas after a new price, where a brief stands: what depends on the price is drafted again."""
    corrected = _corrected(text, context) if "pricing" in read_correction(text, context.language) else None
    return draft_plan(corrected, context) if corrected else Plan()


def told_numbers(text: str, language: str) -> dict[str, float]:
    """Paying customers, demos and losses told with the venture, as inputs of the subscription model."""
    return dict(venture_numbers(text, language))


def _corrected(text: str, context: Context) -> Brief | None:
    """The brief after a short correction of it: "no, our customers are dentists"; None where it corrects nothing."""
    fields = read_correction(text, context.language) if context.brief else {}
    return Brief.from_json(context.brief).merge(Brief.from_json(fields)) if fields else None


def corrects_brief(text: str, context: Context) -> bool:
    """Whether a message corrects customers or region of the brief; a new price is a number of the finance model too."""
    return bool(context.brief) and bool({"customer", "region"} & set(read_correction(text, context.language)))


def draft_plan(brief: Brief, context: Context) -> Plan:
    """Draft from a brief, or ask for what no canvas can do without; what was told is kept until it is answered."""
    if instead := plan_instead(brief, context):
        return instead
    asked = questions(brief, context.language)
    if not brief.customer or any(q["field"] in {"product", "idea"} for q in asked) or too_thin(brief):
        told = brief.to_json()
        pending = {"kind": "brief", "fields": [q["field"] for q in asked], "brief": told}
        return Plan(says=(Say("ask_brief", {"questions": asked}),), asked=pending, focus={"told": told})
    missing = [f for f in brief.missing() if f in NEEDED]
    asked_next = {"kind": "brief", "fields": missing, "brief": brief.to_json()} if missing else {}
    return Plan((Call("draft_canvas", {"brief": _arguments(brief)}),), asked=asked_next, focus={"told": {}})


def plan_answer(text: str, context: Context) -> Plan:
    """An answer to a question about the brief."""
    text = as_typed(text, context.raw)
    brief = _told(context)
    if told := _corrected(text, context):
        return draft_plan(told, context)
    if corrected := CORRECTED_CUSTOMER.search(text):
        customer = next(g for g in corrected.groups() if g).strip()
        return draft_plan(brief.merge(Brief(customer=customer)), context)
    if not GO.fullmatch(text) and is_no_answer(text):
        return _left_open(brief, text, context)
    remarked = _remarked(brief, text, context) if brief.product and brief.customer else None
    if remarked and not (set(_gaps(brief, text, context)) - {"user"}):
        return remarked
    updates = {} if GO.fullmatch(text) else _answered(brief, text, context)
    if brief.product and not updates and not GO.fullmatch(text):
        return _unread(brief, text, context)
    if not brief.idea and (updates.get("product") or tells_venture(text, context)):
        updates["idea"] = text.strip()
    brief = brief.merge(Brief.from_json(updates))
    if brief.customer and brief.problem and not (brief.product or brief.idea) and (brief.pricing or GO.fullmatch(text)):
        # Who, what for and how much are told: what it is may stay open on a first canvas.
        brief = brief.merge(Brief(product="service" if brief.language == "en" else "服务", idea=brief.problem))
    return draft_plan(brief, context)


def wants_it_drawn(text: str) -> bool:
    """Whether a message says that enough was told: "that's it, draw the canvas"."""
    return bool(GO.fullmatch(text))


def _answered(brief: Brief, text: str, context: Context) -> dict[str, str]:
    """The fields that an answer fills: what its clauses name, gaps by the grammar of descriptions, or as a whole."""
    if brief.product:
        taken = take(brief, text, context.language, drafted=bool(context.canvas)).brief.to_json()
        named = {f: v for f, v in taken.items() if v != getattr(brief, f)}
        updates = {**_gaps(brief, text, context), **named}
        if named and "customer" not in named:
            updates = {f: v for f, v in updates.items() if f != "customer" or f not in named.values()}
    else:
        said = extract_brief(text, context.language).to_json()
        updates = {f: v for f, v in said.items() if f not in ("idea", "language")}
    fields = context.asked.get("fields") or [q["field"] for q in questions(brief, context.language)]
    unanswered = [f for f in fields if f not in updates]
    found = {*fields, "stage", "region", "channel"} & set(updates)
    if unanswered and not found and len(text) <= LONGEST_BARE_ANSWER:
        # The grammar found nothing: the whole answer is the answer to the first question that it can answer.
        slot = next((f for f in unanswered if may_answer(f, text, context.language)), "")
        updates |= {slot: _bare_answer(text)} if slot else {}
    return updates


def _gaps(brief: Brief, text: str, context: Context) -> dict[str, str]:
    """Unknown fields of the brief that a text tells by the grammar of descriptions."""
    said = extract_brief(text, context.language)
    fields = ("pricing",) if brief.customer else _FILLED
    told = {f: v for f in fields if (v := getattr(said, f))} | surely_told(text, context.language, "answer")
    found = {f: v for f, v in told.items() if f in _FILLED and not getattr(brief, f)}
    if not complains(found.get("problem", "?"), said.language):
        found.pop("problem", None)
    return found


def plan_edit(text: str, op: str, context: Context) -> Plan:
    """An edit of the canvas, or several additions in one clause."""
    edits = in_same_block(pointed(edits_of(text, op, context), context), text, context)
    edits = parts_only(edits, text, History.from_json(context.canvas).canvas)
    edit = edits[0]
    if op == "add" and len(edits) == 1 and edit.text and not edit.block:
        pending = {"kind": "block", "text": edit.text}
        return Plan(says=(Say("ask_block", {"text": edit.text}),), asked=pending)
    operations = [edit.to_json() for edit in edits]
    calls = (Call("edit_canvas", {"operations": operations}), *price_of_edits(edits, context))
    refused: JsonDict = {"kind": "edit", "operations": operations, "if_refused": True}
    return Plan(calls=calls, asked=refused, focus={**edited(operations), "missed": missed(operations, context)})


def edits_of(text: str, op: str, context: Context) -> list[Edit]:
    """The edits that a clause orders; what is to go somewhere and stands nowhere is added there."""
    canvas = History.from_json(context.canvas).canvas
    edits = read_last_item(text, context) or read_orders(text, canvas) or read_in_talk(text, context)
    edits = edits or settled(read_edits(text, op), text, op, canvas, context.text)
    if op == "replace" and not any(edit.text for edit in edits) and (apart := set_apart(text)):
        return [Edit("replace", "", *apart)]
    unknown = op == "move" and not any(stands(edit.item, canvas) for edit in edits)
    added = read_edits(text, "add") if unknown else []
    if added and all(edit.block and edit.text for edit in added):
        return added
    return [replace(edit, everywhere=True) if _renames_customer(edit, canvas) else edit for edit in edits]


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
    if tool == "undo_canvas" and AT_FIRST.search(text) and history.position > first_state(history):
        return Plan(calls=(Call(tool, {"steps": history.position - first_state(history)}),), focus=focus)
    return Plan(calls=(Call(tool, {"steps": NUMBER_WORDS.get(word) or int(word)}),), focus=focus)


def _arguments(brief: Brief) -> JsonDict:
    return {key: value for key, value in brief.to_json().items() if key not in {"language", "mode"}}


def _bare_answer(text: str) -> str:
    return text.strip().rstrip("。.!！ ")
