"""Tools of decisions: what-if tables, named scenarios, going back on numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, cast

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command
from pydantic import BaseModel, Field

from assistant.figures import Figure
from assistant.finance import history, published, scenarios
from assistant.finance.evaluate import evaluate
from assistant.finance.model import FinanceModel
from assistant.finance.scenario import Change
from assistant.finance.scenarios_report import (
    changes_rows,
    comparison_data,
    comparison_figures,
    difference_data,
    list_data,
)
from assistant.finance.session import BaseCase, base_case
from assistant.finance.table import AxisRequest
from assistant.finance.table import what_if_table as tabulate
from assistant.finance.table_report import table_data, table_figures
from assistant.tools.finance import ChangeArgs
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish

JsonDict = dict[str, Any]
Action = Literal["save", "list", "compare", "promote", "delete", "show"]


class AxisArgs(BaseModel):
    """One input of a table: listed values, or a range; with neither, values around the present one."""

    variable: str = Field(description="Id of an input of the current model, e.g. price, conversion, churn.")
    values: list[float] = Field(default_factory=list, description="Its values; rates are fractions, 8 % is 0.08.")
    low: float | None = Field(default=None, description="Lowest value of a range.")
    high: float | None = Field(default=None, description="Highest value of a range.")
    steps: int | None = Field(default=None, description="How many values from low to high, both included.")


def scenario_tools(models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`what_if_table`, `manage_scenarios` and `undo_numbers` over these models.

    Args:
        models: By id, as `load_models` returns them; must have `subscription`.
    """
    return [_what_if_table(models), _manage_scenarios(models), _undo_numbers(models)]


