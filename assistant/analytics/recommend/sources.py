"""Which of the uploaded tables tells of behaviour, and which describes the items."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.analytics.recommend.behaviour import Behaviour, plain, read_behaviour
from assistant.analytics.recommend.roles import Roles, roles_of
from assistant.analytics.tables import Table
from assistant.errors import ToolInputError


def behaviour_of(tables: Sequence[Table]) -> Behaviour:
    """The behaviour that one or two tables tell of; the latest table counts where several do.

    Raises:
        ToolInputError: No table says who did something with what.
    """
    read = [(table, roles_of(table)) for table in tables]
    events = next(((t, r) for t, r in reversed(read) if r.is_behaviour), None)
    if events is None:
        names = ", ".join(t.source for t in tables)
        raise ToolInputError(
            f"In {names} I find no column for the user and one for the item. Recommendations need a table of who "
            "bought, clicked or viewed what, such as columns user_id, product_id, event, date; a second table may "
            "describe items.",
            f"{names}里没有找到“用户”列和“商品”列。做推荐需要一张行为表，记录谁购买、点击或浏览了什么，"
            "例如用户ID、商品ID、行为、时间几列；可再上传一张商品信息表。",
            question=True,
        )
    table, roles = events
    described = next(
        ((t, r) for t, r in reversed(read) if t is not table and r.is_catalogue and _fits(table, roles, t, r)), None
    )
    if described is None:
        return read_behaviour(table, roles)
    return read_behaviour(table, roles, *described)


def _fits(events: Table, roles: Roles, catalogue: Table, described: Roles) -> bool:
    """Whether a catalogue knows items of the events."""
    names = {plain(v) for v in catalogue.frame[described.item].unique()}
    seen = {plain(v) for v in events.frame[roles.item].unique()}
    return bool(names & seen - {None})
