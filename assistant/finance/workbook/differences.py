"""What an edited workbook says otherwise than the conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from assistant.errors import ToolInputError
from assistant.finance.inputs import checked_value, find_input
from assistant.finance.model import FinanceModel, Input, Text
from assistant.finance.workbook.read import InputRow, Raw, ReadBook
from assistant.language.lazy_re import lazy_re

_NUMBER = lazy_re(r"[-−+]?[$¥￥€£]?\s*[-−+]?\d[\d,，]*(?:\.\d+)?\s*[%％]?")


@dataclass(frozen=True)
class InputDifference:
    """An input that the workbook has another value for."""

    variable: Input
    before: float
    after: float


@dataclass(frozen=True)
class Differences:
    """All of them, with what a reply has to say besides."""

    inputs: tuple[InputDifference, ...]
    notes: tuple[Text, ...]

    @property
    def values(self) -> dict[str, float]:
        """New values by input id."""
        return {d.variable.id: d.after for d in self.inputs}


def input_differences(book: ReadBook, model: FinanceModel, present: Mapping[str, float]) -> Differences:
    """Compare the inputs of a workbook with the present ones.

    Args:
        book: What was read; of this model.
        model: The model in use.
        present: Every input of the conversation.

    Raises:
        ToolInputError: Values are no numbers or impossible, or a line appears twice; all of them are told at once.
    """
    problems: list[ToolInputError] = []
    notes: list[Text] = []
    seen: dict[str, str] = {}
    found: list[InputDifference] = []
    for row in book.inputs:
        variable = _variable(row, model, notes)
        if variable is None:
            continue
        if variable.id in seen:
            problems.append(_twice(variable, seen[variable.id], row.cell))
            continue
        seen[variable.id] = row.cell
        try:
            after = checked_value(variable, _number(row, variable, notes))
        except ToolInputError as error:
            problems.append(_placed(row.cell, error))
            continue
        if not _same(after, present[variable.id]):
            found.append(InputDifference(variable, present[variable.id], after))
    if problems:
        raise _together(problems)
    return Differences(tuple(found), (*notes, *_missing(model, seen), *_overwritten(book)))


def _variable(row: InputRow, model: FinanceModel, notes: list[Text]) -> Input | None:
    known = model.inputs_by_id.get(row.id)
    if known is not None:
        if row.label and row.label not in {known.label.en, known.label.zh}:
            notes.append(
                Text(
                    f"The label “{row.label}” in the sheet is read as {known.label.en}; names are not taken over",
                    f"表中的名称“{row.label}”仍按“{known.label.zh}”读取；名称改动不会保存",
                )
            )
        return known
    if row.label and not row.id:
        with suppress(ToolInputError):
            return find_input(model, row.label)
    notes.append(_unknown(row, model))
    return None


def _unknown(row: InputRow, model: FinanceModel) -> Text:
    name = row.label or row.id or row.cell
    return Text(
        f"The line “{name}” ({row.cell}) is no input of the {model.title.en} model and was not read; "
        "add a new input in chat first",
        f"“{name}”（{row.cell}）不是{model.title.zh}模型的输入，未读取；如需新增输入，请先在对话中添加",
    )


def _number(row: InputRow, variable: Input, notes: list[Text]) -> float:
    value: Raw = row.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if value is None or value == "":
        raise ToolInputError(f"{variable.label.en} is empty; give a number.", f"{variable.label.zh}为空，请填写数字。")
    text = str(value).strip()
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise ToolInputError(
            f"{variable.label.en} is “{text}”, which is not a number.", f"{variable.label.zh}填的是“{text}”，不是数字。"
        )
    digits = re.sub(r"[$¥￥€£,，\s%％+]", "", text).replace("−", "-")
    number = float(digits) / (100 if text.endswith(("%", "％")) else 1)
    notes.append(
        Text(f"{row.cell} holds the text “{text}”, read as {number:g}", f"{row.cell}是文本“{text}”，按{number:g}读取")
    )
    return number


def _same(one: float, other: float) -> bool:
    # Programs save 15 digits.
    return abs(one - other) <= 1e-12 * max(abs(one), abs(other))


def _missing(model: FinanceModel, seen: Mapping[str, str]) -> list[Text]:
    gone = [i for i in model.inputs if i.id not in seen]
    if not gone:
        return []
    en, zh = ", ".join(i.label.en for i in gone), "、".join(i.label.zh for i in gone)
    return [Text(f"Not in the sheet, so unchanged: {en}", f"表中没有以下输入，保持不变：{zh}")]


def _overwritten(book: ReadBook) -> list[Text]:
    if not book.overwritten:
        return []
    cells = ", ".join(book.overwritten)
    return [
        Text(
            f"Numbers typed over formulas are not read back, only the inputs are: {cells}",
            f"覆盖在公式上的数字不会读回，只读取输入表：{cells}",
        )
    ]


def _twice(variable: Input, first: str, second: str) -> ToolInputError:
    return ToolInputError(
        f"{variable.label.en} stands twice, in {first} and {second}; keep one line.",
        f"{variable.label.zh}出现了两次（{first}和{second}），请只保留一行。",
    )


def _placed(cell: str, error: ToolInputError) -> ToolInputError:
    return ToolInputError(f"{cell}: {error.en}", f"{cell}：{error.zh}")


def _together(problems: list[ToolInputError]) -> ToolInputError:
    if len(problems) == 1:
        en, zh = problems[0].en, problems[0].zh
    else:
        en = "\n".join(f"- {p.en}" for p in problems)
        zh = "\n".join(f"- {p.zh}" for p in problems)
    return ToolInputError(
        f"The workbook was not taken over. Correct this on the sheet of inputs and upload it again:\n\n{en}",
        f"工作簿未读入。请在输入表中更正后重新上传：\n\n{zh}",
    )
