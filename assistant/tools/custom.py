"""Tools for what the model file does not have: inputs of the user's own, and the currency they count in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.figures import Figure
from assistant.finance import published, report
from assistant.finance.counted import BY, NEW
from assistant.finance.currency import checked_currency
from assistant.finance.evaluate import evaluate
from assistant.finance.extend import Role
from assistant.finance.extend_session import Edited, NewInput, add_input, effect_text
from assistant.finance.extend_session import remove_input as take_out
from assistant.finance.model import FinanceModel, Text
from assistant.finance.session import base_case
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish


def custom_tools(models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`define_input`, `remove_input` and `set_currency` over these models.

    Args:
        models: By id, as `load_models` returns them; must have `subscription`.
    """
    tools = [_define_input(models), _remove_input(models), _set_currency(models)]
    ways = "\n".join(f"{m.id}: {', '.join(f'{w.id} [{w.measure.text}]' for w in m.ways)}" for m in models.values())
    tools[0].description += f"\n\nWays (`per`) with their units, by model:\n{ways}"
    return tools


def _define_input(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def define_input(
        runtime: Runtime,
        label: str,
        value: float,
        per: str,
        role: Role = "cost",
        label_zh: str | None = None,
        period: str | None = None,
    ) -> Command[Any]:
        """Add a cost or an income that the current model does not have, e.g. a payment fee, insurance, add-ons.

        From then on every tool knows it by its id and name. Use set_finance_model for inputs the model has already.

        Args:
            runtime: State of the conversation, injected.
            label: What the user calls it, in English if possible, e.g. payment fee.
            value: 0 or more; a share is a fraction, 2 % is 0.02; money in the currency of the model.
            per: What it is measured by: share (of revenue), customer (and month), new_customer, period (fixed),
                one_off, or another way of the model.
            role: cost or income.
            label_zh: The same name in Chinese.
            period: day, week, month, quarter or year, where the value is of another period than the model's.
        """
        current = runtime.state.get("finance") or {}
        edited = add_input(models, current, NewInput(label, label_zh or "", value, per, role, period))
        return publish(_outcome(edited, current, language_of(runtime), added=True), "define_input", runtime)

    return define_input


def _remove_input(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def remove_input(runtime: Runtime, name: str) -> Command[Any]:
        """Take an input out of the model that was added with define_input.

        Args:
            runtime: State of the conversation, injected.
            name: Its id or name.
        """
        current = runtime.state.get("finance") or {}
        edited = take_out(models, current, name)
        return publish(_outcome(edited, current, language_of(runtime), added=False), "remove_input", runtime)

    return remove_input


def _set_currency(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def set_currency(runtime: Runtime, currency: str) -> Command[Any]:
        """Choose the currency that the model counts in. It only relabels amounts; no number is converted.

        Args:
            runtime: State of the conversation, injected.
            currency: ISO code, such as USD, CNY, EUR, GBP, JPY, CHF or INR.
        """
        current = runtime.state.get("finance") or {}
        code, language = checked_currency(currency), language_of(runtime)
        before = base_case(models, current).model.currency
        case = base_case(models, {**current, "currency": code})
        result = evaluate(case.model, case.inputs)
        data = report.model_data(case.model, result, case.inputs, case.stated)
        notes = [n.to_json() for n in case.notes]
        data |= {"currency_before": before, "chosen": bool(current.get("template")), "notes": notes}
        figures = published.input_figures(case.model, case.inputs, case.model.inputs_by_id, published.BASE, language)
        figures += published.output_figures(case.model, result, published.BASE, language)
        state = {key: value for key, value in current.items() if key not in (BY, NEW)} | {"currency": code}
        if data["chosen"]:
            state |= {"template": case.model.id, "inputs": dict(case.inputs), "stated": list(case.stated)}
        return publish(Outcome(data, figures, state={"finance": state}), "set_currency", runtime)

    return set_currency


def _outcome(edited: Edited, current: Mapping[str, Any], language: str, *, added: bool) -> Outcome:
    case, comparison = edited.case, edited.comparison
    data: dict[str, Any] = dict(
        report.what_if_data(comparison, published.BASE, [*edited.notes, *case.notes], list(case.example_inputs))
    )
    data |= {
        "added": added,
        "input": edited.addition.id,
        "effect": effect_text(comparison.model, edited.addition).to_json(),
        "label": Text(edited.addition.en, edited.addition.zh).to_json(),
        "additions": [effect_text(case.model, a).to_json() for a in edited.extensions if a.template == case.model.id],
        # What it changes differs from what people change in a what-if: nothing here is hypothetical.
        "changes": [],
    }
    figures = comparison_figures(edited, language)
    scenario = current.get("scenario")
    if scenario and any(c["variable"] == edited.addition.id for c in scenario.get("changes", ())):
        scenario = None
    state = {
        **current,
        "template": case.model.id,
        "inputs": dict(case.inputs),
        "stated": list(case.stated),
        "scenario": scenario,
        "count": int(current.get("count") or 0),
        "extensions": [a.to_json() for a in edited.extensions],
    }
    return Outcome(data, figures, state={"finance": state})


def comparison_figures(edited: Edited, language: str) -> list[Figure]:
    """Values until now as the base case, like those of a what-if, and those that count from now on beside them."""
    comparison, addition = edited.comparison, edited.addition
    taken_out = addition.id not in edited.case.model.inputs_by_id
    scenario = f"{'without' if taken_out else 'with'} {addition.en}"
    made = published.comparison_figures(comparison, scenario, language)
    return [
        *made,
        *published.constant_figures(comparison.model, report.explained(comparison, report.main_output(comparison))),
    ]
