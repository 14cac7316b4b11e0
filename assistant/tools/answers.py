"""Tools that answer one question about the model: a figure with its formula, the months, one option against another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command
from pydantic import BaseModel, Field

from assistant.figures import Figure
from assistant.finance import published, scenarios, scenarios_report
from assistant.finance.asked import asked_rows, monthly_table
from assistant.finance.evaluate import evaluate
from assistant.finance.model import FinanceModel
from assistant.finance.scenario import Change, what_if
from assistant.finance.session import base_case
from assistant.tools.finance import ChangeArgs
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish


class OptionArgs(BaseModel):
    """One option: a name and what it changes of the base case."""

    name: str = Field(description="Short name in the language of the user, e.g. “price +10 %”.")
    changes: list[ChangeArgs]


def answer_tools(models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`explain_figures` and `compare_options` over these models.

    Args:
        models: By id, as `load_models` returns them.
    """
    return [_explain_figures(models), _compare_options(models)]


def _explain_figures(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def explain_figures(
        runtime: Runtime, outputs: list[str] | None = None, of_what_if: bool = False, monthly: bool = False
    ) -> Command[Any]:
        """Give single outputs, each with its formula and the numbers filled in, or all months as a table.

        Use it when the user asks for one figure (profit in month 12, customers in month 5, LTV), where a figure comes
        from, or for the months one by one. For the whole sheet use unit_economics.

        Args:
            runtime: State of the conversation, injected.
            outputs: Ids of outputs, e.g. profit.month_6, customers.month_5, ltv, runway_months.
            of_what_if: Of the last what-if instead of the base case.
            monthly: Add the table of all months.
        """
        stored = runtime.state.get("finance") or {}
        case, language = base_case(models, stored), language_of(runtime)
        hand = scenarios.in_hand(stored, case) if of_what_if else None
        inputs = what_if(case.model, case.inputs, hand.changes).inputs if hand else case.inputs
        result, name = evaluate(case.model, inputs), hand.name if hand else published.BASE
        rows, months = asked_rows(case.model, result, outputs or (), case.stated), None
        figures = published.input_figures(case.model, inputs, case.model.inputs_by_id, name, language)
        if monthly:
            months = monthly_table(case.model, result)
            figures += [
                Figure(f"month.{r['number']}", "", r["number"], "months", None, None, "") for r in months["rows"]
            ]
        data = {
            "template": case.model.id,
            "title": case.model.title.to_json(),
            "scenario": hand.name if hand else None,
            "rows": rows,
            "months": months,
            "example_inputs": list(case.example_inputs),
            "notes": [n.to_json() for n in case.notes],
        }
        figures += published.output_figures(case.model, result, name, language)
        figures += published.constant_figures(case.model, [f.id for f in case.model.formulas])
        return publish(Outcome(data, figures), "explain_figures", runtime)

    return explain_figures


def _compare_options(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def compare_options(runtime: Runtime, options: list[OptionArgs]) -> Command[Any]:
        """Compute two or more alternatives from the base case side by side and say which one wins.

        Use it for "is A or B better" and for a best case beside a worst case. Nothing is kept: the base case and the
        saved scenarios stay as they are.

        Args:
            runtime: State of the conversation, injected.
            options: The alternatives, each with its own changes.
        """
        case = base_case(models, runtime.state.get("finance") or {})
        sides = [
            scenarios.Saved(o.name, case.model.id, tuple(Change(c.variable, c.relation, c.value) for c in o.changes))
            for o in options
        ]
        base = scenarios.Column(None, (), case.inputs, evaluate(case.model, case.inputs))
        columns = [base, *(scenarios.column(case, side) for side in sides)]
        data = scenarios_report.comparison_data(case, columns)
        figures = scenarios_report.comparison_figures(case.model, columns, language_of(runtime))
        return publish(Outcome(data, figures), "compare_options", runtime)

    return compare_options
