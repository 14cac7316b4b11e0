"""Plans the classification of customer messages: the messages pasted, or a table of them."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.plan import Call, Plan, PlanFunction, Say

TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".parquet", ".txt")
SHORTEST = 2  # characters
SHORTEST_STEM = 3  # of a file's name without its ending
QUOTED = lazy_re(r"“([^”]+)”|「([^」]+)」|『([^』]+)』|\"([^\"]+)\"|(?<![\w])[‘']([^'’]{8,})['’](?![\w])")
BULLET = lazy_re(r"^\s*(?:[-*•·]|\(?\d{1,3}[.)、）．:：]|[①-⑳])\s*")
AFTER_COLON = lazy_re(r"[:：]\s*(?!//)(.+)$", re.DOTALL)
# "…: 1. one 2. two 3. three" in a single line.
NUMBERED = lazy_re(r"(?:^|\s+|(?<=[。！？!?；;]))\(?\d{1,2}[.)、）．]\s*(?!\d)")
SEPARATED = lazy_re(r"\s*[;；|]\s*|\s+/\s+")
COLUMNS = (
    lazy_re(r"\bcolumn\s+(?:called\s+|named\s+)?[“\"'「]?([\w-]+)", re.IGNORECASE),
    lazy_re(r"\b([\w-]+)[”\"']?\s+column\b", re.IGNORECASE),
    lazy_re(r"[“\"「]([^”\"」]+)[”\"」](?:这一|这|一)?列"),
    lazy_re(r"([\w\u4e00-\u9fff]+?)(?:这一|这|一)?列(?!表|出|举)"),
)
NOT_A_NAME = frozenset(
    "the a this that which one of in on from and with please as for to each 每 哪 第一 这 那 一".split()
)
REQUEST = lazy_re(
    r"\b(?:classif\w*|clasif\w*|label|tag|sort|categori[sz]e|sentiment|intent|tone|positive|negative|analy[sz]e|detect)\b"
    r"|分类|情感|意图|正面|负面|打标签|标注|情绪|归类|好评|差评|分析|识别|判断",
    re.IGNORECASE,
)


# How opinion moves, where the classifier hears which opinion it is.
_TREND = lazy_re(
    r"\b(?:getting|become|becoming|got|gotten) (?:any )?(?:worse|better|more|less|angrier|louder)\b|\btrends?\b|"
    r"\bover time\b|越来越|趋势|变多|变少|变差|变好",
    re.IGNORECASE,
)


def plan_classify(text: str, context: Context, view: FinanceView) -> Plan:
    """Classify the messages in the user's words, else those of an uploaded table, else ask for them."""
    said = context.raw or text
    column = _column(said)
    texts = read_messages(said) if not column else []
    if texts:
        return Plan(calls=(Call("classify_messages", {"texts": texts}),))
    tables = [str(f["name"]) for f in context.files if str(f["name"]).lower().endswith(TABLES)]
    if tables and _TREND.search(said):
        return Plan(calls=(Call("monitor_opinion", {"file": tables[-1]}),))
    if tables:
        return Plan(calls=(Call("classify_messages", _of_table(said, tables, column)),))
    return Plan(says=(Say("ask_messages"),), asked={"kind": "messages"})


def answer_messages(context: Context, view: FinanceView) -> Plan | None:
    """The messages that were asked for: every line of the answer is one; None where it is another request."""
    said = context.raw or context.text
    texts = read_messages(said) or [line for line in map(_plain, said.splitlines()) if len(line) >= SHORTEST]
    if not texts or (len(texts) == 1 and said.strip().endswith(("?", "？")) and len(said) < 12):
        return None
    return Plan(calls=(Call("classify_messages", {"texts": texts}),))


def read_messages(said: str) -> list[str]:
    """Messages in a request: those in quotes, the lines after the first, or what follows a colon.

    A text that is no request at all but several lines of messages gives none: who is asked answers with
    `answer_messages`.
    """
    quoted = [next(group for group in match.groups() if group) for match in QUOTED.finditer(said)]
    whole = [text.strip() for text in quoted if len(text.strip()) >= SHORTEST and not _is_name(text)]
    lines = [line for line in said.splitlines() if line.strip()]
    if len(lines) > 1:
        return _of_lines(lines)
    if whole:
        return whole
    match = AFTER_COLON.search(said)
    if match and REQUEST.search(said[: match.start()]):
        numbered = NUMBERED.match(match.group(1)) and len(NUMBERED.findall(match.group(1))) > 1
        parts = (NUMBERED if numbered else SEPARATED).split(match.group(1))
        return [part for part in map(_plain, parts) if len(part) >= SHORTEST]
    return []


def _of_lines(lines: list[str]) -> list[str]:
    """The lines of a paste without the one that asks: the first, or, after the messages, the last."""
    first, last = lines[0], lines[-1]
    if REQUEST.search(first) and not BULLET.match(first):
        colon = AFTER_COLON.search(first)
        lines = [*([colon.group(1)] if colon else []), *lines[1:]]
    elif REQUEST.search(last) and not BULLET.match(last):
        lines = lines[:-1]
    return [line for line in map(_plain, lines) if len(line) >= SHORTEST]


def _plain(line: str) -> str:
    return BULLET.sub("", line).strip().strip('“”"「」').strip()


def _is_name(text: str) -> bool:
    """A quoted name of a file or column is no message."""
    return text.lower().endswith(TABLES) or bool(re.fullmatch(r"[\w-]{1,20}", text) and "_" in text)


def _column(said: str) -> str:
    for pattern in COLUMNS:
        for match in pattern.finditer(said):
            name = match.group(1)
            if name.casefold() not in NOT_A_NAME and name[-1] not in "每哪一二三这那":
                return _without_verb(name)
    return ""


def _without_verb(name: str) -> str:
    """把评论内容列… : the words before the name of a Chinese column are not part of it."""
    return re.sub(r"^.*(?:里的|中的|里面的|的|把|对|给|按|用|看|分析)(?=.)", "", name)


def _of_table(said: str, tables: list[str], column: str) -> dict[str, str]:
    folded = said.casefold()
    whole = (t for t in tables if t.casefold() in folded)
    stems = (t for t in tables if re.search(rf"(?<!\w){re.escape(t.rsplit('.', 1)[0])}(?!\w)", said, re.IGNORECASE))
    named = next(whole, None) or next((t for t in stems if t.index(".") >= SHORTEST_STEM), None)
    args = {"file": named or tables[-1]}
    return {**args, "column": column} if column else args


PLANS: dict[str, PlanFunction] = {"classify_messages": plan_classify}
