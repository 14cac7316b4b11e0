"""Plans customer service: the answer to a customer, and what customers say over time."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.classified_message import classified_message
from assistant.planner.plans.service_reading import around_message, next_message, read_message, speaks_of_reply
from assistant.service.answers_fit import read_customer

_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".parquet", ".txt")
_ITEM = lazy_re(r"^\s*(?:[-*•·]|\d{1,3}[.)、])\s*(?P<v>.+)$")
_STOPS = lazy_re(r"^\s*(?:never ?mind|cancel|forget it|no|nothing|算了|取消|不用了|没事)\W*$", re.I)
MOST_CHARACTERS = 4000


def plan_answer_customer(text: str, context: Context, view: FinanceView) -> Plan:
    """Answer what a customer wrote; ask for it where only the wish to answer was said."""
    whole = text.strip() == context.text.strip() or speaks_of_reply(text)
    told = context.raw if context.raw and whole else text
    message = (next_message(told) if context.focus.get("answered") else "") or read_message(told)
    message = (message or classified_message(text, context))[:MOST_CHARACTERS]
    fit = _fit(around_message(told, message), context)
    if not message:
        return Plan(says=(Say("ask_customer_message"),), asked={"kind": "customer_message", "fit": fit})
    return Plan(calls=(Call("answer_customer", {"message": message, **fit}),), focus={"answered": True})


def answer_customer_message(context: Context, view: FinanceView) -> Plan | None:
    """The message that was asked for: all of what is written now."""
    told = (context.raw or context.text).strip()
    if _STOPS.match(told):
        return None
    message = read_message(told) or told
    call = Call("answer_customer", {"message": message, **context.asked.get("fit", {})})
    return Plan(calls=(call,), focus={"answered": True})


def plan_monitor_opinion(text: str, context: Context, view: FinanceView) -> Plan:
    """Watch the messages of the file named, of the lines pasted, or of the table uploaded last."""
    names = [str(f["name"]) for f in context.files if str(f["name"]).lower().endswith(_TABLES)]
    named = next((name for name in names if name.lower() in text.lower()), None)
    if named:
        return Plan(calls=(Call("monitor_opinion", {"file": named}),))
    texts = pasted(context.raw or text)
    if texts:
        return Plan(calls=(Call("monitor_opinion", {"texts": texts}),))
    # Without a file the tool says what to upload.
    return Plan(calls=(Call("monitor_opinion", {}),))


def pasted(text: str) -> list[str]:
    """Messages pasted into a request, one a line: below a first line that ends on a colon, or as a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    listed = [m["v"].strip() for line in lines if (m := _ITEM.match(line))]
    if len(listed) > 1:
        return listed
    if len(lines) > 2 or (len(lines) > 1 and lines[0].endswith((":", "："))):
        return lines[1:]
    return []


def _fit(text: str, context: Context) -> dict[str, str]:
    """Industry, size and need as the words say, else the industry that the venture sells to."""
    said = read_customer(text)
    industry = said.industry or read_customer(str(context.brief.get("customer") or "")).industry
    found = {"industry": industry, "size": said.size, "need": said.need}
    return {name: value for name, value in found.items() if value}


PLANS: dict[str, PlanFunction] = {
    "answer_customer": plan_answer_customer,
    "monitor_opinion": plan_monitor_opinion,
}
