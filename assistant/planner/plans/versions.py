"""Plans work on whole canvases: versions and branches, starting over, importing one that is written already."""

from __future__ import annotations

import re

from assistant.canvas import Brief, History, canvas_json, find_blocks
from assistant.canvas.importing import looks_like_canvas
from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say, merge
from assistant.planner.plans.canvas import draft_plan, plan_draft
from assistant.planner.plans.documents import drafts_from_documents
from assistant.planner.plans.edits import plan_edit
from assistant.planner.plans.talk import plan_guidance
from assistant.planner.understand.edits.canvas_edits import edit_op
from assistant.planner.understand.edits.steps_back import AT_FIRST, first_state
from assistant.planner.understand.version_talk import names_of, read_version_talk
from assistant.planner.understand.version_words import PREVIOUS

CANVAS_FILES = (".json", ".md", ".markdown", ".txt")
LONGEST_NAME = 40
# The customer in "we sell to schools instead", "试试做学校".
PIVOT = lazy_re(
    r"\b(?:sell(?:ing)?|market(?:ing)?|pitch(?:ing)?|offer(?:ing)?|targeting|target|serve|serving"
    r"|go(?:ing)? after|focus(?:ing)? on|aim(?:ing)? at"
    r"|built? for|do(?:ing)? it for|go(?:ing)? for)\b(?:\s+(?:it|this|the product|our product))?(?:\s+(?:to|at"
    r"|for))?\s+(?P<en>.+?)"
    r"(?:\s*[,;]?\s*(?:instead|rather than|not|and see|to see)\b.*)?$"
    r"|(?:试试|尝试|试一下|试着|改成|改为|改|先|去)*(?:卖给|面向|服务|针对|专做|改做|转做|主攻|做)(?P<zh>.+?)"
    r"(?:市场|客户群?|用户|方向|这条线|这块|生意)?(?:怎么样|的话|看看|吧|呢|试试|，.*|,.*)?$",
    re.IGNORECASE,
)
# What a pivot may be about besides the customer: no customer is called so.
NO_CUSTOMER = lazy_re(
    r"\b(?:price|pricing|subscription|usage|freemium|ads?|month|year|model)\b|价|订阅|收费|免费|广告|模式",
    re.IGNORECASE,
)
ADDING = lazy_re(
    r"\b(?:add|append|merge|in addition|on top|keep what)\b|追加|补充|合并|加到|添加到|不要覆盖|保留(?:原|现)有",
    re.IGNORECASE,
)

# What is done away with is named: "give it all away" empties no canvas.
CLEARS = lazy_re(
    r"(?=.*\b(?:clear|wipe|empty|erase|reset|delete|remove|drop|scrap|throw|discard|start|begin|restart|new|"
    r"blank|clean|bin|forget)\w*)"
    r".*\b(?:canvas|board|everything|all|whole|over|again|scratch|afresh|anew|fresh|blank|clean|slate|zero|beginning)\b|"
    r"\b(?:bin|scrap|trash|ditch|wipe|dump) (?:it|this|that)\b(?! (?:one|item|line|part|point|channel))|"
    r"(?=.*[清删扔丢]).*(?:画布|全部|所有|一切|整|空|光|零|掉|都)|重新|重来|从头|从零|推倒|白板|再来一[张遍]|"
    r"新(?:的|开|建)?(?:一张)?画布",
    re.IGNORECASE,
)
DUPLICATES = lazy_re(r"\b(?:duplicate|clone|copy)\b.{0,20}\bcanvas\b|复制.{0,6}画布|画布.{0,4}复制", re.IGNORECASE)


def plan_versions(text: str, context: Context, view: FinanceView) -> Plan:
    """Save, list, compare, restore, branch, switch or delete, as the words say."""
    talk = read_version_talk(text, names_of(context.versions))
    if talk is None and DUPLICATES.search(text):
        return Plan(calls=(Call("manage_versions", {"action": "save"}),))
    if talk is None and (op := edit_op(text, of_known_item=True)):
        return plan_edit(text, op, context)  # "in this branch replace parents with schools"
    if talk is None:
        return Plan(calls=(Call("manage_versions", {"action": "list"}),))
    if talk.action == "branch":
        return _branch(talk.name, talk.pivot, context)
    if talk.action == "diff" and not (talk.sure or talk.pair):
        return plan_guidance(text, context)  # "compare the main costs of hosting"
    if talk.pair:
        return _compared_pair(talk.pair, context)
    # "the previous version" is the one saved last, which the tool takes where no name is given.
    name = "" if PREVIOUS.fullmatch(talk.name) else talk.name
    args = {"action": talk.action, "name": name, "other": talk.other}
    return Plan(calls=(Call("manage_versions", {key: value for key, value in args.items() if value}),))


