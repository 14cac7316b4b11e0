"""Plans what is not work on numbers or canvas: knowledge questions, small talk, what cannot be done."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.understand.same_topic import refers_back

SMALL_TALK = {
    "greeting",
    "thanks",
    "goodbye",
    "help",
    "chitchat",
    "out_of_scope",
    "unsafe_request",
    "affirm",
    "deny",
}
# What people ask for that is a tool of its own; without the tool the reply says so instead of pretending.
NAMED_TOOLS = {
    "review_canvas",
    "compare_pricing",
    "segment_customers",
    "forecast_revenue",
    "explain_drivers",
    "recommend_items",
    "classify_messages",
    "answer_customer",
    "monitor_opinion",
    "assess_feasibility",
    "allocate_budget",
}


# Asks for the source, which is given in any case, and is no word of the question.
_SOURCED = lazy_re(
    r",?\s*(?:\b(?:and|but|please)\b\s*)*\b(?:with|cit(?:e|ing)|quot(?:e|ing)|giv(?:e|ing)|nam(?:e|ing)|includ(?:e|ing)|"
    r"show|tell me|state)\b[^,.?!]{0,20}?\b"
    r"(?:sources?|references?|citations?|where you (?:got|have|found|get) (?:it|that|this)(?: from)?)\b(?: please)?|"
    r"[,，。？?]?\s*(?:请|麻烦|顺便|并|最好)*(?:附|给|注明|标|带|列|说|写)(?:上|出|明|一下|个)?(?:你的)?"
    r"(?:出处|来源|参考|引用|依据)|"
    r"[,，。？?]?\s*(?:帮我|请)?查一?下?(?:资料|文献|指南)",
    re.IGNORECASE,
)


def plan_guidance(text: str, context: Context) -> Plan:
    """Answer a knowledge question from the guidance; one that names no topic is about that of the question before."""
    before = str(context.focus.get("question") or "")
    text = _SOURCED.sub("", text).strip(" ,，") or text
    if before and refers_back(text):
        return Plan(calls=(Call("search_guidance", {"query": f"{before} {text}", "k": 3}),), focus={"question": before})
    return Plan(calls=(Call("search_guidance", {"query": text, "k": 3}),), focus={"question": text})


def plan_small_talk(intent: str) -> Plan:
    """A short human answer that leads back to the work."""
    return Plan(says=(Say(intent),), focus={"refused": True} if intent == "unsafe_request" else {})


def plan_missing_tool(intent: str, text: str) -> Plan:
    """Say that this cannot be computed yet, and offer what the guidance knows of it."""
    return Plan(calls=(Call("search_guidance", {"query": text, "k": 2}),), says=(Say("not_built", {"tool": intent}),))


def plan_unclear(text: str, context: Context) -> Plan:
    """Not understood: look whether the guidance has a good match, then say so and offer three things."""
    if context.focus.get("question") and refers_back(text):
        return plan_guidance(text, context)
    return Plan(calls=(Call("search_guidance", {"query": text, "k": 2}),), says=(Say("not_understood"),))
