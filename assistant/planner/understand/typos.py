"""Mends misspelt words of finance before anything else reads a message: "chrun", "converson", 流矢率.

Only words of a short list are ever put in the place of another, only where a single slip leads there, and never where
the word as written is one of its own ("prize" is no "price").
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.language.lazy_re import lazy_re

LONGEST = 160  # characters; a longer message is a story, and what is misspelt there may be a name
TWO_SLIPS = 9  # letters from which two slips still show what was meant
_WORDS = (
    "price prices pricing trial trials conversion convert converts churn customer customers marketing advertising "
    "acquisition budget revenue profit subscribers subscription margin payback runway retention fixed variable "
    "overhead overheads costs salary salaries breakeven inference monthly yearly commission percent months suppose "
    "simulate sensitivity scenario double halve increase decrease attach upgrade renewal maintenance utilisation"
).split()
# Words of their own that are one letter from one of those.
_OWN = frozenset(
    "prick pricey priced pride prime prince print prize prised praise triad trail trails tribal train trains chunk "
    "churns chin chun customs custom converse convent concert covert conversions marking markers budge revenge venue "
    "profits profile prophet martin marvin marin margins runaway runways cost coasts casts costa posts cuts counts "
    "filed fined fired fixes mixed fixture variables valuable salads celery persons person present parent recent "
    "monthly month mouths supposed supports support surprise scenarios doubled doubles halved halves half have valve "
    "increases increased decreased decreases decease retentions detention attention intention prince's pries trials "
    "prices yearn nearly early dearly simulates simulated stimulate overheard inferences interference commissions "
    "mission acquisitions inquisition adverting averting revenues subscriber subscriptions subscribe prescription "
    "conversation conversations converting converted convection costly toasts hosts influence convention commissioned "
    "commissioner concerts overseas reception prizes princes confession hale rejection colts moths compassion coats "
    "attack attacks attached attaches detach upgraded upgrades upgrader renewals customary concession playback "
    "budgets conception deception perception".split()
)
_LETTERS = lazy_re(r"(?<![\w'\"“‘-])[a-z]{4,}(?![\w'\"”’-])")
_ASKED = lazy_re(r"\b(?:w(?:aht|at|ht|hta|ot|hat)\s?if|whatif)\b", re.IGNORECASE)
_AND_AT = lazy_re(r"^n (?=at\b|if\b|with\b|\d)", re.IGNORECASE)

# Characters that sound or look alike, by what is written in the names below.
_ALIKE = {
    "失": "矢施师式势湿识", "率": "律绿", "流": "留刘硫", "化": "华话花画划", "转": "专赚砖撰", "换": "还唤",
    "价": "架假驾介", "格": "个各阁", "定": "订丁", "单": "担但丹", "试": "式是事视", "用": "佣拥永", "数": "书术树",
    "广": "光", "告": "高搞", "费": "废非飞", "固": "古故顾", "成": "城程诚承",
    "本": "奔笨", "获": "或货活", "客": "可课刻",
    "变": "便遍", "动": "洞懂", "毛": "猫矛", "利": "力立理", "润": "闰", "收": "手首",
    "入": "如", "营": "赢迎", "销": "消肖",
    "推": "退", "注": "住主", "册": "策侧", "付": "负富副", "账": "帐涨", "金": "今斤", "现": "先线", "期": "其七",
}  # fmt: skip
_NAMES = (
    "流失率 转化率 转换率 付费率 客单价 月单价 试用人数 试用用户 试用量 广告费 推广费 营销费 获客成本 "
    "获客费用 固定成本 固定费用 固定开支 变动成本 "
    "单客成本 毛利率 注册量 注册人数 客户数 月流失率 账上现金 测算期"
).split()
_SHORT_NAMES = "价格 定价 单价 流失 转化 利润 月费".split()
_VALUE_FOLLOWS = r"(?=\s*(?:如果|要是)?[是为到涨降提改变升掉翻减调打]?[到至为成]?\s*\d)"


# Slips in orders about the canvas: 删调, 再吧…删了.
_ORDER_FOLLOWS = r"(?=[^,，。吧]{2,14}(?:删|去掉|拿掉|改成|改为|换成|移到|挪到|加到|放到))"
_OF_EDITS = (
    (lazy_re(r"删(?:调|吊|钓)"), "删掉"),
    (lazy_re(rf"(?<=[再就先请也后,，。])吧{_ORDER_FOLLOWS}"), "把"),
)


def mended(text: str) -> str:
    """A message with misspelt words of finance put right; a long one is left as it is.

    Args:
        text: The message, normalised.
    """
    if len(text) > LONGEST:
        return text
    text = _AND_AT.sub("and ", _ASKED.sub("what if", text))
    text = _LETTERS.sub(lambda m: _right(m.group()), text)
    for wrong, right in (*_misheard(), *_OF_EDITS):
        text = wrong.sub(right, text)
    return text


@lru_cache(maxsize=4096)
def _right(word: str) -> str:
    if word in _OWN or word in _WORDS:
        return word
    near = [w for w in _WORDS if w[0] == word[0] and _slips(word, w) <= (2 if len(w) >= TWO_SLIPS else 1)]
    exact = [w for w in near if _slips(word, w) == 1] or near
    # "trials" and "trial" both: what is meant is the one that shares the ending.
    best = [w for w in exact if w[-1] == word[-1]] or exact
    return best[0] if best else word


def _slips(written: str, meant: str) -> int:
    """Letters missing, doubled, wrong or swapped between two words (optimal string alignment)."""
    if abs(len(written) - len(meant)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, a in enumerate(written, 1):
        fresh = [i]
        for j, b in enumerate(meant, 1):
            cost = min(row[j] + 1, fresh[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == meant[j - 2] and written[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            fresh.append(cost)
        before, row = row, fresh
    return row[-1]


@lru_cache(maxsize=1)
def _misheard() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of a name with one character that sounds like the right one, and the name."""

    def pattern(name: str, behind: str) -> re.Pattern[str]:
        slips = [f"{name[:at]}[{_ALIKE[char]}]{name[at + 1 :]}" for at, char in enumerate(name) if _ALIKE.get(char)]
        return re.compile(f"(?:{'|'.join(slips)}){behind}")

    return tuple((pattern(n, ""), n) for n in _NAMES) + tuple((pattern(n, _VALUE_FOLLOWS), n) for n in _SHORT_NAMES)
