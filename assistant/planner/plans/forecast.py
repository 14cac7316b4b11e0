"""Plans forecasts: of a file or typed numbers, follow-ups on the last one, and its use in the finance model."""

from __future__ import annotations

import re
from typing import Any

from assistant.finance import Input
from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.context import Context
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import STACKING
from assistant.planner.plan import Call, Plan, PlanFunction, Say
from assistant.planner.plans.tables_in import TABLE, named_file
from assistant.planner.understand.forecasts.events import Typed, effect_of, read_events, read_typed
from assistant.planner.understand.forecasts.talk import (
    ABOUT,
    BACK,
    ELLIPTIC,
    FEED,
    FORECAST,
    TOOL,
    TOTALS,
    is_open,
    is_recent,
    last_forecast,
)
from assistant.planner.understand.forecasts.times import find_times
from assistant.planner.understand.forecasts.words import PAST, read_column, read_growth, read_horizon, read_split

JsonDict = dict[str, Any]
DATA_KEYS = ("file", "value", "date", "values", "start", "currency", "frequency", "country")
PRONOUN = lazy_re(r"\b(?:it|this|that|same|again|instead)\b|它|这个|那个|同样|改成|换成", re.IGNORECASE)
# What the mean of a period of the forecast is for a month or a year of the finance model.
PER_YEAR = {"day": 365.0, "week": 365.0 / 7, "month": 12.0, "quarter": 4.0, "year": 1.0}
FILLER = lazy_re(
    r"^(?:the|use|by|take|please|with|it'?s|i\s+mean|forecast|column|用|按|就|选|要|是|请用?|预测)\s*|\s*(?:column|one|please|那?一?列|吧|的|那个)$",
    re.IGNORECASE,
)
# Money by its header, where no currency is known; "sales" alone may count things.
EARNED = lazy_re(
    r"revenue|turnover|gmv|income|amount|proceeds|profit|收入|营收|销售额|营业额|金额|成交额|流水|利润", re.IGNORECASE
)
_SPANS = {
    "quarters": lazy_re(r"\bquarter|\bq[1-4]\b|季", re.IGNORECASE),
    "years": lazy_re(r"\byear|annual|\b20\d\d\b|年", re.IGNORECASE),
}
COUNTRIES = (
    (lazy_re(r"\bchin(?:a|ese)\s+(?:public\s+)?holidays?|中国(?:的)?(?:节假日|假期|日历)", re.IGNORECASE), "CN"),
    (
        lazy_re(r"\b(?:us|american|u\.s\.)\s+(?:public\s+)?holidays?|美国(?:的)?(?:节假日|假期|日历)", re.IGNORECASE),
        "US",
    ),
    (lazy_re(r"\bgerman\w*\s+(?:public\s+)?holidays?|德国(?:的)?(?:节假日|假期|日历)", re.IGNORECASE), "DE"),
    (lazy_re(r"\b(?:french|france)\s+(?:public\s+)?holidays?|法国(?:的)?(?:节假日|假期|日历)", re.IGNORECASE), "FR"),
    (
        lazy_re(
            r"\b(?:uk|british|english)\s+(?:public\s+|bank\s+)?holidays?|英国(?:的)?(?:节假日|假期|日历)", re.IGNORECASE
        ),
        "GB",
    ),
    (lazy_re(r"\bspan(?:ish|ain)\s+(?:public\s+)?holidays?|西班牙(?:的)?(?:节假日|假期|日历)", re.IGNORECASE), "ES"),
    (lazy_re(r"\bital(?:ian|y)\s+(?:public\s+)?holidays?|意大利(?:的)?(?:节假日|假期|日历)", re.IGNORECASE), "IT"),
)


def plan_forecast(text: str, context: Context, view: FinanceView) -> Plan:
    """The forecast a message asks for, or what else it wants of the last one."""
    prior = last_forecast(context)
    if prior and FEED.search(text):
        return _feed(text, prior, context, view)
    if prior and ABOUT.search(text) and not read_horizon(text):
        return Plan(says=(Say("forecast_about", {"data": _brief(prior)}),))
    if prior and is_recent(context) and (summed := _totals(text, prior, context)):
        return summed
    if is_open(context) and (answered := _answer_column(text, context)):
        return answered
    typed = read_typed(text)
    args = _arguments(text, typed, context, prior)
    told = read_events(text) if typed is None else read_events(_without(text, typed))
    times = _future(text, list(told.open))
    if times and not told.events:
        return _ask_effect(args, times)
    if not (typed or args.get("values") or args.get("file") or _tables(context)):
        return Plan(says=(Say("ask_forecast_data"),), asked={"kind": "forecast", "waits": "data", "args": args})
    return _call(args)


