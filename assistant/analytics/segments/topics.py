"""Topics of a free-text column: words that go together, by non-negative factors of TF-IDF (Lee & Seung 1999)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from assistant.analytics.tables import Table
from assistant.errors import ToolInputError
from assistant.language.lazy_re import lazy_re
from assistant.language.text import Text
from assistant.language.words_zh import cut_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_TOPICS = 8
WORDS = 4
TOPICS = frozenset({"topics", "topic"})  # free text by its topics, where no column is called so
EXAMPLE = 120  # characters of an example
FEWEST_TEXTS = 20
SAMPLE = 5000
HAN = lazy_re(r"[\u4e00-\u9fff]")
STOP_ZH = frozenset(
    "的 了 是 我 也 都 就 很 在 有 和 不 没 没有 这 那 你 他 她 它 们 我们 你们 他们 一个 这个 那个 "
    "还 还是 但 但是 就是 可以 非常 比较 觉得 感觉 因为 所以 如果 而且 "
    "吗 呢 吧 啊 给 被 把 让 对 到 说 会 要 想 能 太 再 又 上 下 用 买 东西 真的".split()
)


@dataclass(frozen=True)
class Topic:
    """One topic.

    Attributes:
        words: Its strongest words.
        size: Texts that are mostly about it.
        example: The text that is most about it.
    """

    words: tuple[str, ...]
    size: int
    example: str = ""


@dataclass(frozen=True)
class Topics:
    """Topics of texts, largest first.

    Attributes:
        topics: The topics.
        labels: (n,) topic of each text; −1 for a text about none.
    """

    topics: tuple[Topic, ...]
    labels: NDArray[np.intp]


def topics_of(texts: Sequence[Any], seed: int = 0) -> Topics | None:
    """Find topics; None where the texts are too few or share too few words.

    Args:
        texts: The cells, None for a missing one.
        seed: Makes it repeatable.
    """
    import numpy as np
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    said = [str(t) if t is not None else "" for t in texts]
    present = [t for t in said if t.strip()]
    if len(present) < FEWEST_TEXTS:
        return None
    chinese = sum(bool(HAN.search(t)) for t in present) * 2 > len(present)
    vectors = TfidfVectorizer(
        tokenizer=_words if chinese else None,
        token_pattern=None if chinese else r"(?u)\b[^\W\d_]{3,}\b",
        stop_words=None if chinese else "english",
        min_df=max(2, len(present) // 200),
        max_df=0.6,
        sublinear_tf=True,
        max_features=3000,
    )
    try:
        fitted = vectors.fit(present[:SAMPLE])
    except ValueError:  # no word is left
        return None
    matrix = fitted.transform(said)
    count = min(MOST_TOPICS, max(2, round((len(present) / 25) ** 0.5) + 1), matrix.shape[1])
    if matrix.shape[1] < 2 * count:
        return None
    model = NMF(count, init="nndsvda", max_iter=300, random_state=seed, tol=1e-3)
    weights = model.fit(matrix[:SAMPLE]).transform(matrix)
    labels = np.where(weights.max(axis=1) > 0, weights.argmax(axis=1), -1)
    sizes = np.bincount(labels[labels >= 0], minlength=count)
    order = [int(j) for j in np.argsort(-sizes, kind="stable") if sizes[j]]
    vocabulary = fitted.get_feature_names_out()
    found = tuple(
        Topic(
            tuple(str(vocabulary[i]) for i in np.argsort(-model.components_[j])[:WORDS]),
            int(sizes[j]),
            said[int(weights[:, j].argmax())][:EXAMPLE],
        )
        for j in order
    )
    places = np.full(count + 1, -1, dtype=np.intp)
    places[order] = np.arange(len(order))
    return Topics(found, places[labels])


def named_or_texts(table: Table, names: Sequence[str]) -> tuple[str, ...]:
    """Columns by name; "topics", where no column is called so, are all columns of free text.

    Raises:
        ToolInputError: No such column, or no free text.
    """
    own = {c.name.casefold() for c in table.columns}
    found: list[str] = []
    for name in names:
        if name.casefold() not in TOPICS or name.casefold() in own:
            found.append(table.column(name).name)
            continue
        # Short remarks that repeat look like categories.
        texts = [c.name for c in table.of_kind("text")] or [
            c.name for c in table.of_kind("category") if c.distinct >= FEWEST_TEXTS
        ]
        if not texts:
            raise ToolInputError(
                f"{table.source} has no column of free text to find topics in.",
                f"{table.source}里没有可以归纳主题的文本列。",
            )
        found += texts
    return tuple(found)


def with_topics(table: Table, names: Sequence[str]) -> tuple[Table, dict[str, Text], dict[str, Topics]]:
    """The table with a category of topics in place of each free-text column.

    Args:
        table: The table.
        names: Columns the user named; where empty, free text counts only if nothing else can be compared.

    Returns:
        The table, what to call the new columns, and the topics by column.
    """
    import numpy as np

    wanted = list(named_or_texts(table, names))
    spoken = set(wanted) if any(name.casefold() in TOPICS for name in names) else set()
    comparable = [c for c in table.columns if (c.is_numeric or c.kind in {"category", "flag"}) and c.personal is None]
    columns, shown, found = list(table.columns), {}, {}
    frame = table.frame
    for i, column in enumerate(columns):
        if column.kind not in {"text", *(["category"] if column.name in spoken else [])} or column.personal:
            continue
        if column.name not in wanted and (wanted or comparable):
            continue
        topics = topics_of(list(frame[column.name]))
        if topics is None:
            continue
        called = np.array([*(", ".join(t.words[:2]) for t in topics.topics), None], dtype=object)
        if frame is table.frame:
            frame = frame.copy()
        frame[column.name] = called[topics.labels]
        columns[i] = replace(column, kind="category", distinct=len(topics.topics))
        shown[column.name] = Text(f"topic of {column.name}", f"{column.name}的主题")
        found[column.name] = topics
    return replace(table, frame=frame, columns=tuple(columns)), shown, found


def _words(text: str) -> list[str]:
    """Words of two characters or more, as jieba cuts them."""
    return [w for w in cut_words(text.lower()) if len(w) > 1 and w not in STOP_ZH and not re.fullmatch(r"[\W\d_]+", w)]