def _what_if_table(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def what_if_table(
        row: AxisArgs,
        runtime: Runtime,
        column: AxisArgs | None = None,
        output: str | None = None,
        changes: list[ChangeArgs] | None = None,
    ) -> Command[Any]:
        """Compute one output for many values of one input, or for every combination of two (a grid).

        Use it when several values or a range of an input are asked about at once; for one value use what_if.

        Args:
            row: The input down the rows.
            runtime: State of the conversation, injected.
            column: The input across, for a grid of two inputs.
            output: Id of the output, e.g. profit.month_12, profit.total, ltv; left out, the main profit.
            changes: Other changes that hold in every cell.
        """
        case = base_case(models, _finance(runtime))
        fixed = [Change(c.variable, c.relation, c.value) for c in changes or ()]
        across = _request(column) if column else None
        found = tabulate(case.model, case.inputs, _request(row), across, output, fixed)
        data = table_data(found, list(case.notes), list(case.example_inputs))
        return publish(Outcome(data, table_figures(found, language_of(runtime))), "what_if_table", runtime)

    return what_if_table


def _manage_scenarios(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def manage_scenarios(
        action: Action, runtime: Runtime, name: str | None = None, names: list[str] | None = None
    ) -> Command[Any]:
        """Keep what-ifs under names and work with them: save, list, compare side by side, promote, delete, show.

        `save` keeps the what-if in hand under `name` (without one in hand, the present numbers). `compare` recomputes
        scenarios from the present base case. `promote` makes one the base; the base before is kept as a scenario.
        `show` takes one as the what-if in hand again.

        Args:
            action: What to do.
            runtime: State of the conversation, injected.
            name: The scenario, for save, promote, delete and show.
            names: The scenarios to compare or delete; left out, compare takes all.
        """
        wanted = [*([name] if name else []), *(names or ())]
        return _Manager(models, runtime).run(action, wanted)

    return manage_scenarios


class _Manager:
    """One call of `manage_scenarios`."""

    def __init__(self, models: Mapping[str, FinanceModel], runtime: Runtime) -> None:
        self._runtime = runtime
        self._finance = _finance(runtime)
        self._case = base_case(models, self._finance)
        self._models = models
        self._language = language_of(runtime)

    def run(self, action: Action, names: list[str]) -> Command[Any]:
        """Do it."""
        match action:
            case "save":
                outcome = self._save(names)
            case "list":
                outcome = self._list()
            case "compare":
                outcome = self._compare(names)
            case "promote":
                outcome = self._promote(names)
            case "delete":
                outcome = self._delete(names)
            case "show":
                outcome = self._show(names)
        return publish(
            Outcome({"action": action, **outcome.data}, outcome.figures, state=outcome.state),
            "manage_scenarios",
            self._runtime,
        )

    def _save(self, names: list[str]) -> Outcome:
        state, saved, replaced = scenarios.save(self._finance, self._case, names[0] if names else None)
        hand = scenarios.in_hand(self._finance, self._case)
        side = scenarios.column(self._case, saved)
        data = {"name": saved.name, "replaced": replaced, "of_base": hand is None, "changes": changes_rows(side)}
        return Outcome({**data, **self._main(side)}, self._figures([side]), state={"finance": state})

    def _list(self) -> Outcome:
        kept, hand = scenarios.saved_scenarios(self._finance), scenarios.in_hand(self._finance, self._case)
        own = [scenarios.column(self._case, s) for s in kept if s.template == self._case.model.id]
        data = list_data(self._case, kept, hand, {str(c.name): c for c in own})
        count = Figure("scenarios.count", "scenarios", float(len(kept)), "items", None, None, "")
        return Outcome(data, [count, *self._figures(own)])

    def _compare(self, names: list[str]) -> Outcome:
        columns = scenarios.compare(self._finance, self._case, names)
        figures = comparison_figures(self._case.model, columns, self._language)
        return Outcome(comparison_data(self._case, columns), figures)

    def _promote(self, names: list[str]) -> Outcome:
        state, done, previous = scenarios.promote(
            self._finance, self._case, names[0] if names else None, self._language
        )
        after = base_case(self._models, state)
        data = {"name": done.name, "previous": previous.name, "changes": changes_rows(done), "changed": True}
        result = evaluate(after.model, after.inputs)
        figures = self._figures([done])
        figures += published.input_figures(
            after.model, after.inputs, after.model.inputs_by_id, published.BASE, self._language
        )
        figures += published.output_figures(after.model, result, published.BASE, self._language)
        return Outcome({**data, **self._main(done)}, figures, state={"finance": state})

    def _delete(self, names: list[str]) -> Outcome:
        state, gone = scenarios.delete(self._finance, self._case, names or [""])
        left = [s.name for s in scenarios.saved_scenarios(state)]
        data = {"deleted": [s.name for s in gone], "left": left, "changed": True, "notes": []}
        return Outcome(data, [], state={"finance": state})

    def _show(self, names: list[str]) -> Outcome:
        columns = scenarios.compare(self._finance, self._case, names[:1])
        shown = columns[-1]
        stored = [{"variable": c.variable.id, "relation": c.relation, "value": c.value} for c in shown.changes]
        state = {**self._finance, **_base(self._case)}
        if shown.name:
            state["scenario"] = {"name": shown.name, "changes": stored}
        data = {"name": shown.name, "changes": changes_rows(shown), **comparison_data(self._case, columns)}
        return Outcome(data, self._figures([shown]), state={"finance": state})

    def _figures(self, sides: list[scenarios.Column]) -> list[Figure]:
        base = scenarios.Column(None, (), self._case.inputs, evaluate(self._case.model, self._case.inputs))
        return comparison_figures(self._case.model, [base, *sides], self._language)

    def _main(self, side: scenarios.Column) -> JsonDict:
        data = comparison_data(self._case, [_base_column(self._case), side])
        return {
            "outputs": data["outputs"][:3],
            "notes": [n.to_json() for n in self._case.notes],
            "title": data["title"],
        }


def _undo_numbers(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def undo_numbers(
        runtime: Runtime, action: Literal["undo", "redo", "restore", "reset"] = "undo", steps: int = 1
    ) -> Command[Any]:
        """Take back the last changes of the base case or of the saved scenarios, do them again, or start over.

        Args:
            runtime: State of the conversation, injected.
            action: undo; redo; restore, which puts back the numbers before they last changed and keeps the saved
                scenarios; or reset, which puts back the template's example numbers.
            steps: How many changes to take back or do again.
        """
        before = _finance(runtime)
        earlier = base_case(models, before)
        match action:
            case "undo":
                after = history.undo(before, steps)
            case "redo":
                after = history.redo(before, steps)
            case "restore":
                after = history.restore(before)
            case "reset":
                after = history.reset(earlier.model, before)
        case = base_case(models, after)
        # Before the first number there was no model; the default one stands in for it.
        after = {**after, **_base(case)}
        language = language_of(runtime)
        data = {
            "action": action,
            "steps": steps,
            "left": len(after["history"]),
            **difference_data(earlier, case, (before, after)),
        }
        figures = published.input_figures(case.model, case.inputs, case.model.inputs_by_id, published.BASE, language)
        figures += published.output_figures(case.model, evaluate(case.model, case.inputs), published.BASE, language)
        figures += [
            Figure("steps", "steps", float(steps), "items", None, None, ""),
            Figure("steps.left", "steps left", float(data["left"]), "items", None, None, ""),
        ]
        return publish(Outcome(data, figures, state={"finance": after}), "undo_numbers", runtime)

    return undo_numbers


def _finance(runtime: Runtime) -> JsonDict:
    return cast(JsonDict, runtime.state.get("finance") or {})


def _base(case: BaseCase) -> JsonDict:
    return {"template": case.model.id, "inputs": dict(case.inputs), "stated": list(case.stated)}


def _base_column(case: BaseCase) -> scenarios.Column:
    return scenarios.Column(None, (), case.inputs, evaluate(case.model, case.inputs))


def _request(given: AxisArgs) -> AxisRequest:
    return AxisRequest(given.variable, tuple(given.values), given.low, given.high, given.steps)
