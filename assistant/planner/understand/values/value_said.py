"""Reads a value said without the name of its input: of what the talk is about, in the way of the change before it.

After a what-if "a fifth instead" keeps the direction of the change before it; a bare number goes to the input whose
size it has; "if they only made 6000?" is about what was talked of.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import EMPTY_TALK, PRONOUN
from assistant.planner.understand.follow_ups import PLAUSIBLE, times, values
from assistant.planner.understand.values.assign import fits
from assistant.planner.understand.values.convert import Change, to_change
from assistant.planner.understand.values.learned import SURE, guesses
from assistant.planner.understand.values.meant import as_meant

JsonDict = dict[str, Any]
ALIKE = 2.0
SHORT = 64  # characters
SPELLED = 10  # 只招一个: a smaller number in words is no value
AROUND_PRONOUN = 3  # words
CONTENT = lazy_re(r"[a-z]{3,}|[\u4e00-\u9fff]")
CLAUSE = lazy_re(r"[,，;；。!！?？]\s*|\.\s|\b(?:but|so)\b")
SOMEONE = lazy_re(r"\b(?:it|they|we|he|she|that|you|i)\b|他们|她们|它|咱|我们|大家|这个|那个", re.IGNORECASE)
# Words of doing and of degree, which name nothing.
SAID_OFTEN = lazy_re(
    r"\b(?:they|them|we|you|he|she|only|still|manage[ds]?|made|make|doing|does|did|have|had|has|going|able|can|think|"
    r"there|really|just|but|also|from|into|towards|around|about|worst|best|all|now|then|ever|perhaps|probably|"
    r"opposite|conversely|contrary|reverse|way|worse|better|than|today)\b|反过来|倒过来|相反|反之|换个方向|"
    r"他们|她们|咱们?|我们|大家|这个|那个|只|能|做|够|可以|最多|好|定|行|嗯|哦|太|应|也就|大概|差不多|估计|万一|谈|砍|压|跟|招|打|干|搞|弄|拉|冲|"
    r"实现|保持|可能|悲观|乐观|保守|咱|要|有|还|才|可|省|花|投|卖|收|去|来|上|下|掉|到|回|完|每|一|么|吗|嘛|啊|呀|咋办",
    re.IGNORECASE,
)
_TALK = lazy_re(r"[那呢吧啊么吗要是会咋样]")
DIRECTION = lazy_re(
    r"\b(?:up|down|ris\w+|rose|rais\w+|cut\w*|drop\w*|fall\w*|fell|increas\w+|decreas\w+|more|less|fewer|lower|higher|"
    r"worse|better|add|plus|minus|doubl\w+|tripl\w+|twice|halv\w+|times|off)\b|[-−+＋]\s*\d|涨|升|提|加|增|降|减|少|多|跌|砍|掉|翻|倍|折|省|便宜|贵",
    re.IGNORECASE,
)
OPPOSITE = lazy_re(
    r"\b(?:the )?(?:opposite|reverse|contrary|other way(?: (?:a)?round)?|conversely)\b|反过来|倒过来|相反|反之",
    re.IGNORECASE,
)
MAKE_IT = lazy_re(r"\bmake (?:it|that)\b|(?:改|换)成", re.IGNORECASE)  # of a raise by 200, 300 is one too
BY = lazy_re(r"\bby\b", re.IGNORECASE)
TO = lazy_re(r"\b(?:at|to|is|was|were|make it)\b|=|到|为|是|(?:改|变|换)成", re.IGNORECASE)


def on_topic(text: str, follow: tuple[str, ...], view: FinanceView) -> Change | None:
    """The one value of a clause that names no input, as one of what the talk is about: "if they only made 6000?".

    None where it cannot be, or such words are surely said of another input.
    """
    said = [q for q in values(text) if not _spelled(q) or _alone(text, q)]
    if not follow or len(said) != 1 or len(text) > SHORT or view.find_outputs(text):
        return None
    variable, quantity = view.model.inputs_by_id[follow[0]], said[0]
    if not says_little(text, quantity):
        return None
    if not fits(quantity, variable) or not sized(quantity, follow[0], view):
        return None
    alike = [g for g in guesses(text, view) if g.said.span == quantity.span and g.sureness >= SURE]
    other = next((g.variable for g in alike if g.variable and g.variable != variable.id), "")
    # Words of a rate tell little of which one it is.
    rates = other and {view.model.inputs_by_id[i].kind for i in (other, variable.id)} == {"rate"}
    bare = not re.sub(r"\W", "", text.replace(quantity.text, ""))  # of a number alone nothing can be guessed
    if other and not rates and not bare and not PRONOUN.search(text):
        return None
    return to_change(as_meant(text, quantity, variable), variable, view.model)


def _spelled(quantity: Quantity) -> bool:
    """Whether a number is a small one in words, as talk is full of."""
    return quantity.kind == "count" and abs(quantity.value) <= SPELLED and not re.search(r"\d", quantity.text)


def _alone(text: str, quantity: Quantity) -> bool:
    """Whether a text has no other word that names anything: "so at nine?", but not 只招一个."""
    rest = text[: quantity.span[0]] + " " + text[quantity.span[1] :]
    return quantity.relation in (None, "set") and not CONTENT.findall(_TALK.sub(" ", EMPTY_TALK.sub(" ", rest.lower())))


def says_little(text: str, quantity: Quantity) -> bool:
    """Whether the clause around a number has no subject but a pronoun: not 流量做到1.5倍, "traffic up by half"."""
    start = max((m.end() for m in CLAUSE.finditer(text, 0, quantity.span[0])), default=0)
    before, after = text[start : quantity.span[0]], text[quantity.span[1] :]
    after = after[: found.start()] if (found := CLAUSE.search(after)) else after
    words = CONTENT.findall(SAID_OFTEN.sub(" ", EMPTY_TALK.sub(" ", f"{before} {after}".lower())))
    return len(words) <= (AROUND_PRONOUN if SOMEONE.search(before) else 1)


def sized(quantity: Quantity, id_: str, view: FinanceView) -> bool:
    """Whether a value, or a change by so much, has the size of an input."""
    if quantity.relation == "multiply" or quantity.kind in ("percent", "points", "ratio"):
        return True
    known = [float(c["value"]) for c in view.scenario if c["variable"] == id_ and c["relation"] == "set"]
    rate = view.model.inputs_by_id[id_].kind == "rate" and abs(quantity.value) >= 1
    value = abs(quantity.value) / 100 if rate else abs(quantity.value)
    apart = min(times(value, abs(present)) for present in (view.inputs[id_], *known))
    return apart <= PLAUSIBLE or (quantity.relation == "change_by" and value <= max(view.inputs[id_], *known, 0.0))


def by_size(text: str, follow: tuple[str, ...], context: Context, view: FinanceView) -> tuple[str, ...]:
    """Inputs that a bare number can be meant for, the one talked of first unless the number is out of its size."""
    said = values(text)
    if len(said) != 1 or said[0].kind != "count" or said[0].relation not in (None, "set") or not follow:
        return follow
    known = {str(c["variable"]): c for c in view.scenario if c["relation"] == "set"}

    def apart(id_: str) -> float:
        # A bare number beside a rate is one in percent.
        rate = view.model.inputs_by_id[id_].kind == "rate"
        value = said[0].value / 100 if rate and said[0].value >= 1 else said[0].value
        present = [view.inputs[id_], *([float(known[id_]["value"])] if id_ in known else [])]
        return min((times(value, reference) for reference in present), default=math.inf)

    if follow[0] not in view.model.inputs_by_id or apart(follow[0]) <= PLAUSIBLE:
        return follow
    recent = [str(c["variable"]) for r in context.finance.get("recent") or () for c in r["changes"]]
    spoken = [i for i in dict.fromkeys([*follow, *reversed(recent)]) if i in view.model.inputs_by_id]
    nearest = min(spoken, key=apart)
    if apart(nearest) <= PLAUSIBLE:
        return (nearest,)
    near = [i.id for i in view.model.inputs if i.kind in ("money", "count") and apart(i.id) <= ALIKE]
    given = [i for i in near if i in set(context.finance.get("stated") or ())]
    if len(given) == 1:
        return (given[0],)  # one number of the founder's own has that size
    return (follow[0], *near) if near else follow


def echoed(text: str, earlier: Mapping[str, JsonDict], variable: str, view: FinanceView) -> Change | None:
    """A size alone, "a fifth instead", "by 10", in the direction and the unit of the change before it.

    None where the text says a direction of its own, or the change before it had none.
    """
    before, said = earlier.get(variable), values(text)
    if before is None or before["relation"] == "set" or len(said) != 1 or DIRECTION.search(OPPOSITE.sub(" ", text)):
        return None
    turn = -1 if OPPOSITE.search(text) else 1
    quantity, kind = said[0], view.model.inputs_by_id[variable].kind
    share = quantity.kind in ("percent", "ratio") or quantity.relation == "multiply"
    rather = MAKE_IT.search(text) and before["relation"] == "change_by" and not share
    nearer_by = rather and times(abs(quantity.value), abs(float(before["value"]))) * ALIKE < times(
        abs(quantity.value), view.inputs[variable]
    )
    if TO.search(text) and not BY.search(text) and not nearer_by and (kind == "rate" or not share):
        return None
    amount = abs(quantity.value)
    if quantity.relation == "multiply" and amount > 1:
        amount -= 1  # "by a quarter", which alone is a rise
    if before["relation"] == "change_by":
        sign = turn * math.copysign(1, float(before["value"]))
        if share and kind != "rate":
            return Change(variable, "multiply", round(1 + sign * amount, 12))
        return Change(variable, "change_by", sign * (amount / 100 if kind == "rate" and amount >= 1 else amount))
    if not share:
        size = abs(float(before["value"]) - 1) * 100
        nearer = times(amount, size) < times(amount, view.inputs[variable])
        if amount >= 100 or quantity.kind != "count" or not (BY.search(text) or nearer):
            return None
        amount /= 100
    sign = turn if float(before["value"]) >= 1 else -turn
    return Change(variable, "multiply", round(1 + sign * amount, 12))
