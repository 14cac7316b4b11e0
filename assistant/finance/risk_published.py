"""Figures of sensitivity and simulation.

Ids: `<output>.<input>.low`, `.high` (the output at the ends of the input), `.swing`, `.elasticity`; `<output>.p10`,
`.p50`, `.p90`, `.mean`, `.defined`; `input.<input>.low`, `.mode`, `.high`; `probability.loss`, `.total_loss`,
`.out_of_cash`, `.break_even`; `sensitivity.spread`, `simulation.draws`, `simulation.seed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.figures import Figure
from assistant.finance.model import FinanceModel, Input, Text
from assistant.finance.published import BASE, figure_of, input_figures, output_label, output_measure
from assistant.finance.risk_report import chances
from assistant.finance.sensitivity import Swing, Tornado
from assistant.finance.simulate import PERCENTILES, Distribution, Simulation
from assistant.finance.units import Unit

SENSITIVITY = "sensitivity"
SIMULATION = "simulation"
_RATIO = Unit("ratio", (), is_fraction=False)
_SHARE = Unit("fraction", (), is_fraction=True)


def sensitivity_figures(
    model: FinanceModel, inputs: Mapping[str, float], tornadoes: Iterable[Tornado], spread: float, language: str
) -> list[Figure]:
    """Base case, ends of every input, and what the outputs are there."""
    tornadoes = tuple(tornadoes)
    figures = input_figures(model, inputs, model.inputs_by_id, BASE, language)
    swings = {s.variable.id: s for t in tornadoes for s in t.swings}
    for swing in swings.values():
        figures += _ends(swing.variable, {"low": swing.low, "high": swing.high}, SENSITIVITY, language)
    for tornado in tornadoes:
        if tornado.base is not None:
            figures.append(_base(model, tornado.output, tornado.base, language))
        for swing in tornado.swings:
            figures += _swing(model, tornado.output, swing, language)
    label = Text("spread", "波动幅度")
    return [*figures, figure_of("sensitivity.spread", label, spread, _SHARE, SENSITIVITY, language)]


def simulation_figures(
    model: FinanceModel, inputs: Mapping[str, float], found: Simulation, language: str
) -> list[Figure]:
    """Base case, ranges, percentiles and probabilities."""
    figures = input_figures(model, inputs, model.inputs_by_id, BASE, language)
    for item in found.ranges:
        ends = {"low": item.low, "mode": item.mode, "high": item.high}
        figures += _ends(item.variable, ends, SIMULATION, language)
    for distribution in found.distributions:
        figures += _distribution(model, distribution, language)
    for name, label, value in chances(model, found):
        figures.append(figure_of(f"probability.{name}", label, value, _SHARE, SIMULATION, language))
    for name, label, count in (
        ("draws", Text("number of draws", "模拟次数"), found.draws),
        ("seed", Text("seed of the random draws", "随机种子"), found.seed),
    ):
        figures.append(Figure(f"simulation.{name}", label.get(language), count, "count", None, SIMULATION, ""))
    # The 10, 50 and 90 of P10, P50 and P90, which a reply names.
    return [*figures, *(Figure(f"constant.{p}", str(p), p, "ratio", None, None, "") for p in PERCENTILES)]


def _ends(variable: Input, ends: Mapping[str, float], scenario: str, language: str) -> list[Figure]:
    key = f"input.{variable.id}"
    return [
        figure_of(f"{key}.{end}", variable.label, value, variable.measure, scenario, language)
        for end, value in ends.items()
    ]


def _swing(model: FinanceModel, output: str, swing: Swing, language: str) -> list[Figure]:
    label, measure, of = output_label(model, output), output_measure(model, output), swing.variable.label
    told: tuple[tuple[str, float | None, Unit, Text], ...] = (
        ("low", swing.output_low, measure, Text(f"{label.en} at low {of.en}", f"{of.zh}取低值时的{label.zh}")),
        ("high", swing.output_high, measure, Text(f"{label.en} at high {of.en}", f"{of.zh}取高值时的{label.zh}")),
        ("swing", swing.swing, measure, Text(f"swing of {label.en} by {of.en}", f"{of.zh}引起的{label.zh}波动")),
        (
            "elasticity",
            swing.elasticity,
            _RATIO,
            Text(f"elasticity of {label.en} to {of.en}", f"{label.zh}对{of.zh}的弹性"),
        ),
    )
    return [
        figure_of(f"{output}.{swing.variable.id}.{name}", text, value, unit, SENSITIVITY, language)
        for name, value, unit, text in told
        if value is not None
    ]


def _distribution(model: FinanceModel, item: Distribution, language: str) -> list[Figure]:
    label, measure = output_label(model, item.output), output_measure(model, item.output)
    figures = [] if item.base is None else [_base(model, item.output, item.base, language)]
    shares = {"p10": item.p10, "p50": item.p50, "p90": item.p90, "mean": item.mean}
    for name, value in shares.items():
        if value is not None:
            mean = Text(f"mean of {label.en}", f"{label.zh}的均值")
            text = mean if name == "mean" else Text(f"{label.en}, {name.upper()}", f"{label.zh}（{name.upper()}）")
            figures.append(figure_of(f"{item.output}.{name}", text, value, measure, SIMULATION, language))
    if item.defined < 1:
        text = Text(f"share of draws in which {label.en} has a value", f"{label.zh}有值的模拟占比")
        figures.append(figure_of(f"{item.output}.defined", text, item.defined, _SHARE, SIMULATION, language))
    return figures


def _base(model: FinanceModel, output: str, value: float, language: str) -> Figure:
    return figure_of(output, output_label(model, output), value, output_measure(model, output), BASE, language)
