"""Sensitivity and simulation as plain data for tools: texts are {en, zh}, numbers unrounded, rates fractions."""

from __future__ import annotations

from typing import Any

from assistant.finance.draws import Range
from assistant.finance.model import FinanceModel, Text
from assistant.finance.numbers import amount_text, number_text
from assistant.finance.published import output_label, output_measure
from assistant.finance.report import input_head, is_position
from assistant.finance.sensitivity import Swing, Tornado
from assistant.finance.simulate import Band, Distribution, Histogram, Simulation
from assistant.finance.simulate_notes import simulation_notes
from assistant.finance.units import Unit

# Beyond this an elasticity tells more about a result near 0 than about the input.
_STEEP = 20.0
_SHARE = Unit("fraction", (), is_fraction=True)


def sensitivity_data(
    model: FinanceModel, tornadoes: tuple[Tornado, ...], spread: float, notes: list[Text], example_inputs: list[str]
) -> dict[str, Any]:
    """`{template, title, spread, main, outputs, message, notes, example_inputs, chart}`.

    `outputs`: `{id, label, unit, period, position, base, rows, without_effect, at_zero}`; their `rows`, widest first:
    `{variable, label, unit, period, base, low, high, output_low, output_high, swing, elasticity}`. `chart` is the
    tornado of the first output: `{kind: "tornado", title, unit, base, x, labels, low, high, input_low, input_high}`.
    """
    main = tornadoes[0]
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "spread": spread,
        "main": main.output,
        "outputs": [_tornado_data(model, t) for t in tornadoes],
        "message": _tornado_message(model, main).to_json(),
        "notes": [t.to_json() for t in [*notes, *_tornado_notes(tornadoes)]],
        "example_inputs": example_inputs,
        "chart": {
            "kind": "tornado",
            "title": output_label(model, main.output).to_json(),
            "unit": output_measure(model, main.output).shown,
            "base": main.base,
            "x": [s.variable.id for s in main.swings],
            "labels": [s.variable.label.to_json() for s in main.swings],
            "low": [s.output_low for s in main.swings],
            "high": [s.output_high for s in main.swings],
            "input_low": [s.low for s in main.swings],
            "input_high": [s.high for s in main.swings],
        },
    }


def simulation_data(
    model: FinanceModel, found: Simulation, notes: list[Text], example_inputs: list[str]
) -> dict[str, Any]:
    """`{template, title, draws, seed, uncertain, main, outputs, chances, message, notes, example_inputs, chart}`.

    `uncertain`: `{variable, label, unit, period, base, low, mode, high, shape, assumed}`; `outputs`:
    `{id, label, unit, period, position, base, mean, p10, p50, p90, defined}`; `chances`: `{id, label, value}` with the
    ids `loss`, `total_loss`, `out_of_cash`, `break_even`. `chart` has the main series as
    `{kind: "fan", title, unit, x, base, p10, p50, p90, cash}`, `cash` being the same of the cash balance, or, in a
    model of one period, `{kind: "histogram", title, unit, x, counts}` with one edge more than counts.
    """
    return {
        "template": model.id,
        "title": model.title.to_json(),
        "draws": found.draws,
        "seed": found.seed,
        "uncertain": [_range_row(r) for r in found.ranges],
        "main": found.distributions[0].output,
        "outputs": [_distribution_row(model, d) for d in found.distributions],
        "chances": [{"id": i, "label": t.to_json(), "value": v} for i, t, v in chances(model, found)],
        "message": _simulation_message(model, found).to_json(),
        "notes": [t.to_json() for t in [*notes, *simulation_notes(model, found)]],
        "example_inputs": example_inputs,
        "chart": _chart(model, found),
    }


def chances(model: FinanceModel, found: Simulation) -> list[tuple[str, Text, float]]:
    """Id, name and value of the probabilities that the model has."""
    month = model.split_id(found.main)[1]
    dated = Text(f"chance of a loss in month {month}", f"第{month}个月亏损的概率")
    loss = Text("chance of a loss", "亏损的概率") if month is None else dated
    every = [
        ("loss", loss, found.loss),
        ("total_loss", Text("chance of a loss over the whole horizon", "整个测算期累计亏损的概率"), found.total_loss),
        ("out_of_cash", Text("chance of running out of cash", "现金耗尽的概率"), found.out_of_cash),
        ("break_even", Text("chance of a month that breaks even", "测算期内实现盈亏平衡的概率"), found.break_even),
    ]
    return [(name, label, value) for name, label, value in every if value is not None]


def _head(model: FinanceModel, output: str) -> dict[str, Any]:
    measure = output_measure(model, output)
    return {
        "id": output,
        "label": output_label(model, output).to_json(),
        "unit": measure.shown,
        "period": measure.period,
        "position": is_position(model, output),
    }


def _tornado_data(model: FinanceModel, tornado: Tornado) -> dict[str, Any]:
    return {
        **_head(model, tornado.output),
        "base": tornado.base,
        "rows": [_swing_row(s) for s in tornado.swings],
        "without_effect": [input_head(i) for i in tornado.without_effect],
        "at_zero": [input_head(i) for i in tornado.at_zero],
    }


