"""Rules for what n-grams hear wrong: a follow-up that sounds like a new plan, a question that sounds like an order.

Each looks at the evidence and names an intent or passes, like those of `settle`.
"""

from __future__ import annotations

import re

from assistant.canvas import canvas_json
from assistant.language.lazy_re import lazy_re
from assistant.planner.custom_names import known_name
from assistant.planner.lexicon import DEFINITION, FILE_FORMAT, QUESTION, SURELY_HYPOTHETICAL, TABLE
from assistant.planner.plans.documents import drafts_from_documents
from assistant.planner.plans.review import CORRECTS as CORRECTS_RESULT
from assistant.planner.plans.scenarios import named
from assistant.planner.plans.versions import DUPLICATES
from assistant.planner.understand.evidence import Evidence

SHORT = 60  # characters
EXPORTS = lazy_re(r"\b(?:export|download)\b|导出|下载", re.IGNORECASE)
TAKES_IN = lazy_re(r"\bimport\b|\bread (?:it |this )?(?:back|in)\b|导入|读回|读入|上传", re.IGNORECASE)
CORRECTS = lazy_re(
    r"^\W*(?:no|nope|wrong|not that|sorry|i mean|i meant|actually|不对|不是|错了|说错了|我是说|应该是|更正)",
    re.IGNORECASE,
)
LISTS_ASSUMED = lazy_re(
    r"\b(?:show|list|see|what|which|where|give|everything)\b.{0,35}\b(?:assum(?:e|ed|ptions?)|hypothes[ie]s|guess(?:es|ed)?)\b|"
    r"\b(?:which|what|list|show|everything|items?)\b.{0,25}"
    r"\b(?:refuted|validated|proven|proved|disprov(?:en|ed)|confirmed|untested|unproven)\b|"
    r"\bwhat do we (?:actually |really )?(?:know|believe)\b|"
    r"(?:列出|列一下|看看|显示|有哪些|哪些|什么|做了).{0,8}(?:假设|猜测|猜想)|假设(?:有|是|都有)(?:哪些|什么)|"
    r"(?:哪些|什么|列出).{0,6}(?:推翻|验证|证实|证伪)|(?:推翻|验证|证实|证伪)了?(?:哪些|什么)|哪些是?(?:事实|猜)",
    re.IGNORECASE,
)
# The riskiest assumption, and how to test it.
RISKIEST = lazy_re(
    r"\b(?:riskiest|most (?:dangerous|risky|critical|uncertain)|shakiest|weakest)\b.{0,20}"
    r"\b(?:assumptions?|thing|hypothesis|belief|guess|bet|part)\b|\btest (?:first|next)\b|\bnext (?:test|experiment)\b|"
    r"最(?:危险|大胆|不确定|没把握|要命|冒险)的?(?:是|假设|一条|地方)|风险最(?:大|高)的?(?:是|假设|一条|地方|哪)|"
    r"(?:先|接下来|下一步).{0,4}(?:验证|测试|测)(?:什么|哪)",
    re.IGNORECASE,
)
# A result told of interviews or a test.
RESULT = lazy_re(
    r"\b(?:interviewed|surveyed|talked to|spoke (?:to|with)|asked|signed|paid|bought|replied|responded|"
    r"called back|clicked|"
    r"confirmed|complained|wanted|renewed|lois?|letters? of intent|pre-?ordered|tried|took|got|failed)\b|"
    r"访谈了?|问了|聊了|签了|付了|买了|回复|回电|点了|点击|确认|抱怨|试用了|参加了|意向书|下单|续费|想要|认对|失败",
    re.IGNORECASE,
)
RATES_IT = lazy_re(
    r"\b(?:is|are|isn't)\b.{0,40}\b(?:good|bad|high|low|normal|healthy|typical|average|ok|okay|enough)\b|"
    r"\b(?:good|bad|high|low|healthy|normal)\s*\?|"
    r"\bcompar\w+ (?:to|with) (?:other|similar|peers?|the industry)|\bpeers?\b|"
    r"(?:高|低|好|健康|正常|合理|够)(?:吗|不)|算(?:高|低|好|不错)|什么水平|同行|行业(?:平均|水平)",
    re.IGNORECASE,
)
ON_TABLES = {"explain_drivers", "describe_table", "segment_customers", "recommend_items", "forecast_revenue"}
PLAINLY = lazy_re(r"\blike i'?m\b|\bin plain\b|\bsimple words\b|讲人话|通俗|是啥|什么意思", re.IGNORECASE)
WHAT_IS_ABBREVIATION = lazy_re(
    r"\b(?i:what(?:['’]?s| is| does| on earth is| the heck is))\s+(?i:an?\s+|the\s+)?"
    r"(?:[A-Z]{2,6}|(?i:rule of (?:40|forty)))"
    r"(?i:\s+(?:mean|stand for|btw|by the way|again|anyway|even|actually|all about))*\W*$|"
    r"(?:[A-Za-z]{2,6}|(?i:rule of 40)|40法则)[,，\s]*(?:到底|究竟|这个|又)?(?:是|算)?(?:个)?"
    r"(?:啥玩意儿?|什么玩意儿?|啥东西|什么东西|啥意思|什么意思|(?<=是)啥|(?<=是)什么)(?:来着|呀|啊|呢)?\W*$"
)
TABLES = (".csv", ".tsv", ".xlsx", ".parquet", ".txt")
IN_CURRENCY = lazy_re(
    r"^\W*(?:the |column )?[\w ]{1,30}? (?:is|are) in (?:yuan|rmb|cny|dollars?|usd|euros?|eur|pounds?|gbp|yen)\b|"
    r"^\W*[\w\u4e00-\u9fff]{1,20}?(?:列|一列|字段)?(?:的单位)?是(?:人民币|美元|欧元|英镑|日元|港币|元)",
    re.IGNORECASE,
)
EVERYTHING = lazy_re(r"\b(?:we|everything|all|numbers?|prices?|model)\b|我们|全部|所有|模型|价格", re.IGNORECASE)
SAAS_METRIC = lazy_re(
    r"(?<![a-z])(?:NRR|GRR)(?![a-z])|\b(?:net|gross) (?:revenue|dollar) retention\b|\bburn multiple\b|\brule of 40\b|"
    r"\bquick ratio\b|(?:净|毛)(?:收入|营收)?留存率?|消耗倍数|40法则|速动比率",
    re.IGNORECASE,
)
ABOUT_IT = lazy_re(
    r"\b(?:what is an?|how (?:do|to|can)|why|improve|good)\b|怎么(?:算|提高|做)|如何|为什么", re.IGNORECASE
)