def _totals(text: str, prior: JsonDict, context: Context) -> Plan | None:
    """Quarters and years of the forecast in hand, as sums of its periods; further ahead where a year asked for is."""
    if not TOTALS.search(text) or FORECAST.search(text) or prior["unit"] == "fraction":
        return None
    years = [t.period for t in find_times(text) if re.fullmatch(r"20\d\d", t.period)]
    known = {row["id"]: row["complete"] for row in prior["years"]}
    if years and not known.get(max(years)):
        return _call({**prior["request"], "horizon": None, "unit": None, "until": max(years)})
    kinds = [kind for kind, pattern in _SPANS.items() if pattern.search(text)] or ["quarters", "years"]
    rows = [row for kind in kinds for row in prior[kind]]
    if not rows:
        return None
    keys = ("name", "unit", "decimals", "typed", "span", "scenario")
    return Plan(says=(Say("forecast_totals", {"data": {**{k: prior.get(k) for k in keys}, "rows": rows}}),))


def answer_forecast(context: Context, view: FinanceView) -> Plan | None:
    """The answer to "how much does that change sales?" or "which input?"."""
    asked = context.asked
    if asked.get("waits") == "data":
        return _answer_data(context, dict(asked["args"]))
    if asked.get("waits") == "input":
        named = view.find_inputs(context.text)
        prior = last_forecast(context)
        return _feed(context.text, prior, context, view) if named and prior else None
    quantity = next((q for q in find_quantities(context.text) if q.kind != "duration"), None)
    effect = effect_of(quantity, context.text) if quantity else None
    if effect is None:
        return None
    if effect["effect"] == "set" and not re.search(r"\bto\b|到|为", context.text):
        effect["effect"] = "add"
    events = [{"period": period, **effect} for period in asked["periods"]]
    return _call({**asked["args"], "events": [*(asked["args"].get("events") or ()), *events]})


def _answer_data(context: Context, args: JsonDict) -> Plan | None:
    """The numbers that were asked for: typed, or in a table uploaded with the message."""
    typed = read_typed(context.text, told=True)
    if typed:
        return _call({**args, **typed.args})
    return _call(args) if _tables(context) and not find_quantities(context.text) else None


def _tables(context: Context) -> list[str]:
    return [str(f["name"]) for f in context.files if TABLE.search(str(f["name"]))]


def _call(args: JsonDict) -> Plan:
    kept = {key: value for key, value in args.items() if value not in (None, [], "")}
    return Plan(calls=(Call(TOOL, kept),), focus={"forecast": {"args": kept}})


def _arguments(text: str, typed: Typed | None, context: Context, prior: JsonDict | None) -> JsonDict:
    """Arguments of the call: those of the last forecast that still hold, and what the message says."""
    before = dict(prior["request"]) if prior else {}
    rest = _without(text, typed) if typed else text
    times = find_times(rest)
    follows = bool(prior) and is_recent(context) and _is_follow_up(rest, typed, context)
    if typed:
        held: JsonDict = dict(typed.args)
    elif follows and BACK.search(rest):
        held = {**before, "events": [], "growth": None}
    elif follows:
        held = {**before, "events": before["events"] if STACKING.search(rest) else []}
    else:
        held = {key: before.get(key) for key in DATA_KEYS} if _same_data(before, context) else {}
    held |= _file(rest, context)
    horizon = read_horizon(rest, times)
    if horizon:
        held |= {"horizon": None, "unit": None, "until": None, **horizon.args}
    held |= read_split(rest)
    if typed is None and (column := read_column(rest)) and not follows:
        held["value"] = column
    used = horizon.args.get("until", "")
    events = read_events(rest, [t for t in times if t.period.split("/")[-1] != used]).events
    if events:
        held["events"] = [*(held.get("events") or ()), *events]
    if (growth := read_growth(rest)) is not None:
        held["growth"] = growth
    if not (horizon or events or typed) and (reached := _reached(rest)):
        held |= {"horizon": None, "unit": None, "until": reached}
    country = next((code for pattern, code in COUNTRIES if pattern.search(rest)), None)
    return held | ({"country": country} if country else {})


def _reached(text: str) -> str:
    """The time that a forecast is asked for by name: "what will sales be in 2027", 12月的收入."""
    times = [t for t in find_times(text) if not PAST.search(text[: t.span[0]])]
    return times[-1].period.split("/")[-1] if times and not read_events(text).open else ""


def _is_follow_up(text: str, typed: Typed | None, context: Context) -> bool:
    if typed or _file(text, context):
        return False
    return not FORECAST.search(text) or bool(ELLIPTIC.match(text) or PRONOUN.search(text) or BACK.search(text))


