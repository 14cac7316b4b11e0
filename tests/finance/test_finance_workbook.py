"""The workbook: every formula recalculated by other programs gives what the engine gives."""

from __future__ import annotations

import io
import math
import os
import random
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.finance import Change, FinanceModel, evaluate, load_models, what_if
from assistant.finance.expression import Call, parse
from assistant.finance.units import parse_unit
from assistant.finance.workbook.book import cell_name, column_letters
from assistant.finance.workbook.build import CanvasRow, Contents, Scenario, build_book
from assistant.finance.workbook.case import FIRST, PERIOD, UNITS, formulas_in_order
from assistant.finance.workbook.formula import excel_formula
from assistant.finance.workbook.inputs_sheet import HEAD
from assistant.finance.workbook.words import number_format
from assistant.finance.workbook.write import write_book

MODELS = load_models(Path(__file__).parents[2] / "knowledge" / "models")
# WORKBOOK_SETS=50 for the long run, two minutes on two cores.
SETS = int(os.environ.get("WORKBOOK_SETS", "3"))
NEAR = 1e-9


def random_inputs(model: FinanceModel, rng: random.Random, longest: int = 120) -> dict[str, float]:
    """Values over the whole sensible range, with a share of them at their lowest, where the special cases are."""
    values = {}
    for item in model.inputs:
        high = min(item.maximum, max(3 * item.default, 1.0))
        if item.id == model.horizon:
            values[item.id] = float(rng.randint(1, longest))
        elif rng.random() < 0.1:
            values[item.id] = item.minimum
        else:
            drawn = rng.uniform(item.minimum, high)
            values[item.id] = float(round(drawn)) if item.whole else drawn
    return values


def same(got: Any, wanted: float | None) -> bool:
    if wanted is None or not math.isfinite(wanted):
        return got is None or isinstance(got, str)
    return isinstance(got, int | float) and abs(got - wanted) <= NEAR * max(1.0, abs(wanted))


def compare_case(sheet: Any, model: FinanceModel, inputs: dict[str, float]) -> list[str]:
    """Names of the values of a computed sheet that differ from the engine's."""
    result, wrong = evaluate(model, inputs), []
    ordered = formulas_in_order(model)
    for row, formula in enumerate((f for f in ordered if not f.is_series), start=UNITS + 1):
        if not same(sheet.cell(row, 2).value, result.working.get(formula.id)):
            wrong.append(f"{formula.id}: {sheet.cell(row, 2).value} is not {result.working.get(formula.id)}")
    for column, formula in enumerate((f for f in ordered if f.is_series), start=PERIOD + 2):
        values = result.series[formula.id].tolist()
        for index, value in enumerate(values):
            if not same(sheet.cell(FIRST + 1 + index, column).value, value):
                wrong.append(f"{formula.id} of period {index + 1}")
        assert sheet.cell(FIRST + 1 + len(values), column).value in {None, ""}
    return wrong


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a + b * c", "a+b*c"),
        ("(a + b) * c", "(a+b)*c"),
        ("a - (b - c)", "a-(b-c)"),
        ("a / (b / c)", "a/(b/c)"),
        ("a * (b * c)", "a*(b*c)"),
        ("-a ** 2", "(-(a^2))"),
        ("(-a) ** 2", "(-a)^2"),
        ("(a ** 2) ** 3", "(a^2)^3"),
        ("a * step + b / step", "a+b"),
        ("1 - (1 - a * step) ** 12", "1-(1-a)^12"),
        ("max(a, b, 0)", "MAX(a,b,0)"),
        ("min(a, b - 1)", "MIN(a,b-1)"),
        ("ceil(a / b)", "(-INT(-(a/b-0.000000001*MAX(1,ABS(a/b)))))"),
        ("floor(a)", "INT(a)"),
        ("abs(a - b)", "ABS(a-b)"),
        ("log(a) * 0.1", "LN(a)*0.1"),
        ("total(a) / 2", "<total a>/2"),
    ],
)
def test_expressions_become_formulas(text: str, wanted: str) -> None:
    def condensed(call: Call) -> str:
        return f"<{call.function} {call.arguments[0].id}>"  # type: ignore[union-attr]

    assert excel_formula(parse(text), lambda name: name, condensed) == wanted


def test_names_of_cells_are_no_addresses() -> None:
    assert [cell_name(n) for n in ("price", "q1", "r", "c2", "abc12", "profit.total")] == [
        "price", "q1_", "r_", "c2_", "abc12_", "profit.total",
    ]  # fmt: skip
    assert [column_letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_number_formats_follow_units() -> None:
    assert number_format(parse_unit("fraction/month")) == "0.00%"
    assert number_format(parse_unit("USD/month")) == '"$"#,##0;-"$"#,##0'
    assert number_format(parse_unit("USD/customer/month")) == '"$"#,##0.00##;-"$"#,##0.00##'
    assert number_format(parse_unit("CNY")) == '"¥"#,##0;-"¥"#,##0'
    assert number_format(parse_unit("months"), whole=True) == "0"


def opened(data: bytes, **options: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), **options)


