"""Plans reading back an edited workbook: the differences first, then, on a yes, taking them over."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction

NAMED = lazy_re(r"[\w.-]+\.xls[xm]?\b", re.IGNORECASE | re.ASCII)
APPLY = lazy_re(
    r"\b(?:apply|accept|adopt|keep|use|commit|confirm|take\s+(?:them|it|those|these|over|the)|go\s+(?:with|by)|"
    r"make\s+(?:them|it|those|these)\s+(?:count|the\s+base|official)|put\s+(?:them|it|those|these)\s+in|yes|ok(?:ay)?)\b|"
    r"应用|采用|生效|就按|以表(?:格)?(?:里|中)?的?为准|按(?:这个|这张|表)|更新(?:进去|到模型|过去)|写入|确认|就用|同意|好的?|可以|是的",
    re.IGNORECASE,
)
# "What would change if I applied it?", "don't apply yet" and "read it back" look only.
LOOK = lazy_re(
    r"\b(?:don'?t|do\s+not|without|before|not\s+yet)\b[^.]*\b(?:apply|use|take|chang)|\bwhat\s+(?:\w+\s+)?(?:changed|differs|would)|"
    r"\b(?:show|list|compare|see|check)\b|先(?:别|不要|不)|不要(?:应用|改)|看看|对比|比较|有(?:什么|哪些)(?:不同|变化|差异|改动)",
    re.IGNORECASE,
)
YES = lazy_re(
    r"\W*(?:yes|yep|yeah|sure|ok(?:ay)?|please\s+do|do\s+it|go\s+ahead|apply(?:\s+\w+){0,3}|right|correct|confirm(?:ed)?|"
    r"take\s+(?:them|it)(?:\s+over)?|是的?|好的?|可以|行|应用(?:吧|改动)?|确认|没问题|对的?|就这样|嗯|同意|更新吧|采用|生效|就按表里的来?)"
    r"(?:[\s,，]*(?:please|thanks|thank\s+you|them|吧|的|啊|谢谢))*\W*",
    re.IGNORECASE,
)
NO = lazy_re(
    r"\W*(?:no|nope|nah|don'?t|do\s+not|leave\s+it|cancel|not\s+now|不(?:用|要|了|行|是)?|别|算了|取消|先不)(?:\W.*|[了吧用要].*)?",
    re.IGNORECASE,
)


def plan_import(text: str, context: Context, view: FinanceView) -> Plan:
    """Read the workbook; take its changes over only where they were shown before and the message says so."""
    args = _file(text, context)
    shown = (context.seen.get("import_workbook") or {}).get("data") or {}
    waits = bool(shown) and not shown.get("applied") and shown.get("file") == (args.get("file") or _last(context))
    if waits and APPLY.search(text) and not LOOK.search(text):
        return _apply(str(shown["file"]))
    if not args and _last(context):
        args = {"file": _last(context)}
    return Plan(calls=(Call("import_workbook", dict(args)),), asked={"kind": "import", "file": args.get("file", "")})


def answer_import(context: Context, view: FinanceView) -> Plan | None:
    """The answer to "shall I apply these changes?"; anything but a plain yes is a new request."""
    text = context.text
    if NO.fullmatch(text) or not YES.fullmatch(text):
        return None
    file = str(context.asked.get("file") or "") or _last(context)
    return _apply(file)


def _apply(file: str) -> Plan:
    return Plan(calls=(Call("import_workbook", {"file": file, "apply": True} if file else {"apply": True}),))


def _file(text: str, context: Context) -> dict[str, str]:
    """The workbook that the message names, uploaded or not."""
    uploaded = [str(f["name"]) for f in context.files if str(f["name"]).lower() in text.lower()]
    if uploaded:
        return {"file": max(uploaded, key=len)}
    found = NAMED.search(text)
    return {"file": found.group()} if found else {}


def _last(context: Context) -> str:
    """The workbook uploaded last."""
    books = [str(f["name"]) for f in context.files if str(f["name"]).lower().endswith((".xlsx", ".xlsm"))]
    return books[-1] if books else ""


PLANS: dict[str, PlanFunction] = {"import_workbook": plan_import}