def _same_data(before: JsonDict, context: Context) -> bool:
    """Whether the last forecast's data is still what the talk is about: no table has been uploaded since."""
    tables = _tables(context)
    return bool(before) and (not tables or before.get("file") == tables[-1])


def _file(text: str, context: Context) -> JsonDict:
    named = named_file(text, context)
    return {**named, "values": None, "start": None} if named else {}


def _without(text: str, typed: Typed) -> str:
    return f"{text[: typed.span[0]]} … {text[typed.span[1] :]}"


def _future(text: str, periods: list[str]) -> list[str]:
    """Times at which something happens, without the one the forecast is to reach to."""
    until = read_horizon(text).args.get("until", "")
    return [p for p in periods if p.split("/")[-1] != until]


def _ask_effect(args: JsonDict, periods: list[str]) -> Plan:
    asked = {"kind": "forecast", "waits": "effect", "args": args, "periods": periods}
    return Plan(says=(Say("ask_forecast_effect"),), asked=asked)


def _answer_column(text: str, context: Context) -> Plan | None:
    """The column that was asked for: the answer's words, for the tool to match."""
    args = dict(context.focus["forecast"]["args"])
    if FORECAST.search(text) and len(text) > 20:
        return None
    words = text.strip(" .。!！?？")
    while (shorter := FILLER.sub("", words).strip(" ,，")) != words and shorter:
        words = shorter
    key = "by" if args.get("by") and not args.get("value") else "value"
    return _call({**args, key: words}) if words else None


def _feed(text: str, prior: JsonDict, context: Context, view: FinanceView) -> Plan:
    """The mean of the forecast as an input of the finance model."""
    named = [m.ids[0] for m in view.find_inputs(text) if len(m.ids) == 1]
    if not named:
        inputs = [{"label": i.label.to_json()} for i in view.model.inputs[:8]]
        asked = {"kind": "forecast", "waits": "input", "template": view.model.id}
        return Plan(says=(Say("ask_forecast_input", {"inputs": inputs}),), asked=asked)
    variable = view.model.inputs_by_id[named[0]]
    money = len(str(prior["unit"])) == 3 and str(prior["unit"]).isupper()
    earned = money or bool(EARNED.search(str(prior["name"])))
    if (earned and variable.measure.kind == "count") or prior["unit"] == "fraction":
        data = {"label": variable.label.to_json(), "name": prior["name"]}
        return Plan(says=(Say("forecast_does_not_fit", {"data": data}),))
    value = _per_period(prior, variable, view)
    note = {
        "en": f"The model takes one value for every {view.model.period}, so I used the mean of the forecast for "
        f"{prior['span']['en']}; its months differ.",
        "zh": f"模型对每{'年' if view.model.period == 'year' else '月'}用同一个值，"
        f"这里取{prior['span']['zh']}预测的平均值，各期实际不同。",
    }
    args: JsonDict = {"template": view.model.id, "inputs": {variable.id: value}}
    notes = [note]
    if money and prior["unit"] != view.model.currency:
        notes.append(_unconverted(prior["unit"], view.model.currency, relabelled=not view.chosen))
        args |= {} if view.chosen else {"currency": prior["unit"]}
    call = Call("set_finance_model", args)
    return Plan(calls=(call,), notes=tuple(notes), focus={"variable": variable.id, "template": view.model.id})


def _unconverted(forecast: str, model: str, *, relabelled: bool) -> JsonDict:
    if relabelled:
        return {
            "en": f"The model now counts in {forecast}; its example amounts keep their numbers.",
            "zh": f"模型现在以{forecast}计价；示例金额的数字不变。",
        }
    return {
        "en": f"The forecast is in {forecast}, the model in {model}; nothing was converted.",
        "zh": f"预测的单位是{forecast}，模型的单位是{model}；没有换算。",
    }


def _per_period(prior: JsonDict, variable: Input, view: FinanceView) -> float:
    scenario = prior["scenario"]
    mean = scenario["after"] / len(prior["rows"]) if scenario else prior["mean"]
    if variable.period in PER_YEAR:
        mean *= PER_YEAR[prior["frequency"]] / PER_YEAR[str(variable.period)]
    return float(round(mean)) if variable.whole or abs(mean) >= 100 else round(mean, 2)


def _brief(prior: JsonDict) -> JsonDict:
    """What a question about the forecast needs, without its rows."""
    keys = ("name", "unit", "decimals", "period", "span", "history", "methods", "backtest", "naive", "notes", "total")
    brief = {key: prior[key] for key in keys}
    if brief["naive"]:
        brief["naive"] = {k: v for k, v in brief["naive"].items() if k != "values"}
    return brief


PLANS: dict[str, PlanFunction] = {TOOL: plan_forecast}
