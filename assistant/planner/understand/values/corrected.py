"""Tells which number just stated a message mends: "sorry — 92, I swapped the digits", 写错了，是92."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import ASKS_RESULT, SURELY_HYPOTHETICAL
from assistant.planner.understand.follow_ups import last_args, values
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.counted_by import counts_things
from assistant.planner.understand.values.meant import as_meant
from assistant.planner.understand.values.old_value import can_be, is_now
from assistant.planner.understand.values.value_said import says_little, sized

LONGEST = 100  # characters
SLIP = lazy_re(
    r"^\W*(?:(?:so|oh|ah|no|hm+)\W+)*(?:sorry|oops|whoops|apologies|my (?:bad|mistake)|typo|wait|actually|"
    r"correction|nope|wrong|i mean|i meant|i mistyped|scratch that|should be|"
    r"抱歉|不好意思|对不起|哎呀|啊不|噢不|哦不|不对|错了|更正|应该是|其实|"
    r"(?:我)?(?:刚才|刚刚|上面)?(?:说|写|打|输|记|填|搞|看)(?:错|反|漏|多|少)了?)",
    re.IGNORECASE,
)
# Said of what need not change: "the trials were right".
_RIGHT = lazy_re(
    r"[^.,;!?—–]*\b(?:was|were|is|are|stays?|remains?)\s+(?:right|correct|fine|ok(?:ay)?|good|the same|unchanged)\b"
    r"[^.,;!?]*|"
    r"[^，,。；;！？]*(?:没错|是对的|没问题|不变|不用改|不用动|照旧)[^，,。；;！？]*",
    re.IGNORECASE,
)

_THEIR_PRICE = lazy_re(  # what others charge is no price of ours
    r"\b(?:he|she|it|they|who)(?:'s| is| are)? (?:now |actually |really )?(?:charg|ask|bill)\w*(?: us)?(?: for)?\b|"
    r"(?:他|她|它|人家|对方)(?:们)?(?:现在|其实|实际)?(?:收费?|要价?)",
    re.IGNORECASE,
)


_TURNS_INTO = lazy_re(
    r"\s*(?:元|块|块钱)?\s*(?:to|->|→|(?:变|改|换)成?|(?:涨|降)?到)\s*[$€£¥]?\s*|[,，]\s*(?:而?是|it'?s|but)\s*",
    re.IGNORECASE,
)
_INSTEAD_OF = lazy_re(
    r"\s*(?:元|块|块钱)?[,，]?\s*(?:and )?(?:not|instead of|rather than|was|而?不是)\s*[$€£¥]?\s*", re.IGNORECASE
)


def turned(text: str, view: FinanceView) -> Change | None:
    """The one input that has the old value of two in a text, with the new one: 8万变5万, "31 not 13"; None without one.

    Args:
        text: The clause.
        view: The model in use.
    """
    said = [q for q in values(text) if q.kind != "ratio" and q.relation in (None, "set")]
    if len(said) != 2 or len(values(text)) != 2:
        return None
    between = text[said[0].span[1] : said[1].span[0]]
    old, new = said if _TURNS_INTO.fullmatch(between) else said[::-1]
    if not (_TURNS_INTO.fullmatch(between) or _INSTEAD_OF.fullmatch(between)):
        return None
    now = [i for i in view.model.inputs if is_now(old, i, view) and can_be(new, i)]
    if len(now) != 1:
        return None
    return to_change(as_meant(text, replace(new, relation="set", role=None), now[0]), now[0], view.model)


def mends(text: str, context: Context, view: FinanceView) -> tuple[str, ...]:
    """Inputs that the one number of a message can correct, the likeliest first; none where it corrects nothing.

    Args:
        text: The message, or the request in it.
        context: The conversation.
        view: The model in use.
    """
    said = values(text)
    told = _THEIR_PRICE.sub(" it is ", _RIGHT.sub(" ", text))
    asks = ASKS_RESULT.search(text) or SURELY_HYPOTHETICAL.search(text)
    if len(said) != 1 or len(text) > LONGEST or asks or view.find_inputs(told):
        return ()
    number = said[0]
    if not SLIP.match(text) and (last_args(context, "set_finance_model") is None or not says_little(text, number)):
        return ()
    right = {i for part in _RIGHT.findall(context.text) for m in view.find_inputs(part) for i in m.ids}
    inputs = view.model.inputs_by_id
    stated = [i for i in _stated(text, context, view) if i not in right and can_be(number, inputs[i])]
    if counts_things(text, number):
        stated = [i for i in stated if inputs[i].kind != "money"]
    swapped = [i for i in stated if _digits(f"{view.inputs[i]:g}") == _digits(f"{number.value:g}")]
    return tuple(swapped if len(swapped) == 1 else _near(number, stated, view) or (stated if len(stated) == 1 else ()))


def _stated(text: str, context: Context, view: FinanceView) -> list[str]:
    """What was stated last: the inputs of the last call that set some, or the number of one's own added last."""
    changed = str((context.seen.get("last_change") or {}).get("tool") or "")
    added = [str(a["id"]) for a in context.finance.get("extensions") or ()][-1:]
    if added and added[0] in view.model.inputs_by_id and _THEIR_PRICE.search(text):
        return added
    if (last := last_args(context, "set_finance_model")) is not None:
        return [i for i in last.get("inputs") or {} if i in view.model.inputs_by_id]
    focus = str(context.focus.get("variable") or "")
    return [focus] if changed == "set_finance_model" and focus in view.model.inputs_by_id else []


def _near(number: Quantity, stated: Iterable[str], view: FinanceView) -> list[str]:
    return [i for i in stated if sized(number, i, view)]


def _digits(number: str) -> list[str]:
    return sorted(re.sub(r"\D", "", number))
