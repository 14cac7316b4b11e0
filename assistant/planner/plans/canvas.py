"""Plans work on the canvas: drafting from what the founder tells, edits, undo, export."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.canvas import (
    NEEDED,
    Brief,
    questions,
    read_correction,
    venture_numbers,
)
from assistant.canvas.draft import same_venture
from assistant.canvas.drafting import too_thin
from assistant.canvas.reading.corrections import charges_anew
from assistant.canvas.reading.numbers import without_run_rate
from assistant.canvas.reading.remarks import is_no_answer, leaves_open
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.lexicon import CORRECTED_CUSTOMER
from assistant.planner.plan import Call, Plan, Say, merge
from assistant.planner.plans.brief_answers import answered, gaps
from assistant.planner.plans.documents import plan_from_documents
from assistant.planner.plans.edit_answers import ask_block
from assistant.planner.plans.edits import orders_addition, plan_edit
from assistant.planner.plans.likely import likely
from assistant.planner.plans.redraft import plan_another, plan_instead
from assistant.planner.plans.remarks import Taken, offers, take
from assistant.planner.plans.talk import plan_small_talk, plan_unclear
from assistant.planner.plans.telling import ORDERS, SHORTEST_DESCRIPTION, as_typed, draws, read_brief, vague

JsonDict = dict[str, Any]
_PAYS = lazy_re(r"\bpay(?:s|ing|ers?)?\b|付[钱费的款]|掏钱|出钱|买单", re.IGNORECASE)
LONGEST_ITEM = 100  # characters; what is longer is no item


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


def plan_draft(text: str, context: Context) -> Plan:
    """Draft the canvas from the founder's description."""
    text = as_typed(text, context.raw)
    if orders_addition(text):
        return plan_edit(text, "add", context)  # 成本里加上… tells nothing of the venture
    if instead := plan_from_documents(text, context) or plan_another(text, context):
        return instead
    if corrected := _corrected(text, context):
        return draft_plan(corrected, context)
    if awaits_answer(context) and not _another(text, context):
        return plan_answer(text, context)
    if context.brief and draws(text):
        return draft_plan(Brief.from_json(context.brief), context)
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
    if told.idea and told.idea != str((context.brief or {}).get("idea", told.idea)):
        return told  # of another venture than the one on the canvas
    return Brief.from_json(context.brief).merge(told)


def _remarked(known: Brief, text: str, context: Context) -> Plan | None:
    """The canvas after a remark on the venture: only the slot that it speaks of changes."""
    return _changed(known, take(known, text, context.language, drafted=bool(context.canvas)), context)


def _changed(known: Brief, taken: Taken, context: Context) -> Plan | None:
    """The canvas after what a message tells; None where it tells nothing."""
    plans = [draft_plan(taken.brief, context)] if taken.brief != known else []
    if taken.operations:
        plans.append(Plan((Call("edit_canvas", {"operations": list(taken.operations)}),)))
    if not plans:
        return None
    merged = merge(plans)
    return merged if merged.asked else replace(merged, asked=context.asked if taken.brief == known else {})


def _unread(known: Brief, text: str, context: Context) -> Plan:
    """What a message most likely tells that no grammar reads, else the open questions, else where it belongs."""
    if is_no_answer(text):
        return plan_unclear(text, context)
    likeliest = likely(known, text, context.language, drafted=bool(context.canvas))
    if changed := _changed(known, likeliest, context):
        return changed
    if asked := questions(known, context.language):
        pending = {"kind": "brief", "fields": [q["field"] for q in asked], "brief": known.to_json()}
        return Plan(says=(Say("ask_brief", {"questions": asked}),), asked=pending)
    told = text.strip(" 。.!！,，")
    return (
        ask_block(told, told_only=True) if context.canvas and len(told) <= LONGEST_ITEM else plan_unclear(text, context)
    )


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
    known = Brief.from_json(context.brief)
    payer = fields.get("customer", "")
    if payer and _PAYS.search(text) and not known.user and known.customer not in payer and payer not in known.customer:
        fields["user"] = known.customer  # who was thought to pay uses it
    if fields.get("product"):
        known = replace(known, job="")  # what it does for them was read of the other
    return known.merge(Brief.from_json(fields)) if fields else None


def plan_put_right(context: Context) -> Plan | None:
    """The canvas after a message that says anew who pays or what is sold, whatever else it sounds like."""
    text = as_typed(context.text, context.raw)
    if not (context.brief and context.canvas) or text.rstrip().endswith(("?", "？")):
        return None
    fields = read_correction(text, context.language)
    told = "product" in fields or ("customer" in fields and _PAYS.search(text))
    told = told or (charges_anew(text) and not find_quantities(text))  # a new price is the model's too
    corrected = _corrected(text, context) if told else None
    return draft_plan(corrected, context) if corrected else None


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
    if another := plan_another(text, context):
        return another
    if orders_addition(text):
        return plan_edit(text, "add", context)
    brief = _told(context)
    if told := _corrected(text, context):
        return draft_plan(told, context)
    if corrected := CORRECTED_CUSTOMER.search(text):
        customer = next(g for g in corrected.groups() if g).strip()
        return draft_plan(brief.merge(Brief(customer=customer)), context)
    if not (go := draws(text)) and is_no_answer(text):
        return _left_open(brief, text, context)
    remarked = _remarked(brief, text, context) if brief.product and brief.customer else None
    if remarked and not (set(gaps(brief, text, context)) - {"user"}):
        return remarked
    updates = {} if go else answered(brief, text, context)
    if brief.product and not updates and not go:
        return _unread(brief, text, context)
    if not brief.idea and (updates.get("product") or tells_venture(text, context)):
        updates["idea"] = text.strip()
    brief = brief.merge(Brief.from_json(updates))
    if brief.customer and brief.problem and not (brief.product or brief.idea) and (brief.pricing or go):
        # Who, what for and how much are told: what it is may stay open on a first canvas.
        brief = brief.merge(Brief(product="service" if brief.language == "en" else "服务", idea=brief.problem))
    return draft_plan(brief, context)


def _arguments(brief: Brief) -> JsonDict:
    return {key: value for key, value in brief.to_json().items() if key not in {"language", "mode"}}