@pytest.mark.parametrize(
    ("language", "sheets"),
    [
        ("en", ["Canvas", "Inputs", "Model", "Outputs", "Scenarios", "Case 1", "Notes"]),
        ("zh", ["画布", "输入", "模型", "结果", "情景", "情景1", "说明"]),
    ],
)
def test_sheets_names_and_cached_values(language: str, sheets: list[str]) -> None:
    model = MODELS["subscription"]
    scenario = Scenario("dear", (Change("price", "set", 49.0), Change("conversion", "change_by", 0.05)))
    contents = Contents(model, model.defaults, ["price"], [scenario], language=language)
    data = write_book(build_book(contents))
    values, formulas = opened(data, data_only=True), opened(data)
    assert values.sheetnames == sheets
    assert {i.id for i in model.inputs} <= set(formulas.defined_names)
    assert formulas.defined_names["price"].attr_text == f"'{sheets[1]}'!$B${HEAD + 2}"
    # Month 1: 100 customers × (39 − 9) − 35,000 = −32,000; the what-if: 150 × 40 − 35,000 = −29,000.
    profit = PERIOD + 2 + [f.id for f in formulas_in_order(model) if f.is_series].index("profit")
    assert values[sheets[2]].cell(FIRST + 1, profit).value == pytest.approx(-32000)
    assert values[sheets[5]].cell(FIRST + 1, profit).value == pytest.approx(-29000)
    assert str(formulas[sheets[2]].cell(FIRST + 1, profit).value).startswith("=IF(")
    assert compare_case(values[sheets[2]], model, model.defaults) == []
    assert len(formulas[sheets[3]]._charts) == 2
    inputs = values[sheets[1]]
    assert [c.value for c in inputs[HEAD + 2]][7] == "price"
    assert inputs.cell(HEAD + 2, 7).value == {"en": "stated by you", "zh": "您提供"}[language]
    assert inputs.cell(HEAD + 3, 7).value == {"en": "example", "zh": "示例"}[language]
    assert formulas[sheets[1]].cell(HEAD + 4, 2).number_format == "0.00%"


def test_texts_are_never_formulas() -> None:
    rows = [
        CanvasRow("Channels", f"ch-{n}", text, "fact") for n, text in enumerate(("=cmd()", "+1", "-2", "@x", "\tz"))
    ]
    model = MODELS["venture"]
    contents = Contents(
        model, model.defaults, (), [Scenario("=HYPERLINK(1)", (Change("data_days", "set", 10.0),))], rows
    )
    book = opened(write_book(build_book(contents)))
    cells = [book["Canvas"].cell(4 + n, 2) for n in range(5)]
    assert [c.data_type for c in cells] == ["s"] * 5
    assert [c.value for c in cells] == ["=cmd()", "+1", "-2", "@x", "\tz"]
    assert all(c.quotePrefix for c in cells)
    head = next(c for c in book["Scenarios"][2] if str(c.value).startswith("=HYPER"))
    assert head.data_type == "s"


def test_a_scenario_that_cannot_be_computed_is_told() -> None:
    model = MODELS["subscription"]
    contents = Contents(model, model.defaults, (), [Scenario("odd", (Change("seats", "set", 1.0),))])
    notes = opened(write_book(build_book(contents)))["Notes"]
    assert any("“odd” is left out" in str(c.value) for c in notes["B"])


def test_formulas_library_agrees_when_inputs_change(tmp_path: Path) -> None:
    """A sample: loading a workbook takes the library seconds."""
    import formulas

    for name, sets in (("venture", 12), ("subscription", 2)):
        model, rng = MODELS[name], random.Random(name)
        inputs = {**model.defaults, **({model.horizon: 3.0} if model.horizon else {})}
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(write_book(build_book(Contents(model, inputs, room=3))))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = formulas.ExcelModel().loads(str(path)).finish()
        for _ in range(sets):
            values = random_inputs(model, rng, 3)
            cells = {f"'[{name}.xlsx]INPUTS'!B{HEAD + 2 + n}": values[i.id] for n, i in enumerate(model.inputs)}
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                solved = book.calculate(inputs=cells)
            result = evaluate(model, values)
            singles = [f for f in formulas_in_order(model) if not f.is_series]
            for row, formula in enumerate(singles, start=UNITS + 1):
                got = solved[f"'[{name}.xlsx]MODEL'!B{row}"].value[0, 0]
                number = float(got) if isinstance(got, int | float) else None
                wanted = result.working.get(formula.id)
                assert (number is None and wanted is None) or same(number, wanted), formula.id


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_agrees_for_random_inputs(tmp_path: Path) -> None:
    """Input sets as scenarios of one workbook a model, without the values that the engine put beside them."""
    longest, out = 4, tmp_path / "out"
    asked: dict[str, list[dict[str, float]]] = {}
    for name, model in MODELS.items():
        rng = random.Random(name)
        sets = [random_inputs(model, rng, longest) for _ in range(SETS)]
        start = {**model.defaults, **({model.horizon: float(longest)} if model.horizon else {})}
        changes = [tuple(Change(k, "set", v) for k, v in values.items()) for values in sets]
        scenarios = [Scenario(f"s{n}", made) for n, made in enumerate(changes)]
        opened(write_book(build_book(Contents(model, start, (), scenarios, room=longest)))).save(
            tmp_path / f"{name}.xlsx"
        )
        asked[name] = [start, *(dict(what_if(model, start, made).inputs) for made in changes)]
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    sources = [str(tmp_path / f"{name}.xlsx") for name in MODELS]
    subprocess.run([*command, "--outdir", str(out), *sources], check=True, capture_output=True, timeout=300)
    wrong = []
    for name, cases in asked.items():
        computed = openpyxl.load_workbook(out / f"{name}.xlsx", data_only=True)
        for number, values in enumerate(cases):
            sheet = computed[f"Case {number}" if number else "Model"]
            wrong += [f"{name} {number}: {w}" for w in compare_case(sheet, MODELS[name], values)]
    assert wrong == []