def _swing_row(swing: Swing) -> dict[str, Any]:
    return {
        **_variable(input_head(swing.variable)),
        "base": swing.base,
        "low": swing.low,
        "high": swing.high,
        "output_low": swing.output_low,
        "output_high": swing.output_high,
        "swing": swing.swing,
        "elasticity": swing.elasticity,
    }


def _range_row(item: Range) -> dict[str, Any]:
    return {
        **_variable(input_head(item.variable)),
        "base": item.base,
        "low": item.low,
        "mode": item.mode,
        "high": item.high,
        "shape": item.shape,
        "assumed": item.assumed,
        "cut": item.cut,
    }


def _variable(head: dict[str, Any]) -> dict[str, Any]:
    return {"variable": head["id"], **{k: v for k, v in head.items() if k != "id"}}


def _distribution_row(model: FinanceModel, item: Distribution) -> dict[str, Any]:
    return {
        **_head(model, item.output),
        "base": item.base,
        "mean": item.mean,
        "p10": item.p10,
        "p50": item.p50,
        "p90": item.p90,
        "defined": item.defined,
    }


def _tornado_message(model: FinanceModel, tornado: Tornado) -> Text:
    label = output_label(model, tornado.output)
    if not tornado.swings or tornado.swings[0].swing is None:
        return Text(f"No input alone moves {label.en} to a value.", f"没有任何一个输入项能单独改变{label.zh}。")
    top = tornado.swings[0]
    unit, ends = top.variable.measure, (top.low, top.high)
    a, b = (amount_text(v, unit, "en") for v in ends)
    c, d = (amount_text(v, unit, "zh") for v in ends)
    low, high = (_both(model, tornado.output, v) for v in (top.output_low, top.output_high))
    return Text(
        f"{label.en} depends most on {top.variable.label.en}: at {a} it is {low.en}, at {b} it is {high.en}.",
        f"对{label.zh}影响最大的是{top.variable.label.zh}：取{c}时为{low.zh}，取{d}时为{high.zh}。",
    )


def _tornado_notes(tornadoes: tuple[Tornado, ...]) -> list[Text]:
    found = [
        Text(
            "Each input moves alone and relative to its own value, rates too; real inputs often move together.",
            "每次只变动一个输入项，且按其自身数值的比例变动（比率同样如此）；现实中多个输入往往同时变化。",
        )
    ]
    zero = list(dict.fromkeys(i for t in tornadoes for i in t.at_zero))
    if zero:
        found.append(
            Text(
                f"Not varied, because they are 0: {', '.join(i.label.en for i in zero)}.",
                f"以下输入为0，未参与变动：{'、'.join(i.label.zh for i in zero)}。",
            )
        )
    if any(s.elasticity is not None and abs(s.elasticity) > _STEEP for t in tornadoes for s in t.swings):
        found.append(
            Text(
                "The result is close to 0, which makes its relative changes very large; go by the amounts.",
                "结果接近0，相对变化因此被放大，请以绝对金额为准。",
            )
        )
    return found


def _simulation_message(model: FinanceModel, found: Simulation) -> Text:
    main = found.distributions[0]
    label = output_label(model, main.output)
    if main.p10 is None or main.p50 is None or main.p90 is None:
        return Text(f"{label.en} has no value in any draw.", f"{label.zh}在所有模拟中都没有值。")
    low, half, high = (_both(model, main.output, v) for v in (main.p10, main.p50, main.p90))
    _, told, share = chances(model, found)[0]
    return Text(
        f"{label.en} is mostly between {low.en} (P10) and {high.en} (P90), with {half.en} in the middle (P50); "
        f"{told.en}: {number_text(share, _SHARE)}.",
        f"{label.zh}大概率在{low.zh}（P10）到{high.zh}（P90）之间，中位数为{half.zh}（P50）；"
        f"{told.zh}：{number_text(share, _SHARE)}。",
    )


def _chart(model: FinanceModel, found: Simulation) -> dict[str, Any]:
    if found.bands:
        main, *others = (_band_data(model, b) for b in found.bands)
        return {"kind": "fan", **main, "cash": others[0] if others else None}
    return _histogram_data(model, found.histogram) if found.histogram else {}


def _band_data(model: FinanceModel, band: Band) -> dict[str, Any]:
    formula = model.formulas_by_id[band.series]
    return {
        "title": formula.label.to_json(),
        "unit": formula.measure.shown,
        "x": list(range(1, len(band.base) + 1)),
        "base": list(band.base),
        "p10": list(band.p10),
        "p50": list(band.p50),
        "p90": list(band.p90),
    }


def _histogram_data(model: FinanceModel, histogram: Histogram) -> dict[str, Any]:
    return {
        "kind": "histogram",
        "title": output_label(model, histogram.output).to_json(),
        "unit": output_measure(model, histogram.output).shown,
        "x": list(histogram.edges),
        "counts": list(histogram.counts),
    }


def _both(model: FinanceModel, output: str, value: float | None) -> Text:
    return Text(_output_text(model, output, value, "en"), _output_text(model, output, value, "zh"))


def _output_text(model: FinanceModel, output: str, value: float | None, language: str) -> str:
    if value is None:
        return "无" if language == "zh" else "undefined"
    return amount_text(value, output_measure(model, output), language, position=is_position(model, output))
