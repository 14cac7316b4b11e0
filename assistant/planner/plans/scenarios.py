"""Plans work on named scenarios, and what "undo" and "back to the original" take back: canvas, what-if or numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assistant.finance.scenarios import BASE_NAMES, LONGEST_NAME, bare_name, key
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction
from assistant.planner.plans import inputs, versions
from assistant.planner.plans.base_kept import beside_a_case, drop_case
from assistant.planner.plans.edits import plan_steps
from assistant.planner.plans.keeping import plan_kept
from assistant.planner.plans.scenarios_kept import MIN_COMPARED, TWO, kept_names, named, plan_best
from assistant.planner.plans.what_if import plan_what_if
from assistant.planner.understand.follow_ups import values
from assistant.planner.understand.values.changes import read_changes
from assistant.planner.understand.values.named_case import named_case
from assistant.planner.understand.wishes import before_next

JsonDict = dict[str, Any]
BASE_VERSION = {"en": "base plan", "zh": "基准版"}
MOST_WORDS = 3  # of an unknown name; more are talk
QUOTED = lazy_re(r"[\"“「《']([^\"”」》']{1,40})[\"”」》']")
SAVE_AS = lazy_re(
    r"\b(?:save|store|keep|remember|record|file|name|call|label|bookmark)\b[^.?!]{0,60}?\b(?:as|under(?: the name)?|"
    r"(?:call|name|label)(?:ed)?(?: it| this| that)?|to)\b\s*(?:the name\s+|an?\s+|the\s+|our\s+)?(?P<en>[^.,;?!]+)|"
    r"\b(?:call|name|label) (?:it|this|that|this one|this scenario)\s+(?:the\s+)?(?P<en2>[^.,;?!]+)|"
    r"(?:存为|存成|保存为|保存成|另存为|命名为|取名为?|起名为?|名字叫|名称为|记为|记作|叫做|叫作|保留为|"
    r"(?:存|保存|记)(?:下来)?[，,]?\s*(?:名字)?叫|叫)\s*(?P<zh>[^，,。；;？?！!]+)",
    re.IGNORECASE,
)
SAVE = lazy_re(
    r"\b(?:save|store|remember|bookmark|name|call|label)\b|保存|存为|存成|存下|存起来|另存|命名|取名|记下|记为|保留",
    re.IGNORECASE,
)
# Unlike "keep it", these put a scenario away.
STORE = lazy_re(r"\b(?:save|store|bookmark)\b|保存|存下|存一下|存起来|存着", re.IGNORECASE)
LIST = lazy_re(
    r"\blist\b|\b(?:what|which)\s+(?:\w+\s+)?(?:scenarios|cases|versions)\b|\bhow many scenarios\b|"
    r"\b(?:show|see|view|give)\b(?: me)?(?: all)?(?: of)?(?: my| our| the)?(?: saved| named| stored)*\s+scenarios\W*$|"
    r"^\W*(?:my |our |saved |all )*scenarios\W*$|"
    r"(?:有|存|保存)(?:了|过)?哪些|哪些(?:方案|情景|情形)|列出|列一下|方案列表|情景列表|清单|"
    r"^\W*(?:看看|查看|显示|展示)?(?:一下)?(?:我|我们)?(?:的|所有|全部|已存|保存|的所有)*(?:方案|情景)\W*$|(?:几个|多少个?)(?:方案|情景)",
    re.IGNORECASE,
)
COMPARE = lazy_re(
    r"\bcompar\w*|\bside by side\b|\bversus\b|\bvs\b|\bagainst\b|\bnext to\b|\bbeside\b|\bdiffer\w*|\bcontrast\b|"
    r"对比|比较|比一比|比一下|并排|并列|放在?一起|差别|差异|区别|差多少|相比|比比",
    re.IGNORECASE,
)
PROMOTE = lazy_re(
    r"\bpromot\w+|\badopt\b|\b(?:make|set|turn|use|take|put|switch)\b.*\b(?:base|baseline|plan|default|base case)\b|"
    r"\bgo with\b|\bbase\s+(?:it|everything|the model) on\b|"
    r"(?:设为|设成|作为|定为|当作?|当成|变成|改为|改成|转为|升为|提升为|升级为|成为|做)(?:新的?|我们的)?(?:基准|基础|基线|默认|正式)|采用|就用|以.*为(?:基准|准)",
    re.IGNORECASE,
)
DELETE = lazy_re(
    r"\b(?:delete|drop|remove|forget|discard|erase|scrap|bin|throw (?:away|out)|get rid of|ditch|lose)\b|"
    r"删|去掉|移除|丢掉|扔掉|不要|清掉|清除",
    re.IGNORECASE,
)
FILLER = lazy_re(
    r"\b(?:please|pls|can|could|would|you|i|i'd|we|let|lets|let's|me|us|show|see|view|open|load|recall|bring|back|up|"
    r"look|at|switch|go|to|the|a|my|our|your|all|every|saved|named|scenarios?|cases?|versions?|compar\w*|side|by|"
    r"side-by-side|next|each|other|beside|put|place|them|it|this|that|these|those|between|differ\w*|difference|of|in|a|"
    r"table|delete|drop|remove|forget|discard|erase|scrap|bin|throw|away|out|get|rid|ditch|lose|promote|adopt|make|set|"
    r"turn|use|take|into|as|new|base|baseline|plan|default|case|now|one|ones|what|is|are|was|were|whats|what's|how|does|do|"
    r"for|on|again|no|longer|need|want|like|columns?|numbers|contrast|just|also|from|which|better|higher|more|profit|revenue|makes?|earns?)\b|"
    r"请|帮我|麻烦|一下|看看|查看|打开|载入|调出|显示|展示|切换到|切换|换到|换成|所有|全部|保存|存过?的?|这几个|几个|方案|情景|情形|场景|"
    r"版本|对比|比较|比一比|比比|并排|并列|放在?一起|差别|差异|区别|有什么|之间|把|将|删除|删掉|删了|删|去掉|移除|丢掉|扔掉|不要|清掉|清除|"
    r"设为|设成|作为|定为|当作?|当成|采用|就用|以|为|新的?|基准|基线|基础|默认|我们?的|那个|这个|了|吧|的|给我|并|做|看|里|内容|是什么|什么样|哪个|哪一个|更好|更高|更多|利润|收入|赚得?",
    re.IGNORECASE,
)
CUT = lazy_re(r"\band\b|\bvs\b\.?|\bversus\b|\bwith\b|\bagainst\b|\bor\b|\bplus\b|[,，、;；/&+?？!！。]|和|与|跟|及|或")
IT = lazy_re(r"\b(?:it|that|this)\b|它|[这那]个", re.IGNORECASE)
TEMPLATE = lazy_re(
    r"\b(?:template|example|sample|default|factory)s?\b|\bstart(?:ing)? (?:\w+ )?(?:\w+ )?(?:over|again|afresh|anew)\b|"
    r"\bfrom scratch\b|\bclean slate\b|\b(?:reset|clear|wipe)\b.*\b(?:all|every\w*|model|whole)\b|"
    r"模板|示例|例子|出厂|重新开始|从头|重来|推倒|(?:重置|清空|还原|恢复|清除)(?:所有|全部|整个|一切)|(?:所有|全部)(?:的)?(?:数字|数据|参数|输入).*(?:重置|清空|还原|恢复)",
    re.IGNORECASE,
)
OF_NUMBERS = lazy_re(
    r"\b(?:numbers?|figures?|inputs?|values?|model|base(?: case)?|scenarios?|assumptions?)\b|"
    r"数字|数值|数据|参数|输入|模型|基准|方案|情景|假设",
    re.IGNORECASE,
)
OF_CANVAS = lazy_re(r"\b(?:canvas|blocks?|items?|edits?|sticky)\b|画布|条目|模块|编辑|便签", re.IGNORECASE)


def plan_manage(text: str, context: Context, view: FinanceView) -> Plan:
    """Save, list, compare, promote, delete or show scenarios; one that is told with its name is supposed."""
    if not STORE.search(text) and (case := named_case(text)) and read_changes(case.told, view).changes:
        return plan_what_if(text, context, view)
    names = named(text, context)
    if weighed := plan_best(text, context, view):
        return weighed
    focus = _focus(view)
    if (saved := SAVE_AS.search(text)) or (SAVE.search(text) and not (LIST.search(text) or COMPARE.search(text))):
        return _save(text, saved, context, view)
    if LIST.search(text) and not names:
        args: JsonDict = {"action": "list"}
    elif COMPARE.search(text):
        args = {"action": "compare", **({"names": names} if (names := _compared(text, names, context)) else {})}
    elif PROMOTE.search(text):
        chosen = [n for n in (names or _spoken(text)) if key(n) not in BASE_NAMES]
        args = {"action": "promote", **({"name": chosen[0]} if chosen else {})}
    elif DELETE.search(text):
        args = {"action": "delete", "names": names or _spoken(text)}
    else:
        if not names and view.scenario and read_changes(text, view).changes:
            return plan_what_if(text, context, view)
        wanted = names or _spoken(text)
        args = {"action": "show", "name": wanted[0]} if wanted else {"action": "list"}
    return Plan(calls=(Call("manage_scenarios", args),), focus=focus)


def plan_keep(text: str, context: Context, view: FinanceView) -> Plan:
    """Make the what-if in hand the base, unless a scenario is saved or made the base by its name."""
    known = [n for n in named(text, context) if key(n) not in BASE_NAMES]
    if not known and IT.search(text) and PROMOTE.search(text):  # 我们信乐观的，把它设为基准
        said = [n for n in named(context.text, context) if key(n) not in BASE_NAMES]
        if len(said) == 1:
            return Plan(calls=(Call("manage_scenarios", {"action": "promote", "name": said[0]}),), focus=_focus(view))
    stores = STORE.search(text) or SAVE_AS.search(text)
    if known or (stores and not _as_base(text) and not PROMOTE.search(text)):
        return plan_manage(text, context, view)
    beside = "beside" in context.focus and "manage_versions" in context.tools
    if stores and beside and (not view.scenario or drop_case(text, context, view)):
        kept = Call("manage_versions", {"action": "save", "name": BASE_VERSION[context.language]})
        return Plan(calls=(*drop_case(text, context, view), kept))
    return plan_kept(text, context, view)


def plan_reset(text: str, context: Context, view: FinanceView) -> Plan:
    """Drop the what-if in hand; with none in hand, take back the last change of the numbers; or start over.

    What is supposed in the same breath, "back to the base, only with 5% churn", takes the place of the what-if.
    """
    if TEMPLATE.search(text):
        return _numbers("reset", 1, view)
    if values(text) and (supposed := plan_what_if(text, context, view)).calls:
        return supposed
    if not view.scenario and context.finance.get("history"):
        return _numbers("restore", 1, view)
    return inputs.plan_reset(text, context, view)


def plan_undo(text: str, context: Context, view: FinanceView) -> Plan:
    """Take back what was done last, or what the words name: the canvas, the what-if, the numbers."""
    if TEMPLATE.search(text) and not OF_CANVAS.search(text):
        return _numbers("reset", 1, view)
    if whole := versions.plan_step_back(context):
        return whole
    match _aim(text, context, view):
        case "what-if":
            return inputs.plan_reset(text, context, view)
        case "numbers":
            return _numbers("undo", _steps(text), view)
    return plan_steps(text, "undo_canvas", context)


def plan_redo(text: str, context: Context, view: FinanceView) -> Plan:
    """Do again what was taken back last."""
    last = str(context.seen.get("last_change", {}).get("tool") or "")
    numbers = _speaks_of_numbers(text, view) or last == "undo_numbers"
    if numbers and not _speaks_of_canvas(text) and context.finance.get("undone"):
        return _numbers("redo", _steps(text), view)
    return plan_steps(text, "redo_canvas")


def _save(text: str, saved: re.Match[str] | None, context: Context, view: FinanceView) -> Plan:
    quoted = QUOTED.search(text)
    said = quoted.group(1) if quoted else before_next(next((g for g in saved.groups() if g), "")) if saved else ""
    name = bare_name(re.sub(r"(?:\s+(?:please|pls|for now|then|for later))+$|[吧了哦呀啊]+$", "", said.strip()))
    before = text[: saved.start()] if saved else ""
    args: JsonDict = {"action": "save", **({"name": name} if name else {})}
    calls = drop_case(text, context, view)
    told = text[: saved.start("en")] if saved and saved.group("en") else before
    changes = read_changes(told, view).changes
    if changes:
        hypothesis = {"changes": [c.to_json() for c in changes], **({"name": name} if name else {})}
        calls = (Call("what_if", hypothesis),)
    elif not view.scenario and _of_canvas(text, name, context, view):
        return Plan(calls=(Call("manage_versions", args),))  # nothing is supposed: it is the canvas that is kept
    notes = tuple(note for c in changes for note in c.notes)
    return Plan(calls=(*calls, Call("manage_scenarios", args)), notes=notes, focus=_focus(view))


def _of_canvas(text: str, name: str, context: Context, view: FinanceView) -> bool:
    """Whether the canvas with all its numbers is kept as a version rather than the numbers as a scenario."""
    of_numbers = OF_NUMBERS.search(text) or beside_a_case(text, name, context, view)
    return not of_numbers and "manage_versions" in context.tools


def _as_base(text: str) -> bool:
    """Whether the name given is that of the base: such a what-if is kept, not saved."""
    match = SAVE_AS.search(text)
    said = next((g for g in match.groups() if g), "") if match else ""
    return key(re.sub(r"^(?:new|our)\s+|^(?:新的?|我们的)", "", said.strip())) in BASE_NAMES


def _spoken(text: str) -> list[str]:
    """Names that are not known, as they are said; the tool tells which ones there are."""
    quoted = QUOTED.findall(text)
    pieces: Sequence[str] = quoted or [FILLER.sub(" ", piece) for piece in CUT.split(text)]
    cleaned = (re.sub(r"\s+", " ", piece).strip(" .:：-") for piece in pieces)
    return [piece for piece in dict.fromkeys(cleaned) if re.search(r"\w", piece)]


def _compared(text: str, known: list[str], context: Context) -> list[str]:
    """Scenarios to compare; beside fewer than two known names a short unknown one counts, so that it is asked about."""
    if len(known) > 1:
        return known
    if not known and TWO.search(text):
        made = [str(name) for name in context.focus.get("made") or ()]  # in this message
        return ["base", *made] if len(made) == 1 else (made or kept_names(context))[-MIN_COMPARED:]
    found: list[str] = []
    for piece in CUT.split(text):
        unknown = [s for s in _spoken(piece) if len(s.split()) <= MOST_WORDS and len(s) <= LONGEST_NAME]
        found += named(piece, context) or unknown
    return list(dict.fromkeys(found))


def _aim(text: str, context: Context, view: FinanceView) -> str:
    """What an undo is about."""
    finance = context.finance
    if _speaks_of_canvas(text):
        return "canvas"
    in_hand = bool(view.scenario)
    step = str(context.seen.get("last_step", {}).get("tool") or "")
    if in_hand and step == "what_if":
        return "what-if"
    if _speaks_of_numbers(text, view):
        return "numbers" if finance.get("history") or not in_hand else "what-if"
    last = context.seen.get("last_change") or {}
    if last:
        return "canvas" if last.get("canvas") else "numbers"
    return "numbers" if finance.get("history") and not context.canvas else "canvas"


def _speaks_of_canvas(text: str) -> bool:
    return bool(OF_CANVAS.search(text))


def _speaks_of_numbers(text: str, view: FinanceView) -> bool:
    return bool(OF_NUMBERS.search(text) or view.index.find(text, "input", fuzzy=False))


def _steps(text: str) -> int:
    return int(plan_steps(text, "undo_canvas").calls[0].args["steps"])


def _numbers(action: str, steps: int, view: FinanceView) -> Plan:
    return Plan(calls=(Call("undo_numbers", {"action": action, "steps": steps}),), focus=_focus(view))


def _focus(view: FinanceView) -> JsonDict:
    """The model in use; words about scenarios do not choose one."""
    return {"template": view.model.id} if view.chosen else {}


PLANS: dict[str, PlanFunction] = {
    "manage_scenarios": plan_manage,
    "keep_scenario": plan_keep,
    "reset_scenario": plan_reset,
    "undo": plan_undo,
    "redo": plan_redo,
}
