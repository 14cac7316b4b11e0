"""Which output of the model a text is about."""

from __future__ import annotations

import re

from assistant.language.lazy_re import lazy_re
from assistant.language.quantities import find_quantities
from assistant.planner.finance_view import FinanceView
from assistant.planner.lexicon import BREAK_EVEN, FIRST_YEAR, MONTH_N, MONTHS_AHEAD, TOTAL, YEAR_END
from assistant.planner.understand.values.mentions import Mention

# A span of time that is looked at as a whole: "over the two years", 看三年, 未来18个月一共.
SPAN = lazy_re(
    r"\b(?:over|across|throughout|during)\s+(?:the |all |these |those |our )?(?:first |next |whole |full )?"
    r"(?P<en>[\w-]+[\s-]+(?:months?|years?))\b|"
    r"(?:看|算|未来|接下来|今后|往后|按)(?P<zh>[\d一二两三四五六十半]+(?:年|个月))|"
    r"\b(?:stretch|extend|lengthen|run)(?:ed|ing|s)? (?:it|this|that|the (?:plan|model|horizon))? ?(?:out )?"
    r"(?:to|for|over) (?P<en2>[\w-]+[\s-]+(?:months?|years?))\b|"
    r"(?:拉长?|延长?|放长?|拓展)(?:到|至|成)(?P<zh3>[\d一二两三四五六十半]+(?:年|个月))|"
    r"(?<!第)(?P<zh2>[\d一二两三四五六十]+(?:年|个月))(?:一共|总共|累计|加起来|合计|下来|总的)",
    re.IGNORECASE,
)
MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
# Counts something else in: 把免费用户的成本也算进去, "with the free users counted".
COUNTED_IN = lazy_re(
    r"\b(?:count(?:ed|ing)?|includ(?:e|ed|ing)|with|load(?:ed|ing)?|factor(?:ed|ing)? in|add(?:ed|ing)?)\b|"
    r"算(?:进|上|入)|计(?:入|上|进)|包(?:含|括)|含上?|加(?:上|进)|连同|考虑",
    re.IGNORECASE,
)
YEARS = {
    **{word: 12 for word in ("a", "an", "one", "first", "1", "一")},
    **{word: 24 for word in ("two", "second", "2", "二", "两")},
    **{word: 36 for word in ("three", "third", "3", "三")},
    "半": 6,
}


def span_months(text: str) -> int | None:
    """Months of the span that a text looks at as a whole; None where it names none."""
    found = SPAN.search(text)
    said = find_quantities(next(g for g in found.groups() if g)) if found else []
    spans = [round(q.value * MONTHS_OF[q.period]) for q in said if q.kind == "duration" and q.period in MONTHS_OF]
    return spans[0] if spans else None


def month_asked(text: str) -> int | None:
    """The month that a text names, the last one where it names several; None where it names none.

    "trials a month 2 break even by month 12" is about the twelfth, 满一年那个月 too.
    """
    found = [*MONTH_N.finditer(text), *MONTHS_AHEAD.finditer(text)]
    if found:
        return int(next(g for g in found[-1].groups() if g))
    year = YEAR_END.search(text)
    return YEARS[next(g for g in year.groups() if g).lower()] if year else None


def find_output(text: str, view: FinanceView, mention: Mention | None = None) -> str:
    """The output a text is about, at the month it names; the model's main output where it names none."""
    base = next((m.ids[0] for m in ([mention] if mention else view.find_outputs(text))), "")
    base = qualified(base, text, view) if base and not mention else base
    if not base or (BREAK_EVEN.search(text) and base in ("break_even_month",)):
        base = view.model.split_id(view.main_output)[0]
    formula = view.model.formulas_by_id.get(base)
    if formula is None or not formula.is_series:
        return base
    total = f"{base}.total"
    if span_months(text) == view.inputs.get("horizon", 0) and total in view.model.formulas_by_id:
        return total
    if month := month_asked(text):
        return view.model.period_id(base, month)
    if TOTAL.search(text) and not FIRST_YEAR.search(text) and total in view.model.formulas_by_id:
        return total
    return view.model.period_id(base, view.model.split_id(view.main_output)[1] or 1)


def qualified(base: str, text: str, view: FinanceView) -> str:
    """The output that counts in what a text counts in: the CAC with the free users rather than the plain one.

    Args:
        base: Id of the output that is named.
        text: What is said of it.
        view: The model.
    """
    known = view.model.formulas_by_id
    if base not in known or not COUNTED_IN.search(text):
        return base
    plain = known[base]
    names = [plain.label.en, plain.label.zh, *plain.aliases.all]
    for formula in view.model.outputs:
        label = f"{formula.label.en} {formula.label.zh}"
        if formula.id == base or formula.measure != plain.measure or not any(n.lower() in label.lower() for n in names):
            continue
        more = words_of(COUNTED_IN.sub(" ", label)) - words_of(" ".join(names))
        if more & words_of(text):
            return formula.id
    return base


def words_of(text: str) -> set[str]:
    """English words of a text, and pairs of Chinese characters."""
    han = re.findall(r"[\u4e00-\u9fff]+", text)
    return {*re.findall(r"[a-z]{4,}", text.lower()), *(run[i : i + 2] for run in han for i in range(len(run) - 1))}


def span_note(text: str, output: str, view: FinanceView) -> tuple[dict[str, str], ...]:
    """Said where a sum over a span is asked that the model does not add up."""
    months, horizon = span_months(text), view.inputs.get("horizon")
    if not months or not horizon or months == horizon or output.endswith(".total"):
        return ()
    return (
        {
            "en": f"The model adds up its whole horizon of {horizon:g} months only, so this is the figure of one "
            f"month, not a sum over {months} months; set the horizon to {months} months for the sum.",
            "zh": f"模型只累计整个测算期（{horizon:g}个月），所以这里是单个月的数，不是{months}个月的合计；"
            f"要看合计，请把测算期设为{months}个月。",
        },
    )


def label_of(output: str, view: FinanceView) -> dict[str, object]:
    """Label and period of an output for a reply."""
    base, number = view.model.split_id(output)
    formula = view.model.formulas_by_id[base]
    return {"id": output, "label": formula.label.to_json(), "number": number, "period": view.model.period}
