"""Reads a calculation that somebody tells or pastes: which numbers are inputs, which are claimed results."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.finance.walk import products
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import Quantity
from assistant.planner.finance_view import FinanceView
from assistant.planner.plans.claims_fit import ENOUGH, IMPOSSIBLE, factors_fit, in_order, prose_fit
from assistant.planner.plans.claims_names import COST, INCOME
from assistant.planner.plans.claims_scene import TOTAL, Scene
from assistant.planner.plans.claims_text import MINUS, PLUS, TIMES, Piece, prepared
from assistant.planner.plans.outputs import MONTHS_OF, find_output, qualified
from assistant.planner.understand.values.mentions import Mention

JsonDict = dict[str, object]
LOST = lazy_re(r"\b(?:los(?:e|es|ing|t)|loss(?:es)?|negative)\b|亏|赔", re.IGNORECASE)
AGAIN = lazy_re(r"即|也就是|约合|折合|合计约|或者?说|称为|\bi\.?e\.?\b|that is|or\b|aka|called", re.IGNORECASE)


@dataclass
class Reading:
    """What a text tells of a calculation.

    Attributes:
        inputs: Values by input id, in the units of the model.
        claims: Claimed results as the tool takes them.
        unread: Numbers that are neither, as they are written.
    """

    inputs: dict[str, float] = field(default_factory=dict)
    claims: list[JsonDict] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read_calculation(text: str, view: FinanceView) -> Reading:
    """Read the inputs and the claimed results of a text about the model of `view`."""
    return _Reader(prepared(text), view).read()


class _Reader:
    def __init__(self, text: str, view: FinanceView) -> None:
        self.text, self.view = text, view
        self.scene = Scene(text, view)
        self.names, self.pieces = self.scene.names, self.scene.pieces
        self.found = Reading()
        self.used: set[int] = set()  # places in `pieces`

    def read(self) -> Reading:
        """Equations first: they say most clearly what is what; then the words."""
        for line in dict.fromkeys(p.line for p in self.pieces):
            for start, end in _equations(self.text, line):
                self._equation(start, end)
        rest = [i for i in range(len(self.pieces)) if i not in self.used and not self.scene.is_factor(self.pieces[i])]
        claimed = [i for i in rest if self._is_claim(i)]
        self._prose([i for i in rest if i not in claimed])
        for i in rest:
            if i not in self.used and self._is_claim(i):
                self._claim_or_input(i)
        self._repeats()
        self.found.claims.sort(key=lambda c: int(str(c.pop("at"))))
        self.found.unread = [
            p.quantity.text.strip()
            for i, p in enumerate(self.pieces)
            if i not in self.used and p.quantity.kind != "duration"
        ]
        return self.found

    # -- equations

    def _equation(self, start: int, end: int) -> None:
        """`name = 90 × 100,000 = 9,000,000`: factors are inputs, what stands alone is the result."""
        sides = _spans(self.text, start, end, "=")
        name = self.text[slice(*sides[0])]
        formula = ""
        for left, right in sides[1:] if not self.scene.inside(*sides[0]) else sides:
            inside = self.scene.inside(left, right)
            side = self.text[left:right]
            if not inside:
                continue
            if TIMES in side:
                formula = self._product(name, left, right) or formula
            elif PLUS in side or MINUS in side:
                self.used.update(inside)  # subtotals of a sum: neither inputs nor the result
            else:
                self._result(name, formula, inside)

    def _product(self, name: str, left: int, right: int) -> str:
        terms = [self.scene.inside(*span) for span in _spans(self.text, left, right, PLUS)]
        groups = [[self.pieces[i] for i in term] for term in terms if term]
        best: tuple[float, str, dict[str, Piece]] = (0.0, "", {})
        for formula in self.view.model.formulas:
            expected = products(self.view.model, formula.id)
            if not expected or len(expected) < len(groups):
                continue
            score, values = self._terms(groups, expected)
            if values:
                score += 8 * self._named_like(name, formula.id, expected) - abs(len(expected) - len(groups))
                if score > best[0]:
                    best = (score, formula.id, values)
        for id_, piece in best[2].items():
            self._set(id_, piece)
        return best[1]

    def _terms(
        self, groups: list[list[Piece]], expected: tuple[tuple[str, ...], ...]
    ) -> tuple[float, dict[str, Piece]]:
        """Each product of the text to a product of the formula, in order where nothing else decides."""
        total, values, free = 0.0, dict[str, Piece](), list(range(len(expected)))
        for place, group in enumerate(groups):
            options = [(*factors_fit(group, expected[k], self.names), k) for k in free]
            options = [(s + (2.0 if k == place else 0.0), v, k) for s, v, k in options if s > IMPOSSIBLE]
            if not options:
                return IMPOSSIBLE, {}
            score, chosen, k = max(options, key=lambda o: o[0])
            total, values = total + score, {**values, **chosen}
            free.remove(k)
        return total / len(groups), values

    def _named_like(self, name: str, formula: str, expected: tuple[tuple[str, ...], ...]) -> float:
        own = self.names.likeness(name, formula)
        parts = max((self.names.likeness(name, i) for term in expected for i in term), default=0.0)
        label = self.view.model.formulas_by_id[formula].label.en
        role = 0.0
        for pattern in (COST, INCOME):
            if pattern.search(name):
                role += 0.5 if pattern.search(label) else -0.5
        topic = next((t for _, _, t in self.names.topics(name)), self._topic_before(name))
        groups = {self.names.group_of[i] for term in expected for i in term}
        spoken = 0.0 if not topic else 0.7 if groups == {topic} else -0.7
        return own + parts / 2 + role + spoken

    def _topic_before(self, name: str) -> str:
        at = self.text.find(name)
        return next((t for s, _, t in reversed(self.scene.topics) if s < at), "") if not name.strip() else ""

    def _result(self, name: str, formula: str, inside: list[int]) -> None:
        named = self.view.index.find(name)
        last = named[-1] if named else None
        for i in inside:
            piece = self.pieces[i]
            if formula or (last and last.role == "output"):
                self._claim(i, formula or (last.ids[0] if last else ""), name)
            elif last and len(last.ids) == 1 and piece is self.pieces[inside[0]]:
                self._set(last.ids[0], piece)
            else:
                break

    # -- running text

    def _prose(self, places: list[int]) -> None:
        scored = []
        order = {v.id: place for place, v in enumerate(self.view.model.inputs)}
        for i in places:
            piece = self.pieces[i]
            near, topic = self.scene.mentions_of(piece, "input"), self.scene.topic(piece)
            for variable in self.view.model.inputs:
                score = prose_fit(piece, variable, self.names, near, topic)
                if score >= ENOUGH:
                    scored.append((score, i, variable.id))
        for id_, place in in_order(scored, order).items():
            if place not in self.used and id_ not in self.found.inputs:
                self._set(id_, self.pieces[place])

    # -- claims

    def _is_claim(self, i: int) -> bool:
        return bool(self.scene.claimed_output(self.pieces[i], self.found.inputs))

    def _claim_or_input(self, i: int) -> None:
        """A line such as "promotion revenue 500,000" is that of one promotion while none is known."""
        piece, output = self.pieces[i], self.scene.claimed_output(self.pieces[i], self.found.inputs)
        formula = self.view.model.formulas_by_id[output]
        topic = self.scene.topic(piece)
        terms = products(self.view.model, output)
        unread = [v for term in terms for v in term if v not in self.found.inputs] if len(terms) == 1 else []
        same = [v for v in unread if self.view.model.inputs_by_id[v].kind == "money"]
        part_told = any(v in self.found.inputs for term in terms for v in term)
        if same and part_told and topic and not TOTAL.search(piece.before) and formula.measure.kind == "money":
            self._set(same[0], piece)
        else:
            self._claim(i, output, self.text[slice(*piece.clause)])

    def _claim(self, i: int, output: str, words: str) -> None:
        piece = self.pieces[i]
        quantity, formula = piece.quantity, self.view.model.formulas_by_id[output]
        if _unfit(quantity, formula.measure.kind):
            return
        value = quantity.value
        if LOST.search(f"{words} {piece.before}") and value > 0 and formula.measure.kind == "money":
            value = -value if output.startswith(("profit", "cash")) else value
        in_months = MONTHS_OF.get(str(quantity.period), 1) if formula.measure.shown == "months" else 1
        value, resolution = value * in_months, quantity.resolution * in_months
        output = qualified(output, self._breath(i), self.view)
        mention = Mention((output,), "output", (0, 0))
        line = self.text[slice(*piece.line)]
        period = quantity.period or _said_period(line)
        found = output if output == "break_even_month" else find_output(line, self.view, mention)
        claim: JsonDict = {
            "output": found,
            "value": value,
            "resolution": resolution,
            "at": quantity.span[0],
        }
        if period and formula.measure.period and period != formula.measure.period:
            claim["period"] = period
        if quantity.currency:
            claim["unit"] = quantity.currency
        self.used.add(i)
        if all((c["output"], c["value"]) != (claim["output"], value) for c in self.found.claims):
            self.found.claims.append(claim)

    def _breath(self, i: int) -> str:
        """The words from the number before a claim to the end of its clause."""
        start = max((p.quantity.span[1] for p in self.pieces[:i]), default=self.pieces[i].line[0])
        return self.text[min(start, self.pieces[i].clause[0]) : self.pieces[i].clause[1]]

    def _repeats(self) -> None:
        """The claim before, said again: "…, that is 3820万"."""
        for i, piece in enumerate(self.pieces):
            words = self.text[piece.clause[0] : piece.quantity.span[0]]
            if i in self.used or i == 0 or not AGAIN.search(words) or i - 1 not in self.used:
                continue
            before = [c for c in self.found.claims if c["at"] == self.pieces[i - 1].quantity.span[0]]
            if before:
                self._claim(i, self.view.model.split_id(str(before[0]["output"]))[0], "")

    # -- helpers

    def _set(self, id_: str, piece: Piece) -> None:
        self.found.inputs.setdefault(id_, piece.quantity.value)
        self.used.add(next(i for i, p in enumerate(self.pieces) if p.quantity is piece.quantity))


def _equations(text: str, line: tuple[int, int]) -> list[tuple[int, int]]:
    """The parts of a line, cut at commas, that hold an equation."""
    cuts = [line[0], *(m.end() for m in re.compile(r"，|,(?!\d{3}(?!\d))").finditer(text, *line)), line[1]]
    spans = [(a, b) for a, b in zip(cuts, cuts[1:], strict=False)]
    return [(a, b) for a, b in spans if "=" in text[a:b]]


def _spans(text: str, start: int, end: int, sign: str) -> list[tuple[int, int]]:
    cuts = [start - 1, *(i for i in range(start, end) if text[i] == sign), end]
    return [(a + 1, b) for a, b in zip(cuts, cuts[1:], strict=False)]


def _unfit(quantity: Quantity, kind: str) -> bool:
    allowed = {
        "money": {"money", "count"},
        "rate": {"percent", "points", "count"},
        "ratio": {"ratio", "count"},
        "duration": {"duration", "count"},
        "count": {"count", "duration"},
    }
    return quantity.kind not in allowed.get(kind, set())


def _said_period(line: str) -> str | None:
    if re.search(
        r"一年|全年|每年|年利润|年收入|\b(?:a|per|this|first) year\b|\bannual|\byearly|/yr", line, re.IGNORECASE
    ):
        return "year"
    if re.search(r"每月|一个月|月利润|\b(?:a|per|each) month\b|\bmonthly", line, re.IGNORECASE):
        return "month"
    return None