def _compared_pair(pair: str, context: Context) -> Plan:
    """Compare the branch in work with the only other one, or the two versions saved last; else list them."""
    heads = list(context.versions.get("heads") or {})
    saved = [str(v["name"]) for v in context.versions.get("saved") or () if not v.get("auto")]
    if pair == "branches" and len(heads) == 1:
        return Plan(calls=(Call("manage_versions", {"action": "diff", "name": heads[0]}),))
    if pair == "versions" and len(saved) > 1:
        args = {"action": "diff", "name": saved[-2], "other": saved[-1]}
        return Plan(calls=(Call("manage_versions", args),))
    if pair == "versions" and saved:
        return Plan(calls=(Call("manage_versions", {"action": "diff", "name": saved[0]}),))
    return Plan(calls=(Call("manage_versions", {"action": "list"}),))


def plan_step_back(context: Context) -> Plan | None:
    """Undo of going back to a version that changed the numbers too: what was kept aside then is restored whole."""
    gone_back = (context.seen.get("manage_versions") or {}).get("data") or {}
    last = (context.seen.get("last_step") or {}).get("tool") == "manage_versions"
    if not (last and gone_back.get("replaced") and gone_back.get("numbers_changed") and gone_back.get("kept_as")):
        return None
    args = {"action": "restore", "name": str(gone_back["kept_as"])}
    return Plan(calls=(Call("manage_versions", args),))


def plan_show_changes(text: str, context: Context, view: FinanceView) -> Plan:
    """What was changed on the canvas: since the start where the words say so, else the last change."""
    history = History.from_json(context.canvas)
    labels = [dict(entry.label) for entry in history.entries[first_state(history) + 1 : history.position + 1]]
    later = history.entries[history.position + 1 : history.position + 2]
    changes = labels if AT_FIRST.search(text) else labels[-1:]
    return Plan(says=(Say("show_changes", {"changes": changes, "undone": dict(later[0].label) if later else {}}),))


def plan_start_over(text: str, context: Context, view: FinanceView) -> Plan:
    """Empty the blocks named, or everything where the words say so; else ask."""
    blocks = list(dict.fromkeys(m.block for m in find_blocks(text)))
    if not blocks and not CLEARS.search(text) and any(canvas_json({"canvas": context.canvas}).values()):
        return Plan(says=(Say("ask_clear"),))
    focus = {"in_view": blocks[0], "in_view_now": True} if len(blocks) == 1 else {}
    return Plan(calls=(Call("clear_canvas", {"blocks": blocks} if blocks else {}),), focus=focus)


def plan_import(text: str, context: Context, view: FinanceView) -> Plan:
    """Import what is pasted, else the file uploaded last that can hold a canvas; one to be drafted is drafted."""
    if drafts_from_documents(text, context):
        return plan_draft(text, context)
    raw = context.raw or text
    mode = {"mode": "add"} if ADDING.search(_preface(raw)) else {}
    if looks_like_canvas(raw):
        return Plan(calls=(Call("import_canvas", {"text": raw, **mode}),))
    named = [str(f["name"]) for f in context.files if str(f["name"]).lower() in text.lower()]
    fitting = [str(f["name"]) for f in context.files if str(f["name"]).lower().endswith(CANVAS_FILES)]
    if named or fitting:
        return Plan(calls=(Call("import_canvas", {"file": (named or fitting)[-1], **mode}),))
    return Plan(says=(Say("ask_import"),), asked={"kind": "import"})


def _branch(name: str, pivot: str, context: Context) -> Plan:
    """Open a branch; where the words say to whom is sold there, draft what depends on it."""
    match = PIVOT.search(pivot)
    customer = (match["en"] or match["zh"] or "").strip(" .,，。") if match else ""
    if NO_CUSTOMER.search(customer) or len(customer) > LONGEST_NAME:
        customer = ""
    used = name or customer or pivot[:LONGEST_NAME].strip(" ,，")
    opened = Plan(calls=(Call("manage_versions", {"action": "branch", **({"name": used} if used else {})}),))
    brief = Brief.from_json(context.brief)
    if customer and brief.customer and any(canvas_json({"canvas": context.canvas}).values()):
        return merge([opened, draft_plan(brief.merge(Brief(customer=customer)), context)])
    return opened


def _preface(raw: str) -> str:
    """The words before a pasted canvas, which say what to do with it."""
    first = raw.strip().split("\n", 1)[0]
    blocks = find_blocks(first)
    return first[: blocks[0].span[0]] if blocks else first[:80]


PLANS: dict[str, PlanFunction] = {
    "manage_versions": plan_versions,
    "show_changes": plan_show_changes,
    "start_over": plan_start_over,
    "import_canvas": plan_import,
}
