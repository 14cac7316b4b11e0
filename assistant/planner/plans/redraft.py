"""Keeps a canvas that holds items from being put aside by a draft of a sentence that describes no other venture."""

from __future__ import annotations

from typing import Any

from assistant.canvas import Brief, History, questions
from assistant.canvas.draft import same_venture
from assistant.canvas.drafting import too_thin
from assistant.canvas.reading.set_aside import announces_another, only_talk
from assistant.planner.context import Context
from assistant.planner.lexicon import IDEA, MAKE_CANVAS
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.remarks import offers
from assistant.planner.plans.talk import plan_unclear
from assistant.planner.plans.telling import read_brief, vague
from assistant.planner.understand.edits.canvas_edits import edit_op
from assistant.planner.understand.edits.grounded import ground
from assistant.planner.understand.splitting import split_requests

JsonDict = dict[str, Any]
_OWN = frozenset({"idea", "language"})


def plan_instead(brief: Brief, context: Context) -> Plan | None:
    """What to do instead of drafting from a brief; None where no canvas is lost by it, or one is plainly wanted.

    Args:
        brief: What the draft would be made of.
        context: The message and the state; a canvas without a brief was imported or written by hand.
    """
    known = Brief.from_json(context.brief)
    if (known.product or known.idea) and (anew := told_anew(known, brief, context)) != brief:
        return _drafted(anew, context)
    if not History.from_json(context.canvas).canvas.count:
        return None
    if known.customer and (known.product or known.idea) and same_venture(known, brief):
        return None  # only what depends on the change is drafted again
    if describes_another(context.text, context):
        return None
    if context.asked.get("kind") == "brief" and (not known.customer or _of_another(brief, context)):
        return None  # we asked for it
    if not (brief.customer and (brief.product or brief.idea)) or too_thin(brief) or vague(brief):
        return plan_unclear(context.text, context)
    said = {"product": brief.product or brief.idea, "customer": brief.customer}
    return Plan(says=(Say("ask_redraft", said),), asked={"kind": "redraft", "brief": brief.to_json()})


def plan_another(text: str, context: Context) -> Plan | None:
    """The draft of a venture that a message announces in place of the one told before; None where it announces none."""
    if not (context.brief or context.asked.get("brief")) or not announces_another(context.text):
        return None
    if only_talk(text):
        return Plan() if not only_talk(context.text) else None
    said = read_brief(text, context.language)
    return _drafted(said, context) if said.product and not vague(said) else None


def told_anew(known: Brief, brief: Brief, context: Context) -> Brief:
    """Of a brief of another venture than the known one, what its own description tells; any other as it is."""
    if _of_another(brief, context) or not brief.idea or brief.idea == known.idea:
        return brief
    if same_venture(known, brief) and not announces_another(context.text):
        return brief
    old = known.to_json()
    kept = {f: v for f, v in brief.to_json().items() if v != old.get(f) or f in _OWN or v in brief.idea}
    return Brief.from_json(kept)


def _of_another(brief: Brief, context: Context) -> bool:
    """Whether the open questions are about this brief's venture rather than about the one on the canvas."""
    asked = Brief.from_json(context.asked.get("brief"))
    return bool(asked.idea) and asked.idea == brief.idea != Brief.from_json(context.brief).idea


def _drafted(brief: Brief, context: Context) -> Plan:
    """The draft of another venture, or the questions without whose answers there is none."""
    asked = questions(brief, context.language)
    pending: JsonDict = {"kind": "brief", "fields": [q["field"] for q in asked], "brief": brief.to_json()}
    if not brief.customer or not (brief.product or brief.idea) or too_thin(brief):
        return Plan(says=(Say("ask_brief", {"questions": asked}),), asked=pending)
    given = {key: value for key, value in brief.to_json().items() if key not in {"language", "mode"}}
    return Plan((Call("draft_canvas", {"brief": given}),), asked=pending if asked else {}, focus={"told": {}})


def describes_another(text: str, context: Context) -> bool:
    """Whether a message asks for a canvas, or describes a venture in full and speaks of nothing on the canvas."""
    if MAKE_CANVAS.search(text) or IDEA.search(text) or announces_another(text):
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
