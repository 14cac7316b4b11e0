"""What a target goes with: the whole analysis of one table."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from assistant.analytics.drivers.effects import Effect, effect
from assistant.analytics.drivers.encode import Feature, encode
from assistant.analytics.drivers.evaluate import HeldOut, Score, better, held_out
from assistant.analytics.drivers.folds import Ints, groups_of, parts_for, split
from assistant.analytics.drivers.importance import Importance, importances, moving_together
from assistant.analytics.drivers.leakage import excluded_columns, is_key
from assistant.analytics.drivers.models import FEWEST_BOOSTED, Model, ModelKind, fit, one_thread
from assistant.analytics.drivers.target import Floats, Target
from assistant.analytics.tables import Table
from assistant.errors import ToolInputError
from assistant.language.text import Text
from assistant.progress import Progress, unheard

FEWEST_ROWS = 30
FEWEST_OF_EACH = 10  # rows of either outcome
MOST_ROWS = 20_000
DRAWN = 8  # effects that are computed
SEED = 7


@dataclass(frozen=True)
class Driver:
    """A column that matters, and which way."""

    importance: Importance
    effect: Effect


@dataclass(frozen=True)
class Explanation:
    """What was found.

    Attributes:
        target: What was explained, only of the rows used.
        rows: Rows used.
        features: Columns that could explain.
        excluded: Columns left out, with the reason.
        linear: Held-out accuracy of the lines.
        boosted: That of the boosted trees; None where there were too few rows.
        chosen: The models that explain.
        drivers: Columns that matter, most first; empty where there is no signal.
        idle: Columns without an effect of their own.
        pairs: Columns that move together and share their importance.
        matrix: Encoded rows.
        parts: Part of each row.
        together: Group of each row.
        notes: What was assumed, left out or cut.
    """

    target: Target
    rows: int
    features: tuple[Feature, ...]
    excluded: dict[str, Text]
    linear: Score
    boosted: Score | None
    chosen: HeldOut
    drivers: tuple[Driver, ...]
    idle: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    matrix: Floats
    parts: Ints
    together: Ints
    notes: tuple[Text, ...] = field(default=())

    @property
    def signal(self) -> bool:
        """Whether anything was found at all."""
        return self.chosen.score.is_signal


def explain(
    table: Table,
    target: Target,
    *,
    features: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    only: ModelKind | None = None,
    progress: Progress = unheard,
) -> Explanation:
    """Explain a target by the other columns.

    Args:
        table: The table.
        target: From `choose_target`.
        features: Columns to explain it by; all that can be used where not given.
        without: Columns to leave out.
        only: The kind of model; both are compared where not given.
        progress: Told how far it is.

    Raises:
        ToolInputError: Too few rows or no column is left.
    """
    progress(0.05, Text("Looking for columns that give the answer away", "正在排查会泄露答案的列"))
    left_out = excluded_columns(table, target, features)
    unasked = Text("left out as you asked", "按您的要求排除")
    left_out = {name: reason for name, reason in left_out.items() if not features or name in features}
    left_out.update({name: unasked for name in without})
    names = [c.name for c in table.columns if c.name != target.name and c.name not in left_out]
    names = [n for n in names if not features or n in features]
    known = np.flatnonzero(np.isfinite(target.values))
    notes = _check(table, target, names, left_out, len(known))
    if len(known) > MOST_ROWS:
        known = np.sort(np.random.default_rng(SEED).choice(known, MOST_ROWS, replace=False))
        notes.append(
            Text(
                f"The file has many rows; {MOST_ROWS} drawn at random were used.",
                f"文件行数较多，随机抽取{MOST_ROWS}行来分析。",
            )
        )
    encoded, whole = encode(table, names)
    matrix, used = whole[known], _rows(target, known)
    key, key_note = _key(table, target)
    notes += key_note
    together = groups_of(table.frame.iloc[known][[*names, target.name] if key is None else [key]], key)
    parts = split(used.learned, together, parts_for(len(known)), SEED)
    with one_thread():
        return _explained(used, encoded, matrix, parts, together, left_out, notes, only, progress)


def _explained(
    target: Target,
    features: tuple[Feature, ...],
    matrix: Floats,
    parts: Ints,
    together: Ints,
    left_out: dict[str, Text],
    notes: list[Text],
    only: ModelKind | None,
    progress: Progress,
) -> Explanation:
    progress(0.2, Text("Fitting straight lines to held-out parts", "正在分组交叉检验线性模型"))
    enough = len(matrix) >= FEWEST_BOOSTED
    linear = held_out("linear", features, matrix, target, parts, together)
    boosted = None
    if enough and only != "linear":
        progress(0.35, Text("Fitting boosted trees to held-out parts", "正在分组交叉检验梯度提升树"))
        boosted = held_out("boosted", features, matrix, target, parts, together)
    elif not enough:
        notes.append(
            Text(
                f"With {len(matrix)} rows only the simple model of straight lines was tried.",
                f"只有{len(matrix)}行数据，因此只用了简单的线性模型。",
            )
        )
    chosen = boosted if only == "boosted" and boosted else better(linear, boosted, target)
    progress(0.65, Text("Measuring how much each column matters", "正在衡量每一列的影响"))
    ranked = importances(chosen, features, matrix, target, parts) if chosen.score.is_signal else []
    index = {f.name: j for j, f in enumerate(features)}
    progress(0.9, Text("Drawing the effects", "正在计算各因素的作用"))
    matter = [i for i in ranked if i.matters]
    drivers = tuple(Driver(i, effect(chosen.models, index[i.name], matrix, target)) for i in matter[:DRAWN])
    idle = tuple(i.name for i in ranked if not i.matters)
    pairs = tuple(moving_together(features, matrix, [i.name for i in matter[:DRAWN]]))
    return Explanation(
        target, len(matrix), features, left_out, linear.score, boosted.score if boosted else None, chosen,
        drivers, idle, pairs, matrix, parts, together, tuple(notes),
    )  # fmt: skip


def refit(found: Explanation) -> Model:
    """The chosen kind of model fitted to all rows, for predictions."""
    target = found.target
    return fit(found.chosen.kind, found.features, found.matrix, target.learned, outcome=target.is_outcome)


def _rows(target: Target, known: Ints) -> Target:
    return Target(target.name, target.values[known], target.outcome, target.unit, target.log)


def _check(table: Table, target: Target, names: list[str], left_out: dict[str, Text], known: int) -> list[Text]:
    if not names:
        reasons = "; ".join(f"{n}: {r.en}" for n, r in left_out.items())
        reasons_zh = "；".join(f"{n}：{r.zh}" for n, r in left_out.items())
        raise ToolInputError(
            f"No column is left that could explain {target.name} ({reasons}).",
            f"没有可用来解释“{target.name}”的列（{reasons_zh}）。",
        )
    if known < FEWEST_ROWS:
        raise ToolInputError(
            f"Only {known} rows have a value of {target.name}; at least {FEWEST_ROWS} are needed to tell drivers from "
            "chance.",
            f"只有{known}行有“{target.name}”的值；至少要{FEWEST_ROWS}行才能把驱动因素与偶然区分开。",
        )
    if target.is_outcome:
        happened = int(np.nansum(target.values))
        rarer = min(happened, known - happened)
        if rarer < FEWEST_OF_EACH:
            raise ToolInputError(
                f"{target.name} has only {rarer} rows of the rarer outcome; at least {FEWEST_OF_EACH} are needed.",
                f"“{target.name}”中较少的一类只有{rarer}行，至少要{FEWEST_OF_EACH}行。",
            )
    blank = len(table) - known
    return [
        Text(
            f"{blank} rows have no value of {target.name}; the model did not learn from them.",
            f"有{blank}行没有“{target.name}”的值，未用于建模。",
        )
    ] * (blank > 0)


def _key(table: Table, target: Target) -> tuple[str | None, list[Text]]:
    """A column of ids that repeat, such as a customer with several rows: those rows must be held out together."""
    for column in (c for c in table.columns if is_key(c) and c.personal is None):
        present = len(table) - column.missing
        if 2 <= column.distinct < 0.9 * present and column.distinct >= FEWEST_ROWS:
            note = Text(
                f"Rows of the same {column.name} were kept together when checking the model on unseen rows.",
                f"检验模型时，同一“{column.name}”的各行始终放在一起。",
            )
            return column.name, [note]
    return None, []
