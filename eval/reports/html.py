"""One HTML file with every transcript, readable without anything else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.record import case_failures
from eval.reports import wording

TEMPLATE = Path(__file__).with_name("report.html.j2")


def html_report(record: Mapping[str, Any]) -> str:
    """The record as a page: counts, then each case with its turns, tool calls, figures and failures."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["told"] = wording.value
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(summary=record["summary"], cases=record["cases"], trials=wording.trials, bad=_bad_lines)


def _bad_lines(case: Mapping[str, Any]) -> set[int]:
    """Lines of the dialogue file whose expectations were not met."""
    return {int(failure["line"]) for failure in case_failures(case)}
