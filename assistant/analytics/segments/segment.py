"""Segments of a table: what is compared, how many, who belongs where, what sets each apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assistant.analytics.segments.choose import STEADY, Choice, choose
from assistant.analytics.segments.criteria import SAMPLE, SMALLEST
from assistant.analytics.segments.features import Features, features_of
from assistant.analytics.segments.partition import SegmentModel
from assistant.analytics.segments.profile import Profile, profiles_of
from assistant.analytics.segments.stability import stability
from assistant.analytics.tables import Table
from assistant.errors import ToolInputError
from assistant.language.text import Text
from assistant.progress import Progress, part_of, unheard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Labels = NDArray[np.intp]

FEWEST_ROWS = 24
MOST_WANTED = 20
SHAKY = 0.4  # bootstrap agreement below which groups are an accident of the sample


@dataclass(frozen=True)
class Segmentation:
    """The result.

    Attributes:
        table: The table that was grouped.
        features: What was compared.
        choice: How the number of segments was found.
        asked: True where the user gave the number of segments.
        labels: (n,) segment of each row, largest first, counted from 0; empty where there are none.
        profiles: One a segment.
        stability: Mean agreement of bootstrap samples, None where there are no segments.
        model: Assigns other rows; None where there are no segments.
        value: Name of the column that is summed up for each segment.
        notes: What to know.
        shown: What to call columns, where not by their header.
    """

    table: Table
    features: Features
    choice: Choice
    asked: bool
    labels: Labels
    profiles: tuple[Profile, ...]
    stability: float | None
    model: SegmentModel | None
    value: str | None = None
    notes: tuple[Text, ...] = ()
    shown: Mapping[str, Text] = field(default_factory=dict)

    @property
    def found(self) -> bool:
        """Whether there are segments."""
        return bool(self.profiles)


def segment_table(
    table: Table,
    columns: Sequence[str] = (),
    segments: int | None = None,
    value: str | None = None,
    shown: Mapping[str, Text] | None = None,
    seed: int = 0,
    progress: Progress = unheard,
) -> Segmentation:
    """Group the rows of a table.

    Args:
        table: The table.
        columns: Columns to compare; all that can be compared where empty.
        segments: How many; found by agreement of criteria where not given.
        value: A number column to sum up for each segment; it is compared only where `columns` names it.
        shown: What to call columns, where not by their header.
        seed: Makes it repeatable.
        progress: Told how far it is.

    Raises:
        ToolInputError: Too few rows or no columns to compare, or no such column.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    # Many small fits: threads would only wait for each other.
    with threadpool_limits(limits=1):
        return _segmented(table, columns, segments, value, shown or {}, seed, progress)


def _segmented(
    table: Table,
    columns: Sequence[str],
    segments: int | None,
    value: str | None,
    shown: Mapping[str, Text],
    seed: int,
    progress: Progress,
) -> Segmentation:
    import numpy as np

    value = _checked(table, segments, value)
    progress(0.1, Text("Preparing the columns", "正在准备各列"))
    features = features_of(table, columns, value)
    choice, agreement = _chosen(table, features, segments, seed, progress)
    notes = (*features.notes, *_sampled(len(table)))
    none = np.zeros(0, dtype=np.intp)
    if choice.partition is None or (agreement is not None and agreement < SHAKY and segments is None):
        return Segmentation(table, features, choice, False, none, (), agreement, None, value, notes, shown)
    progress(0.9, Text("Describing the groups", "正在描述各个分群"))
    labels, order = _by_size(SegmentModel(features.rules, choice.partition, ()).assign(table.frame), choice.k)
    profiles = tuple(profiles_of(table, features.rules, labels, len(order), shown))
    model = SegmentModel(features.rules, choice.partition.reordered(order), tuple(p.name.to_json() for p in profiles))
    asked = segments is not None
    return Segmentation(table, features, choice, asked, labels, profiles, agreement, model, value, notes, shown)


def _chosen(
    table: Table, features: Features, segments: int | None, seed: int, progress: Progress
) -> tuple[Choice, float | None]:
    """How many segments a sample of the rows calls for, and how well they hold on others; None where there are none."""
    import numpy as np

    random = np.random.default_rng(seed)
    sample = np.sort(random.permutation(len(table))[:SAMPLE])
    numbers, onehot = features.rules.points(table.frame.iloc[sample], random)
    count = len(features.rules.levels)
    choice = choose(numbers, onehot, count, segments, seed, part_of(progress, 0.2, 0.75))
    progress(0.75, Text("Testing whether the groups hold on other samples", "正在检验分群是否稳定"))
    agreement = stability(numbers, onehot, count, choice, seed) if choice.partition else None
    if segments is None and agreement is not None and agreement < STEADY and (middle := _middle(choice)):
        # Each criterion says something else, and what one of them found does not repeat: the one between the others.
        choice = replace(choose(numbers, onehot, count, middle, seed), votes=choice.votes)
        agreement = stability(numbers, onehot, count, choice, seed)
    return choice, agreement


def _by_size(labels: Labels, k: int) -> tuple[Labels, Labels]:
    """Labels counted from the largest segment, and the former label of each segment that anybody belongs to."""
    import numpy as np

    order = np.argsort(-np.bincount(labels, minlength=k), kind="stable")
    order = np.array([j for j in order if (labels == j).any()], dtype=np.intp)
    places = np.full(k, -1, dtype=np.intp)
    places[order] = np.arange(len(order))
    return places[labels], order


def _middle(choice: Choice) -> int | None:
    """The middle of three votes that all differ, where it is not what was chosen already; 1 is no number of groups."""
    votes = sorted(choice.votes.values())
    differ = len(votes) == 3 and len(set(votes)) == len(votes)
    return votes[1] if differ and votes[1] not in {1, choice.k} else None


def _checked(table: Table, segments: int | None, value: str | None) -> str | None:
    if len(table) < FEWEST_ROWS:
        raise ToolInputError(
            f"{table.source} has {len(table)} rows; at least {FEWEST_ROWS} are needed to tell groups from chance. "
            "Upload more rows.",
            f"{table.source}只有{len(table)}行，至少需要{FEWEST_ROWS}行才能把分群和偶然区分开。请上传更多数据。",
        )
    most = min(MOST_WANTED, len(table) // SMALLEST)
    if segments is not None and not 2 <= segments <= most:
        raise ToolInputError(
            f"Between 2 and {most} segments can be made of {len(table)} rows. How many should it be?",
            f"{len(table)}行数据可以分成2到{most}群。要分成几群？",
            question=True,
        )
    if value is None:
        return None
    column = table.column(value)
    if not column.is_numeric:
        raise ToolInputError(
            f"{column.name} holds no numbers, so it cannot be summed up. Name a number column as the value.",
            f"“{column.name}”不是数值列，无法汇总。请指定一个数值列。",
            question=True,
            choices=tuple(c.name for c in table.columns if c.is_numeric),
        )
    return column.name


def _sampled(rows: int) -> list[Text]:
    if rows <= SAMPLE:
        return []
    return [
        Text(
            f"The number of segments was found on a random sample of {SAMPLE:,} rows; then every row was assigned.",
            f"分群数量由随机抽取的{SAMPLE:,}行确定，之后所有行都做了归类。",
        )
    ]
