"""Tool that compares pricing modes on one demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command

from assistant.finance.model import FinanceModel
from assistant.finance.pricing import compare_pricing as compare
from assistant.finance.pricing_report import pricing_data, pricing_figures
from assistant.finance.session import base_case
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish


def pricing_tools(models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`compare_pricing` over these models.

    Args:
        models: By id, as `load_models` returns them; must have `subscription`.
    """

    @tool(parse_docstring=True)
    def compare_pricing(
        runtime: Runtime, modes: list[str] | None = None, assumptions: dict[str, dict[str, float]] | None = None
    ) -> Command[Any]:
        """Compare pricing modes on the demand of the base case: revenue, profit, break-even, cash, where they cross.

        Demand and shared costs come from the model in use; what a mode needs beyond that is its template's example and
        is marked so.

        Args:
            runtime: State of the conversation, injected.
            modes: Ids: subscription, usage, freemium, advertising, licence, hardware, marketplace; left out, the first
                five.
            assumptions: Values the user stated for a mode, by mode and input id, e.g. {"advertising": {"cpm": 6}}.
        """
        stored = runtime.state.get("finance") or {}
        found = compare(models, stored, base_case(models, stored), modes or (), assumptions)
        return publish(
            Outcome(pricing_data(found), pricing_figures(found, language_of(runtime))), "compare_pricing", runtime
        )

    return [compare_pricing]
