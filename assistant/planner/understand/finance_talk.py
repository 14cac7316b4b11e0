"""Rules that tell by structure what a message about the model asks for, whatever it sounds like to the classifier.

One figure of the model, the months one by one, where a figure comes from, the value of an input that reaches a goal,
alternatives side by side, or a plain supposition all of whose words are understood.
"""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.finance_view import DEFAULT_TEMPLATE
from assistant.planner.lexicon import (
    ADVICE,
    BREAK_EVEN,
    CASH_LEFT,
    EXTREME,
    MONTHS,
    NO_LOSS,
    SEEKING,
    SURELY_HYPOTHETICAL,
    WHEN,
)
from assistant.planner.plans.canvas import tells_venture
from assistant.planner.plans.figure_parts import MADE_OF, part_named
from assistant.planner.plans.goal import goal_or_what_if, sought
from assistant.planner.plans.outputs import month_asked
from assistant.planner.understand.analysis_talk import analysis_talk
from assistant.planner.understand.evidence import Evidence
from assistant.planner.understand.groups import NUMERIC, TALK
from assistant.planner.understand.options import read_options
from assistant.planner.understand.results import asked_results, asks_value, without_results
from assistant.planner.understand.uncertain import PLUS_MINUS

SHORT = 80  # characters
SEVERAL = 2  # inputs
LONGEST_LIST = 200  # characters
LONGEST_QUESTION = 120  # characters
SURE = 0.85
# Where a figure comes from.
COMES_FROM = lazy_re(
    r"\b(?:where|how)\b.{0,30}\b(?:come|comes|came|coming|get|got|arrive|arrived|calculat\w+|computed?|"
    r"work(?:ed)? out|derived?)\b|"
    r"\b(?:explain|show me how|break down|walk me through)\b|"
    r"怎么(?:来|算|得)|如何(?:得|算|计算)|哪来|哪里来|从哪|来源|怎么得|是怎么|解释一?下?",
    re.IGNORECASE,
)
_STARTS_SUPPOSING = lazy_re(
    r"^\W*(?:(?:and|so|but|ok|okay|now|那|那么)\W+)*(?:what if|if|suppos\w+|assum\w+|imagin\w+|say\b|let'?s "
    r"say|picture|"
    r"如果|假如|假设|假定|要是|倘若|万一|设想)",
    re.IGNORECASE,
)
_ASKS = lazy_re(
    r"[?？]|\b(?:what|how|when|show|tell|give|which month)\b|多少|多久|几|什么时候|何时|看看|怎么样|情况|怎样|"
    r"如何|多大",
    re.IGNORECASE,
)
_ASKS_IF = lazy_re(
    r"^\W*(?:(?:and|so|but|then)\W+)*(?:do|does|did|will|would|can|are|is)\b|会不会|够不够|能不能|吗|哪", re.IGNORECASE
)
# A value that moves from what it is to another.
_MOVES = lazy_re(
    r"\b(?:go|goes|went|fall|falls|fell|drop|drops|rise|rises|climb|climbs|move|moves|cut|cuts|lower\w*|rais\w+|chang\w+|"
    r"improv\w+|reduc\w+|increas\w+)\b.{0,20}\bfrom\b.{1,12}\bto\b|"
    r"从[^，,]{1,10}?(?:降|升|涨|跌|提|减|增|改|变|调|压|砍|加)(?:高|低|少|到|至|成|为)",
    re.IGNORECASE,
)
_PART = lazy_re(r"\b(?:parts?|piece|bit|line|portion)\b|部分|[这那]一?[块项笔]", re.IGNORECASE)
_WHY = lazy_re(r"\bwhy\b|\bhow come\b|为什么|为啥|怎么(?:会|是|比|跟|和|不是|变)|凭什么", re.IGNORECASE)
_SHOWN = lazy_re(
    r"\b(?:you|your|shown?|shows|given?|gave|told|listed|here|above|table|result|displayed)\b|"
    r"你|您|显示|列|上面|表里|这里|结果|给的|说的",
    re.IGNORECASE,
)
# Asks something else of a figure than its value.
OTHERWISE = lazy_re(
    r"\bwhy\b|\bmatter|\baffect|\binfluenc|\bimpact|\bsensitiv|\bforecast|\bpredict|\bsimulat|\bprobab|\brisk|\bchance|"
    r"\bcompar|\bdriv(?:es?|ing|ers?)\b|\btornado|\bchart|\bplot|\bgraph|\bimprove|\bincrease|\bgrow\b|\bmean|\bdefin|\bgood|\bbad|\bhealthy|\bbenchmark|\bcanvas|"
    r"为什么|为啥|驱动|龙卷风|影响|敏感|预测|模拟|概率|风险|比较|对比|图|提高|提升|改善|意思|定义|什么是|同行|行业|健康|画布|合理",
    re.IGNORECASE,
)
_WORTH_IT = lazy_re(
    r"\bafford\b|\b(?:do|mean) (?:to|for) (?:our |the |us\b)?|\bworth (?:it|while)\b|\bpays? off\b|\bmake "
    r"sense\b|\blive with\b|行不行|行吗|得起|得住|可行吗|值不值|值得|划算|合算|咋样|"
    r"会怎|怎么样|如何$|再(?:来)?(?:看|算|跑)|怎么变|变(?:成|到)?多少|差多少|\bsee (?:what|how)\b",
    re.IGNORECASE,
)
# Words that state a fact about the venture rather than listing values.
STATES = lazy_re(
    r"\b(?:we|our|us|i|my|is|are|was|were|has|have|pays?|charges?|costs? us|set|change|update|now|actually)\b|"
    r"我们|我的|咱|是|有|付|收|改|设|现在|目前|其实|实际",
    re.IGNORECASE,
)
_OF_OTHERS = {
    "simulate",
    "what_if_table",
    "sensitivity",
    "define_input",
    "manage_scenarios",
    "check_claim",
    "set_currency",
}


