"""Plans of reading a workbook back."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.finance import load_models
from assistant.paths import KNOWLEDGE
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceViews
from assistant.planner.plans.workbook import answer_import, plan_import

VIEWS = FinanceViews(load_models(KNOWLEDGE / "models"))
FILES = [{"name": "orders.csv", "path": "x"}, {"name": "model.xlsx", "path": "y"}]
SHOWN = {"import_workbook": {"data": {"file": "model.xlsx", "applied": False}}}


def planned(text: str, **more: Any) -> Any:
    context = Context(text, "en", files=FILES, **more)
    return plan_import(text, context, VIEWS.of(context, text))


@pytest.mark.parametrize(
    "text",
    ["I changed the numbers in the sheet, read it back", "表格我改过了，读回来", "apply these changes", "就按表里的来"],
)
def test_the_differences_are_shown_first(text: str) -> None:
    plan = planned(text)
    assert [(c.name, c.args) for c in plan.calls] == [("import_workbook", {"file": "model.xlsx"})]
    assert plan.asked == {"kind": "import", "file": "model.xlsx"}


@pytest.mark.parametrize(
    "text", ["apply these changes", "take them over", "go with the sheet", "就按表里的来", "应用这些改动", "以表格为准"]
)
def test_once_shown_they_are_taken_over(text: str) -> None:
    plan = planned(text, seen=SHOWN)
    assert plan.calls[0].args == {"file": "model.xlsx", "apply": True} and not plan.asked


@pytest.mark.parametrize(
    "text", ["what changed in the sheet?", "don't apply it yet, show me", "先不要应用，看看有哪些改动", "read it back"]
)
def test_looking_again_changes_nothing(text: str) -> None:
    assert planned(text, seen=SHOWN).calls[0].args == {"file": "model.xlsx"}


def test_another_workbook_is_shown_before_it_counts() -> None:
    assert planned("apply the changes in plan_v3.xlsx", seen=SHOWN).calls[0].args == {"file": "plan_v3.xlsx"}


@pytest.mark.parametrize(
    "text", ["yes", "Yes please", "ok", "go ahead", "apply them", "好的", "应用吧", "可以", "就按表里的来"]
)
def test_a_yes_takes_over(text: str) -> None:
    context = Context(text, "en", asked={"kind": "import", "file": "model.xlsx"})
    plan = answer_import(context, VIEWS.of(context))
    assert plan is not None and plan.calls[0].args == {"file": "model.xlsx", "apply": True}


@pytest.mark.parametrize(
    "text", ["no", "not now", "what if price is 50?", "yes, but churn is 3%", "不用了", "先不改", "如果价格是50呢"]
)
def test_anything_else_does_not(text: str) -> None:
    context = Context(text, "en", asked={"kind": "import", "file": "model.xlsx"})
    assert answer_import(context, VIEWS.of(context)) is None
