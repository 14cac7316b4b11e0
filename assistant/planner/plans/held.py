"""Plans an edit that is only considered: what the guidance says of it, and the edit itself once the user agrees."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, Say
from assistant.planner.plans.edit_answers import edited
from assistant.planner.plans.talk import plan_guidance

_AGREES = lazy_re(
    r"\W*(?:(?:ok(?:ay)?|yes|yeah|yep|sure|fine|alright|well|right|then|go ahead|go on|please|now|so)\b\W*)*"
    r"(?:(?:you (?:may|can)|let['’]?s|do|put|add|write|make|take|change|remove|go)\b.{0,40})?|"
    r"\W*(?:好的?|行|可以|嗯|是的?|对|那|就|现在|吧|了|啊|请|\W)*"
    r"(?:(?:加|改|写|删|放|换|记|挪|移|做|弄|按)(?:进去|上去|上|掉|这个|这样|吧|了|它|进|下来|一下|来|动|\W)*)?",
    re.IGNORECASE,
)


def plan_held(text: str, plan: Plan, context: Context) -> Plan:
    """Prepare the edit of `plan` and change nothing; where it is no edit yet, only look the matter up."""
    operations = [op for call in plan.calls if call.name == "edit_canvas" for op in call.args["operations"]]
    looked_up = plan_guidance(text, context)
    if not operations or plan.says:
        return looked_up
    return Plan(
        calls=looked_up.calls,
        says=(Say("held", {"operations": operations}),),
        asked={"kind": "held", "operations": operations},
        focus=looked_up.focus,
    )


def answer_held(context: Context, view: FinanceView) -> Plan | None:
    """Make the edit that was held back; None where the answer does not agree to it."""
    if not context.text.strip() or not _AGREES.fullmatch(context.text.strip()):
        return None
    operations = list(context.asked["operations"])
    return Plan(calls=(Call("edit_canvas", {"operations": operations}),), focus=edited(operations))
