"""Words of the workbook in both languages, and number formats by unit."""

from __future__ import annotations

import re

from assistant.finance.model import FinanceModel, Formula, Input
from assistant.finance.units import Unit
from assistant.language.formatting import CURRENCY_SIGNS

WORDS: dict[str, tuple[str, str]] = {
    "canvas": ("Canvas", "画布"),
    "inputs": ("Inputs", "输入"),
    "model": ("Model", "模型"),
    "outputs": ("Outputs", "结果"),
    "scenarios": ("Scenarios", "情景"),
    "notes": ("Notes", "说明"),
    "case": ("Case {n}", "情景{n}"),
    "block": ("Block", "模块"),
    "item": ("Item", "内容"),
    "status": ("Status", "状态"),
    "fact": ("fact", "事实"),
    "assumption": ("assumption", "假设"),
    "id": ("ID (keep)", "编号（勿改）"),
    "label": ("What", "项目"),
    "value": ("Value", "数值"),
    "unit": ("Unit", "单位"),
    "min": ("Lowest", "最小值"),
    "max": ("Highest", "最大值"),
    "note": ("Note", "备注"),
    "given": ("Whose number", "数字来源"),
    "stated": ("stated by you", "您提供"),
    "example": ("example", "示例"),
    "month": ("Month", "月份"),
    "year": ("Year", "年份"),
    "opening": ("Start", "期初"),
    "why": ("Why there is no value", "没有数值的原因"),
    "formula": ("How it is computed", "计算方法"),
    "base": ("Base case", "基准"),
    "difference": ("Difference", "差额"),
    "canvas_title": ("Business model canvas", "商业模式画布"),
    "inputs_title": ("Inputs of the {title} model", "{title}模型的输入"),
    "inputs_hint": (
        "Change the values in column B; everything else follows. Upload the workbook to take your changes over.",
        "修改B列的数值，其余自动更新；上传此工作簿即可把改动读回。",
    ),
    "canvas_hint": (
        "Edit the texts in column B; for a new item add a line with the block and leave the ID empty.",
        "可直接修改B列文字；新增条目请另起一行、填写模块，编号留空。",
    ),
    "model_title": ("Computation: {name}", "计算：{name}"),
    "whole": ("whole numbers only", "只能是整数"),
    "percent": ("a percentage: type 15% or 0.15", "百分比：请输入15%或0.15"),
    "months_long": (" months", "个月"),
    "years_long": (" years", "年"),
    "days_long": (" days", "天"),
    "none": ("–", "–"),
    "no_value": ("it cannot be computed with these numbers", "用这组数字无法计算"),
    "between": ("from {low} to {high}", "{low} 到 {high}"),
    "cash_chart": ("Cash balance", "现金余额"),
    "profit_chart": ("Profit", "利润"),
    "first": ("{label}: test", "{label}：判断列"),
    "about_units": ("Units", "单位"),
    "about_formulas": ("Formulas in words", "公式说明"),
    "about_notes": ("About the numbers", "数字说明"),
    "about_live": (
        "All results are live formulas over the Inputs sheet. Cells with a name (see the name manager) can be used in "
        "formulas of your own.",
        "所有结果都是基于“输入”表的实时公式。带名称的单元格（见名称管理器）可用于您自己的公式。",
    ),
    "about_charts": (
        "The charts cover the {n} periods of the export; after another horizon, export again to redraw them.",
        "图表覆盖导出时的{n}期；修改测算期后请重新导出以更新图表。",
    ),
    "about_examples": (
        "Numbers marked as examples are the template's, not yours: replace them before relying on a result.",
        "标为“示例”的数字来自模板，并非您的数据：请先替换再据此决策。",
    ),
    "about_scenario": (
        "Scenarios start from the base case and follow it live; changed inputs are highlighted.",
        "各情景以基准为起点并随之实时更新，改动的输入已标亮。",
    ),
    "left_out": ("Scenario “{name}” is left out: {reason}", "情景“{name}”未收录：{reason}"),
    "source": ("Formulas: {file}, checked by unit when loaded.", "公式来源：{file}，加载时已做单位校验。"),
}  # fmt: skip

_NAMES_ZH = {
    "month": "月", "year": "年", "day": "天", "customer": "客户", "user": "用户", "trial": "试用", "seat": "席位",
    "unit": "台", "order": "单", "buyer": "买家", "seller": "卖家", "call": "次调用", "ktoken": "千词元",
    "token": "词元", "lead": "线索", "device": "设备", "impression": "次展示", "kimpression": "千次展示",
    "promotion": "次推广", "transaction": "笔交易", "adaptation": "次适配", "licence": "许可", "ratio": "倍",
    "conversion": "次转化", "retention": "次留存", "visit": "次访问", "view": "次浏览", "click": "次点击",
    "item": "件", "listing": "条", "booking": "预订",
}  # fmt: skip


def said(key: str, language: str, **values: object) -> str:
    """A word or sentence."""
    text = WORDS[key][language == "zh"]
    return text.format(**values) if values else text


def number_format(unit: Unit, *, whole: bool = False, position: bool = False) -> str:
    """Number format of a spreadsheet: currency, percentage, counts, months."""
    if unit.is_fraction:
        return "0.00%"
    if whole or position:
        return "0"
    if unit.kind == "money":
        # Per customer or call cents matter; sums are read in whole units.
        fine = any(power < 0 and name not in {"month", "year", "day"} for name, power in unit.dimension)
        digits = "#,##0.00##" if fine else "#,##0"
        sign = CURRENCY_SIGNS.get(unit.shown)
        return f'"{sign}"{digits};-"{sign}"{digits}' if sign else f'{digits}" {unit.shown}"'
    return "#,##0.00" if unit.kind == "ratio" else "#,##0.0"


def unit_text(unit: Unit, language: str) -> str:
    """A unit as people write it: `USD/customer/month`, `%/月`."""
    if unit.is_fraction:
        period = unit.period
        return f"%/{_NAMES_ZH[period] if language == 'zh' else period}" if period else "%"
    if language != "zh":
        return unit.text
    return re.sub(r"[A-Za-z]+", lambda m: _NAMES_ZH.get(m.group().removesuffix("s"), m.group()), unit.text)


def input_format(variable: Input) -> str:
    """Number format of an input."""
    return number_format(variable.measure, whole=variable.whole)


def formula_format(formula: Formula) -> str:
    """Number format of an output."""
    return number_format(formula.measure, position=formula.is_position)


def period_word(model: FinanceModel, language: str) -> str:
    """Month or year."""
    return said(model.period, language)
