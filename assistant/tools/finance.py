"""Finance tools: choose a model, what-if, goal seek, unit economics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command
from pydantic import BaseModel, Field

from assistant.agent.state import Finance
from assistant.figures import Figure
from assistant.finance import charts, published, report
from assistant.finance.asked import asked_rows
from assistant.finance.belief import case_doubts, what_if_doubts
from assistant.finance.benchmarks import IndustryBenchmark, benchmark_figures, beside
from assistant.finance.counted import NEW
from assistant.finance.currency import checked_currency
from assistant.finance.evaluate import evaluate
from assistant.finance.explain import explain_path
from assistant.finance.goal import goal_seek as seek
from assistant.finance.goal_report import goal_data
from assistant.finance.history import remembered
from assistant.finance.inputs import find_output
from assistant.finance.model import FinanceModel
from assistant.finance.scenario import Change, Relation
from assistant.finance.scenario import what_if as compare
from assistant.finance.session import BaseCase, base_case, chosen
from assistant.finance.unit_economics import BENCHMARKS
from assistant.finance.unit_economics import unit_economics as economics
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish

RECENT = 4  # what-ifs remembered, so that "both together" can be computed


class ChangeArgs(BaseModel):
    """One change of one input."""

    variable: str = Field(description="Id of an input of the current model, e.g. price, conversion, churn.")
    relation: Relation = Field(
        default="set",
        description="set: the new value; change_by: add to the current value (negative lowers it); multiply: times it.",
    )
    value: float = Field(
        description="In the unit of the input. Rates and percentage points are fractions: 15 % is 0.15, up 5 points is "
        "change_by 0.05. A percentage change is multiply: up 20 % is 1.2, halve is 0.5."
    )


def finance_tools(models: Mapping[str, FinanceModel], benchmarks: Sequence[IndustryBenchmark] = ()) -> list[BaseTool]:
    """The four finance tools over these models.

    Args:
        models: By id, as `load_models` returns them; must have `subscription`.
        benchmarks: Industry benchmarks, shown beside the unit economics.
    """
    tools = [_set_finance_model(models), _what_if(models), _goal_seek(models)]
    known = "\n".join(_ids(m) for m in models.values())
    for made in tools:
        made.description += f"\n\nInputs with their units, by model:\n{known}"
    return [*tools, _unit_economics(models, benchmarks)]


def _ids(model: FinanceModel) -> str:
    return f"{model.id}: {', '.join(f'{i.id} [{i.unit}]' for i in model.inputs)}"


def _set_finance_model(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def set_finance_model(
        runtime: Runtime,
        template: str | None = None,
        inputs: dict[str, float] | None = None,
        currency: str | None = None,
    ) -> Command[Any]:
        """Choose the finance model of the venture and set numbers the user stated as its base case.

        Use it when the user gives their own numbers or says to keep a what-if. Inputs not given keep their value.
        For hypothetical changes use what_if.

        Args:
            runtime: State of the conversation, injected.
            template: Id of the model: subscription, usage (pay per token or call), freemium, advertising, marketplace
                (take rate), licence (seats and maintenance), hardware (devices with a subscription), all monthly, or
                venture (large-model venture, yearly). Leave it out to keep the current model.
            inputs: Values by input id, in the unit of each input; rates are fractions, 15 % is 0.15.
            currency: ISO code, only where these are the first numbers the user states and they have another sign than
                the model. It relabels, nothing is converted.
        """
        current = _finance(runtime)
        if currency:
            current = Finance(**{**current, "currency": checked_currency(currency), "currency_by": "amount"})
        case = chosen(models, current, template, inputs or {})
        model, language = case.model, language_of(runtime)
        result = evaluate(model, case.inputs)
        earlier = current.get("inputs", {}) if current.get("template") == model.id else {}
        data = report.model_data(model, result, earlier, case.stated)
        data["charts"] = charts.model_charts(model, result)
        figures = published.input_figures(model, case.inputs, model.inputs_by_id, published.BASE, language)
        figures += published.output_figures(model, result, published.BASE, language)
        state = remembered(current, {**_state(case, None, current)["finance"], "recent": []})
        changed = len(state["history"]) > len(current.get("history") or ())
        told = {"changed": changed, "recounted": bool(current.get(NEW))}
        outcome = Outcome({**data, **_about(case), **told}, figures, state={"finance": state})
        return publish(outcome, "set_finance_model", runtime)

    return set_finance_model


def _what_if(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def what_if(
        runtime: Runtime, changes: list[ChangeArgs], name: str | None = None, outputs: list[str] | None = None
    ) -> Command[Any]:
        """Compute what would happen if some inputs changed: before, after and difference of every output.

        The base case is never changed. Changes start from the base case, so to build on the last what-if pass its
        changes again together with the new ones. An empty list goes back to the base case.

        Args:
            runtime: State of the conversation, injected.
            changes: All changes of this scenario.
            name: Short name of the scenario; numbered if left out.
            outputs: Outputs to show besides the headline, e.g. profit.month_18.
        """
        current = _finance(runtime)
        case = base_case(models, current)
        asked = [Change(c.variable, c.relation, c.value) for c in changes]
        comparison = compare(case.model, case.inputs, asked)
        count = int(current.get("count") or 0) + bool(asked)
        scenario = (name or f"what-if {count}") if asked else published.BASE
        wanted = [find_output(case.model, output, comparison.periods) for output in outputs or ()]
        data = report.what_if_data(comparison, scenario, list(case.notes), list(case.example_inputs), wanted)
        figures = published.comparison_figures(comparison, scenario, language_of(runtime), wanted)
        figures += published.constant_figures(case.model, report.explained(comparison, data["main"]))
        stored = [{"variable": c.variable.id, "relation": c.relation, "value": c.value} for c in comparison.changes]
        done = {"name": scenario, "changes": stored} if asked else None
        recent = [*(current.get("recent") or ()), *([done] if done else [])][-RECENT:]
        state = _state(case, done, {**current, "count": count, "recent": recent})
        beside = {
            "charts": charts.what_if_charts(comparison, data["main"]),
            "doubts": what_if_doubts(comparison, case.stated),
        }
        return publish(Outcome({**data, **beside}, figures, state=state), "what_if", runtime)

    return what_if


def _goal_seek(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def goal_seek(
        runtime: Runtime, variable: str, output: str, target: float, changes: list[ChangeArgs] | None = None
    ) -> Command[Any]:
        """Find the value of one input at which an output reaches a target, from the base case.

        Break-even is output profit (venture), profit.month_12 or break_even_month (subscription); profit with target 0.

        Args:
            runtime: State of the conversation, injected.
            variable: Id of the input to vary, e.g. price or conversion.
            output: Id of the output, e.g. profit.month_12, profit.total, ltv_to_cac, break_even_month.
            target: Wanted value in the unit of the output; rates are fractions.
            changes: Other inputs that are supposed to differ meanwhile; the base case is not changed.
        """
        case = base_case(models, _finance(runtime))
        model, language = case.model, language_of(runtime)
        supposed = compare(model, case.inputs, [Change(c.variable, c.relation, c.value) for c in changes or ()])
        goal = seek(model, supposed.inputs, variable, output, target)
        explanation, used = None, []
        if goal.value is not None:
            solved = evaluate(model, {**supposed.inputs, goal.variable.id: goal.value})
            explanation = explain_path(model, solved, [goal.variable.id], goal.output)
            used = published.output_figures(model, solved, published.GOAL, language)
        figures = [*used, *published.goal_figures(model, case.inputs, goal, evaluate(model, case.inputs), language)]
        figures += published.constant_figures(model, model.path([goal.variable.id], model.split_id(goal.output)[0]))
        changed = [c.variable for c in supposed.changes if c.variable.id != goal.variable.id]
        figures += published.input_figures(model, supposed.inputs, [v.id for v in changed], published.GOAL, language)
        data = {**goal_data(model, goal, explanation), **_about(case)}
        data["supposed"] = [{**report.input_head(v), "value": float(supposed.inputs[v.id])} for v in changed]
        return publish(Outcome(data, figures), "goal_seek", runtime)

    return goal_seek


def _unit_economics(models: Mapping[str, FinanceModel], benchmarks: Sequence[IndustryBenchmark]) -> BaseTool:
    @tool(parse_docstring=True)
    def unit_economics(runtime: Runtime, outputs: list[str] | None = None) -> Command[Any]:
        """Compute CAC, LTV, LTV to CAC, payback, gross margin, break-even customers and runway of the base case.

        What cannot be computed is named with the reason, never guessed.

        Args:
            runtime: State of the conversation, injected.
            outputs: The figures the user asked for by name, e.g. ltv, profit.month_12, customers.month_5: the reply
                leads with them. Left out, the whole sheet.
        """
        case = base_case(models, _finance(runtime))
        model, language = case.model, language_of(runtime)
        found = economics(model, case.inputs)
        data = {**report.unit_economics_data(model, found), **_about(case)}
        data["asked"] = asked_rows(model, found.result, outputs or (), case.stated)
        data["benchmarks"] = beside(
            benchmarks, {m.id: m.value for m in found.metrics}, {m.id: m.label for m in found.metrics}
        )
        data["charts"] = charts.model_charts(model, found.result)
        figures = published.input_figures(model, case.inputs, model.inputs_by_id, published.BASE, language)
        figures += published.output_figures(model, found.result, published.BASE, language)
        figures += published.constant_figures(model, [f.id for f in model.formulas] if outputs else model.metrics)
        figures += [
            Figure(f"benchmark.{b.id}", b.label.get(language), b.value, b.unit, None, None, "") for b in BENCHMARKS
        ]
        figures += benchmark_figures(benchmarks, found.result.values, language)
        return publish(Outcome(data, figures), "unit_economics", runtime)

    return unit_economics


def _finance(runtime: Runtime) -> Finance:
    finance: Finance = runtime.state.get("finance") or Finance()
    return finance


def _about(case: BaseCase) -> dict[str, Any]:
    notes = [n.to_json() for n in case.notes]
    return {"notes": notes, "example_inputs": list(case.example_inputs), "doubts": case_doubts(case)}


def _state(case: BaseCase, scenario: dict[str, Any] | None, current: Mapping[str, Any]) -> dict[str, Any]:
    added: Finance = {"extensions": current["extensions"]} if current.get("extensions") else {}
    if current.get("currency"):
        added["currency"] = current["currency"]
    if current.get("currency_by"):
        added["currency_by"] = current["currency_by"]
    kept: Finance = {}
    for key in ("scenarios", "history", "undone", "recent"):
        if key in current:
            kept[key] = current[key]
    finance: Finance = {
        **kept,
        **added,
        "template": case.model.id,
        "inputs": dict(case.inputs),
        "stated": list(case.stated),
        "scenario": scenario,
        "count": int(current.get("count") or 0),
    }
    return {"finance": finance}
