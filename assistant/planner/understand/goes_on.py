"""Tells that a message goes on from the last run of the model, or supposes a case, whatever it sounds like.

The classifier sees one message; "and 30000?", 第24个月呢 or "20" mean what the run before them makes of them.
"""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.lexicon import (
    ASKS_RESULT,
    BREAK_EVEN,
    HOW_MANY,
    INTERJECTION,
    SEEKING,
    SURELY_HYPOTHETICAL,
    WHEN,
)
from assistant.planner.plans.claims import RIGHT, conditional_claim, tagged_claim
from assistant.planner.plans.goal import goal_or_what_if, sought
from assistant.planner.plans.outputs import month_asked, span_months
from assistant.planner.plans.risk import spread_again
from assistant.planner.understand.corrected import mends
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.finance_talk import OTHERWISE, STATES
from assistant.planner.understand.follow_ups import (
    asked_again,
    case_name,
    goal_again,
    last_args,
    looked_ahead,
    says_meant,
)
from assistant.planner.understand.groups import TALK
from assistant.planner.understand.uncertain import DRAWS, SPELLED_DRAWS

# Another supposition in the place of the one in hand.
ANOTHER = lazy_re(
    r"^\W*(?:换一?个?(?![成掉])|换成|(?:try|take) another(?: one)?\b|instead\b|another one\b|different one\b)",
    re.IGNORECASE,
)
INSTEAD = lazy_re(r"换成|\binstead\b(?! of)|\brather\b(?! than)", re.IGNORECASE)
IS_ZERO = lazy_re(r"(?:是|到|成|为|降至|归|清)(?:零|0)(?![.\d%])|\b(?:is|were|was|to|at) (?:zero|nil)\b", re.IGNORECASE)
NO_MORE = lazy_re(r"\b(?:no|without|w/o|zero)(?: (?:any|the|our|an?))?\s*$", re.IGNORECASE)
SWITCHES = lazy_re(
    r"\b(?:switch|change|move|go|turn|rather|instead|make it|use|try)\b|"
    r"换成|换到|改成|改用|改为|改走|还是(?:用|走|按)|转成|用",
    re.IGNORECASE,
)
BUILDS = lazy_re(
    r"\b(?:set (?:up|it up)|build|make|create|start|put together|give us|need|want|like)\b[^.?!]{0,30}\bmodel\b|"
    r"\bmodel\b[^.?!]{0,12}\b(?:set )?up\b|(?:建|搭|做|算|弄|起)(?:一?个|起来?|一下)?[^，。？！]{0,6}(?:模型|账)",
    re.IGNORECASE,
)
REAL = lazy_re(
    r"\bnot (?:a |an )?(?:what[ -]?if|hypothe\w+|supposition|scenario|test)\b|"
    r"\b(?:that|this|those|these|it)(?:'s| is| are) (?:for )?(?:our |the |my )?(?:real|actual|true|final)\b|"
    r"不是(?:假设|试算|如果|测试)|(?:真实|实际)(?:的)?(?:数字|数据|情况|值)",
    re.IGNORECASE,
)
HEARD_FOR_SETUP = {"what_if", "guidance", "check_claim", "unit_economics", "show_model", "out_of_scope"}
# Starts from the plan again; what else was supposed is dropped.
FROM_PLAN = lazy_re(
    r"\b(?:from|back to|back at|on|with|to) (?:our|my|the|its) (?:actual|original|real|base|own|true|present|"
    r"current|first) (?:numbers?|figures?|values?|plan|case|inputs?|model)\b|\bfrom (?:the )?(?:base|scratch)\b|"
    r"(?:按|回到|从|用|照|恢复)(?:着|成)?(?:原来|原先|原本|最初|本来|真实|实际)(?:的)?(?:数|值|情况|方案|参数|$|[，,。]|来|算)",
    re.IGNORECASE,
)
STRETCHES = lazy_re(r"\b(?:stretch|extend|lengthen)\w*|拉长?到|延长?到|放长到", re.IGNORECASE)
HANDLES = lazy_re(r"[把将]|定|\b(?:put|make|fix|lock|keep|stays?)\b", re.IGNORECASE)
SHORT = 40  # characters
FRAGMENT = 30
WHOLE = 100  # percent
NUMBER = lazy_re(r"\W*[\d.,]+\s*(?:k|m|万|千|%)?\W*", re.IGNORECASE)
# What a message that asks for more of the last run may be heard as.
OF_RUNS = {
    "what_if",
    "set_inputs",
    "show_model",
    "unit_economics",
    "goal_seek",
    "what_if_table",
    "sensitivity",
    "simulate",
    "reset_scenario",
    "forecast_revenue",
    "saas_metrics",
}
PARTING = {"goodbye", "thanks", "greeting", "affirm", "deny"}


