"""How well words of a text fit the names of a model's variables, and which group of inputs a text speaks of."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache

from assistant.finance import FinanceModel, Formula, Input
from assistant.language.lazy_re import lazy_re

WORD = lazy_re(r"[a-z]{2,}|[\u4e00-\u9fff]+")
EMPTY = frozenset(
    "of the a an per each for in at on to and or is are we our it by with from that this cost costs revenue year day "
    "成本 收入 每次 每天 每年 全年 费用".split()
)
# Words that go with several groups, whatever names the model file has.
SHARED = frozenset(
    "custome user market expense number rate 客户 用户 市场 模型 每笔 单笔 支出 数量 次数 单价 天数 转化 收入".split()
)
COST = lazy_re(r"\b(?:costs?|spend\w*|expens\w*|fees?|budget|pay|paid|outlay)\b|成本|费用|花费|花|支出|投入|开销|费")
INCOME = lazy_re(
    r"\b(?:revenues?|income|brings?|bringing|earns?|yields?|generat\w+|worth|value|takings|sales|spends?|spending|pays?)\b"
    r"|收入|营收|带来|产生|贡献|收益|消费|客单价|回报|创收|付费"
)


LONGEST_STEM = 7


def tokens(text: str) -> set[str]:
    """Stems of English words, pairs of Chinese characters."""
    found: set[str] = set()
    for word in WORD.findall(text.lower().replace("_", " ")):
        if word.isascii():
            if word not in EMPTY:
                found.add(_stemmed(word))
        else:
            found.update(word[i : i + 2] for i in range(len(word) - 1))
    return found - EMPTY


def _stemmed(word: str) -> str:
    """Makes "operating" and "operations" alike, "training" and "train" alike."""
    if len(word) > 6 and word.endswith("ing"):
        word = word[:-3]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:LONGEST_STEM]


class Names:
    """The names of a model, for comparing with loose wordings.

    Args:
        model: The finance model.
    """

    def __init__(self, model: FinanceModel) -> None:
        self.model = model
        variables: list[Input | Formula] = [*model.inputs, *model.formulas]
        self._tokens = {v.id: _tokens_of(v) for v in variables}
        counts = Counter(t for found in self._tokens.values() for t in found)
        self._weight = {t: math.log(1 + len(self._tokens) / c) for t, c in counts.items()}
        self.group_of = {i.id: _stem(i.id) for i in model.inputs}
        self._topics = self._topic_words()

    def likeness(self, text: str, id_: str) -> float:
        """Weight of the words that `text` shares with the names of a variable, over that of all its known words."""
        said = {t for t in tokens(text) if t in self._weight}
        if not said:
            return 0.0
        shared = sum(self._weight[t] for t in said & self._tokens[id_])
        return shared / sum(self._weight[t] for t in said)

    def topics(self, text: str) -> list[tuple[int, int, str]]:
        """Groups of inputs named in `text`: start, end and group, left to right."""
        lowered = text.lower()
        found = [(m.start(), m.end(), group) for group, p in self._topics.items() for m in p.finditer(lowered)]
        return sorted(found)

    def _topic_words(self) -> dict[str, re.Pattern[str]]:
        """For each group of inputs the words that name it and no other."""
        groups: dict[str, set[str]] = {}
        for variable in self.model.inputs:
            groups.setdefault(self.group_of[variable.id], set()).update(self._tokens[variable.id])
        patterns = {}
        for group, words in groups.items():
            others = set().union(*(w for g, w in groups.items() if g != group)) if len(groups) > 1 else set()
            members = [i for i in self.model.inputs if self.group_of[i.id] == group]
            # An input without siblings is recognised by its exact names, not by single words.
            own = {w for w in words - others - SHARED if _in_several(w, members, self._tokens)}
            if own:
                parts = sorted(
                    (rf"(?<![a-z]){w}[a-z]{{0,6}}(?![a-z])" if w.isascii() else w for w in own), key=len, reverse=True
                )
                patterns[group] = re.compile("|".join(parts))
        return patterns


@lru_cache(maxsize=16)
def names_of(model: FinanceModel) -> Names:
    """The names of a model, made once."""
    return Names(model)


def _in_several(word: str, members: list[Input], known: dict[str, set[str]]) -> bool:
    return sum(word in known[m.id] for m in members) > 1


def _tokens_of(variable: Input | Formula) -> set[str]:
    return tokens(" ; ".join((variable.id, variable.label.en, variable.label.zh, *variable.aliases.all)))


def _stem(id_: str) -> str:
    head = id_.split("_")[0]
    return head[:-1] if head.endswith("s") else head
