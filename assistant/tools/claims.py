"""The premise check: a result that the user states is recomputed from the inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from langchain.tools import tool
from langchain_core.tools import BaseTool
from langgraph.types import Command
from pydantic import BaseModel, Field

from assistant.agent.state import Finance
from assistant.errors import ToolInputError
from assistant.finance.claims import Claim, check_claims
from assistant.finance.claims_report import claim_figures, claims_data
from assistant.finance.model import FinanceModel
from assistant.finance.scenario import Change
from assistant.finance.scenario import what_if as compare
from assistant.finance.session import BaseCase, base_case, chosen
from assistant.tools.plumbing import Outcome, Runtime, language_of, publish


class ClaimArgs(BaseModel):
    """One result as the user states it."""

    output: str = Field(description="Id of an output of the model, e.g. profit, revenue, total_cost, ltv_to_cac.")
    value: float = Field(description="As stated, in the unit of the output; rates are fractions, a loss is negative.")
    unit: str | None = Field(default=None, description="Unit or currency as stated, if any; never converted.")
    period: Literal["day", "week", "month", "quarter", "year"] | None = Field(
        default=None, description="The time the stated amount is for, if said."
    )
    resolution: float | None = Field(default=None, description="Worth of its last digit: 3.82M is known to 10000.")
    bound: Literal["at_least", "at_most"] | None = Field(
        default=None, description="Where it is said to be over or under the number: 'over 2k', 'under 6 months'."
    )


def claim_tools(models: Mapping[str, FinanceModel]) -> list[BaseTool]:
    """`check_claim` over these models.

    Args:
        models: By id, as `load_models` returns them.
    """

    @tool(parse_docstring=True)
    def check_claim(
        claims: list[ClaimArgs],
        runtime: Runtime,
        inputs: dict[str, float] | None = None,
        template: str | None = None,
        of_what_if: bool = False,
    ) -> Command[Any]:
        """Check results that the user states ("so our profit is 3.82M", "LTV to CAC is 5, right?") against the model.

        Each is recomputed from the inputs and confirmed or contradicted, with the line where the numbers part and what
        could make up the difference. Use it before building on any stated result. A claim is never set as an input.

        Args:
            claims: The stated results.
            runtime: State of the conversation, injected.
            inputs: Inputs told together with the claim, by id, in the unit of each; they become the base case.
            template: Id of the model they belong to; left out, the current one.
            of_what_if: True where the result is said of the what-if in hand rather than of the base case.
        """
        if not claims:
            raise ToolInputError(
                "Say which result to check, such as profit 3.82 million.",
                "请说明要核对哪个结果，例如利润382万。",
                question=True,
            )
        current: Finance = runtime.state.get("finance") or Finance()
        fresh = bool(inputs or template)
        case = chosen(models, current, template, inputs or {}) if fresh else base_case(models, current)
        stated = [Claim(c.output, c.value, c.period, c.resolution, c.bound) for c in claims]
        values = _what_if(case, current) if of_what_if else dict(case.inputs)
        check = check_claims(case.model, values, stated)
        data = claims_data(check, values, case.stated, inputs or {})
        data["notes"] = [*(n.to_json() for n in case.notes), *_currency_notes(claims, case.model)]
        figures = claim_figures(check, values, language_of(runtime))
        state = {"finance": _stored(case, current)} if fresh else {}
        return publish(Outcome(data, figures, state=state), "check_claim", runtime)

    return [check_claim]


def _what_if(case: BaseCase, current: Finance) -> dict[str, float]:
    """The inputs of the what-if in hand; those of the base case where there is none."""
    changes = (current.get("scenario") or {}).get("changes", [])
    asked = [Change(str(c["variable"]), c["relation"], float(c["value"])) for c in changes]
    return dict(compare(case.model, case.inputs, asked).inputs) if asked else dict(case.inputs)


def _stored(case: BaseCase, current: Finance) -> Finance:
    stored: Finance = {
        **current,
        "template": case.model.id,
        "inputs": dict(case.inputs),
        "stated": list(case.stated),
        "scenario": None,
    }
    return stored


def _currency_notes(claims: list[ClaimArgs], model: FinanceModel) -> list[dict[str, str]]:
    """Say that another currency was read as the model's, once for each."""
    others = sorted({c.unit for c in claims if c.unit and len(c.unit) == 3 and c.unit.isupper()} - {model.currency})
    return [
        {
            "en": f"The claim is in {unit}, the model in {model.currency}; I compared the bare numbers, without "
            "converting.",
            "zh": f"您说的是{unit}，模型以{model.currency}计；这里直接比较数字，没有换算汇率。",
        }
        for unit in others
    ]
