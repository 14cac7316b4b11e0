"""Pictures of segments as plain data: a map of the rows and a table of what each segment has more or less of.

- `segment_map`: `groups` [{label {en, zh}, x, y}], `shown` (share of the variance that the two axes keep);
- `segment_heat`: `rows` (segments) and `columns`, texts {en, zh}, `values` [[standardised mean]].
"""

from __future__ import annotations

from typing import Any

from assistant.analytics.segments.segment import Segmentation
from assistant.language.text import Text

DOTS = 600
HEAT_COLUMNS = 12


def segment_charts(found: Segmentation) -> list[dict[str, Any]]:
    """The map and the heat map, where there is something to draw."""
    if not found.found:
        return []
    return [spec for spec in (_map(found), _heat(found)) if spec]


def _map(found: Segmentation) -> dict[str, Any] | None:
    """A sample of rows on the two axes along which they differ most."""
    import numpy as np

    chosen = np.sort(np.random.default_rng(0).permutation(len(found.table))[:DOTS])
    numbers, onehot = found.features.rules.points(found.table.frame.iloc[chosen])
    points = np.hstack([numbers, onehot - onehot.mean(axis=0)]) if onehot.shape[1] else numbers
    if points.shape[1] < 2:
        return None
    middle = points - points.mean(axis=0)
    left, sizes, _ = np.linalg.svd(middle, full_matrices=False)
    place = left[:, :2] * sizes[:2]
    labels = found.labels[chosen]
    groups = [
        {
            "label": profile.name.to_json(),
            "x": np.round(place[labels == j, 0], 3).tolist(),
            "y": np.round(place[labels == j, 1], 3).tolist(),
        }
        for j, profile in enumerate(found.profiles)
    ]
    return {
        "kind": "segment_map",
        "title": Text("Map of the rows", "样本分布图").to_json(),
        "unit": "",
        "groups": groups,
        "shown": float((sizes[:2] ** 2).sum() / max((sizes**2).sum(), 1e-12)),
    }


def _heat(found: Segmentation) -> dict[str, Any] | None:
    names = list(found.profiles[0].means)[:HEAT_COLUMNS]
    if not names:
        return None
    return {
        "kind": "segment_heat",
        "title": Text("What each segment has more or less of", "各分群的特征对比").to_json(),
        "unit": "",
        "rows": [p.name.to_json() for p in found.profiles],
        "columns": [(found.shown.get(n) or Text(n, n)).to_json() for n in names],
        "values": [[round(p.means[n], 2) for n in names] for p in found.profiles],
    }
