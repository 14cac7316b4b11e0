"""Finance: model files with units, what-ifs, goal seek and unit economics. Pure, NumPy only."""

from assistant.finance.correlation import Correlation
from assistant.finance.draws import Range, Uncertain
from assistant.finance.evaluate import Evaluation, evaluate
from assistant.finance.explain import explain, explain_path
from assistant.finance.goal import Goal, goal_seek
from assistant.finance.inputs import checked_inputs, find_input, find_output, headline
from assistant.finance.load import load_model, load_models
from assistant.finance.model import Aliases, FinanceModel, Formula, Input, Reason, Text
from assistant.finance.periods import (
    convert_flow,
    convert_rate,
    convert_rate_month_to_year,
    convert_rate_year_to_month,
)
from assistant.finance.scenario import AppliedChange, Change, Comparison, Delta, Relation, what_if
from assistant.finance.sensitivity import Swing, Tornado, sensitivity
from assistant.finance.simulate import Distribution, Simulation, simulate
from assistant.finance.unit_economics import Metric, UnitEconomics, unit_economics

__all__ = [
    "Aliases",
    "AppliedChange",
    "Change",
    "Comparison",
    "Correlation",
    "Delta",
    "Distribution",
    "Evaluation",
    "FinanceModel",
    "Formula",
    "Goal",
    "Input",
    "Metric",
    "Range",
    "Reason",
    "Relation",
    "Simulation",
    "Swing",
    "Text",
    "Tornado",
    "Uncertain",
    "UnitEconomics",
    "checked_inputs",
    "convert_flow",
    "convert_rate",
    "convert_rate_month_to_year",
    "convert_rate_year_to_month",
    "evaluate",
    "explain",
    "explain_path",
    "find_input",
    "find_output",
    "goal_seek",
    "headline",
    "load_model",
    "load_models",
    "sensitivity",
    "simulate",
    "unit_economics",
    "what_if",
]