def finance_talk(seen: Evidence) -> str | None:
    """The intent that the structure of a message about the model shows; None where it shows none."""
    return next((intent for rule in _RULES if (intent := rule(seen))), None)


def asked_result(seen: Evidence) -> str | None:
    """A result of the model asked for in everyday words, or the value it has for an input."""
    asks = _ASKS.search(seen.text) or _ASKS_IF.search(seen.text) or WHEN.search(seen.text)
    if not (seen.view.chosen and asks) or seen.context.files or seen.edit:
        return None
    if MADE_OF.search(seen.text) and seen.outputs and not seen.inputs:
        return "explain_figure"
    if turned := _supposes_or_seeks(seen):
        return turned
    rest = without_results(seen.text, seen.view)
    # The "one" of "what does one customer bring in" is part of what is asked for.
    numbers = [q for q in seen.quantities if q.kind != "duration" and rest[slice(*q.span)].strip()]
    if numbers or OTHERWISE.search(rest) or ADVICE.search(rest):
        return "explain_figure" if _wonders(seen) else None
    plain = len(seen.text) <= LONGEST_QUESTION and not _STARTS_SUPPOSING.match(seen.text)
    if plain and asks_value(seen.text, seen.view):
        return "show_model"
    if sought(rest, seen.view, EXTREME) or seen.reading.changes:
        return None  # "how many trials do we need for the cash to last?"
    return "unit_economics" if asked_results(seen.text, seen.view) else None


def _supposes_or_seeks(seen: Evidence) -> str | None:
    """A result of a case that is supposed, or the input for a result, whichever the numbers stand with."""
    runs = {"goal_seek", "what_if"}
    if seen.intent in runs and (decided := goal_or_what_if(seen.text, seen.view)) and decided != seen.intent:
        return decided
    reading = seen.reading
    if not reading.changes or reading.leftover or reading.ambiguous:
        return None
    if seen.intent == "what_if_table" and _MOVES.search(seen.text):
        return "what_if"  # "if churn goes from 5% to 3%" is one case
    shown = seen.intent in ("unit_economics", "show_model") and _STARTS_SUPPOSING.match(seen.text)
    return "what_if" if shown else None


def _wonders(seen: Evidence) -> bool:
    """Whether a text asks why a figure is as it is shown: that changes nothing, whatever number it repeats."""
    named = seen.inputs or seen.outputs
    return bool(_WHY.search(seen.text) and named and _SHOWN.search(seen.text) and not seen.hypothetical)


def _months(seen: Evidence) -> str | None:
    asked = seen.view.chosen and len(seen.text) <= SHORT and MONTHS.search(seen.text) and not seen.context.files
    return "explain_figure" if asked and not (seen.inputs and seen.quantities) else None


def _explained(seen: Evidence) -> str | None:
    """Where a figure shown before comes from, the figure in digits, "that", or a part of what was shown."""
    asked = COMES_FROM.search(seen.text) and len(seen.text) <= SHORT and seen.context.seen
    if not asked or SURELY_HYPOTHETICAL.search(seen.text):
        return None
    part = _PART.search(seen.text) and not seen.quantities and part_named(seen.text, seen.view)
    figure = not seen.inputs and re.search(r"\d[\d,]*\.\d|\d{3,}", seen.text)
    return "explain_figure" if part or figure else None