def goes_on(seen: Evidence) -> str | None:
    """The intent that the last run of the model shows; None where it shows none."""
    return next(
        (intent for rule in _IN_ORDER if (intent := rule(seen))),
        None,
    )


def _mends(seen: Evidence) -> str | None:
    """A number just stated, said again as it should be: "sorry, 92", "fine, 13%"."""
    step = str((seen.context.seen.get("last_step") or {}).get("tool") or "")
    about_case = seen.view.scenario and step == "what_if"
    if seen.context.asked or about_case or seen.edit:
        return None
    return "set_inputs" if mends(seen.text, seen.context, seen.view) else None


def _switches(seen: Evidence) -> str | None:
    """Another model than the one in use, called by its name, with or without numbers for it."""
    other = seen.view.chosen and seen.view.called not in ("", seen.view.model.id)
    return "choose_model" if other and SWITCHES.search(seen.text) and seen.edit != "remove" else None


def _sets_up(seen: Evidence) -> str | None:
    """Numbers told along with the order to build the model are the plan's, whatever each sentence sounds like."""
    whole = seen.context.text
    if seen.view.chosen or SURELY_HYPOTHETICAL.search(whole) or ASKS_RESULT.search(seen.text):
        return None
    ordered = seen.view.called or BUILDS.search(whole)
    heard = seen.intent in HEARD_FOR_SETUP or not seen.found.understood
    return "set_inputs" if ordered and heard and seen.reading.changes else None


def _real(seen: Evidence) -> str | None:
    """Values said to be no supposition: "that's real, not a what-if", 这是真实数字."""
    heard = seen.intent in HEARD_FOR_SETUP and REAL.search(seen.context.text)
    return "set_inputs" if heard and seen.reading.changes else None


def _anew(seen: Evidence) -> str | None:
    """Values supposed of the plan as it is, not of the what-if in hand: "from our actual numbers: ads 12,000"."""
    if not (last_args(seen.context, "what_if") or seen.view.scenario) or not FROM_PLAN.search(seen.text):
        return None
    reading = seen.reading
    return "what_if" if reading.changes and not reading.ambiguous and seen.edit != "remove" else None


def _claimed(seen: Evidence) -> str | None:
    """A result said of a case, or of the model, and asked to be confirmed: 涨到49的话LTV就是800对不对."""
    if "check_claim" not in seen.context.tools:
        return None
    if RIGHT.search(seen.text) and conditional_claim(seen.text, seen.context, seen.view):
        return "check_claim"
    return "check_claim" if seen.view.chosen and tagged_claim(seen.text, seen.view) else None


def _meant(seen: Evidence) -> str | None:
    """Which input the last run was meant of: "no, I meant the fixed cost"."""
    if seen.context.asked:
        return None
    meant = says_meant(seen.text, seen.view)
    if meant and last_args(seen.context, "what_if") is not None and seen.view.scenario:
        return "what_if"
    again = meant and goal_again(seen.text, seen.context, seen.view)
    return "goal_seek" if again else None


def _reached(seen: Evidence) -> str | None:
    """A rate beside an amount that is no rate, in a month: "upgrade rate for 10k in month 12"."""
    inputs = {m.ids for m in seen.inputs}
    amounts = [q for q in seen.quantities if q.kind != "duration"]
    if not seen.view.chosen or len(inputs) != 1 or len(amounts) != 1 or not month_asked(seen.text):
        return None
    rate = all(seen.view.model.inputs_by_id[i].kind == "rate" for ids in inputs for i in ids)
    amount = amounts[0].kind in ("money", "count") and amounts[0].value > WHOLE
    return "goal_seek" if rate and amount else None


