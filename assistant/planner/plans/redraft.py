"""Keeps a canvas that holds items from being put aside by a draft of a sentence that describes no other venture."""

from __future__ import annotations

from assistant.canvas import Brief, History
from assistant.canvas.draft import same_venture
from assistant.canvas.drafting import too_thin
from assistant.planner.context import Context
from assistant.planner.lexicon import IDEA, MAKE_CANVAS
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.remarks import offers
from assistant.planner.plans.talk import plan_unclear
from assistant.planner.plans.telling import read_brief, vague
from assistant.planner.understand.edits import edit_op
from assistant.planner.understand.grounded import ground
from assistant.planner.understand.splitting import split_requests


def plan_instead(brief: Brief, context: Context) -> Plan | None:
    """What to do instead of drafting from a brief; None where no canvas is lost by it, or one is plainly wanted.

    Args:
        brief: What the draft would be made of.
        context: The message and the state; a canvas without a brief was imported or written by hand.
    """
    known = Brief.from_json(context.brief)
    if not History.from_json(context.canvas).canvas.count:
        return None
    if known.customer and (known.product or known.idea) and same_venture(known, brief):
        return None  # only what depends on the change is drafted again
    if describes_another(context.text, context):
        return None
    if context.asked.get("kind") == "brief" and not known.customer:
        return None  # we asked for it
    if not (brief.customer and (brief.product or brief.idea)) or too_thin(brief) or vague(brief):
        return plan_unclear(context.text, context)
    said = {"product": brief.product or brief.idea, "customer": brief.customer}
    return Plan(says=(Say("ask_redraft", said),), asked={"kind": "redraft", "brief": brief.to_json()})


def describes_another(text: str, context: Context) -> bool:
    """Whether a message asks for a canvas, or describes a venture in full and speaks of nothing on the canvas."""
    if MAKE_CANVAS.search(text) or IDEA.search(text):
        return True
    canvas = History.from_json(context.canvas).canvas
    orders = any(edit_op(piece, of_known_item=True) for piece in split_requests(text))
    if orders or any(found.whole for found in ground(text, canvas)):
        return False
    said = read_brief(text, context.language)
    full = said.product and said.customer and (said.pricing or said.problem)
    return bool(full) and offers(text) and not vague(said)


def plan_confirmed(context: Context) -> Plan:
    """The draft that was asked about, once it is wanted."""
    brief = {key: value for key, value in context.asked["brief"].items() if key not in {"language", "mode"}}
    return Plan((Call("draft_canvas", {"brief": brief}),), focus={"told": {}})