def drafts_from_upload(seen: Evidence) -> str | None:
    """A draft from uploaded documents is wanted, not an import of a canvas."""
    return "describe_venture" if drafts_from_documents(seen.text, seen.context) else None


def column_in_currency(seen: Evidence) -> str | None:
    """With a table uploaded, "amount is in yuan" is about its column, not about the finance model."""
    tables = any(str(f.get("name", "")).lower().endswith(TABLES) for f in seen.context.files)
    about_all = EVERYTHING.search(seen.text)
    return "describe_table" if tables and IN_CURRENCY.search(seen.text) and not about_all else None


def term_explained(seen: Evidence) -> str | None:
    """A term to be explained where the classifier hears work on a table and none is there."""
    if seen.intent not in ON_TABLES or seen.context.files:
        return None
    return "guidance" if DEFINITION.search(seen.text) or PLAINLY.search(seen.text) else None


def abbreviation_explained(seen: Evidence) -> str | None:
    """What an abbreviation stands for, where the classifier hears the work that it is the name of: RFM是啥."""
    if seen.intent not in ON_TABLES | {"saas_metrics"} or seen.ours or not WHAT_IS_ABBREVIATION.search(seen.text):
        return None
    return "guidance"


def exports(seen: Evidence) -> str | None:
    """An order to hand out a file, in any format named: 导出xlsx is no import."""
    ordered = EXPORTS.search(seen.text) and FILE_FORMAT.search(seen.text) and len(seen.text) <= SHORT
    return "export_canvas" if ordered and not TAKES_IN.search(seen.text) else None