def _longer(seen: Evidence) -> str | None:
    """Another horizon for the plan, and nothing else: "stretch the plan to three years"."""
    longer = STRETCHES.search(seen.text) and span_months(seen.text) and len(seen.text) <= SHORT
    plain = not seen.outputs and all(m.ids == ("horizon",) for m in seen.inputs)
    timed = all(q.kind == "duration" for q in seen.quantities)
    return "set_inputs" if longer and plain and timed and seen.view.chosen and not seen.hypothetical else None


def _when_even(seen: Evidence) -> str | None:
    """When the venture breaks even at a value that is said: "with price at 52 which month do we break even"."""
    if not (seen.view.chosen and seen.inputs and seen.quantities) or not WHEN.search(seen.text):
        return None
    if not BREAK_EVEN.search(seen.text) or sought(seen.text, seen.view, HOW_MANY):
        return None
    reading = seen.reading
    return "what_if" if reading.changes and not reading.ambiguous else None


def _again(seen: Evidence) -> str | None:
    """What goes on from the last run: another target or month, the case in hand at a month, more draws."""
    text, context, view = seen.text, seen.context, seen.view
    if seen.edit or context.asked:
        return None
    if seen.sure and seen.intent not in OF_RUNS:
        return None  # "how was the LTV worked out?" names a figure and asks for no other run
    if goal_again(text, context, view):
        return "goal_seek"  # "or by raising the price only?"
    if spread_again(text, context, view):
        return "sensitivity"
    if OTHERWISE.search(text) and not last_args(context, "simulate"):
        return None
    if asked_again(text, context, view):
        return "what_if"
    if last_args(context, "simulate") and (DRAWS.search(text) or SPELLED_DRAWS.search(text)):
        return "simulate"
    return "what_if" if view.chosen and looked_ahead(text, view) else None


def _case(seen: Evidence) -> str | None:
    """Numbers of a case that is named, or of another one than the what-if in hand, are none of the plan."""
    if not (seen.inputs and seen.quantities) or seen.edit == "remove":
        return None
    in_hand = {str(c["variable"]) for c in seen.view.scenario}
    # 把流失率换成6% after a what-if of the churn
    swapped = INSTEAD.search(seen.text) and all(in_hand & set(m.ids) for m in seen.inputs)
    another = bool(in_hand) and (ANOTHER.match(INTERJECTION.sub("", seen.text)) or swapped)
    return "what_if" if case_name(seen.text) or another or _fragment(seen) else None


def _fragment(seen: Evidence) -> bool:
    """A name and a value without a verb, right after a what-if, is another one: 价格119."""
    if last_args(seen.context, "what_if") is None or not seen.view.scenario or len(seen.text) > FRAGMENT:
        return False
    if goal_or_what_if(seen.text, seen.view) == "goal_seek":
        return False  # 毛利率要到70%，利用率得多少
    reading = seen.reading
    set_to = len(reading.changes) == 1 and reading.changes[0].relation == "set" and not reading.leftover
    return set_to and not STATES.search(seen.text) and not HANDLES.search(seen.text)


def _nothing(seen: Evidence) -> str | None:
    """A supposition that an input is nothing: 我的流失率要是零."""
    if any(q.value for q in seen.quantities) or seen.outputs:
        return None
    bare = any(NO_MORE.search(seen.text[: m.span[0]]) for m in seen.inputs)
    none = seen.inputs and (bare or IS_ZERO.search(seen.text))
    return "what_if" if none and (seen.hypothetical or seen.view.chosen) and not SEEKING.search(seen.text) else None


def _bare(seen: Evidence) -> str | None:
    """A number alone is neither a greeting nor a farewell."""
    bare = NUMBER.fullmatch(seen.text)
    return "what_if" if bare and seen.intent in TALK | PARTING else None


_IN_ORDER = (
    _mends,
    _switches,
    _real,
    _sets_up,
    _anew,
    _claimed,
    _meant,
    _when_even,
    _reached,
    _longer,
    _again,
    _case,
    _nothing,
    _bare,
)
