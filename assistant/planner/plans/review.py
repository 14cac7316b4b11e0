"""Plans the review of the canvas, fixes taken from it, the next test, and results told."""

from __future__ import annotations

import re
from typing import Any

from assistant.canvas import BLOCKS, canvas_json
from assistant.canvas.assumptions import Assumption, ledger, load_cards
from assistant.canvas.evidence_about import matching, other_price
from assistant.canvas.history import History
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say

JsonDict = dict[str, Any]
CHOICES = 3
STATUS_LABELS = {
    "refuted": {"en": "refuted", "zh": "已被推翻"},
    "validated": {"en": "validated", "zh": "已验证"},
    "assumption": {"en": "still assumed", "zh": "尚待验证"},
}
STATUS_WORDS = {
    "refuted": lazy_re(r"\b(?:refuted|dis-?prov\w+|falsified|failed|wrong)\b|推翻|证伪|被否|不成立", re.IGNORECASE),
    "validated": lazy_re(
        r"(?<!not )\b(?<!dis)(?:validated|proven|proved|confirmed|established|settled|know)\b(?! yet)|"
        r"(?<![未没])(?<!没有)(?<!待)(?:证实|验证(?:了|过|的是|成功|通过))|已经?(?:验证|证实|确认)|是事实",
        re.IGNORECASE,
    ),
    "assumption": lazy_re(
        r"\b(?:un-?tested|unproven|unvalidated|open|assum(?:e|ed|ptions?)|guess(?:es|ed)?|believe|hypothes[ie]s|"
        r"not (?:yet )?"
        r"(?:tested|validated|proven))\b|(?:没|未|没有|尚未|待)(?:被|经过)?(?:验证|证实)|假设|猜|假想",
        re.IGNORECASE,
    ),
}
CORRECTS = lazy_re(
    r"\b(?:was|is|were) (?:wrong|a mistake|incorrect|off)\b|\b(?:correction|i mean|i meant|not \d+ but|misspoke|"
    r"typo)\b|"
    r"\b(?:actually|sorry|no)\b[,，]?.{0,20}\b(?:it was|were|was)\b|(?:错了|说错|记错|不对|更正|纠正|搞错|写错)|"
    r"其实是|应该是|不是\d+|\b\d+,? (?:and )?not \d+|\bnot \d+,? (?:but )?\d+|"
    r"\b(?:sorry|oops|i mean)\W+(?:it'?s |it was )?\d+",
    re.IGNORECASE,
)
NOT_BUT = lazy_re(
    r"(?P<new>\d+)\w*,? (?:and )?(?:not|instead of) (?P<old>\d+)|"
    r"\bnot (?P<old2>\d+)\w*,? (?:but )?(?P<new2>\d+)|不是(?P<old3>\d+)\D{0,4}?是(?P<new3>\d+)",
    re.IGNORECASE,
)
EVERYTHING = lazy_re(
    r"\b(?:all|every(?:thing)?|rest|more|others?|remaining|full)\b|全部|所有|其余|其他|剩下|更多|完整|都(?:列|显示|看|改|修)",
    re.I,
)
ANOTHER = lazy_re(
    r"\b(?:another|different|other|next one|else|skip|after that|can't run)\b|换一个|另一个|下一个实验|再来一个|"
    r"还有(?:别的|什么)|跳过|下一条",
    re.I,
)
_ORDINALS = {
    1: r"\b(?:first|1st|no\.? ?1|number one)\b|第一|第1|首",
    2: r"\b(?:second|2nd|(?:number|no\.?) two)\b|第二|第2",
    3: r"\b(?:third|3rd|(?:number|no\.?) three)\b|第三|第3",
    4: r"\b(?:fourth|4th|(?:number|no\.?) four)\b|第四|第4",
    5: r"\b(?:fifth|5th|(?:number|no\.?) five)\b|第五|第5",
}
_FIRST_FEW = lazy_re(r"\b(?:first|top) (two|three|four|five|[2-9])\b|前([两二三四五2-9])(?:条|个|项)", re.I)
_FEW = {"two": 2, "three": 3, "four": 4, "five": 5, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_LAST = lazy_re(r"\blast\b|最后一", re.I)


def plan_review(text: str, context: Context, view: FinanceView) -> Plan:
    """Review the canvas; "show all" shows every finding."""
    if not _drafted(context):
        return Plan(says=(Say("empty_canvas"),))
    return Plan(calls=(Call("review_canvas", {"show_all": True} if EVERYTHING.search(text) else {}),))


def plan_show_assumptions(text: str, context: Context, view: FinanceView) -> Plan:
    """What on the canvas is assumed, validated and refuted, or that of it which is asked for."""
    items = canvas_json({"canvas": context.canvas})
    asked = [status for status, words in STATUS_WORDS.items() if words.search(text)]
    groups = []
    for status, label in STATUS_LABELS.items():
        if asked and status not in asked:
            continue
        found = [
            {"block": definition.label, "text": item["text"]}
            for block, definition in BLOCKS.items()
            for item in items[block]
            if item["status"] == status
        ]
        if found or asked:
            groups.append({"label": label, "items": found})
    return Plan(says=(Say("show_assumptions", {"groups": groups}),))


def plan_apply_fix(text: str, context: Context, view: FinanceView) -> Plan:
    """Apply fixes of the last review: "fix the first one", 采纳第2条, "apply all"."""
    findings = (context.seen.get("review_canvas") or {}).get("data", {}).get("findings", [])
    if not findings:
        return plan_review(text, context, view) if _drafted(context) else Plan(says=(Say("empty_canvas"),))
    chosen = [n for n in places(text, len(findings)) if 1 <= n <= len(findings)]
    if not chosen:
        return Plan(says=(Say("ask_fix", {"findings": findings[:CHOICES]}),), asked={"kind": "fix"})
    operations = [operation(findings[n - 1]["fix"], context.language) for n in chosen]
    return Plan(calls=(Call("edit_canvas", {"operations": operations}),))


def operation(fix: JsonDict, language: str) -> JsonDict:
    """The operation for `edit_canvas` that a fix offers, its text in `language`."""
    text = fix["text"][language]
    return {**fix["operation"], **({"text": text} if text else {})}


def places(text: str, count: int) -> list[int]:
    """Places in a list of `count` that a text names, from 1; one finding needs no naming."""
    if few := _FIRST_FEW.search(text):
        word = next(g for g in few.groups() if g).lower()
        return list(range(1, (_FEW.get(word) or int(word)) + 1))
    if EVERYTHING.search(text):
        return list(range(1, count + 1))
    if _LAST.search(text):
        return [count]
    digits = [int(d) for d in re.findall(r"(?<![\w.-])#?(\d{1,2})(?![\d%.])", text)]
    named = digits or [n for n, pattern in _ORDINALS.items() if re.search(pattern, text, re.I)]
    return named or ([1] if count == 1 else [])


def plan_next_test(text: str, context: Context, view: FinanceView) -> Plan:
    """The riskiest open assumption; "another one" passes over those shown."""
    if not _drafted(context):
        return Plan(says=(Say("empty_canvas"),))
    shown = (context.seen.get("next_test") or {}).get("data", {}).get("skip", 0)
    return Plan(calls=(Call("next_test", {"skip": shown + 1} if ANOTHER.search(text) else {}),))


def plan_record(text: str, context: Context, view: FinanceView) -> Plan:
    """Record a result; asks which assumption it is about where nothing tells."""
    if not _drafted(context):
        return Plan(says=(Say("empty_canvas"),))
    assumptions = _assumptions(context)
    last = (context.seen.get("record_evidence") or {}).get("data") or {}
    if last and CORRECTS.search(text):
        args = {"result": _corrected(text, last), "assumption": str(last["assumption"]["item"]), "corrects": True}
        return Plan(calls=(Call("record_evidence", args),))
    found = matching(text, assumptions)
    notes: tuple[JsonDict, ...] = ()
    if len(found) == 1 and other_price(text, found[0]):
        notes = (_other_price(found[0]),)
        found = [found[0], *(a for a in assumptions if a is not found[0])][:CHOICES]
    if len(found) == 1:
        return Plan(calls=(Call("record_evidence", {"result": text, "assumption": found[0].item}),))
    choices = found or assumptions[:CHOICES]
    asked = {"kind": "assumption", "result": text, "choices": [a.item for a in choices]}
    return Plan(says=(Say("ask_assumption", {"choices": [_choice(a) for a in choices]}),), notes=notes, asked=asked)


def _corrected(text: str, last: JsonDict) -> str:
    """The result recorded last after a correction of one of its numbers: "sorry, 13 not 14", 说错了，是9位."""
    numbers = [q for q in find_quantities(text) if q.kind == "count"]
    pair = NOT_BUT.search(text)
    if pair:
        new, old = (float(next(pair[f"{n}{i}"] for i in ("", 2, 3) if pair[f"{n}{i}"])) for n in ("new", "old"))
    elif len(numbers) == 1:
        new, old = numbers[0].value, float(last["successes"])
    else:
        return text
    said = str(last["said"])
    wrong = next((q for q in find_quantities(said) if q.kind == "count" and q.value == old), None)
    return f"{said[: wrong.span[0]]}{new:g}{said[wrong.span[0] + len(_digits(wrong.text)) :]}" if wrong else text


def _digits(words: str) -> str:
    match = re.match(r"[\d.,]+", words)
    return match.group() if match else words


def _other_price(assumption: Assumption) -> JsonDict:
    return {
        "en": f"Another price was tested than “{assumption.text}”, so the result does not count for that by itself.",
        "zh": f"测试的价格与“{assumption.text}”不同，这个结果不能直接算作它的依据。",
    }


def answer_assumption(context: Context, view: FinanceView) -> Plan | None:
    """The assumption named after "which one is this about?"."""
    choices = [str(c) for c in context.asked["choices"]]
    named = [n for n in places(context.text, len(choices)) if 1 <= n <= len(choices)]
    found = [choices[named[0] - 1]] if named else [a.item for a in matching(context.text, _assumptions(context))]
    if len(found) != 1:
        return None
    return Plan(calls=(Call("record_evidence", {"result": context.asked["result"], "assumption": found[0]}),))


def answer_fix(context: Context, view: FinanceView) -> Plan | None:
    """The finding named after "which one shall I fix?"."""
    plan = plan_apply_fix(context.text, context, view)
    return plan if plan.calls else None


def _choice(assumption: Assumption) -> JsonDict:
    return {"text": assumption.text, "block": BLOCKS[assumption.block].label}


def _assumptions(context: Context) -> list[Assumption]:
    return ledger(History.from_json(context.canvas).canvas, None, load_cards())


def _drafted(context: Context) -> bool:
    return any(canvas_json({"canvas": context.canvas}).values())


PLANS: dict[str, PlanFunction] = {
    "show_assumptions": plan_show_assumptions,
    "review_canvas": plan_review,
    "apply_fix": plan_apply_fix,
    "next_test": plan_next_test,
    "record_evidence": plan_record,
}
