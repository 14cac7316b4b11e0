"""A budget split as plain data and figures for tools."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assistant.figures import Figure
from assistant.finance.budget import LABELS, Split
from assistant.finance.model import FinanceModel, Text

# Inputs of the model that a part of the budget pays for, where the model has them.
_PAYS_FOR = {"marketing": ("acquisition_spend", "marketing_spend"), "cost_control": ("fixed_cost", "operating_cost")}
INVITE = Text(
    'Say other weights ("50% R&D, the rest on people") or what to favour, and I split it again.',
    "您可以换一种比例（如“研发50%，剩下的给团队”）或说明侧重什么，我再重新分配。",
)


def budget_data(
    split: Split,
    budget: float,
    currency: str,
    before: Mapping[str, float] | None,
    paid: Mapping[str, Text],
    notes: list[dict[str, str]],
) -> dict[str, Any]:
    """Rows by part: amount, share, change against the split before, what it pays for; the reasons and the notes."""
    reasons = [
        {
            "en": f"{s.points * 100:g} points from {LABELS[s.source].en} to {LABELS[s.target].en}: {s.reason.en}",
            "zh": f"从{LABELS[s.source].zh}挪{s.points * 100:g}个百分点到{LABELS[s.target].zh}：{s.reason.zh}",
        }
        for s in split.shifts
    ]
    rows = []
    for part, amount in split.amounts.items():
        earlier = (before or {}).get(part)
        rows.append({
            "id": part,
            "label": LABELS[part].to_json(),
            "amount": float(amount),
            "share": split.weights[part],
            "given": part in split.given,
            "delta": None if earlier is None else float(amount - Decimal(repr(earlier))),
            "pays": paid[part].to_json() if part in paid else None,
        })
    return {
        "budget": budget,
        "currency": currency,
        "basis": split.basis.to_json(),
        "parts": rows,
        "changed": bool(before) and any(r["delta"] for r in rows),
        "reasons": reasons,
        "invite": INVITE.to_json(),
        "notes": [*(n.to_json() for n in split.notes), *notes],
    }


def pays_for(model: FinanceModel, inputs: Mapping[str, float], split: Split) -> dict[str, Text]:
    """How long a part of the budget pays for what the model spends on it."""
    found = {}
    unit_en, unit_zh = ("months", "个月") if model.period == "month" else ("years", "年")
    for part, names in _PAYS_FOR.items():
        variable = next((model.inputs_by_id[n] for n in names if n in model.inputs_by_id), None)
        if variable is None or inputs[variable.id] <= 0:
            continue
        periods = f"{float(split.amounts[part]) / inputs[variable.id]:.1f}"
        found[part] = Text(
            f"{periods} {unit_en} of the {variable.label.en} in the model",
            f"相当于模型中{variable.label.zh}的{periods}{unit_zh}",
        )
    return found


def budget_figures(split: Split, data: Mapping[str, Any], language: str) -> list[Figure]:
    """`budget.total`, `budget.<part>`, `budget.<part>.share` and `.delta`."""
    currency = str(data["currency"])
    figures = [
        Figure("budget.total", "budget" if language == "en" else "预算", data["budget"], currency, None, None, "")
    ]
    for row in data["parts"]:
        label = LABELS[row["id"]].get(language)
        figures.append(Figure(f"budget.{row['id']}", label, row["amount"], currency, None, None, ""))
        figures.append(Figure(f"budget.{row['id']}.share", label, row["share"], "fraction", None, None, ""))
        if row["delta"] is not None:
            figures.append(Figure(f"budget.{row['id']}.delta", label, row["delta"], currency, None, None, ""))
    return figures
