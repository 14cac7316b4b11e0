"""What a figure is made of, and which figure a text means that names a part of it: the training in the total cost."""

from __future__ import annotations

import re
from collections import Counter

from assistant.finance.expression import Binary
from assistant.finance.model import Formula
from assistant.language.lazy_re import lazy_re
from assistant.planner.finance_view import FinanceView
from assistant.planner.plans.outputs import words_of

MOST = 3  # outputs whose names share a word that still tells them apart
# Asks what a sum is made of.
MADE_OF = lazy_re(
    r"\b(?:made up of|consists? of|composed of|break(?:s)? down|breakdown|broken down|components?)\b|"
    r"\bwhat(?:'s| is| goes| all goes)? (?:all )?(?:in|into|behind|inside) (?:the|our|that|those|it)\b|"
    r"\bwhich (?:parts|items|costs|pieces)\b|"
    r"(?:哪|几)(?:几)?(?:块|部分|项|笔)|组成|构成|包(?:含|括)了?(?:什么|哪)|拆(?:开|分|解)|明细|细项|分项",
    re.IGNORECASE,
)


def parts_of(output: str, view: FinanceView) -> list[str]:
    """What an output is the sum of, down to what is no sum any more, at its month.

    Args:
        output: Id of the output.
        view: The model.
    """
    base, number = view.model.split_id(output)
    known, parts, todo = view.model.formulas_by_id, list[str](), [base]
    while todo:
        formula = known[todo.pop(0)]
        for used in formula.uses:
            if used in known and known[used].measure == formula.measure:
                (todo if _is_sum(known[used]) else parts).append(used)
    return [view.model.period_id(p, number) if number and known[p].is_series else p for p in dict.fromkeys(parts)]


def part_named(text: str, view: FinanceView) -> str:
    """The output whose name shares words with a text, words that few others have; empty where none does.

    Args:
        text: The message, normalised.
        view: The model.
    """
    words = {f.id: words_of(f"{f.label.en} {f.label.zh}") for f in view.model.outputs if "." not in f.id}
    common = Counter(word for of in words.values() for word in of)
    said = {word for word in words_of(text) if 0 < common[word] <= MOST}
    scores = {id_: sum(len(word) for word in of & said) for id_, of in words.items()}
    best = max(scores, key=lambda id_: scores[id_], default="")
    if not best or not scores[best]:
        return ""
    month = view.model.split_id(view.main_output)[1]
    return view.model.period_id(best, month) if month and view.model.formulas_by_id[best].is_series else best


def _is_sum(formula: Formula) -> bool:
    return isinstance(formula.expression, Binary) and formula.expression.operator in "+-"
