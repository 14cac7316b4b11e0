"""Who did what with which item, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.analytics.recommend.roles import Roles, deed_of
from assistant.analytics.tables import Table
from assistant.errors import ToolInputError
from assistant.language.text import Text

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
MOST_ITEMS = 8000
MOST_USERS = 50_000
BOUGHT = 5.0


@dataclass(frozen=True)
class Behaviour:
    """Interactions, one row for each user and item, in the order they happened.

    Attributes:
        users: Names of users.
        items: Names of items, those of the catalogue that nobody touched at the end.
        titles: What each item is called.
        texts: What is told of each item.
        user: Index of the user of each row.
        item: Index of its item.
        weight: How much the user showed for it.
        time: Place in time, 0 … where there are dates; the order of the file where not.
        dated: Whether there are dates.
        bought: Whether the behaviour is purchases, for the words.
        notes: What was assumed or left out.
    """

    users: tuple[str, ...]
    items: tuple[str, ...]
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    user: Ints
    item: Ints
    weight: Floats
    time: Floats
    dated: bool
    bought: bool
    notes: tuple[Text, ...] = ()

    def matrix(self, rows: Any = slice(None)) -> Any:
        """Sparse matrix (users, items) of the weights of some rows."""
        from scipy.sparse import csr_matrix

        shape = (len(self.users), len(self.items))
        return csr_matrix((self.weight[rows], (self.user[rows], self.item[rows])), shape=shape)


def read_behaviour(
    events: Table, roles: Roles, catalogue: Table | None = None, described: Roles | None = None
) -> Behaviour:
    """Interactions of one table, with the items described in it or in another.

    Raises:
        ToolInputError: Nothing is left to learn from.
    """
    import pandas as pd

    frame = events.frame
    rows = pd.DataFrame({
        "user": frame[roles.user].map(plain),
        "item": frame[roles.item].map(plain),
        "weight": _weights(frame, roles),
        "time": _times(frame, roles),
    })
    known = rows["user"].notna() & rows["item"].notna()
    notes = _left_out(int((~known).sum()))
    rows = rows[known]
    summed = (
        rows.groupby(["user", "item"], sort=False).agg(weight=("weight", "sum"), time=("time", "min")).reset_index()
    )
    summed = summed[summed["weight"] > 0].sort_values("time", kind="stable")
    if summed.empty:
        raise ToolInputError("The table has no interactions to learn from.", "表里没有可以学习的互动记录。")
    summed, cut = _cut(summed)
    users = tuple(summed["user"].unique())
    seen = list(summed["item"].unique())
    titles, texts = _descriptions(events, roles)
    if catalogue is not None and described is not None:
        more_titles, more_texts = _descriptions(catalogue, described)
        titles, texts = {**titles, **more_titles}, {**texts, **more_texts}
        fresh = [i for i in more_texts if i not in set(seen)][:MOST_ITEMS]
        seen += fresh
    items = tuple(seen)
    places = {name: i for i, name in enumerate(users)}, {name: i for i, name in enumerate(items)}
    return Behaviour(
        users=users,
        items=items,
        titles=tuple(titles.get(i, i) for i in items),
        texts=tuple(texts.get(i, "") for i in items),
        user=summed["user"].map(places[0]).to_numpy(dtype=np.int64),
        item=summed["item"].map(places[1]).to_numpy(dtype=np.int64),
        weight=np.log1p(summed["weight"].to_numpy(dtype=float)),
        time=summed["time"].to_numpy(dtype=float),
        dated=bool(roles.time),
        bought=not roles.event or _buys(frame, roles),
        notes=(*notes, *cut),
    )


def plain(cell: Any) -> str | None:
    """A name as people write it: no ".0" of a number that is a code."""
    if cell is None or cell != cell:
        return None
    text = str(cell).strip()
    return (text.removesuffix(".0") if text.replace(".", "", 1).isdigit() else text) or None


def _weights(frame: Any, roles: Roles) -> Any:
    import pandas as pd

    weight = pd.Series(BOUGHT if not roles.event else 1.0, index=frame.index)
    if roles.event:
        deeds = {v: deed_of(str(v))[1] for v in frame[roles.event].dropna().unique()}
        weight = frame[roles.event].map(deeds).fillna(1.0)
    if roles.rating and not roles.event:
        rating = frame[roles.rating]
        weight = BOUGHT * (rating / rating.max()).clip(0, 1).fillna(0.5)
        weight = weight.where(rating.fillna(rating.max()) >= rating.max() * 0.5, 0.1)
    if roles.quantity:
        count = frame[roles.quantity].fillna(1.0)
        weight = weight * np.sign(count) * np.log1p(count.abs().clip(upper=1000)) / np.log(2)  # returns count below 0
    return weight


def _times(frame: Any, roles: Roles) -> Any:
    if roles.time:
        days = (frame[roles.time] - frame[roles.time].min()).dt.total_seconds() / 86400
        return days.fillna(0.0)
    return np.arange(len(frame), dtype=float)


def _buys(frame: Any, roles: Roles) -> bool:
    deeds = [deed_of(str(v))[0] for v in frame[roles.event].dropna().unique()]
    return deeds.count("purchase") == len(deeds)


def _descriptions(table: Table, roles: Roles) -> tuple[dict[str, str], dict[str, str]]:
    columns = [c for c in (roles.title, *roles.texts) if c]
    if not columns:
        return {}, {}
    first = table.frame[[roles.item, *columns]].drop_duplicates(roles.item)
    names = [plain(cell) for cell in first[roles.item]]
    titles: dict[str, str] = {}
    texts: dict[str, str] = {}
    for name, row in zip(names, first[columns].itertuples(index=False), strict=True):
        if name is None:
            continue
        said = [str(cell) for cell in row if cell is not None and cell == cell]
        if roles.title and row[0] is not None and row[0] == row[0]:
            titles[name] = str(row[0])
        texts[name] = " ".join(said)
    return titles, texts


def _cut(rows: Any) -> tuple[Any, list[Text]]:
    notes = []
    for column, most, names in (("item", MOST_ITEMS, ("items", "商品")), ("user", MOST_USERS, ("users", "用户"))):
        counts = rows[column].value_counts()
        if len(counts) > most:
            rows = rows[rows[column].isin(set(counts.index[:most]))]
            notes.append(
                Text(
                    f"Only the {most:,} most active {names[0]} of {len(counts):,} were used.",
                    f"{len(counts):,}个{names[1]}中只用了最活跃的{most:,}个。",
                )
            )
    return rows, notes


def _left_out(count: int) -> list[Text]:
    text = Text(f"{count} rows without a user or an item were left out.", f"有{count}行缺少用户或商品，未使用。")
    return [text] if count else []
