"""Splits a budget over R&D, marketing, talent and cost control, with the reasons for every share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from assistant.errors import ToolInputError
from assistant.finance.model import FinanceModel, Text
from assistant.finance.sensitivity import sensitivity
from assistant.finance.unit_economics import GOOD_LTV_TO_CAC, unit_economics
from assistant.language.lazy_re import lazy_re

PARTS = ("rd", "marketing", "talent", "cost_control")
LABELS = {
    "rd": Text("R&D", "研发"),
    "marketing": Text("marketing", "市场"),
    "talent": Text("talent", "人才"),
    "cost_control": Text("cost control and reserve", "成本控制与预备金"),
}
# Starting points for argument and no norm: what is unproven gets the money. Sums are 1.
STAGES: dict[str, tuple[float, float, float, float]] = {
    "idea": (0.50, 0.15, 0.25, 0.10),
    "prototype": (0.50, 0.15, 0.25, 0.10),
    "pilot": (0.45, 0.20, 0.25, 0.10),
    "launched": (0.30, 0.35, 0.25, 0.10),
    "scaling": (0.25, 0.40, 0.25, 0.10),
    "": (0.40, 0.25, 0.25, 0.10),
}
STAGE_NAMES = {
    "idea": Text("idea", "想法"),
    "prototype": Text("prototype", "原型"),
    "pilot": Text("pilot", "试点"),
    "launched": Text("launched", "已上线"),
    "scaling": Text("scaling", "规模化"),
}
# Which part of a budget works on an input, by the words of its id.
_LEVERS = (
    ("marketing", lazy_re(r"acqui|trial|conver|promotion|market|visit|lead|upgrade|signup|impression|user")),
    (
        "cost_control",
        lazy_re(
            r"fixed|operating|overhead|variable|cost_to_serve|support|payment|inference|gpu|"
            r"unit_cost"
        ),
    ),
    ("rd", lazy_re(r"price|churn|reten|renew|data|training|adapt|churn|fill|take_rate|quality|bill")),
)
STEP = 0.05  # points of the budget that one finding moves
SMALLEST = 0.05  # no part falls below by a finding
SHORT_RUNWAY = 6.0  # months


@dataclass(frozen=True)
class Shift:
    """A finding that moved points from one part to another."""

    source: str
    target: str
    points: float
    reason: Text


@dataclass(frozen=True)
class Split:
    """A budget split to the cent.

    Attributes:
        amounts: By part; their sum is the budget exactly.
        weights: By part; their sum is 1.
        basis: Where the weights come from.
        shifts: What the model moved, in order; empty where the user gave all weights.
        given: Parts whose weight the user gave.
        notes: What has to be said besides.
    """

    amounts: dict[str, Decimal]
    weights: dict[str, float]
    basis: Text
    shifts: tuple[Shift, ...]
    given: tuple[str, ...]
    notes: tuple[Text, ...]


def allocate(
    budget: float,
    stage: str = "",
    weights: Mapping[str, float] | None = None,
    rest_to: str = "",
    leaning: Mapping[str, int] | None = None,
    shifts: tuple[Shift, ...] = (),
) -> Split:
    """Split a budget.

    Args:
        budget: The sum, above 0; cents are its smallest unit.
        stage: Stage of the venture, "" where unknown.
        weights: Shares the user gave, by part; the others share what is left in the proportion of the defaults.
        rest_to: The part that takes all that is left.
        leaning: +1 for parts to be given more, −1 for less; ten points each.
        shifts: Findings of the model, from `findings`.

    Raises:
        ToolInputError: The budget is not positive, a part unknown, or the shares are impossible.
    """
    if not budget > 0 or budget == float("inf"):
        raise ToolInputError(
            "How much is the budget? Give a sum above 0.", "预算是多少？请给出大于0的金额。", question=True
        )
    given = {_part(k): float(v) for k, v in (weights or {}).items()}
    base = dict(zip(PARTS, STAGES.get(stage, STAGES[""]), strict=True))
    used: tuple[Shift, ...] = ()
    if not given:
        base, used = _shifted(base, shifts)
        base = _leaned(base, leaning or {})
    shares, notes = _with_given(base, given, _part(rest_to) if rest_to else "")
    return Split(_amounts(budget, shares), shares, _basis(stage, given, rest_to), used, tuple(given), tuple(notes))


def findings(model: FinanceModel, inputs: Mapping[str, float]) -> tuple[Shift, ...]:
    """What the model says about where money does most: shifts of the default split, with figures in the reasons."""
    economics = unit_economics(model, inputs)
    values = {m.id: m.value for m in economics.metrics}
    found = []
    contribution, ratio, runway = (values.get(n) for n in ("contribution", "ltv_to_cac", "runway_months"))
    if contribution is not None and contribution <= 0:
        found.append(
            Shift(
                "marketing",
                "rd",
                2 * STEP,
                Text("every customer adds to the loss, so more customers must wait", "每个客户都在亏钱，先别扩大获客"),
            )
        )
    elif ratio is not None and ratio < GOOD_LTV_TO_CAC:
        found.append(
            Shift(
                "marketing",
                "rd",
                STEP,
                Text(
                    f"LTV to CAC is {ratio:.3g}, below {GOOD_LTV_TO_CAC:g}: keep customers longer before buying more",
                    f"LTV与CAC之比为{ratio:.3g}，低于{GOOD_LTV_TO_CAC:g}：先提高留存，再加大获客",
                ),
            )
        )
    if runway is not None and runway < SHORT_RUNWAY:
        found.append(
            Shift("rd", "cost_control", STEP, Text(f"cash lasts {runway:.3g} months", f"现金只够{runway:.3g}个月"))
        )
    if lever := _strongest(model, inputs):
        found.append(lever)
    return tuple(found)


def lever_shares(model: FinanceModel, inputs: Mapping[str, float]) -> dict[str, float]:
    """Share of the main result's sensitivity that the inputs of each part hold, 0 to 1."""
    totals = dict.fromkeys(("rd", "marketing", "cost_control"), 0.0)
    for swing in sensitivity(model, inputs)[0].swings:
        part = next((p for p, pattern in _LEVERS if pattern.search(swing.variable.id)), None)
        if part and swing.swing:
            totals[part] += swing.swing
    whole = sum(totals.values())
    return {p: v / whole for p, v in totals.items()} if whole else {}