def of_assumptions(seen: Evidence) -> str | None:
    """The assumptions of the canvas asked for, the riskiest of them, or a result told of one."""
    drafted = any(canvas_json({"canvas": seen.context.canvas}).values())
    if not drafted:
        return None
    if _corrects_result(seen):
        return "record_evidence"
    if seen.quantities or len(seen.text) > SHORT or seen.inputs:
        return _tells_result(seen)
    if RISKIEST.search(seen.text):
        return "next_test"
    return "show_assumptions" if LISTS_ASSUMED.search(seen.text) else _tells_result(seen)


def _corrects_result(seen: Evidence) -> bool:
    """A correction right after a result was recorded is of that result: "sorry, 13 not 14", 说错了，是9位."""
    step = str((seen.context.seen.get("last_step") or {}).get("tool") or "")
    counted = any(q.kind == "count" for q in seen.quantities)
    short = len(seen.text) <= SHORT // 2 and not seen.inputs
    return step == "record_evidence" and counted and short and bool(CORRECTS_RESULT.search(seen.text))


def _tells_result(seen: Evidence) -> str | None:
    """A result of interviews or tests: so many of so many, about something that stands on the canvas."""
    if seen.intent == "record_evidence" or QUESTION.search(seen.text) or seen.hypothetical:
        return None
    unsure = seen.unsure or seen.intent in ("define_input", "next_test", "guidance", "out_of_scope", "add_item")
    counted = [q for q in seen.quantities if q.kind in ("count", "ratio", "percent")]
    return "record_evidence" if unsure and counted and RESULT.search(seen.text) else None


def duplicates(seen: Evidence) -> str | None:
    """A copy of the canvas is a version of it."""
    return "manage_versions" if DUPLICATES.search(seen.text) and len(seen.text) <= SHORT else None


def one_value(seen: Evidence) -> str | None:
    """What sounds like a table, or like a number of one's own, but names one value of what is known."""
    values = [q for q in seen.quantities if q.kind != "duration" and q.text.strip() not in ("一", "二", "两", "三")]
    if seen.intent == "what_if_table" and not TABLE.search(seen.text):
        single = len(values) == 1 or (values and len(values) <= len(seen.inputs))
        return "what_if" if single and (seen.inputs or seen.topic) else None
    if seen.intent != "define_input":
        return None
    added = {str(a["id"]) for a in seen.context.finance.get("extensions") or ()}
    varied = any(added & set(m.ids) for m in seen.inputs)
    supposed = SURELY_HYPOTHETICAL.search(seen.text)
    return "what_if" if supposed and (varied or not known_name(seen.text)) else None


def corrected_what_if(seen: Evidence) -> str | None:
    """A correction right after a what-if, "no, 80", is about that what-if, not about the plan."""
    step = str((seen.context.seen.get("last_step") or {}).get("tool") or "")
    meant = seen.view.scenario and step == "what_if" and len(seen.text) <= SHORT // 2
    return "what_if" if meant and seen.quantities and CORRECTS.match(seen.text) else None


def of_scenarios(seen: Evidence) -> str | None:
    """A saved scenario is spoken of by its name."""
    if seen.quantities or not seen.context.finance.get("scenarios"):
        return None
    kept = {str(s["name"]) for s in seen.context.finance["scenarios"]}
    spoken = kept & set(named(seen.text, seen.context))
    return (
        "manage_scenarios" if spoken and (seen.unsure or seen.intent in ("guidance", "what_if", "add_item")) else None
    )


def names_saas_metric(seen: Evidence) -> str | None:
    """A metric of recurring revenue by its own name, asked for rather than explained."""
    asked = SAAS_METRIC.search(seen.text) and not DEFINITION.search(seen.text) and not ABOUT_IT.search(seen.text)
    return "saas_metrics" if asked and (seen.ours or seen.quantities) else None


def rates_a_metric(seen: Evidence) -> str | None:
    """Whether a figure is good: ours beside its benchmark, another's from the guidance."""
    if not RATES_IT.search(seen.text) or seen.hypothetical or len(seen.text) > SHORT:
        return None
    if seen.quantities:
        return "guidance" if seen.inputs or seen.outputs else None
    return "unit_economics" if seen.view.chosen and (seen.outputs or seen.ours) else None
