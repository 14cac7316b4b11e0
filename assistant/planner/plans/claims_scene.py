"""A text about a model as a scene: what is spoken of at each number, and whether the number is a result."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import BREAK_EVEN
from assistant.planner.plans.claims_names import INCOME, Names, names_of
from assistant.planner.plans.claims_text import PLUS, TIMES, Piece, pieces
from assistant.planner.understand.results import asked_results
from assistant.planner.understand.values.mentions import Mention

EARNED = lazy_re(
    r"\b(?:earn\w*|mak(?:e|es|ing)|made|profit\w*|net(?:ting)?|los(?:e|es|ing|t)|loss)\b|赚|挣|盈利|盈余|利润|净利|获利|亏",
    re.IGNORECASE,
)
# What one customer leaves: 一个客户每月贡献77块, "each customer leaves us 30 a month".
ONE_LEAVES = lazy_re(
    r"\b(?:one|a|each|every|per) (?:customer|client|user|subscriber)\b.{0,24}\b(?:leaves?|contribut\w+|nets?)\b|"
    r"(?:[一每]个?|单个?)(?:客户|用户|会员).{0,8}(?:贡献|净赚|留下|净剩)",
    re.IGNORECASE,
)
ONE_OF_THEM = lazy_re(
    r"\b(?:an?|one|each|every|per|the (?:average|typical))(?: \w+)?\s+$|[每一][个位家]$", re.IGNORECASE
)
COUNTED = lazy_re(r"\s*[a-z]{3,}|\s*[次个条单]", re.IGNORECASE)
BREATH = 60  # characters
# What is left of one order, device or customer.
OF_ONE = {"margin_per_order", "unit_margin", "contribution", "revenue_per_customer", "ltv"}
PROFIT = lazy_re(r"\bprofit|\bloss|利润|净利|盈利|亏损", re.IGNORECASE)
GENERIC = lazy_re(r"(?:成本|收入|费用|支出|costs?|costing|revenues?|income|expenses|spending|sales)", re.IGNORECASE)
TOTAL = lazy_re(r"\b(?:total|overall|altogether|all in|sum)\b|总|合计|共计|一共|全部|加起来", re.IGNORECASE)


class Scene:
    """A prepared text with its numbers, seen through a model.

    Args:
        text: The text, from `claims_text.prepared`.
        view: The model it is about.
    """

    def __init__(self, text: str, view: FinanceView) -> None:
        self.text, self.view = text, view
        self.names: Names = names_of(view.model)
        self.pieces = pieces(text)
        self.topics = self.names.topics(text)

    def mentions_of(self, piece: Piece, role: str) -> list[Mention]:
        """Inputs, or outputs, that the clause of a number names exactly."""
        start, end = piece.clause
        inside = [m for m in self.view.index.find(self.text[start:end], "input" if role == "input" else None)]
        return [Mention(m.ids, m.role, (m.span[0] + start, m.span[1] + start)) for m in inside if m.role == role]

    def topic(self, piece: Piece) -> str:
        """The group of inputs spoken of at a number: named in its clause, or the last one before; "" where unknown."""
        start, end = piece.clause
        at = piece.quantity.span[0]
        inside = [t for t in self.topics if start <= t[0] < end]
        if inside:
            return min(inside, key=lambda t: min(abs(t[0] - at), abs(t[1] - at)))[2]
        if self._alone(piece):
            return ""
        before = [t for t in self.topics if t[1] <= at]
        return before[-1][2] if before else ""

    def _alone(self, piece: Piece) -> bool:
        """Whether the clause names an input that has no siblings, so that no earlier topic goes on."""
        groups = list(self.names.group_of.values())
        return any(
            groups.count(self.names.group_of[id_]) == 1 for m in self.mentions_of(piece, "input") for id_ in m.ids
        )

    def claimed_output(self, piece: Piece, known: Container[str]) -> str:
        """Id of the output that a quantity is said of; empty where it is said of none."""
        start = piece.clause[0]
        text = self.text[start : piece.quantity.span[1]]
        if output := self._by_name(text, piece):
            return output
        told = asked_results(text, self.view) if piece.quantity.kind in ("money", "count") else ()
        if told and told[0] in OF_ONE:
            return told[0]  # 每单我们净落7块2
        if BREAK_EVEN.search(self.text[slice(*piece.line)]) and piece.quantity.kind == "duration":
            return "break_even_month" if "break_even_month" in self.view.model.formulas_by_id else ""
        if piece.quantity.kind == "duration" and not re.search(r"payback|runway|回本|回收|支撑", text, re.IGNORECASE):
            return ""
        named = [m for m in self.view.index.find(text) if m.span[0] + start < piece.quantity.span[0]]
        if named and named[-1].role == "output" and self._of_another(named[-1], start, piece):
            return ""
        if named and named[-1].role == "output":
            return self._unless_generic(named[-1], text, piece, known)
        if not named and EARNED.search(piece.before) and piece.quantity.kind in ("money", "count"):
            return self.view.model.split_id(self.view.main_output)[0]
        after = [m for m in self.view.index.find(piece.after) if m.span[0] <= 4]
        if not named and after and after[0].role == "output" and not self.mentions_of(piece, "input"):
            return self._unless_generic(after[0], piece.after, piece, known)
        return ""

    def _of_another(self, mention: Mention, start: int, piece: Piece) -> bool:
        """Whether a number is of something that one of them has: "a customer makes 3,000 calls" counts no customers."""
        before = self.text[start : start + mention.span[0]]
        counted = self.view.model.formulas_by_id[mention.ids[0]].measure.kind == "count"
        return bool(counted and ONE_OF_THEM.search(before) and COUNTED.match(piece.after))

    def _by_name(self, text: str, piece: Piece) -> str:
        """An output that its words alone tell: the payback of a customer, what one customer leaves a month."""
        known = self.view.model.formulas_by_id
        named = {id_ for m in self.view.index.find(text) if m.role == "output" for id_ in m.ids}
        if piece.quantity.kind == "duration" and "payback_months" in named:
            return "payback_months"
        whole = text + piece.after
        one = piece.quantity.kind in ("money", "count") and ONE_LEAVES.search(whole)
        return "contribution" if one and "contribution" in known else ""

    def _unless_generic(self, mention: Mention, text: str, piece: Piece, known: Container[str]) -> str:
        """A bare "revenue 500,000" after "promotions:" is said of a promotion, unless that is known already."""
        said = text[slice(*mention.span)]
        topic = self.topic(piece)
        if self.names.topics(said) and _counts_unit(piece, self.view.model.inputs):
            return ""
        if not topic or TOTAL.search(text) or not GENERIC.fullmatch(said):
            return mention.ids[0]
        income = bool(INCOME.search(said))
        members = [v for v in self.view.model.inputs if self.names.group_of[v.id] == topic and v.kind == "money"]
        open_ = [v for v in members if _is_income(v) == income and v.id not in known]
        return "" if open_ and not self._beside_profit(piece) else mention.ids[0]

    def _beside_profit(self, piece: Piece) -> bool:
        """Whether the profit is told in the same breath: "cost 36M, revenue 40M, profit 4M"."""
        at = piece.quantity.span[1]
        rest = self.text[at : min(piece.line[1], at + BREATH)]
        found = PROFIT.search(rest)
        return found is not None and not self.names.topics(rest[: found.start()])

    def is_factor(self, piece: Piece) -> bool:
        """Whether a sign of arithmetic stands beside it: part of an equation that fits no formula."""
        return bool(
            re.search(rf"[{TIMES}{PLUS}]\s*$", piece.before) or re.match(rf".{{0,6}}[{TIMES}{PLUS}]", piece.after)
        )

    def inside(self, start: int, end: int) -> list[int]:
        """Places of the numbers between two offsets."""
        return [i for i, p in enumerate(self.pieces) if start <= p.quantity.span[0] < end]


def _counts_unit(piece: Piece, inputs: Iterable[Input]) -> bool:
    """Whether the number counts things of an input: "100 TB" is no amount of money."""
    after = piece.after.strip().lower()
    units = {i.measure.shown.lower() for i in inputs if i.kind == "count"}
    return any(after.startswith((unit, unit.removesuffix("s"))) for unit in units)


def _is_income(variable: Input) -> bool:
    return bool(INCOME.search(f"{variable.id.replace('_', ' ')} {variable.label.en}"))
