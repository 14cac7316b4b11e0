"""Risk tools: which input matters most, and how likely a loss is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command
from pydantic import BaseModel, Field

from assistant.finance.correlation import Correlation
from assistant.finance.draws import Shape, Uncertain
from assistant.finance.model import FinanceModel
from assistant.finance.risk_published import sensitivity_figures, simulation_figures
from assistant.finance.risk_report import sensitivity_data, simulation_data
from assistant.finance.sensitivity import DEFAULT_SPREAD
from assistant.finance.sensitivity import sensitivity as vary
from assistant.finance.session import BaseCase, base_case
from assistant.finance.simulate import DEFAULT_DRAWS, DEFAULT_SEED
from assistant.finance.simulate import simulate as run
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish, seed_of


class UncertainArgs(BaseModel):
    """What is known of one input."""

    variable: str = Field(description="Id of an input of the current model, e.g. price, conversion, churn.")
    low: float | None = Field(
        default=None,
        description="Lowest possible value in the unit of the input; rates are fractions, 8 % is 0.08. P10 of a normal "
        "or lognormal.",
    )
    high: float | None = Field(default=None, description="Highest possible value; P90 of a normal or lognormal.")
    mode: float | None = Field(default=None, description="Most likely value of a triangle; left out, the present one.")
    shape: Shape = Field(
        default="triangular",
        description="uniform where all values between are alike; normal or lognormal only where the user says so.",
    )
    mean: float | None = Field(default=None, description="Mean of a normal or lognormal, instead of low and high.")
    sd: float | None = Field(default=None, description="Its standard deviation.")


class CorrelationArgs(BaseModel):
    """Two uncertain inputs that move together."""

    first: str = Field(description="Id of an uncertain input.")
    second: str = Field(description="Id of another one.")
    value: float = Field(description="Rank correlation from -1 to 1; negative where one falls as the other rises.")


def risk_tools(models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`sensitivity` and `simulate` over these models.

    Args:
        models: By id, as `load_models` returns them; must have `subscription`.
    """
    return [_sensitivity(models), _simulate(models)]


def _sensitivity(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def sensitivity(runtime: Runtime, outputs: list[str] | None = None, spread: float = DEFAULT_SPREAD) -> Command[Any]:
        """Rank the inputs of the base case by how far each alone moves an output (tornado), with elasticities.

        Use it for: what matters most, what the result depends on, which number to check first.

        Args:
            runtime: State of the conversation, injected.
            outputs: Ids of outputs, e.g. profit.month_12, profit.total, ltv; left out, the main profit.
            spread: How far each input goes down and up, as a fraction of its value: 0.2 is 20 %.
        """
        case = _case(models, runtime)
        found = vary(case.model, case.inputs, outputs or (), spread)
        data = sensitivity_data(case.model, found, spread, list(case.notes), list(case.example_inputs))
        figures = sensitivity_figures(case.model, case.inputs, found, spread, language_of(runtime))
        return publish(Outcome(data, figures), "sensitivity", runtime)

    return sensitivity


def _simulate(models: Mapping[str, FinanceModel]) -> BaseTool:
    @tool(parse_docstring=True)
    def simulate(
        runtime: Runtime,
        uncertain: list[UncertainArgs] | None = None,
        draws: int = DEFAULT_DRAWS,
        seed: int = DEFAULT_SEED,
        correlations: list[CorrelationArgs] | None = None,
    ) -> Command[Any]:
        """Simulate the base case with uncertain inputs (Monte Carlo): P10, P50, P90, chance of a loss, of no cash left.

        Use it when inputs are given as ranges, or for best and worst case, risk and probability.

        Args:
            runtime: State of the conversation, injected.
            uncertain: Ranges of inputs; left out, the inputs that matter most vary by 20 %.
            draws: Number of draws.
            seed: The same seed gives the same result.
            correlations: Pairs of uncertain inputs that move together; left out, all are independent.
        """
        case = _case(models, runtime)
        given = [Uncertain(**u.model_dump()) for u in uncertain or ()]
        together = [Correlation(c.first, c.second, c.value) for c in correlations or ()]
        drawn = seed_of(runtime.state, seed, DEFAULT_SEED)
        found = run(case.model, case.inputs, given, draws, drawn, correlations=together)
        data = simulation_data(case.model, found, list(case.notes), list(case.example_inputs))
        figures = simulation_figures(case.model, case.inputs, found, language_of(runtime))
        return publish(Outcome(data, figures), "simulate", runtime)

    return simulate


def _case(models: Mapping[str, FinanceModel], runtime: Runtime) -> BaseCase:
    return base_case(models, runtime.state.get("finance") or {})
