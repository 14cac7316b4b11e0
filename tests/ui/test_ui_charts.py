"""Charts as the page and picture files show them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from assistant.finance import Change, evaluate, load_models, what_if
from assistant.finance.chart_specs import chart_spec
from assistant.finance.charts import model_charts, what_if_charts
from assistant.paths import KNOWLEDGE
from ui.charts import draw, tool_plots
from ui.i18n import words
from ui.markdown import safe
from ui.palette import DARK, LIGHT
from ui.still import to_png, to_svg
from ui.ticks import short, ticks, whole_ticks

MODELS = load_models(KNOWLEDGE / "models")
KINDS = ("waterfall", "tornado", "fan", "cash", "breakeven")
CHANGES = [
    {"variable": "price", "relation": "set", "value": 49.0},
    {"variable": "churn", "relation": "set", "value": 0.1},
]


@pytest.mark.parametrize(
    ("value", "unit", "en", "zh"),
    [
        (-15000, "USD", "−$15k", "−$1.5万"),
        (1234567, "CNY", "¥1.23M", "¥123万"),
        (2.5e8, "USD", "$250M", "$2.5亿"),
        (0.125, "fraction", "12.5%", "12.5%"),
        (0, "USD", "$0", "$0"),
        (480, "customers", "480", "480"),
        (3.456, "ratio", "3.46×", "3.46×"),
        (-7422, "USD", "−$7.42k", "−$7,422"),
        (999.9996, "USD", "$1k", "$1,000"),
        (5000, "JPY", "5k JPY", "5,000 JPY"),
    ],
)
def test_short_numbers(value: float, unit: str, en: str, zh: str) -> None:
    assert (short(value, unit, "en"), short(value, unit, "zh")) == (en, zh)


def test_ticks_are_round_and_cover_the_values() -> None:
    assert ticks([-7400, 6400]) == ([-10000, -5000, 0, 5000, 10000], (-10000, 10000))
    assert ticks([]) == ([0, 0.2, 0.4, pytest.approx(0.6), 0.8, 1.0], (0, 1.0))
    assert whole_ticks(1, 24) == [3, 6, 9, 12, 15, 18, 21, 24]
    assert whole_ticks(1, 5) == [1, 2, 3, 4, 5]


def spec_of(kind: str) -> dict[str, Any]:
    model = MODELS["subscription"]
    return chart_spec(model, model.defaults, CHANGES, kind)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_in_both_languages(kind: str, language: str) -> None:
    for look in (LIGHT, DARK):
        figure = draw(spec_of(kind), words(language), look)
        svg = to_svg(figure).decode("utf-8")
        root = ElementTree.fromstring(svg)
        texts = [e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}text")]
        assert figure.layout.title.text in texts
        assert bool(re.search("[\u4e00-\u9fff]", "".join(texts))) == (language == "zh")
        assert not any("$−" in t for t in texts)
        assert f'fill="{look.paper}"' in svg and "@font-face" in svg
    assert to_png(figure)[:8] == b"\x89PNG\r\n\x1a\n"


def test_an_unknown_kind_is_not_drawn() -> None:
    assert draw({"kind": "pie", "title": {"en": "x", "zh": "x"}}, words("en")) is None


def test_charts_stand_under_the_cards_that_have_them() -> None:
    model = MODELS["subscription"]
    comparison = what_if(model, model.defaults, [Change("price", "set", 49.0)])
    assert len(tool_plots({"charts": what_if_charts(comparison, "profit.month_12")}, words("en"))) == 1
    assert len(tool_plots({"charts": model_charts(model, evaluate(model, model.defaults))}, words("zh"))) == 2
    assert len(tool_plots({"chart": spec_of("tornado")}, words("en"))) == 1
    assert tool_plots({"chart": {"kind": "line"}}, words("en")) == []
    assert tool_plots({}, words("en")) == []


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_read_on_their_paper() -> None:
    """WCAG 2: text 4.5, parts of a chart 3."""
    for look in (LIGHT, DARK):
        assert contrast(look.text, look.paper) >= 4.5
        for colour in (look.first, look.gain, look.loss, look.quiet):
            assert contrast(colour, look.paper) >= 3


def test_a_minus_stays_with_its_amount() -> None:
    assert safe("it is −$15 now") == "it is −\u2060$15 now"
    assert safe("3 − 2") == "3 − 2"


def test_the_picture_files_need_only_what_is_installed(tmp_path: Path) -> None:
    target = tmp_path / "cash.png"
    target.write_bytes(to_png(draw(spec_of("cash"), words("zh"), DARK)))
    assert target.stat().st_size > 5000
