"""The what-if panel as HTML: the comparison, how it comes about, and the inputs in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from assistant.finance.session import model_of
from ui.i18n import Words
from ui.numbers import amount, difference

JsonDict = Mapping[str, Any]


@dataclass(frozen=True)
class Numbers:
    """What the panel shows.

    Attributes:
        finance: Model, inputs and stated ids, as `ModelChanged` carries them.
        comparison: Data of the last `what_if`, or None.
        base: Data of the last `set_finance_model`, or None.
    """

    finance: JsonDict = field(default_factory=dict)
    comparison: JsonDict | None = None
    base: JsonDict | None = None

    @property
    def shown(self) -> JsonDict | None:
        """The results in hand: the what-if, else the base case."""
        return self.comparison or self.base


def results_html(numbers: Numbers, models: Mapping[str, Any], words: Words) -> str:
    """The comparison or the base case, above the chart.

    Args:
        numbers: What to show.
        models: Finance models by id, for the name of the one in use.
        words: Language of the page.
    """
    model = models.get(str(numbers.finance.get("template") or ""))
    if model is None:
        title, text = escape(words("numbers.empty_title")), escape(words("numbers.empty_text"))
        return f'<section class="panel"><div class="invitation"><h2>{title}</h2><p>{text}</p></div></section>'
    name = escape(words("numbers.model", title=model.title.get(words.language)))
    return f'<section class="panel"><p class="panel-model">{name}</p>{_results(numbers, words)}</section>'


def inputs_html(numbers: Numbers, models: Mapping[str, Any], words: Words) -> str:
    """The inputs in use, below the chart; numbers nobody stated are marked as examples."""
    if str(numbers.finance.get("template") or "") not in models:
        return ""
    # With the currency and the inputs of this conversation, not those of the template.
    model = model_of(models, numbers.finance)
    return f'<section class="panel">{_inputs(numbers.finance, model, words)}</section>'


def _results(numbers: Numbers, words: Words) -> str:
    data = numbers.shown
    if not data or not data.get("outputs"):
        return ""
    changes = data.get("changes") or []
    said = [
        words(
            "numbers.goes",
            label=words.pick(c["label"]),
            before=amount(c["before"], c, words),
            after=amount(c["after"], c, words),
        )
        for c in changes
    ]
    lead = "".join(f"<li>{escape(text)}</li>" for text in said)
    heading = words("numbers.what_if") if changes else words("numbers.base")
    parts = [f"<h2>{escape(heading)}</h2>", f'<ul class="changes">{lead}</ul>' if lead else ""]
    parts.append(_comparison(data, words) if changes else _values(data, words))
    parts += [_undefined(data, words), _notes(data, words), _how(data, words) if changes else ""]
    return "".join(parts)


def _comparison(data: JsonDict, words: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(words.pick(row["label"]))}</th>'
        f"<td>{escape(amount(row['before'], row, words))}</td>"
        f"<td>{escape(amount(row['after'], row, words))}</td>"
        f'<td class="{_direction(row)}">{escape(difference(row["delta"], row, words))}</td></tr>'
        for row in data["outputs"]
    )
    return _table(("measure", "before", "after", "change"), rows, words, "wide")


def _values(data: JsonDict, words: Words) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(words.pick(row["label"]))}</th>'
        f"<td>{escape(amount(row.get('value', row.get('after')), row, words))}</td></tr>"
        for row in data["outputs"]
    )
    return _table(("measure", "now"), rows, words)


def _table(columns: tuple[str, ...], rows: str, words: Words, kind: str = "") -> str:
    heads = "".join(f'<th scope="col">{escape(words(f"numbers.{c}"))}</th>' for c in columns)
    return f'<table class="{kind}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _direction(row: JsonDict) -> str:
    delta = row.get("delta") or 0
    return "up" if delta > 0 else "down" if delta < 0 else "same"


def _undefined(data: JsonDict, words: Words) -> str:
    shown = {row["id"] for row in data["outputs"]}
    found = {row["id"]: row for row in data.get("undefined") or [] if row["id"] in shown}
    told = [words("numbers.because", label=words.pick(r["label"]), why=words.pick(r["reason"])) for r in found.values()]
    return "".join(f'<p class="remark">{escape(text)}</p>' for text in told)


def _notes(data: JsonDict, words: Words) -> str:
    return "".join(f'<p class="remark">{escape(words.pick(note))}</p>' for note in data.get("notes") or [])


def _how(data: JsonDict, words: Words) -> str:
    text = words.pick(data.get("explanation"))
    if not text:
        return ""
    return f"<details><summary>{escape(words('numbers.how'))}</summary><p>{escape(text)}</p></details>"


def _inputs(finance: JsonDict, model: Any, words: Words) -> str:
    stated = set(finance.get("stated") or [])
    values = {**model.defaults, **(finance.get("inputs") or {})}
    rows = ""
    for item in model.inputs:
        row = {"unit": item.measure.shown, "period": item.period}
        mark = "stated" if item.id in stated else "example"
        rows += (
            f'<tr class="{mark}"><th scope="row">{escape(item.label.get(words.language))}</th>'
            f"<td>{escape(amount(values[item.id], row, words))}</td>"
            f'<td><span class="tag {mark}">{escape(words(f"numbers.{mark}"))}</span></td></tr>'
        )
    note = "" if stated >= set(values) else f'<p class="remark">{escape(words("numbers.example_note"))}</p>'
    return f'<h2>{escape(words("numbers.inputs"))}</h2><table class="inputs"><tbody>{rows}</tbody></table>{note}'
