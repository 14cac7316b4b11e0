"""Metrics of a recurring business from its movements: NRR, GRR, churn, growth, burn multiple, rule of 40, runway.

Definitions (a period is the month, quarter or year that the movements are told for):
NRR = (opening + expansion − contraction − churned) / opening; GRR the same without expansion, at most 100 %;
net new = new + expansion − contraction − churned; burn multiple = net burn / net new annual recurring revenue (Sacks);
quick ratio = (new + expansion) / (contraction + churned); rule of 40 = yearly growth + a margin that has to be named.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.errors import ToolInputError
from assistant.finance.metrics_ratios import MAKERS
from assistant.finance.metrics_types import LABELS, Movements, SaasMetric
from assistant.finance.metrics_unit import UNIT_MAKERS
from assistant.finance.model import Text

UNIT_AMOUNTS = ("acquisition_spend", "new_customers", "arpu", "cac", "ltv")


def saas_metrics(told: Movements) -> tuple[tuple[SaasMetric, ...], Movements, tuple[Text, ...]]:
    """All metrics, the movements with what follows from them, and what had to be assumed.

    Raises:
        ToolInputError: The movements contradict each other or are impossible.
    """
    _check(told)
    full, notes = _completed(told)
    return tuple(make(full) for make in (*MAKERS, *UNIT_MAKERS)), full, tuple(notes)


def _check(told: Movements) -> None:
    for name in ("opening", "closing", "new", "expansion", "contraction", "churned", "cash", *UNIT_AMOUNTS):
        value = getattr(told, name)
        if value is not None and value < 0:
            label = LABELS[name]
            raise ToolInputError(
                f"{label.en[:1].upper()}{label.en[1:]} cannot be negative; give the amount without a sign.",
                f"{label.zh}不能为负，请给出不带正负号的金额。",
            )
    for name in ("churn_rate", "yearly_churn_rate", "gross_margin"):
        value = getattr(told, name)
        if value is not None and not (0 <= value <= 1 or (name == "gross_margin" and value < 0)):
            label = LABELS[name]
            raise ToolInputError(
                f"{label.en[:1].upper()}{label.en[1:]} lies between 0% and 100%, not {value * 100:.6g}%.",
                f"{label.zh}应在0%到100%之间，不能是{value * 100:.6g}%。",
                question=True,
            )
    lost = (told.churned or 0) + (told.contraction or 0)
    if told.opening is not None and lost > told.opening:
        raise ToolInputError(
            f"More was lost ({lost:,.10g}) than there was at the start ({told.opening:,.10g}). Please check both.",
            f"流失和缩减合计{lost:,.10g}，超过期初的{told.opening:,.10g}，请核对。",
            question=True,
        )


def _completed(told: Movements) -> tuple[Movements, list[Text]]:
    """Movements that follow from the others, and those silently taken as none."""
    notes: list[Text] = []
    full = told
    if full.opening is not None and (full.churned is not None or full.expansion is not None):
        for name in ("expansion", "contraction", "churned"):
            if getattr(full, name) is None:
                full = replace(full, **{name: 0.0})  # type: ignore[arg-type]
                notes.append(Text(f"No {LABELS[name].en} was told; I took 0.", f"没有提到{LABELS[name].zh}，按0计算。"))
    opening, moves = full.opening, (full.expansion or 0) - (full.contraction or 0) - (full.churned or 0)
    if opening is None or full.churned is None:
        return full, notes
    if full.new is None and full.closing is not None:
        new = full.closing - opening - moves
        if new < 0:
            raise ToolInputError(
                f"These do not add up: {opening:,.10g} plus the movements of {moves:,.10g} is already more than "
                f"{full.closing:,.10g}. What is missing: contraction or churn?",
                f"数字对不上：期初{opening:,.10g}加变动{moves:,.10g}已超过期末{full.closing:,.10g}。"
                "是不是漏了缩减或流失？",
                question=True,
            )
        full = replace(full, new=new)
        notes.append(Text(f"New customers then brought {new:,.10g}.", f"由此推出新客户带来{new:,.10g}。"))
    elif full.new is not None and full.closing is None:
        full = replace(full, closing=opening + full.new + moves)
    elif full.new is not None and full.closing is not None:
        expected = opening + full.new + moves
        if abs(expected - full.closing) > 0.005 * max(expected, full.closing):
            text = f"{opening:,.10g} + {full.new:,.10g} + ({moves:,.10g}) = {expected:,.10g}"
            notes.append(
                Text(
                    f"The movements give {text}, not {full.closing:,.10g}; please check.",
                    f"按变动计算{text}，与期末{full.closing:,.10g}不符，请核对。",
                )
            )
    return full, notes