def _options(seen: Evidence) -> str | None:
    weighed = "compare_options" in seen.context.tools and seen.view.chosen
    if not weighed or tells_venture(seen.text, seen.context):
        return None
    return "what_if" if read_options(seen.text, seen.view, seen.context.language) else None


def _goal(seen: Evidence) -> str | None:
    """A question for the value of an input that reaches a result, or at which a loss begins."""
    if not seen.view.chosen or not seen.inputs or _STARTS_SUPPOSING.match(seen.text) and not SEEKING.search(seen.text):
        return None
    if seen.intent == "what_if" and not seen.unsure and _STARTS_SUPPOSING.match(seen.text):
        return None  # "what if conversion is 15%? and what is our LTV to CAC ratio?"
    aimed = bool(NO_LOSS.search(seen.text) or BREAK_EVEN.search(seen.text) or (seen.outputs and seen.quantities))
    return "goal_seek" if aimed and sought(seen.text, seen.view, EXTREME) else None


def _figure(seen: Evidence) -> str | None:
    """One figure of the model: an output by name, or what a month looks like."""
    plain = seen.view.chosen and len(seen.text) <= SHORT and not seen.context.files
    if not plain or seen.hypothetical or OTHERWISE.search(seen.text):
        return None
    if not _ASKS.search(seen.text) and not (seen.outputs and month_asked(seen.text)):
        return None
    if any(q.kind != "duration" for q in seen.quantities) or _of_input(seen):
        return None
    named = seen.outputs or month_asked(seen.text)
    return "unit_economics" if named and not seen.edit else None


def _of_input(seen: Evidence) -> bool:
    """Whether an input is what is asked for: "break-even price"."""
    left = month_asked(seen.text) and CASH_LEFT.search(seen.text)
    return bool(seen.inputs and (not seen.outputs or BREAK_EVEN.search(seen.text)) and not left)


def _supposed(seen: Evidence) -> str | None:
    """A supposition whose numbers all belong to inputs."""
    if not (seen.view.chosen and seen.quantities and _STARTS_SUPPOSING.match(seen.text)) or seen.intent in _OF_OTHERS:
        return None
    if SEEKING.search(seen.text) or tells_venture(seen.text, seen.context):
        return None
    if analysis_talk(seen) == "allocate_budget":
        return None  # "and if we only raise 450k?" after a split of 600k
    reading = seen.reading
    return "what_if" if reading.changes and not reading.leftover else None


def _asked_value(seen: Evidence) -> str | None:
    """A value beside words that ask what comes of it: "can we afford 45k of marketing", 每月投放三万行不行."""
    if not (seen.view.chosen and seen.inputs and seen.quantities) or seen.intent in _OF_OTHERS:
        return None
    if not _WORTH_IT.search(seen.text) or tells_venture(seen.text, seen.context):
        return None
    reading = seen.reading
    return "what_if" if reading.changes and not reading.leftover else None


def _listed(seen: Evidence) -> str | None:
    """Values of several inputs and nothing else: the plan as long as there is none, a supposition afterwards."""
    if len(seen.quantities) < SEVERAL or seen.intent in _OF_OTHERS - {"what_if_table"} or _ASKS.search(seen.text):
        return None
    if len(seen.text) > LONGEST_LIST or SURELY_HYPOTHETICAL.search(seen.text) or PLUS_MINUS.search(seen.text):
        return None
    surely = seen.intent == "set_inputs" and seen.found.understood and seen.found.confidence >= SURE
    if seen.edit or seen.context.asked or (not surely and tells_venture(seen.text, seen.context)):
        return None
    reading = seen.reading
    if surely and reading.changes and seen.view.model.id != DEFAULT_TEMPLATE and not seen.context.finance:
        return "set_inputs"  # "we run a marketplace, take rate 12%": the names are those of another model
    told = len(reading.changes) >= SEVERAL or (len(reading.changes) == 1 and len(seen.quantities) > 1)
    if not told or reading.leftover or reading.ambiguous or any(c.relation != "set" for c in reading.changes):
        return None
    if not seen.context.finance.get("stated"):
        return "set_inputs"
    bare = not STATES.search(seen.text)
    return "what_if" if bare and seen.view.chosen and seen.intent in NUMERIC | TALK else None


def _changed(seen: Evidence) -> str | None:
    """A change all of whose numbers are understood, where the classifier understood nothing: 所有开支砍一成."""
    if not (seen.unsure and seen.view.chosen and seen.quantities) or tells_venture(seen.text, seen.context):
        return None
    reading = seen.reading
    relative = reading.changes and all(c.relation != "set" for c in reading.changes)
    return "what_if" if relative and not reading.leftover else None


_RULES = (
    _months,
    _explained,
    _options,
    _goal,
    _figure,
    _supposed,
    _asked_value,
    _listed,
    _changed,
)
