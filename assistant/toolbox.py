"""The tools of the assistant, each over what it needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from langchain_core.tools import BaseTool

from assistant import paths
from assistant.canvas import load_patterns
from assistant.canvas.review import load_rulebook
from assistant.finance import FinanceModel
from assistant.finance.benchmarks import load_benchmarks
from assistant.retrieval.index import GuidanceIndex
from assistant.service.classify import Models
from assistant.tools.answers import answer_tools
from assistant.tools.canvas import canvas_tools
from assistant.tools.claims import claim_tools
from assistant.tools.classify import classify_tools
from assistant.tools.custom import custom_tools
from assistant.tools.decisions import decision_tools
from assistant.tools.drivers import driver_tools
from assistant.tools.filling import filling_tools
from assistant.tools.finance import finance_tools
from assistant.tools.forecast import forecast_tools
from assistant.tools.guidance import guidance_tools
from assistant.tools.importing import importing_tools
from assistant.tools.pricing import pricing_tools
from assistant.tools.recommend import Embed, recommend_tools
from assistant.tools.review import review_tools
from assistant.tools.risk import risk_tools
from assistant.tools.scenarios import scenario_tools
from assistant.tools.segments import segment_tools
from assistant.tools.service import service_tools
from assistant.tools.tables import table_tools
from assistant.tools.versions import version_tools
from assistant.tools.views import view_tools
from assistant.tools.workbook import workbook_tools


def make_tools(
    models: dict[str, FinanceModel],
    index: Callable[[], GuidanceIndex],
    messages: Callable[[], Models],
    exports: Path,
    embed: Embed | None = None,
) -> list[BaseTool]:
    """Every tool.

    Args:
        models: Finance models by id.
        index: Opens the guidance index.
        messages: Opens the classifiers of customer messages.
        exports: Folder for files written for the user.
        embed: Sentence vectors, where there is an encoder.

    Raises:
        DataFileError: A pattern or benchmark file is invalid.
    """
    benchmarks = load_benchmarks(paths.KNOWLEDGE / "benchmarks")
    patterns = load_patterns(paths.KNOWLEDGE / "patterns")
    return [
        *canvas_tools(patterns, exports, models),
        *filling_tools(patterns),
        *finance_tools(models, benchmarks),
        *risk_tools(models),
        *review_tools(models, lru_cache(maxsize=1)(load_rulebook)),
        *version_tools(models),
        *view_tools(models),
        *importing_tools(),
        *claim_tools(models),
        *decision_tools(models, benchmarks),
        *pricing_tools(models),
        *answer_tools(models),
        *scenario_tools(models),
        *workbook_tools(models),
        *custom_tools(models),
        *table_tools(),
        *segment_tools(exports),
        *forecast_tools(exports),
        *driver_tools(),
        *recommend_tools(embed),
        *classify_tools(messages, exports),
        *service_tools(messages, index, paths.KNOWLEDGE / "service", exports),
        *guidance_tools(index),
    ]
