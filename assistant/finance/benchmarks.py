"""Industry benchmarks: knowledge/benchmarks/*.yaml, shown beside a user's value and never mixed into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from assistant.errors import KnowledgeError
from assistant.figures import Figure
from assistant.finance.fields import Fields
from assistant.finance.located import read_yaml
from assistant.finance.model import Text

Standing = Literal["better", "within", "worse"]
_REQUIRED = {"id", "metric", "better", "unit", "kind", "segment", "bands", "source", "year"}
_OPTIONAL = {"low", "high"}
_CHOICES = {"better": ("higher", "lower"), "kind": ("survey", "rule_of_thumb")}
_YEARS = (1990, 2100)


@dataclass(frozen=True)
class IndustryBenchmark:
    """One published bar.

    Attributes:
        id: Its own id.
        metric: Id of the metric it is for.
        better: Whether a higher or a lower value is good.
        low: Lower end of the usual range, None where it is open.
        high: Upper end, None where it is open.
        unit: Unit of both; rates are fractions.
        kind: Measured in a survey, or a rule of thumb.
        segment: For which companies.
        bands: The bar in words.
        source: Who published it, and where.
        year: When.
    """

    id: str
    metric: str
    better: str
    low: float | None
    high: float | None
    unit: str
    kind: str
    segment: Text
    bands: Text
    source: str
    year: int

    def standing(self, value: float) -> Standing:
        """Where a value stands against the bar."""
        below = self.low is not None and value < self.low
        above = self.high is not None and value > self.high
        if not below and not above:
            open_end = (self.high is None) if self.better == "higher" else (self.low is None)
            return "better" if open_end else "within"
        return "better" if above == (self.better == "higher") else "worse"

    def to_json(self, value: float | None) -> dict[str, Any]:
        """For a reply: the bar, its source, and where `value` stands against it."""
        rule = self.kind == "rule_of_thumb"
        return {
            "id": self.id,
            "metric": self.metric,
            "text": {
                "en": f"{self.bands.en} ({self.segment.en}; {self.source}, {self.year}{', a rule of thumb' * rule})",
                "zh": f"{self.bands.zh}（{self.segment.zh}；{self.source}，{self.year}年{'，经验法则' * rule}）",
            },
            "low": self.low,
            "high": self.high,
            "unit": self.unit,
            "source": self.source,
            "year": self.year,
            "kind": self.kind,
            "standing": None if value is None else self.standing(value),
        }


@lru_cache(maxsize=4)
def load_benchmarks(folder: Path) -> tuple[IndustryBenchmark, ...]:
    """Every benchmark of the `*.yaml` files of a folder, in order.

    Raises:
        KnowledgeError: A file is invalid, or an id is there twice; names file and line.
    """
    found: dict[str, IndustryBenchmark] = {}
    for path in sorted(folder.glob("*.yaml")):
        top = Fields(read_yaml(path), path)
        top.only({"benchmarks"}, set())
        for fields in top.children("benchmarks"):
            one = _benchmark(fields)
            if one.id in found:
                raise fields.error("id", f"the id {one.id!r} is there twice")
            found[one.id] = one
    if not found:
        raise KnowledgeError("no benchmarks (*.yaml) here", folder)
    return tuple(found.values())


def beside(
    benchmarks: Iterable[IndustryBenchmark],
    values: Mapping[str, float | None],
    labels: Mapping[str, Text] | None = None,
) -> list[dict[str, Any]]:
    """The benchmarks of the metrics that have a value, with the `label` of the metric where it is given."""
    known = labels or {}
    return [
        {**b.to_json(values[b.metric]), "label": known[b.metric].to_json() if b.metric in known else None}
        for b in benchmarks
        if values.get(b.metric) is not None
    ]


def benchmark_figures(benchmarks: Iterable[IndustryBenchmark], metrics: Iterable[str], language: str) -> list[Figure]:
    """Ends of the ranges as `benchmark.<id>.low` and `.high`."""
    wanted, figures = set(metrics), []
    for one in benchmarks:
        for end, value in (("low", one.low), ("high", one.high)):
            if value is not None and one.metric in wanted:
                label = one.bands.get(language)
                figures.append(Figure(f"benchmark.{one.id}.{end}", label, value, one.unit, None, None, ""))
    return figures


def _benchmark(fields: Fields) -> IndustryBenchmark:
    fields.only(_REQUIRED, _OPTIONAL)
    for key, allowed in _CHOICES.items():
        if fields.string(key) not in allowed:
            raise fields.error(key, f"{key!r} must be {' or '.join(allowed)}")
    low, high = (fields.number(k) if k in fields.data else None for k in ("low", "high"))
    if low is None and high is None:
        raise fields.error("id", "give 'low', 'high' or both")
    if low is not None and high is not None and low > high:
        raise fields.error("low", "'low' is above 'high'")
    year = fields.number("year")
    if year != int(year) or not _YEARS[0] <= year <= _YEARS[1]:
        raise fields.error("year", "'year' must be the year of publication")
    return IndustryBenchmark(
        fields.identifier("id"),
        fields.identifier("metric"),
        fields.string("better"),
        low,
        high,
        fields.string("unit"),
        fields.string("kind"),
        fields.text("segment"),
        fields.text("bands"),
        fields.string("source"),
        int(year),
    )