def _strongest(model: FinanceModel, inputs: Mapping[str, float]) -> Shift | None:
    tornado = sensitivity(model, inputs)[0]
    shares = lever_shares(model, inputs)
    if not shares:
        return None
    target, source = max(shares, key=lambda p: shares[p]), min(shares, key=lambda p: shares[p])
    inside = [
        s for s in tornado.swings if s.swing and next((p for p, x in _LEVERS if x.search(s.variable.id)), "") == target
    ]
    if target == source or not inside:
        return None
    best = inside[0].variable.label
    return Shift(
        source,
        target,
        STEP,
        Text(
            f"{shares[target] * 100:.0f}% of what moves profit lies there, most of all in {best.en}",
            f"对利润的影响有{shares[target] * 100:.0f}%来自这一块，其中最大的是{best.zh}",
        ),
    )


def _part(name: str) -> str:
    wanted = name.strip().lower()
    for part, label in LABELS.items():
        if wanted in {part, label.en.lower(), label.zh, part.replace("_", " ")}:
            return part
    raise ToolInputError(
        f"A budget is split over {', '.join(t.en for t in LABELS.values())}; there is no part {name!r}.",
        f"预算分为{'、'.join(t.zh for t in LABELS.values())}，没有“{name}”这一项。",
    )


def _shifted(base: dict[str, float], shifts: tuple[Shift, ...]) -> tuple[dict[str, float], tuple[Shift, ...]]:
    used = []
    for shift in shifts:
        points = round(min(shift.points, base[shift.source] - SMALLEST), 10)
        if points > 0 and shift.source != shift.target:
            base = {**base, shift.source: base[shift.source] - points, shift.target: base[shift.target] + points}
            used.append(Shift(shift.source, shift.target, points, shift.reason))
    return base, tuple(used)


def _leaned(base: dict[str, float], leaning: Mapping[str, int]) -> dict[str, float]:
    for name, way in leaning.items():
        part = _part(name)
        change = 2 * STEP if way > 0 else -min(2 * STEP, max(0.0, base[part] - SMALLEST))
        others = 1 - base[part]
        base = {p: v + change if p == part else v * (1 - change / others) for p, v in base.items()}
    return base


def _with_given(base: dict[str, float], given: dict[str, float], rest_to: str) -> tuple[dict[str, float], list[Text]]:
    if any(not 0 <= v <= 1 for v in given.values()):
        raise ToolInputError("A share lies between 0% and 100%.", "比例必须在0%到100%之间。")
    total = round(sum(given.values()), 10)
    free = [p for p in PARTS if p not in given]
    if total > 1 or (total < 1 and not free):
        raise ToolInputError(
            f"The shares add up to {total * 100:g}%, not 100%. Which one should change?",
            f"各项比例合计{total * 100:g}%，不是100%。要调整哪一项？",
            question=True,
        )
    if not given:
        return base, []
    if rest_to and rest_to not in given:
        return {p: given.get(p, 1 - total if p == rest_to else 0.0) for p in PARTS}, []
    whole = sum(base[p] for p in free) or 1.0
    shares = {p: given[p] if p in given else (1 - total) * base[p] / whole for p in PARTS}
    named = [LABELS[p] for p in free]
    if not free or total == 1:
        return shares, []
    return shares, [
        Text(
            f"You set {total * 100:g}%; the rest goes to {', '.join(t.en for t in named)} as by default.",
            f"您定了{total * 100:g}%，其余按默认比例分给{'、'.join(t.zh for t in named)}。",
        )
    ]


def _amounts(budget: float, shares: Mapping[str, float]) -> dict[str, Decimal]:
    """Whole cents by the largest remainder, so that the parts add up to the budget exactly."""
    cents = int((Decimal(repr(float(budget))) * 100).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    parts = {p: Fraction(repr(round(s, 12))) for p, s in shares.items()}
    whole_share = sum(parts.values())  # a hair off 1 after rounding, which is a cent of a large budget
    exact = {p: cents * share / whole_share for p, share in parts.items()}
    whole = {p: int(v) for p, v in exact.items()}
    left = cents - sum(whole.values())
    for part in sorted(exact, key=lambda p: (whole[p] - exact[p], PARTS.index(p)))[:left]:
        whole[part] += 1
    return {p: Decimal(v) / 100 for p, v in whole.items()}


def _basis(stage: str, given: Mapping[str, float], rest_to: str) -> Text:
    if rest_to or sum(given.values()) >= 1 - 1e-9:
        return Text("your weights", "您给的比例")
    if stage in STAGE_NAMES:
        name = STAGE_NAMES[stage]
        return Text(
            f"a starting point for a venture at the {name.en} stage, no norm", f"{name.zh}阶段的参考起点，并非标准"
        )
    return Text(
        "a general starting point, no norm, because the stage of the venture is not known",
        "通用的参考起点，并非标准，因为还不知道项目处于什么阶段",
    )
