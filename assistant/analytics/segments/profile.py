"""What sets each segment apart, in words with effect sizes, and a name for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.analytics.segments.features import OTHER, LevelRule, Rules, level_of
from assistant.analytics.tables import Column, Table
from assistant.language.formatting import format_number
from assistant.language.text import Text

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Labels = NDArray[np.intp]

TELLING = 0.5  # Cohen's d and h from which a difference is worth a word (medium, Cohen 1988)
SLIGHT = 0.2  # … where there is none (small)
STRONG = 1.2
SAME = 0.015  # difference of shares below which two levels mark the same rows
TRAITS = 4
NAMED_BY = 2


@dataclass(frozen=True)
class Trait:
    """One thing that sets a segment apart.

    Attributes:
        column: Column.
        effect: Cohen's d of a number, Cohen's h of a share; above 0 is more than in the other rows.
        here: Median of the numbers, or share of the level, in the segment.
        overall: The same of all rows.
        level: Level of a category; None for a number.
        text: In words, with numbers.
        short: In words for a name.
    """

    column: str
    effect: float
    here: float
    overall: float
    level: str | None
    text: Text
    short: Text


@dataclass(frozen=True)
class Profile:
    """One segment.

    Attributes:
        name: From what sets it apart most.
        size: Rows.
        share: Of all rows.
        traits: What sets it apart, strongest first; may be empty.
        means: Standardised mean by number column, for the heat map.
    """

    name: Text
    size: int
    share: float
    traits: tuple[Trait, ...]
    means: Mapping[str, float]


def profiles_of(table: Table, rules: Rules, labels: Labels, k: int, shown: Mapping[str, Text]) -> list[Profile]:
    """Profiles of the segments 0 … k−1.

    Args:
        table: The table.
        rules: The columns compared.
        labels: (n,) segment of each row.
        k: Segments.
        shown: What to call columns, where not by their header.
    """
    import numpy as np

    numbers, _ = rules.points(table.frame)
    traits: list[list[Trait]] = [[] for _ in range(k)]
    means: list[dict[str, float]] = [{} for _ in range(k)]
    for i, rule in enumerate(rules.numbers):
        column, label = table.column(rule.name), shown.get(rule.name) or Text(rule.name, rule.name)
        raw = table.frame[rule.name].to_numpy(dtype=float)
        overall = float(np.nanmedian(raw))
        for j in range(k):
            inside = labels == j
            means[j][rule.name] = float(numbers[inside, i].mean()) if inside.any() else 0.0
            here = float(np.nanmedian(raw[inside])) if np.isfinite(raw[inside]).any() else overall
            effect = _cohen(numbers[inside, i], numbers[~inside, i])
            if effect * (here - overall) > 0:  # the medians that are told must say the same
                traits[j].append(_number_trait(column, label, effect, here, overall))
    for level_rule in rules.levels:
        label = shown.get(level_rule.name) or Text(level_rule.name, level_rule.name)
        for j, found in enumerate(_level_traits(table.frame[level_rule.name], level_rule, labels, k, label)):
            traits[j] += found
    kept = [_strongest(found) for found in traits]
    names = _names(kept)
    sizes = np.bincount(labels, minlength=k)
    return [
        Profile(names[j], int(sizes[j]), float(sizes[j] / len(labels)), tuple(kept[j][:TRAITS]), means[j])
        for j in range(k)
    ]


def _cohen(here: Matrix, rest: Matrix) -> float:
    """Difference of means in pooled standard deviations."""
    if len(here) < 2 or len(rest) < 2:
        return 0.0
    pooled = ((len(here) - 1) * here.var(ddof=1) + (len(rest) - 1) * rest.var(ddof=1)) / (len(here) + len(rest) - 2)
    return float((here.mean() - rest.mean()) / max(float(pooled) ** 0.5, 1e-9))


def _number_trait(column: Column, label: Text, effect: float, here: float, overall: float) -> Trait:
    unit = column.currency or "" if column.kind == "money" else "fraction" if column.kind == "rate" else ""
    higher = effect > 0

    def told(language: str) -> tuple[str, str]:
        return format_number(here, unit, language), format_number(overall, unit, language)

    (here_en, all_en), (here_zh, all_zh) = told("en"), told("zh")
    much, slight = abs(effect) >= STRONG, abs(effect) < TELLING
    degree = Text("much " if much else "slightly " if slight else "", "明显" if much else "略微" if slight else "")
    word = Text(f"{degree.en}{'higher' if higher else 'lower'}", f"{degree.zh}{'偏高' if higher else '偏低'}")
    text = Text(
        f"{label.en} {word.en}: median {here_en}, overall {all_en}",
        f"{label.zh}{word.zh}：中位数{here_zh}，总体{all_zh}",
    )
    most = Text("slightly " if slight else "", "略" if slight else "")
    short = Text(f"{most.en}{'high' if higher else 'low'} {label.en}", f"{label.zh}{most.zh}{'高' if higher else '低'}")
    return Trait(column.name, effect, here, overall, None, text, short)


def _level_traits(cells: pd.Series[Any], rule: LevelRule, labels: Labels, k: int, label: Text) -> list[list[Trait]]:
    """For each segment the levels that are commoner in it than in the other rows."""
    import numpy as np

    levels = level_of(cells, rule).to_numpy()
    found: list[list[Trait]] = [[] for _ in range(k)]
    for level in rule.levels:
        is_level = levels == level
        overall = float(is_level.mean())
        for j in range(k):
            inside = labels == j
            if not inside.any() or inside.all() or level == OTHER:
                continue
            here, rest = float(is_level[inside].mean()), float(is_level[~inside].mean())
            effect = float(2 * np.arcsin(np.sqrt(here)) - 2 * np.arcsin(np.sqrt(rest)))
            if effect > 0 and here >= 0.3:
                found[j].append(_level_trait(rule.name, label, level, effect, (here, overall)))
    return found


def _level_trait(column: str, label: Text, level: str, effect: float, shares: tuple[float, float]) -> Trait:
    here, overall = shares
    told = {lang: [format_number(v, "fraction", lang, precision=0) for v in shares] for lang in ("en", "zh")}
    text = Text(
        f"{label.en} “{level}”: {told['en'][0]}, overall {told['en'][1]}",
        f"{label.zh}为“{level}”：{told['zh'][0]}，总体{told['zh'][1]}",
    )
    return Trait(column, effect, here, overall, level, text, Text(f"{label.en} {level}", f"{label.zh}为{level}"))


def _strongest(traits: list[Trait]) -> list[Trait]:
    """The telling ones, strongest first, one a column; of levels that mark the same rows one; slight ones if alone."""
    ordered = sorted(traits, key=lambda t: -abs(t.effect))
    kept: list[Trait] = []
    for trait in ordered:
        if abs(trait.effect) < TELLING or any(_alike(trait, other) for other in kept):
            continue
        kept.append(trait)
    return kept or [t for t in ordered[:1] if abs(t.effect) >= SLIGHT]


def _alike(one: Trait, other: Trait) -> bool:
    levels = one.level is not None and other.level is not None
    same = abs(one.here - other.here) < SAME and abs(one.overall - other.overall) < SAME
    return one.column == other.column or (levels and same)


def _names(traits: list[list[Trait]]) -> list[Text]:
    """Names from the strongest traits; where two segments share them, from what tells one from the other."""
    firsts = [tuple(_key(t) for t in found[:NAMED_BY]) for found in traits]
    names: list[Text] = []
    for j, found in enumerate(traits):
        rivals = [i for i, keys in enumerate(firsts) if i != j and set(keys) == set(firsts[j])]
        theirs = {_key(t) for i in rivals for t in traits[i]}
        own = [t for t in found if _key(t) not in theirs] if rivals else []
        name = _joined([*found[:1], *[t for t in own if t not in found[:1]][:1]] if own else found[:NAMED_BY])
        same = sum(other.en.split(" (")[0] == name.en for other in names)
        names.append(Text(f"{name.en} ({same + 1})", f"{name.zh}（{same + 1}）") if same else name)
    return names


def _key(trait: Trait) -> tuple[str, str]:
    return trait.column, trait.level if trait.level is not None else "+" if trait.effect > 0 else "-"


def _joined(traits: list[Trait]) -> Text:
    if not traits:
        return Text("Close to the average", "接近平均")
    en = ", ".join(t.short.en for t in traits)
    return Text(en[:1].upper() + en[1:], "、".join(t.short.zh for t in traits))
