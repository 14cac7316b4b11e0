"""Charts of drivers as plain data.

- `importance`: `rows` [{label, value, low, high}], the weights of the drivers, which add up to 1;
- `effect`: `label` of the column, `x` (numbers) or `names` of levels, `y`, `low`, `high`, `unit` of y, `x_unit`.
"""

from __future__ import annotations

from typing import Any

from assistant.analytics.drivers.effects import Effect
from assistant.analytics.drivers.explain import Explanation
from assistant.analytics.drivers.words import label, target_label
from assistant.language.text import Text

Spec = dict[str, Any]
EFFECTS = 3


def driver_charts(found: Explanation) -> list[Spec]:
    """Importance of all drivers and the effects of the first ones; none without a signal."""
    if not found.drivers:
        return []
    title = Text(f"What matters for {found.target.name}", f"影响“{found.target.name}”的因素")
    whole = sum(d.importance.lost for d in found.drivers)
    rows = [
        {
            "label": label(i.name).to_json(),
            "value": i.lost / whole,
            "low": max(i.low, 0) / whole,
            "high": i.high / whole,
        }
        for i in (d.importance for d in found.drivers)
    ]
    first = {"kind": "importance", "title": title.to_json(), "unit": "fraction", "rows": rows}
    return [first, *(_effect(d.effect, found) for d in found.drivers[:EFFECTS])]


def _effect(effect: Effect, found: Explanation) -> Spec:
    feature = effect.feature
    aim = target_label(found.target)
    spec: Spec = {
        "kind": "effect",
        "title": Text(f"{aim.en} by {feature.name}", f"{aim.zh}随“{feature.name}”的变化").to_json(),
        "label": label(feature.name).to_json(),
        "unit": found.target.unit,
        "x_unit": feature.unit,
        "y": effect.curve.tolist(),
        "low": effect.low.tolist(),
        "high": effect.high.tolist(),
    }
    if feature.is_category:
        spec["names"] = [feature.levels[int(i)].to_json() for i in effect.grid]
    else:
        spec["x"] = effect.grid.tolist()
    return spec
